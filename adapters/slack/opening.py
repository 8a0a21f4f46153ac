"""Opens modals and puts other pages into them. Nothing here is owed: a person can always go on.

docs.slack.dev/reference/methods/views.open and views.update: a trigger is good once and for three
seconds; a `hash` that is not the view's own any more means that something newer stands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.elements import Json
from adapters.slack.faults import fault_of
from adapters.slack.payloads import View

SECONDS = 2.5  # Slack waits three for our answer, and a trigger is good for as long
_SHOWN = frozenset({"exchanged_trigger_id"})  # this very request opened a modal before

log = structlog.get_logger()


class Modals:
    """The modals of one workspace."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def open(self, trigger_id: str, view: Json) -> bool:
        """Show a modal to whoever gave the trigger; False when they may not see it."""
        return await _done(self._client.views_open(trigger_id=trigger_id, view=view))

    async def update(self, old: View, view: Json) -> bool:
        """Put another page into a modal, unless something newer stands there."""
        call = self._client.views_update(view_id=old.id, hash=old.hash or None, view=view)
        return await _done(call)


async def _done(call: Awaitable[AsyncSlackResponse]) -> bool:
    try:
        await asyncio.wait_for(call, SECONDS)
    except (SlackApiError, ClientError, TimeoutError) as exc:
        if fault_of(exc).code in _SHOWN:
            return True
        log.warning("slack_modal_not_shown", reason=fault_of(exc).reason)
        return False
    except AttributeError:  # slack_sdk, on a 200 that is text: some proxy's, not Slack's
        log.warning("slack_modal_not_shown", reason="the answer was not Slack's")
        return False
    return True
