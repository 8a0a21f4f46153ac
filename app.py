"""The composition root and the command line: settings → adapters → services → run.

Everything is made here and nowhere else: the database, the surfaces, the clock, the loops.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import structlog
import typer
from aiohttp import web
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from adapters.files.demo import demo_environment, moment
from adapters.files.holidays import holidays_for
from adapters.files.jurisdictions import jurisdictions
from adapters.files.organisation import OrganisationFile, load_organisation
from adapters.files.policy import load_policy
from adapters.files.settings import Settings, read_settings, some_settings
from adapters.files.wording import load_wording
from adapters.jobs.in_process import InProcessJobs
from adapters.sql import SqliteDatabase, migrate, open_database, status
from adapters.sql.migrate import Status
from adapters.web import plain
from bot.domain.calendars import WorkingCalendar
from bot.domain.errors import ConfigurationError, EvenhandError
from bot.domain.installations import Installation
from bot.domain.people import Identity
from bot.ports import Clock, HomeSurface, Profiles, Surface
from bot.services.acquainting import Acquainting
from bot.services.conversations import Conversations
from bot.services.delivery import Delivery
from bot.services.desk import Practice
from bot.services.home_upkeep import HomeUpkeep, HomeVisits
from bot.services.losing import Losses
from bot.services.sample import Sample
from bot.services.sweeping import Sweep
from bot.services.time_machine import MovableClock, TimeMachine
from bot.services.warming import warm_up
from flows.catalogue import checked_flows

if TYPE_CHECKING:
    from adapters.slack.assembly import Credentials, Slack

HERE = Path(__file__).parent
DEMO_DATA = HERE / "demo-data"
DEMO_ORGANISATION = HERE / "flows" / "organisation.demo.yaml"
SWEEP_EVERY = 5.0  # seconds
GRACE = 10.0  # seconds in which what is being sent may finish

log = structlog.get_logger()
out = Console()
cli = typer.Typer(
    no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False
)


def wall() -> datetime:
    """The real time: the only place that asks for it."""
    return datetime.now(UTC)


class WallClock:
    """The clock of `serve`."""

    def now(self) -> datetime:
        """The present moment."""
        return wall()


@dataclass(frozen=True)
class Homes:
    """What keeps Homes current: apart, so that one that is slow to be taken holds up no message."""

    surfaces: dict[str, HomeSurface]
    upkeep: HomeUpkeep
    jobs: InProcessJobs

    async def refresh(self, drain: Callable[[str], Awaitable[None]], address_id: str) -> None:
        """Messages first; then every Home that does not show any more what stands."""
        await drain(address_id)
        self.jobs.wake(await self.upkeep.due())


@dataclass(frozen=True)
class Program:
    """Everything that runs, put together."""

    web: web.Application
    database: SqliteDatabase
    jobs: InProcessJobs
    homes: Homes
    conversations: Conversations
    acquainting: Acquainting
    clock: Clock
    machine: TimeMachine | None  # in the demo

    async def idle(self) -> None:
        """Return when nothing is on its way to anybody."""
        await self.jobs.idle()
        await self.homes.jobs.idle()


def practice(surfaces: Mapping[str, Surface]) -> Practice:
    """The policy, the words and the calendars. Raises ConfigurationError."""
    return Practice(
        flows=checked_flows(),
        policy=load_policy(HERE / "flows" / "policy"),
        wording=load_wording(HERE / "flows" / "wording" / "en.yaml"),
        holidays_for=holidays_for,
        jurisdictions=jurisdictions(),
        surfaces=surfaces,
    )


@asynccontextmanager
async def program(
    settings: Settings, *, demo: bool = False, at: datetime | None = None, sample: bool = True
) -> AsyncIterator[Program]:
    """The running program; the web application is ready to be served.

    Args:
        settings: As read and checked; `secret_key` and `organisation` are set.
        demo: Adds the playground and a clock that can be moved.
        at: In the demo, the moment at which its clock starts; never before what has happened.
        sample: In the demo, whether a new database gets the two sample cases.
    """
    new = _prepared(settings, demo=demo)
    key = settings.secret_key.get_secret_value() if settings.secret_key else ""
    async with AsyncExitStack() as stack:
        database = open_database(settings.database_url, key)
        stack.callback(database.close)
        surfaces: dict[str, Surface] = {}
        rules = practice(surfaces)
        file = await _load_organisation(database, settings, demo=demo)
        application = web.Application()
        plain.add_routes(application, home="/demo" if demo else "")
        clock = await _clock(database, demo=demo, at=at)
        platforms: dict[str, Profiles] = {}
        acquainting = Acquainting(database, platforms, clock, rules)
        homes = await _homes(database, rules, clock)
        sweep, jobs = _loops(Delivery(database, surfaces, clock, rules), acquainting, homes)
        talks = Conversations(database, surfaces, rules, clock, jobs)
        made = Program(application, database, jobs, homes, talks, acquainting, clock, None)
        slack: Slack | None = None
        if settings.slack:
            slack = await _add_slack(stack, made, settings, given=settings.slack, file=file)
            surfaces[slack.surface.name] = slack.surface
            platforms[slack.surface.name] = slack.profiles
        surfaces |= await _teams(stack, made, settings=settings)
        if isinstance(clock, MovableClock):
            made = _add_playground(made, clock, sweep, surfaces)
        if demo and new and sample:
            await _play_sample(database, rules, clock.now())
        await _start(stack, made, slack)
        yield made


async def _start(stack: AsyncExitStack, made: Program, slack: Slack | None) -> None:
    """Send what is due; and listen, once all is there that what comes in needs."""
    for each in (made.homes.jobs, made.jobs):
        each.start()
        stack.push_async_callback(each.stop, GRACE)
    if slack:
        await stack.enter_async_context(slack.listening())


def _loops(
    delivery: Delivery, acquainting: Acquainting, homes: Homes
) -> tuple[Sweep, InProcessJobs]:
    """What finds the work, and what does it: one at a time for each address."""
    sweep = Sweep(
        database=delivery.database,
        clock=delivery.clock,
        practice=delivery.practice,
        delivery=delivery,
        acquainting=acquainting,
    )

    async def drain(address_id: str) -> None:
        await homes.refresh(delivery.drain, address_id)
        jobs.wake(await acquainting.ask(address_id))

    jobs = InProcessJobs(drain, sweep, period=SWEEP_EVERY)
    return sweep, jobs


def _prepared(settings: Settings, *, demo: bool) -> bool:
    """True when there was no database yet; in the demo it is brought forward."""
    new = status(settings.database_url) is Status.MISSING
    if demo:
        migrate(settings.database_url)
    return new


async def _homes(database: SqliteDatabase, rules: Practice, clock: Clock) -> Homes:
    surfaces: dict[str, HomeSurface] = {}
    upkeep = HomeUpkeep(database, surfaces, rules, clock)
    await upkeep.begin()
    jobs = InProcessJobs(upkeep.refresh, upkeep.due, period=SWEEP_EVERY, parallel=4)
    return Homes(surfaces, upkeep, jobs)


async def _play_sample(database: SqliteDatabase, rules: Practice, now: datetime) -> None:
    await database.write(lambda work: Sample(work, rules, now).play())


async def _load_organisation(
    database: SqliteDatabase, settings: Settings, *, demo: bool
) -> OrganisationFile:
    file = load_organisation(settings.organisation or DEMO_ORGANISATION)
    identities = (*file.identities, *(_chairs(file) if demo else ()))
    await database.write(
        lambda work: work.directory.load(file.organisation, file.people, file.clients, identities)
    )
    return file


def _chairs(file: OrganisationFile) -> Collection[Identity]:
    """In the demo anybody can sit in a chair of the playground."""
    return [Identity(person.id, "playground", "", person.id) for person in file.people]


async def _clock(database: SqliteDatabase, *, demo: bool, at: datetime | None) -> Clock:
    if not demo:
        return WallClock()
    last = await database.read(lambda work: work.posts.last_moment())
    if at and last and at < last:
        raise ConfigurationError(
            f"--at {at:%Y-%m-%dT%H:%M} lies before what has happened in the demo already "
            f"({last:%Y-%m-%dT%H:%M} UTC). Choose a later time, or add --fresh to begin anew."
        )
    clock = MovableClock(wall, starts_at=at or (None if last else await _morning(database)))
    if last:
        clock.advance_to(last)
    return clock


async def _morning(database: SqliteDatabase) -> datetime:
    """Now, or outside the organisation's hours their next morning: a demo in which people write."""
    zone = (await database.read(lambda work: work.directory.organisation())).zone
    return WorkingCalendar(zone).next_writing_moment(wall())


async def _add_slack(
    stack: AsyncExitStack,
    made: Program,
    settings: Settings,
    *,
    given: Credentials,
    file: OrganisationFile,
) -> Slack:
    """Slack, on when its settings are there. Imported here: it costs a third of a second."""
    from adapters.slack import assembly

    rules = made.conversations.practice
    link = f"{settings.public_url}/slack/install" if given.client_id else ""
    world = assembly.World(
        conversations=made.conversations,
        acquaintances=made.acquainting,
        database=made.database,
        homes=HomeVisits(made.database, made.clock, made.homes.jobs),
        clock=WallClock(),
        losses=Losses(made.database, rules, made.clock, made.jobs, link),
        home_team=file.slack_team,
        teams=file.slack_teams,
    )
    slack = await stack.enter_async_context(assembly.slack(given, world))
    made.homes.surfaces[slack.surface.name] = slack.homes
    made.web.add_routes(slack.routes)
    log.info("surface_on", surface="slack", team=slack.home.team_id)
    return slack


async def _teams(
    stack: AsyncExitStack, made: Program, *, settings: Settings
) -> Mapping[str, Surface]:
    """Teams, on when its settings are there. Imported here: it costs half a second."""
    if settings.teams is None:
        return {}
    from adapters.teams import assembly

    world = assembly.World(made.conversations, made.database, WallClock())
    teams = await stack.enter_async_context(assembly.teams(settings.teams, world))
    made.web.add_routes(teams.routes)
    log.info("surface_on", surface=teams.surface.name, anonymous=not settings.teams.app_id)
    return {teams.surface.name: teams.surface}


def _add_playground(
    made: Program, clock: MovableClock, sweep: Sweep, surfaces: dict[str, Surface]
) -> Program:
    from adapters.web.listeners import Listeners
    from adapters.web.playground import Playground
    from adapters.web.surface import PlaygroundSurface

    listeners = Listeners()
    surface = PlaygroundSurface(listeners)
    surfaces[surface.name] = surface

    async def settle() -> None:
        made.jobs.wake(await sweep())
        made.homes.jobs.wake(await made.homes.upkeep.due())
        await made.idle()

    machine = TimeMachine(clock=clock, database=made.database, settle=settle)
    playground = Playground(
        conversations=made.conversations,
        database=made.database,
        machine=machine,
        listeners=listeners,
    )
    made.web.add_subapp("/demo", playground.application())
    return replace(made, machine=machine)


async def _serve(settings: Settings, *, demo: bool, at: datetime | None = None) -> None:
    """Run until SIGTERM or Ctrl-C; what is being sent may finish."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop.set)
    async with program(settings, demo=demo, at=at) as made:
        runner = web.AppRunner(made.web, access_log=None, shutdown_timeout=GRACE)
        await runner.setup()
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
        except OSError as exc:
            raise ConfigurationError(
                f"PORT {settings.port} on {settings.host} cannot be used ({exc.strerror}). "
                "Stop what uses it, or set PORT to another."
            ) from exc
        where = f"{settings.address}/demo" if demo else settings.address
        slack = "on" if settings.slack else "off (nothing of it is set)"
        out.print(f"Evenhand is running: [bold]{where}[/bold]", soft_wrap=True)
        out.print(f"Slack: {slack}", soft_wrap=True)
        out.print(f"Teams: {_teams_state(settings)}", soft_wrap=True)
        await _warm_up(made)
        await stop.wait()
        out.print("Stopping: what is being sent may finish.")
        await runner.cleanup()


async def _warm_up(made: Program) -> None:
    """Load what the first to need it would wait for; what comes in meanwhile is answered."""
    organisation = await made.database.read(lambda work: work.directory.organisation())
    await asyncio.to_thread(warm_up, made.conversations.practice, organisation, made.clock.now())


def _teams_state(settings: Settings) -> str:
    if settings.teams is None:
        return "off (nothing of it is set)"
    return "on" if settings.teams.app_id else "on, for anybody on this machine: to try it out only"


def _logging(settings: Settings, *, demo: bool) -> None:
    """JSON lines for machines; in the demo, lines for people. Ids and actions, never content."""
    level = logging.getLevelName(settings.log_level)
    renderer = structlog.dev.ConsoleRenderer() if demo else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _demo_settings(environ: Mapping[str, str], *, fresh: bool) -> Settings:
    """The demo's settings; a database of somebody else's is left as it is."""
    given = demo_environment(environ, folder=DEMO_DATA, organisation=DEMO_ORGANISATION, fresh=fresh)
    settings = read_settings(given, demo=True)
    if environ.get("DATABASE_URL") and status(settings.database_url) is Status.BEHIND:
        raise ConfigurationError(
            "DATABASE_URL: the demo does not bring a database forward that it may not have made; "
            "unset DATABASE_URL to use the demo's own"
        )
    return settings


class Platform(StrEnum):
    """Where an app is made from a manifest."""

    SLACK = "slack"


@cli.command()
def serve() -> None:
    """Run Evenhand: the surfaces that are set, delivery and reminders, in one process."""
    settings = read_settings(os.environ, demo=False)
    _logging(settings, demo=False)
    asyncio.run(_serve(settings, demo=False))


@cli.command()
def demo(
    at: Annotated[str | None, typer.Option(help="Start at this moment: 2026-11-23T09:00")] = None,
    fresh: Annotated[bool, typer.Option(help="Forget what was played before")] = False,
) -> None:
    """Try Evenhand in the browser with a made-up organisation: four chairs, one mediator."""
    settings = _demo_settings(os.environ, fresh=fresh)
    _logging(settings, demo=True)
    starts_at = moment(at, settings.organisation or DEMO_ORGANISATION)
    asyncio.run(_serve(settings, demo=True, at=starts_at))


@cli.command("migrate")
def migrate_database() -> None:
    """Make the database, or bring it forward to this version."""
    settings = read_settings(os.environ, demo=False)
    migrate(settings.database_url)
    out.print("The database is current.")


@cli.command()
def manifest(
    platform: Annotated[Platform, typer.Argument(help="Whose manifest")],
    *,
    output: Annotated[Path | None, typer.Option(help="A file instead of the terminal")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of YAML")] = False,
    socket_mode: Annotated[bool, typer.Option(help="Everything over a socket")] = False,
    token_rotation: Annotated[bool, typer.Option(help="Tokens that live for 12 hours")] = False,
) -> None:
    """Write what makes the app on a platform; PUBLIC_URL and SLACK_APP_TOKEN shape it."""
    from adapters.slack import manifest as slack

    settings = some_settings(os.environ, "PUBLIC_URL", "SLACK_APP_TOKEN")
    sockets = socket_mode or settings.slack_app_token is not None
    made = slack.manifest(public_url=settings.public_url, sockets=sockets, rotation=token_rotation)
    text = slack.written(made, as_json=as_json)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


@cli.command()
def check() -> None:
    """Say which surfaces are on, what is missing, and whether the credentials work."""
    rows = asyncio.run(_checks(os.environ))
    table = Table("What", "Stands", "To do", box=None)
    for what, fine, todo in rows:
        table.add_row(what, "[green]fine[/green]" if fine else "[red]not yet[/red]", escape(todo))
    out.print(table)
    if not all(fine for _, fine, _ in rows):
        raise typer.Exit(1)


async def _checks(environ: Mapping[str, str]) -> list[tuple[str, bool, str]]:
    try:
        settings = read_settings(environ, demo=False)
    except ConfigurationError as exc:
        return [("Settings", False, str(exc))]
    rows = [("Settings", True, f"listens on {settings.host}:{settings.port}")]
    file = None
    try:
        file = load_organisation(settings.organisation or DEMO_ORGANISATION)
        people, clients = len(file.people), len(file.clients)
        rows.append(("Organisation", True, f"{people} people, {clients} clients"))
    except EvenhandError as exc:
        rows.append(("Organisation", False, str(exc)))
    try:
        practice({})
        rows.append(("Policy, wording, flows", True, f"{len(checked_flows())} flows"))
    except EvenhandError as exc:
        rows.append(("Policy, wording, flows", False, str(exc)))
    row, installed = await _database_check(settings)
    rows.append(row)
    if file:
        rows += await _slack_checks(settings, file, installed)
    rows.append(await _teams_check(settings))
    return rows


async def _database_check(
    settings: Settings,
) -> tuple[tuple[str, bool, str], Sequence[Installation]]:
    """The database's line, and where it says that the app is installed."""
    key = settings.secret_key.get_secret_value() if settings.secret_key else ""
    try:
        database = open_database(settings.database_url, key)
    except EvenhandError as exc:
        return ("Database", False, str(exc)), ()
    try:
        installed = await database.read(lambda work: work.installations.all("slack"))
    finally:
        database.close()
    return ("Database", True, "current, and SECRET_KEY opens it"), installed


async def _slack_checks(
    settings: Settings, file: OrganisationFile, installed: Sequence[Installation]
) -> list[tuple[str, bool, str]]:
    if settings.slack is None:
        return [("Slack", True, "off: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET to turn it on")]
    from adapters.slack.checking import Check

    check = Check(settings.slack, file.slack_team, file.slack_teams, installed, WallClock())
    return await check.rows()


async def _teams_check(settings: Settings) -> tuple[str, bool, str]:
    if settings.teams is None:
        return ("Teams", True, "off: set MICROSOFT_APP_ID and its two others to turn it on")
    if not settings.teams.app_id:
        return ("Teams", True, "open to anybody on this machine: to try it out only")
    from adapters.teams.assembly import own_tokens, proved
    from adapters.teams.connect import session

    async with session() as http:
        tokens = own_tokens(http, settings.teams)
        try:
            if tokens:
                await proved(tokens)
        except ConfigurationError as exc:
            return ("Teams", False, str(exc))
    return ("Teams", True, f"the credentials work, tenant {settings.teams.tenant_id}")


def main() -> None:
    """Run the command line; what is wrong is said in words, without a traceback."""
    try:
        cli()
    except EvenhandError as exc:
        out.print("[red]Evenhand cannot start:[/red]")
        out.print(str(exc), markup=False, highlight=False, soft_wrap=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
