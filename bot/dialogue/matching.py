"""Which option is meant by what somebody typed: its value, its number, its name or part of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.dialogue.fields import Option

_NUMBER = re.compile(r"[0-9]{1,4}")  # longer ones are no place in any list
_BETWEEN = re.compile(r"[,;\n]|\band\b|&")


def folded(text: str) -> str:
    """Text without case, accents and needless spaces, to compare by."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(s for s in plain if not unicodedata.combining(s)).split())


def is_alike(one: str, other: str) -> bool:
    """True when two texts differ in case, accents and spaces at most."""
    return folded(one) == folded(other)


def index_in(text: str) -> int | None:
    """A number that counts from 0, as a button's target has it; None for anything else."""
    return int(text) if _NUMBER.fullmatch(text) else None


def number_in(text: str) -> int | None:
    """A typed number that counts from 1: "2", "2." or "2)"."""
    number = index_in(folded(text).rstrip(".)"))
    return number or None


def matches(options: Sequence[Option], typed: str) -> Sequence[Option]:
    """The options that fit, by the strictest reading that finds any."""
    exact = [option for option in options if option.value == typed]
    if exact:
        return exact
    number, wanted = number_in(typed), folded(typed).rstrip(".)")
    if not wanted:
        return ()
    if number and number <= len(options):
        return [options[number - 1]]
    labels = [(option, folded(option.label)) for option in options]
    same = [o for o, label in labels if label == wanted or folded(o.value) == wanted]
    starts = [o for o, label in labels if label.startswith(wanted)]
    return same or starts or [o for o, label in labels if f" {wanted} " in f" {label} "]


def several(options: Sequence[Option], typed: str) -> Sequence[str] | None:
    """The values of options that are typed in a row; None when one of them is not clear."""
    if len(whole := matches(options, typed.strip())) == 1:
        return [whole[0].value]
    if folded(typed) in ("all", "everyone", "everybody", "all of them"):
        return [option.value for option in options]
    found: list[str] = []
    for part in filter(str.strip, _BETWEEN.split(typed)):
        fits = matches(options, part.strip())
        if len(fits) != 1:
            return None
        found.append(fits[0].value)
    return list(dict.fromkeys(found))
