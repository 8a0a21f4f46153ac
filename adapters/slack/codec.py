"""Our own ids and values inside Slack's controls: the one place that writes and reads them.

A value is a row of parts with colons between, each percent-encoded: plain ASCII, so that none of
Slack's own escaping can touch it. What comes back is checked part by part; what is not ours, or
of another time, is a stale press, and whoever acts on a true one checks it again anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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


States = Mapping[str, Mapping[str, Control]]  # by block and by action
Typed = Mapping[str, Value]  # by field


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


def view_mark(session: str, revision: int, *, move: str) -> str:
    """What a modal says of its page; `move` is what its own button does: "fill" answers."""
    return _joined(session, str(revision), move)


@dataclass(frozen=True)
class Mark:
    """What a modal said of its page."""

    session: str
    revision: int
    move: str


def read_mark(text: str) -> Mark | None:
    """What a modal says of its page; None when it is no page of ours."""
    try:
        session, revision, move = _split(text, 3)
        return Mark(_name(session), _number(revision), _name(move))
    except _NotOurs:
        return None


def typed(state: States, mark: Mark) -> Typed | None:
    """What stands in a modal's fields, by field; None when it is nothing that we asked for.

    What belongs to another page is left out: Slack sends such along now and then
    (slackapi/bolt-js issue 625).
    """
    asked = f"{fill_block(mark.session, mark.revision, field='')}"
    mine = [name for name in state if name.startswith(asked)]
    try:
        return {_name(_block(name)[2]): _held(_only(state[name])) for name in mine}
    except _NotOurs:
        return None


def asked_for(block_id: str) -> tuple[str, str] | None:
    """The session and the field of a control whose options are looked up."""
    try:
        session, revision, field = _block(block_id)
        _number(revision)
        return _name(session), _name(field)
    except _NotOurs:
        return None


def fits_button(value: str) -> bool:
    """True when Slack takes this as a button's value."""
    return 0 < len(value) <= limits.BUTTON_VALUE


def fits_option(value: str) -> bool:
    """True when Slack takes this as an option's value."""
    return 0 < len(value) <= limits.OPTION_VALUE


def decode(action: Action, state: States) -> Input | None:
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
    marked = _marked(_only(state.get(name, {})))
    return Fill(_name(session), _number(revision), {_name(field): marked})


_READERS: Mapping[str, Callable[[Action, States], Input | None]] = {
    Kind.PRESS: _press,
    Kind.GO: _go,
    Kind.FILL: _fill,
    Kind.MARK: _mark,
    Kind.DONE: _done,
}


def _single(control: Control) -> str:
    """What a control holds that answers as soon as it is used."""
    if control.type in ("static_select", "datepicker"):
        held = _held(control)
        if isinstance(held, str):
            return held
    raise _NotOurs


def _marked(control: Control) -> Value:
    """What a control holds that is answered by Done."""
    if control.type in ("checkboxes", "multi_static_select", "datetimepicker"):
        return _held(control)
    raise _NotOurs


def _held(control: Control) -> Value:
    """What a control holds; None when it is empty."""
    match control.type:
        case "plain_text_input":
            return control.value
        case "static_select" | "external_select" | "radio_buttons":
            one = control.selected_option
            return None if one is None else _unquoted(one.value)
        case "checkboxes" | "multi_static_select":
            return [_unquoted(chosen.value) for chosen in control.selected_options or ()]
        case "datepicker":
            return None if control.selected_date is None else _day(control.selected_date)
        case "datetimepicker":
            at = control.selected_date_time
            return None if at is None else _moment(at)
        case _:
            raise _NotOurs


def _only(controls: Mapping[str, Control]) -> Control:
    """The one control of a block."""
    if len(controls) != 1:
        raise _NotOurs
    return next(iter(controls.values()))


def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise _NotOurs
    return text


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
