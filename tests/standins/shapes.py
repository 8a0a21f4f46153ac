"""A few words to say what a piece of JSON may look like; each finding is one readable sentence.

A check takes a value and its path and yields what is wrong with it. Checks are put together
from smaller ones, so that a platform's limits read as a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def anything(value: Any, path: str) -> Iterator[str]:
    """Accept any value: what it holds is judged elsewhere."""
    return iter(())


def length(value: str, path: str, *, most: int, least: int = 1) -> Iterator[str]:
    """A text of `least` to `most` characters; one of blanks alone counts as empty."""
    if least and not value.strip():
        yield f"{path}: empty"
    elif len(value) > most:
        yield f"{path}: {len(value)} characters, at most {most}"


def string(most: int, *, least: int = 1) -> Check:
    """A string of at most `most` characters."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{path}: must be a string"
        else:
            yield from length(value, path, most=most, least=least)

    return check


def text(most: int, *, mrkdwn: bool = False) -> Check:
    """A text object; `mrkdwn` only where Slack takes it, plain_text everywhere."""
    kinds = ("plain_text", "mrkdwn") if mrkdwn else ("plain_text",)

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: must be a text object"
            return
        kind = value.get("type")
        if kind not in kinds:
            yield f"{path}: must be {' or '.join(kinds)}, is {kind}"
        switch = "verbatim" if kind == "mrkdwn" else "emoji"
        yield from _unknown(value, path, {"type", "text", switch})
        if not isinstance(value.get(switch, False), bool):
            yield f"{path}.{switch}: must be true or false"
        if not isinstance(value.get("text"), str):
            yield f"{path}.text: must be a string"
        else:
            yield from length(value["text"], path, most=most)

    return check


def whole(low: int, high: int) -> Check:
    """A whole number from `low` to `high`."""

    def check(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield f"{path}: must be a whole number"
        elif not low <= value <= high:
            yield f"{path}: {value}, must be {low} to {high}"

    return check


def flag(value: Any, path: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield f"{path}: must be true or false"


def one_of(*words: str) -> Check:
    """One of these words."""

    def check(value: Any, path: str) -> Iterator[str]:
        if value not in words:
            yield f"{path}: must be {' or '.join(words)}, is {value}"

    return check


def matching(pattern: str, example: str) -> Check:
    """A string that fits the pattern from end to end."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            yield f"{path}: must be like {example}, is {value}"

    return check


def many(item: Check, *, least: int, most: int) -> Check:
    """A list of `least` to `most` items."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{path}: must be a list"
            return
        if len(value) < least:
            yield f"{path}: {len(value)} items, at least {least}"
        if len(value) > most:
            yield f"{path}: {len(value)} items, at most {most}"
        for index, one in enumerate(value):
            yield from item(one, f"{path}[{index}]")

    return check


def record(fields: Mapping[str, Check], *, required: Collection[str] = ()) -> Check:
    """An object with these fields and no other."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: must be an object"
            return
        yield from _unknown(value, path, fields)
        for name in required:
            if name not in value:
                yield f"{path}: '{name}' is missing"
        for name, field in fields.items():
            if name in value:
                yield from field(value[name], f"{path}.{name}" if path else name)

    return check


def variant(what: str, shapes: Mapping[str, Check], *, known: Collection[str] = ()) -> Check:
    """An object whose `type` picks its shape; a `known` type outside `shapes` stands wrongly."""

    def check(value: Any, path: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield f"{path}: must be an object with a type"
        elif kind in shapes:
            yield from shapes[kind](value, path)
        elif kind in known:
            yield f"{path}: a {kind} cannot stand here"
        else:
            yield f"{path}: unknown {what} type '{kind}'"

    return check


def every(*checks: Check) -> Check:
    """What all of these find."""

    def check(value: Any, path: str) -> Iterator[str]:
        for one in checks:
            yield from one(value, path)

    return check


def _unknown(value: Mapping[str, Any], path: str, known: Collection[str]) -> Iterator[str]:
    for name in value:
        if name not in known:
            yield f"{path or 'the payload'}: unknown field '{name}'"
