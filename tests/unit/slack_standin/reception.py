"""A server in our app's place, so that a stand-in's requests can be looked at and answered."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web


class Reception:
    """Keeps what Slack posts, and answers with `reply`, after it did what `meanwhile` says."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.reply: tuple[int, Any] = (200, None)
        self.meanwhile: Callable[[], Awaitable[object]] | None = None
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        """Keep one request."""
        self.got.append((dict(request.headers), await request.read()))
        if self.meanwhile is not None:
            await self.meanwhile()
        status, body = self.reply
        return web.json_response(body, status=status) if body else web.Response(status=status)

    @property
    def last(self) -> dict[str, Any]:
        """The last payload, whether it came as JSON or in a form."""
        return self.payload(-1)

    @property
    def form(self) -> dict[str, str]:
        """The fields of the last request, which came as a form."""
        fields = parse_qs(self.got[-1][1].decode(), keep_blank_values=True)
        return {name: values[0] for name, values in fields.items()}

    def payload(self, number: int) -> dict[str, Any]:
        """One of the payloads, by its place."""
        body = self.got[number][1].decode()
        found: dict[str, Any] = json.loads(
            body if body.startswith("{") else parse_qs(body)["payload"][0]
        )
        return found


@asynccontextmanager
async def reception_desk() -> AsyncIterator[Reception]:
    """A reception that listens."""
    place = Reception()
    app = web.Application(client_max_size=4_000_000)
    app.router.add_post("/slack/events", place.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    place.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield place
    await runner.cleanup()
