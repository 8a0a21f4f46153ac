"""botbuilder's clients for Bot Connector, made once for each service address.

botbuilder would make one on every turn, which takes longer than all the rest of the turn, and call
through `requests` in threads. Ours share the session's connections and the one token.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession
from botframework.connector.aio import ConnectorClient
from msrest.authentication import Authentication as NoCredentials
from msrest.pipeline import AsyncHTTPSender, AsyncPipeline, Request, Response
from msrest.pipeline.universal import RawDeserializer

from adapters.teams.faults import Refused, refusal
from adapters.teams.tokens import Tokens

MOST = 1000  # addresses that are remembered; Teams has one for each region


@dataclass
class Connectors:
    """The clients by service address. `tokens`: None where nobody asks who we are."""

    http: ClientSession
    tokens: Tokens | None
    _known: dict[str, ConnectorClient] = field(default_factory=dict)

    def to(self, service_url: str) -> ConnectorClient:
        """The client for an address that a true activity named."""
        known = self._known.get(service_url)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[service_url] = self._made(service_url)
        return known

    def _made(self, service_url: str) -> ConnectorClient:
        def pipeline(_configuration: Any) -> AsyncPipeline:
            return AsyncPipeline([], _Sender(self.http, self.tokens))

        return ConnectorClient(NoCredentials(), service_url, pipeline_type=pipeline)


@dataclass
class _Answer:
    """What botbuilder reads of an answer; what it says stands in `context`."""

    status_code: int
    reason: str
    headers: Any
    context: Any = None


class _Sender(AsyncHTTPSender):  # type: ignore[misc]  # msrest has no types
    """Sends what botbuilder has put together. Raises `Refused` for anything but a success."""

    def __init__(self, http: ClientSession, tokens: Tokens | None) -> None:
        self._http = http
        self._tokens = tokens

    async def send(self, request: Request, **_settings: Any) -> Response:
        sent = request.http_request
        headers = dict(sent.headers)
        token = await self._tokens.token() if self._tokens else ""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        call = self._http.request(
            sent.method, sent.url, data=sent.data, headers=headers, allow_redirects=False
        )
        try:
            async with call as answer:
                if answer.status >= 300:
                    raise await refusal(answer)
                said = await answer.json(content_type=None) if await answer.read() else None
                made = _Answer(answer.status, answer.reason or "", answer.headers)
        except (ClientError, TimeoutError, ValueError) as exc:
            raise Refused(0, reason=f"no answer: {type(exc).__name__}") from exc
        except Refused as refused:
            if refused.status == 401 and self._tokens:
                self._tokens.refused(token)
            raise
        return Response(request, made, {RawDeserializer.CONTEXT_NAME: said})

    async def __aexit__(self, *_error: object) -> None:
        """The session is closed by whoever opened it."""
