"""Server-sent events: what happens in any chair, to every open page."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from adapters.web import transcript, view
from adapters.web.clockwork import Clockwork
from adapters.web.listeners import Arrived, ClockMoved, Closed, Event, Listeners
from bot.ports import Database

STILL_HERE = b": still here\n\n"  # a comment, which browsers pass over
BEAT = 15.0  # seconds between signs of life when there is nothing to tell


class Stream:
    """`GET /demo/stream`. On `hello` a page reads its chairs; from then on it hears the rest."""

    def __init__(
        self, *, listeners: Listeners, clockwork: Clockwork, database: Database, instance: str
    ) -> None:
        self._listeners = listeners
        self._clockwork = clockwork
        self._database = database
        self._instance = instance

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Tell until the browser or the server goes."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with self._listeners.listening() as events, suppress(ConnectionResetError):
            await response.prepare(request)
            await response.write(_event("hello", {"instance": self._instance}))
            while told := await self._next(events):
                await response.write(told)
        return response

    async def _next(self, events: asyncio.Queue[Event]) -> bytes:
        """What to write next; b"" when the stream is over."""
        try:
            event = await asyncio.wait_for(events.get(), BEAT)
        except TimeoutError:
            return STILL_HERE
        return b"" if isinstance(event, Closed) else await self._told(event)

    async def _told(self, event: Arrived | ClockMoved) -> bytes:
        if isinstance(event, ClockMoved):
            return _event("clock", await self._clockwork.view())
        post = event.post
        person_id = post.address.person_id
        person, shown = await self._database.read(
            lambda work: (work.directory.person(person_id), transcript.arrived(work, post))
        )
        if person is None:
            return STILL_HERE
        message = view.message(shown, person)
        return _event("post", {"person": person_id, "message": message})


def _event(name: str, data: object) -> bytes:
    """One event; JSON escapes line breaks, so the data stays on its line."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
