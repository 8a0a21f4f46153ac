"""Who owes something is asked for it at the right times by their own clocks, and once each time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scenarios import given
from tests.scenarios.forms import Form
from tests.scenarios.world import World

SYDNEY_CASE = replace(
    given.COMPLAINT,
    client_id="fabrikam",
    contact_id="henrik",
    employee_id="tuan",
    jurisdiction="AU-NSW",
)
DAY = "On which day shall I remind you?"
OPEN = "has something open in EH-2026-0001"


@pytest.mark.parametrize("start", ["2026-11-21T00:00:05"])  # Friday, 16:00 in London
async def test_each_hears_by_their_own_clocks_and_not_at_the_weekend(
    world: World, start: str
) -> None:
    """Chidi in London opens a case over a weekend; Manila and Sydney have hours of their own."""
    chidi, noor, ana = (world.in_chair(name) for name in ("chidi", "noor", "ana"))
    leo, zofia, tuan = (world.in_chair(name) for name in ("leo", "zofia", "tuan"))
    henrik = world.on_slack("henrik")
    await given.opened(world, by="chidi", complaint=SYDNEY_CASE)
    await world.advance("2026-11-23T07:29")  # Monday
    assert henrik.messages() == []
    await world.advance("2026-11-23T07:30")
    henrik.sees("Thank you, we have your complaint")
    await world.advance("2026-12-14T09:00")
    # Told on Friday at 16:00: due after two working days, on Tuesday at 16:00. The next update was
    # promised for Wednesday at 16:00, which is 33 working hours: half of them are over on Tuesday
    # at 10:30, three quarters on Wednesday at 07:45.
    assert chidi.timeline() == [
        "Mon 23 Nov 2026, 16:00: Tuấn does not know about the complaint yet",
        "Tue 24 Nov 2026, 10:00: Tuấn does not know about the complaint yet",
        "Tue 24 Nov 2026, 10:30: An update is promised",
        "Wed 25 Nov 2026, 07:45: An update is promised",
        "Wed 25 Nov 2026, 09:00: Tuấn does not know about the complaint yet",
        "Wed 25 Nov 2026, 16:00: An update is promised",
    ]
    # 09:00 in London is 17:00 in Manila; 16:00 is midnight there, and waits for the morning.
    assert noor.timeline() == [
        f"Wed 25 Nov 2026, 17:00: Chidi Okafor {OPEN}",
        f"Thu 26 Nov 2026, 07:30: Chidi Okafor {OPEN}",
    ]
    assert ana.timeline() == [f"Thu 26 Nov 2026, 07:30: Chidi Okafor {OPEN}"]
    assert leo.timeline() == [f"Fri 27 Nov 2026, 07:30: Chidi Okafor {OPEN}"]
    # Zofia is Tuan's manager: she hears of the case, and never as leadership.
    assert zofia.timeline() == ["Fri 20 Nov 2026, 16:00: A case was opened that concerns your team"]
    assert tuan.messages() == []
    for person in (noor, ana, leo):
        person.never_saw("Tuan", "Tuấn", *given.SECRETS)


@pytest.mark.parametrize("start", ["2026-11-26T17:00:05"])  # Thursday
async def test_public_holidays_are_left_out(world: World, start: str) -> None:
    """Monday, 30 November is a holiday in the Philippines: two working days end on Tuesday."""
    noor = world.in_chair("noor")
    await given.opened(world, by="noor")
    await world.advance("2026-12-01T17:05")
    assert noor.timeline()[:3] == [
        "Fri 27 Nov 2026, 17:00: Ben does not know about the complaint yet",
        "Tue 1 Dec 2026, 10:00: Ben does not know about the complaint yet",
        "Tue 1 Dec 2026, 11:30: An update is promised",
    ]


async def test_a_client_who_cannot_be_reached_is_not_forgotten(world: World) -> None:
    """HR is told at once, asked again until they say that the client knows, and then no more."""
    noor, leo, kim = world.in_chair("noor"), world.in_chair("leo"), world.on_slack("kim")
    world.slack.refuse("conversations.open", "user_disabled")
    await given.opened(world, by="noor")
    world.troubles_are_meant("post_dead")
    await world.advance("2026-11-23T09:01")
    assert noor.timeline() == ["Mon 23 Nov 2026, 09:00: Kim Sand cannot be reached"]
    assert kim.messages() == []
    await world.advance("2026-11-23T17:00")
    assert noor.timeline()[1:] == [
        "Mon 23 Nov 2026, 13:00: Contoso Retail has not been acknowledged yet",
        "Mon 23 Nov 2026, 16:00: Contoso Retail has not been acknowledged yet",
    ]
    await noor.press("Done")
    noor.sees("Thank you\nI will not remind you of this again.")
    await world.advance("2026-11-25T09:00")
    titles = [message.text.partition("\n")[0] for message in noor.messages()]
    assert titles.count("Contoso Retail has not been acknowledged yet") == 2
    assert not any("has not been acknowledged" in one.text for one in leo.messages())


async def test_after_a_day_without_power_each_is_reminded_once(world: World) -> None:
    """What was missed is not made up for: one ping each, at the rung that it has come to by now."""
    maya, noor, ana = world.on_slack("maya"), world.in_chair("noor"), world.in_chair("ana")
    await given.opened(world)
    await world.restart("2026-11-25T10:15:05")
    # Tell the employee was due today at 09:00: it is past its second rung. Half of the time for the
    # update is over since yesterday at 14:30.
    first, second = maya.news()
    assert first.startswith(
        "Ben does not know about the complaint yet\nThis is the second reminder.\n"
        "Please tell Ben by Wed 25 Nov 2026, 09:00 (Manila time)."
    )
    assert second.startswith(
        "An update is promised\n"
        "You promised everyone in EH-2026-0001 an update by Thu 26 Nov 2026, 09:00 (Manila time)."
    )
    await world.restart()
    world.quiet()
    # And over the next days: what now is only for others to hear does not go to Maya again.
    await world.restart("2026-11-27T10:00:05")
    assert [text.partition("\n")[0] for text in maya.news()] == []
    assert [text.partition("\n")[0] for text in ana.news()] == [f"Maya Reyes {OPEN}"]
    noor.reads()


async def test_a_morning_in_the_middle_of_the_night_waits(world: World) -> None:
    """A start outside somebody's hours writes to nobody before they begin."""
    maya, lea = world.on_slack("maya"), world.in_chair("lea")
    await given.opened(world)
    lea.news()
    await world.restart("2026-11-25T22:00:05")
    world.quiet()
    await world.advance("2026-11-26T07:29")
    world.quiet()
    await world.advance("2026-11-26T07:30")
    titles = {text.partition("\n")[0] for text in maya.news()}
    assert titles == {"Ben does not know about the complaint yet", "An update is promised"}


async def test_the_subject_and_their_line_never_hear_as_others_do(world: World) -> None:
    """A complaint about legal's counsel: her deputy hears in her place, her manager does not."""
    rosa, ana = world.in_chair("rosa"), world.in_chair("ana")
    noor, leo, zofia = world.in_chair("noor"), world.in_chair("leo"), world.in_chair("zofia")
    complaint = replace(given.COMPLAINT, employee_id="ana")
    await given.opened(world, by="rosa", complaint=complaint)
    await world.advance("2026-12-14T09:00")
    assert ana.messages() == []
    assert zofia.timeline() == ["Mon 23 Nov 2026, 07:30: A case was opened that concerns your team"]
    assert [line.partition(": ")[2] for line in noor.timeline()] == [f"Rosa Diaz {OPEN}"] * 3
    assert [line.partition(": ")[2] for line in leo.timeline()] == [
        "A client complaint was opened",
        f"Rosa Diaz {OPEN}",
    ]
    assert "Ana does not know about the complaint yet" in rosa.messages()[0].text


async def test_put_off_to_a_day_of_ones_choice(world: World) -> None:
    """Another day is a question of its own; what is due stays due, and others hear as planned."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    case = await given.opened(world)
    await given.closed(world, case)
    case = await given.opened(world)
    await world.advance("2026-11-24T09:05")
    maya.news()
    await maya.press("Another day")
    form = Form(maya)
    form.reads(
        """
        Remind me on another day
        Step 1 of 2
        The day
        On which day shall I remind you?
        I write in the morning of that day. What is due stays due.
        [Cancel]
        [Next]
        [Finish later]
        """,
    )
    await form.answer({DAY: "2026-11-23"})
    form.sees("! That morning has passed. Choose a later day.")
    await form.answer({DAY: "2026-11-27"})
    await form.submit()
    form.sees("Put off\nI remind you again on Wed 25 Nov 2026, 13:00 (Manila time).")
    maya.sees(
        "Put off\nI remind you again on Wed 25 Nov 2026, 13:00 (Manila time). "
        "Not later, because others hear of it then.\n"
        "It stays due by Wed 25 Nov 2026, 09:00 (Manila time)."
    )
    maya.news()
    await world.advance("2026-11-25T12:59")
    assert not any("does not know" in text for text in maya.news())
    await world.advance("2026-11-25T13:01")
    assert any("does not know" in text for text in maya.news())
    assert noor.timeline() == [
        f"Wed 25 Nov 2026, 13:00: Maya Reyes has something open in {case.reference}"
    ]
