"""When each is written to, and where: together, in their hours, and in one place at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scenarios import given
from tests.scenarios.people import Person, SlackUser
from tests.scenarios.world import World

AFTERNOON = "2026-11-23T15:20:05"  # 18:20 in Sydney, ten minutes before Kim's hours end


async def as_far_as_when(maya: SlackUser, reference: str) -> None:
    """Maya makes an update for all who may hear, up to the question when they get it."""
    await maya.say(f"update {reference}")
    await maya.press("Done")
    await maya.answer("skip", "We look into it this week.", "26 Nov 2026 12:00")
    await maya.press("Done")
    await maya.say("Ben is told by a step of its own.")
    for _ in ("Kim", "Lea", "Leo"):
        await maya.press("Keep this answer")


def titles(person: Person) -> list[str]:
    """The first line of each message that they have not read yet."""
    return [text.partition("\n")[0] for text in person.news()]


@pytest.mark.parametrize("start", [AFTERNOON])
async def test_an_update_outside_somebodys_hours_may_wait_for_all(world: World, start: str) -> None:
    """It is late for Kim in Sydney: all get it at the next hour that suits all, together."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    lea, leo = world.in_chair("lea"), world.in_chair("leo")
    case = await given.opened(world)
    await world.advance("2026-11-23T16:00")
    await as_far_as_when(maya, case.reference)
    maya.sees("When do they get it?\nNow is outside the hours of Kim.\n")
    await maya.choose("Tue 24 Nov 2026, 07:30 (Manila time)")
    maya.sees("Goes out\nTue 24 Nov 2026, 07:30 (Manila time)")
    await maya.press("Send")
    maya.sees("Kim, Lea and Leo get it together, on Tue 24 Nov 2026, 07:30 (Manila time).")
    await world.restart()
    await world.advance("2026-11-24T07:29")
    assert [titles(person) for person in (kim, lea, leo)] == [[], [], []]
    await world.advance("2026-11-24T07:31")
    assert [titles(person) for person in (kim, lea, leo)] == [
        [f"Where {case.reference} stands"]
    ] * 3


@pytest.mark.parametrize("start", [AFTERNOON])
async def test_or_it_goes_out_at_once_to_all(world: World, start: str) -> None:
    """HR may send it now: then it reaches Kim in the evening, together with the others."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    lea, leo = world.in_chair("lea"), world.in_chair("leo")
    case = await given.opened(world)
    await world.advance("2026-11-23T16:00")
    await as_far_as_when(maya, case.reference)
    await maya.choose("Send now")
    await maya.press("Send")
    maya.sees("Kim, Lea and Leo get it together, now.")
    assert [titles(person) for person in (kim, lea, leo)] == [
        [f"Where {case.reference} stands"]
    ] * 3


async def test_who_writes_somewhere_else_is_answered_there(world: World) -> None:
    """The last place in which somebody wrote is theirs; the change is said and on record."""
    kim, sitting = world.on_slack("kim"), world.in_chair("kim")
    case = await given.opened(world)
    await kim.say("help")
    kim.news()
    await sitting.say("case")
    assert titles(sitting) == ["> case", "You are here now", "Your open cases"]
    await given.told(world)
    assert titles(kim) == []
    lanes = [row for row in world.rows()["events"] if row["kind"] == "lane_switched"]
    assert [(row["case_id"], row["actor"], row["surface"]) for row in lanes] == [
        (case.id, "kim", "playground")
    ]
    await world.restart()
    await given.opened(world)
    assert any("Thank you, we have your complaint" in one.text for one in sitting.messages())
    assert not any("EH-2026-0003" in one.text for one in kim.messages())
    await kim.say("case")
    assert titles(kim)[0] == "You are here now"


async def test_a_flow_begun_in_one_place_stays_there(world: World) -> None:
    """What Maya began on Slack is not mixed up with what she begins in a chair."""
    maya, sitting = world.on_slack("maya"), world.in_chair("maya")
    await maya.answer("complaint", "Contoso Retail")
    await sitting.say("complaint")
    assert sitting.page()["title"] == "The client"
    await maya.say("Kim Sand")
    maya.sees("Who is it about?")
    assert sitting.page()["title"] == "The client"


async def test_the_time_to_tell_the_employee_starts_with_the_particulars(world: World) -> None:
    """A complaint without its effect is open, and what is missing is asked for by a task."""
    maya, lea = world.on_slack("maya"), world.in_chair("lea")
    case = await given.opened(world, complaint=replace(given.COMPLAINT, effect=""))
    owed = {row["kind"] for row in world.rows()["reminders"] if row["state"] == "open"}
    assert "tell_employee" not in owed
    await maya.say(f"case {case.reference}")
    maya.sees("Employee\nnot told; the clock starts when the particulars are complete")
    lea.news()
    await world.advance("2026-11-23T16:00")
    await maya.say(f"particulars {case.reference}")
    maya.sees("What was the effect on the service?")
    await maya.say(given.EFFECT)
    await maya.press("Record it")
    maya.sees("Tell the employee: Maya, by Wed 25 Nov 2026, 16:00 (Manila time)")
    assert (await given.fresh(world, case)).effect == given.EFFECT
    lea.reads()
