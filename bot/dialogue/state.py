"""Where a conversation stands in a flow: everything needed to go on after a restart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.dialogue.fields import Answers, Value


@dataclass(frozen=True)
class Place:
    """A page of a flow: a step, and in a repeated step the item that is being answered."""

    step: str
    item: int | None = None  # None in a repeated step: its list

    @property
    def key(self) -> str:
        """The page as a key of a mapping."""
        return self.step if self.item is None else f"{self.step}/{self.item}"


@dataclass(frozen=True)
class State:
    """A pure value; the engine makes the next one from it and from what the person did."""

    place: Place
    answers: Answers  # of completed pages; a repeated step's is a list of its items' answers
    asked: str = ""  # the field that is asked, on surfaces that ask one at a time
    given: Answers = field(default_factory=dict)  # on this page, not yet all accepted
    errors: Mapping[str, str] = field(default_factory=dict)  # by field; "" concerns the page
    nudges: Mapping[str, str] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()  # marks of nudges that were shown and may be passed over
    searches: Mapping[str, str] = field(default_factory=dict)  # by field: words looked for
    completed: frozenset[str] = frozenset()  # steps on the way that were answered
    origin: Place | None = None  # the page from which an edit was asked; it leads back there
    choosing: bool = False  # asked "edit" without saying what
    mending: bool = False  # asked one at a time: only what was wrong is asked again
    drafts: Mapping[str, Answers] = field(default_factory=dict)  # by page: left before accepted
    bases: Mapping[str, Value] = field(default_factory=dict)  # by mark: the default begun with

    def mark(self, name: str) -> str:
        """A name for a field of this page that no field of another page has."""
        return f"{self.place.key}/{name}"


class SessionStatus(StrEnum):
    """A session is active, parked for another flow, or over."""

    ACTIVE = "active"
    PARKED = "parked"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Session:
    """One person's way through one flow in one conversation, pinned to the flow's version."""

    id: str
    address_id: str
    person_id: str
    flow: str
    version: int
    state: State
    status: SessionStatus
    revision: int  # grows with each answer; an older page's answer is told so
    page_post: str | None  # the post that shows the current page, replaced once it is answered
    started_at: datetime
    updated_at: datetime
    about: str = ""  # what it concerns, in words that find it again: "EH-2026-0042"
