"""What is there to read: titles, paragraphs, quotes, facts, lists → blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from adapters.slack import elements, limits
from adapters.slack.elements import Json
from bot.dialogue.content import Block, Bullets, Facts, Heading, Note, Paragraph, Quote
from bot.dialogue.fitting import Fitting, size
from bot.dialogue.values import is_blank

ROWS_A_GRID = limits.SECTION_FIELDS // 2  # a label and a value each
BESIDE = 300  # a longer value stands under its label
_WEB_ADDRESS = re.compile(r"https://[!-~]+")


def title(text: str, fitting: Fitting) -> list[Json]:
    """A message's title, as a header where one is long enough for it."""
    if is_blank(text):
        return []
    shown = fitting.text(text)
    return [elements.header(shown) if size(shown) <= limits.HEADER else elements.bold(shown)]


def paragraph(text: str, fitting: Fitting) -> list[Json]:
    """A paragraph; nothing when there is nothing to read."""
    return [] if is_blank(text) else [elements.section(fitting.text(text))]


def note(text: str, fitting: Fitting) -> list[Json]:
    """Small print; a long one as a paragraph."""
    if is_blank(text):
        return []
    shown = fitting.text(text)
    return [
        elements.context(shown) if size(shown) <= limits.CONTEXT_TEXT else elements.section(shown)
    ]


def listed(items: Sequence[str], fitting: Fitting, *, ordered: bool = False) -> list[Json]:
    """A list; when it is too long, its beginning and how many more there are."""
    shown, left = fitting.items(items)
    if not shown:
        return []
    made = [elements.bullets([fitting.text(item) for item in shown], ordered=ordered)]
    return [*made, elements.context(f"… and {left:,} more")] if left else made


def read(blocks: Sequence[Block], fitting: Fitting) -> list[Json]:
    """All of a message's blocks, in order."""
    return [made for block in blocks for made in _block(block, fitting)]


def facts(rows: Sequence[tuple[str, str]], fitting: Fitting) -> list[Json]:
    """Labelled facts: short ones in two columns, long ones each under its label."""
    shown, left = fitting.items(rows)
    made: list[Json] = []
    fields: list[Json] = []
    for label, value in shown:
        if _is_short(label) and _is_short(value):
            fields += [
                elements.bold_label(fitting.text(label)),
                elements.plain(fitting.text(value)),
            ]
        else:
            made += _grids(fields)
            fields = []
            made += [elements.bold(fitting.text(label)), elements.section(fitting.text(value))]
    made += _grids(fields)
    return [*made, elements.context(f"… and {left:,} more")] if left else made


def _block(block: Block, fitting: Fitting) -> list[Json]:
    match block:
        case Paragraph():
            return paragraph(block.text, fitting)
        case Heading():
            return [] if is_blank(block.text) else [elements.bold(fitting.text(block.text))]
        case Quote():
            by = [] if is_blank(block.by) else note(f"{block.by} wrote:", fitting)
            return [*by, elements.quote(fitting.text(block.text)), *_link(block.link, fitting)]
        case Facts():
            return facts(block.rows, fitting)
        case Bullets():
            return listed(block.items, fitting, ordered=block.ordered)
        case Note():
            return note(block.text, fitting)
        case _:
            assert_never(block)


def _link(url: str, fitting: Fitting) -> list[Json]:
    """A way to the message itself; what is no plain web address is shown as it is."""
    if _WEB_ADDRESS.fullmatch(url) and size(url) <= limits.LINK:
        return [elements.link("Open the message", url=url)]
    return note(url, fitting)


def _is_short(text: str) -> bool:
    return size(text) <= BESIDE and "\n" not in text


def _grids(fields: Sequence[Json]) -> list[Json]:
    step = 2 * ROWS_A_GRID
    return [elements.grid(fields[at : at + step]) for at in range(0, len(fields), step)]
