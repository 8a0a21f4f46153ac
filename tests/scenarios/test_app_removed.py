"""The app is removed from a client's workspace: HR hears whom it cuts off, once, and in time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios import given, installing
from tests.scenarios import world as worlds
from tests.scenarios.installing import BY_LINK, Browser
from tests.scenarios.people import SlackUser
from tests.scenarios.world import World
from tests.standins.slack_payloads import removed

TOLD = "I cannot write to Contoso now"


@pytest.fixture
async def world(tmp_path: Path, start: str) -> AsyncIterator[World]:
    """The app is installed at home and where Kim is."""
    file = installing.organisation(tmp_path)
    async with worlds.world(tmp_path, at=start, organisation=file, environ=BY_LINK) as made:
        installing.workspaces(made.slack)
        await Browser(made).install("T0HOME")
        await Browser(made).install("T0CONTOSO")
        yield made


@pytest.fixture
def maya(world: World) -> SlackUser:
    """Who owns the case."""
    return world.on_slack("maya")


@pytest.fixture
def kim(world: World) -> SlackUser:
    """The client, in a workspace of their own."""
    return world.on_slack("kim", workspace="T0CONTOSO")


def times_told(person: SlackUser) -> int:
    """How often somebody was told of it."""
    return sum(TOLD in message.text for message in person.messages())


async def test_whoever_owns_the_case_is_told_once(
    world: World, maya: SlackUser, kim: SlackUser
) -> None:
    """In plain words, with whom and in which case, and what to do; a notification names nobody."""
    case = await given.opened(world)
    await world.settle()
    assert await kim.client.remove_app() == [200, 200]
    await world.settle()
    assert times_told(maya) == 1
    told = maya.last()
    assert f"Kim Sand, Contoso Retail: client in {case.reference}" in told.text
    assert "https://evenhand.example/slack/install" in told.text
    assert told.notice == "Evenhand: somebody cannot be reached"
    world.troubles_are_meant("installation_gone")


async def test_who_has_no_open_case_there_hears_nothing_and_who_leads_hr_does(
    world: World, maya: SlackUser, kim: SlackUser
) -> None:
    """Nobody learns from it whether there is a case."""
    noor = world.in_chair("noor")
    await kim.client.remove_app()
    await world.settle()
    assert times_told(maya) == 0
    noor.sees(TOLD)
    noor.sees("Kim Sand, Contoso Retail")
    noor.never_saw("EH-2026-")
    world.troubles_are_meant("installation_gone")


async def test_what_slack_answers_to_a_message_says_it_too(
    world: World, maya: SlackUser, kim: SlackUser
) -> None:
    """An event may be lost; then the next message finds it out, and HR hands that one on."""
    world.slack.installs.take_away(world.slack.workspaces["T0CONTOSO"], "account_inactive")
    await given.opened(world)
    await world.settle()
    assert times_told(maya) == 1
    assert any("Kim Sand cannot be reached" in message.text for message in maya.messages())
    assert kim.messages() == []
    world.troubles_are_meant("installation_gone", "post_dead")


async def test_installing_again_heals_it(world: World, maya: SlackUser, kim: SlackUser) -> None:
    """What comes after goes out; an old event that comes late breaks nothing."""
    case = await given.opened(world)
    await kim.client.remove_app()
    late = kim.client.requests[-1]
    await Browser(world).install("T0CONTOSO")
    await kim.say(f"case {case.reference}")
    kim.sees(case.reference)
    assert await kim.client.again(request=late) == 200
    await kim.say("help")
    kim.sees("where one of them stands")
    assert times_told(maya) == 1
    world.troubles_are_meant("installation_gone")


async def test_a_persons_own_token_is_not_ours(world: World, kim: SlackUser) -> None:
    """What somebody's other tokens do is no matter of ours."""
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U0KIM"]}}
    told = {
        "type": "event_callback",
        "team_id": "T0CONTOSO",
        "event_id": "Ev1",
        "event": event,
    }
    assert await kim.client.event(told) == 200
    assert [row["gone_at"] for row in world.rows("installations")["installations"]] == [None, None]


async def test_home_removed_is_told_where_hr_is_met_elsewhere(
    world: World, maya: SlackUser
) -> None:
    """Slack is closed to HR then: whoever sits elsewhere hears of it there."""
    noor = world.in_chair("noor")
    await given.opened(world)
    await world.settle()
    await maya.client.remove_app()
    await world.settle()
    assert times_told(maya) == 0
    in_chair = world.in_chair("maya")
    await in_chair.refresh()
    in_chair.sees("I cannot write to Northwind now")
    noor.never_saw("I cannot write to Northwind now")
    world.troubles_are_meant("installation_gone")


async def test_an_event_that_cannot_be_looked_into_comes_again(
    world: World, kim: SlackUser
) -> None:
    """While Slack does not say whether our token holds, the event is not acknowledged."""
    event = removed(world.slack.workspaces["T0CONTOSO"], "app_uninstalled", event_id="Ev1")
    world.slack.fail("auth.test")
    assert await kim.client.event(event) == 500
    assert await kim.client.event(event) == 200
    assert [row["gone_at"] for row in world.rows("installations")["installations"]] == [None, None]
    world.troubles_are_meant("slack_request_failed")
