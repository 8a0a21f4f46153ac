"""The connection to Slack's Web API, and which workspace is ours."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import Fault, fault_of
from adapters.slack.surface_names import SCOPES
from bot.domain.errors import ConfigurationError

SURFACE = "slack"
API_URL = "https://slack.com/api/"
SECONDS = 20  # for one call; delivery tries again later

NEEDED_SCOPES = frozenset(SCOPES)

_LOGGER = "evenhand.slack.web_api"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_WHERE_TO_FIND_IT = (
    "copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions, "
    "into SLACK_BOT_TOKEN"
)
_REFUSALS = {
    "account_inactive": "the app was removed from the workspace: install it again, then ",
    "token_revoked": "the token was revoked: install the app again, then ",
    "token_expired": "the token has expired: install the app again, then ",
}


@dataclass(frozen=True)
class SlackHome:
    """The workspace that is ours, and who we are in it as far as the app was installed there."""

    team_id: str
    bot_user_id: str
    bot_id: str = ""
    enterprise_id: str = ""  # on Enterprise Grid, where people may carry it as their team
    team_name: str = ""
    scopes: frozenset[str] = NEEDED_SCOPES
    grids: dict[str, str] = field(default_factory=dict, compare=False)
    """By workspace the Enterprise Grid that it is of, as far as that is known by now."""
    organisations: frozenset[str] = frozenset()  # other Grids, each of which is one tenant to us

    @property
    def missing_scopes(self) -> frozenset[str]:
        """What the app has to be granted before it can serve."""
        return NEEDED_SCOPES - self.scopes

    @property
    def grid(self) -> str:
        """Our own Enterprise Grid; "" for none. A home that was not installed yet learns it."""
        return self.enterprise_id or self.grids.get(self.team_id, "")

    def tenant(self, team: str) -> str:
        """The workspace as an address has it: "" is home."""
        return self.place(team, self.grids.get(team, ""))

    def place(self, team: str, enterprise: str) -> str:
        """The same for a workspace of this Enterprise Grid, "" where it is in none."""
        if team in (self.team_id, self.grid):
            return ""
        if enterprise and enterprise == self.grid:
            return ""
        return enterprise if enterprise in self.organisations else team


@asynccontextmanager
async def web_api(*, token: str, api_url: str = API_URL) -> AsyncIterator[AsyncWebClient]:
    """A client with one connection pool for all calls. It never sleeps and never tries again.

    slack_sdk logs whole requests at DEBUG, whatever the level above it: its logger is kept at
    WARNING, so that no message ever stands in a log.
    """
    quiet = logging.getLogger(_LOGGER)
    quiet.setLevel(logging.WARNING)
    async with ClientSession(timeout=ClientTimeout(total=SECONDS)) as session:
        client = AsyncWebClient(
            token, base_url=api_url, session=session, retry_handlers=[], logger=quiet
        )
        if urlsplit(api_url).hostname in _LOOPBACK:
            client.proxy = None  # slack_sdk takes one from the environment, for loopback too
        yield client


def speaking(client: AsyncWebClient, token: str) -> AsyncWebClient:
    """A client with another token, over the same connections."""
    other = AsyncWebClient(
        token,
        base_url=client.base_url,
        session=client.session,
        retry_handlers=[],
        logger=logging.getLogger(_LOGGER),
    )
    other.proxy = client.proxy
    return other


async def connect(client: AsyncWebClient) -> SlackHome:
    """Ask Slack who we are. Raises `ConfigurationError` that says what to set instead."""
    try:
        said = await client.auth_test()
    except (SlackApiError, ClientError, TimeoutError) as exc:
        raise ConfigurationError(_explained(fault_of(exc), client.base_url)) from exc
    if not said.get("bot_id") or not said.get("team_id") or not said.get("user_id"):
        raise ConfigurationError(f"SLACK_BOT_TOKEN is not a bot's token: {_WHERE_TO_FIND_IT}")
    return SlackHome(
        team_id=str(said["team_id"]),
        bot_user_id=str(said["user_id"]),
        bot_id=str(said["bot_id"]),
        enterprise_id=str(said.get("enterprise_id") or ""),
        team_name=str(said.get("team") or ""),
        scopes=granted_scopes(said.headers.get("X-OAuth-Scopes")),
    )


def granted_scopes(header: str | None) -> frozenset[str]:
    """What the answer says was granted; when it does not say, nothing is known to be missing."""
    if header is None:
        return NEEDED_SCOPES
    return frozenset(scope.strip() for scope in header.split(",") if scope.strip())


def _explained(fault: Fault, api_url: str) -> str:
    if not fault.code:
        return (
            f"Slack could not be reached at {api_url} ({fault.reason}): check the network, and "
            "SLACK_API_URL if it is set"
        )
    return f"Slack refused SLACK_BOT_TOKEN ({fault.code}): " + (
        _REFUSALS.get(fault.code, "") + _WHERE_TO_FIND_IT
    )
