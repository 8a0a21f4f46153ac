"""Two people of HR at the same step: the first wins, the second is told and keeps their words."""

from __future__ import annotations

from bot.domain.cases import Case
from bot.domain.roles import Role
from tests.scenarios import given
from tests.scenarios.people import Chair, SlackUser
from tests.scenarios.world import World

OWN_WORDS = "Hello Ben. These are my own words, and they took me long."


async def both(world: World) -> tuple[SlackUser, Chair, Case]:
    """Maya, who took the complaint, and Noor, the enforcer: both may act."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    case = await given.opened(world)
    await given.role(world, case, Role.ENFORCER, "noor")
    return maya, noor, case


async def keep_all(maya: SlackUser) -> None:
    """Maya keeps every text that is proposed to her."""
    while "Keep this answer" in maya.last().buttons:
        await maya.press("Keep this answer")


async def test_the_employee_is_told_once(world: World) -> None:
    """The second who presses is told by whom and when; their text is given back, the page over."""
    maya, noor, case = await both(world)
    ben = world.on_slack("ben")
    await maya.answer(f"tell {case.reference}", "Lea is on leave today.")
    await keep_all(maya)
    await noor.say(f"tell {case.reference}")
    await noor.fill({"Why is Lea not briefed first?": "She is at the hospital with her son."})
    await noor.fill({"What Ben will read": OWN_WORDS})
    await maya.press("Tell the employee")
    heard = ben.news()
    assert [text.partition("\n")[0] for text in heard] == [
        "A complaint has been raised, and you will be heard"
    ]
    before, journal = world.rows("cases"), len(world.rows()["events"])
    await noor.press("Tell the employee")
    noor.sees(OWN_WORDS)
    noor.sees(
        "Maya Reyes told Ben already, on Mon 23 Nov 2026, 09:00 (Manila time). "
        "Nothing was sent twice."
    )
    assert not noor.is_asked()
    assert "Tell the employee" not in [each for one in noor.messages() for each in one.buttons]
    ben.reads()
    assert world.rows("cases") == before
    assert len(world.rows()["events"]) == journal
    ben.never_saw("own words", "hospital", "on leave")


async def test_a_role_is_settled_once(world: World) -> None:
    """The second is shown what changed, and then told who holds the role."""
    maya, noor, case = await both(world)
    kim, chidi = world.on_slack("kim"), world.in_chair("chidi")
    await maya.answer(f"roles {case.reference}", "Liaison", "Maya Reyes", "skip")
    await noor.say(f"roles {case.reference}")
    await noor.fill(
        {"Which role is it about?": "Liaison", "Who in HR is to hold it?": "Chidi Okafor"}
    )
    await noor.fill({"A note for the journal": "Chidi knows the client."})
    await maya.press("Confirm")
    kim.news()
    await noor.press("Confirm")
    noor.sees("Why does the role change?")
    noor.sees("= Chidi knows the client.")
    await noor.fill({})
    await noor.press("Confirm")
    noor.sees(
        "Maya Reyes settled this role in the meantime: Maya Reyes is HR liaison. "
        "Nothing was overwritten."
    )
    noor.sees("Chidi knows the client.")
    holders = [row for row in world.rows()["parties"] if row["capacity"] == "hr_liaison"]
    assert [row["person_id"] for row in holders] == ["maya"]
    kim.reads()
    chidi.reads()


async def test_one_update_goes_out(world: World) -> None:
    """The second is told that another update went out, with every word of theirs still there."""
    maya, noor, case = await both(world)
    kim = world.on_slack("kim")
    kim.news()
    await maya.answer(f"update {case.reference}")
    await maya.press("Done")
    await maya.answer("skip", "We speak with both sides.", "26 Nov 2026 12:00")
    await maya.press("Done")
    await maya.say("Ben is told by a step of its own.")
    await keep_all(maya)
    await noor.say(f"update {case.reference}")
    await noor.fill({})
    promise = {"wall": "2026-11-25T12:00"}
    await noor.fill(
        {
            "What comes next?": "We take a little longer, and say why.",
            "By when do they hear from you again?": promise,
        }
    )
    await noor.fill({})
    await noor.fill({noor.page()["questions"][0]["label"]: "Ben is told by a step of its own."})
    await noor.fill({"Kim Sand (client)": "Hello Kim, these words took me long."})
    await maya.press("Send")
    assert [text.partition("\n")[0] for text in kim.news()] == [f"Where {case.reference} stands"]
    await noor.press("Send")
    noor.sees("What this was made from has changed since you wrote it.")
    noor.sees("= Hello Kim, these words took me long.")
    await noor.press("Keep as it is")
    await noor.press("Send")
    noor.sees("Maya Reyes sent an update in the meantime. Yours was not sent")
    noor.sees("Hello Kim, these words took me long.")
    kim.reads()
    kim.never_saw("took me long", "a little longer")
    sent = [row for row in world.rows()["events"] if row["kind"] == "update_sent"]
    assert len(sent) == 1


async def test_a_stage_is_reached_once(world: World) -> None:
    """The second who moves the case on sees where it stands now, and is asked again."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    case = await given.told(world)
    await given.role(world, case, Role.ENFORCER, "noor")
    for person in (maya, noor):
        await person.say(f"stage {case.reference}")
    await maya.choose("Establishing facts")
    await noor.fill({"Where does the case stand now?": "Establishing facts"})
    await maya.press("Move on")
    await noor.press("Move on")
    noor.sees(
        "It stands at: Establishing facts.\n"
        "This does not fit any more, since something before it changed. Please answer again."
    )
    assert len([e for e in world.rows()["events"] if e["kind"] == "stage_reached"]) == 1


async def test_a_case_that_was_closed_meanwhile_gives_the_words_back(world: World) -> None:
    """Who is in the middle of something when the case closes loses no word of it."""
    maya, noor, case = await both(world)
    await maya.answer(f"update {case.reference}")
    await maya.press("Done")
    await maya.answer("These words took me long.", "A change in the service")
    await noor.say(f"roles {case.reference}")
    await noor.fill(
        {"Which role is it about?": "Liaison", "Who in HR is to hold it?": "Chidi Okafor"}
    )
    page = noor.page()
    await given.closed(world, case)
    maya.news()
    await maya.say("And these words took me even longer.")
    maya.sees("There is no open case by that reference for you.")
    maya.sees("These words took me long.")
    noor.news()
    await noor.fill({"A note for the journal": "Chidi knows the client."}, page=page)
    noor.sees("There is no open case by that reference for you.")
    noor.sees("Chidi knows the client.")
    for person in (maya, noor):
        await person.say("where am I")
        person.sees("Nothing is under way")


async def test_what_was_handed_over_is_no_longer_ones_own(world: World) -> None:
    """Old buttons of a reminder do nothing once somebody else owes it."""
    maya, noor, case = await both(world)
    world.in_chair("chidi")
    await world.advance("2026-11-24T09:30")
    reminder = maya.last()
    assert "does not know about the complaint yet" in reminder.text
    await given.role(world, case, Role.LIAISON, "chidi")
    assert maya.last().buttons == ()
    for label in ("Done", "Snooze 1 hour", "Snooze to tomorrow", "Another day"):
        assert await maya.client.press(reminder.form, label) == 200  # as in a window left open
        await world.settle()
        maya.sees("This reminder is not open for you any more. Nothing was changed.")
    assert noor.messages()
    owed = [row for row in world.rows()["reminders"] if row["kind"] == "tell_employee"]
    assert [(row["owner_id"], row["state"]) for row in owed] == [("chidi", "open")]
