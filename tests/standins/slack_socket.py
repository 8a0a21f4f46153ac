"""Socket Mode: Slack's requests over a websocket that the app opened.

Known (docs.slack.dev/apis/events-api/using-socket-mode, slack_sdk's socket_mode): `hello` first,
then envelopes that the app acknowledges by their id, with the answer as payload where
`accepts_response_payload` says so; an event that is not acknowledged comes again with
`retry_attempt`; before Slack closes a connection it says `disconnect`; several may be open, at
most ten. Assumed: a URL opens one connection; of several, the newest is served; only events come
again.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qs
from uuid import uuid4

from aiohttp import WSMsgType, web

MOST_CONNECTIONS = 10
UNTAKEN = 0  # given instead of a status: no connection, or no acknowledgement in time

Reason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass
class Sockets:
    """The websockets of our app, and what was sent through them."""

    app_id: str
    on: bool = False  # whether the app is set to Socket Mode: then nothing comes by HTTP
    seconds: float = 3.0  # for an acknowledgement
    sent: list[dict[str, Any]] = field(default_factory=list)  # envelopes, the oldest first
    unacked: list[dict[str, Any]] = field(default_factory=list)
    _tickets: set[str] = field(default_factory=set)
    _open: list[web.WebSocketResponse] = field(default_factory=list)
    _waiting: dict[str, tuple[web.WebSocketResponse, asyncio.Future[Any]]] = field(
        default_factory=dict
    )
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._open)

    def url(self, host: str) -> str:
        """apps.connections.open: where the app may connect, once."""
        ticket = uuid4().hex
        self._tickets.add(ticket)
        return f"ws://{host}/link/?ticket={ticket}&app_id={self.app_id}"

    async def until(self, connections: int) -> None:
        """Wait until so many are open."""
        while self.connections != connections:
            self._changed.clear()
            await self._changed.wait()

    # --- what Slack sends ------------------------------------------------------------------------

    async def send(self, request: bytes, *, retry: int | None = None) -> tuple[int, str]:
        """Send what would be the body of an HTTP request; give 200 and the answer, or `UNTAKEN`.

        What is not acknowledged is kept in `unacked`.
        """
        kind, payload = _read(request)
        envelope = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry or 0, "retry_reason": "timeout" if retry else ""}
        return await self._send(envelope)

    async def redeliver(self) -> list[int]:
        """Send the events that were not acknowledged once more; give what became of each."""
        again, self.unacked = self.unacked, []
        statuses = []
        for envelope in again:
            if envelope["type"] == "events_api":
                attempt = envelope["retry_attempt"] + 1
                late = {**envelope, "envelope_id": str(uuid4()), "retry_attempt": attempt}
                statuses.append((await self._send({**late, "retry_reason": "timeout"}))[0])
        return statuses

    async def disconnect(self, reason: Reason = "refresh_requested", *, close: bool = True) -> None:
        """Say to the oldest connection that it ends, and end it unless it is only a warning."""
        socket = self._open[0]
        told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
        await socket.send_json(told)
        if close:
            await self.drop(socket)

    async def drop(self, socket: web.WebSocketResponse | None = None) -> None:
        """Close a connection, the oldest by default, without a word before."""
        await (socket or self._open[0]).close()

    # --- what the app sends ----------------------------------------------------------------------

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, until it ends."""
        ticket = parse_qs(request.query_string).get("ticket", [""])[0]
        if ticket not in self._tickets or self.connections >= MOST_CONNECTIONS:
            return web.Response(status=401 if ticket not in self._tickets else 408)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        self._open.append(socket)
        try:
            await socket.send_json(self._hello())
            self._changed.set()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        finally:
            self._gone(socket)
        return socket

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": self.connections,
            "connection_info": {"app_id": self.app_id},
            "debug_info": {
                "host": "stand-in",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    async def _send(self, envelope: dict[str, Any]) -> tuple[int, str]:
        self.sent.append(envelope)
        if not self._open:
            self.unacked.append(envelope)
            return UNTAKEN, ""
        socket = self._open[-1]
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = (socket, answered)
        await socket.send_json(envelope)
        try:
            payload = await asyncio.wait_for(answered, self.seconds)
        except (TimeoutError, ConnectionError):
            self.unacked.append(envelope)
            return UNTAKEN, ""
        finally:
            self._waiting.pop(envelope["envelope_id"], None)
        assert payload is None or envelope["accepts_response_payload"], "an event has no answer"
        return 200, "" if payload is None else json.dumps(payload)

    def _acknowledged(self, message: dict[str, Any]) -> None:
        _, answered = self._waiting.get(message.get("envelope_id", ""), (None, None))
        if answered is not None and not answered.done():
            answered.set_result(message.get("payload"))

    def _gone(self, socket: web.WebSocketResponse) -> None:
        self._open.remove(socket)
        for used, answered in self._waiting.values():
            if used is socket and not answered.done():
                answered.set_exception(ConnectionError("the connection ended"))
        self._changed.set()


def _read(request: bytes) -> tuple[str, dict[str, Any]]:
    """The envelope's type and payload for the body of an HTTP request."""
    body = request.decode()
    if body.startswith("{"):
        return "events_api", json.loads(body)
    fields = {name: one[0] for name, one in parse_qs(body, keep_blank_values=True).items()}
    if "payload" in fields:
        return "interactive", json.loads(fields["payload"])
    return "slash_commands", fields
