"""How Slack brings a request to an app: as JSON or a form, signed, and again if need be.

Where the app is set to Socket Mode the same goes through its websocket, and nothing by HTTP.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.standins.slack_socket import Sockets

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """What was sent, byte for byte."""

    body: bytes
    content_type: str


class Wire:
    """The way from one person's client, by Slack, to our server.

    Args:
        base_url: Our app's address, without the path.
        signing_secret: The app's secret; another one forges.
        http: The session to send with.
        sockets: The websockets of our app.
        clock: Unix seconds, for signatures.
    """

    def __init__(
        self,
        *,
        base_url: str,
        signing_secret: str,
        http: aiohttp.ClientSession,
        sockets: Sockets,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.body = ""  # of the last answer
        self.requests: list[Request] = []  # all that were delivered, the oldest first
        self.last_event_id = ""
        self._events: dict[str, Request] = {}  # by event_id
        self._url = base_url.rstrip("/") + "/slack/events"
        self._secret = signing_secret
        self._http = http
        self._sockets = sockets
        self._clock = clock

    async def again(self, *, retry: int | None = 1, request: Request | None = None) -> int:
        """Deliver the last request, or this one, once more: the same bytes, signed anew.

        Nothing of the answer is shown to the person, as they have had one. With `retry` it says
        that it is one, as Slack does with an event that was not answered in time.
        """
        sent = request or self.requests[-1]
        return await self._deliver(sent.body, content_type=sent.content_type, retry=retry)

    async def interact(self, payload: Mapping[str, Any]) -> int:
        """Send this interaction payload; it may be made up."""
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self._deliver(body, content_type=FORM)

    async def event(self, envelope: Mapping[str, Any], *, retry: int | None = None) -> int:
        """Send this event; it may be made up."""
        return await self._deliver(json.dumps(envelope).encode(), content_type=JSON, retry=retry)

    async def post(self, body: bytes, *, headers: Mapping[str, str]) -> int:
        """Send these bytes and headers to Slack's path; give the status, keep the answer."""
        async with self._http.post(self._url, data=BytesIO(body), headers=headers) as answer:
            self.body = await answer.text()
            return answer.status

    def signed_headers(
        self,
        body: bytes,
        *,
        timestamp: int | str | None = None,
        secret: str | None = None,
        content_type: str = JSON,
    ) -> dict[str, str]:
        """Headers with the signature for this body; by default of now, with the right secret."""
        at = str(int(self._clock()) if timestamp is None else timestamp)
        key = (self._secret if secret is None else secret).encode()
        digest = hmac.new(key, b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={digest}",
        }

    async def _deliver(self, body: bytes, *, content_type: str, retry: int | None = None) -> int:
        self.requests.append(Request(body, content_type))
        if self._sockets.on:
            status, self.body = await self._sockets.send(body, retry=retry)
            return status
        headers = self.signed_headers(body, content_type=content_type)
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self.post(body, headers=headers)
