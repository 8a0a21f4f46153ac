"""Bot Service's requests: proved, checked, run as a turn of botbuilder, and answered.

Order matters. The token comes before the body is read, size and shape before botbuilder sees it,
and the answer goes out only after what it asks for is committed. What fails becomes a 500, so that
a message is sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import web
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity as Sent
from botbuilder.schema import ActivityTypes
from msrest.exceptions import DeserializationError

from adapters.teams.activities import Activity, Malformed, parse
from adapters.teams.answering import Answering, Reply
from adapters.teams.authentication import Authentication, Proof, Unauthorised
from adapters.teams.connect import is_loopback, leads_here
from adapters.teams.faults import logged
from adapters.teams.framework import Adapter, vouched
from adapters.teams.keys import NoKeys

PATH = "/api/messages"
MOST_BYTES = 4 * 1024 * 1024  # more than any card brings back: each is drawn from 25 KB

log = structlog.get_logger()


class _Rejected(Exception):
    """The request is not taken; nothing was changed."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Inbound:
    """The route that Bot Service calls.

    Args:
        adapter: botbuilder's, over our own connections.
        authentication: None where anybody may call: on loopback, for the Agents Playground.
        tenant: The one whose people we serve; "" where nobody is authenticated.
        answering: What is done with an activity.
    """

    def __init__(
        self,
        adapter: Adapter,
        *,
        authentication: Authentication | None,
        tenant: str,
        answering: Answering,
    ) -> None:
        self._adapter = adapter
        self._authentication = authentication
        self._tenant = tenant.lower()
        self._answering = answering

    def routes(self) -> list[web.RouteDef]:
        """To be added to the application."""
        return [web.post(PATH, self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        """Take one activity."""
        try:
            activity, body, claims = await self._verified(request)
        except _Rejected as rejected:
            log.info("teams_request_rejected", status=rejected.status, reason=str(rejected))
            return web.Response(status=rejected.status)
        try:
            reply = await self._turn(activity, body, claims)
        except Exception as exc:  # noqa: BLE001 - the top of a request: Teams sends it again
            logged(exc, kind=activity.type)
            return web.Response(status=500)
        return web.json_response(reply.body, status=reply.status) if reply.body else _empty(reply)

    async def _verified(
        self, request: web.Request
    ) -> tuple[Activity, dict[str, Any], Mapping[str, Any]]:
        proof = await self._proof(request)
        raw = await _body(request)
        try:
            activity, body = parse(raw)
        except Malformed as wrong:
            raise _Rejected(400, str(wrong)) from wrong
        if proof is None:
            if not leads_here(activity.service_url):
                raise _Rejected(403, "service address")
            return activity, body, {}
        try:
            proof.covers(channel=activity.channel, service_url=activity.service_url)
        except Unauthorised as wrong:
            raise _Rejected(401, str(wrong)) from wrong
        if activity.tenant != self._tenant:
            raise _Rejected(403, "tenant")
        return activity, body, proof.claims

    async def _proof(self, request: web.Request) -> Proof | None:
        if self._authentication is None:
            if not _is_from_here(request):
                raise _Rejected(403, "not from this machine")
            return None
        header = request.headers.get("Authorization", "")
        if not header:
            raise _Rejected(401, "no header")
        try:
            return await self._authentication.proof(header)
        except Unauthorised as wrong:
            raise _Rejected(401, str(wrong)) from wrong
        except NoKeys as wrong:
            raise _Rejected(503, str(wrong)) from wrong

    async def _turn(
        self, activity: Activity, body: dict[str, Any], claims: Mapping[str, Any]
    ) -> Reply:
        """Run it through botbuilder; its own answer to an invoke is the reply."""

        async def logic(context: TurnContext) -> None:
            reply = await self._answering.answer(activity, context)
            if reply is not None and activity.type == ActivityTypes.invoke:
                answer = InvokeResponse(status=reply.status, body=reply.body)
                await context.send_activity(Sent(type=ActivityTypes.invoke_response, value=answer))

        try:
            sent = Sent().deserialize(body)
        except (DeserializationError, ValueError, TypeError, AttributeError) as exc:
            log.info("teams_request_rejected", status=400, reason=type(exc).__name__)
            return Reply(400)
        given = await self._adapter.process_activity(vouched(self._adapter, claims), sent, logic)
        return Reply(int(given.status), given.body) if given else Reply(200)


def _empty(reply: Reply) -> web.Response:
    return web.Response(status=reply.status)


def _is_from_here(request: web.Request) -> bool:
    """True for a program on this machine that calls us directly, and not through a tunnel."""
    forwarded = any(name.lower().startswith("x-forwarded") for name in request.headers)
    return not forwarded and is_loopback(request.url.host) and is_loopback(request.remote)


async def _body(request: web.Request) -> bytes:
    """The raw bytes, read no further than the limit."""
    if (request.content_length or 0) > MOST_BYTES:
        raise _Rejected(413, "size")
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size > MOST_BYTES:
            raise _Rejected(413, "size")
        chunks.append(chunk)
    return b"".join(chunks)
