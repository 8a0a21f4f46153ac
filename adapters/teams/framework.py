"""botbuilder, as far as we let it: a turn is run, and nothing is built or fetched for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
)
from botframework.connector.auth.connector_factory import ConnectorFactory

from adapters.teams.connectors import Connectors

PERMISSION = "https://api.botframework.com/.default"


class Adapter(CloudAdapterBase):  # type: ignore[misc]  # botbuilder has no types
    """botbuilder's adapter over our own connections."""

    def __init__(self, connectors: Connectors) -> None:
        super().__init__(_Framework(connectors))


class _Framework(BotFrameworkAuthentication):  # type: ignore[misc]  # so
    """Who is who was decided before: `adapters.teams.authentication`."""

    def __init__(self, connectors: Connectors) -> None:
        self._factory = _Kept(connectors)

    async def authenticate_request(self, activity: Any, auth_header: str) -> Any:
        raise NotImplementedError("requests are verified before botbuilder sees them")

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:
        raise NotImplementedError("nothing is streamed")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._factory

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """None: nobody signs in through the bot."""

    def vouched(self, claims: Mapping[str, Any]) -> AuthenticateRequestResult:
        """A request that was verified, in botbuilder's words."""
        result = AuthenticateRequestResult()
        result.audience = PERMISSION
        result.claims_identity = ClaimsIdentity({**claims}, True)  # noqa: FBT003 (its signature)
        result.connector_factory = self._factory
        return result


class _Kept(ConnectorFactory):  # type: ignore[misc]  # so
    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    async def create(self, service_url: str, audience: str) -> ConnectorClient:
        return self._connectors.to(service_url)


def vouched(adapter: Adapter, claims: Mapping[str, Any]) -> AuthenticateRequestResult:
    """A request that was verified, in botbuilder's words."""
    made: AuthenticateRequestResult = adapter.bot_framework_authentication.vouched(claims)
    return made
