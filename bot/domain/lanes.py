"""Where a person is reached. A lane is one party's private thread; an address is a way to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Address:
    """One person on one surface. Order and pace of sending belong to it, across all cases."""

    id: str
    person_id: str
    surface: str  # "slack", "playground"
    tenant: str  # the workspace or tenant; "" for the home one
    user: str  # the platform's id of the person
    verified_at: datetime | None = None  # when the platform last vouched for a message from here
    gone_at: datetime | None = None  # since when the platform says that nobody is there any more


class Shut(StrEnum):
    """Why nothing reaches an address."""

    OFF = "off"  # the surface is not on
    CLOSED = "closed"  # the platform says that the account is
    REMOVED = "removed"  # we were there, and are not any more
