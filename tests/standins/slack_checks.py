"""What Slack's client checks before it submits a modal: required, lengths, forms of typed text.

Known: docs.slack.dev/reference/block-kit/blocks/input-block and …/block-elements. Assumed: blanks
alone count as something; an address or a URL is judged about as loosely as here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.standins import slack_places as places
from tests.standins.slack_places import Element
from tests.standins.slack_views import ShownView

_FORMS = {
    "email_text_input": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "url_text_input": re.compile(r"[a-z][a-z0-9+.-]*://\S+"),
}


class NotSubmitted(AssertionError):
    """The client did not submit the modal, and says beside its fields why."""


def obstacles(view: ShownView) -> list[str]:
    """Why the client would not submit the view: a sentence for each field that is in the way."""
    found = []
    for block, element in places.places(view, *places.STATE):
        if block["type"] != "input":
            continue
        value = places.held((block, element), view.kept)
        label = block["label"]["text"]
        if value in (None, "", []):
            if not block.get("optional", False):
                found.append(f"{label}: required")
            continue
        found += [f"{label}: {one}" for one in _typed(element, value)]
    return found


def _typed(element: Element, value: Any) -> Iterator[str]:
    kind = element["type"]
    if kind == "plain_text_input":
        low, high = element.get("min_length", 0), element.get("max_length", 3000)
        if len(value) < low:
            yield f"at least {low} characters"
        if len(value) > high:
            yield f"at most {high} characters"
    if kind in _FORMS and _FORMS[kind].fullmatch(value) is None:
        yield f"not a {kind.split('_')[0]}"
    if kind == "number_input":
        yield from _number(element, value)


def _number(element: Element, value: str) -> Iterator[str]:
    try:
        number = Decimal(value)
    except InvalidOperation:
        yield "not a number"
        return
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        yield "a whole number"
    if "min_value" in element and number < Decimal(element["min_value"]):
        yield f"at least {element['min_value']}"
    if "max_value" in element and number > Decimal(element["max_value"]):
        yield f"at most {element['max_value']}"
