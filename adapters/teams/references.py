"""Where people can be written to first: kept as Teams names it, and dropped when they leave."""

from __future__ import annotations

from dataclasses import dataclass, field

import structlog

from adapters.teams import incoming
from adapters.teams.activities import Activity
from adapters.teams.connect import SURFACE
from bot.domain.lanes import Address
from bot.domain.references import Reference
from bot.ports import Clock, Database

REMEMBERED = 10_000  # people whose conversation need not be written again

log = structlog.get_logger()


@dataclass
class References:
    """The conversations with people, in the database; what stands there is not written again."""

    database: Database
    clock: Clock
    _written: dict[str, Reference] = field(default_factory=dict)  # by user

    async def met(self, activity: Activity) -> None:
        """Somebody is in their personal chat with us: from now on they are written to there."""
        found = incoming.reference(activity)
        if found is None or self._written.get(found.user) == found:
            return
        await self.database.write(lambda work: work.references.put(found))
        if len(self._written) >= REMEMBERED:
            self._written.clear()
        self._written[found.user] = found

    async def lost(self, activity: Activity) -> None:
        """The app was removed from a personal chat."""
        if activity.is_personal:
            await self._forget(activity.sender.id)

    async def of(self, address: Address) -> Reference | None:
        """Where an address leads; None where the app is not with them."""
        return await self.database.read(
            lambda work: work.references.get(SURFACE, address.tenant, address.user)
        )

    async def closed(self, reference: Reference) -> None:
        """Teams takes nothing for them any more."""
        await self._forget(reference.user)

    async def first(self, key: str) -> bool:
        """True for an activity that was not seen before."""
        now = self.clock.now()
        return await self.database.write(lambda work: work.seen.first(SURFACE, "", key, at=now))

    async def _forget(self, user: str) -> None:
        self._written.pop(user, None)
        known = await self.database.write(lambda work: work.references.forget(SURFACE, "", user))
        if known:
            log.info("teams_conversation_closed")
