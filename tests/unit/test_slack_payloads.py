"""A body is either a payload of ours, of the right shape throughout, or malformed."""

from __future__ import annotations

import contextlib
import json
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import incoming
from adapters.slack.codec import STALE
from adapters.slack.connect import SlackHome
from adapters.slack.payloads import Malformed, Other, parse
from bot.dialogue.inputs import Words

HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT", enterprise_id="E0GRID")
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def event(**fields: Any) -> dict[str, Any]:
    """A message to us; `fields` replace parts of it."""
    message = {
        "type": "message",
        "channel": "D1",
        "channel_type": "im",
        "user": "U0MAYA",
        "team": "T0HOME",
        "text": "help",
        "ts": "1.2",
    }
    return {
        "type": "event_callback",
        "team_id": "T0HOME",
        "event_id": "Ev1",
        "event": {**message, **fields},
    }


def action(**fields: Any) -> dict[str, Any]:
    """A press of a button; `fields` replace parts of the action."""
    pressed = {
        "type": "button",
        "action_id": "press.0",
        "block_id": "b1",
        "value": "tell:case-1",
        "action_ts": "1.2",
    }
    return {
        "type": "block_actions",
        "trigger_id": "1.2.3",
        "user": {"id": "U0MAYA", "team_id": "T0HOME"},
        "team": {"id": "T0HOME"},
        "actions": [{**pressed, **fields}],
    }


def read(payload: Any) -> list[Any]:
    """What is heard from a payload."""
    return incoming.heard(parse(json.dumps(payload).encode(), JSON), HOME)


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"bot_id": "B1"},
        {"user": "U0BOT"},
        {"user": None},
        {"channel_type": "channel"},
        {"channel_type": "group"},
        {"channel_type": "mpim"},
        {"channel_type": "app_home"},
        {"channel_type": None},
        {"type": "app_mention"},
        {"type": "user_change", "user": {"id": "U0MAYA"}},
    ],
)
def test_what_is_not_said_to_us_alone_is_passed_over(fields: dict[str, Any]) -> None:
    """Edits, apps, ourselves, channels and groups: acknowledged, and never taken for words."""
    assert read(event(**fields)) == []


@pytest.mark.parametrize("subtype", [None, "file_share", "me_message", "thread_broadcast"])
def test_what_is_said_to_us_is_heard(subtype: str | None) -> None:
    """Whatever form a direct message has, its words are heard once under the event's id."""
    (heard,) = read(event(subtype=subtype, text="case EH-2026-0042 &amp; more"))
    assert (heard.surface, heard.tenant, heard.user, heard.key) == ("slack", "", "U0MAYA", "Ev1")
    assert heard.input == Words("case EH-2026-0042 & more")


@pytest.mark.parametrize(
    ("fields", "tenant"),
    [
        ({"team": "T0HOME"}, ""),
        ({"team": "E0GRID"}, ""),
        ({"team": None}, ""),
        ({"team": "T0THEIRS"}, "T0THEIRS"),
        ({"team": "T0HOME", "user_team": "T0THEIRS"}, "T0THEIRS"),
    ],
)
def test_the_writers_own_workspace_is_the_tenant(fields: dict[str, Any], tenant: str) -> None:
    """Somebody met through Slack Connect is of their own workspace, everybody else of home."""
    (heard,) = read(event(**fields))
    assert heard.tenant == tenant


def test_a_presss_tenant_is_that_of_who_pressed() -> None:
    """A button of ours may be pressed by somebody of another workspace."""
    payload = action()
    payload["user"]["team_id"] = "T0THEIRS"
    (heard,) = read(payload)
    assert (heard.tenant, heard.key) == ("T0THEIRS", "1.2.3:press.0")


@pytest.mark.parametrize(
    "fields",
    [
        {"action_id": "press"},
        {"action_id": "press.x"},
        {"action_id": "nonsense.0"},
        {"value": None},
        {"value": "tell"},
        {"value": "tell:a:b"},
        {"value": "<script>:x"},
        {"value": "tell:%ff"},
        {"action_id": "go.0", "value": "s:1:jump:"},
        {"action_id": "go.0", "value": "s:one:back:"},
        {"action_id": "go.0", "value": "s:-1:back:"},
        {"action_id": "go.0", "value": "s:²:back:"},
        {"action_id": "go.0", "value": ":1:back:"},
        {"action_id": "go.0", "type": "static_select", "selected_option": {"value": "edit:x"}},
        {"action_id": "fill.0", "value": "s:1:field"},
        {"action_id": "fill.0", "type": "static_select", "block_id": "fill:s:1:f"},
        {"action_id": "fill.0", "type": "datepicker", "selected_date": "2026-11-23"},
        {
            "action_id": "fill.0",
            "type": "datepicker",
            "block_id": "fill:s:1:f",
            "selected_date": "soon",
        },
        {"action_id": "fill.0", "type": "users_select", "block_id": "fill:s:1:f"},
        {"action_id": "done.0", "value": "s:1:field"},
        {"action_id": "mark.0", "type": "checkboxes", "block_id": "x"},
    ],
)
def test_a_control_that_is_not_ours_is_a_stale_press(fields: dict[str, Any]) -> None:
    """Ids and values that we never wrote do nothing but say that the button is over."""
    (heard,) = read(action(**fields))
    assert heard.input == STALE


@pytest.mark.parametrize(
    "held",
    [
        {"type": "checkboxes", "selected_options": [{"value": "%ff"}]},
        {"type": "datetimepicker", "selected_date_time": -1},
        {"type": "datetimepicker", "selected_date_time": 10**15},
        {"type": "plain_text_input", "value": "x"},
    ],
)
def test_a_held_value_that_is_not_ours_is_a_stale_press(held: dict[str, Any]) -> None:
    """What Done is to take must be of a kind that we asked with."""
    payload = action(action_id="done.0", value="s:1:f")
    payload["state"] = {"values": {"fill:s:1:f": {"mark.0": held}}}
    (heard,) = read(payload)
    assert heard.input == STALE


BAD: list[tuple[bytes, str]] = [
    (b"", JSON),
    (b"{", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b"1", JSON),
    (b'{"type": 1}', JSON),
    (b'{"type": "event_callback"}', JSON),
    (b'{"type": "event_callback", "event_id": "Ev1", "event": []}', JSON),
    (b'{"type": "event_callback", "event_id": "Ev1", "event": {"type": null}}', JSON),
    (b'{"type": "event_callback", "event_id": {}, "event": {"type": "x"}}', JSON),
    (b'{"type": "url_verification"}', JSON),
    (b'{"type": "block_actions"}', JSON),
    (b"[" * 100_000, JSON),
    (b'{"a":' * 100_000, JSON),
    (b"\xff\xfe", JSON),
    (b'{"type": "other", "x": "\xff"}', JSON),
    (json.dumps(event(user=["U"])).encode(), JSON),
    (json.dumps(event(user="U\u0000")).encode(), JSON),
    (json.dumps(event(user="x" * 1000)).encode(), JSON),
    (json.dumps(event(text={"x": 1})).encode(), JSON),
    (json.dumps(event(blocks="x")).encode(), JSON),
    (json.dumps(event(text="\ud800")).encode(), JSON),
    (json.dumps({**action(), "actions": []}).encode(), JSON),
    (json.dumps({**action(), "actions": [1]}).encode(), JSON),
    (json.dumps({**action(), "user": "U0MAYA"}).encode(), JSON),
    (json.dumps({**action(), "state": {"values": []}}).encode(), JSON),
    (json.dumps({**action(), "state": {"values": {"b": {"a": 1}}}}).encode(), JSON),
    (json.dumps(event()).encode(), "text/plain"),
    (json.dumps(event()).encode(), ""),
    (b"", FORM),
    (b"payload", FORM),
    (b"payload=", FORM),
    (b"payload=%7B", FORM),
    (b"payload=%zz%", FORM),
    (b"payload=%ff", FORM),
    (b"command=%2Fcomplaint&text=", FORM),
    (b"&&==&", FORM),
]


@pytest.mark.parametrize(("raw", "content_type"), BAD, ids=range(len(BAD)))
def test_a_body_of_another_shape_is_malformed(raw: bytes, content_type: str) -> None:
    """Anything that Slack would not send is refused before anybody relies on it."""
    with pytest.raises(Malformed):
        parse(raw, content_type)


def test_a_form_and_json_hold_the_same_payload() -> None:
    """Interactions come in a form, events as JSON; both are read alike."""
    text = json.dumps(action(value="tell:a%20b"))
    form = f"payload={quote_plus(text)}".encode()
    assert parse(form, FORM) == parse(text.encode(), JSON)


@pytest.mark.parametrize("kind", ["dialog_submission", "interactive_message", "new_thing"])
def test_kinds_that_we_do_not_serve_are_known_as_such(kind: str) -> None:
    """A payload of another kind is no fault: it is acknowledged and passed over."""
    payload = parse(json.dumps({"type": kind, "user": 1}).encode(), JSON)
    assert payload == Other(type=kind)
    assert incoming.heard(payload, HOME) == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["type", "event", "event_id", "user", "team_id", "text", "blocks", "actions", "state", "value"]
)
KINDS = st.sampled_from(["event_callback", "block_actions", "url_verification", "message"])


@given(payload=st.dictionaries(NAMES, ANYTHING), kind=KINDS, inner=st.dictionaries(NAMES, ANYTHING))
def test_no_json_at_all_makes_anything_fail(
    payload: dict[str, Any], kind: str, inner: dict[str, Any]
) -> None:
    """Whatever the parts of a payload are, it is read or malformed, and nothing else happens."""
    base = event() if kind == "event_callback" else action()
    changed = {**base, **payload, "type": kind}
    if inner:
        changed = {**changed, "event": {**event()["event"], **inner}, "actions": [inner]}
    with contextlib.suppress(Malformed):
        read(changed)
