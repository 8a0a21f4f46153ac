"""The controls of a message or a view, and what each holds before and after a person's touch.

`state.values` tells of each form element what it holds now; its names and empty values are those
of docs.slack.dev/reference/interaction-payloads/block_actions-payload.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from tests.standins.slack_limits import elements_of

Block = dict[str, Any]
Element = dict[str, Any]
Place = tuple[Block, Element]  # a block and one of its elements
Key = tuple[str, str]  # block_id and action_id

# What a form element holds before anyone touches it, as `state` tells it: name and empty value.
STATE: dict[str, tuple[str, Any]] = {
    "static_select": ("selected_option", None),
    "external_select": ("selected_option", None),
    "radio_buttons": ("selected_option", None),
    "users_select": ("selected_user", None),
    "multi_static_select": ("selected_options", []),
    "multi_external_select": ("selected_options", []),
    "checkboxes": ("selected_options", []),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
    "plain_text_input": ("value", None),
    "email_text_input": ("value", None),
    "url_text_input": ("value", None),
    "number_input": ("value", None),
}
SEARCHES = ("external_select", "multi_external_select")
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


class Shown(Protocol):
    """What a person has before them: a message or a view."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, with the ids that Slack gave those that had none."""


def places(shown: Shown, *kinds: str, field: str = "") -> Iterator[Place]:
    """The controls of these kinds, or all; `field` is a label or an id that narrows them down."""
    for block in shown.blocks:
        for _, element in elements_of(block):
            if kinds and element["type"] not in kinds:
                continue
            if not field or field in names(block, element):
                yield block, element


def names(block: Block, element: Element) -> Iterator[str]:
    """By what a person or a test may call a control."""
    yield from (block["block_id"], element.get("action_id", ""))
    for holder, name in ((block, "label"), (block, "text"), (element, "text")):
        if isinstance(holder.get(name), dict):
            yield holder[name]["text"]
    if "placeholder" in element:
        yield element["placeholder"]["text"]


def only(found: Iterable[Place], *, wanted: str, reading: str) -> Place:
    """The one control that is meant. Raises `LookupError` where there is none, or several."""
    here = list(found)
    if len(here) != 1:
        raise LookupError(f"{len(here)} of '{wanted}', not one, in:\n{reading}")
    return here[0]


def offered(element: Element) -> list[dict[str, Any]]:
    """The options that stand in the element itself."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(one for group in groups for one in group["options"])]


def key(block: Block, element: Element) -> Key:
    """By what Slack tells a control apart within its message or view."""
    return block["block_id"], element["action_id"]


def held(place: Place, kept: Mapping[Key, Any]) -> Any:
    """What the form element holds now: put there by hand, given beforehand, or nothing."""
    block, element = place
    name, empty = STATE[element["type"]]
    initial = "initial_value" if name == "value" else name.replace("selected", "initial")
    return kept.get(key(block, element), element.get(initial, empty))


def state(shown: Shown, kept: Mapping[Key, Any]) -> dict[str, dict[str, Any]]:
    """All that the form elements hold, by block and action, as in `state.values`."""
    values: dict[str, dict[str, Any]] = {}
    for block, element in places(shown, *STATE):
        one = {"type": element["type"], STATE[element["type"]][0]: held((block, element), kept)}
        values.setdefault(block["block_id"], {})[element["action_id"]] = one
    return values
