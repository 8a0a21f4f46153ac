"""Block Kit's elements as HTML, as they stand before somebody: filled in, chosen, open.

Looks follow Slack's own client, which cuts a button's label at about 30 characters and shows a
closed menu's choice on one line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from tests.pictures.text import Json, Unknown, tag, written

# By block_id and action_id: what a person put into a control.
Kept = Mapping[tuple[str, str], Any]


@dataclass(frozen=True)
class Look:
    """How a person sees a message or a view."""

    zone: str = "Asia/Manila"
    kept: Kept = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)  # beside fields, by block_id
    menus_open: bool = False


@dataclass(frozen=True)
class Shown:
    """An element in its block."""

    element: Json
    block_id: str
    look: Look

    def holds(self, given: str) -> Any:
        """What was put into it, else what it was given beforehand."""
        key = (self.block_id, self.element.get("action_id", ""))
        return self.look.kept.get(key, self.element.get(given))

    def placeholder(self, otherwise: str) -> str:
        """What stands in it while it is empty."""
        shown = written(self.element.get("placeholder")) or escape(otherwise)
        return tag("span", shown, kind="placeholder")


def element(holder: Json, *, block_id: str, look: Look) -> str:
    """Any element."""
    if holder["type"] not in ELEMENTS:
        raise Unknown("element", holder["type"])
    return ELEMENTS[holder["type"]](Shown(holder, block_id, look))


def _button(shown: Shown) -> str:
    style = shown.element.get("style", "")
    return tag("span", tag("span", written(shown.element["text"])), kind=f"button {style}".strip())


def _image(shown: Shown) -> str:
    alt = escape(shown.element["alt_text"])
    return tag("span", alt, kind="image", title=shown.element["alt_text"])


def _overflow(shown: Shown) -> str:
    return tag("span", tag("span", "⋯"), kind="button") + _menu(shown)


def _ticks(shown: Shown, *, chosen: list[Json], mark: str) -> str:
    values = {one["value"] for one in chosen}
    return tag(
        "div",
        *(_tick(one, is_on=one["value"] in values, mark=mark) for one in shown.element["options"]),
        kind="ticks",
    )


def _tick(option: Json, *, is_on: bool, mark: str) -> str:
    box = tag("span", "✓" if is_on and mark == "box" else "", kind=f"{mark}{' on' * is_on}")
    said = tag("div", written(option["text"]))
    return tag("div", box, tag("div", said, _description(option)), kind="tick")


def _checkboxes(shown: Shown) -> str:
    return _ticks(shown, chosen=shown.holds("initial_options") or [], mark="box")


def _radio(shown: Shown) -> str:
    chosen = shown.holds("initial_option")
    return _ticks(shown, chosen=[chosen] if chosen else [], mark="dot")


def _select(shown: Shown) -> str:
    chosen = shown.holds("initial_option")
    inside = written(chosen["text"]) if chosen else shown.placeholder("Select an item")
    return tag("span", tag("span", inside), kind="select") + _menu(shown)


def _multi(shown: Shown) -> str:
    chosen = shown.holds("initial_options") or []
    pills = [tag("span", written(one["text"]), kind="pill") for one in chosen]
    inside = "".join(pills) or shown.placeholder("Select options")
    return tag("span", tag("span", inside), kind="select several") + _menu(shown)


def _menu(shown: Shown) -> str:
    """The menu that opens when it is clicked."""
    if not shown.look.menus_open or "options" not in shown.element:
        return ""
    return tag(
        "div",
        *(
            tag("div", tag("div", written(one["text"])), _description(one), kind="entry")
            for one in shown.element["options"]
        ),
        kind="menu",
    )


def _description(option: Json) -> str:
    described = option.get("description")
    return tag("div", written(described), kind="description") if described else ""


def _date(shown: Shown) -> str:
    day = shown.holds("initial_date")
    said = f"{datetime.fromisoformat(day):%b %-d, %Y}" if day else ""
    return tag("span", tag("span", said or shown.placeholder("Select a date")), kind="select date")


def _moment(shown: Shown) -> str:
    seconds = shown.holds("initial_date_time")
    if seconds is None:
        day, time = shown.placeholder("Select a date"), shown.placeholder("Select a time")
    else:
        at = datetime.fromtimestamp(int(seconds), ZoneInfo(shown.look.zone))
        day, time = f"{at:%b %-d, %Y}", f"{at:%-I:%M %p}"
    boxes = [tag("span", tag("span", inside), kind="select date") for inside in (day, time)]
    return tag("span", *boxes, kind="moment")


def _typed(shown: Shown) -> str:
    value = shown.holds("initial_value")
    several = " lines" if shown.element.get("multiline") else ""
    inside = escape(value) if value else shown.placeholder("")
    return tag("div", inside, kind=f"typed{several}")


ELEMENTS: dict[str, Callable[[Shown], str]] = {
    "button": _button,
    "checkboxes": _checkboxes,
    "datepicker": _date,
    "datetimepicker": _moment,
    "external_select": _select,
    "image": _image,
    "multi_external_select": _multi,
    "multi_static_select": _multi,
    "overflow": _overflow,
    "plain_text_input": _typed,
    "radio_buttons": _radio,
    "static_select": _select,
}
