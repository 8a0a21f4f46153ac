"""Somebody looks at their App Home: the event, in our own words.

docs.slack.dev/reference/events/app_home_opened: it comes each time, for either tab.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from adapters.slack import tenancy
from adapters.slack.connect import SURFACE, SlackHome
from adapters.slack.payloads import EventCallback, HomeOpenedEvent


class Homes(Protocol):
    """Keeps Homes current, once they were looked at."""

    async def opened(self, *, surface: str, tenant: str, user: str, blank: bool) -> None:
        """Note it, durably; `blank`: nothing is shown there yet."""


@dataclass(frozen=True)
class Visits:
    """Passes visits on."""

    home: SlackHome
    homes: Homes

    async def take(self, callback: EventCallback) -> None:
        """Have the Home shown, if it is the Home that somebody looks at."""
        event = callback.event
        if not isinstance(event, HomeOpenedEvent) or event.tab != "home":
            return
        tenant = tenancy.of_event(callback, self.home)
        if tenant is not None:
            blank = event.view is None
            await self.homes.opened(surface=SURFACE, tenant=tenant, user=event.user, blank=blank)
