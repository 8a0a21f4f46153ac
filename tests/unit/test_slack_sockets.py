"""What comes over a socket is acknowledged once it is kept, and comes again if it was not."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import pytest
from structlog.testing import capture_logs

from adapters.slack.connect import SlackHome, web_api
from adapters.slack.sockets import socket
from bot.dialogue.inputs import Incoming, Words
from bot.domain.errors import ConfigurationError
from tests.slack_forms import KeptConversations, answering
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_socket import UNTAKEN

TOKEN = "xapp-1-made-up"
HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT")
PRIVATE = "what Ben did is private"


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack that takes our app token."""
    async with SlackStandIn() as standin:
        standin.allow_sockets(TOKEN)
        yield standin


@pytest.fixture
async def conversations(slack: SlackStandIn) -> AsyncIterator[KeptConversations]:
    """What is behind the socket, which is open."""
    kept = KeptConversations()
    async with (
        web_api(token=slack.token, api_url=slack.url) as client,
        socket(client, app_token=TOKEN, answering=answering(HOME, kept)),
    ):
        await slack.sockets.until(1)
        yield kept


def words(text: str) -> bytes:
    """Somebody writes to us."""
    said = {"type": "message", "channel_type": "im", "user": "U0MAYA", "text": text, "ts": "1.2"}
    payload = {"type": "event_callback", "team_id": "T0HOME", "event_id": "Ev1", "event": said}
    return json.dumps(payload).encode()


def command(name: str, **fields: Any) -> bytes:
    """Somebody types a command."""
    form = {"command": name, "trigger_id": "1.2.3", "user_id": "U0MAYA", "team_id": "T0HOME"}
    return urlencode({**form, **fields}).encode()


async def test_words_are_acknowledged_without_an_answer(
    slack: SlackStandIn, conversations: KeptConversations
) -> None:
    """As over http: they arrive whole, under the event's own key."""
    assert await slack.sockets.send(words("case &lt;1&gt;")) == (200, "")
    assert conversations.received == [Incoming("slack", "", "U0MAYA", "Ev1", Words("case <1>"))]


async def test_a_command_is_answered_in_its_acknowledgement(
    slack: SlackStandIn, conversations: KeptConversations
) -> None:
    """Its sender alone reads where to look."""
    status, said = await slack.sockets.send(command("/case", enterprise_id=""))
    assert status == 200
    assert json.loads(said)["response_type"] == "ephemeral"
    assert [one.input for one in conversations.received] == [Words("case")]


async def test_what_could_not_be_kept_is_not_acknowledged_and_comes_again(
    slack: SlackStandIn, conversations: KeptConversations, caplog: pytest.LogCaptureFixture
) -> None:
    """An event waits for Slack's next try; who typed a command reads to try again; no log tells."""
    caplog.set_level(logging.DEBUG)
    slack.sockets.seconds = 0.1
    conversations.fault = RuntimeError(PRIVATE)
    with capture_logs() as logs:
        assert await slack.sockets.send(words(PRIVATE)) == (UNTAKEN, "")
        status, said = await slack.sockets.send(command("/case", text=PRIVATE))
    assert status == 200
    assert "try once more" in json.loads(said)["text"]
    assert [one["event"] for one in logs] == ["slack_request_failed"] * 2
    assert PRIVATE not in f"{logs} {caplog.text}"
    conversations.fault = None
    assert await slack.sockets.redeliver() == [200]
    assert [one.key for one in conversations.received] == ["Ev1"]


@pytest.mark.parametrize("token", [TOKEN, "xapp-of-nobody"])
async def test_a_socket_that_cannot_be_opened_is_explained(slack: SlackStandIn, token: str) -> None:
    """Slack's code and what to make, or that the network is to be looked at; never the token."""
    if token == TOKEN:
        slack.fail("apps.connections.open")
    async with web_api(token=slack.token, api_url=slack.url) as client:
        opening = socket(client, app_token=token, answering=answering(HOME, KeptConversations()))
        with pytest.raises(ConfigurationError) as refused:
            await opening.__aenter__()
    said = str(refused.value)
    assert ("could not be reached" in said) == (token == TOKEN)
    assert ("SLACK_APP_TOKEN (invalid_auth)" in said) == (token != TOKEN)
    assert token not in said
