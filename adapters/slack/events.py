"""What Slack tells of without anybody having spoken to us: visits, profiles, removals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from adapters.slack import grids
from adapters.slack.connect import SURFACE, SlackHome
from adapters.slack.incoming import introduced
from adapters.slack.payloads import EventCallback, HomeOpenedEvent, Removal, UserChange
from adapters.slack.visits import Homes, Visits
from bot.domain.introductions import Profile


class Acquaintances(Protocol):
    """Is told who people are."""

    async def hear(self, surface: str, tenant: str, user: str, profile: Profile) -> None:
        """Note what Slack says of a user, and commit; the same again changes nothing."""


class Removals(Protocol):
    """Takes note where the app is removed: `adapters.slack.removing`."""

    async def hear(self, callback: EventCallback) -> None:
        """An event that tells of it."""


@dataclass(frozen=True)
class Events:
    """Passes each on to whom it concerns."""

    home: SlackHome
    homes: Homes
    acquaintances: Acquaintances
    removals: Removals

    async def hear(self, callback: EventCallback) -> bool:
        """True when it was such an event, and is noted durably."""
        grids.learn(callback, self.home)
        match callback.event:
            case HomeOpenedEvent():
                await Visits(self.home, self.homes).take(callback)
            case UserChange():
                if told := introduced(callback, self.home):
                    user = (SURFACE, told.tenant, told.user)
                    await self.acquaintances.hear(*user, told.profile)
            case Removal():
                await self.removals.hear(callback)
            case _:
                return False
        return True
