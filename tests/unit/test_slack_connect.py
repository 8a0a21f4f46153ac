"""Who we are on Slack is asked at the start, and what is wrong is said in words that help."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack.connect import NEEDED_SCOPES, SlackHome, connect, web_api
from bot.domain.errors import ConfigurationError
from tests.standins.slack_api import SlackStandIn


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack that knows our token."""
    async with SlackStandIn() as standin:
        yield standin


async def test_the_token_says_where_we_are_at_home(slack: SlackStandIn) -> None:
    """The workspace and our own user come from Slack, so nobody has to write them down."""
    async with web_api(token=slack.token, api_url=slack.url) as client:
        home = await connect(client)
    assert home.team_id == slack.team_id
    assert home.bot_user_id == slack.workspace.bot_user_id
    assert home.team_name == "Northwind"
    assert home.missing_scopes == frozenset()


@pytest.mark.parametrize(
    "code", ["invalid_auth", "account_inactive", "token_revoked", "not_authed"]
)
async def test_a_refused_token_is_explained(slack: SlackStandIn, code: str) -> None:
    """The error names the setting, Slack's code, and where the right token stands."""
    slack.refuse("auth.test", code)
    async with web_api(token=slack.token, api_url=slack.url) as client:
        with pytest.raises(ConfigurationError) as refused:
            await connect(client)
    assert f"SLACK_BOT_TOKEN ({code})" in str(refused.value)
    assert "OAuth & Permissions" in str(refused.value)
    assert slack.token not in str(refused.value)


async def test_a_slack_out_of_reach_is_explained() -> None:
    """The error names the address that did not answer."""
    async with SlackStandIn() as standin:
        url = standin.url
    async with web_api(token="xoxb-x", api_url=url) as client:
        with pytest.raises(ConfigurationError, match="could not be reached at http://127"):
            await connect(client)


async def test_a_broken_slack_is_explained(slack: SlackStandIn) -> None:
    """An answer that is none is no fault of the token."""
    slack.fail("auth.test", status=503)
    async with web_api(token=slack.token, api_url=slack.url) as client:
        with pytest.raises(ConfigurationError, match="HTTP 503"):
            await connect(client)


async def answering(answer: dict[str, object], headers: dict[str, str]) -> SlackHome:
    """Connect to a Slack that answers so."""

    async def auth_test(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True, **answer}, headers=headers)

    app = web.Application()
    app.router.add_route("*", "/api/auth.test", auth_test)
    async with TestServer(app) as server:
        url = str(server.make_url("/api/"))
        async with web_api(token="xoxb-x", api_url=url) as client:
            return await connect(client)


WHO: dict[str, object] = {"team_id": "T1", "user_id": "U1", "bot_id": "B1", "enterprise_id": "E1"}


async def test_missing_scopes_are_named() -> None:
    """What the app was not granted is known before the first message fails."""
    home = await answering(WHO, {"X-OAuth-Scopes": "chat:write,users:read"})
    assert home.missing_scopes == NEEDED_SCOPES - {"chat:write", "users:read"}


async def test_a_persons_token_is_refused() -> None:
    """A token that is not a bot's would write in somebody's own name."""
    with pytest.raises(ConfigurationError, match="not a bot's token"):
        await answering({"team_id": "T1", "user_id": "U1"}, {})


async def test_on_a_grid_the_enterprise_is_home_too() -> None:
    """People of an Enterprise Grid may carry its id as their team's."""
    home = await answering(WHO, {})
    assert [home.tenant(team) for team in ("T1", "E1", "T2")] == ["", "", "T2"]


async def test_a_proxy_of_the_environment_is_not_used_for_loopback(
    slack: SlackStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """slack_sdk would send a test's token to whatever proxy the machine has."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    async with web_api(token=slack.token, api_url=slack.url) as client:
        assert (await connect(client)).team_id == slack.team_id
