"""A post: one message due to one address. It is a row before it is a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.dialogue.content import Content
from bot.domain.lanes import Address


class PostState(StrEnum):
    """Where a post is on its way."""

    DUE = "due"
    SENT = "sent"
    DEAD = "dead"  # given up; the reason is kept, HR is told
    WITHDRAWN = "withdrawn"  # not wanted any more before it went out


@dataclass(frozen=True)
class Post:
    """What is to be said to one address, in which order, and what became of it.

    `key` is unique: what is added twice under one key is said once. `replaces` names an earlier
    post whose message this one takes the place of, where the surface can. A `quiet` one is nothing
    but that: it is no message of its own, and where the other is gone it is not wanted.
    """

    id: str
    address: Address
    sequence: int  # within the address
    key: str
    content: Content
    due_at: datetime
    created_at: datetime
    case_id: str | None = None
    party_id: str | None = None
    replaces: str | None = None
    quiet: bool = False
    state: PostState = PostState.DUE
    attempts: int = 0
    message_id: str = ""  # the platform's own id, once sent
    sent_at: datetime | None = None
    failure: str = ""


@dataclass(frozen=True)
class Published:
    """How far a person's Home is behind what stands now."""

    address_id: str
    changes: int  # what may have changed it so far
    shown: int  # how many of those it shows
    digest: str  # of what was published last; "" before the first time
    attempts: int = 0  # that failed since
    retry_at: datetime | None = None

    @property
    def is_current(self) -> bool:
        """True when nothing may have changed since it was published."""
        return self.shown == self.changes
