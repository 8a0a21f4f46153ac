"""A clock that can be moved forward, for demo and tests: what falls due on the way fires."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.ports import Database, Work


class MovableClock:
    """Runs as the wall's clock does, from `starts_at` if given, and can be moved forward."""

    def __init__(self, wall: Callable[[], datetime], *, starts_at: datetime | None = None) -> None:
        self._wall = wall
        self._ahead = starts_at - wall() if starts_at else timedelta()

    def now(self) -> datetime:
        """The moment it shows, aware, in UTC."""
        return (self._wall() + self._ahead).astimezone(UTC)

    def advance_to(self, at: datetime) -> None:
        """Show at least `at`."""
        self._ahead += max(at - self.now(), timedelta())


class TimeMachine:
    """Moves a clock through everything that falls due, in order.

    `settle` runs one sweep and returns when all that it found has been delivered.
    """

    def __init__(
        self, *, clock: MovableClock, database: Database, settle: Callable[[], Awaitable[None]]
    ) -> None:
        self._clock = clock
        self._database = database
        self._settle = settle

    def now(self) -> datetime:
        """The moment that the demo lives in."""
        return self._clock.now()

    async def next_due(self) -> datetime | None:
        """When the next message or reminder falls due; None when nothing waits."""
        return await self._database.read(next_due)

    async def move_to(self, at: datetime) -> None:
        """Move forward to `at`, firing each thing on its way at its own time."""
        last: datetime | None = None
        while (due := await self.next_due()) and due <= at and due != last:
            self._clock.advance_to(due)
            await self._settle()
            last = due
        self._clock.advance_to(at)
        await self._settle()


def next_due(work: Work) -> datetime | None:
    """The earliest of what waits to be sent and what waits to be said."""
    waiting = (work.posts.next_moment(), work.reminders.next_moment())
    return min((moment for moment in waiting if moment), default=None)
