"""What people decide: imperative, frozen, complete. A command's handler is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.cases import Allegation, Ask, Record, Stage, Urgency
from bot.domain.disclosure import Field

if TYPE_CHECKING:
    from bot.domain.roles import Role


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """Take a client's complaint."""

    client_id: str
    contact_id: str
    employee_id: str
    allegations: tuple[Allegation, ...]
    effect: str
    asks: tuple[Ask, ...]
    remedy: str
    urgency: Urgency
    safety: str
    jurisdiction: str


@dataclass(frozen=True, kw_only=True)
class CompleteParticulars:
    """Record what the client said later: dates, sources and the effect."""

    case_id: str
    allegations: tuple[Allegation, ...]
    effect: str


@dataclass(frozen=True, kw_only=True)
class AddAllegation:
    """Take a further allegation into a case."""

    case_id: str
    allegation: Allegation
    basis: int  # the journal number up to which the case was known when this was begun


@dataclass(frozen=True, kw_only=True)
class AddRecord:
    """Add a fact to an allegation of a case; what it says already stays as it is."""

    case_id: str
    allegation: int  # its place in the case, from 0
    record: Record
    basis: int


@dataclass(frozen=True, kw_only=True)
class BriefManager:
    """Give the line manager the summary, one step before the employee hears."""

    case_id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class TellEmployee:
    """Tell the employee that a complaint exists: the deliberate step."""

    case_id: str
    text: str
    manager_not_briefed: str = ""  # the reason, when the manager has not had the summary


@dataclass(frozen=True, kw_only=True)
class AssignRole:
    """Give an HR role in a case to a person; a former holder's part ends."""

    case_id: str
    role: Role
    holder_id: str
    basis: int  # the journal number up to which the case was known when this was decided
    reason: str = ""
    notes_kept: str = ""  # where what was told to the former holder stays


@dataclass(frozen=True, kw_only=True)
class SendUpdate:
    """Tell every party, together, what it may know of what happened."""

    case_id: str
    versions: Mapping[str, str]  # by party id: the words that party gets
    left_out: Mapping[str, str]  # by party id: why
    items: tuple[int, ...]  # journal numbers told of
    words: str  # HR's own, as they were before they went into the versions
    words_tag: Field | None
    next_at: datetime  # when the next update is promised
    send_at: datetime | None  # None: now
    apart: bool  # each in their own hours, since the next fourteen days have none for all
    basis: int  # the journal number up to which the case was known when this was begun


@dataclass(frozen=True, kw_only=True)
class MoveStage:
    """Say that the case has come to its next stage."""

    case_id: str
    stage: Stage


@dataclass(frozen=True, kw_only=True)
class CloseCase:
    """Close a case with a closing note to all."""

    case_id: str
    versions: Mapping[str, str]
    left_out: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SnoozeReminder:
    """Be reminded later; what is owed and when does not change."""

    reminder_id: str
    until: datetime


Command = (
    OpenCase
    | CompleteParticulars
    | AddAllegation
    | AddRecord
    | BriefManager
    | TellEmployee
    | AssignRole
    | SendUpdate
    | MoveStage
    | CloseCase
    | SnoozeReminder
)
