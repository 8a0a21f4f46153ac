"""What is there to read: paragraphs, quotes, facts, lists → a card's elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from adapters.teams import elements
from adapters.teams.elements import Json
from bot.dialogue.content import Block, Bullets, Facts, Heading, Note, Paragraph, Quote
from bot.dialogue.fitting import Fitting, size
from bot.dialogue.values import is_blank

BESIDE = 300  # a longer value stands under its label


def read(blocks: Sequence[Block], fitting: Fitting) -> list[Json]:
    """All of a message's blocks, in order."""
    return [made for block in blocks for made in _block(block, fitting)]


def title(text: str, fitting: Fitting) -> list[Json]:
    """A message's title."""
    return [] if is_blank(text) else [elements.title(fitting.text(text))]


def paragraph(text: str, fitting: Fitting) -> list[Json]:
    """A paragraph; nothing when there is nothing to read."""
    return [] if is_blank(text) else elements.paragraph(fitting.text(text))


def note(text: str, fitting: Fitting) -> list[Json]:
    """Small print."""
    return [] if is_blank(text) else elements.note(fitting.text(text))


def warning(text: str, fitting: Fitting) -> list[Json]:
    """What is wrong."""
    return [] if is_blank(text) else elements.warning(fitting.text(text))


def facts(rows: Sequence[tuple[str, str]], fitting: Fitting) -> list[Json]:
    """Labelled facts: short ones on a line, long ones under their label."""
    shown, left = fitting.items(rows)
    made: list[Json] = []
    for label, value in shown:
        if size(value) <= BESIDE and "\n" not in value:
            made.append(elements.fact(fitting.text(label), fitting.text(value)))
        else:
            made.append(elements.heading(fitting.text(label)))
            made += elements.paragraph(fitting.text(value))
    return [*made, *_more(left)]


def listed(items: Sequence[str], fitting: Fitting, *, ordered: bool = False) -> list[Json]:
    """A list; when it is too long, its beginning and how many more there are."""
    shown, left = fitting.items(items)
    made = [
        elements.item(fitting.text(each), number=number if ordered else None)
        for number, each in enumerate(shown, 1)
    ]
    return [*made, *_more(left)]


def _more(left: int) -> list[Json]:
    return elements.note(f"… and {left:,} more") if left else []


def _block(block: Block, fitting: Fitting) -> list[Json]:
    match block:
        case Paragraph():
            return paragraph(block.text, fitting)
        case Heading():
            return [] if is_blank(block.text) else [elements.heading(fitting.text(block.text))]
        case Quote():
            by = [] if is_blank(block.by) else note(f"{block.by} wrote:", fitting)
            return [*by, elements.quote(fitting.text(block.text))]
        case Facts():
            return facts(block.rows, fitting)
        case Bullets():
            return listed(block.items, fitting, ordered=block.ordered)
        case Note():
            return note(block.text, fitting)
        case _:
            assert_never(block)
