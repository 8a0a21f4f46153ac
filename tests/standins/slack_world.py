"""Slack as people see it, without HTTP: workspaces with our app in them, people, what stands where.

Whoever is asked for by user id alone is looked for in the first workspace that knows them: the
one the stand-in was made with, then the others; `team` names another.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from typing import Any

from tests.standins.slack_installs import SCOPES, Installs
from tests.standins.slack_reading import SentMessage
from tests.standins.slack_socket import Sockets
from tests.standins.slack_workspace import APP_ID, Conversation, User, Workspace


class SlackWorld:
    """Workspaces and the people in them.

    Args:
        token: The bot token of the first workspace.
        team_id: The first workspace; the app is installed in it.
        clock: Unix seconds, for timestamps and for triggers, which live three seconds.
        scopes: What the first token was given.
    """

    def __init__(
        self,
        *,
        token: str = "xoxb-stand-in",
        team_id: str = "T0HOME",
        clock: Callable[[], float] = time.time,
        scopes: Iterable[str] = SCOPES,
    ) -> None:
        self.token = token
        self.clock = clock
        self.installs = Installs(clock)
        self.sockets = Sockets(APP_ID)
        self.workspaces: dict[str, Workspace] = {}
        self._count = itertools.count(1)
        self.workspace = self.add_workspace(team_id, bot_user_id="U0EVENHAND")
        self.installs.grant(token, self.workspace, scopes=scopes)

    @property
    def team_id(self) -> str:
        """The first workspace."""
        return self.workspace.team_id

    # --- workspaces ------------------------------------------------------------------------------

    def add_workspace(
        self, team_id: str, *, name: str = "Northwind", enterprise: str = "", bot_user_id: str = ""
    ) -> Workspace:
        """Let there be a workspace, of an enterprise or not, in which our app is not installed."""
        made = self.workspaces[team_id] = Workspace(
            team_id=team_id,
            clock=self.clock,
            name=name,
            enterprise_id=enterprise,
            bot_user_id=bot_user_id or f"U0BOT{team_id[1:]}",
            count=self._count,
        )
        return made

    def install(
        self, team_id: str, *, token: str, name: str = "Contoso", scopes: Iterable[str] = SCOPES
    ) -> Workspace:
        """Let our app be installed in another workspace, with a token of its own there."""
        made = self.workspaces.get(team_id) or self.add_workspace(team_id, name=name)
        self.installs.grant(token, made, scopes=scopes)
        return made

    def install_everywhere(self, enterprise: str, *teams: str, token: str) -> list[Workspace]:
        """Let our app be installed for a whole enterprise: one token for all its workspaces."""
        made = [
            self.workspaces.get(one) or self.add_workspace(one, enterprise=enterprise)
            for one in teams
        ]
        for one in made:
            one.enterprise_id, one.org_wide = enterprise, True
        self.installs.grant(token, *made)
        return made

    def allow_sockets(self, token: str) -> None:
        """Set the app to Socket Mode, with this app-level token (xapp-…) to connect by."""
        self.installs.grant(token, scopes=["connections:write"], kind="app")
        self.sockets.on = True

    # --- people and places -----------------------------------------------------------------------

    def add_user(
        self,
        user_id: str,
        *,
        team_id: str | None = None,
        team: str = "",
        tz: str = "Asia/Manila",
        real_name: str = "",
        email: str | None = "",
        locale: str = "en-US",
        stranger: bool | None = None,
    ) -> str:
        """Let a person be known; give the id of their direct message, which is not open yet.

        Args:
            user_id: The person.
            team_id: The person's own workspace, if it is another: met through Slack Connect.
            team: The workspace in which they are known; the first by default.
            tz: Their time zone; empty where Slack does not tell it.
            real_name: By default the id in small letters.
            email: None where the profile has none; made from the id by default.
            locale: As `users.info` gives it when it is asked to.
            stranger: What `is_stranger` says; by default whether they are of another workspace.
        """
        name = user_id.lower()
        place = self.workspaces[team] if team else self.workspace
        own = team_id or place.team_id
        place.users[user_id] = User(
            user_id,
            team_id=own,
            name=name,
            real_name=real_name or name,
            tz=tz,
            email=f"{name}@northwind.example" if email == "" else email or "",
            locale=locale,
            is_stranger=own != place.team_id if stranger is None else stranger,
        )
        elsewhere = "" if place is self.workspace else place.team_id[1:]
        channel = f"D{len(place.users):02d}{elsewhere}{user_id[1:]}"
        place.conversations[channel] = Conversation(channel, user_id, is_open=False)
        return channel

    def add_channel(
        self, channel: str, *, name: str = "general", with_bot: bool = True, team: str = ""
    ) -> None:
        """Let there be a channel, with the bot in it or without."""
        place = self.workspaces[team] if team else self.workspace
        place.conversations[channel] = Conversation(channel, name=name, with_bot=with_bot)

    def channel_of(self, user_id: str, *, team: str = "") -> str:
        """The id of the person's direct message with the bot, opened or not."""
        return self._of(user_id, team).dm(user_id).id

    # --- what is seen ----------------------------------------------------------------------------

    def messages(self, user_id: str, *, team: str = "") -> list[SentMessage]:
        """What stands in the person's direct message now, the oldest first."""
        return list(self._of(user_id, team).dm(user_id).sent.values())

    def messages_in(self, channel: str, *, team: str = "") -> list[SentMessage]:
        """What stands in a channel now, the oldest first."""
        place = self.workspaces[team] if team else self.workspace
        return list(place.conversations[channel].sent.values())

    def whispers(self, user_id: str, *, team: str = "") -> list[SentMessage]:
        """What the person alone was shown, wherever it was: ephemeral messages, oldest first."""
        places = self._of(user_id, team).conversations.values()
        shown = [one for place in places for one in place.whispered if one.to == user_id]
        return sorted(shown, key=lambda one: one.ts)

    def views(self, user_id: str, *, team: str = "") -> list[dict[str, Any]]:
        """The person's modals and App Home, as they are shown now."""
        modals = self._of(user_id, team).modals
        return [one for id_, one in modals.open.items() if modals.owners[id_] == user_id]

    def _of(self, user_id: str, team: str) -> Workspace:
        if team:
            return self.workspaces[team]
        known = (one for one in self.workspaces.values() if user_id in one.users)
        return next(known, self.workspace)
