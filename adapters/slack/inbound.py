"""Slack's requests: verified over their raw bytes, checked, handed to Bolt, and acted on.

Order matters. Size, age and signature come before anything is parsed; the shape is checked before
Bolt sees it; and the 200 goes out only after `conversations.receive` has committed. What it raises
for an event becomes a 500, so that Slack sends the event again.
"""

from __future__ import annotations

import logging
import re
from typing import Any, assert_never

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from adapters.slack.answering import Answering, after_fault
from adapters.slack.connect import SlackHome
from adapters.slack.faults import logged
from adapters.slack.payloads import (
    BlockActions,
    BlockSuggestion,
    Command,
    EventCallback,
    Malformed,
    MessageAction,
    Other,
    Payload,
    Shortcut,
    UrlVerification,
    ViewClosed,
    ViewSubmission,
    parse,
)
from adapters.slack.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, is_fresh, is_signed
from bot.ports import Clock

PATH = "/slack/events"
MOST_BYTES = 4 * 1024 * 1024  # 100,000 characters come twice, each up to 12 bytes long

log = structlog.get_logger()


def routes(
    *, signing_secret: str, home: SlackHome, answering: Answering, clock: Clock
) -> list[web.RouteDef]:
    """The route that Slack calls.

    Args:
        signing_secret: The app's own, from its page Basic Information.
        home: Which workspace is ours, and which user we are.
        answering: Does what a request asks for; it answers only after the commit.
        clock: The real time, never a demo's: a signature is good for five minutes of it.
    """
    bolt = _bolt(home, answering)

    async def receive(request: web.Request) -> web.Response:
        try:
            payload = await _verified(request, signing_secret=signing_secret, clock=clock)
        except _Rejected as rejected:
            log.info("slack_request_rejected", status=rejected.status, reason=str(rejected))
            return web.Response(status=rejected.status)
        if isinstance(payload, Other):  # Bolt would answer 404 and log the body
            return web.Response()
        return await to_aiohttp_response(await bolt.async_dispatch(_bolt_request(payload)))

    return [web.post(PATH, receive)]


class _Rejected(Exception):
    """The request is not taken; nothing was changed."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def _verified(request: web.Request, *, signing_secret: str, clock: Clock) -> Payload:
    timestamp = request.headers.get(TIMESTAMP_HEADER, "")
    signature = request.headers.get(SIGNATURE_HEADER, "")
    if not is_fresh(timestamp, clock.now()):
        raise _Rejected(401, "timestamp")
    raw = await _body(request)
    if not is_signed(raw, timestamp=timestamp, signature=signature, secret=signing_secret):
        raise _Rejected(401, "signature")
    try:
        return parse(raw, request.content_type)
    except Malformed as wrong:
        raise _Rejected(400, str(wrong)) from wrong


async def _body(request: web.Request) -> bytes:
    """The raw bytes, read no further than the limit."""
    if (request.content_length or 0) > MOST_BYTES:
        raise _Rejected(400, "size")
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size > MOST_BYTES:
            raise _Rejected(400, "size")
        chunks.append(chunk)
    return b"".join(chunks)


def _bolt_request(payload: Payload) -> AsyncBoltRequest:
    """The payload for Bolt: as much as it needs to find the listener, and the whole beside it.

    Bolt calls a body that is a dict already "socket mode"; nothing else hangs on it here.
    """
    return AsyncBoltRequest(
        body=_body_of(payload), mode="socket_mode", context={"payload": payload}
    )


def _body_of(payload: Payload) -> dict[str, Any]:
    match payload:
        case Command():
            return {"command": payload.command}
        case UrlVerification():
            return {"type": payload.type, "challenge": payload.challenge}
        case EventCallback():
            return {"type": payload.type, "event": {"type": payload.event.type}}
        case BlockActions():
            return {"type": payload.type, "actions": [{"action_id": payload.actions[0].action_id}]}
        case ViewSubmission() | ViewClosed():
            view = {"type": payload.view.type, "callback_id": payload.view.callback_id}
            return {"type": payload.type, "view": view}
        case BlockSuggestion():
            return {"type": payload.type, "action_id": payload.action_id}
        case Shortcut() | MessageAction():
            return {"type": payload.type, "callback_id": payload.callback_id}
        case Other():
            return {"type": payload.type}
        case _:
            assert_never(payload)


def _bolt(home: SlackHome, answering: Answering) -> AsyncApp:
    """Bolt with one listener per type of payload. It calls nobody and logs no body."""
    quiet = logging.getLogger("evenhand.slack.bolt")
    quiet.setLevel(logging.CRITICAL)  # its own lines hold whole requests; `failed` says the rest

    async def authorize(**_about: object) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=home.enterprise_id or None,
            team_id=home.team_id,
            bot_user_id=home.bot_user_id,
            bot_id=home.bot_id or None,
        )

    app = AsyncApp(
        name="evenhand",
        logger=quiet,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,  # done before, over the raw bytes
        ssl_check_enabled=False,
    )

    async def taken(ack: AsyncAck, context: AsyncBoltContext) -> None:
        await ack(await answering.answer(context["payload"]) or "")

    every = re.compile("")
    app.event(every)(taken)
    app.block_action(every)(taken)
    app.view_submission(every)(taken)
    app.view_closed(every)(taken)
    app.block_suggestion(every)(taken)
    app.shortcut(every)(taken)
    app.command(every)(taken)
    app.error(_failed)
    return app


async def _failed(error: Exception, context: AsyncBoltContext) -> BoltResponse:
    """A fault of ours: the person or Slack is told, and Slack sends an event again."""
    payload = context.get("payload")
    key = getattr(payload, "event_id", None) or getattr(payload, "trigger_id", None)
    logged(error, key=key)
    said = after_fault(payload)
    return (
        BoltResponse(status=500, body="") if said is None else BoltResponse(status=200, body=said)
    )
