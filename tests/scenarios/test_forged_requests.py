"""Bar 3: what is not truly Slack's, or not just now, or not of its form, changes nothing."""

from __future__ import annotations

import asyncio
import copy
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.scenarios import given
from tests.scenarios.people import SlackUser
from tests.scenarios.world import SECRET, World
from tests.standins import slack_payloads as payloads
from tests.standins.slack_client import FORM, JSON

ALL = (
    *("organisations", "clients", "people", "duties", "addresses", "reference_counters"),
    *("cases", "parties", "journals", "events", "posts", "sessions", "reminders", "seen"),
)
MINUTES = 60
SIGNATURE, TIMESTAMP = "X-Slack-Signature", "X-Slack-Request-Timestamp"


def event(maya: SlackUser, text: str = "complaint") -> dict[str, Any]:
    """A message event as Slack sends it."""
    return payloads.message_event(maya.client.actor, text, event_id=f"Ev{uuid4().hex[:10]}")


async def test_a_request_that_slack_did_not_sign_just_now_is_refused(world: World) -> None:
    """Forged, unsigned, stale and replayed requests get 401, and nothing at all is written."""
    maya = world.on_slack("maya")
    await given.opened(world)
    body = json.dumps(event(maya)).encode()
    signed, now = maya.client.signed_headers, int(time.time())
    right = signed(body)
    before = world.rows(*ALL)
    for name, headers in {
        "no headers": {"Content-Type": JSON},
        "no signature": {k: v for k, v in right.items() if k != SIGNATURE},
        "no timestamp": {k: v for k, v in right.items() if k != TIMESTAMP},
        "another secret": signed(body, secret="another-secret"),
        "an empty secret": signed(body, secret=""),
        "another body's": signed(body + b" "),
        "another version": {**right, SIGNATURE: right[SIGNATURE].replace("v0", "v1")},
        "without version": {**right, SIGNATURE: right[SIGNATURE][3:]},
        "in capitals": {**right, SIGNATURE: right[SIGNATURE].upper()},
        "shortened": {**right, SIGNATURE: right[SIGNATURE][:-1]},
        "empty": {**right, SIGNATURE: ""},
        "no ASCII": {**right, SIGNATURE: "v0=ünïcode"},
        "of long ago": signed(body, timestamp=now - 6 * MINUTES),
        "of the future": signed(body, timestamp=now + 6 * MINUTES),
        "of 1970": signed(body, timestamp=0),
        "before 1970": signed(body, timestamp=-1),
        "beyond all years": signed(body, timestamp="9" * 30),
        "no number": signed(body, timestamp="soon"),
        "not whole": signed(body, timestamp=f"{now}.5"),
        "with a space": signed(body, timestamp=f" {now}"),
        "other digits": signed(body, timestamp="١٧٦٣٨٠٠٠٠٠"),
        "another time than signed": {**right, TIMESTAMP: str(now - 1)},
    }.items():
        assert (name, await maya.client.post(body, headers=headers)) == (name, 401)
        assert maya.client.body == ""
    assert world.rows(*ALL) == before
    await world.settle()
    world.quiet()
    assert await maya.client.post(body, headers=right) == 200


async def test_a_replay_of_an_old_request_is_refused(world: World) -> None:
    """A request that was taken once, kept and sent again after five minutes, gets 401."""
    maya = world.on_slack("maya")
    body = json.dumps(event(maya)).encode()
    old = maya.client.signed_headers(body, timestamp=int(time.time()) - 5 * MINUTES - 2)
    before = world.rows(*ALL)
    assert await maya.client.post(body, headers=old) == 401
    assert world.rows(*ALL) == before


def events() -> Iterator[tuple[str, bytes, str]]:
    """Bodies in place of an event: a name, the bytes, and their content type."""
    yield "nothing", b"", JSON
    yield "no JSON", b"complaint", JSON
    yield "half of it", b'{"type": "event_callback", "event_id": "Ev1", "event"', JSON
    yield "a list", b"[]", JSON
    yield "null", b"null", JSON
    yield "a number", b"1e999", JSON
    yield "no UTF-8", b'{"type": "\xff\xfe"}', JSON
    yield "deep", b"[" * 100_000, JSON
    yield "deep and closed", b'{"type":"event_callback","x":' + b"[" * 9999 + b"]" * 9999, JSON
    said = {"type": "message", "channel_type": "im", "user": "U0MAYA", "text": "complaint"}
    wrong_events: dict[str, dict[str, Any]] = {
        "no type": {"type": None},
        "no event": {"event": None},
        "no event id": {"event_id": None},
        "an empty id": {"event_id": ""},
        "a long id": {"event_id": "E" * 501},
        "an id with a NUL": {"event_id": "Ev\0"},
        "text as a list": {"event": {**said, "text": []}},
        "half a sign": {"event": {**said, "text": "\ud800"}},
        "a list of users": {"event": {**said, "user": ["U0MAYA"]}},
    }
    for name, wrong in wrong_events.items():
        callback = {"type": "event_callback", "event_id": "Ev1", "event": said, **wrong}
        yield name, json.dumps(callback).encode(), JSON
    callback = {"type": "event_callback", "event_id": "Ev1", "event": said}
    yield "as text", json.dumps(callback).encode(), "text/plain"
    yield "as parts", b"--x\r\n", "multipart/form-data; boundary=x"
    yield "no content type", json.dumps(callback).encode(), ""


def interactions() -> Iterator[tuple[str, bytes, str]]:
    """Bodies in place of an interaction: a name, the bytes, and their content type."""
    yield "no payload", b"ssl_check=1", FORM
    yield "an empty payload", b"payload=", FORM
    yield "a payload without JSON", b"payload=%zz%00", FORM
    yield "no UTF-8 in a form", b"payload=%ff%fe", FORM
    pressed = {"type": "button", "action_id": "press.0", "value": "cases:"}
    wrong_presses: dict[str, dict[str, Any]] = {
        "no actions": {"actions": None},
        "empty actions": {"actions": []},
        "an action that is none": {"actions": ["press"]},
        "an action without an id": {"actions": [{"type": "button"}]},
        "no user": {"user": None},
        "no trigger": {"trigger_id": ""},
        "a state that is none": {"state": {"values": [1]}},
    }
    for name, wrong in wrong_presses.items():
        press = {"type": "block_actions", "trigger_id": "1.2.x", "user": {"id": "U0MAYA"}}
        payload = json.dumps({**press, "actions": [pressed], **wrong})
        yield name, urlencode({"payload": payload}).encode(), FORM


async def test_what_slack_never_sends_is_refused_even_when_signed(world: World) -> None:
    """A malformed or huge body gets 400, and nothing at all is written."""
    maya = world.on_slack("maya")
    await given.opened(world)
    before = world.rows(*ALL)
    for name, body, kind in (*events(), *interactions()):
        headers = maya.client.signed_headers(body, content_type=kind or JSON)
        if not kind:
            del headers["Content-Type"]
        assert (name, await maya.client.post(body, headers=headers)) == (name, 400)
        assert maya.client.body == ""
    huge = b" " * (5 * 1024 * 1024)
    assert await maya.client.post(huge, headers=maya.client.signed_headers(huge)) == 400
    assert world.rows(*ALL) == before


NASTY: tuple[Any, ...] = (None, -1, 10**30, "", "\0", "x" * 5000, [], {"type": 1})


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each part of a payload."""
    yield path
    inside: Any = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for name, one in inside:
        yield from paths(one, (*path, name))


def replaced(payload: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The payload with another value in one place."""
    if not path:
        return value
    made = copy.deepcopy(payload)
    place = made
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return made


@pytest.mark.parametrize("kind", ["event", "press"])
async def test_no_payload_brings_the_server_down(world: World, kind: str) -> None:
    """With any part of a payload replaced by anything, the answer is 200 or 400, never 5xx."""
    maya = world.on_slack("maya")
    await maya.say("help")
    if kind == "event":
        whole = event(maya, "hello :wave: <@U123>")
    else:
        whole = payloads.interaction(maya.client.actor, maya.last().form, kind="block_actions")
        held = {"type": "datepicker", "selected_date": None}
        whole |= {
            "trigger_id": "1.2.x",
            "message": {},
            "state": {"values": {"b": {"fill.0": held}}},
        }
        whole["actions"] = [
            {"type": "button", "action_id": "press.0", "block_id": "b", "value": "cases:"}
        ]
    made = [replaced(whole, path, value) for path in paths(whole) for value in NASTY]
    got = await asyncio.gather(*(send(maya, each, kind=kind) for each in made))
    assert set(got) == {200, 400}
    await world.settle()


async def send(maya: SlackUser, payload: Any, *, kind: str) -> int:
    """Send it signed, under ids of its own unless it is they that are wrong; gives the status."""
    if isinstance(payload, dict):
        own = {"event_id": f"Ev{uuid4().hex}", "trigger_id": f"1.2.{uuid4().hex}"}
        known = {name for name in own if str(payload.get(name)).startswith(("Ev", "1.2."))}
        payload = {**payload, **{name: own[name] for name in known}}
    body, content = json.dumps(payload).encode(), JSON
    if kind == "press":
        body, content = urlencode({"payload": json.dumps(payload)}).encode(), FORM
    headers = maya.client.signed_headers(body, content_type=content)
    return await maya.client.post(body, headers=headers)


async def test_the_same_event_again_changes_nothing(world: World) -> None:
    """Slack delivers an event again when it got no answer: the second time nothing happens."""
    maya = world.on_slack("maya")
    await maya.say("complaint")
    maya.news()
    await world.settle()
    before = world.rows(*ALL)
    for retry in (1, 2, 3):
        assert await maya.client.again(retry=retry) == 200
    await world.settle()
    assert world.rows(*ALL) == before
    world.quiet()


async def test_the_same_press_again_changes_nothing(world: World) -> None:
    """A press that is sent twice is taken once."""
    maya = world.on_slack("maya")
    await maya.say("complaint")
    await maya.choose("Contoso Retail")
    maya.news()
    before = world.rows(*ALL)
    assert await maya.client.again() == 200
    await world.settle()
    assert world.rows(*ALL) == before
    world.quiet()


async def test_other_payloads_are_acknowledged_and_change_nothing(world: World) -> None:
    """What Slack sends and we do not serve gets its 200: else it would be sent again and again."""
    maya = world.on_slack("maya")
    before = world.rows(*ALL)
    said = event(maya)["event"]
    for changed in (
        {"subtype": "message_changed"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"bot_id": "B0EVENHAND"},
        {"user": "U0EVENHAND"},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
        {"type": "app_mention"},
        {"type": "team_join", "user": {"id": "U1"}},
    ):
        body = json.dumps({**event(maya), "event": {**said, **changed}}).encode()
        assert await maya.client.post(body, headers=maya.client.signed_headers(body)) == 200
    shortcut = json.dumps({"type": "dialog_submission", "user": {"id": "U0MAYA"}})
    form = urlencode({"payload": shortcut}).encode()
    headers = maya.client.signed_headers(form, content_type=FORM)
    assert await maya.client.post(form, headers=headers) == 200
    assert world.rows(*ALL) == before


async def test_slacks_path_takes_posts_only(world: World) -> None:
    """Looking at Slack's path with a browser shows nothing."""
    for method in ("GET", "PUT", "DELETE", "PATCH"):
        async with world.http.request(method, f"{world.url}/slack/events") as answer:
            assert answer.status == 405


async def test_slack_asks_whether_the_address_is_ours(world: World) -> None:
    """The challenge is answered, signed requests only."""
    maya = world.on_slack("maya")
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"}).encode()
    assert await maya.client.post(body, headers=maya.client.signed_headers(body)) == 200
    assert "3eZbrw1a" in maya.client.body
    forged = maya.client.signed_headers(body, secret=f"not {SECRET}")
    assert await maya.client.post(body, headers=forged) == 401
    assert maya.client.body == ""
