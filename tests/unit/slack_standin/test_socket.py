"""In Socket Mode the stand-in Slack speaks to the app through the websocket that it opened."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import SlackStandIn, plain
from tests.standins.slack_client import SlackPerson
from tests.standins.slack_socket import UNTAKEN

Connect = Callable[..., Awaitable["App"]]


class App:
    """An app by slack_sdk's own client: keeps what comes, and answers with `reply` if it does."""

    def __init__(self, url: str) -> None:
        web = AsyncWebClient(base_url=url, retry_handlers=[])
        self.client = SocketModeClient("xapp-1", web_client=web, auto_reconnect_enabled=False)
        self.client.socket_mode_request_listeners.append(self._take)
        self.got: list[SocketModeRequest] = []
        self.reply: dict[str, Any] | None = None
        self.acknowledges = True

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.got.append(request)
        if self.acknowledges:
            payload = self.reply if request.accepts_response_payload else None
            await client.send_socket_mode_response(
                SocketModeResponse(request.envelope_id, payload=payload)
            )


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack whose app is set to Socket Mode."""
    async with SlackStandIn() as standin:
        standin.add_user("U0MAYA")
        standin.allow_sockets("xapp-1")
        yield standin


@pytest.fixture
async def maya(slack: SlackStandIn) -> AsyncIterator[SlackPerson]:
    """Maya at her Slack client."""
    async with aiohttp.ClientSession() as http:
        yield SlackPerson(
            base_url="http://127.0.0.1:9",
            signing_secret="made-up",
            user_id="U0MAYA",
            team_id="T0HOME",
            standin=slack,
            http=http,
        )


@pytest.fixture
async def connect(slack: SlackStandIn) -> AsyncIterator[Connect]:
    """Connects an app."""
    async with AsyncExitStack() as stack:

        async def connected() -> App:
            app = App(slack.url)
            before = slack.sockets.connections
            await app.client.connect()  # type: ignore[no-untyped-call]
            stack.push_async_callback(app.client.close)
            await slack.sockets.until(before + 1)
            return app

        yield connected


async def test_events_interactions_and_commands_come_in_envelopes(
    maya: SlackPerson, connect: Connect
) -> None:
    """Each has its type; only an event takes no answer."""
    app = await connect()
    assert await maya.say("hello") == 200
    assert await maya.shortcut("complaint") == 200
    assert await maya.command("/case", "EH-1") == 200
    assert [(one.type, one.accepts_response_payload) for one in app.got] == [
        ("events_api", False), ("interactive", True), ("slash_commands", True),
    ]  # fmt: skip
    assert app.got[0].payload["event"]["text"] == "hello"
    assert app.got[1].payload["type"] == "shortcut"
    assert (app.got[2].payload["command"], app.got[2].payload["text"]) == ("/case", "EH-1")
    assert len({one.envelope_id for one in app.got}) == 3


async def test_an_acknowledgement_can_hold_the_answer(
    slack: SlackStandIn, maya: SlackPerson, connect: Connect
) -> None:
    """What would be the body of the HTTP answer is done in the same way."""
    app = await connect()
    app.reply = {"text": "Only for you"}
    await maya.command("/case")
    assert [plain(one) for one in slack.whispers("U0MAYA")] == ["Only for you"]


async def test_what_is_not_acknowledged_comes_again(
    slack: SlackStandIn, maya: SlackPerson, connect: Connect
) -> None:
    """An event does, and says which attempt it is; a command is lost."""
    app = await connect()
    app.acknowledges, slack.sockets.seconds = False, 0.02
    assert await maya.say("hello") == UNTAKEN
    assert await maya.command("/case") == UNTAKEN
    app.acknowledges, slack.sockets.seconds = True, 3
    assert await slack.sockets.redeliver() == [200]
    first, _, again = app.got
    assert (first.retry_attempt, again.retry_attempt) == (0, 1)
    assert first.payload == again.payload
    assert slack.sockets.unacked == []


async def test_slack_says_before_it_closes_a_connection(
    slack: SlackStandIn, maya: SlackPerson
) -> None:
    """The oldest goes first, and what is sent then goes through the newest; after that, nowhere."""
    bot = AsyncWebClient(base_url=slack.url, retry_handlers=[])
    async with aiohttp.ClientSession() as http:
        sockets = []
        for _ in range(2):
            answer = await bot.apps_connections_open(app_token="xapp-1")
            sockets.append(await http.ws_connect(str(answer["url"])))
            assert (await sockets[-1].receive_json())["num_connections"] == len(sockets)
        old, new = sockets
        ended = asyncio.ensure_future(slack.sockets.disconnect("refresh_requested"))
        told = await old.receive_json()
        assert (told["type"], told["reason"]) == ("disconnect", "refresh_requested")
        assert (await old.receive()).type is aiohttp.WSMsgType.CLOSE
        await ended
        said = asyncio.ensure_future(maya.say("hello"))
        envelope = await new.receive_json()
        await new.send_json({"envelope_id": envelope["envelope_id"]})
        assert await said == 200
        lost = asyncio.ensure_future(maya.say("hello again"))
        await new.receive_json()
        await new.close()
        assert await lost == UNTAKEN
        assert slack.sockets.connections == 0
        assert await maya.say("hello?") == UNTAKEN
    assert len(slack.sockets.unacked) == 2


async def test_a_url_opens_one_connection(slack: SlackStandIn) -> None:
    """It is given for an app's own token only, and is good once."""
    bot = AsyncWebClient(slack.token, base_url=slack.url, retry_handlers=[])
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await bot.apps_connections_open(app_token=slack.token)
    url = (await bot.apps_connections_open(app_token="xapp-1"))["url"]
    async with aiohttp.ClientSession() as http:
        async with http.ws_connect(url) as socket:
            hello = await socket.receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await http.ws_connect(url)
