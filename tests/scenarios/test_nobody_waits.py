"""Slack takes its time, and nobody else has to wait for it."""

from __future__ import annotations

import asyncio

import pytest

from tests.scenarios.forms import Form
from tests.scenarios.people import SlackUser
from tests.scenarios.world import World

CLIENT = "Which client raised this?"


async def left_to_slack(world: World, maya: SlackUser, method: str) -> None:
    """Maya does what makes us call this method."""
    if method == "views.open":
        await maya.client.command("/complaint")
    elif method == "views.publish":
        await maya.client.open_home()
    else:
        await maya.client.say("help")
    await world.program.jobs.idle()


@pytest.mark.parametrize(
    "method", ["views.open", "views.publish", "chat.postMessage", "conversations.open"]
)
async def test_a_call_that_slack_does_not_answer_keeps_nobody_else(
    world: World, method: str
) -> None:
    """While it hangs, others' words and forms are taken, kept and acknowledged: no lock is held."""
    maya, amihan = world.on_slack("maya"), world.on_slack("amihan")
    kim = world.on_slack("kim")
    with world.slack.hold(method) as held:
        waiting = asyncio.create_task(left_to_slack(world, maya, method))
        await held.called.wait()
        for person in (amihan, kim):
            seen = len(world.rows("seen")["seen"])
            assert await person.client.say("case") == 200
            assert len(world.rows("seen")["seen"]) == seen + 1
    await waiting
    await world.settle()


async def test_a_form_is_answered_while_another_waits_for_slack(world: World) -> None:
    """A page is submitted and the next one shown while somebody else's form hangs in Slack."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    form = Form(maya)
    await form.command("/complaint")
    await form.fill({CLIENT: "Contoso Retail"})
    with world.slack.hold("chat.postMessage") as held:
        assert await kim.client.say("help") == 200
        await held.called.wait()
        assert await maya.client.submit() == 200
        form.sees("Step 2 of 6")
    await world.settle()


async def test_all_calls_go_through_one_pool(world: World) -> None:
    """Connections to Slack are kept and used again: not one for each call, as sessions would be."""
    people = [world.on_slack(name) for name in ("maya", "kim", "ben", "amihan")]
    before = len(world.slack.connections)
    for _ in range(3):
        await asyncio.gather(*(person.client.say("help") for person in people))
        await world.settle()
    calls = [method for method, _ in world.slack.calls if method == "chat.postMessage"]
    assert len(calls) == 12
    assert len(world.slack.connections) - before <= len(people)
