"""The real program in a process of its own, with twenty people of HR, and the Slack around it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bench.floors import SECRET
from bench.volleys import Request, Volleys
from tests.scenarios.people import SlackUser
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_client import SlackPerson

ROOT = Path(__file__).parents[1]
PEOPLE = 20
QUIET = 0.5  # seconds without a call after which the program has said all it has to say

_ORGANISATION = """
name: Northwind Services
jurisdiction: PH
time_zone: Asia/Manila
people:
  - {id: lea, name: Lea Santos, email: lea@northwind.example}
  - {id: ben, name: Ben Cruz, email: ben@northwind.example, manager: lea}
"""
_HR = "  - {{id: hr{n}, name: Person {n}, email: {n}@hr.example, duties: [hr], slack: U0HR{n}}}"
_CLIENTS = """
clients:
  - id: contoso
    name: Contoso Retail
    account_lead: lea
    contacts: [{id: kim, name: Kim Sand, email: kim@contoso.example}]
"""


class Slack(SlackStandIn):
    """The stand-in, for as many people as come at once."""

    async def quiet(self) -> None:
        """Wait until no more calls come."""
        before = -1
        while len(self.calls) != before:
            before = len(self.calls)
            await asyncio.sleep(QUIET)


class InVolleys(SlackPerson):
    """Somebody who sends when all the others do."""

    volleys: Volleys

    async def post(self, body: bytes, *, headers: Mapping[str, str]) -> int:
        answer = await self.volleys.send(Request(self._url, body, headers))
        self.body = answer.body
        return answer.status


@asynccontextmanager
async def program(slack: Slack, folder: Path) -> AsyncIterator[str]:
    """The program, started as operators start it; gives its address."""
    organisation = folder / "organisation.yaml"
    staff = "\n".join(_HR.format(n=n) for n in range(PEOPLE))
    organisation.write_text(f"{_ORGANISATION.strip()}\n{staff}\n{_CLIENTS.strip()}\n")
    port = _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'evenhand.db'}",
        "SECRET_KEY": "a key for measuring, and for nothing else",
        "EVENHAND_ORGANISATION": str(organisation),
        "SLACK_BOT_TOKEN": slack.token,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
        "PORT": str(port),
        "LOG_LEVEL": "INFO",
    }
    await (await _run("migrate", environment)).wait()
    serving = await _run("serve", environment)
    try:
        await _answers(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        await serving.wait()


def people(
    slack: Slack, url: str, volleys: Volleys, http: aiohttp.ClientSession
) -> list[SlackUser]:
    """Everybody of HR, each at their Slack."""

    async def settled() -> None:
        """Nobody waits for what follows: all act at once, and only then it is waited."""

    found = []
    for number in range(PEOPLE):
        user = f"U0HR{number}"
        slack.add_user(user)
        client = InVolleys(
            base_url=url,
            signing_secret=SECRET,
            user_id=user,
            team_id=slack.team_id,
            standin=slack,
            http=http,
        )
        client.volleys = volleys
        found.append(SlackUser(f"hr{number}", settled, client=client, slack=slack))
    return found


async def _run(command: str, environment: Mapping[str, str]) -> asyncio.subprocess.Process:
    quiet = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(
        sys.executable, "app.py", command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet
    )


async def _answers(url: str) -> None:
    async with aiohttp.ClientSession() as http:
        for _ in range(200):
            try:
                async with http.get(url):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
    raise TimeoutError("the program did not start")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
