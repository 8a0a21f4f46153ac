"""A look at the App Home is passed on: whose it is, and whether anything stands there yet."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.slack.connect import SlackHome
from adapters.slack.payloads import EventCallback, Malformed, parse
from adapters.slack.visits import Visits
from tests.fakes import Doors

HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT")
EVENT = {"type": "app_home_opened", "user": "U0MAYA", "channel": "D1", "tab": "home"}


def callback(event: dict[str, Any], **more: Any) -> bytes:
    """The event as Slack sends it."""
    base = {"type": "event_callback", "event_id": "Ev1", "team_id": "T0HOME", "event": event}
    return json.dumps({**base, **more}).encode()


async def visits(body: bytes) -> list[tuple[str, str, bool]]:
    """What is passed on of it."""
    doors = Doors()
    payload = parse(body, "application/json")
    assert isinstance(payload, EventCallback)
    await Visits(HOME, doors).take(payload)
    return doors.visits


async def test_a_look_at_the_home_is_passed_on() -> None:
    """With whose it is; nothing stands there until something was published."""
    assert await visits(callback(EVENT)) == [("", "U0MAYA", True)]
    shown = {**EVENT, "view": {"id": "V1", "type": "home", "blocks": []}}
    assert await visits(callback(shown)) == [("", "U0MAYA", False)]


async def test_a_look_at_anything_else_is_not() -> None:
    """The messages, or a tab that is not named."""
    assert await visits(callback({**EVENT, "tab": "messages"})) == []
    assert await visits(callback({k: v for k, v in EVENT.items() if k != "tab"})) == []


async def test_whoever_is_of_another_workspace_is_of_that_one() -> None:
    """Their id means nothing in ours; where nothing says whose it is, nobody is meant."""
    assert await visits(callback(EVENT, team_id="T0OTHER")) == [("T0OTHER", "U0MAYA", True)]
    assert await visits(callback(EVENT, team_id=None)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"user": None},
        {"user": ["U0MAYA"]},
        {"user": "U0 MAYA"},
        {"tab": {"home": True}},
        {"view": "V1"},
    ],
)
def test_what_slack_would_not_send_is_malformed(wrong: dict[str, Any]) -> None:
    """It is answered 400, and changes nothing."""
    with pytest.raises(Malformed):
        parse(callback({**EVENT, **wrong}), "application/json")
