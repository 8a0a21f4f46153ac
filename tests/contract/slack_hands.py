"""A person's hands on a rendered message: what we hear when they use its controls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from adapters.slack import incoming
from adapters.slack.connect import SlackHome
from adapters.slack.payloads import parse
from adapters.slack.render import Message
from bot.dialogue.inputs import Input
from tests.standins.slack_limits import elements_of
from tests.standins.slack_payloads import returned

HOME = SlackHome(team_id="T0HOME", bot_user_id="U0EVENHAND")


def as_sent(message: Message) -> dict[str, Any]:
    """The arguments of chat.postMessage, as they go over the wire."""
    sent: dict[str, Any] = json.loads(
        json.dumps({"channel": "D1", "text": message.text, "blocks": message.blocks})
    )
    return sent


def answer(
    message: dict[str, Any],
    *,
    press: str | int | None = None,
    choose: int | None = None,
    label: str | None = None,
    mark: list[int] | None = None,
    date: str | int | None = None,
) -> list[Input]:
    """What we hear when a person does this with the message: the last of it that is done."""
    held: dict[str, Any] = {}
    sent: list[Input] = []
    if mark is not None:
        held = {"selected_options": [control(message)["options"][n] for n in mark]}
        sent = heard(message, control(message), held)
    if date is not None:
        name = "selected_date" if isinstance(date, str) else "selected_date_time"
        held = {name: date}
        sent = heard(message, control(message), held)
    if choose is not None:
        sent = _choose(message, choose)
    if label is not None:
        sent = _choose_label(message, label)
    if press is not None:
        buttons = [one for _, one in elements(message) if one["type"] == "button"]
        named = [one for one in buttons if one["text"]["text"] == press]
        button = buttons[press] if isinstance(press, int) else named[0]
        sent = heard(message, button, {"value": button["value"]}, held=held)
    return sent


def _choose(message: dict[str, Any], number: int) -> list[Input]:
    menus = [one for _, one in elements(message) if one["type"] == "static_select"]
    if menus:
        return heard(message, menus[0], {"selected_option": menus[0]["options"][number]})
    button = [one for _, one in elements(message) if one["type"] == "button"][number]
    return heard(message, button, {"value": button["value"]})


def _choose_label(message: dict[str, Any], label: str) -> list[Input]:
    for _, one in elements(message):
        if one.get("text", {}).get("text") == label:
            return heard(message, one, {"value": one["value"]})
        for option in one.get("options", ()):
            if option["text"]["text"] == label:
                return heard(message, one, {"selected_option": option})
    raise LookupError(label)


def control(message: dict[str, Any]) -> dict[str, Any]:
    """The message's only control that holds something."""
    (found,) = (one for _, one in elements(message) if one["type"] != "button")
    return found


def elements(message: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every element with its block."""
    for block in message["blocks"]:
        for _, element in elements_of(block):
            yield block, element


def heard(
    message: dict[str, Any],
    element: dict[str, Any],
    action: dict[str, Any],
    *,
    held: dict[str, Any] | None = None,
) -> list[Input]:
    """Send the action as Slack does, escaped where Slack escapes, and read it."""
    values: dict[str, Any] = {}
    used = ""
    for number, (block, one) in enumerate(elements(message)):
        name = block.get("block_id", f"b{number}")
        used = name if one is element else used
        if one["type"] == "button":
            continue
        empty: Any = [] if "options" in one and one["type"] != "static_select" else None
        state = {
            "selected_options": one.get("initial_options", empty),
            "selected_date_time": one.get("initial_date_time"),
            "type": one["type"],
        }
        values[name] = {one["action_id"]: returned({**state, **(held or {})})}
    payload = {
        "type": "block_actions",
        "trigger_id": "1.2.abc",
        "user": {"id": "U0MAYA", "team_id": "T0HOME"},
        "team": {"id": "T0HOME", "domain": "northwind"},
        "state": {"values": values},
        "actions": [
            {
                "type": element["type"],
                "action_id": element["action_id"],
                "block_id": used,
                **returned(action),
            }
        ],
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    found = incoming.heard(parse(body, "application/x-www-form-urlencoded"), HOME)
    assert all(one.tenant == "" and one.user == "U0MAYA" for one in found)
    return [one.input for one in found]


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a message's blocks."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name == "text" and isinstance(one, str):
                yield one
            else:
                yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def mrkdwn_in(value: Any) -> Iterator[str]:
    """Every text that Slack would interpret."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for one in value.values():
            yield from mrkdwn_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from mrkdwn_in(one)
