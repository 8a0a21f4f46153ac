"""How a workspace, or a whole Enterprise Grid, installs the app by a link.

Denied by default: only home and the workspaces that the organisation's file names may. The token
of any other is given back and never kept.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

import structlog
from aiohttp import web

from adapters.slack import grids
from adapters.slack import install_pages as pages
from adapters.slack.connect import SlackHome
from adapters.slack.install_pages import INSTALL, REDIRECT, Shown
from adapters.slack.install_state import COOKIE, SECONDS, States
from adapters.slack.oauth import OAuth, Refused
from adapters.slack.surface_names import SCOPES
from bot.domain.installations import Installation
from bot.ports import Database

log = structlog.get_logger()


@dataclass(frozen=True)
class Installing:
    """The two pages.

    Args:
        oauth: Asks Slack.
        states: Ties the answer to the browser that asked.
        database: Keeps what is granted.
        home: Our own workspace.
        teams: The other workspaces and organisations that may install.
        public_url: Where browsers find us.
    """

    oauth: OAuth
    states: States
    database: Database
    home: SlackHome
    teams: Collection[str]
    public_url: str

    def routes(self) -> list[web.RouteDef]:
        """Where a browser begins, and where Slack sends it back to."""
        return [
            web.get(INSTALL, self._begin),
            web.get(REDIRECT, self._finish, allow_head=False),
        ]

    @property
    def _redirect_uri(self) -> str:
        return f"{self.public_url}{REDIRECT}"

    async def _begin(self, request: web.Request) -> web.Response:
        browser = self.states.browser(request.cookies.get(COOKIE))
        asked = {
            "client_id": self.oauth.client_id,
            "scope": ",".join(SCOPES),
            "state": self.states.make(browser),
            "redirect_uri": self._redirect_uri,
        }
        authorize = urljoin(self.oauth.client.base_url, "../oauth/v2/authorize")
        response = pages.invitation(f"{authorize}?{urlencode(asked)}").response()
        response.set_cookie(
            COOKIE,
            browser,
            max_age=SECONDS,
            path="/slack",
            httponly=True,
            secure=self.public_url.startswith("https:"),
            samesite="Lax",
        )
        return response

    async def _finish(self, request: web.Request) -> web.Response:
        query = request.query
        if not self.states.is_of(request.cookies.get(COOKIE), query.get("state", "")):
            log.info("slack_install_refused", why="state")
            return pages.EXPIRED.response()
        if "error" in query:
            log.info("slack_install_refused", why="declined")
            return pages.DECLINED.response()
        shown = await self._install(query.get("code", ""))
        response = shown.response()
        if shown.status == 200:
            response.del_cookie(COOKIE, path="/slack")
        return response

    async def _install(self, code: str) -> Shown:
        try:
            granted = await self.oauth.exchange(code, redirect_uri=self._redirect_uri)
        except Refused as refused:
            log.warning("slack_install_failed", why=str(refused))
            return pages.REFUSED if refused.fault.code else pages.UNREACHED
        at_home = not self.home.place(granted.tenant, granted.enterprise)
        if not at_home and not {granted.tenant, granted.enterprise} & set(self.teams):
            await self._give_back(granted)
            return pages.not_invited(granted.tenant)
        await self.database.write(lambda work: work.installations.put(granted))
        log.info("slack_installed", team=granted.tenant)
        if granted.enterprise:
            self.home.grids[granted.tenant] = granted.enterprise
        await grids.ask(self.oauth.client, [granted], home=self.home)
        return pages.installed(granted, at_home=at_home)

    async def _give_back(self, granted: Installation) -> None:
        log.warning("slack_install_refused", why="not invited", team=granted.tenant)
        try:
            await self.oauth.revoke(granted.token)
        except Refused as refused:  # it is kept nowhere all the same
            log.warning("slack_token_not_revoked", team=granted.tenant, why=str(refused))
