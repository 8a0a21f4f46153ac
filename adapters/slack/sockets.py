"""Socket Mode: Slack's requests over a websocket that we open, for those without a public address.

docs.slack.dev/apis/events-api/using-socket-mode. Slack vouches for what comes through by the URL
that the app token gets, so nothing is signed. Past that it is the same path as over http: checked
by `payloads.parse`, done, and acknowledged after the commit. What is not acknowledged comes again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import urlencode

import structlog
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.answering import Answering, after_fault
from adapters.slack.elements import Json
from adapters.slack.faults import logged
from adapters.slack.oauth import Refused, answered
from adapters.slack.payloads import Malformed, Payload, parse
from bot.domain.errors import ConfigurationError

LOOK_AFTER = 30.0  # seconds between looks at whether the connection stands

log = structlog.get_logger()


@asynccontextmanager
async def socket(
    client: AsyncWebClient, *, app_token: str, answering: Answering
) -> AsyncIterator[None]:
    """Take what Slack sends for as long as it lasts; connects anew by itself.

    Raises `ConfigurationError` when Slack does not take the token.
    """
    quiet = logging.getLogger("evenhand.slack.socket")
    quiet.setLevel(logging.CRITICAL)  # its own lines hold whole requests
    try:
        opened = await answered(client.apps_connections_open(app_token=app_token))
    except Refused as refused:
        raise ConfigurationError(_explained(refused)) from None
    made = SocketModeClient(app_token=app_token, logger=quiet, web_client=client)
    made.proxy = client.proxy  # not one of the environment's, for loopback too
    made.wss_uri = opened["url"]

    async def taken(_client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await _take(made, request, answering)

    made.socket_mode_request_listeners.append(taken)
    await made.connect()  # type: ignore[no-untyped-call]  # slack_sdk says no types here
    looking = asyncio.create_task(_look_after(made))
    log.info("slack_socket_open")
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        await made.close()  # type: ignore[no-untyped-call]  # nor here


def _explained(refused: Refused) -> str:
    if not refused.fault.code:
        return f"Slack could not be reached to open a socket ({refused}): check the network"
    return (
        f"Slack refused SLACK_APP_TOKEN ({refused}): make an App-Level Token with "
        "connections:write on the app's page, Basic Information, and switch Socket Mode on"
    )


async def _look_after(made: SocketModeClient) -> None:
    """slack_sdk connects anew by itself; should it ever give up, it is told to begin again."""
    while True:
        await asyncio.sleep(LOOK_AFTER)
        try:
            if not await made.is_connected():
                log.warning("slack_socket_closed")
                await made.connect_to_new_endpoint()
        except Exception as exc:  # noqa: BLE001 - the next look tries again
            log.warning("slack_socket_not_opened", error=type(exc).__name__)


async def _take(made: SocketModeClient, request: SocketModeRequest, answering: Answering) -> None:
    try:
        payload = _payload(request)
    except Malformed as wrong:
        log.info("slack_request_rejected", status=400, reason=str(wrong))
        await _acknowledge(made, request, None)
        return
    try:
        said: Json | None = await answering.answer(payload)
    except Exception as exc:  # noqa: BLE001 - whatever it is, Slack or the person tries again
        key = getattr(payload, "event_id", None) or getattr(payload, "trigger_id", None)
        logged(exc, key=key)
        said = after_fault(payload)
        if said is None:
            return
    await _acknowledge(made, request, said)


def _payload(request: SocketModeRequest) -> Payload:
    """The same checks as over http, on the same form. Raises `Malformed`."""
    if request.type == "slash_commands":
        form = urlencode(_form(request.payload))
        return parse(form.encode(), "application/x-www-form-urlencoded")
    return parse(json.dumps(request.payload).encode(), "application/json")


def _form(payload: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in payload.items()
        if value is not None
    }


async def _acknowledge(
    made: SocketModeClient, request: SocketModeRequest, said: Json | None
) -> None:
    await made.send_socket_mode_response(SocketModeResponse(request.envelope_id, said or None))
