"""Our own ids and values inside a card: the one place that writes and reads them.

What comes back is a claim. It is checked part by part; what is not ours, or of another time, is a
stale press, and whoever acts on a true one checks it again anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, get_args, get_type_hints
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.dialogue.content import Button, Move, Page
from bot.dialogue.fields import Value
from bot.dialogue.inputs import Fill, Go, Input, Press

STALE = Press("stale")
OURS = "evenhand"  # the key in a card's data by which we know it
MOVES = frozenset(get_args(get_type_hints(Move)["name"]))

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")


class Kind(StrEnum):
    """What an input holds: the first part of its id."""

    TEXT = "text"
    ANEW = "anew"  # a text in place of one that is too long for an input; empty: it stays
    ONE = "one"
    SOME = "some"
    DAY = "day"
    MOMENT_DAY = "moment-day"
    MOMENT_TIME = "moment-time"
    MENU = "menu"  # of moves of one kind: its target


def input_id(kind: Kind, field: str) -> str:
    """The id of a field's input."""
    return f"{kind.value}.{field}"


def option(value: str) -> str:
    """An option's value, without the commas that part several of them."""
    return quote(value, safe="")


def press(button: Button, *, post_id: str) -> dict[str, Any]:
    """What a card's button carries."""
    return _data("press", post_id, action=button.action, target=button.target)


def go(page: Page, move: Move, *, post_id: str) -> dict[str, Any]:
    """What a button that moves on a page carries."""
    return _data(
        "go",
        post_id,
        session=page.session,
        revision=page.revision,
        move=move.name,
        target=move.target,
    )


def fill(page: Page, held: Mapping[str, str], *, post_id: str) -> dict[str, Any]:
    """What the button that sends a page carries.

    `held`: moments as they are stored, by field. A wall time that was left as it stood means that
    very moment, also in the hour that comes twice a year.
    """
    return _data(
        "fill",
        post_id,
        session=page.session,
        revision=page.revision,
        zone=page.zone,
        held=dict(held),
    )


def dataset(page: Page, field: str) -> str:
    """What a search is asked in: whose page, and which of its fields."""
    return f"{page.session}:{field}"


def searched(name: str) -> tuple[str, str] | None:
    """The session and the field of a search; None for what is not ours."""
    session, colon, field = name.partition(":")
    return (session, field) if colon and session and field else None


def decode(value: object) -> Input:
    """What the person did."""
    if not isinstance(value, Mapping) or OURS not in value:
        return STALE
    try:
        sent = _Sent.model_validate(value[OURS])
        return _READERS.get(sent.do, _stale)(sent, value)
    except (ValidationError, ValueError, LookupError, OverflowError):
        return STALE


class _Sent(BaseModel):
    """The part of a card's data that we wrote."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    do: str
    action: str = Field("", max_length=100)
    target: str = Field("", max_length=500)
    session: str = Field("", max_length=100)
    revision: int = 0
    move: str = ""
    zone: str = "UTC"
    held: Mapping[str, str] = {}


def _press(sent: _Sent, _value: Mapping[str, Any]) -> Input:
    return Press(sent.action, sent.target)


def _go(sent: _Sent, value: Mapping[str, Any]) -> Input:
    if sent.move not in MOVES:
        return STALE
    chosen = value.get(input_id(Kind.MENU, sent.move))
    target = unquote(chosen, errors="strict") if isinstance(chosen, str) else sent.target
    return Go(sent.session, sent.revision, sent.move, target)


def _fill(sent: _Sent, value: Mapping[str, Any]) -> Input:
    zone = ZoneInfo(sent.zone)
    values: dict[str, Value] = {}
    for name, given in value.items():
        kind, dot, field = name.partition(".")
        if kind == Kind.ANEW and not given:
            continue
        if dot and kind in _VALUES and isinstance(given, str):
            values[field] = _VALUES[Kind(kind)](given)
        elif dot and kind == Kind.MOMENT_DAY and isinstance(given, str):
            clock = str(value.get(input_id(Kind.MOMENT_TIME, field)) or "")
            values[field] = _moment(given, clock, held=sent.held.get(field), zone=zone)
    return Fill(sent.session, sent.revision, values)


def _stale(_sent: _Sent, _value: Mapping[str, Any]) -> Input:
    return STALE


_READERS: Mapping[str, Callable[[_Sent, Mapping[str, Any]], Input]] = {
    "press": _press,
    "go": _go,
    "fill": _fill,
}


def _chosen(given: str) -> Value:
    return unquote(given, errors="strict") or None


def _ticked(given: str) -> Value:
    return [unquote(each, errors="strict") for each in given.split(",") if each] or None


_VALUES: Mapping[Kind, Callable[[str], Value]] = {
    Kind.TEXT: lambda given: given or None,
    Kind.ANEW: lambda given: given,
    Kind.ONE: _chosen,
    Kind.SOME: _ticked,
    Kind.DAY: lambda given: given or None,
}


def wall(stored: str, zone: ZoneInfo) -> tuple[str, str]:
    """A stored moment as the day and the time that its two inputs show."""
    at = datetime.fromisoformat(stored).astimezone(zone)
    return at.date().isoformat(), at.strftime("%H:%M")


def _moment(day: str, clock: str, *, held: str | None, zone: ZoneInfo) -> Value:
    """The moment in two inputs; as typed, when a part of it is missing or odd."""
    if not day and not clock:
        return None
    if held is not None and wall(held, zone) == (day, clock):
        return held
    found = _CLOCK.fullmatch(clock)
    try:
        on = date.fromisoformat(day)
        at = time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return f"{day} {clock}".strip()
    if at is None:
        return f"{day} {clock}".strip()
    return datetime.combine(on, at, zone).astimezone(UTC).isoformat()


def _data(do: str, nonce: str, **more: Any) -> dict[str, Any]:
    return {OURS: {"do": do, "nonce": nonce, **more}}
