"""Puts Slack's parts together; the composition root gives what they need from outside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import grids, inbound
from adapters.slack.answering import Answering, Conversations
from adapters.slack.connect import SURFACE, SlackHome, connect, web_api
from adapters.slack.events import Acquaintances, Events
from adapters.slack.install_state import States
from adapters.slack.installing import Installing
from adapters.slack.oauth import OAuth
from adapters.slack.opening import Modals
from adapters.slack.publishing import SlackHomes
from adapters.slack.removing import SlackRemovals
from adapters.slack.sender import SlackSurface
from adapters.slack.sockets import socket
from adapters.slack.users import SlackProfiles
from adapters.slack.visits import Homes
from adapters.slack.workspaces import Losses, Workspaces
from bot.domain.errors import ConfigurationError
from bot.domain.installations import Installation
from bot.ports import Clock, Database, Work

Listening = Callable[[], AbstractAsyncContextManager[None]]

HOME_MISSING = (
    "slack_team is missing in the organisation's file (EVENHAND_ORGANISATION). Without "
    "SLACK_BOT_TOKEN, write the ID of your own Slack workspace there, such as "
    "`slack_team: T0NORTHWIND`"
)


class Credentials(Protocol):
    """What an operator sets; "" is not set."""

    @property
    def bot_token(self) -> str: ...
    @property
    def signing_secret(self) -> str: ...
    @property
    def app_token(self) -> str: ...
    @property
    def client_id(self) -> str: ...
    @property
    def client_secret(self) -> str: ...
    @property
    def api_url(self) -> str: ...
    @property
    def public_url(self) -> str: ...
    @property
    def state_key(self) -> str:
        """Signs what goes through a browser."""


@dataclass(frozen=True)
class World:
    """What Slack's parts need from the program.

    Args:
        conversations: Takes what people do.
        homes: Takes that somebody looks at their Home.
        acquaintances: Is told when somebody's profile changes.
        database: Holds the installations.
        clock: The real time, never a demo's.
        losses: Is told where the app is gone.
        home_team: The home workspace as the organisation's file names it, else "".
        teams: The others whose people the file names.
    """

    conversations: Conversations
    homes: Homes
    acquaintances: Acquaintances
    database: Database
    clock: Clock
    losses: Losses
    home_team: str
    teams: Collection[str]


@dataclass(frozen=True)
class Slack:
    """Slack, connected."""

    surface: SlackSurface
    homes: SlackHomes
    profiles: SlackProfiles
    home: SlackHome
    routes: tuple[web.RouteDef, ...]
    listening: Listening  # to be entered once everything else runs


@asynccontextmanager
async def slack(credentials: Credentials, world: World) -> AsyncIterator[Slack]:
    """Connect. Raises `ConfigurationError` that says what to set instead."""
    async with web_api(token=credentials.bot_token, api_url=credentials.api_url) as client:
        home = await at_home(client, world)
        await grids.ask(client, await world.database.read(_installed), home=home)
        oauth = _oauth(client, credentials, world)
        workspaces = Workspaces(
            client,
            home=home,
            database=world.database,
            clock=world.clock,
            oauth=oauth,
            losses=world.losses,
        )
        answering = _answering(world, home, workspaces)
        routes: list[web.RouteDef] = []
        if credentials.signing_secret:
            routes += inbound.routes(
                signing_secret=credentials.signing_secret,
                home=home,
                answering=answering,
                clock=world.clock,
            )
        if oauth:
            routes += _installing(oauth, credentials, world, home=home).routes()
        listening: Listening = nullcontext
        if credentials.app_token:
            listening = partial(
                socket, client, app_token=credentials.app_token, answering=answering
            )
        yield Slack(
            SlackSurface(workspaces),
            SlackHomes(workspaces),
            SlackProfiles(workspaces, home),
            home,
            tuple(routes),
            listening,
        )


def _answering(world: World, home: SlackHome, workspaces: Workspaces) -> Answering:
    events = Events(
        home,
        homes=world.homes,
        acquaintances=world.acquaintances,
        removals=SlackRemovals(workspaces, world.database),
    )
    return Answering(
        home, conversations=world.conversations, forms=Modals(workspaces), events=events
    )


def _oauth(client: AsyncWebClient, credentials: Credentials, world: World) -> OAuth | None:
    if not credentials.client_id:
        return None
    return OAuth(client, credentials.client_id, credentials.client_secret, world.clock)


def _installing(
    oauth: OAuth, credentials: Credentials, world: World, *, home: SlackHome
) -> Installing:
    states = States(credentials.state_key, world.clock)
    return Installing(oauth, states, world.database, home, world.teams, credentials.public_url)


async def at_home(client: AsyncWebClient, world: World) -> SlackHome:
    """Which workspace is ours: that of the bot token, else the one that the file names."""
    if not client.token and not world.home_team:
        raise ConfigurationError(HOME_MISSING)
    organisations = frozenset(team for team in world.teams if team.startswith("E"))
    if not client.token:
        return replace(await _named(world), organisations=organisations)
    home = await connect(client)
    if world.home_team not in ("", home.team_id, home.enterprise_id):
        raise ConfigurationError(
            f"SLACK_BOT_TOKEN belongs to the workspace {home.team_id}, while the organisation's "
            f"file says slack_team: {world.home_team}. Set the token of that workspace, or correct "
            "the file"
        )
    await world.database.write(lambda work: _note(work, home, world.clock))
    return replace(home, organisations=organisations)


async def _named(world: World) -> SlackHome:
    """Home as it was installed; before that, no more than its id."""
    team = world.home_team
    known = await world.database.read(lambda work: work.installations.get(SURFACE, team))
    grid = team if team.startswith("E") else ""
    if known is None:
        return SlackHome(team, bot_user_id="", enterprise_id=grid)
    return SlackHome(
        team,
        bot_user_id=known.bot_user,
        bot_id=known.bot,
        enterprise_id=known.enterprise,
        team_name=known.name,
        scopes=known.scopes,
    )


def _installed(work: Work) -> Sequence[Installation]:
    return work.installations.all(SURFACE)


def _note(work: Work, home: SlackHome, clock: Clock) -> None:
    """Home's installation, whose token is set by the operator; tokens of its own stay."""
    known = work.installations.get(SURFACE, home.team_id)
    fresh = known or Installation(
        surface=SURFACE,
        tenant=home.team_id,
        enterprise="",
        name="",
        bot_user="",
        bot="",
        scopes=frozenset(),
        token="",
        installed_at=clock.now(),
    )
    work.installations.put(
        replace(
            fresh,
            enterprise=home.enterprise_id,
            name=home.team_name or home.team_id,
            bot_user=home.bot_user_id,
            bot=home.bot_id,
            scopes=home.scopes,
            gone_at=None,
            gone_because="",
        )
    )
