"""One question of a page → the input that answers it, with what is said of it beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never
from zoneinfo import ZoneInfo

from adapters.teams import codec, elements, limits, reading
from adapters.teams.codec import Kind
from adapters.teams.elements import Json
from bot.dialogue.content import Page, Question
from bot.dialogue.fields import Choice, Choices, Day, LongText, Moment, Option, Pick, Text
from bot.dialogue.fitting import Fitting, excerpt, printable, size
from bot.dialogue.values import is_blank

_REQUIRED = "This one is needed."


def question(page: Page, asked: Question, fitting: Fitting) -> list[Json]:
    """A question in full: what is wrong or to be thought over first, then its input and its hint.

    What is not understood by the input is said in words, so that nothing typed is lost.
    """
    return [
        *reading.warning(asked.error, fitting),
        *_nudge(asked, fitting),
        *_typed(page, asked, fitting),
        *_inputs(page, asked, fitting),
        *reading.note(asked.field.hint, fitting),
    ]


def held(page: Page) -> dict[str, str]:
    """The moments that stand on a page, as they are stored."""
    return {
        asked.field.id: str(asked.value)
        for asked in page.questions
        if isinstance(asked.field, Moment) and _wall(page, asked)
    }


def _nudge(asked: Question, fitting: Fitting) -> list[Json]:
    if is_blank(asked.nudge):
        return []
    return reading.note(f"💡 {asked.nudge} To keep it as it is, press Next again.", fitting)


def _inputs(page: Page, asked: Question, fitting: Fitting) -> list[Json]:
    match asked.field:
        case Text() | LongText():
            return _text(asked, fitting)
        case Choice():
            return [_one(asked, fitting)]
        case Choices():
            return [_some(asked, fitting)]
        case Pick():
            return [_search(page, asked, fitting)]
        case Day():
            return [_entry("Date", asked, Kind.DAY, value=_as_day(asked))]
        case Moment():
            return _moment(page, asked)
        case _:
            assert_never(asked.field)


def _text(asked: Question, fitting: Fitting) -> list[Json]:
    field, value = asked.field, str(asked.value or "")
    if size(value) > fitting.level.text:
        return _long_text(asked, value, fitting)
    placeholder = field.placeholder if isinstance(field, Text | LongText) else ""
    return [
        _entry(
            "Text",
            asked,
            Kind.TEXT,
            isMultiline=isinstance(field, LongText) or None,
            placeholder=placeholder or None,
            value=value or None,
        )
    ]


def _long_text(asked: Question, value: str, fitting: Fitting) -> list[Json]:
    """A text that no input holds: its beginning to read, and an input to write it anew."""
    anew = elements.entry(
        "Text",
        id=codec.input_id(Kind.ANEW, asked.field.id),
        label=asked.field.label,
        isMultiline=True,
        placeholder="To keep the text above as it is, leave this empty.",
    )
    return [elements.quote(fitting.text(value)), anew]


def _one(asked: Question, fitting: Fitting) -> Json:
    chosen = [one.value for one in asked.options if one.value == asked.value]
    few = len(asked.options) <= limits.OPTIONS_EXPANDED
    return _entry(
        "ChoiceSet",
        asked,
        Kind.ONE,
        choices=[choice(one, fitting) for one in asked.options],
        style="expanded" if few else "compact",
        wrap=True,
        value=codec.option(chosen[0]) if chosen else None,
    )


def _some(asked: Question, fitting: Fitting) -> Json:
    value = asked.value if isinstance(asked.value, Sequence) else ()
    chosen = [codec.option(one.value) for one in asked.options if one.value in value]
    few = len(asked.options) <= limits.OPTIONS_TICKED
    return _entry(
        "ChoiceSet",
        asked,
        Kind.SOME,
        choices=[choice(one, fitting) for one in asked.options],
        isMultiSelect=True,
        style="expanded" if few else "filtered",
        wrap=True,
        value=",".join(chosen) or None,
    )


def _search(page: Page, asked: Question, fitting: Fitting) -> Json:
    """A drop-down that asks us as the person types."""
    entry = _one(asked, fitting)
    data = {"type": "Data.Query", "dataset": codec.dataset(page, asked.field.id)}
    return {**entry, "style": "filtered", "choices.data": data}


def _moment(page: Page, asked: Question) -> list[Json]:
    day, clock = _wall(page, asked) or (None, None)
    label = asked.field.label
    return [
        _entry("Date", asked, Kind.MOMENT_DAY, value=day),
        elements.entry(
            "Time",
            id=codec.input_id(Kind.MOMENT_TIME, asked.field.id),
            label=f"At what time? ({page.zone.replace('_', ' ')} time)",
            isRequired=asked.field.required or None,
            errorMessage=f"{_REQUIRED} {label}"[:200] if asked.field.required else None,
            value=clock,
        ),
    ]


def _entry(kind: str, asked: Question, holds: Kind, **more: object) -> Json:
    required = asked.field.required
    return elements.entry(
        kind,
        id=codec.input_id(holds, asked.field.id),
        label=asked.field.label,
        isRequired=required or None,
        errorMessage=_REQUIRED if required else None,
        **more,
    )


def choice(one: Option, fitting: Fitting) -> Json:
    """One option, with what it means."""
    words = fitting.text(one.label)
    if fitting.level.hints and not is_blank(one.hint):
        words += f" – {excerpt(printable(one.hint), limits.HINT)}"
    return {"title": words, "value": codec.option(one.value)}


def _typed(page: Page, asked: Question, fitting: Fitting) -> list[Json]:
    """What was typed and not understood, where the input cannot hold it."""
    if not asked.error or not isinstance(asked.value, str) or is_blank(asked.value):
        return []
    if isinstance(asked.field, Text | LongText) or _stands(page, asked):
        return []
    chosen = [one.label for one in asked.options if one.value == asked.value]
    if chosen:
        return reading.note(f"You chose: {chosen[0]}", fitting)
    return [*reading.note("You wrote:", fitting), elements.quote(fitting.text(asked.value))]


def _stands(page: Page, asked: Question) -> bool:
    """True when the input of a day or a moment shows what was given."""
    if isinstance(asked.field, Moment):
        return _wall(page, asked) is not None
    return isinstance(asked.field, Day) and _as_day(asked) is not None


def _as_day(asked: Question) -> str | None:
    try:
        return date.fromisoformat(str(asked.value)).isoformat()
    except ValueError:
        return None


def _wall(page: Page, asked: Question) -> tuple[str, str] | None:
    try:
        return codec.wall(str(asked.value), ZoneInfo(page.zone))
    except (ValueError, OverflowError):
        return None
