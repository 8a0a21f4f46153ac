"""Whatever is delivered again, restarted or cut off in the middle happens once."""

from __future__ import annotations

from collections import Counter

from tests.scenarios import given
from tests.scenarios.people import Person, SlackUser
from tests.scenarios.world import World


async def intake(maya: SlackUser) -> None:
    """Maya comes as far as the review of a complaint."""
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz", given.OBSERVED)
    await maya.answer("20 Nov 2026 14:00", "skip", "Kim Sand", "Seen", "go", given.EFFECT)
    await maya.answer("coach, replace", given.REMEDY, "soon", "No", "PH")
    maya.sees("Nothing has been sent to anybody yet.")


def titles(person: Person) -> list[str]:
    """The first line of each message."""
    return [message.text.partition("\n")[0] for message in person.messages()]


def keys(world: World) -> Counter[str]:
    """How often each post was put before anybody on Slack, edits left out."""
    posted = [args for method, args in world.slack.calls if method == "chat.postMessage"]
    return Counter(args["metadata"]["event_payload"]["key"] for args in posted)


async def test_an_event_that_comes_again_opens_no_second_case(world: World) -> None:
    """Submit, delivered three times and once more after a restart, opens one case."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    await intake(maya)
    await maya.press("Submit")
    for retry in (1, 2):
        assert await maya.client.again(retry=retry) == 200
    await world.restart()
    assert await maya.client.again(retry=3) == 200
    await world.settle()
    assert len(world.rows()["cases"]) == 1
    assert titles(kim) == ["Thank you, we have your complaint"]
    assert set(keys(world).values()) == {1}


async def test_a_crash_after_the_commit_loses_and_doubles_nothing(world: World) -> None:
    """The process dies after Submit was kept and before anything was said: it is said once."""
    maya, kim, ben = world.on_slack("maya"), world.on_slack("kim"), world.on_slack("ben")
    lea = world.in_chair("lea")
    await intake(maya)
    world.slack.slow("chat.postMessage", 60)
    world.slack.slow("chat.update", 60)
    assert await maya.client.press(maya.last().form, "Submit") == 200
    await world.crash()
    assert titles(kim) == []
    world.slack.slow("chat.postMessage", 0)
    world.slack.slow("chat.update", 0)
    world.slack.calls.clear()
    await world.start_again()
    assert await maya.client.again() == 200  # Slack had no answer, and sends it once more
    await world.settle()
    assert titles(kim) == ["Thank you, we have your complaint"]
    assert titles(lea) == ["A case was opened that concerns your team"]
    assert titles(maya)[-2:] == ["✓ Please check", "EH-2026-0001"]
    assert titles(ben) == []
    assert len(world.rows()["cases"]) == 1
    assert set(keys(world).values()) == {1}


async def test_what_slack_took_without_an_answer_can_be_told_from_a_second_message(
    world: World,
) -> None:
    """When Slack's own answer is lost, what is sent again carries the key of the first."""
    kim = world.on_slack("kim")
    world.slack.fail("chat.postMessage", done=True)
    await given.opened(world)
    await world.advance("2026-11-23T09:05")
    assert titles(kim) == ["Thank you, we have your complaint"] * 2
    first, second = (message.form.metadata for message in kim.messages())
    assert first == second


async def test_slack_out_of_reach_for_an_hour_loses_nothing(world: World) -> None:
    """What is due waits, comes in order when Slack is back, and comes once."""
    maya, kim, lea = world.on_slack("maya"), world.on_slack("kim"), world.in_chair("lea")
    for method in ("chat.postMessage", "chat.update", "conversations.open"):
        world.slack.fail(method, status=503, times=9)
    await maya.say("help")
    await maya.say("complaint")
    await given.opened(world)
    assert titles(kim) == titles(maya) == []
    assert titles(lea) == ["A case was opened that concerns your team"]
    await world.advance("2026-11-23T11:00")
    assert titles(kim) == ["Thank you, we have your complaint"]
    assert titles(maya) == ["What you can say here", "The client"]


async def test_slack_that_asks_for_time_gets_it(world: World) -> None:
    """After a 429 nothing is sent before the time that Slack asked for, and then all of it."""
    maya = world.on_slack("maya")
    world.slack.limit("chat.postMessage", retry_after=120)
    await maya.answer("help", "complaint")
    assert titles(maya) == []
    await world.advance("2026-11-23T09:01")
    assert titles(maya) == []
    await world.advance("2026-11-23T09:03")
    assert titles(maya) == ["What you can say here", "The client"]


async def test_a_restart_on_a_page_goes_on_where_it_stood(world: World) -> None:
    """Answers, remarks and the open question of a page outlive a restart, on both surfaces."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz", "He is lazy.")
    await noor.say("complaint")
    await noor.fill({"Which client raised this?": "Fabrikam Health"})
    await noor.fill({"Who at the client complained?": "Henrik Dahl", "Who is it about?": "nobody"})
    seen, asked = maya.last().text, noor.last().text
    assert "“lazy”: What was seen or heard that shows it?" in seen
    assert "Nobody and nothing here goes by that name." in asked
    await world.restart()
    assert (maya.last().text, noor.last().text) == (seen, asked)
    await maya.press("Keep as it is")
    maya.sees("When did it happen, or begin?")
    await noor.fill({"Who is it about?": "Tuấn Nguyễn"})
    noor.sees("What was observed?")


async def test_a_page_posted_twice_is_taken_once(world: World) -> None:
    """A page that tries again after a lost answer sends the same key, and nothing doubles."""
    noor = world.in_chair("noor")
    for _ in range(3):
        await noor.act("say", text="complaint", key="the-same-key")
    assert titles(noor) == ["> complaint", "The client"]
    page = noor.page()
    body = {"session": page["session"], "revision": page["revision"]}
    client = page["questions"][0]["options"][0]["value"]
    for _ in range(3):
        await noor.act("fill", **body, values={"client": client}, key="another-key")
    assert titles(noor) == ["> complaint", "The client", "The people"]
