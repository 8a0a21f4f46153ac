"""What `check` says about Slack: which workspaces are installed, and what each still needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.assembly import HOME_MISSING, Credentials
from adapters.slack.connect import NEEDED_SCOPES, connect, granted_scopes, speaking, web_api
from adapters.slack.install_pages import INSTALL
from adapters.slack.oauth import Refused, answered
from adapters.slack.workspaces import serving
from bot.domain.errors import ConfigurationError
from bot.domain.installations import Installation
from bot.ports import Clock

Row = tuple[str, bool, str]  # what, whether it stands, what to do


@dataclass(frozen=True)
class Check:
    """One look at everything.

    Args:
        credentials: What the operator has set.
        home_team: The home workspace as the organisation's file names it, else "".
        teams: The others whose people the file names.
        installed: What the store holds, as far as it can be read.
        clock: The real time.
    """

    credentials: Credentials
    home_team: str
    teams: Collection[str]
    installed: Collection[Installation]
    clock: Clock

    async def rows(self) -> list[Row]:
        """A line for each workspace, and one for the socket."""
        given = self.credentials
        if not given.bot_token and not self.home_team:
            return [("Slack", False, HOME_MISSING)]
        found: list[Row] = []
        home = self.home_team
        async with web_api(token=given.bot_token, api_url=given.api_url) as client:
            if given.bot_token:
                home, row = await _bot_token(client)
                found.append(row)
            for one in self.installed:
                if one.token and not (given.bot_token and one.tenant == home):
                    found.append(await self._installation(client, one))
            found += self._missing(home)
            if given.app_token:
                found.append(await _socket(client, given.app_token))
        return found

    async def _installation(self, client: AsyncWebClient, one: Installation) -> Row:
        what = f"Slack, {one.name}"
        if one.gone_at:
            return (
                what,
                False,
                f"gone since {one.gone_at:%Y-%m-%d} ({one.gone_because}): {self._again}",
            )
        if one.expires_at and one.expires_at <= self.clock.now():
            said = "its token is refreshed when it is next used"
            return (what, True, f"installed, workspace {one.tenant}; {said}")
        try:
            answer = await answered(speaking(client, one.token).auth_test())
        except Refused as refused:
            return (what, False, f"Slack refused its token ({refused}): {self._again}")
        missing = NEEDED_SCOPES - granted_scopes(answer.headers.get("X-OAuth-Scopes"))
        if missing:
            return (what, False, f"{_named(missing)}: {self._again}")
        return (what, True, f"installed, workspace {one.tenant}")

    def _missing(self, home: str) -> Iterator[Row]:
        """Workspaces that are named in the file and not installed; without OAuth none can be."""
        if not self.credentials.client_id:
            return
        by_token = home if self.credentials.bot_token else ""
        for team in sorted({*self.teams, home} - {by_token}):
            if serving(self.installed, team) is None:
                yield (f"Slack, {team}", False, f"not installed: {self._again}")

    @property
    def _again(self) -> str:
        if not self.credentials.client_id:
            return "install the app again"
        return f"an administrator there opens {self.credentials.public_url}{INSTALL}"


async def _bot_token(client: AsyncWebClient) -> tuple[str, Row]:
    try:
        home = await connect(client)
    except ConfigurationError as exc:
        return "", ("Slack", False, str(exc))
    what = f"Slack, {home.team_name or home.team_id}"
    if home.missing_scopes:
        return home.team_id, (what, False, f"{_named(home.missing_scopes)} and install it again")
    return home.team_id, (what, True, f"installed, home workspace {home.team_id}")


async def _socket(client: AsyncWebClient, app_token: str) -> Row:
    try:
        await answered(client.apps_connections_open(app_token=app_token))
    except Refused as refused:
        todo = (
            f"Slack refused SLACK_APP_TOKEN ({refused}): make one with connections:write on the "
            "app's page, Basic Information, and switch Socket Mode on"
        )
        return ("Slack, Socket Mode", False, todo)
    return ("Slack, Socket Mode", True, "SLACK_APP_TOKEN opens a connection")


def _named(missing: Collection[str]) -> str:
    return f"grant the app these scopes: {', '.join(sorted(missing))}"
