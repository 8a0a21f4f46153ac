"""The laws that a case can be under, by their names in English."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale

from adapters.files.values import jurisdiction_codes


def jurisdictions() -> Mapping[str, str]:
    """Every jurisdiction by its code, in the order of their names.

    PH is "Philippines", GB-ENG is "United Kingdom (ENG)".
    """
    names = {code: _name(code) for code in jurisdiction_codes()}
    return dict(sorted(names.items(), key=lambda entry: entry[1]))


def _name(code: str) -> str:
    country, _, part = code.partition("-")
    name = Locale("en").territories.get(country, country)
    return f"{name} ({part})" if part else name
