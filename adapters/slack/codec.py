"""Our own ids and values inside Slack's controls: the one place that writes and reads them.

A value is a row of parts with colons between, each percent-encoded: plain ASCII, so that none of
Slack's own escaping can touch it. What comes back is checked part by part; what is not ours, or
of another time, is a stale press, and whoever acts on a true one checks it again anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import get_args, get_type_hints
from urllib.parse import quote, unquote

from adapters.slack import limits
from adapters.slack.payloads import Action, Control
from bot.dialogue.content import Move
from bot.dialogue.fields import Value
from bot.dialogue.inputs import Fill, Go, Input, Press

STALE = Press("stale")
MOVES = frozenset(get_args(get_type_hints(Move)["name"]))

_NAME = re.compile(r"[\w.:-]{1,64}", re.ASCII)  # a field may be "version:<party id>"
_NUMBER = re.compile(r"[0-9]{1,9}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Kind(StrEnum):
    """What using a control means: the first part of its action id."""

    PRESS = "press"
    GO = "go"
    FILL = "fill"
    MARK = "mark"  # changes what the message holds; taken when Done is pressed
    DONE = "done"


def action_id(kind: Kind, number: int) -> str:
    """An id of an element; numbers keep the elements of one block apart."""
    return f"{kind.value}.{number}"


def press(action: str, target: str) -> str:
    """The value of a card's button."""
    return _joined(action, target)


def go(session: str, revision: int, *, move: str, target: str = "") -> str:
    """The value of a button that moves on a page."""
    return _joined(session, str(revision), move, target)


def go_block(session: str, revision: int) -> str:
    """The block id of a menu of moves; its options are `go_option`s."""
    return _joined(Kind.GO.value, session, str(revision))


def go_option(move: str, target: str) -> str:
    """The value of one move in a menu."""
    return _joined(move, target)


def fill(session: str, revision: int, *, field: str, value: str) -> str:
    """The value of a button that answers a question."""
    return _joined(session, str(revision), field, value)


def fill_block(session: str, revision: int, *, field: str) -> str:
    """The block id of a control whose own value answers a question."""
    return _joined(Kind.FILL.value, session, str(revision), field)


def option(value: str) -> str:
    """The value of an option that answers a question."""
    return quote(value, safe="")


def done(session: str, revision: int, *, field: str) -> str:
    """The value of the button that takes what is marked in the question's control."""
    return _joined(session, str(revision), field)


def fits_button(value: str) -> bool:
    """True when Slack takes this as a button's value."""
    return 0 < len(value) <= limits.BUTTON_VALUE


def fits_option(value: str) -> bool:
    """True when Slack takes this as an option's value."""
    return 0 < len(value) <= limits.OPTION_VALUE


def decode(action: Action, state: Mapping[str, Mapping[str, Control]]) -> Input | None:
    """What the person did; None when they only marked something that is not sent yet."""
    kind, _, number = action.action_id.partition(".")
    read = _READERS.get(kind)
    if read is None or not _NUMBER.fullmatch(number):
        return STALE
    try:
        return read(action, state)
    except _NotOurs:
        return STALE


class _NotOurs(Exception):
    """The value was not written by this module."""


States = Mapping[str, Mapping[str, Control]]


def _press(action: Action, _state: States) -> Input:
    name, target = _split(action.value, 2)
    if not _NAME.fullmatch(name):
        raise _NotOurs
    return Press(name, target)


def _go(action: Action, _state: States) -> Input:
    if action.selected_option is None:
        session, revision, move, target = _split(action.value, 4)
    else:
        kind, session, revision = _split(action.block_id, 3)
        move, target = _split(action.selected_option.value, 2)
        if kind != Kind.GO:
            raise _NotOurs
    if move not in MOVES:
        raise _NotOurs
    return Go(_name(session), _number(revision), move, target)


def _fill(action: Action, _state: States) -> Input:
    if action.type == "button":
        session, revision, field, value = _split(action.value, 4)
    else:
        session, revision, field = _block(action.block_id)
        value = _single(action)
    return Fill(_name(session), _number(revision), {_name(field): value})


def _mark(action: Action, _state: States) -> None:
    _block(action.block_id)


def _done(action: Action, state: States) -> Input:
    session, revision, field = _split(action.value, 3)
    name = fill_block(session, _number(revision), field=field)
    controls = list(state.get(name, {}).values())
    if len(controls) != 1:
        raise _NotOurs
    return Fill(_name(session), _number(revision), {_name(field): _marked(controls[0])})


_READERS: Mapping[str, Callable[[Action, States], Input | None]] = {
    Kind.PRESS: _press,
    Kind.GO: _go,
    Kind.FILL: _fill,
    Kind.MARK: _mark,
    Kind.DONE: _done,
}


def _single(control: Control) -> str:
    """What a control holds that answers as soon as it is used."""
    if control.type == "static_select" and control.selected_option is not None:
        return _unquoted(control.selected_option.value)
    if control.type == "datepicker" and _DAY.fullmatch(control.selected_date or ""):
        return str(control.selected_date)
    raise _NotOurs


def _marked(control: Control) -> Value:
    """What a control holds that is answered by Done."""
    if control.type in ("checkboxes", "multi_static_select"):
        return [_unquoted(chosen.value) for chosen in control.selected_options or ()]
    if control.type == "datetimepicker":
        return None if control.selected_date_time is None else _moment(control.selected_date_time)
    raise _NotOurs


def _moment(seconds: int) -> str:
    if not 0 <= seconds <= limits.MOST_SECONDS:
        raise _NotOurs
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _block(block_id: str) -> tuple[str, str, str]:
    kind, session, revision, field = _split(block_id, 4)
    if kind != Kind.FILL:
        raise _NotOurs
    return session, revision, field


def _joined(*parts: str) -> str:
    return ":".join(quote(part, safe="") for part in parts)


def _split(value: str | None, count: int) -> Sequence[str]:
    parts = (value or "").split(":")
    if len(parts) != count:
        raise _NotOurs
    return [_unquoted(part) for part in parts]


def _unquoted(part: str) -> str:
    try:
        return unquote(part, errors="strict")
    except UnicodeDecodeError:
        raise _NotOurs from None


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise _NotOurs
    return text


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise _NotOurs
    return int(text)
