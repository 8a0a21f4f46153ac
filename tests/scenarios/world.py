"""The whole program with people around it: real HTTP, a real SQLite file, a stand-in Slack.

Time is the demo's clock: it runs as the wall's does from where `at` put it, so within a scenario
a minute passes only by `advance`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, web
from structlog.testing import capture_logs

import app
from adapters.files.settings import Settings, read_settings
from tests.scenarios.people import Chair, Person, SlackUser
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_client import SlackPerson

NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
ORGANISATION = Path(__file__).parent / "organisation.yaml"
SECRET = "made-up-signing-secret"
MANILA = ZoneInfo("Asia/Manila")
MONDAY = "2026-11-23T09:00:05"  # Manila; five seconds past, so that no minute ends too early
ON_SLACK = {  # user id and time zone, as Slack has them
    "maya": ("U0MAYA", "Asia/Manila"),
    "ben": ("U0BEN", "Asia/Manila"),
    "kim": ("U0KIM", "Australia/Sydney"),
    "amihan": ("U0AMIHAN", "Asia/Manila"),
    "henrik": ("U0HENRIK", "Asia/Manila"),
    "noor": ("U0NOOR", "Asia/Manila"),
    "lea": ("U0LEA", "Asia/Manila"),
    "leo": ("U0LEO", "Asia/Manila"),
    "nobody": ("U0NOBODY", "Asia/Manila"),  # whom the organisation does not know
}
REFUSALS = ("slack_form_refused", "post_dead")
CASE_TABLES = ("cases", "parties", "journals", "events", "reminders")
Row = dict[str, Any]
P = TypeVar("P", bound=Person)


class World:
    """Starts and stops the program on one file; Slack and the people stay."""

    def __init__(self, file: Path, *, slack: SlackStandIn, http: ClientSession, at: str) -> None:
        self.slack = slack
        self.http = http
        self.logs: list[Any] = []
        self.people: dict[str, Person] = {}
        self.organisation = ORGANISATION  # another one is read at the next start
        self.environ = NOTHING_ELSE  # more settings, or others
        self.onlookers: list[Callable[[], None]] = []  # called when nothing is being sent
        self._file = file
        self._port = 0
        self._at = _manila(at)
        self._running: AsyncExitStack | None = None
        self._program: app.Program | None = None

    # --- the program -----------------------------------------------------------------------------

    async def start(self) -> None:
        """Start everything on the file, on the port that it had before."""
        stack = self._running = AsyncExitStack()
        made = app.program(self._settings(), demo=True, sample=False, at=self._at)
        self._program = await stack.enter_async_context(made)
        runner = web.AppRunner(self._program.web, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", self._port).start()
        self._port = runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop everything; what is being sent may finish."""
        assert self._running is not None
        self._at = self.now
        await self._running.aclose()

    async def crash(self) -> None:
        """Stop in the middle of whatever is being sent."""
        await self.program.jobs.stop(0)
        await self.program.homes.jobs.stop(0)
        await self.stop()

    async def restart(self, at: str = "") -> None:
        """Stop, and start on the same file, at once or at a later time."""
        await self.stop()
        await self.start_again(at)

    async def start_again(self, at: str = "") -> None:
        """Start after a stop, at once or at a later time."""
        self._at = _manila(at) if at else self._at
        await self.start()
        await self.settle()

    @property
    def program(self) -> app.Program:
        """What runs now."""
        assert self._program is not None
        return self._program

    @property
    def now(self) -> datetime:
        """What the program's clock shows."""
        return self.program.clock.now()

    @property
    def url(self) -> str:
        """Where the program listens."""
        return f"http://127.0.0.1:{self._port}"

    async def settle(self) -> None:
        """Wait until nothing is being sent, and let everybody look."""
        await self.program.idle()
        for person in self.people.values():
            await person.refresh()
        for look in self.onlookers:
            look()

    async def advance(self, to: str) -> None:
        """Move the clock to this wall time of Manila; what falls due on the way happens."""
        headers = {"Origin": self.url}
        body = {"to": "at", "at": to}
        async with self.http.post(f"{self.url}/demo/clock", json=body, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
        await self.settle()

    def given(self) -> dict[str, str]:
        """What the environment says."""
        return {
            "DATABASE_URL": f"sqlite:///{self._file}",
            "SECRET_KEY": "a key that only the scenarios have, and nobody else",
            "EVENHAND_ORGANISATION": str(self.organisation),
            "SLACK_BOT_TOKEN": self.slack.token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.slack.url,
            **self.environ,
        }

    def _settings(self) -> Settings:
        return read_settings(self.given(), demo=True)

    # --- the people ------------------------------------------------------------------------------

    def on_slack(
        self, id_: str, *, user: str = "", team: str = "", workspace: str = ""
    ) -> SlackUser:
        """Somebody at their Slack client, at home or in another workspace where the app is.

        Of another team than where they are: through Slack Connect.
        """
        user = user or ON_SLACK[id_][0]
        client = SlackPerson(
            base_url=self.url,
            signing_secret=SECRET,
            user_id=user,
            team_id=team or workspace or self.slack.team_id,
            standin=self.slack,
            http=self.http,
            workspace=self.slack.workspaces[workspace] if workspace else None,
        )
        return self._known(SlackUser(id_, self.settle, client=client, slack=self.slack))

    def in_chair(self, id_: str) -> Chair:
        """Somebody in the playground."""
        return self._known(Chair(id_, self.settle, http=self.http, url=self.url))

    def _known(self, person: P) -> P:
        self.people[f"{type(person).__name__}:{person.id}"] = person
        return person

    def quiet(self) -> None:
        """Assert that nobody has anything that they have not read yet."""
        for person in self.people.values():
            person.reads()

    # --- what is kept ----------------------------------------------------------------------------

    def troubles_are_meant(self, *events: str) -> None:
        """Assert that exactly this went wrong, and forget it."""
        assert self.troubles == list(events)
        self.logs.clear()

    @property
    def troubles(self) -> list[str]:
        """What went wrong according to the log, forms that Slack refused included."""
        bad = ("error", "critical")
        wrong = (e for e in self.logs if e["log_level"] in bad or e["event"] in REFUSALS)
        return [event["event"] for event in wrong]

    def rows(self, *tables: str) -> Mapping[str, list[Row]]:
        """The rows of tables as they lie in the file, by default all that make up the cases."""
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as file:
            file.row_factory = sqlite3.Row
            return {table: _rows(file, table) for table in tables or CASE_TABLES}


def _rows(file: sqlite3.Connection, table: str) -> list[Row]:
    found = file.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")  # noqa: S608 (no user's word)
    return [dict(row) for row in found]


def _manila(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=MANILA)


@asynccontextmanager
async def world(
    folder: Path,
    *,
    at: str = MONDAY,
    organisation: Path = ORGANISATION,
    environ: Mapping[str, str] = NOTHING_ELSE,
) -> AsyncIterator[World]:
    """A world in which nothing has happened yet; with an app token, by Slack's sockets alone."""
    async with SlackStandIn() as slack, ClientSession() as http:
        if app_token := environ.get("SLACK_APP_TOKEN"):
            slack.allow_sockets(app_token)
        for user, zone in ON_SLACK.values():
            slack.add_user(user, tz=zone)
        made = World(folder / "evenhand.db", slack=slack, http=http, at=at)
        made.organisation, made.environ = organisation, environ
        with capture_logs() as made.logs:
            await made.start()
            try:
                yield made
            finally:
                await made.stop()
    assert not made.troubles
