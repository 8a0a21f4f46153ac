"""Everybody's own page: what it shows to whom, when it changes, and what it never holds up."""

from __future__ import annotations

import pytest

from bot.domain.roles import Role
from tests.scenarios import given
from tests.scenarios.forms import Form
from tests.scenarios.homes import HomePage
from tests.scenarios.people import SlackUser
from tests.scenarios.world import World

NOTHING_YET = """
    Hello Ben
    Here are the cases that concern you, and what comes next in them.
    Only you see this page. All times are your own. What you press here is answered in our messages.
    Your cases
    No open case concerns you. When one does, you hear of it in our messages, and it stands here.
    """


async def at_home(world: World, id_: str) -> tuple[SlackUser, HomePage]:
    """Somebody on Slack who looks at their Home."""
    user = world.on_slack(id_)
    page = HomePage(world, user)
    await page.look()
    return user, page


# --- what it shows -------------------------------------------------------------------------------


async def test_hr_sees_what_they_owe_their_cases_and_their_roles(world: World) -> None:
    """What is due first is first; each thing has its next step."""
    case = await given.opened(world)
    await given.role(world, case, Role.LIAISON, "maya")
    _, home = await at_home(world, "maya")
    home.reads(
        """
        Hello Maya
        Here is what you owe next, your cases, what you left in the middle, and your roles.
        Only you see this page. All times are your own. What you press here is answered in our \
messages.
        [New complaint]
        What you owe next
        EH-2026-0001: Acknowledge your role
        Please do this by Tue 24 Nov 2026, 09:00 (Manila time).
        [I take this role]
        [Done]
        [Snooze to tomorrow]
        [Why am I getting this?]
        EH-2026-0001: Tell the employee
        Please do this by Wed 25 Nov 2026, 09:00 (Manila time).
        [Tell the employee]
        [Done]
        [Snooze to tomorrow]
        [Why am I getting this?]
        EH-2026-0001: Send the update that was promised
        Please do this by Thu 26 Nov 2026, 09:00 (Manila time).
        [Send an update]
        [Done]
        [Snooze to tomorrow]
        [Why am I getting this?]
        Your cases
        EH-2026-0001: Intake
        Your part
        HR liaison
        About
        Ben Cruz
        Client
        Contoso Retail
        Next
        Acknowledge your role, by Tue 24 Nov 2026, 09:00 (Manila time)
        Next update by
        Thu 26 Nov 2026, 09:00 (Manila time)
        [Open EH-2026-0001]
        [Brief the manager]
        What you left in the middle
        Nothing. What you begin and do not finish is kept for you here.
        Your roles
        Liaison
        Serves the flow of facts between client and company. Its aim: shared facts, a calm tone, \
dates kept.
        • EH-2026-0001, since Mon 23 Nov 2026
        """
    )


async def test_the_client_sees_that_it_is_in_progress_and_no_more(world: World) -> None:
    """By their own clock; neither the stage's name nor whom it is about."""
    await given.opened(world)
    _, home = await at_home(world, "kim")
    home.reads(
        """
        Hello Kim
        Here are the cases that concern you, and what comes next in them.
        Only you see this page. All times are your own. What you press here is answered in our \
messages.
        Your cases
        EH-2026-0001: In progress
        Your part
        client
        Next update by
        Thu 26 Nov 2026, 12:00 (Sydney time)
        Looked after by
        Maya Reyes
        [Open EH-2026-0001]
        """
    )
    home.lacks("Ben", "Intake")


async def test_the_employee_sees_nothing_before_they_are_told(world: World) -> None:
    """The very same as with no case at all; what they may know then, once they know."""
    _, home = await at_home(world, "ben")
    home.reads(NOTHING_YET)
    await given.opened(world)
    home.reads(NOTHING_YET)
    assert home.published == 1
    await given.told(world)
    home.sees("EH-2026-0002: Employee told")
    home.sees("Looked after by\nMaya Reyes")
    home.lacks("EH-2026-0001", "Contoso", "Kim")


@pytest.mark.parametrize("start", ["2026-11-23T19:30:05"])
async def test_a_home_never_tells_before_the_message_does(world: World) -> None:
    """Told in the evening, the employee hears in the morning, and their Home says it then."""
    _, home = await at_home(world, "ben")
    await given.told(world)
    home.reads(NOTHING_YET)
    await world.advance("2026-11-24T07:31")
    home.sees("EH-2026-0001: Employee told")


async def test_a_stranger_is_told_politely_that_they_are_unknown(world: World) -> None:
    """And nothing else."""
    await given.opened(world)
    _, home = await at_home(world, "nobody")
    home.reads(
        """
        I do not know you yet
        I work for people who are part of a case, and only HR can tell me who you are. If they \
do, I write to you here. If you hear nothing, please ask your contact in HR to add you.
        """
    )


async def test_the_same_id_of_another_workspace_is_somebody_else(world: World) -> None:
    """They get nothing of Maya's, and Maya's Home stays as it is."""
    await given.opened(world)
    _, home = await at_home(world, "maya")
    before, times = home.text, home.published
    other = world.on_slack("other", user="U0MAYA", team="T0OTHER")
    event = {"type": "app_home_opened", "user": "U0MAYA", "tab": "home", "channel": "D1"}
    callback = {
        "type": "event_callback",
        "team_id": "T0OTHER",
        "event_id": "Ev0OTHER",
        "event": {**event, "event_ts": "1.1"},
    }
    assert await other.client.event(callback) == 200
    await world.settle()
    assert home.text == before
    assert home.published == times


# --- when it changes ------------------------------------------------------------------------------


async def test_it_changes_when_the_case_moves_on(world: World) -> None:
    """By what HR does, for HR and for everybody who may know of it."""
    _, mine = await at_home(world, "maya")
    _, theirs = await at_home(world, "kim")
    mine.sees("You have no open case.")
    case = await given.opened(world)
    mine.sees("EH-2026-0001: Intake")
    theirs.sees("EH-2026-0001: In progress")
    await given.closed(world, case)
    mine.sees("You have no open case.")
    mine.lacks("EH-2026-0001")
    theirs.sees("No open case concerns you.")


async def test_what_does_not_change_it_is_not_published(world: World) -> None:
    """Neither looking again nor talking about something else."""
    await given.opened(world)
    maya, home = await at_home(world, "maya")
    await home.look()
    await maya.say("help")
    await maya.say("case")
    assert home.published == 1
    assert await maya.client.open_home(tab="messages") == 200
    await world.settle()
    assert home.published == 1


async def test_its_times_are_those_of_where_its_reader_is(world: World) -> None:
    """Whoever moves sees them by the new clocks."""
    await given.opened(world)
    maya, home = await at_home(world, "maya")
    home.sees("Wed 25 Nov 2026, 09:00 (Manila time)")
    assert await maya.client.change_profile(tz="Europe/London") == 200
    await maya.say("help")
    home.sees("(London time)")
    home.lacks("(Manila time)")


async def test_nobody_is_published_to_who_never_looked(world: World) -> None:
    """Homes are kept only for those who use them."""
    await given.opened(world)
    assert "views.publish" not in [method for method, _ in world.slack.calls]


async def test_a_reminder_is_done_in_the_home(world: World) -> None:
    """The answer comes as a message, and the thing is gone from the list."""
    await given.opened(world)
    maya, home = await at_home(world, "maya")
    await home.press("Done", about="Send the update")
    maya.sees("I will not remind you of this again.")
    home.lacks("Send the update that was promised")
    await home.press("Why am I getting this?", about="Tell the employee")
    maya.sees("Once the particulars are complete")


async def test_a_reminder_that_is_late_says_so(world: World) -> None:
    """In words, once its time has passed."""
    await given.opened(world)
    _, home = await at_home(world, "maya")
    home.lacks("This was due by")
    await world.advance("2026-11-25T14:00")
    home.sees("EH-2026-0001: Tell the employee\nThis was due by Wed 25 Nov 2026, 09:00")


# --- what was begun -------------------------------------------------------------------------------


async def test_what_was_left_in_the_middle_is_gone_on_with_or_dropped(world: World) -> None:
    """Begun in a form that opens from the Home, left, resumed, dropped."""
    maya, home = await at_home(world, "maya")
    await home.press("New complaint")
    form = Form(maya)
    assert form.is_open
    await form.answer({"Which client raised this?": "Contoso Retail"})
    await form.close()
    home.sees("Client complaint\nYou are at step 2 of 6: The people.")
    await home.press("Resume")
    form.sees("Who at the client complained?")
    await form.close()
    await home.press("Drop it")
    home.sees("Nothing. What you begin and do not finish")
    maya.sees("Nothing was sent to anybody.")


async def test_nobody_drops_or_resumes_what_is_not_theirs(world: World) -> None:
    """A made-up id and another's: the same polite answer, and nothing has changed."""
    maya, _ = await at_home(world, "maya")
    await maya.say("complaint")
    theirs = world.rows("sessions")["sessions"]
    ben, home = await at_home(world, "ben")
    await ben.say("help")
    for session in (theirs[0]["id"], "made-up"):
        assert await ben.forge("press.0", f"drop:{session}") == 200
        await world.settle()
        ben.sees("Nothing of yours was left in the middle.")
        assert await ben.forge("press.0", f"resume:{session}") == 200
        await world.settle()
        ben.sees("Nothing of yours was left in the middle.")
    assert world.rows("sessions")["sessions"] == theirs
    home.reads(NOTHING_YET)


# --- trouble --------------------------------------------------------------------------------------


async def test_a_home_that_slack_does_not_take_holds_up_no_message(world: World) -> None:
    """Asked to wait, it waits; the messages come, and the Home later."""
    maya, home = await at_home(world, "maya")
    world.slack.limit("views.publish", retry_after=60)
    await given.opened(world)
    await maya.say("case")
    maya.sees("EH-2026-0001: Intake")
    home.sees("You have no open case.")
    assert home.published == 2  # the first look, and one that was refused
    await world.advance("2026-11-23T09:05")
    home.sees("EH-2026-0001: Intake")


async def test_a_home_that_hangs_holds_up_no_message(world: World) -> None:
    """Its publishing is still under way when the message is there."""
    maya, home = await at_home(world, "maya")
    world.slack.slow("views.publish", 600)
    assert await maya.client.say("complaint") == 200
    await world.program.jobs.idle()
    maya.sees("Which client raised this?")
    home.sees("What you begin and do not finish is kept for you here.")
    await world.program.homes.jobs.stop(0)
    world.slack.slow("views.publish", 0)


@pytest.mark.parametrize("code", ["user_not_found", "user_disabled", "not_enabled"])
async def test_a_home_that_is_gone_is_left_alone_until_it_is_opened(
    world: World, code: str
) -> None:
    """No call is wasted on it, and no message is lost by it."""
    maya, home = await at_home(world, "maya")
    world.slack.refuse("views.publish", code)
    await given.opened(world)
    await maya.say("complaint")
    maya.sees("Which client raised this?")
    assert home.published == 2
    await home.look()
    home.sees("EH-2026-0001: Intake")


async def test_a_crash_before_a_home_is_published_loses_nothing(world: World) -> None:
    """What was out of date before it is published after the next start."""
    _, home = await at_home(world, "maya")
    await world.program.homes.jobs.stop(0)
    await given.opened(world)
    home.sees("You have no open case.")
    await world.crash()
    await world.start_again()
    home.sees("EH-2026-0001: Intake")


async def test_a_restart_publishes_nothing_that_stands_already(world: World) -> None:
    """Every Home is looked through at a start, and only what differs is sent."""
    await given.opened(world)
    _, home = await at_home(world, "maya")
    await world.restart()
    assert home.published == 1
