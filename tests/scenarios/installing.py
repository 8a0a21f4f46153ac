"""A browser in which somebody installs the app, and the organisation whose clients have Slack."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import ClientSession, DummyCookieJar

from tests.scenarios.world import ORGANISATION, World
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_installs import Installs

CLIENT_ID, CLIENT_SECRET = "1111.2222", "made-up-client-secret"
PUBLIC = "https://evenhand.example"
BY_LINK = {  # instead of a bot token
    "SLACK_BOT_TOKEN": "",
    "SLACK_CLIENT_ID": CLIENT_ID,
    "SLACK_CLIENT_SECRET": CLIENT_SECRET,
    "PUBLIC_URL": PUBLIC,
}


def organisation(folder: Path, *, kim: str = "T0CONTOSO", henrik: str = "T0FABRIKAM") -> Path:
    """The organisation's file, in which the home workspace and those of clients are named."""
    text = ORGANISATION.read_text(encoding="utf-8")
    text = text.replace("slack: U0KIM", f"slack: U0KIM, slack_team: {kim}")
    text = text.replace("slack: U0HENRIK", f"slack: U0HENRIK, slack_team: {henrik}")
    file = folder / "organisation.yaml"
    file.write_text(f"slack_team: T0HOME\n{text}", encoding="utf-8")
    return file


def workspaces(slack: SlackStandIn) -> Installs:
    """Let there be the clients' workspaces, where Kim and Henrik are, and nothing installed."""
    slack.add_workspace("T0CONTOSO", name="Contoso")
    slack.add_workspace("T0FABRIKAM", name="Fabrikam")
    slack.add_workspace("T0OTHER", name="Somebody Else")
    slack.add_user("U0KIM", team="T0CONTOSO", tz="Australia/Sydney")
    slack.add_user("U0HENRIK", team="T0FABRIKAM")
    return slack.installs


@dataclass
class Browser:
    """Somebody's browser; what it was shown last.

    Our address is https to the world and http here: so cookies are kept by hand.
    """

    world: World
    cookies: dict[str, str] = field(default_factory=dict)
    status: int = 0
    page: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    set_cookie: str = ""

    async def open(self, url: str) -> str:
        """Open one of our pages, by its path or its public address; give the page."""
        assert not url.startswith("http") or url.startswith(PUBLIC)
        parts = urlsplit(url)
        here = f"{self.world.url}{parts.path}?{parts.query}"
        async with (
            ClientSession(cookie_jar=DummyCookieJar()) as http,
            http.get(here, cookies=self.cookies, allow_redirects=False) as answer,
        ):
            self.status, self.page = answer.status, await answer.text()
            self.headers = dict(answer.headers)
            self.set_cookie = answer.headers.get("Set-Cookie", "")
            for name, morsel in answer.cookies.items():
                self.cookies[name] = morsel.value
        return self.page

    async def asked(self) -> str:
        """Open the page that offers it; give where its link leads."""
        found = re.search(r'href="([^"]+)"', await self.open("/slack/install"))
        assert found, self.page
        return unescape(found[1])

    async def install(self, *teams: str, user: str = "U0ADMIN") -> str:
        """Install it in a workspace, or in several as a whole; give the last page."""
        slack = self.world.slack
        places = [slack.workspaces[team] for team in teams]
        return await self.open(slack.installs.approve(await self.asked(), *places, user_id=user))
