"""What the playground's scripts know how to draw, as a table: anything else is a finding.

The scripts are adapters/web/static/js: messages.js (cards and their blocks), form.js (pages) and
fields.js (a control for each type of question).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.standins.shapes import (
    Check,
    anything,
    every,
    flag,
    many,
    matching,
    one_of,
    record,
    string,
    whole,
)

ANY_LENGTH = 10_000_000
TEXT = string(ANY_LENGTH, least=0)
WORDS = string(ANY_LENGTH)  # a control without a name cannot be found by ear
STYLE = one_of("plain", "primary", "danger")
MOVES = one_of("back", "skip", "keep", "cancel", "edit", "add", "remove", "go")
NUMBER = whole(0, 1_000_000)


def _all(fields: Mapping[str, Check]) -> Check:
    """An object with exactly these fields."""
    return record(fields, required=tuple(fields))


def _by(name: str, shapes: Mapping[str, Check]) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        kind = str(value.get(name)) if isinstance(value, dict) else ""
        if kind in shapes:
            yield from shapes[kind](value, path)
        else:
            yield f"{path}: the page does not know the {name} {kind!r}"

    return check


def _row(value: Any, path: str) -> Iterator[str]:
    yield from many(TEXT, least=2, most=2)(value, path)


def _list(item: Check) -> Check:
    return many(item, least=0, most=100_000)


def _kind(fields: Mapping[str, Check]) -> Check:
    return _all({"kind": anything, **fields})


BLOCK = _by(
    "kind",
    {
        "paragraph": _kind({"text": WORDS}),
        "heading": _kind({"text": WORDS}),
        "note": _kind({"text": WORDS}),
        "quote": _kind({"text": TEXT, "by": TEXT, "link": TEXT}),
        "facts": _kind({"rows": many(_row, least=1, most=100_000)}),
        "bullets": _kind({"items": many(TEXT, least=1, most=100_000), "ordered": flag}),
    },
)
BUTTON = _all({"label": WORDS, "action": WORDS, "target": string(200, least=0), "style": STYLE})
MOVE = _all({"name": MOVES, "label": WORDS, "target": string(200, least=0), "style": STYLE})
OPTION = _all({"value": WORDS, "label": WORDS, "hint": TEXT})


def _none_or(check: Check) -> Check:
    def either(value: Any, path: str) -> Iterator[str]:
        if value is not None:
            yield from check(value, path)

    return either


_ASKED: dict[str, Check] = {
    "type": anything,
    "id": string(200),
    "label": string(150 + 200),  # of ours, and somebody's name
    "hint": TEXT,
    "required": flag,
    "options": _list(OPTION),
    "more_options": flag,
    "error": TEXT,
    "nudge": TEXT,
}
_WRITTEN: dict[str, Check] = {
    "limit": whole(1, ANY_LENGTH),
    "placeholder": TEXT,
    "value": _none_or(TEXT),
}
_MOMENT = matching(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})|.*", "2026-11-23T09:00")


def _question(**more: Check) -> Check:
    return _all({**_ASKED, **more})


def _options_are_distinct(asked: Any, path: str) -> Iterator[str]:
    times = Counter(str(one.get("value")) for one in asked.get("options", ()))
    for value, count in times.items():
        if count > 1:
            yield f"{path}: the option {value!r} is there {count} times"


QUESTION = every(
    _by(
        "type",
        {
            "text": _question(**_WRITTEN),
            "long_text": _question(**_WRITTEN),
            "choice": _question(value=_none_or(TEXT), options=many(OPTION, least=2, most=100)),
            "choices": _question(
                value=_none_or(_list(TEXT)), options=many(OPTION, least=1, most=100)
            ),
            "pick": _question(value=_none_or(TEXT)),
            "day": _question(value=_none_or(TEXT)),
            "moment": _question(
                zone=WORDS, value=_none_or(_all({"stored": TEXT, "wall": _MOMENT}))
            ),
        },
    ),
    _options_are_distinct,
)


def _questions_and_moves_are_distinct(page: Any, path: str) -> Iterator[str]:
    ids = Counter(str(one.get("id")) for one in page.get("questions", ()))
    ways = Counter((one.get("name"), one.get("target")) for one in page.get("moves", ()))
    for what, count in [*ids.items(), *ways.items()]:
        if count > 1:
            yield f"{path}: {what} is there {count} times"


PAGE = every(
    _kind(
        {
            "session": matching(r"[\w-]{1,64}", "a session's id"),
            "revision": NUMBER,
            "flow": WORDS,
            "flow_title": WORDS,
            "step": WORDS,
            "title": WORDS,
            "number": NUMBER,
            "count": NUMBER,
            "intro": TEXT,
            "blocks": _list(BLOCK),
            "questions": _list(QUESTION),
            "error": TEXT,
            "moves": many(MOVE, least=1, most=1000),
        }
    ),
    _questions_and_moves_are_distinct,
)
CONTENT = _by(
    "kind",
    {
        "card": _kind(
            {"notice": WORDS, "title": TEXT, "blocks": _list(BLOCK), "buttons": _list(BUTTON)}
        ),
        "said": _kind({"text": TEXT}),
        "page": PAGE,
        "answered": _kind({"title": WORDS, "rows": _list(_row), "note": TEXT}),
    },
)


def _half_characters(value: Any, path: str) -> Iterator[str]:
    """JSON carries half a surrogate pair, which no client can show and no socket can send."""
    if isinstance(value, str) and re.search("[\ud800-\udfff]", value):
        yield f"{path}: half a character"
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _half_characters(part, f"{path}.{name}")
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _half_characters(part, f"{path}[{number}]")


MESSAGE = every(
    _all(
        {
            "id": WORDS,
            "sequence": NUMBER,
            "stands_for": _list(WORDS),
            "quiet": flag,
            "at": matching(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[+-]\d{2}:\d{2}", "a moment"),
            "time": matching(r"\d{2}:\d{2}", "09:00"),
            "day": WORDS,
            "content": CONTENT,
        }
    ),
    _half_characters,
)
