"""Several workspaces, tokens, scopes, OAuth and removal, as Slack judges and answers them."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_client import SlackPerson
from tests.unit.slack_standin.clocks import Clock
from tests.unit.slack_standin.reception import Reception, reception_desk

CALLBACK = "https://evenhand.example/slack/oauth_redirect"


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[SlackStandIn]:
    """Two workspaces that both know a U0MAYA; Kim is of the second, and met from the first."""
    async with SlackStandIn(clock=clock) as standin:
        standin.install("T0CONTOSO", token="xoxb-contoso")
        standin.add_user("U0MAYA", locale="en-PH")
        standin.add_user("U0MAYA", team="T0CONTOSO", real_name="Another")
        standin.add_user("U0KIM", team="T0CONTOSO")
        standin.add_user("U0KIM", team_id="T0CONTOSO", tz="")
        yield standin


def client(slack: SlackStandIn, http: aiohttp.ClientSession, token: str) -> AsyncWebClient:
    """The app's own client of the Web API with this token."""
    return AsyncWebClient(token, base_url=slack.url, session=http, retry_handlers=[])


@pytest.fixture
def contoso(slack: SlackStandIn, http: aiohttp.ClientSession) -> AsyncWebClient:
    """The app's own client of the Web API in the second workspace."""
    return client(slack, http, "xoxb-contoso")


async def refused(bot: AsyncWebClient, method: str, /, **args: Any) -> dict[str, Any]:
    """Slack's answer to a call that is refused."""
    with pytest.raises(SlackApiError) as caught:
        await bot.api_call(method, json=args)
    answer: dict[str, Any] = caught.value.response.data
    return answer


async def refusal(bot: AsyncWebClient, method: str, /, **args: Any) -> str:
    """The code with which a call is refused."""
    return str((await refused(bot, method, **args))["error"])


# --- workspaces -----------------------------------------------------------------------------------


async def test_a_token_opens_its_own_workspace_only(
    slack: SlackStandIn, bot: AsyncWebClient, contoso: AsyncWebClient
) -> None:
    """The same user id is another person there; the other's channels are not found."""
    assert [(await one.auth_test())["team_id"] for one in (bot, contoso)] == [
        "T0HOME", "T0CONTOSO",
    ]  # fmt: skip
    here = (await bot.conversations_open(users=["U0MAYA"]))["channel"]["id"]
    there = (await contoso.conversations_open(users=["U0MAYA"]))["channel"]["id"]
    await contoso.chat_postMessage(channel=there, text="For the other one")
    assert slack.tokens[-3:] == [slack.token, "xoxb-contoso", "xoxb-contoso"]
    assert slack.messages("U0MAYA") == []
    assert len(slack.messages("U0MAYA", team="T0CONTOSO")) == 1
    assert await refusal(bot, "chat.postMessage", channel=there, text="x") == "channel_not_found"
    assert await refusal(contoso, "chat.postMessage", channel=here, text="x") == (
        "channel_not_found"
    )
    slack.add_user("U0BEN")
    assert await refusal(contoso, "users.info", user="U0BEN") == "user_not_found"
    trigger = slack.workspace.new_trigger("U0MAYA")
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [
        {"type": "divider"}]}  # fmt: skip
    assert await refusal(contoso, "views.open", trigger_id=trigger, view=view) == (
        "invalid_trigger_id"
    )


async def test_profiles_tell_what_slack_tells(
    slack: SlackStandIn, bot: AsyncWebClient, contoso: AsyncWebClient
) -> None:
    """A locale for who asks, no e-mail address and perhaps no zone of somebody from elsewhere."""
    maya = (await bot.users_info(user="U0MAYA", include_locale=True))["user"]
    assert (maya["locale"], maya["profile"]["email"]) == ("en-PH", "u0maya@northwind.example")
    assert "locale" not in (await bot.users_info(user="U0MAYA"))["user"]
    kim = (await bot.users_info(user="U0KIM"))["user"]
    assert (kim["is_stranger"], kim["team_id"], "tz" in kim) == (True, "T0CONTOSO", False)
    assert "email" not in kim["profile"]
    at_home = (await contoso.users_info(user="U0KIM"))["user"]
    assert (at_home["is_stranger"], "email" in at_home["profile"]) == (False, True)
    slack.add_user("U0LIV", team_id="T0CONTOSO", stranger=False)
    liv = (await bot.users_info(user="U0LIV"))["user"]
    assert (liv["is_stranger"], "email" in liv["profile"]) == (False, False)


async def test_a_token_of_an_enterprise_serves_all_its_workspaces(
    slack: SlackStandIn, http: aiohttp.ClientSession
) -> None:
    """One token, many workspaces; payloads name the enterprise and no team."""
    first, second = slack.install_everywhere("E0GRID", "T0ONE", "T0TWO", token="xoxb-grid")
    grid = client(slack, http, "xoxb-grid")
    slack.add_user("U0ANA", team="T0ONE")
    slack.add_user("U0IDA", team="T0TWO")
    assert (await grid.auth_test())["is_enterprise_install"] is True
    for user in ("U0ANA", "U0IDA"):
        channel = (await grid.conversations_open(users=[user]))["channel"]["id"]
        await grid.chat_postMessage(channel=channel, text="Hello")
        assert len(slack.messages(user)) == 1
    async with reception_desk() as desk:
        ida = person(slack, desk, http, "U0IDA")
        await ida.command("/complaint")
        assert desk.form["enterprise_id"] == "E0GRID"
        assert (desk.form["team_id"], desk.form["is_enterprise_install"]) == ("T0TWO", "true")
        await ida.shortcut("complaint")
        assert (desk.last["team"], desk.last["enterprise"]["id"]) == (None, "E0GRID")
        assert desk.last["user"]["team_id"] == "T0TWO"
        await ida.say("hello")
        authorized = desk.last["authorizations"][0]
        assert (authorized["team_id"], authorized["is_enterprise_install"]) == (None, True)
    assert first.org_wide
    assert second.org_wide


# --- scopes ---------------------------------------------------------------------------------------


async def test_a_missing_scope_is_named(slack: SlackStandIn, http: aiohttp.ClientSession) -> None:
    """Answers say what was given; what was not is refused, and an e-mail address left out."""
    slack.install("T0LITTLE", token="xoxb-little", scopes=["users:read", "commands"])
    slack.add_user("U0ANA", team="T0LITTLE")
    little = client(slack, http, "xoxb-little")
    answer = await little.auth_test()
    assert answer.headers["X-OAuth-Scopes"] == "commands,users:read"
    said = await refused(little, "conversations.open", users="U0ANA")
    assert (said["error"], said["needed"], said["provided"]) == (
        "missing_scope", "im:write", "commands,users:read",
    )  # fmt: skip
    assert "email" not in (await little.users_info(user="U0ANA"))["user"]["profile"]


# --- OAuth ----------------------------------------------------------------------------------------


def authorize(slack: SlackStandIn, **fields: str) -> str:
    """The page at which a person is asked to allow the app."""
    asked = {
        "client_id": slack.installs.client_id,
        "scope": "chat:write,im:write",
        "state": "state-1",
        "redirect_uri": CALLBACK,
        **fields,
    }
    return f"https://slack.com/oauth/v2/authorize?{urlencode(asked)}"


def exchange(slack: SlackStandIn, **fields: str) -> dict[str, str]:
    """The arguments of oauth.v2.access."""
    return {
        "client_id": slack.installs.client_id,
        "client_secret": slack.installs.client_secret,
        **fields,
    }


def code_in(url: str) -> str:
    """The code that the browser brings back."""
    return parse_qs(urlsplit(url).query)["code"][0]


async def test_a_code_becomes_a_token_once(
    slack: SlackStandIn, http: aiohttp.ClientSession
) -> None:
    """Who allows it is sent back with a code; the code opens the workspace."""
    acme = slack.add_workspace("T0ACME", name="Acme")
    back = slack.installs.approve(authorize(slack), acme, user_id="U0ADMIN")
    assert back.startswith(f"{CALLBACK}?code=T0ACME.")
    assert parse_qs(urlsplit(back).query)["state"] == ["state-1"]
    app = AsyncWebClient(base_url=slack.url, session=http, retry_handlers=[])
    who = f"{slack.installs.client_id}:{slack.installs.client_secret}".encode()
    given = await app.api_call(
        "oauth.v2.access",
        params={"code": code_in(back), "redirect_uri": CALLBACK},
        headers={"Authorization": f"Basic {base64.b64encode(who).decode()}"},
    )
    assert (given["team"], given["enterprise"]) == ({"id": "T0ACME", "name": "Acme"}, None)
    assert (given["scope"], given["authed_user"]) == ("chat:write,im:write", {"id": "U0ADMIN"})
    assert "refresh_token" not in given.data
    token = str(given["access_token"])
    assert (await client(slack, http, token).auth_test())["team_id"] == "T0ACME"
    again = exchange(slack, code=code_in(back), redirect_uri=CALLBACK)
    assert await refusal(app, "oauth.v2.access", **again) == "code_already_used"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": "nonsense", "redirect_uri": CALLBACK}, "invalid_code"),
        ({"redirect_uri": "https://elsewhere.example"}, "bad_redirect_uri"),
        ({"client_id": "3.4"}, "invalid_client_id"),
        ({"client_secret": "x"}, "bad_client_secret"),
        ({"grant_type": "password"}, "invalid_grant_type"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_refresh_token"),
    ],
)
async def test_wrong_exchanges_are_refused(
    slack: SlackStandIn, http: aiohttp.ClientSession, fields: dict[str, str], code: str
) -> None:
    """Each mistake has its code."""
    acme = slack.add_workspace("T0ACME")
    back = slack.installs.approve(authorize(slack), acme, user_id="U0ADMIN")
    app = AsyncWebClient(base_url=slack.url, session=http, retry_handlers=[])
    args = exchange(slack, code=code_in(back), redirect_uri=CALLBACK) | fields
    assert await refusal(app, "oauth.v2.access", **args) == code


async def test_a_code_grows_old(
    slack: SlackStandIn, http: aiohttp.ClientSession, clock: Clock
) -> None:
    """After ten minutes it opens nothing; and who declines brings none."""
    acme = slack.add_workspace("T0ACME")
    back = slack.installs.approve(authorize(slack), acme, user_id="U0ADMIN")
    clock.now += 601
    app = AsyncWebClient(base_url=slack.url, session=http, retry_handlers=[])
    args = exchange(slack, code=code_in(back), redirect_uri=CALLBACK)
    assert await refusal(app, "oauth.v2.access", **args) == "invalid_code"
    assert "error=access_denied&state=state-1" in slack.installs.decline(authorize(slack))
    with pytest.raises(AssertionError, match="another app"):
        slack.installs.decline(authorize(slack, client_id="9.9"))


async def test_tokens_are_rotated(
    slack: SlackStandIn, http: aiohttp.ClientSession, clock: Clock
) -> None:
    """One lives twelve hours, and its refresh token, good once, gives the next."""
    slack.installs.rotation = True
    acme = slack.add_workspace("T0ACME")
    back = slack.installs.approve(authorize(slack), acme, user_id="U0ADMIN")
    app = AsyncWebClient(base_url=slack.url, session=http, retry_handlers=[])
    args = exchange(slack, code=code_in(back), redirect_uri=CALLBACK)
    first = await app.api_call("oauth.v2.access", params=args)
    assert first["expires_in"] == 43_200
    clock.now += 43_200
    old = client(slack, http, str(first["access_token"]))
    assert await refusal(old, "auth.test") == "token_expired"
    refresh = exchange(slack, grant_type="refresh_token", refresh_token=str(first["refresh_token"]))
    second = await app.api_call("oauth.v2.access", params=refresh)
    new = client(slack, http, str(second["access_token"]))
    assert (await new.auth_test())["team_id"] == "T0ACME"
    assert await refusal(app, "oauth.v2.access", **refresh) == "invalid_refresh_token"


# --- removal --------------------------------------------------------------------------------------


def person(
    slack: SlackStandIn, desk: Reception, http: aiohttp.ClientSession, user: str
) -> SlackPerson:
    """Somebody at their Slack client in the workspace that knows them as its own."""
    at = [id_ for id_, one in slack.workspaces.items() if user in one.users]
    team = next(id_ for id_ in at if slack.workspaces[id_].users[user].team_id == id_)
    return SlackPerson(
        base_url=desk.url,
        signing_secret="made-up",
        user_id=user,
        team_id=team,
        standin=slack,
        http=http,
        workspace=slack.workspaces[team],
    )


async def test_who_removes_the_app_takes_its_tokens(
    slack: SlackStandIn, http: aiohttp.ClientSession, bot: AsyncWebClient, contoso: AsyncWebClient
) -> None:
    """Both events come for that workspace, and no other workspace's token is touched."""
    async with reception_desk() as desk:
        kim = person(slack, desk, http, "U0KIM")
        assert await kim.remove_app() == [200, 200]
        told = [desk.payload(number) for number in (0, 1)]
    assert [(one["team_id"], one["event"]["type"]) for one in told] == [
        ("T0CONTOSO", "tokens_revoked"), ("T0CONTOSO", "app_uninstalled"),
    ]  # fmt: skip
    assert told[0]["event"]["tokens"]["bot"] == ["U0BOT0CONTOSO"]
    assert await refusal(contoso, "auth.test") == "account_inactive"
    assert (await bot.auth_test())["ok"]


async def test_tokens_can_be_revoked(
    slack: SlackStandIn, http: aiohttp.ClientSession, bot: AsyncWebClient, contoso: AsyncWebClient
) -> None:
    """By a person, of which the app is told, and by the app itself."""
    async with reception_desk() as desk:
        await person(slack, desk, http, "U0KIM").remove_app(only_tokens=True)
        assert desk.last["event"]["type"] == "tokens_revoked"
    assert await refusal(contoso, "auth.test") == "token_revoked"
    assert (await bot.auth_revoke())["revoked"] is True
    assert await refusal(bot, "auth.test") == "token_revoked"


async def test_an_app_token_is_no_bots_token(
    slack: SlackStandIn, http: aiohttp.ClientSession
) -> None:
    """It opens no other method."""
    slack.allow_sockets("xapp-1")
    app = client(slack, http, "xapp-1")
    assert await refusal(app, "auth.test") == "not_allowed_token_type"
