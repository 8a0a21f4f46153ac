"""The manifest is what the code handles, no more and no less, and what Slack takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlencode

import pytest
import yaml

from adapters.slack import asked_by, inbound
from adapters.slack import surface_names as names
from adapters.slack.connect import NEEDED_SCOPES, SlackHome
from adapters.slack.install_pages import REDIRECT
from adapters.slack.manifest import NO_ADDRESS, manifest, written
from adapters.slack.payloads import (
    Command,
    EventCallback,
    MessageAction,
    OtherEvent,
    Shortcut,
    parse,
)

ADDRESS = "https://evenhand.example"
MADE = manifest(public_url=ADDRESS, sockets=False, rotation=False)
FEATURES, SETTINGS = MADE["features"], MADE["settings"]
HOME = SlackHome("T0HOME", bot_user_id="U0BOT")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
DOCS = Path(__file__).parents[2] / "docs" / "slack.md"


def test_the_manifest_is_within_slacks_limits() -> None:
    """docs.slack.dev/reference/app-manifest; platform facts, Manifest."""
    about = MADE["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", about["background_color"])
    assert len(FEATURES["bot_user"]["display_name"]) <= 80
    assert len(FEATURES["slash_commands"]) <= 50
    assert len(FEATURES["shortcuts"]) <= 10
    assert len(SETTINGS["event_subscriptions"]["bot_events"]) <= 100
    for command in FEATURES["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
        assert 0 < len(command["description"]) <= 2000
        assert len(command.get("usage_hint", "")) <= 1000
        assert command["should_escape"] is False
    for shortcut in FEATURES["shortcuts"]:
        assert 0 < len(shortcut["name"]) <= 24
        assert 0 < len(shortcut["callback_id"]) <= 255
        assert 0 < len(shortcut["description"]) <= 150


def test_every_address_is_one_that_we_serve() -> None:
    """All that Slack calls comes to one path, and browsers come back to the other."""
    called = {
        *(command["url"] for command in FEATURES["slash_commands"]),
        SETTINGS["event_subscriptions"]["request_url"],
        SETTINGS["interactivity"]["request_url"],
        SETTINGS["interactivity"]["message_menu_options_url"],
    }
    assert called == {f"{ADDRESS}{inbound.PATH}"}
    assert MADE["oauth_config"]["redirect_urls"] == [f"{ADDRESS}{REDIRECT}"]


def a_command(name: str) -> Command:
    """Somebody types it."""
    form = {"command": name, "trigger_id": "1", "user_id": "U1", "team_id": "T0HOME"}
    made = parse(urlencode(form).encode(), FORM)
    assert isinstance(made, Command)
    return made


def test_each_command_is_handled_and_each_that_is_handled_is_there() -> None:
    """What people can type is what we answer."""
    there = [command["command"] for command in FEATURES["slash_commands"]]
    assert len(there) == len(set(there))
    assert all(asked_by.command(a_command(name)) for name in there)
    assert set(there) == set(asked_by._WORDS)
    assert asked_by.command(a_command("/elsewhere")) is None


def a_shortcut(kind: str, callback_id: str) -> Shortcut | MessageAction:
    """Somebody picks it."""
    payload: dict[str, Any] = {
        "type": "message_action" if kind == "message" else "shortcut",
        "callback_id": callback_id,
        "trigger_id": "1",
        "user": {"id": "U1", "team_id": "T0HOME"},
        "team": {"id": "T0HOME", "domain": "home"},
        "channel": {"id": "C1"},
        "message": {"ts": "1.2", "user": "U2", "text": "It was late."},
    }
    made = parse(urlencode({"payload": json.dumps(payload)}).encode(), FORM)
    assert isinstance(made, Shortcut | MessageAction)
    return made


def test_each_shortcut_is_handled_where_it_is_offered() -> None:
    """In a message's menu or anywhere; and none is handled that nobody can pick."""
    for one in FEATURES["shortcuts"]:
        kind, other = one["type"], "global" if one["type"] == "message" else "message"
        assert asked_by.shortcut(a_shortcut(kind, one["callback_id"]), HOME) is not None
        assert asked_by.shortcut(a_shortcut(other, one["callback_id"]), HOME) is None
    there = {one["callback_id"] for one in FEATURES["shortcuts"]}
    assert there == {shortcut.value for shortcut in names.Shortcut}


def read_events() -> set[str]:
    """The types of event that the inbound code reads."""
    union = get_args(EventCallback.model_fields["event"].annotation)
    kinds = [get_args(each)[0] for each in union]
    return {
        name
        for kind in kinds
        if kind is not OtherEvent
        for name in get_args(kind.model_fields["type"].annotation)
    }


def test_each_event_is_read_and_each_that_is_read_is_asked_for() -> None:
    """An event's name in the manifest is its type, `message.im` apart."""
    asked_for = {name.partition(".")[0] for name in SETTINGS["event_subscriptions"]["bot_events"]}
    assert asked_for == read_events()


def test_the_scopes_are_those_that_check_asks_for_and_the_guide_explains() -> None:
    """One table: in the manifest, in `check` and on the page of the guide, with the same reason."""
    assert set(MADE["oauth_config"]["scopes"]["bot"]) == NEEDED_SCOPES
    explained = re.findall(
        r"^\s*\| `([\w:.]+)` \| (.+?) \|$", DOCS.read_text("utf-8"), re.MULTILINE
    )
    assert {scope: why for scope, why in explained if scope in names.SCOPES} == names.SCOPES


def test_over_a_socket_nobody_calls_us() -> None:
    """Then the manifest needs no address; one that is set still serves the installing."""
    made = manifest(public_url="", sockets=True, rotation=True)
    assert "http" not in json.dumps(made)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["token_rotation_enabled"] is True
    both = manifest(public_url=ADDRESS, sockets=True, rotation=False)
    assert both["oauth_config"]["redirect_urls"] == [f"{ADDRESS}{REDIRECT}"]


def test_without_an_address_the_place_is_plainly_marked() -> None:
    """Nobody takes it for one that works."""
    made = manifest(public_url="", sockets=False, rotation=False)
    assert SETTINGS["event_subscriptions"]["request_url"].startswith(ADDRESS)
    assert made["settings"]["event_subscriptions"]["request_url"] == f"{NO_ADDRESS}{inbound.PATH}"


@pytest.mark.parametrize("as_json", [True, False])
def test_what_is_written_reads_back_the_same(as_json: bool) -> None:
    """As YAML and as JSON, which is YAML as well."""
    assert yaml.safe_load(written(MADE, as_json=as_json)) == MADE
