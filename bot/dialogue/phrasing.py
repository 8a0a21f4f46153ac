"""Dates, names and lists in words, for one reader: their language and their zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_datetime,
    get_day_names,
    get_month_names,
    get_timezone_location,
)
from babel.lists import format_list

from bot.domain.people import Person


def _locale(language: str) -> Locale:
    """A language tag as people write it: "en", "pt-BR"."""
    return Locale.parse(language.replace("_", "-"), sep="-")


def day(value: date, language: str = "en") -> str:
    """A calendar day: "Tue 24 Nov 2026"."""
    return format_date(value, "EEE d MMM y", locale=_locale(language))


def moment(at: datetime, zone: ZoneInfo, language: str = "en") -> str:
    """A moment with its place: "Tue 24 Nov 2026, 15:00 (Manila time)"."""
    said = format_datetime(at, "EEE d MMM y, HH:mm", tzinfo=zone, locale=_locale(language))
    return f"{said} ({place(zone, language)} time)"


def moment_for(person: Person, at: datetime) -> str:
    """A moment as this person reads it."""
    return moment(at, person.zone, person.language)


def day_for(person: Person, at: datetime) -> str:
    """The day on which a moment falls for this person: "Tue 24 Nov 2026"."""
    return day(at.astimezone(person.zone).date(), person.language)


def without_moments(text: str, person: Person) -> str:
    """The text without its days and moments, as `moment_for` and `day_for` write them."""
    return _moments(person.language, place(person.zone, person.language)).sub(" – ", text)


@lru_cache
def _moments(language: str, place: str) -> re.Pattern[str]:
    locale = _locale(language)
    days = "|".join(map(re.escape, get_day_names("abbreviated", locale=locale).values()))
    months = "|".join(map(re.escape, get_month_names("abbreviated", locale=locale).values()))
    time = rf", [0-9]{{2}}:[0-9]{{2}} \({re.escape(place)} time\)"
    return re.compile(rf"(?:{days}) [0-9]{{1,2}} (?:{months}) [0-9]{{4}}(?:{time})?")


def place(zone: ZoneInfo, language: str = "en") -> str:
    """The zone's town: "Manila"; "UTC" has none."""
    if "/" not in zone.key:
        return zone.key
    return get_timezone_location(zone, locale=_locale(language), return_city=True) or zone.key


def listed(items: Sequence[str], language: str = "en") -> str:
    """Names or things in a row: "Maya, Noor and Lea"."""
    locale = "en_GB" if language == "en" else _locale(language)  # no comma before "and"
    return format_list(list(items), locale=locale)


def excerpt(text: str, limit: int) -> str:
    """The text on one line for a summary, marked with an ellipsis when it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
