"""Days and times as people type them in a chat: ISO first, then plain words.

Nothing that is typed raises: what cannot be read is a `DateProblem` that says what to write. A day
and month in digits are read day first, except for en-US. Times without a zone are in the
writer's. A month, a year or "last week" is not taken for a day: the day would be invented.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from dateparser.date import DateData

Direction = Literal["past", "future"]
"""Where "Friday" lies: an incident's Friday is the last one, a promise's the next."""

_LONGEST_TYPED = 400  # characters; checked before anything is done with the text
_LONGEST = 60  # after spaces and invisible characters are gone
_YEARS = 50  # either way: further off is a slip of the keys
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_BARE = re.compile(r"[-+]?\d+|.{0,2}")  # `12`, `a`, `3h`: too little to be sure of
_ELAPSED = re.compile(
    r"(?P<ahead>in )?(?P<amount>\d{1,4}|an?|one) (?P<unit>min|minute|hr|hour)s?(?P<ago> ago)?"
)
_ABOUT = re.compile(r"\b(about|approx\.?|approximately|around|ca\.|circa|roughly) ", re.IGNORECASE)
_VAGUE_WEEK = re.compile(r"\b(last|past|this|next|coming) week\b")


@dataclass(frozen=True)
class DateProblem:
    """Why a day or a time could not be read, and what to write instead."""

    message: str


@dataclass(frozen=True)
class _Reading:
    at: datetime  # aware, or by the writer's clocks
    timed: bool  # False when only a day was written


def read_date(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    language: str = "en",
    prefer: Direction = "past",
) -> date | DateProblem:
    """The day that was typed, by the calendar of `zone`."""
    example = f'"{_example(now, zone)}", "yesterday" or "last Tuesday"'
    reading = _read(text, now=now, zone=zone, language=language, prefer=prefer)
    if isinstance(reading, _Reading):
        return reading.at.astimezone(zone).date() if reading.at.tzinfo else reading.at.date()
    return DateProblem(f"{reading.message} Write a day, such as {example}.")


def read_moment(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    language: str = "en",
    prefer: Direction = "past",
    day_means: time = time.min,
) -> datetime | DateProblem:
    """The moment that was typed, in UTC; a day without a time is taken at `day_means`.

    A time that comes twice, when the clocks go back, is the first of the two.
    """
    example = f'"{_example(now, zone)} 14:00" or "yesterday 3pm"'
    reading = _read(text, now=now, zone=zone, language=language, prefer=prefer)
    if isinstance(reading, DateProblem):
        return DateProblem(f"{reading.message} Write a day and a time, such as {example}.")
    if reading.at.tzinfo:
        return reading.at.astimezone(UTC)
    if reading.timed:
        return _by_the_clocks(reading.at, zone)
    return datetime.combine(reading.at.date(), day_means, tzinfo=zone).astimezone(UTC)


def _read(
    text: str, *, now: datetime, zone: ZoneInfo, language: str, prefer: Direction
) -> _Reading | DateProblem:
    words = _cleaned(text) if len(text) <= _LONGEST_TYPED else None
    if words is None or len(words) > _LONGEST:
        return DateProblem("That is too long for a day.")
    if not words:
        return DateProblem("Nothing is written here.")
    exact = _iso(words) or _elapsed(words.casefold(), now)
    base = now.astimezone(zone).replace(tzinfo=None)
    reading = exact or _in_words(words, base=base, language=language, prefer=prefer)
    if isinstance(reading, _Reading) and abs(reading.at.year - now.year) > _YEARS:
        return DateProblem(f"The year {reading.at.year} is too far away.")
    return reading


def _cleaned(text: str) -> str:
    """One line in plain characters: full-width digits become digits, the invisible goes."""
    plain = unicodedata.normalize("NFKC", text)
    seen = (each for each in plain if unicodedata.category(each) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(seen).split())


def _iso(words: str) -> _Reading | None:
    try:
        return _Reading(datetime.combine(date.fromisoformat(words), time.min), timed=False)
    except ValueError:
        pass
    try:
        return _Reading(datetime.fromisoformat(words), timed=True)
    except ValueError:
        return None


def _elapsed(words: str, now: datetime) -> _Reading | None:
    """`now`, `2 hours ago`, `in 20 minutes`: counted in elapsed time, whatever the clocks do."""
    if words == "now":
        return _Reading(now, timed=True)
    found = _ELAPSED.fullmatch(words)
    if found is None or bool(found["ahead"]) == bool(found["ago"]):
        return None
    amount = int(found["amount"]) if found["amount"].isdecimal() else 1
    elapsed = timedelta(**{"hours" if found["unit"].startswith("h") else "minutes": amount})
    return _Reading(now + elapsed if found["ahead"] else now - elapsed, timed=True)


def _in_words(
    words: str, *, base: datetime, language: str, prefer: Direction
) -> _Reading | DateProblem:
    settings = {
        "RELATIVE_BASE": base,
        "DATE_ORDER": "MDY" if _tag(language) == "en-us" else "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "PREFER_DATES_FROM": prefer,
        "PARSERS": ["relative-time", "absolute-time"],  # a bare number is no timestamp
        "RETURN_TIME_AS_PERIOD": True,
    }
    plain = _ABOUT.sub("", words)
    spoken = {_tag(language).partition("-")[0], "en"}
    found = None if _BARE.fullmatch(plain) else _parsed(plain, spoken, settings)
    if found is None or found.date_obj is None:
        return DateProblem("That could not be read as a day.")
    if found.period in ("month", "year") or _VAGUE_WEEK.search(plain.casefold()):
        return DateProblem("Which day was meant is not clear.")
    return _Reading(found.date_obj, timed=found.period in ("time", "part_of_day"))


def _tag(language: str) -> str:
    return language.casefold().replace("_", "-")


def _parsed(words: str, languages: set[str], settings: dict[str, Any]) -> DateData | None:
    from dateparser.date import DateDataParser  # heavy: loaded when words are first typed

    for known in (sorted(languages), ["en"]):  # the library refuses languages it does not know
        try:
            return DateDataParser(languages=known, settings=settings).get_date_data(words)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            continue  # odd text ends in any of these
    return None


def _by_the_clocks(clock: datetime, zone: ZoneInfo) -> datetime | DateProblem:
    at = clock.replace(tzinfo=zone).astimezone(UTC)
    shown = at.astimezone(zone).replace(tzinfo=None)
    if shown == clock:
        return at
    return DateProblem(
        f"{clock:%H:%M} did not exist on that day: the clocks went forward."
        f' Write another time, such as "{_spelt(shown.date())} {shown:%H:%M}".'
    )


def _example(now: datetime, zone: ZoneInfo) -> str:
    return _spelt(now.astimezone(zone).date() - timedelta(days=1))


def _spelt(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
