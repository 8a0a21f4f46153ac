"""The sweep: the guarantee behind every wake. It fires what is due and finds what was left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.ports import Clock, Database
from bot.services.delivery import Delivery
from bot.services.desk import Desk, Practice
from bot.services.reminding import fire_due

SENT_AGAIN_FOR = timedelta(days=1)
"""How long what came in is remembered: Slack sends an event again within about six minutes."""


@dataclass(frozen=True)
class Sweep:
    """Looks for work. Costs one short read while nothing is due."""

    database: Database
    clock: Clock
    practice: Practice
    delivery: Delivery

    async def __call__(self) -> Collection[str]:
        """Fire due reminders; returns the addresses that have something to be sent."""
        now = self.clock.now()
        while await self.database.read(lambda work: bool(work.reminders.due(now, limit=1))):
            await self.database.write(
                lambda work: fire_due(Desk(work, self.practice, now, actor=None))
            )
        return await self.delivery.due()

    async def forget(self) -> int:
        """Drop what was remembered of old requests; returns how many."""
        before = self.clock.now() - SENT_AGAIN_FOR
        return await self.database.write(lambda work: work.seen.forget(before))
