"""Socket Mode: the same program without a public address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.errors import ConfigurationError
from tests.scenarios import world as worlds
from tests.scenarios.world import World

BY_SOCKET = {"SLACK_APP_TOKEN": "xapp-1-A1-made-up", "SLACK_SIGNING_SECRET": ""}


@pytest.fixture
async def world(tmp_path: Path, start: str) -> AsyncIterator[World]:
    """Everything comes over a socket, and nothing is signed."""
    async with worlds.world(tmp_path, at=start, environ=BY_SOCKET) as made:
        yield made


async def test_words_buttons_commands_and_modals_come_over_the_socket(world: World) -> None:
    """Each is acknowledged after its commit, with the page that a modal shows next."""
    maya = world.on_slack("maya")
    await maya.say("help")
    maya.sees("complaint")
    assert await maya.client.command("/complaint") == 200
    (view,) = world.slack.views("U0MAYA")
    assert view["type"] == "modal"
    assert await maya.client.command("/nonsense") == 200
    assert {sent["type"] for sent in world.slack.sockets.sent} == {"events_api", "slash_commands"}
    async with world.http.post(f"{world.url}/slack/events", data=b"{}") as answer:
        assert answer.status == 404


async def test_a_connection_that_ends_is_followed_by_another(world: World) -> None:
    """Slack renews it now and then, with a word before."""
    maya = world.on_slack("maya")
    await world.slack.sockets.until(1)
    await world.slack.sockets.disconnect(close=False)
    await world.slack.sockets.until(0)
    await world.slack.sockets.until(1)
    await maya.say("help")
    maya.sees("complaint")


async def test_what_is_no_payload_of_slacks_is_let_go(world: World) -> None:
    """It is acknowledged, so that it does not come again, and does nothing."""
    status, said = await world.slack.sockets.send(b'{"type":"event_callback","event":{}}')
    assert (status, said) == (200, "")
    assert world.rows("posts")["posts"] == []


async def test_a_token_that_slack_does_not_take_stops_the_start(tmp_path: Path) -> None:
    """With what to make instead, and without the token."""
    async with worlds.world(tmp_path, environ=BY_SOCKET) as made:
        await made.stop()
        made.slack.installs.grants["xapp-1-A1-made-up"].refusal = "invalid_auth"
        with pytest.raises(ConfigurationError, match=r"SLACK_APP_TOKEN \(invalid_auth\)") as said:
            await made.start()
        assert "made-up" not in str(said.value)
        made.slack.installs.grants["xapp-1-A1-made-up"].refusal = ""
        await made.start()
