"""Reading an answer, as chosen or as typed, and saying it again in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import assert_never

from bot.dialogue import dates, matching, phrasing
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

LEFT_OPEN = "left open"  # where nothing was answered
FOUND_AT_MOST = 10  # matches offered when typed words fit several options
END_OF_WORK = time(17)  # what a day without a time means for a promise
LONGEST_NAME = 100  # characters by which options are looked up

_INVISIBLE = {"Cf", "Cc", "Cs", "Zs", "Zl", "Zp"}  # zero-width, control and space
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # signs without ink


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
        return all(map(_has_no_ink, raw))
    return raw is None or (isinstance(raw, Sequence) and not raw)


def _has_no_ink(sign: str) -> bool:
    return sign in _FILLERS or unicodedata.category(sign) in _INVISIBLE


def say(field: Field, value: Value, *, answers: Answers, scene: Scene) -> str:
    """A value in words, for a review; what cannot be read is said as it was typed."""
    if is_blank(value):
        return LEFT_OPEN
    match field:
        case Text() | LongText():
            return str(value)
        case Choice():
            return _label(field.options, value)
        case Choices():
            return _labels(choices_of(field, answers=answers, scene=scene), value)
        case Pick():
            found = option(field, value, answers=answers, scene=scene)
            return found.label if found else str(value)
        case Day() | Moment():
            return _said_when(value, scene)
        case _:
            assert_never(field)


def _said_when(value: Value, scene: Scene) -> str:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    if at.tzinfo is None:
        return phrasing.day(at.date(), scene.actor.language)
    return phrasing.moment_for(scene.actor, at)


def choices_of(field: Choices, *, answers: Answers, scene: Scene) -> Sequence[Option]:
    """The options of a field for several: its own, or looked up."""
    if field.options:
        return field.options
    return scene.lookup.options(field.source, answers=answers, query="", limit=100)


def option(field: Pick, value: Value, *, answers: Answers, scene: Scene) -> Option | None:
    """The option that a stored value is; what is too long or no text at all is none."""
    if not isinstance(value, str) or len(value) > LONGEST_NAME or value != _encodable(value):
        return None
    return scene.lookup.option(field.source, value, answers=answers)


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


def _one_of(options: Sequence[Option], raw: Value) -> Value | Wrong:
    found = matching.matches(options, raw.strip()) if isinstance(raw, str) else []
    if len(found) == 1:
        return found[0].value
    return Wrong("Please choose one of these, by its name or its number.")


def _some_of(field: Choices, raw: Value, *, answers: Answers, scene: Scene) -> Value | Wrong:
    options = choices_of(field, answers=answers, scene=scene)
    chosen = matching.several(options, raw) if isinstance(raw, str) else _ticked(options, raw)
    if chosen is None:
        return Wrong("Please choose from these, by name or number, with commas between.")
    return list(chosen) if chosen or not field.required else Wrong(_missing(field))


def _ticked(options: Sequence[Option], raw: Value) -> Sequence[str] | None:
    """Values that were chosen, each once; None when one of them is no option."""
    given = raw if isinstance(raw, Sequence) else (None,)
    known = [option.value for option in options]
    ticked = list(dict.fromkeys(each for each in given if isinstance(each, str)))
    return ticked if all(each in known for each in given) else None


def _pick(field: Pick, raw: Value, *, answers: Answers, scene: Scene) -> Value | Wrong:
    if not isinstance(raw, str):
        return Wrong("Please choose one.")
    chosen = option(field, raw, answers=answers, scene=scene)
    if chosen:
        return chosen.value
    typed = _encodable(raw).strip()[:LONGEST_NAME]
    found = scene.lookup.options(field.source, answers=answers, query=typed, limit=FOUND_AT_MOST)
    exact = [option for option in found if matching.is_alike(option.label, typed)]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0].value
    if found:
        return Wrong("More than one fits. Which is it?", search=typed)
    return Wrong("Nobody and nothing here goes by that name. Please try part of the name.")


def _encodable(text: str) -> str:
    """Text without lone surrogates, which no database takes."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _day(field: Day, raw: Value, scene: Scene) -> Value | Wrong:
    actor = scene.actor
    if not isinstance(raw, str):
        return Wrong(_missing(field))
    found = dates.read_date(
        raw,
        now=scene.now,
        zone=actor.zone,
        language=actor.language,
        prefer="future" if field.ahead else "past",
    )
    return found.isoformat() if isinstance(found, date) else Wrong(found.message)


def _moment(field: Moment, raw: Value, scene: Scene) -> Value | Wrong:
    actor = scene.actor
    if not isinstance(raw, str):
        return Wrong(_missing(field))
    found = dates.read_moment(
        raw,
        now=scene.now,
        zone=actor.zone,
        language=actor.language,
        prefer="future" if field.ahead else "past",
        day_means=END_OF_WORK if field.ahead else time.min,
    )
    return found.isoformat() if isinstance(found, datetime) else Wrong(found.message)


def _label(options: Sequence[Option], value: object) -> str:
    return next((option.label for option in options if option.value == value), str(value))


def _labels(options: Sequence[Option], value: Value) -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return str(value)
    return "; ".join(_label(options, each) for each in value)


def items_of(value: Value) -> list[Mapping[str, Value]]:
    """A repeated step's answer as its items."""
    if value is None or isinstance(value, str | bool):
        return []
    return [item for item in value if isinstance(item, Mapping)]
