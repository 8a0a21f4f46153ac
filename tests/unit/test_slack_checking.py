"""`check` says of each workspace whether it is installed, and what it still needs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.files.settings_slack import SlackSettings
from adapters.slack.checking import Check, Row
from adapters.slack.surface_names import SCOPES
from bot.domain.installations import Installation
from tests.standins.slack_api import SlackStandIn

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CONTOSO = Installation(
    surface="slack",
    tenant="T0CONTOSO",
    enterprise="",
    name="Contoso",
    bot_user="U0BOT",
    bot="B0BOT",
    scopes=frozenset(SCOPES),
    token="xoxb-contoso",
    installed_at=NOW,
)
INSTALL = "an administrator there opens https://evenhand.example/slack/install"


class NineOClock:
    """It is nine."""

    def now(self) -> datetime:
        """Nine."""
        return NOW


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """Home, and the client's workspace."""
    async with SlackStandIn() as standin:
        standin.install("T0CONTOSO", token="xoxb-contoso")
        yield standin


async def rows(
    slack: SlackStandIn,
    installed: Collection[Installation] = (),
    *,
    teams: Collection[str] = (),
    **set_: str,
) -> list[Row]:
    """What is said; by a bot token, with OAuth beside it, unless set otherwise."""
    given = {
        "bot_token": slack.token,
        "signing_secret": "made-up",
        "app_token": "",
        "client_id": "1111.2222",
        "client_secret": "made-up",
        "public_url": "https://evenhand.example",
        **set_,
    }
    settings = SlackSettings(api_url=slack.url, state_key="made-up", **given)
    return await Check(settings, "T0HOME", teams, installed, NineOClock()).rows()


async def test_each_workspace_has_a_line(slack: SlackStandIn) -> None:
    """Home by its token, the client's by what is stored, and one that is still to come."""
    assert await rows(slack, [CONTOSO], teams=["T0CONTOSO", "T0FABRIKAM"]) == [
        ("Slack, Northwind", True, "installed, home workspace T0HOME"),
        ("Slack, Contoso", True, "installed, workspace T0CONTOSO"),
        ("Slack, T0FABRIKAM", False, f"not installed: {INSTALL}"),
    ]


async def test_missing_scopes_are_named_for_each_workspace(slack: SlackStandIn) -> None:
    """With the way to grant them."""
    slack.install("T0CONTOSO", token="xoxb-little", scopes=["chat:write", *list(SCOPES)[2:]])
    little = replace(CONTOSO, token="xoxb-little")
    (_, row) = await rows(slack, [little], teams=["T0CONTOSO"])
    assert row == ("Slack, Contoso", False, f"grant the app these scopes: im:write: {INSTALL}")


async def test_what_is_gone_refused_or_expired_is_said(slack: SlackStandIn) -> None:
    """The first two need somebody; a token that expired is refreshed by itself."""
    gone = replace(CONTOSO, gone_at=NOW, gone_because="app_uninstalled")
    refused = replace(CONTOSO, tenant="T0B", name="B", token="xoxb-unknown")
    expired = replace(CONTOSO, tenant="T0C", name="C", expires_at=NOW - timedelta(days=3))
    said = await rows(slack, [gone, refused, expired])
    assert said[1:] == [
        ("Slack, Contoso", False, f"gone since 2026-11-23 (app_uninstalled): {INSTALL}"),
        ("Slack, B", False, f"Slack refused its token (invalid_auth): {INSTALL}"),
        ("Slack, C", True, "installed, workspace T0C; its token is refreshed when it is next used"),
    ]


async def test_the_socket_is_tried(slack: SlackStandIn) -> None:
    """One line says whether its token opens a connection."""
    slack.allow_sockets("xapp-1")
    (_, fine) = await rows(slack, app_token="xapp-1")
    assert fine == ("Slack, Socket Mode", True, "SLACK_APP_TOKEN opens a connection")
    (_, wrong) = await rows(slack, app_token="xapp-2")
    assert wrong[:2] == ("Slack, Socket Mode", False)
    assert "SLACK_APP_TOKEN (invalid_auth)" in wrong[2]
    assert "xapp-2" not in wrong[2]


async def test_without_a_bot_token_the_home_workspace_has_to_be_named(slack: SlackStandIn) -> None:
    """And is then one that installs as the others do."""
    (row,) = await rows(slack, bot_token="")
    assert row == ("Slack, T0HOME", False, f"not installed: {INSTALL}")
    settings = SlackSettings("", "x", "", "1.2", "x", slack.url, "https://evenhand.example", "x")
    (row,) = await Check(settings, "", (), (), NineOClock()).rows()
    assert row[1] is False
    assert "slack_team is missing" in row[2]
