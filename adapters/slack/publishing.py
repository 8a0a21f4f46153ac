"""Publishes Homes: one call for each, to the person's own App Home.

Errors: docs.slack.dev/reference/methods/views.publish (Tier 4: 100 and more a minute, for each
workspace).
"""

from __future__ import annotations

import json

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import fault_of
from adapters.slack.home import render
from adapters.slack.workspaces import Clients
from bot.dialogue.content import Home
from bot.domain.errors import DeliveryError, TryLater, Undeliverable
from bot.domain.lanes import Address

# The app has no Home tab, or our rendering is at fault: the same again cannot pass.
_NEVER = frozenset({"not_enabled", "invalid_arguments", "view_too_large"})


class SlackHomes:
    """Implements `bot.ports.HomeSurface`."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def view(self, home: Home) -> str:
        """The view as JSON; the same Home is the same text."""
        return json.dumps(render(home), sort_keys=True)

    async def publish(self, address: Address, view: str) -> None:
        """Publish it.

        Raises `TryLater` when Slack may take it later and `Undeliverable` when it never will.
        """
        client = await self._client(address.tenant)
        try:
            await client.views_publish(user_id=address.user, view=json.loads(view))
        except (SlackApiError, ClientError, TimeoutError) as exc:
            fault = fault_of(exc)
            await self._clients.refused(address.tenant, fault.code, token=client.token or "")
            error = Undeliverable(fault.reason) if fault.code in _NEVER else fault.as_error()
            raise error from exc
        except AttributeError as exc:  # slack_sdk, on a 200 that is text: some proxy's, not Slack's
            raise TryLater("the answer was not Slack's") from exc

    async def _client(self, tenant: str) -> AsyncWebClient:
        """Who speaks in this very workspace: in ours, the same user id may be somebody else's.

        People of other workspaces without the app have no App Home of it, so nobody is left out.
        """
        client = await self._clients.of(tenant)
        if tenant and client.token == await self._token_at_home():
            raise Undeliverable("the app is not installed in that workspace")
        return client

    async def _token_at_home(self) -> str | None:
        try:
            return (await self._clients.of("")).token
        except DeliveryError:
            return None  # so it is not the one that we have
