"""Public holidays of a jurisdiction, from the package `holidays`: computed, never fetched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version

from bot.domain.calendars import NO_HOLIDAYS, Holidays


@cache
def holidays_for(jurisdiction: str) -> Holidays:
    """The public holidays of a pack's code: PH, GB-ENG; of a code that is unknown, none.

    Bank, school and half-day holidays are left out: people work on those.
    """
    import holidays  # takes its time to load: only where it is used

    country, _, part = jurisdiction.upper().partition("-")
    try:
        holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        return NO_HOLIDAYS
    return _PublicHolidays(country, part or None, version("holidays"))


class _PublicHolidays:
    """One jurisdiction's days. A year is computed whole when first asked for, then only read."""

    def __init__(self, country: str, part: str | None, package_version: str) -> None:
        self._country = country
        self._part = part
        self.version = f"holidays {package_version} {country}{f'-{part}' if part else ''}"

    def name_of(self, day: date) -> str | None:
        return _year(self._country, self._part, day.year).get(day)


@lru_cache(maxsize=512)
def _year(country: str, part: str | None, year: int) -> Mapping[date, str]:
    """A fresh list for a year: the package's own grows while it is read, in any thread."""
    import holidays

    listed = holidays.country_holidays(country, subdiv=part, years=year, expand=False)
    return {day: str(name) for day, name in listed.items()}
