"""The route that Bot Service calls: what fails is sent again, and who may call at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.files.settings_teams import TeamsSettings
from adapters.teams import answering, assembly
from bot.dialogue.fields import Option
from bot.dialogue.inputs import Incoming
from bot.domain.errors import StoreFault
from bot.services.time_machine import MovableClock
from tests.contract.stores import sqlite_store
from tests.standins.teams_client import TeamsPerson
from tests.standins.teams_cloud import APP_ID, PASSWORD, TENANT, TeamsStandIn

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Taking:
    """Conversations that take everything, or fail."""

    fails: bool = False
    taken: list[Incoming] = field(default_factory=list)

    async def receive(self, incoming: Incoming) -> None:
        """Keep it."""
        if self.fails:
            raise StoreFault("as in the test")
        self.taken.append(incoming)

    async def options(self, **_asked: Any) -> tuple[Option, ...]:
        """Nothing."""
        if self.fails:
            raise StoreFault("as in the test")
        return ()


@asynccontextmanager
async def running(
    folder: Path, taking: Taking, *, anonymous: bool = False
) -> AsyncIterator[TeamsPerson]:
    """The route, and somebody who comes to it."""
    store = sqlite_store(folder)
    async with TeamsStandIn() as teams, aiohttp.ClientSession() as http:
        given = TeamsSettings(APP_ID, PASSWORD, TENANT, teams.url)
        if anonymous:
            given = TeamsSettings("", "", "", "")
        world = assembly.World(taking, store, MovableClock(lambda: NOW))
        async with assembly.teams(given, world) as made:
            application = web.Application()
            application.add_routes(made.routes)
            async with TestServer(application) as server:
                yield TeamsPerson(
                    base_url=str(server.make_url("")).rstrip("/"),
                    user="29:noor",
                    standin=teams,
                    http=http,
                )
    store.close()


async def test_a_message_that_could_not_be_kept_is_sent_again(tmp_path: Path) -> None:
    """It gets 500, and once it can be kept it is, under the same key."""
    taking = Taking(fails=True)
    async with running(tmp_path, taking) as noor:
        assert await noor.say("help") == 500
        taking.fails = False
        assert await noor.again() == 200
    (kept,) = taking.taken
    assert kept.key == f"a:29:noor:{noor.sent[0]['id']}"


async def test_a_press_that_could_not_be_kept_is_said_to_be_lost(tmp_path: Path) -> None:
    """The card stays as it is, with what was filled in, and says to try again."""
    async with running(tmp_path, Taking(fails=True)) as noor:
        assert await noor.execute({"evenhand": {"do": "press", "action": "help"}}) == 200
        assert noor.answer["statusCode"] == 500
        assert noor.answer["type"] == "application/vnd.microsoft.error"
        assert noor.answer["value"]["message"] == answering.AGAIN


async def test_a_search_that_is_not_ours_finds_nothing(tmp_path: Path) -> None:
    """Whatever stands in it."""
    async with running(tmp_path, Taking()) as noor:
        odd: list[Any] = [None, [], {}, {"dataset": 7}, {"dataset": "x"}, {"dataset": ":"}]
        for value in odd:
            sent = noor.activity("invoke", name="application/search", value=value)
            assert await noor.send(sent) == 200
            assert noor.answer["value"] == {"results": []}


@pytest.mark.parametrize("headers", [{}, {"X-Forwarded-For": "10.0.0.1"}, {"Host": "evil.example"}])
async def test_without_credentials_only_this_machine_may_speak(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    """For the Agents Playground: nothing comes through a tunnel or from a page of another name."""
    taking = Taking()
    async with running(tmp_path, taking, anonymous=True) as noor:
        said = noor.activity("message", text="help")
        url = noor._url
        async with noor._http.post(url, json=said, headers=headers) as answer:
            assert answer.status == (403 if headers else 200)
        said["serviceUrl"] = "https://smba.example/"
        async with noor._http.post(url, json=said) as answer:
            assert answer.status == 403
    assert len(taking.taken) == (0 if headers else 1)
