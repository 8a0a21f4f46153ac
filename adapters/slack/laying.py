"""Lays out what is said from top to bottom, and narrower until Slack takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from adapters.slack import elements, limits
from adapters.slack.elements import Json
from bot.dialogue.fitting import LEVELS, Fitting


@dataclass(frozen=True)
class Parts:
    """From top to bottom. Only the middle may be left out, and then it says so."""

    top: list[Json] = field(default_factory=list)
    middle: list[Json] = field(default_factory=list)
    bottom: list[Json] = field(default_factory=list)


def within(
    parts: Callable[[Fitting], Parts], *, more: Json, fits: Callable[[Sequence[Json]], bool]
) -> list[Json]:
    """The blocks at the widest level that fits, else without as much of the middle as it takes.

    Args:
        parts: Draws everything at a level.
        more: Stands there when anything is shortened: where the whole can be read.
        fits: Whether Slack takes these blocks together.
    """
    for level in LEVELS:
        fitting = Fitting(level)
        drawn = parts(fitting)
        blocks = _joined(drawn, more=[more] if fitting.cut else [])
        if fits(blocks):
            return blocks
    return _shortened(parts(Fitting(LEVELS[-1])), more=more, fits=fits)


def _shortened(parts: Parts, *, more: Json, fits: Callable[[Sequence[Json]], bool]) -> list[Json]:
    """As much of the middle as fits, and how many parts of it are left out."""
    for kept in range(min(len(parts.middle), limits.MODAL_BLOCKS), -1, -1):
        left = len(parts.middle) - kept
        mark = elements.context(f"… {left:,} more parts are not shown here.")
        blocks = _joined(replace(parts, middle=parts.middle[:kept]), more=[mark, more])
        if fits(blocks):
            return blocks
    return _joined(replace(parts, middle=[]), more=[more])


def _joined(parts: Parts, *, more: Sequence[Json]) -> list[Json]:
    return [*parts.top, *parts.middle, *more, *parts.bottom]
