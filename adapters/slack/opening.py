"""Opens modals and puts other pages into them. Nothing here is owed: a person can always go on.

docs.slack.dev/reference/methods/views.open and views.update: a trigger is good once and for three
seconds; a `hash` that is not the view's own any more means that something newer stands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.elements import Json
from adapters.slack.faults import Fault, fault_of
from adapters.slack.payloads import View
from adapters.slack.workspaces import Clients
from bot.domain.errors import DeliveryError

SECONDS = 2.5  # Slack waits three for our answer, and a trigger is good for as long

Call = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]

log = structlog.get_logger()


class Modals:
    """The modals of people, each shown by whoever speaks for us in their workspace."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    async def open(self, trigger_id: str, view: Json, *, tenant: str) -> bool:
        """Show a modal to whoever gave the trigger; False when they may not see it."""
        return await self._done(
            tenant, lambda client: client.views_open(trigger_id=trigger_id, view=view)
        )

    async def update(self, old: View, view: Json, *, tenant: str) -> bool:
        """Put another page into a modal, unless something newer stands there."""
        about = {"view_id": old.id, "hash": old.hash or None}
        return await self._done(tenant, lambda client: client.views_update(view=view, **about))

    async def _done(self, tenant: str, call: Call) -> bool:
        try:
            async with asyncio.timeout(SECONDS):
                await call(await self._clients.of(tenant))
        except DeliveryError as exc:
            log.warning("slack_modal_not_shown", reason=str(exc))
            return False
        except (SlackApiError, ClientError, TimeoutError) as exc:
            return _is_shown(fault_of(exc))
        except AttributeError:  # slack_sdk, on a 200 that is text: some proxy's, not Slack's
            return _is_shown(Fault("the answer was not Slack's"))
        return True


def _is_shown(fault: Fault) -> bool:
    """Whether the modal stands there all the same: this very request opened it before."""
    if fault.code == "exchanged_trigger_id":
        return True
    log.warning("slack_modal_not_shown", reason=fault.reason)
    return False
