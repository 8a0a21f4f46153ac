"""Of which workspace somebody is, wherever Slack says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.slack import incoming, tenancy
from adapters.slack.connect import SlackHome
from adapters.slack.payloads import parse

HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT")
GRID = SlackHome(
    team_id="T0HOME",
    bot_user_id="U0BOT",
    enterprise_id="E0GRID",
    grids={"T0SISTER": "E0GRID", "T0THEIRS": "E0THEIRS"},
    organisations=frozenset({"E0THEIRS"}),
)


def tenants(payload: dict[str, Any], home: SlackHome = HOME) -> list[str]:
    """Whose doing is heard in a payload, by workspace."""
    heard = incoming.heard(parse(json.dumps(payload).encode(), "application/json"), home)
    return [each.tenant for each in heard]


def event(outer: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Somebody's words to us, with what the event and its callback say of workspaces."""
    message = {"type": "message", "channel_type": "im", "user": "U0MAYA", "text": "help"}
    return {
        "type": "event_callback",
        "event_id": "Ev1",
        "event": {**message, **fields},
        **outer,
    }


def press(user_team: str | None, team: str | None, enterprise: str | None) -> dict[str, Any]:
    """Somebody's press of a button."""
    return {
        "type": "block_actions",
        "trigger_id": "1.2.3",
        "user": {"id": "U0MAYA", "team_id": user_team},
        "team": team and {"id": team},
        "enterprise": enterprise and {"id": enterprise},
        "actions": [{"type": "button", "action_id": "press.0", "value": "cases:"}],
    }


@pytest.mark.parametrize(
    ("outer", "fields", "tenant"),
    [
        ({"team_id": "T0HOME"}, {"team": "T0HOME"}, ""),
        ({"team_id": "T0HOME"}, {}, ""),
        ({"context_team_id": "T0HOME", "team_id": "T0OTHER"}, {"user_team": "T0HOME"}, ""),
        ({"team_id": "T0HOME"}, {"user_team": "T0OTHER", "team": "T0HOME"}, "T0OTHER"),
        ({"team_id": "T0HOME"}, {"source_team": "T0OTHER", "team": "T0HOME"}, "T0OTHER"),
        ({"team_id": "T0HOME"}, {"team": "T0OTHER"}, "T0OTHER"),
        ({"team_id": "T0CLIENT"}, {"team": "T0CLIENT"}, "T0CLIENT"),
        ({"team_id": "T0CLIENT", "context_team_id": "T0CLIENT"}, {}, "T0CLIENT"),
        ({"team_id": "T0HOME", "is_ext_shared_channel": True}, {"user_team": "T0X"}, "T0X"),
        ({"team_id": "T0HOME", "is_ext_shared_channel": True}, {"team": "T0HOME"}, ""),
    ],
)
def test_words_are_of_the_writers_own_workspace(
    outer: dict[str, Any], fields: dict[str, Any], tenant: str
) -> None:
    """What names the writer's workspace counts, before what says where it was received."""
    assert tenants(event(outer, **fields)) == [tenant]


@pytest.mark.parametrize(
    "outer", [{}, {"team_id": None}, {"team_id": "T0HOME", "is_ext_shared_channel": True}]
)
def test_words_that_nobody_can_place_are_not_heard(outer: dict[str, Any]) -> None:
    """Without a workspace nobody is taken for one of home, least of all in a shared channel."""
    assert tenants(event(outer)) == []


@pytest.mark.parametrize(
    ("user_team", "team", "tenant"),
    [
        ("T0HOME", "T0HOME", [""]),
        (None, "T0HOME", [""]),
        ("T0OTHER", "T0HOME", ["T0OTHER"]),
        ("T0HOME", "T0CLIENT", [""]),
        ("T0CLIENT", "T0CLIENT", ["T0CLIENT"]),
        (None, None, []),
    ],
)
def test_a_press_is_of_the_one_who_pressed(
    user_team: str | None, team: str | None, tenant: list[str]
) -> None:
    """`team` is the workspace of the app, not of the person (java-slack-sdk issue 1041)."""
    assert tenants(press(user_team, team, None)) == tenant


@pytest.mark.parametrize(
    ("user_team", "team", "enterprise", "tenant"),
    [
        ("T0HOME", "T0HOME", "E0GRID", [""]),
        ("E0GRID", "T0HOME", "E0GRID", [""]),
        ("T0NEW", "T0NEW", "E0GRID", [""]),  # a workspace of ours, by what Slack says of it
        ("T0SISTER", None, "E0GRID", [""]),  # one that we know, in an organisation-wide install
        ("T0OTHER", None, "E0GRID", ["T0OTHER"]),  # the Grid is the app's, not the person's
        ("T0OTHER", "T0HOME", "E0GRID", ["T0OTHER"]),
        (None, None, "E0GRID", [""]),
        ("T0OTHER", "T0OTHER", "E0OTHER", ["T0OTHER"]),
        ("T0NEW", "T0NEW", "E0THEIRS", ["E0THEIRS"]),  # a client's Grid is one place to us
        ("T0THEIRS", None, "E0THEIRS", ["E0THEIRS"]),
        ("E0THEIRS", None, "E0THEIRS", ["E0THEIRS"]),
    ],
)
def test_on_a_grid_all_its_workspaces_are_home(
    user_team: str | None, team: str | None, enterprise: str, tenant: list[str]
) -> None:
    """The Grid that a payload names is the app's: it vouches for the workspace beside it alone."""
    assert tenants(press(user_team, team, enterprise), GRID) == tenant


def test_words_on_a_grid() -> None:
    """A workspace of ours that we did not know of is vouched for by the event's context."""
    outer = {"context_team_id": "T0NEW", "context_enterprise_id": "E0GRID"}
    assert tenants(event(outer, team="T0NEW"), GRID) == [""]
    assert tenants(event(outer, team="T0OTHER"), GRID) == ["T0OTHER"]
    assert tenants(event(outer, user_team="E0GRID"), GRID) == [""]
    assert tenants(event(outer, user_team="E0OTHER"), GRID) == ["E0OTHER"]


def test_no_workspace_is_never_home() -> None:
    """An empty id is not the empty tenant."""
    assert tenancy.tenant(HOME, own=("", None), here="") is None


@pytest.mark.parametrize(
    ("user", "tenant"),
    [
        ({"team_id": "T0HOME"}, ""),
        ({"team_id": "T0OTHER", "is_stranger": True}, "T0OTHER"),
        ({}, ""),
        ({"enterprise_user": {"enterprise_id": "E0OTHER"}}, "E0OTHER"),
    ],
)
def test_a_changed_profile_is_of_its_users_workspace(user: dict[str, Any], tenant: str) -> None:
    """Slack tells our workspace of people of others too, who are met in shared channels."""
    changed = {"type": "user_change", "user": {"id": "U0MAYA", "tz": "Asia/Manila", **user}}
    body = {"type": "event_callback", "event_id": "Ev1", "team_id": "T0HOME", "event": changed}
    payload = parse(json.dumps(body).encode(), "application/json")
    told = incoming.introduced(payload, HOME)
    assert told is not None
    assert (told.tenant, told.user, told.profile.time_zone) == (tenant, "U0MAYA", "Asia/Manila")
    assert incoming.heard(payload, HOME) == []


def test_home_learns_its_grid_once_it_is_installed() -> None:
    """Before that, nothing says so; then its other workspaces are home as well."""
    home = SlackHome(team_id="T0HOME", bot_user_id="")
    sister = press("T0SISTER", "T0SISTER", "E0GRID")
    assert tenants(sister, home) == ["T0SISTER"]
    home.grids["T0HOME"] = "E0GRID"
    assert tenants(sister, home) == [""]
