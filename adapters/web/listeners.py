"""Browsers that listen, and what they are told as it happens.

Nothing depends on anybody listening: what is shown can always be read again from the database.
So a browser that does not keep up is let go, and reads again when it comes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.dialogue.posts import Post


@dataclass(frozen=True)
class Arrived:
    """A post reached its person's chair."""

    post: Post


@dataclass(frozen=True)
class ClockMoved:
    """The demo's clock was moved forward."""


@dataclass(frozen=True)
class Closed:
    """Nothing more will come: the server stops, or this browser did not keep up."""


Event = Arrived | ClockMoved | Closed


class Listeners:
    """Passes events on to every open stream. All calls come from the event loop's thread."""

    def __init__(self, *, room: int = 256) -> None:
        self._room = room  # events that one browser may be behind
        self._queues: set[asyncio.Queue[Event]] = set()

    def publish(self, event: Event) -> None:
        """Tell everybody who listens; never waits."""
        for queue in tuple(self._queues):
            if queue.qsize() < self._room:
                queue.put_nowait(event)
            else:
                self._queues.discard(queue)
                queue.put_nowait(Closed())

    def close(self) -> None:
        """End all streams, so that a stopping server need not wait for them."""
        self.publish(Closed())

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[Event]]:
        """A queue that gets every event from now on."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)
