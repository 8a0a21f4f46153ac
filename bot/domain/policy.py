"""The policy that HR and counsel edit: who may know what, who may hold what, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.disclosure import Matrix
from bot.domain.roles import Charter, ConflictTable, Role
from bot.domain.tone import Tone

if TYPE_CHECKING:
    from bot.domain.reminders import ReminderKind, Schedule


@dataclass(frozen=True)
class Policy:
    """Everything in flows/policy, read once when the program starts."""

    matrix: Matrix
    charters: Mapping[Role, Charter]
    conflicts: ConflictTable
    tone: Tone
    schedules: Mapping[ReminderKind, Schedule]
