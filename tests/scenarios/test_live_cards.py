"""No button stands anywhere that would do nothing, whatever happens and wherever one sits."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.cases import Capacity, Case
from bot.domain.roles import Role
from tests.scenarios import given
from tests.scenarios.main_case.cast import meet
from tests.scenarios.people import Chair, Person, SlackUser
from tests.scenarios.pressing import assert_all_work, seen
from tests.scenarios.test_main_case import SCENES
from tests.scenarios.world import World

READING = {"cases", "read_all", "received"}  # what may still be pressed once a case is closed
REMINDER = ("Done", "Snooze 1 hour", "Snooze to tomorrow", "Another day", "Why am I getting this?")


@dataclass(frozen=True)
class Two:
    """A case of two people in HR, one on Slack and one in the playground."""

    world: World
    case: Case
    maya: SlackUser  # took it
    noor: Chair  # is liaison


async def two(world: World) -> Two:
    """A case whose liaison is not who took it; both have it open."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    case = await given.opened(world)
    await given.role(world, case, Role.LIAISON, "noor")
    for person in (maya, noor):
        await person.say(f"case {case.reference}")
        person.news()
    return Two(world, case, maya, noor)


def labels(person: Person) -> set[str]:
    """What somebody can press."""
    return {each.label for each in seen(person)}


def said_of(person: Person, title: str) -> str:
    """The latest card of this title, in words."""
    return next(m.text for m in reversed(person.messages()) if m.text.startswith(title))


async def test_after_every_step_every_button_does_something(world: World) -> None:
    """The main case once more: after each scene everything that anybody sees can be pressed."""
    cast = meet(world)
    pressed = 0
    for scene in SCENES:
        await scene(cast)
        pressed += len(await assert_all_work(world))
    assert pressed > len(SCENES)


async def test_what_one_does_shows_on_the_card_of_the_other(world: World) -> None:
    """The employee is told by one: the other's card is made anew in its place, on any surface."""
    at = await two(world)
    assert {"Tell the employee", "Brief the manager"} <= labels(at.maya) & labels(at.noor)
    before = [len(person.messages()) for person in (at.maya, at.noor)]
    await given.brief(world, at.case)
    await given.tell(world, at.case)
    for person in (at.maya, at.noor):
        assert not {"Tell the employee", "Brief the manager"} & labels(person)
        assert "Employee told" in said_of(person, at.case.reference)
    assert [len(person.messages()) for person in (at.maya, at.noor)] == before
    await assert_all_work(world)


async def test_a_reminder_of_what_somebody_else_did_says_so(world: World) -> None:
    """Noor is reminded to tell Ben; Maya tells him: Noor's card says it, and asks no more."""
    at = await two(world)
    await world.advance("2026-11-24T09:30")
    assert set(REMINDER) <= labels(at.noor)
    await given.brief(world, at.case)
    await given.tell(world, at.case)
    settled = said_of(at.noor, "Ben does not know about the complaint yet")
    assert "Please tell Ben by" in settled
    assert "Maya Reyes did this on Tue 24 Nov 2026, 09:30 (Manila time)." in settled
    assert "[Done]" not in settled
    assert "[Open the case]" in settled
    await assert_all_work(world)


async def test_a_role_that_goes_to_another_can_not_be_taken_any_more(world: World) -> None:
    """The charter stays to be read; that it can be taken does not, and nothing since is told."""
    noor, chidi = world.in_chair("noor"), world.in_chair("chidi")
    case = await given.opened(world)
    await given.role(world, case, Role.LIAISON, "noor")
    assert "I take this role" in labels(noor)
    await given.role(world, case, Role.LIAISON, "chidi")
    charter = said_of(noor, "You are asked to be HR liaison")
    assert "You may not" in charter
    assert charter.endswith(f"{case.reference} is no longer open to you.")
    assert labels(noor) == set()
    await world.advance("2026-11-23T17:00")
    assert "I take this role" in labels(chidi)
    assert "Settle a role" not in labels(noor)
    await assert_all_work(world)


async def test_whose_part_has_ended_keeps_what_they_read_and_no_more(world: World) -> None:
    """Maya's part ends with the enforcer: her card loses its buttons, and tells nothing since."""
    at = await two(world)
    await given.role(world, at.case, Role.ENFORCER, "chidi")
    card = said_of(at.maya, at.case.reference)
    assert card.endswith(f"{at.case.reference} is no longer open to you.")
    assert "Chidi" not in card
    assert labels(at.maya) == set()
    await given.brief(world, at.case, by="noor")
    await given.tell(world, at.case, by="noor")
    assert said_of(at.maya, at.case.reference) == card
    await assert_all_work(world)


async def test_a_closed_case_leaves_nothing_to_press_but_to_read(world: World) -> None:
    """For nobody, on no surface; what was never confirmed to be read still can be."""
    at = await two(world)
    ben, kim = world.on_slack("ben"), world.on_slack("kim")
    lea = world.in_chair("lea")
    await kim.say("case")
    await given.brief(world, at.case)
    await given.tell(world, at.case)
    await world.advance("2026-11-25T08:00")
    await given.closed(world, at.case, by="noor")
    assert "I have read this" in labels(ben) & labels(lea)
    left = await assert_all_work(world)
    assert {each.action for each in left} <= READING
    assert f"[{at.case.reference}]" not in said_of(kim, "Your open cases")
    assert f"{at.case.reference} is no longer open to you." in said_of(kim, "Your open cases")


async def test_only_the_latest_card_of_a_case_has_buttons(world: World) -> None:
    """The older ones keep what they say, and say that a newer one stands below."""
    at = await two(world)
    for person in (at.maya, at.noor):
        await person.say(f"case {at.case.reference}")
        shown = [m for m in person.messages() if m.text.startswith(at.case.reference)]
        assert [bool(message.buttons) for message in shown] == [False, True]
        assert shown[0].text.endswith("A newer one stands below.")
        assert "Three of eight tickets" in shown[0].text


async def test_a_press_on_what_is_over_is_answered_and_changes_nothing(world: World) -> None:
    """As in a window that was left open: politely, twice as once."""
    at = await two(world)
    await world.advance("2026-11-24T09:30")
    await at.maya.say("help")
    old = {each.label: each for each in seen(at.noor)}
    await at.noor.act("press", action=old["Done"].action, target=old["Done"].target)
    done = [message for message in at.noor.messages() if "Done on Tue 24 Nov" in message.text]
    assert [message.buttons for message in done] == [("Open the case",)]
    before = world.rows()
    for label in REMINDER:
        await at.noor.act("press", action=old[label].action, target=old[label].target)
        at.noor.sees("This reminder is not open for you any more. Nothing was changed.")
    assert world.rows() == before


async def test_a_restart_in_between_loses_no_replacement(world: World) -> None:
    """What was queued when it stopped is put in place when it starts again."""
    at = await two(world)
    world.slack.refuse("chat.update", "internal_error")
    await given.brief(world, at.case)
    assert "Brief the manager" in labels(at.maya)
    await world.restart("2026-11-23T10:00")
    assert "Brief the manager" not in labels(at.maya)
    assert "Tell the employee" in labels(at.maya)
    await assert_all_work(world)


async def test_a_card_that_is_gone_does_not_come_back(world: World) -> None:
    """Slack knows its message no more: nobody is sent an old card anew, and nothing is alarmed."""
    at = await two(world)
    before = [message.id for message in at.maya.messages()]
    world.slack.refuse("chat.update", "message_not_found")
    await given.brief(world, at.case)
    assert [message.id for message in at.maya.messages()] == before
    assert world.troubles == []


async def test_a_reminder_that_is_over_before_it_goes_out_never_does(world: World) -> None:
    """Due in the night, it waits for the morning; what was done meanwhile is not asked for."""
    at = await two(world)
    await world.advance("2026-11-24T18:00")
    posts = len(at.noor.messages())
    await given.brief(world, at.case)
    await given.tell(world, at.case)
    await world.advance("2026-11-25T12:00")
    later = [message.text.partition("\n")[0] for message in at.noor.messages()[posts:]]
    assert "Ben does not know about the complaint yet" not in later


async def test_what_a_card_says_is_kept_under_its_cases_key(world: World) -> None:
    """The answers about a case are sealed with the case, and go when its key goes."""
    at = await two(world)
    await at.noor.press("Journal")
    posts = world.rows("posts")["posts"]
    answers = [row for row in posts if row["key"].startswith("reply:") and row["case_id"]]
    assert {row["case_id"] for row in answers} == {at.case.id}
    assert len(answers) == 3
    party = await given.party(world, at.case, Capacity.CLIENT)
    assert party.case_id == at.case.id
