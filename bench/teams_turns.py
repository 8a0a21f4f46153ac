"""Turns a second: our Teams adapter against botbuilder's own, in one run.

    .venv/bin/python bench/teams_turns.py [turns]

Ours takes the whole request: it verifies a real token, checks the shape and runs the turn. The
other one, with no credentials set, verifies nothing and fetches no token: the ratio is the least
that there is.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, StreamReader
from aiohttp.base_protocol import BaseProtocol

sys.path.insert(0, str(Path(__file__).parents[1]))

from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity as Sent
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)

from adapters.teams.activities import Activity
from adapters.teams.authentication import Authentication
from adapters.teams.connect import endpoints
from adapters.teams.connectors import Connectors
from adapters.teams.framework import Adapter
from adapters.teams.inbound import Inbound
from adapters.teams.keys import Keys
from tests.standins.teams_client import TeamsPerson
from tests.standins.teams_cloud import APP_ID, TENANT, TeamsStandIn


class Request:
    """As much of aiohttp's request as the adapter reads, over bytes that have arrived."""

    def __init__(self, headers: Mapping[str, str], raw: bytes) -> None:
        self.headers = headers
        self.content_length = len(raw)
        self.content = StreamReader(BaseProtocol(asyncio.get_running_loop()), 2**16)
        self.content.feed_data(raw)
        self.content.feed_eof()


class Nothing:
    """A bot that does nothing: what is measured is the way to it."""

    async def answer(self, _activity: Activity, _context: Any) -> None:
        """Nothing."""


def stock() -> Callable[[bytes], Awaitable[Any]]:
    """The adapter of botbuilder, as its samples build it."""
    authentication = BotFrameworkAuthenticationFactory.create(
        credential_factory=PasswordServiceClientCredentialFactory(),
        auth_configuration=AuthenticationConfiguration(),
    )
    adapter = CloudAdapterBase(authentication)

    async def nothing(_context: Any) -> None:
        """Nothing."""

    async def turn(raw: bytes) -> None:
        await adapter.process_activity("", Sent().deserialize(json.loads(raw)), nothing)

    return turn


def ours(teams: TeamsStandIn, http: ClientSession) -> Callable[[bytes], Awaitable[Any]]:
    """Ours, with all that it does before a turn."""
    keys = Keys(http, endpoints(teams.url).metadata, time.monotonic)
    inbound = Inbound(
        Adapter(Connectors(http, None)),
        authentication=Authentication(keys, APP_ID),
        tenant=TENANT,
        answering=Nothing(),  # type: ignore[arg-type]
    )
    token = teams.signing.token(service_url=teams.service_url)
    headers = {"Authorization": f"Bearer {token}"}

    async def turn(raw: bytes) -> None:
        answer = await inbound.receive(Request(headers, raw))  # type: ignore[arg-type]
        if answer.status != 200:
            raise RuntimeError(f"HTTP {answer.status}")

    return turn


async def measured(turn: Callable[[bytes], Awaitable[Any]], raw: bytes, turns: int) -> float:
    """Turns a second, after a few that warm it up."""
    for _ in range(5):
        await turn(raw)
    began = time.perf_counter()
    for _ in range(turns):
        await turn(raw)
    return turns / (time.perf_counter() - began)


async def main(turns: int) -> None:
    """Measure in turns, so that both have the same machine."""
    async with TeamsStandIn() as teams, ClientSession() as http:
        person = TeamsPerson(base_url="", user="29:noor", standin=teams, http=http)
        raw = json.dumps(person.activity("message", text="help")).encode()
        other, own = stock(), ours(teams, http)
        found = []
        for _ in range(3):
            found.append((await measured(other, raw, turns // 10), await measured(own, raw, turns)))
        theirs, mine = max(a for a, _ in found), max(b for _, b in found)
        print(f"botbuilder's own: {theirs:8.0f} turns a second")
        print(f"ours:             {mine:8.0f} turns a second, {mine / theirs:.0f} times")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
