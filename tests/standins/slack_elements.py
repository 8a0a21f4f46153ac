"""Block Kit's elements and their limits, as a table.

Sources: Slack's reference (docs.slack.dev/reference/block-kit) and the limits that slack_sdk's
models state; read 2026-11. Where Slack calls a thing required or unique, it is so here.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    text,
    variant,
    whole,
)

IDENTIFIER = string(255)  # block_id, action_id, callback_id, external_id
STYLE = one_of("primary", "danger")
DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "2026-11-23")
CLOCK_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "09:30")

CONFIRM = record(
    {
        "title": text(100),
        "text": text(300, mrkdwn=True),
        "confirm": text(30),
        "deny": text(30),
        "style": STYLE,
    },
    required=("title", "text", "confirm", "deny"),
)

_OPTION = {"text": text(75), "value": string(150), "description": text(75)}
_TICK = {**_OPTION, "text": text(75, mrkdwn=True), "description": text(75, mrkdwn=True)}
OPTION = record(_OPTION, required=("text", "value"))
TICK_OPTION = record(_TICK, required=("text", "value"))
OVERFLOW_OPTION = record({**_OPTION, "url": string(3000)}, required=("text", "value"))
OPTION_GROUP = record(
    {"label": text(75), "options": many(OPTION, least=1, most=100)},
    required=("label", "options"),
)

IMAGE_FIELDS: dict[str, Check] = {
    "alt_text": string(2000),
    "image_url": string(3000),
    "slack_file": record({"id": string(255), "url": string(3000)}),
}


def _image_source(value: Any, path: str) -> Iterator[str]:
    if ("image_url" in value) == ("slack_file" in value):
        yield f"{path}: an image needs either 'image_url' or 'slack_file'"


IMAGE = every(record({"type": anything, **IMAGE_FIELDS}, required=("alt_text",)), _image_source)


def _options(element: dict[str, Any]) -> list[Any]:
    groups = [one for one in _list(element, "option_groups") if isinstance(one, dict)]
    return _list(element, "options") + [one for group in groups for one in _list(group, "options")]


def _list(holder: dict[str, Any], name: str) -> list[Any]:
    found = holder.get(name)
    return found if isinstance(found, list) else []


def _choices(element: Any, path: str) -> Iterator[str]:
    """Options can be told apart, and what is chosen beforehand is among them."""
    offered = _options(element)
    values = [one.get("value") for one in offered if isinstance(one, dict)]
    for value in sorted({str(one) for one in values if values.count(one) > 1}):
        yield f"{path}: the option value '{value}' is there more than once"
    if "initial_option" in element and element["initial_option"] not in offered:
        yield f"{path}.initial_option: not among the options"
    for index, one in enumerate(_list(element, "initial_options")):
        if one not in offered:
            yield f"{path}.initial_options[{index}]: not among the options"


def _options_or_groups(element: Any, path: str) -> Iterator[str]:
    if ("options" in element) == ("option_groups" in element):
        yield f"{path}: needs either 'options' or 'option_groups'"


def _selection(element: Any, path: str) -> Iterator[str]:
    most = element.get("max_selected_items")
    chosen = len(_list(element, "initial_options"))
    if isinstance(most, int) and chosen > most:
        yield f"{path}.initial_options: {chosen} items, max_selected_items is {most}"


def _input_lengths(element: Any, path: str) -> Iterator[str]:
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    typed = element.get("initial_value")
    if not isinstance(low, int) or not isinstance(high, int):
        return
    if low > high:
        yield f"{path}.min_length: {low}, more than max_length {high}"
    if isinstance(typed, str) and high < len(typed) <= 3000:
        yield f"{path}.initial_value: {len(typed)} characters, max_length is {high}"


def _element(fields: dict[str, Check], *, required: tuple[str, ...] = ()) -> Check:
    return record({"type": anything, "action_id": IDENTIFIER, **fields}, required=required)


_FOCUS: dict[str, Check] = {"focus_on_load": flag}
_CONFIRM: dict[str, Check] = {"confirm": CONFIRM}
_MENU: dict[str, Check] = {"placeholder": text(150), **_CONFIRM, **_FOCUS}
_DISPATCH = record(
    {
        "trigger_actions_on": many(
            one_of("on_enter_pressed", "on_character_entered"), least=1, most=2
        )
    }
)
_TYPED: dict[str, Check] = {
    "placeholder": text(150),
    "dispatch_action_config": _DISPATCH,
    **_FOCUS,
}
_STATIC: dict[str, Check] = {
    **_MENU,
    "options": many(OPTION, least=1, most=100),
    "option_groups": many(OPTION_GROUP, least=1, most=100),
}
_SEARCH: dict[str, Check] = {**_MENU, "min_query_length": whole(0, 75)}
_SEVERAL: dict[str, Check] = {"max_selected_items": whole(1, 100)}
_TICKS: dict[str, Check] = {
    **_CONFIRM,
    **_FOCUS,
    "options": many(TICK_OPTION, least=1, most=10),
}

ELEMENTS: dict[str, Check] = {
    "button": _element(
        {
            "text": text(75),
            "value": string(2000),
            "url": string(3000),
            "style": STYLE,
            "accessibility_label": string(75),
            **_CONFIRM,
        },
        required=("text",),
    ),
    "checkboxes": every(
        _element(
            {**_TICKS, "initial_options": many(TICK_OPTION, least=1, most=10)},
            required=("options",),
        ),
        _choices,
    ),
    "radio_buttons": every(
        _element({**_TICKS, "initial_option": TICK_OPTION}, required=("options",)), _choices
    ),
    "static_select": every(
        _element({**_STATIC, "initial_option": OPTION}), _choices, _options_or_groups
    ),
    "multi_static_select": every(
        _element({**_STATIC, **_SEVERAL, "initial_options": many(OPTION, least=1, most=100)}),
        _choices,
        _options_or_groups,
        _selection,
    ),
    "external_select": _element({**_SEARCH, "initial_option": OPTION}),
    "multi_external_select": every(
        _element({**_SEARCH, **_SEVERAL, "initial_options": many(OPTION, least=1, most=100)}),
        _selection,
    ),
    "users_select": _element({**_MENU, "initial_user": IDENTIFIER}),
    "overflow": every(
        _element(
            {**_CONFIRM, "options": many(OVERFLOW_OPTION, least=1, most=5)}, required=("options",)
        ),
        _choices,
    ),
    "datepicker": _element({**_MENU, "initial_date": DATE}),
    "timepicker": _element({**_MENU, "initial_time": CLOCK_TIME, "timezone": string(255)}),
    "datetimepicker": _element(
        {**_CONFIRM, **_FOCUS, "initial_date_time": whole(1_000_000_000, 9_999_999_999)}
    ),
    "plain_text_input": every(
        _element(
            {
                **_TYPED,
                "initial_value": string(3000, least=0),
                "multiline": flag,
                "min_length": whole(0, 3000),
                "max_length": whole(1, 3000),
            }
        ),
        _input_lengths,
    ),
    "email_text_input": _element({**_TYPED, "initial_value": string(3000)}),
    "url_text_input": _element({**_TYPED, "initial_value": string(3000)}),
    "number_input": _element(
        {
            **_TYPED,
            "is_decimal_allowed": flag,
            "initial_value": string(75),
            "min_value": string(75),
            "max_value": string(75),
        },
        required=("is_decimal_allowed",),
    ),
    "image": IMAGE,
}

_MENUS = ("static_select", "multi_static_select", "external_select", "multi_external_select")
_PICKS = (*_MENUS, "users_select", "checkboxes", "radio_buttons", "datepicker", "timepicker")
_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")

# Which elements a block may hold: docs.slack.dev/reference/block-kit/block-elements.
ALLOWED: dict[str, tuple[str, ...]] = {
    "section": (*_PICKS, "button", "overflow", "image"),
    "actions": (*_PICKS, "button", "overflow", "datetimepicker"),
    "input": (*_PICKS, *_INPUTS, "datetimepicker"),
}

# Where an element may not stand at all; those not named here stand everywhere.
KEPT_OUT: dict[str, frozenset[str]] = {
    "message": frozenset({"email_text_input", "url_text_input", "number_input"}),
    "home": frozenset({"email_text_input", "url_text_input", "number_input", "datetimepicker"}),
    "modal": frozenset(),
}


def element_in(block: str) -> Check:
    """An element of a type that may stand in this block."""
    shapes = {name: ELEMENTS[name] for name in ALLOWED[block]}
    return variant("element", shapes, known=ELEMENTS)
