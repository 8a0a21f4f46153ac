"""What the mediator says, as data: plain text in a structure, never markup.

Each surface translates it. Text that people wrote stays text: no surface may interpret it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.dialogue.fields import Field, Option, Value


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of our own words."""

    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A short title inside a message."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Quote:
    """What somebody wrote, verbatim, and who it was ("" when the reader may not know)."""

    text: str
    by: str = ""
    link: str = ""  # to where it was written
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True)
class Facts:
    """Labelled facts, in order: (label, value)."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Bullets:
    """A short list; `ordered` numbers it."""

    items: tuple[str, ...]
    ordered: bool = False
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True)
class Note:
    """Small print: why the reader gets this, or what it does not say."""

    text: str
    kind: Literal["note"] = "note"


Block = Paragraph | Heading | Quote | Facts | Bullets | Note


@dataclass(frozen=True)
class Button:
    """Something the reader may do. `action` and `target` name it; neither is authority."""

    label: str
    action: str  # a name in bot.services.actions, e.g. "tell"
    target: str = ""  # the id it acts on: a case, a party, a reminder
    style: Literal["plain", "primary", "danger"] = "plain"
    confirm: str = ""  # asked before it is done, where the surface can ask; "" asks nothing

    @property
    def can_end(self) -> bool:
        """False for what is always open to its reader: it acts on nothing that moves on."""
        return ":" in self.target or (bool(self.target) and self.action != "start")


@dataclass(frozen=True)
class Card:
    """One message. `notice` is all that a notification shows: neutral, without personal content.

    Where several cards of one `topic` stand in a conversation, only the latest has its buttons.
    """

    notice: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    kind: Literal["card"] = "card"
    topic: str = ""  # "case": made anew as the case moves on, but for its first `kept` blocks
    kept: int = 0

    @property
    def is_live(self) -> bool:
        """True while there is something to press that can come to an end."""
        return any(button.can_end for button in self.buttons)


@dataclass(frozen=True)
class Said:
    """What the person wrote themselves, kept for surfaces that do not keep it for them."""

    text: str
    kind: Literal["said"] = "said"


@dataclass(frozen=True)
class Question:
    """A field as it is asked now: with its options, what was typed so far, and what is wrong."""

    field: Field
    options: tuple[Option, ...] = ()
    more_options: bool = False  # there are more than are shown: search
    value: Value = None
    error: str = ""
    nudge: str = ""  # a gentle remark that may be passed over ("keep")


@dataclass(frozen=True)
class Move:
    """A way on from a page: its word as typed, its label on a button, and what it points at."""

    name: Literal["back", "skip", "keep", "cancel", "edit", "add", "remove", "go"]
    label: str
    target: str = ""  # edit: a step or an item; remove: an item
    style: Literal["plain", "primary", "danger"] = "plain"


@dataclass(frozen=True)
class Page:
    """One turn of a flow: what is asked, on which page, and how else it can go on.

    `moves` are the ways on from here that are no answer.
    """

    session: str  # id of the flow's session
    revision: int  # an answer to an older revision is told so, and overwrites nothing
    flow: str
    flow_title: str
    step: str
    title: str
    notice: str
    number: int = 1  # this page is `number` of `count`
    count: int = 1
    intro: str = ""
    blocks: tuple[Block, ...] = ()  # what to read before answering: a review, a preview
    questions: tuple[Question, ...] = ()
    error: str = ""  # concerns the page as a whole
    moves: tuple[Move, ...] = ()
    zone: str = "UTC"  # the reader's: in it, moments are shown and given
    kind: Literal["page"] = "page"


@dataclass(frozen=True)
class Answered:
    """What a page becomes once it is answered: the answers, and nothing left to press."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""
    kind: Literal["answered"] = "answered"


Content = Card | Said | Page | Answered


@dataclass(frozen=True)
class Item:
    """One thing in a section of a Home, with what can be done about it."""

    title: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Section:
    """Things of one kind under a heading, the most pressing first."""

    title: str
    items: tuple[Item, ...] = ()
    left: int = 0  # how many more there are
    more: str = ""  # how to see those
    empty: str = ""  # what will stand here, while nothing does


@dataclass(frozen=True)
class Home:
    """One person's own page, kept current: no message, so it is in no conversation's order.

    It notifies of nothing. Each surface that has such a page shows it in its own way.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    sections: tuple[Section, ...] = ()
