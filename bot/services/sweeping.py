"""The sweep: the guarantee behind every wake. It fires what is due and finds what was left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import structlog

from bot.ports import Clock, Database, Work
from bot.services.acquainting import Acquainting
from bot.services.delivery import Delivery
from bot.services.desk import Desk, Practice
from bot.services.reminding import fire_due
from bot.services.renewing import renew

log = structlog.get_logger()

SENT_AGAIN_FOR = timedelta(days=1)
"""How long what came in is remembered, at least; older is dropped once a day. Slack sends an event
again within about six minutes."""


class Sweep:
    """Looks for work. Costs one short read while nothing is due."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        practice: Practice,
        delivery: Delivery,
        acquainting: Acquainting,
    ) -> None:
        self.database = database
        self.clock = clock
        self.practice = practice
        self.delivery = delivery
        self.acquainting = acquainting
        self._forget_at: datetime | None = None  # None: at the first sweep

    async def __call__(self) -> Collection[str]:
        """Fire due reminders; returns the addresses that have something to be sent or asked."""
        now = self.clock.now()
        if self._forget_at is None or now >= self._forget_at:
            self._forget_at = now + SENT_AGAIN_FOR
            await self.database.write(lambda work: work.seen.forget(now - SENT_AGAIN_FOR))
        try:
            await self._remind(now)
        except Exception as exc:  # noqa: BLE001 - reminders hold up no message
            name = type(exc).__name__  # its text may hold what somebody wrote
            log.error("reminders_failed", error=name)  # noqa: TRY400 (so may a traceback)
        return {*await self.delivery.due(), *await self.acquainting.due()}

    async def _remind(self, now: datetime) -> None:
        while await self.database.read(lambda work: bool(work.reminders.due(now, limit=1))):
            await self.database.write(lambda work: self._fire(work, now))

    def _fire(self, work: Work, now: datetime) -> None:
        desk = Desk(work, self.practice, now, actor=None)
        fire_due(desk)
        renew(desk)
