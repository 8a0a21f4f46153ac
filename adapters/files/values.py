"""Single values as operators write them: each is checked, and an error says what to write.

Every function takes the text as written and returns what is kept, or raises ValueError.
"""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from collections.abc import Sequence
from functools import cache

import holidays
from babel import Locale, UnknownLocaleError

from adapters.files.problems import did_you_mean, shown
from bot.domain.people import WEEKDAYS

# Their law or their holidays differ from part to part: a bare code would count wrong days.
NEED_SUBDIVISION = ("GB", "AU", "DE", "US", "CA", "IN")

_MAX_NAME = 120
_LISTED = 16  # options that a message lists before it says "…"

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\]{1,64}@[^\s@<>(),;:\"\\]+\.[^\s@<>(),;:\"\\.]{2,}")
_SLACK_USER = re.compile(r"[UW][A-Z0-9]{2,20}")
_SLACK_TEAM = re.compile(r"[TE][A-Z0-9]{2,20}")
_ENTRA = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TEAMS_BOT = re.compile(r"29:[^\s]{1,200}")


def identifier(text: str) -> str:
    """An id of ours; it appears in addresses of pages and in buttons."""
    if not _IDENTIFIER.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is no id; write up to 64 letters, digits, dots, dashes or underscores"
        )
    return text


def name(text: str) -> str:
    """What a person or a company is called, in any script."""
    text = one_line(text)
    if not any(character.isalnum() for character in text):
        raise ValueError("is empty; write the name that others know")
    return text


def one_line(text: str) -> str:
    """Text for a single line; may be empty."""
    text = text.strip()
    if len(text) > _MAX_NAME:
        raise ValueError(f"has {len(text):,} characters; write at most {_MAX_NAME}")
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text):
        raise ValueError(f"{shown(text)} breaks the line; write it on one")
    return text


def email(text: str) -> str:
    """An e-mail address, internationalised ones too."""
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is no e-mail address; write one such as maya@northwind.example"
        )
    return text


def time_zone(text: str) -> str:
    """An IANA zone name that this machine knows."""
    zones = _zones()
    if text in zones:
        return text
    city = text.casefold().replace(" ", "_")
    named = sorted(zone for zone in zones if zone.casefold().rpartition("/")[2] == city)
    hint = f"did you mean {named[0]}? " if named else did_you_mean(text, zones)
    raise ValueError(
        f"{shown(text)} is no IANA time zone; {hint}write one such as Asia/Manila or Europe/London"
    )


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime"})


def jurisdiction(text: str) -> str:
    """A country's ISO code, with the part of the country where the law or the holidays need it."""
    countries = _subdivisions()
    country, dash, part = text.partition("-")
    if country == "UK":
        raise ValueError(f"the United Kingdom's code is GB; write {_parts('GB')}")
    if country not in countries:
        raise ValueError(
            f"{shown(text)} is no country's code; {did_you_mean(text, jurisdiction_codes())}"
            "write one such as PH, or GB-ENG where the part of the country counts"
        )
    if dash and not countries[country]:
        raise ValueError(f"{country} takes no part of the country; write {country}")
    if dash and part not in countries[country]:
        raise ValueError(
            f"{shown(part)} is no part of {country} that the calendar knows; write "
            + _parts(country)
        )
    if not dash and country in NEED_SUBDIVISION:
        raise ValueError(f"{country} needs the part of the country; write {_parts(country)}")
    return text


@cache
def _subdivisions() -> dict[str, tuple[str, ...]]:
    """The parts of each ISO country, as the calendar knows them; its aliases are left out."""
    return {
        country: tuple(part for part in parts if part.isalnum() and part.isupper())
        for country, parts in holidays.list_supported_countries().items()
        if len(country) == 2 and country != "UK"
    }


@cache
def jurisdiction_codes() -> tuple[str, ...]:
    """Every code that `jurisdiction` takes: PH, GB-ENG, ES and ES-MD."""
    whole = (country for country in _subdivisions() if country not in NEED_SUBDIVISION)
    divided = (f"{country}-{part}" for country, parts in _subdivisions().items() for part in parts)
    return (*whole, *divided)


def _parts(country: str) -> str:
    parts = [f"{country}-{part}" for part in _subdivisions()[country]]
    listed = ", ".join(parts[:_LISTED])
    return f"one of: {listed}{', …' if len(parts) > _LISTED else ''}"


def weekday(text: str) -> str:
    """A day of the week in three letters."""
    if text not in WEEKDAYS:
        hint = f"did you mean {short}? " if (short := text[:3].lower()) in WEEKDAYS else ""
        raise ValueError(f"{shown(text)} is no day; {hint}write one of: {', '.join(WEEKDAYS)}")
    return text


def language(text: str) -> str:
    """A language tag, such as en or pt-BR."""
    try:
        Locale.parse(text, sep="-")
    except (UnknownLocaleError, ValueError) as exc:
        raise ValueError(
            f"{shown(text)} is no language's code; write one such as en, fil or pt-BR"
        ) from exc
    return text


def slack_user(text: str) -> str:
    """A member's id in Slack (profile, "Copy member ID")."""
    if not _SLACK_USER.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is no Slack member ID; write one such as U0MAYA "
            '(in Slack: their profile, "Copy member ID")'
        )
    return text


def slack_team(text: str) -> str:
    """A Slack workspace's or enterprise's id."""
    if not _SLACK_TEAM.fullmatch(text):
        raise ValueError(f"{shown(text)} is no Slack workspace ID; write one such as T0NORTHWIND")
    return text


def teams_user(text: str) -> str:
    """A person in Teams: their Entra object id, or the id that a bot sees."""
    if _TEAMS_BOT.fullmatch(text):
        return text
    if not _ENTRA.fullmatch(text.lower()):
        raise ValueError(
            f"{shown(text)} is no Teams user; write the Entra object ID "
            '(32 hexadecimal digits in five groups) or the bot\'s own id, "29:…"'
        )
    return text.lower()


def distinct(values: Sequence[str]) -> Sequence[str]:
    """A list that names something, and nothing twice."""
    if not values:
        raise ValueError("is empty; name at least one, or leave the line out")
    for value in values:
        if values.count(value) > 1:
            raise ValueError(f"names {value} twice; keep one")
    return values
