"""Reading an answer, as chosen or as typed, and saying it again in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import assert_never

from bot.dialogue import dates, phrasing
from bot.dialogue.fields import (
    Answers,
    Choice,
    Choices,
    Day,
    Field,
    LongText,
    Moment,
    Option,
    Pick,
    Text,
    Value,
)
from bot.dialogue.flow import Scene

FOUND_AT_MOST = 10  # matches offered when typed words fit several options
END_OF_WORK = time(17)  # what a day without a time means for a promise
INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}  # zero-width, control and space: nothing to read


@dataclass(frozen=True)
class Wrong:
    """An answer that cannot be taken: what to do instead, and words to search the options by."""

    message: str
    search: str | None = None


def read(field: Field, raw: Value, *, answers: Answers, scene: Scene) -> Value | Wrong:
    """The value to store for what was chosen or typed; None when nothing was."""
    if is_blank(raw):
        return Wrong(_missing(field)) if field.required else None
    match field:
        case Text() | LongText():
            return _text(field, raw)
        case Choice():
            return _one_of(field.options, raw)
        case Choices():
            return _some_of(field, raw, answers=answers, scene=scene)
        case Pick():
            return _pick(field, raw, answers=answers, scene=scene)
        case Day():
            return _day(field, raw, scene)
        case Moment():
            return _moment(field, raw, scene)
        case _:
            assert_never(field)


def is_blank(raw: Value) -> bool:
    """True for nothing, and for text in which there is nothing to read."""
    if isinstance(raw, str):
        return all(unicodedata.category(sign) in INVISIBLE for sign in raw)
    return raw is None or (isinstance(raw, Sequence) and not raw)


def say(field: Field, value: Value, *, answers: Answers, scene: Scene) -> str:
    """A stored value in words, for a review; a dash for none."""
    if is_blank(value):
        return "-"
    match field:
        case Text() | LongText():
            return str(value)
        case Choice():
            return _label(field.options, str(value))
        case Choices():
            options = choices_of(field, answers=answers, scene=scene)
            chosen = value if isinstance(value, Sequence) and not isinstance(value, str) else []
            return "; ".join(_label(options, str(each)) for each in chosen)
        case Pick():
            option = scene.lookup.option(field.source, str(value), answers=answers)
            return option.label if option else "-"
        case Day():
            return phrasing.day(date.fromisoformat(str(value)), scene.actor.language)
        case Moment():
            return phrasing.moment_for(scene.actor, datetime.fromisoformat(str(value)))
        case _:
            assert_never(field)


def choices_of(field: Choices, *, answers: Answers, scene: Scene) -> Sequence[Option]:
    """The options of a field for several: its own, or looked up."""
    if field.options:
        return field.options
    return scene.lookup.options(field.source, answers=answers, query="", limit=100)


def _missing(field: Field) -> str:
    match field:
        case Text() | LongText():
            return "Please write something here."
        case Day() | Moment():
            return "Please give a date. For example: yesterday 3 pm, or 20 Nov 2026 14:00."
        case _:
            return "Please choose one of these."


def _text(field: Text | LongText, raw: Value) -> Value | Wrong:
    if not isinstance(raw, str):
        return Wrong("Please answer in words.")
    if len(raw) > field.limit:
        return Wrong(
            f"This has {len(raw):,} characters; at most {field.limit:,} fit here. "
            "Please shorten it: nothing you wrote is lost."
        )
    return raw


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(s for s in plain if not unicodedata.combining(s)).split())


def _matches(options: Sequence[Option], typed: str) -> Sequence[Option]:
    """Options by value, number, label or the start of a label: the strictest that finds any."""
    exact = [o for o in options if o.value == typed]
    if exact:
        return exact
    wanted = _folded(typed).rstrip(".)")
    if wanted.isdigit() and 1 <= int(wanted) <= len(options):
        return [options[int(wanted) - 1]]
    same = [o for o in options if _folded(o.label) == wanted]
    return same or [o for o in options if wanted and _folded(o.label).startswith(wanted)]


def _one_of(options: Sequence[Option], raw: Value) -> Value | Wrong:
    found = _matches(options, raw) if isinstance(raw, str) else []
    if len(found) == 1:
        return found[0].value
    return Wrong("Please choose one of these, by its name or its number.")


def _some_of(field: Choices, raw: Value, *, answers: Answers, scene: Scene) -> Value | Wrong:
    options = choices_of(field, answers=answers, scene=scene)
    parts: Sequence[object] = raw.split(",") if isinstance(raw, str) else ()
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        parts = raw
    values: list[str] = []
    for part in parts:
        found = _matches(options, part.strip()) if isinstance(part, str) else []
        if len(found) != 1:
            return Wrong("Please choose from these, by name or number, with commas between.")
        if found[0].value not in values:
            values.append(found[0].value)
    return values


def _pick(field: Pick, raw: Value, *, answers: Answers, scene: Scene) -> Value | Wrong:
    if not isinstance(raw, str):
        return Wrong("Please choose one.")
    chosen = scene.lookup.option(field.source, raw, answers=answers)
    if chosen:
        return chosen.value
    typed = raw.strip()[:100]
    found = scene.lookup.options(field.source, answers=answers, query=typed, limit=FOUND_AT_MOST)
    exact = [option for option in found if _folded(option.label) == _folded(typed)]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0].value
    if found:
        return Wrong("More than one fits. Which is it?", search=typed)
    return Wrong("Nobody and nothing here goes by that name. Please try part of the name.")


def _day(field: Day, raw: Value, scene: Scene) -> Value | Wrong:
    actor = scene.actor
    found = dates.read_date(
        str(raw),
        now=scene.now,
        zone=actor.zone,
        language=actor.language,
        prefer="future" if field.ahead else "past",
    )
    return found.isoformat() if isinstance(found, date) else Wrong(found.message)


def _moment(field: Moment, raw: Value, scene: Scene) -> Value | Wrong:
    actor = scene.actor
    found = dates.read_moment(
        str(raw),
        now=scene.now,
        zone=actor.zone,
        language=actor.language,
        prefer="future" if field.ahead else "past",
        day_means=END_OF_WORK if field.ahead else time.min,
    )
    return found.isoformat() if isinstance(found, datetime) else Wrong(found.message)


def _label(options: Sequence[Option], value: str) -> str:
    return next((option.label for option in options if option.value == value), value)


def items_of(value: Value) -> list[Mapping[str, Value]]:
    """A repeated step's answer as its items."""
    if value is None or isinstance(value, str | bool):
        return []
    return [item for item in value if isinstance(item, Mapping)]
