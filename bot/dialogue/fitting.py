"""How much of a text goes into one message, and an open mark wherever it is less than all.

A message is first drawn at the widest level and, if its platform would refuse it, at narrower ones.
Nothing is cut silently: a shortened text says how long it is, a shortened list how many more
there are, and the message gets a "Read all" button.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.dialogue.values import is_blank

NOTHING = "–"  # platforms refuse empty text

T = TypeVar("T")


@dataclass(frozen=True)
class Level:
    """How much is shown of each thing."""

    text: int  # of a text
    items: int  # of a list
    label: int  # of a label that also stands in full in a numbered list
    hints: bool  # what options mean, beside them


LEVELS = (
    Level(text=3000, items=200, label=70, hints=True),
    Level(text=1500, items=100, label=70, hints=True),
    Level(text=700, items=50, label=40, hints=True),
    Level(text=300, items=25, label=20, hints=False),
    Level(text=120, items=10, label=0, hints=False),
)

# Never shown in any client, refused or mangled by some: a mark stands where they stood.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_LONGEST_CLUSTER = 40
_WORD_WITHIN = 40


class Fitting:
    """Shortens at one level, and remembers whether it had to."""

    def __init__(self, level: Level) -> None:
        self.level = level
        self.cut = False

    def text(self, text: str) -> str:
        """The text if it fits, else its beginning and its length."""
        shown = printable(text)
        short = excerpt(shown, self.level.text)
        self.cut = self.cut or short != shown
        return short

    def items(self, items: Sequence[T]) -> tuple[Sequence[T], int]:
        """The first items, as many as fit, and how many are left."""
        left = max(0, len(items) - self.level.items)
        self.cut = self.cut or left > 0
        return items[: self.level.items], left


def size(text: str) -> int:
    """A length in UTF-16 units: no platform counts more."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def printable(text: str) -> str:
    """The text as platforms take it: never empty, no control characters, otherwise as it is."""
    return NOTHING if is_blank(text) else _UNPRINTABLE.sub("\ufffd", text)


def excerpt(text: str, most: int) -> str:
    """The text, or its beginning with its whole length, together at most `most` long."""
    if size(text) <= most:
        return text
    mark = f"… ({len(text):,} characters)"
    start = beginning(text, most - size(mark) - 2)
    if _DIRECTIONS.search(start):
        start = f"\u2068{start}\u2069"  # what turns the writing round must not turn our mark
    return start + mark


def beginning(text: str, most: int) -> str:
    """At most `most` of a longer text, up to a whole word where one ends near."""
    start = clipped(text, most)
    word = start.rfind(" ", max(0, len(start) - _WORD_WITHIN))
    return (start[:word] if word > 0 else start).rstrip()


def clipped(text: str, most: int) -> str:
    """At most `most` from the start of a text, whole signs only: marks stay with their letter."""
    end = len(text.encode("utf-16-le")[: 2 * max(most, 0)].decode("utf-16-le", errors="ignore"))
    floor = max(0, end - _LONGEST_CLUSTER)
    whole = next((at for at in range(end, floor, -1) if not _joined(text, at)), end)
    return text[:whole]


def _joined(text: str, at: int) -> bool:
    """True when the signs on both sides of `at` are one to the reader."""
    if at >= len(text):
        return False
    after, before = text[at], text[at - 1]
    return bool(unicodedata.combining(after)) or after in _JOINERS or before == "\u200d"
