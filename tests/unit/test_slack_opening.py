"""Opening a modal and putting another page into it, against a Slack that may refuse."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import modal
from adapters.slack.connect import web_api
from adapters.slack.opening import Modals
from adapters.slack.payloads import View
from bot.domain.errors import TryLater
from tests.one_client import OneClient
from tests.standins.slack_api import SlackStandIn

VIEW = modal.over_view()


class NoClient:
    """A workspace whose token cannot be had now."""

    async def of(self, tenant: str) -> AsyncWebClient:
        """Never."""
        raise TryLater("not installed there yet")

    async def refused(self, tenant: str, code: str, *, token: str) -> None:
        """Nobody says anything there."""


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack with Maya in it."""
    async with SlackStandIn() as standin:
        standin.add_user("U0MAYA")
        yield standin


@pytest.fixture
async def modals(slack: SlackStandIn) -> AsyncIterator[Modals]:
    """Her modals."""
    async with web_api(token=slack.token, api_url=slack.url) as client:
        yield Modals(OneClient(client))


async def test_a_modal_is_opened_once_for_a_trigger(slack: SlackStandIn, modals: Modals) -> None:
    """A request that comes again finds it open; an old or made-up trigger opens nothing."""
    trigger = slack.workspace.new_trigger("U0MAYA")
    assert await modals.open(trigger, VIEW, tenant="")
    assert await modals.open(trigger, VIEW, tenant="")
    assert len([one for one, _ in slack.calls if one == "views.open"]) == 2
    assert slack.workspace.modals.modal("U0MAYA")
    assert not await modals.open("1.2.made-up", VIEW, tenant="")


async def test_a_page_is_put_into_the_modal_unless_something_newer_stands_there(
    slack: SlackStandIn, modals: Modals
) -> None:
    """A state that is over, and a modal that was closed, are left as they are."""
    assert await modals.open(slack.workspace.new_trigger("U0MAYA"), VIEW, tenant="")
    shown = slack.workspace.modals.modal("U0MAYA")
    assert shown
    now = View(id=shown.id, type="modal", hash=shown.payload["hash"])
    other = {**VIEW, "callback_id": "other"}
    assert await modals.update(now, other, tenant="")
    assert not await modals.update(now, VIEW, tenant="")
    shown = slack.workspace.modals.modal("U0MAYA")
    assert shown
    assert shown.callback_id == "other"
    slack.workspace.modals.clear("U0MAYA")
    assert not await modals.update(now, VIEW, tenant="")


async def test_trouble_with_slack_is_no_fault_of_the_request(
    slack: SlackStandIn, modals: Modals
) -> None:
    """Whatever Slack says, or does not say: the person can go on from the conversation."""
    slack.fail("views.open")
    slack.limit("views.open")
    slack.refuse("views.open", "internal_error")
    for _ in range(3):
        assert not await modals.open(slack.workspace.new_trigger("U0MAYA"), VIEW, tenant="")
    assert not await Modals(NoClient()).open("1.2.x", VIEW, tenant="T0THEIRS")
    assert await modals.open(slack.workspace.new_trigger("U0MAYA"), VIEW, tenant="")
