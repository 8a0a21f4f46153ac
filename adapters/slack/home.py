"""A Home → the view of Slack's App Home, within every limit that it has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain

from adapters.slack import elements, limits, pressing, reading
from adapters.slack.elements import Json
from bot.dialogue.content import Home, Item, Section
from bot.dialogue.fitting import LEVELS, Fitting

# How many of a section's things are shown when there are too many for one view.
NARROWER = (8, 6, 4, 3, 2, 1, 0)


def render(home: Home) -> Json:
    """The view. What does not fit is shortened with a mark, or counted; nothing goes in silence."""
    wide = (_view(home, Fitting(level)) for level in LEVELS)
    narrow = (_view(home, Fitting(LEVELS[-1]), most=most) for most in NARROWER)
    return next(view for view in chain(wide, narrow) if _fits(view))


def _view(home: Home, fitting: Fitting, *, most: int | None = None) -> Json:
    blocks = [
        *reading.title(home.title, fitting),
        *reading.read(home.blocks, fitting),
        *pressing.card_buttons(home.buttons, fitting),
    ]
    for section in home.sections:
        blocks += _section(section, fitting, most=most)
    return {"type": "home", "blocks": blocks}


def _section(section: Section, fitting: Fitting, *, most: int | None) -> list[Json]:
    shown = section.items[:most]
    left = section.left + len(section.items) - len(shown)
    return [
        elements.divider(),
        *reading.title(section.title, fitting),
        *reading.paragraph(section.empty, fitting),
        *(block for item in shown for block in _item(item, fitting)),
        *reading.note(_left(left, section.more), fitting),
    ]


def _item(item: Item, fitting: Fitting) -> Sequence[Json]:
    return [
        elements.bold(fitting.text(item.title)),
        *reading.read(item.blocks, fitting),
        *pressing.card_buttons(item.buttons, fitting, about=item.title),
    ]


def _left(left: int, how: str) -> str:
    if not left:
        return ""
    return f"… and {left:,} more: {how}" if how else f"… and {left:,} more"


def _fits(view: Json) -> bool:
    if len(view["blocks"]) > limits.HOME_BLOCKS:
        return False
    return (
        len(json.dumps(view, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        <= limits.HOME_BYTES
    )
