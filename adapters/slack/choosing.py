"""What can be chosen in a control, and what is chosen there already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from adapters.slack import codec, elements, limits, reading
from adapters.slack.elements import Json
from adapters.slack.pressing import labelled
from bot.dialogue.content import Question
from bot.dialogue.fields import Option, Value
from bot.dialogue.fitting import Fitting, beginning, printable, size
from bot.dialogue.values import is_blank


def offered(asked: Question) -> list[Option]:
    """The options that a control can hold: each value once, short enough, a hundred at most."""
    kept = {one.value: one for one in reversed(asked.options)}
    ordered = [kept.pop(one.value) for one in asked.options if one.value in kept]
    return [one for one in ordered if codec.fits_option(codec.option(one.value))][: limits.OPTIONS]


def unlisted(asked: Question) -> list[str]:
    """The labels of what a control cannot hold."""
    known = {one.value for one in offered(asked)}
    return [one.label for one in asked.options if one.value not in known]


def chosen(asked: Question) -> list[Option]:
    """The options that stand there as the answer."""
    value = asked.value
    if isinstance(value, str):
        values: Sequence[object] = [value]
    else:
        values = value if isinstance(value, Sequence) else []
    return [one for one in asked.options if one.value in values]


def standing(asked: Question, offered: Sequence[Option], options: Sequence[Json]) -> list[Json]:
    """Those of a menu's options that stand there as the answer."""
    return [options[offered.index(one)] for one in chosen(asked) if one in offered]


def as_options(offered: Sequence[Option], fitting: Fitting) -> tuple[list[Json], list[Json]]:
    """The options of a menu, and before it what does not fit into them."""
    most = limits.OPTION_LABEL
    lists, labels = labelled([one.label for one in offered], fitting, most=most)
    hints = ["" if is_blank(one.hint) else printable(one.hint) for one in offered]
    if any(hints) and (not fitting.level.hints or any(size(hint) > most for hint in hints)):
        if not fitting.level.hints:
            fitting.cut = True
        else:
            pairs = zip(offered, hints, strict=True)
            lists += reading.listed([f"{one.label} – {h}" for one, h in pairs if h], fitting)
        hints = [""] * len(hints)
    made = [
        elements.option(label, value=codec.option(one.value), hint=hint)
        for one, label, hint in zip(offered, labels, hints, strict=True)
    ]
    return lists, made


def as_found(one: Option) -> Json | None:
    """An option of a list that is searched: what is too long is marked as shortened.

    None when Slack cannot carry its value.
    """
    value = codec.option(one.value)
    if not codec.fits_option(value):
        return None
    hint = "" if is_blank(one.hint) else _short(one.hint)
    return elements.option(_short(one.label), value=value, hint=hint)


def as_day(value: Value) -> str | None:
    """A day as a date picker holds it; None when it is none."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None


def as_seconds(value: Value) -> int | None:
    """A moment as a picker of both holds it; None when it is none, or far from our times."""
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    seconds = int(at.timestamp()) if at.tzinfo else 0
    return seconds if limits.LEAST_SECONDS <= seconds <= limits.MOST_SECONDS else None


def _short(text: str) -> str:
    shown = printable(text)
    if size(shown) <= limits.OPTION_LABEL:
        return shown
    return beginning(shown, limits.OPTION_LABEL - 1) + "…"
