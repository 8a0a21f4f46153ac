"""What becomes of a message that nothing takes."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.cases import Capacity
from bot.domain.events import EventKind
from bot.domain.installations import Installation
from bot.domain.lanes import Address
from bot.ports import Work
from tests.unit.office import MANILA, MONDAY, Office, said


async def kinds(office: Office) -> list[EventKind]:
    """What stands in the journal."""
    case = await office.case()
    entries = await office.read(lambda work: work.journal.of_case(case.id))
    return [entry.event.kind for entry in entries]


async def test_words_for_who_cannot_be_reached_are_handed_back(office: Office) -> None:
    """Who wrote them gets them at once, also outside their hours, to hand them on."""
    await office.load(without=("lea",))
    await office.opened()
    office.now += timedelta(hours=11)  # 20:00
    card = await office.briefed()
    assert card.title == "Please tell Lea yourself"
    last = (await office.mail("maya"))[-1]
    assert last.due_at == office.now
    assert "Lea Santos cannot be reached" in said([last.content])
    assert "Three of eight tickets of Friday were not answered." in said([last.content])


async def test_an_update_says_whom_it_does_not_reach(office: Office) -> None:
    """Nobody is counted among the told whom nothing reaches."""
    await office.load(without=("lea",))
    await office.opened()
    outcome = await office.updated({"lea": "All is well.", "kim": "All is well."})
    read = said([outcome.card])  # type: ignore[union-attr]
    assert "I have no way to write to Lea. Please tell them yourself." in read
    assert "Kim gets it now." in read


async def test_a_dead_address_is_told_to_hr_once_in_their_hours(office: Office) -> None:
    """The owner hears of it in the morning and without the words; it is not tried for ever."""
    await office.load({"kim": {"time_zone": "Europe/London"}})
    office.now = datetime(2026, 11, 23, 18, 0, tzinfo=MANILA)
    await office.opened()
    office.surfaces["playground"].gone.add("kim")
    office.now += timedelta(hours=1)
    for _ in range(3):
        await office.deliver()
    office.surfaces["playground"].gone.clear()
    (told,) = [post for post in await office.mail("maya") if "cannot be" in said([post.content])]
    assert told.due_at == datetime(2026, 11, 24, 7, 30, tzinfo=MANILA)
    assert "Kim Sand cannot be reached" in said([told.content])
    assert "The message was: Thank you, we have your complaint." in said([told.content])
    assert (await kinds(office)).count(EventKind.NOT_REACHABLE) == 1


async def both(office: Office) -> None:
    """Kim was met in the playground, and then on Slack."""
    await office.load(on={"kim": ("playground", "slack")})
    await office.say("kim", "help")
    office.now += timedelta(minutes=1)
    await office.say("kim", "help", surface="slack")
    await office.deliver()


async def test_a_message_goes_nowhere_where_nobody_was_met(office: Office) -> None:
    """An address that stands in the file alone takes nothing over."""
    await office.load(on={"kim": ("playground", "slack")})
    await office.say("kim", "help")
    await office.opened()
    office.surfaces["playground"].gone.add("kim")
    for _ in range(3):
        await office.deliver()
    assert await office.mail("kim", surface="slack") == []
    assert (await kinds(office)).count(EventKind.NOT_REACHABLE) == 1


async def test_a_message_goes_to_the_next_address_when_one_is_dead(office: Office) -> None:
    """The switch is said in the message, and journalled; nobody is told that nothing arrived."""
    await both(office)
    await office.opened()
    office.surfaces["slack"].gone.add("kim")
    for _ in range(3):
        await office.deliver()
    (message,) = await office.mail("kim")
    assert "I could not reach you where I write to you otherwise" in said([message.content])
    kept = await kinds(office)
    assert EventKind.LANE_SWITCHED in kept
    assert EventKind.CLIENT_ACKNOWLEDGED in kept
    assert EventKind.NOT_REACHABLE not in kept


async def test_a_message_that_no_address_takes_is_given_up(office: Office) -> None:
    """Each address is tried once."""
    await both(office)
    await office.opened()
    for surface in office.surfaces.values():
        surface.gone.add("kim")
    for _ in range(4):
        await office.deliver()
    assert (await kinds(office)).count(EventKind.NOT_REACHABLE) == 1
    assert (await kinds(office)).count(EventKind.LANE_SWITCHED) == 1


async def test_an_alert_that_hr_does_not_get_goes_one_step_up(office: Office) -> None:
    """HR's own address is dead too: it is journalled, and the HR lead hears of it, once."""
    await office.opened()
    office.surfaces["playground"].gone |= {"maya", "kim"}
    for _ in range(4):
        await office.deliver()
    mail = [post for post in await office.mail("noor") if "HR cannot" in said([post.content])]
    assert len(mail) == 1
    case = await office.case()
    entries = await office.read(lambda work: work.journal.of_case(case.id))
    missed = [e.event.data["party"] for e in entries if e.event.kind is EventKind.NOT_REACHABLE]
    assert missed == [
        (await office.party(Capacity.CLIENT)).id,
        (await office.party(Capacity.HR_INTAKE)).id,
    ]


async def test_a_reminder_that_does_not_arrive_is_journalled_and_told_above(
    office: Office,
) -> None:
    """The owner's own address is dead: the HR lead hears that a stand-in is needed."""
    await office.opened()
    await office.deliver()
    office.surfaces["playground"].gone.add("maya")
    office.now += timedelta(days=1, hours=1)
    await office.remind()
    await office.deliver()
    office.surfaces["playground"].gone.clear()
    mail = said([post.content for post in await office.mail("noor")])
    assert "HR cannot be reached in EH-2026-0001" in mail
    assert "I cannot reach Maya Reyes" in mail
    assert "Ben" not in mail
    assert "Could not be reached: Maya Reyes (HR, took the complaint)" in await office.journal()


# --- what HR reads of it --------------------------------------------------------------------------

CONTOSO = Installation(
    surface="slack",
    tenant="T0CONTOSO",
    enterprise="",
    name="Contoso",
    bot_user="U0BOT",
    bot="B0BOT",
    scopes=frozenset(),
    token="made-up",
    installed_at=MONDAY,
)


async def line(office: Office, name: str) -> str:
    """What the case card says of a party."""
    case = await office.case()
    card = said(await office.press("maya", "case", case.id))
    return next(each for each in card.splitlines() if each.startswith(f"- {name}: "))


async def abroad(office: Office) -> None:
    """Kim is reached in another workspace alone."""

    def move(work: Work) -> None:
        (old,) = work.addresses.of_person("kim")
        work.introductions.told(old.id, as_of=None, gone_at=office.now)
        work.addresses.add(Address("k1", "kim", "slack", "T0CONTOSO", "U0KIM"))

    await office.database.write(move)
    await office.opened()


async def test_hr_reads_where_each_party_is_reached(office: Office) -> None:
    """And of whom no address is known, with what mends it."""
    await both(office)
    await office.load(on={"kim": ("playground", "slack")}, without=("lea",))
    await office.opened()
    await office.deliver()
    assert await line(office, "Kim Sand") == "- Kim Sand: client (on Slack)"
    assert await line(office, "Ben Cruz") == "- Ben Cruz: employee (in the playground)"
    assert await line(office, "Lea Santos") == (
        "- Lea Santos: line manager (not reachable: no address is known; "
        "ask your administrator to add how they are reached)"
    )


async def test_hr_reads_that_a_message_did_not_arrive(office: Office) -> None:
    """Until another one does."""
    await office.opened()
    office.surfaces["playground"].gone.add("kim")
    for _ in range(3):
        await office.deliver()
    assert await line(office, "Kim Sand") == (
        "- Kim Sand: client (in the playground: the last message did not arrive)"
    )
    office.surfaces["playground"].gone.clear()
    await office.say("kim", "help")
    await office.deliver()
    assert await line(office, "Kim Sand") == "- Kim Sand: client (in the playground)"


async def test_hr_reads_what_somebody_of_another_workspace_cannot_do(office: Office) -> None:
    """Where the app was never installed, Slack Connect lets them write and press buttons."""
    await abroad(office)
    assert await line(office, "Kim Sand") == (
        "- Kim Sand: client (on Slack, in the workspace of Contoso Retail: they can write and "
        "press buttons; their workspace has no app for commands and forms)"
    )
    await office.database.write(lambda work: work.installations.put(CONTOSO))
    assert await line(office, "Kim Sand") == (
        "- Kim Sand: client (on Slack, in the workspace of Contoso Retail)"
    )


async def test_who_is_cut_off_by_a_removed_app_is_told_by_hr(office: Office) -> None:
    """The words are handed to HR at once, with the reason, and with what mends it."""
    await office.database.write(lambda work: work.installations.put(CONTOSO))
    await abroad(office)
    await office.database.write(
        lambda work: work.installations.gone("slack", "T0CONTOSO", at=MONDAY, because="removed")
    )
    assert await line(office, "Kim Sand") == (
        "- Kim Sand: client (not reachable: Evenhand was removed from the workspace of Contoso "
        "Retail; ask them to have it installed again)"
    )
    await office.updated({"kim": "All is well."})
    handed = said([post.content for post in await office.mail("maya")])
    assert "Evenhand was removed from the workspace of Contoso Retail. Please tell them" in handed
    assert "All is well." in handed


async def test_a_closed_account_is_not_written_to(office: Office) -> None:
    """Whoever has another address is written to there."""
    await both(office)
    (slack,) = [
        each
        for each in await office.read(lambda work: work.addresses.of_person("kim"))
        if each.surface == "slack"
    ]
    await office.database.write(
        lambda work: work.introductions.told(slack.id, as_of=None, gone_at=office.now)
    )
    await office.opened()
    assert await line(office, "Kim Sand") == "- Kim Sand: client (in the playground)"
