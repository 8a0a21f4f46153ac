"""Puts Teams' parts together; the composition root gives what they need from outside."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from aiohttp import ClientSession, web

from adapters.teams.answering import Answering, Conversations
from adapters.teams.authentication import Authentication
from adapters.teams.checking import explained
from adapters.teams.connect import endpoints, session
from adapters.teams.connectors import Connectors
from adapters.teams.framework import Adapter
from adapters.teams.inbound import Inbound
from adapters.teams.keys import Keys
from adapters.teams.references import References
from adapters.teams.sender import TeamsSurface
from adapters.teams.tokens import TokenRefused, Tokens, TokenUnknown
from bot.domain.errors import ConfigurationError
from bot.ports import Clock, Database


class Credentials(Protocol):
    """What an operator sets; "" is not set."""

    @property
    def app_id(self) -> str:
        """Our bot's; "" where nobody is authenticated: on loopback, for the Agents Playground."""

    @property
    def password(self) -> str: ...
    @property
    def tenant_id(self) -> str: ...
    @property
    def api_url(self) -> str:
        """A stand-in for Microsoft's services; "" for their own."""


@dataclass(frozen=True)
class World:
    """What Teams' parts need from the program. `clock`: the real time, never a demo's."""

    conversations: Conversations
    database: Database
    clock: Clock


@dataclass(frozen=True)
class Teams:
    """Teams, connected."""

    surface: TeamsSurface
    routes: tuple[web.RouteDef, ...]


@asynccontextmanager
async def teams(credentials: Credentials, world: World) -> AsyncIterator[Teams]:
    """Connect. Raises `ConfigurationError` that says what to set instead."""
    async with session() as http:
        tokens = own_tokens(http, credentials)
        if tokens:
            await proved(tokens)
        connectors = Connectors(http, tokens)
        references = References(world.database, world.clock)
        inbound = Inbound(
            Adapter(connectors),
            authentication=_authentication(http, credentials),
            tenant=credentials.tenant_id,
            answering=Answering(world.conversations, references, world.clock),
        )
        yield Teams(TeamsSurface(connectors, references), tuple(inbound.routes()))


def own_tokens(http: ClientSession, credentials: Credentials) -> Tokens | None:
    """Where we get our token; None where nobody asks for one."""
    if not credentials.app_id:
        return None
    url = endpoints(credentials.api_url).token(credentials.tenant_id)
    return Tokens(http, url, credentials.app_id, credentials.password, time.monotonic)


async def proved(tokens: Tokens) -> None:
    """Fetch the token. Raises `ConfigurationError` that says what to set instead."""
    try:
        await tokens.token()
    except (TokenRefused, TokenUnknown) as exc:
        raise ConfigurationError(explained(exc, tokens.url)) from exc


def _authentication(http: ClientSession, credentials: Credentials) -> Authentication | None:
    if not credentials.app_id:
        return None
    keys = Keys(http, endpoints(credentials.api_url).metadata, time.monotonic)
    return Authentication(keys, credentials.app_id)
