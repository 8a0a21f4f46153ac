"""What a person can do on any surface, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.dialogue.fields import Value


@dataclass(frozen=True)
class Words:
    """Typed words: an answer to the question that is open, or a command."""

    text: str


@dataclass(frozen=True)
class Press:
    """A button on a card. Name and target are claims, checked again by whoever acts on them."""

    action: str
    target: str = ""


@dataclass(frozen=True)
class Fill:
    """Answers to fields of a page, by field id; values as stored or as typed."""

    session: str
    revision: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Go:
    """A move on a page: back, skip, keep, cancel, edit, add, remove, go."""

    session: str
    revision: int
    move: str
    target: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)  # typed on the page that is left


class Aim(StrEnum):
    """What is to become of a message that somebody pointed at."""

    OPEN_CASE = "open_case"
    ADD_TO_CASE = "add_to_case"


@dataclass(frozen=True)
class Cite:
    """Somebody pointed at a message. What it says of itself is the platform's word, not theirs."""

    what: Aim
    words: str  # verbatim, as people read them: names for ids, no markup; "" when it has no words
    tenant: str  # of its author, as the platform knows them
    user: str  # "" when no person wrote it: a bot
    author: str  # the name that the platform shows; "" when it shows none
    written_at: datetime  # aware, UTC
    link: str  # to the message; "" when the platform gives none


@dataclass(frozen=True)
class Leave:
    """A form is gone without an answer: the person closed it, or it could not be opened."""

    session: str
    why: Literal["closed", "not_opened"]


Input = Words | Press | Fill | Go | Leave | Cite


@dataclass(frozen=True)
class Incoming:
    """One verified thing from one platform user. `key` is the platform's own id of it.

    `also`: other keys by which the platform may bring the very same again under a new id.
    `alias`: another id under which the platform, and so the organisation's file, knows the user.

    `in_form`: what is asked in answer can be shown at once, in a form over the conversation (a
    modal, a dialog), and not as a message: it was done in one, or in a way that may open one.
    """

    surface: str
    tenant: str
    user: str
    key: str
    input: Input
    in_form: bool = False
    also: tuple[str, ...] = ()
    alias: str = ""
