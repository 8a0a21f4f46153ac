"""The handlers ask again, whatever was shown before; and each message goes out at its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.cases import Capacity, Stage
from bot.domain.commands import AssignRole, MoveStage
from bot.domain.people import Duty
from bot.domain.reminders import ReminderKind
from bot.domain.roles import Role
from bot.services.outcomes import Refused
from tests.unit.office import MANILA, Office, page_of, said

SYDNEY = ZoneInfo("Australia/Sydney")


def reason(outcome: object) -> str:
    """Why something was refused."""
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


# --- opening -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"maya": {"manager": "ben"}},
        {"ben": {"manager": "maya"}},
        {"lea": {"manager": "maya"}},  # Ben reports to Lea
        {"ben": {"client": "fabrikam"}},
    ],
)
async def test_nobody_opens_a_case_in_their_own_line(
    office: Office, changed: dict[str, dict[str, str]]
) -> None:
    """Nor one about somebody who is no employee, whatever a form let through."""
    await office.load(changed)
    heard = await office.refused("maya", lambda _: office.complaint())
    assert "You cannot take a complaint about Ben Cruz." in heard


async def test_nobody_opens_a_case_about_themself(office: Office) -> None:
    """HR is no exception."""
    await office.load({"ben": {"duties": frozenset({Duty.HR})}})
    assert "You cannot" in await office.refused("ben", lambda _: office.complaint())


async def test_the_first_promise_is_for_no_night(office: Office) -> None:
    """A complaint taken at 22:00 promises a time within HR's hours."""
    office.now += timedelta(hours=13)
    case = await office.opened()
    assert case.update_due_at == datetime(2026, 11, 27, 7, 30, tzinfo=MANILA)


# --- roles ---------------------------------------------------------------------------------------


async def test_somebody_is_always_left_who_may_act(office: Office) -> None:
    """The opener who becomes an advisor would leave a case that nobody can move."""
    await office.opened()
    assert "nobody would be left" in reason(await office.role(Role.ADVISOR_MANAGER, "maya"))
    await office.role(Role.ENFORCER, "noor")
    await office.role(Role.ADVISOR_MANAGER, "maya")
    assert (await office.party(Capacity.HR_ADVISOR_MANAGER)).person_id == "maya"


async def test_a_role_is_not_given_to_who_holds_it(office: Office) -> None:
    """Nothing is announced that is no change."""
    await office.opened()
    await office.role(Role.LIAISON, "chidi")
    await office.role(Role.ENFORCER, "noor", by="chidi")
    again = await office.role(Role.LIAISON, "chidi", by="noor")
    assert reason(again) == "Chidi Okafor holds this role already. Nothing was changed."


async def test_a_part_that_somebody_took_meanwhile_is_not_taken_from_them(office: Office) -> None:
    """The second, who did not know that Chidi is liaison by now, is told so."""
    case = await office.opened()
    before = AssignRole(case_id=case.id, role=Role.ENFORCER, holder_id="chidi", basis=1)
    await office.role(Role.ADVISOR_MANAGER, "noor")
    await office.role(Role.LIAISON, "chidi")
    heard = await office.refused("maya", lambda _: before)
    assert "settled another role of Chidi Okafor in the meantime" in heard
    assert (await office.party(Capacity.HR_LIAISON)).person_id == "chidi"


async def test_where_notes_stay_gives_nothing_away(office: Office) -> None:
    """The line manager reads it, and may not read who saw what."""
    await office.opened()
    await office.role(Role.LIAISON, "maya")
    kept = "in the file with what Dana Frost said"
    heard = reason(await office.role(Role.LIAISON, "chidi", kept=kept))
    assert "Lea Santos (line manager) reads where the notes stay." in heard
    assert "Take out “Dana Frost”" in heard


async def test_whoever_is_replaced_by_others_hears_so(office: Office) -> None:
    """Maya, whose part somebody else gave to Chidi, is told; so is the opener at the end."""
    await office.opened()
    await office.role(Role.ENFORCER, "noor")
    await office.role(Role.LIAISON, "chidi", by="noor", kept="in the shared log")
    mail = said([post.content for post in await office.mail("maya")])
    assert "Your part in EH-2026-0001 has ended" in mail
    assert "Chidi Okafor now acts as HR liaison in EH-2026-0001." in mail
    await office.role(Role.LIAISON, "maya", by="noor", kept="in the shared log")
    mail = said([post.content for post in await office.mail("chidi")])
    assert "Maya Reyes acts as HR liaison in EH-2026-0001, in place of Chidi Okafor." in mail
    assert "What was told to Chidi in the old role stays in the shared log." in mail


async def test_who_gives_their_part_away_themself_is_not_told_so_again(office: Office) -> None:
    """The answer to the act says it."""
    await office.opened()
    await office.role(Role.LIAISON, "maya")
    await office.role(Role.LIAISON, "chidi")
    assert "has ended" not in said([post.content for post in await office.mail("maya")])


@pytest.mark.parametrize(
    ("changed", "holder", "named"),
    [
        ({}, "chidi", "tell Noor Lim by"),
        ({}, "noor", "tell Chidi Okafor by"),  # the lead holds the role: their deputy
        ({"lea": {"manager": "noor"}}, "chidi", "tell Ana Uy by"),  # in Ben's line; so is Chidi
        (
            {"ben": {"duties": frozenset({Duty.HR, Duty.HR_LEAD}), "deputy": "ana"}},
            "noor",
            "tell Ana Uy by",  # Ben leads HR as well, and is no one to object to about himself
        ),
    ],
)
async def test_an_objection_goes_to_somebody_who_can_hear_it(
    office: Office, changed: dict[str, dict[str, object]], holder: str, named: str
) -> None:
    """Not to the holder, nor to the employee or their line."""
    await office.load(changed)
    await office.opened()
    await office.briefed()
    await office.told()
    await office.role(Role.LIAISON, holder)
    assert named in said([post.content for post in await office.mail("ben")])


async def test_the_time_to_object_runs_from_when_it_is_read(office: Office) -> None:
    """A change on Sunday is read on Tuesday, after a holiday; two working days on is Thursday."""
    await office.opened()
    await office.briefed()
    await office.told()
    office.now = datetime(2026, 11, 29, 20, 0, tzinfo=MANILA)
    await office.role(Role.LIAISON, "chidi")
    mail = said([post.content for post in await office.mail("ben")])
    assert "by Thu 3 Dec 2026, with your reason" in mail


async def test_a_liaison_who_takes_another_role_is_asked_to_name_the_next(office: Office) -> None:
    """The client is told of no vacancy; HR is, until there is a liaison again."""
    await office.opened()
    await office.role(Role.LIAISON, "maya")
    vacant = await office.role(Role.ENFORCER, "maya")
    filled = await office.role(Role.LIAISON, "chidi")
    assert "Nobody is liaison now." in said([vacant.card])  # type: ignore[union-attr]
    assert "Nobody is liaison now." not in said([filled.card])  # type: ignore[union-attr]


async def test_a_case_whose_people_have_left_is_not_stuck(office: Office) -> None:
    """HR's lead settles who looks after it, and sees no more of it than that takes."""
    case = await office.opened()
    start = f"roles:{case.id}"
    assert "no open case" in said(await office.press("noor", "start", start))
    await office.load({"maya": {"duties": frozenset()}})
    assert "no open case" in said(await office.press("noor", "case", case.id))
    assert "no open case" in said(await office.press("noor", "start", f"update:{case.id}"))
    assert "no open case" in said(await office.press("rosa", "start", start))
    page = page_of(await office.press("noor", "start", start))
    page = page_of(await office.fill("noor", page, role="enforcer", holder="chidi"))
    page = page_of(await office.fill("noor", page))
    assert "somebody again who looks after it" in said(await office.go("noor", page))
    assert "Looked after by: Chidi" in said(await office.press("kim", "case", case.id))
    assert "no open case" in said(await office.press("noor", "start", start))


async def test_a_lead_in_one_line_with_the_employee_settles_nothing(office: Office) -> None:
    """The lead is never in a case about their line, stuck or not."""
    case = await office.opened()
    await office.load({"maya": {"duties": frozenset()}, "lea": {"manager": "noor"}})
    assert "no open case" in said(await office.press("noor", "start", f"roles:{case.id}"))


# --- telling -------------------------------------------------------------------------------------


async def test_an_employee_is_told_in_their_hours_and_counts_as_told_then(office: Office) -> None:
    """At 20:00 it waits for the morning, and HR reads when it goes out."""
    await office.opened()
    await office.briefed()
    office.now += timedelta(hours=11)
    card = await office.told()
    morning = datetime(2026, 11, 24, 7, 30, tzinfo=MANILA)
    assert (await office.case()).employee_told_at == morning
    assert "It goes out on Tue 24 Nov 2026, 07:30 (Manila time), within Ben's hours." in said(
        [card]
    )
    assert "hears of it Tue 24 Nov 2026" in said(await office.say("maya", "case EH-2026-0001"))


async def test_nothing_reaches_the_employee_before_the_telling(office: Office) -> None:
    """An update that HR sends at once, out of hours, comes after it."""
    await office.opened()
    await office.briefed()
    office.now += timedelta(hours=11)
    await office.told()
    await office.updated({"ben": "We are at it.", "kim": "We are at it."})
    told, update = await office.mail("ben")
    assert "you will be heard" in said([told.content])
    assert told.due_at == update.due_at == datetime(2026, 11, 24, 7, 30, tzinfo=MANILA)
    (now,) = [each for each in await office.mail("kim") if "at it" in said([each.content])]
    assert now.due_at == office.now


async def test_the_managers_summary_comes_one_step_before(office: Office) -> None:
    """Lea sleeps in Sydney: Ben is told when her summary has gone out, not before."""
    await office.load({"lea": {"time_zone": "Australia/Sydney"}})
    office.now = datetime(2026, 11, 23, 17, 0, tzinfo=MANILA)
    await office.opened()
    card = await office.briefed()
    assert "It goes out on Tue 24 Nov 2026, 04:30 (Manila time)" in said([card])
    await office.told()
    (told,) = await office.mail("ben")
    summary = (await office.mail("lea"))[-1]
    assert summary.due_at == datetime(2026, 11, 24, 7, 30, tzinfo=SYDNEY)
    assert told.due_at == datetime(2026, 11, 24, 7, 30, tzinfo=MANILA)


async def test_no_due_time_is_named_while_the_clock_stands(office: Office) -> None:
    """Without particulars nothing says by when the employee is to be told."""
    await office.opened(effect="")
    assert "due" not in said([await office.briefed()])


async def test_nobody_is_looked_into_before_they_have_heard(office: Office) -> None:
    """Told in the evening, the case moves on to the facts in the morning."""
    case = await office.opened()
    await office.briefed()
    office.now += timedelta(hours=11)
    await office.told()
    move = MoveStage(case_id=case.id, stage=Stage.FACTS)
    heard = await office.refused("maya", lambda _: move)
    assert "Ben hears of the complaint on Tue 24 Nov 2026, 07:30 (Manila time)." in heard
    office.now += timedelta(hours=12)
    await office.done("maya", lambda _: move)


# --- updates and closing -------------------------------------------------------------------------


async def test_a_promise_lies_after_the_update_that_makes_it(office: Office) -> None:
    """An update that goes out on Monday does not promise Sunday."""
    await office.opened()
    words = {"kim": "We are at it."}
    late = office.now + timedelta(days=3)
    heard = reason(await office.updated(words, send_at=late))
    assert "This goes out on Thu 26 Nov 2026, 09:00 (Manila time)" in heard
    office.now = datetime(2026, 11, 28, 9, 0, tzinfo=MANILA)  # Saturday
    heard = reason(await office.updated(words, apart=True, next_at=office.now + timedelta(days=1)))
    assert "and what you promise lies before that" in heard


async def test_an_update_for_each_in_their_hours_is_not_called_together(office: Office) -> None:
    """What HR reads is what happens."""
    await office.opened()
    outcome = await office.updated({"kim": "A.", "lea": "B."}, apart=True)
    assert "get it when their hours begin." in said([outcome.card])  # type: ignore[union-attr]


async def test_an_empty_version_is_sent_to_nobody(office: Office) -> None:
    """A blank text with a reason is a party left out."""
    await office.opened()
    before = len(await office.mail("lea"))
    lea = await office.party(Capacity.MANAGER)

    outcome = await office.updated({"kim": "A.", "lea": " "}, left_out={})
    assert "left out without a reason" in reason(outcome)
    case = await office.case()
    parties = await office.read(lambda work: work.cases.parties(case.id))
    silent = {each.id: "Later." for each in parties if each.person_id in ("ben", "leo", "lea")}
    await office.updated({"kim": "A.", "lea": " "}, left_out=silent)
    assert len(await office.mail("lea")) == before
    entries = await office.read(lambda work: work.journal.of_case(case.id))
    assert lea.id not in entries[-1].event.data["parties"]


async def test_the_journal_keeps_who_got_the_closing_note(office: Office) -> None:
    """Everyone but the employee, who was never told."""
    await office.opened()
    await office.closed()
    case = await office.case()
    entries = await office.read(lambda work: work.journal.of_case(case.id))
    told = entries[-1].event.data["parties"].split()
    parties = await office.read(lambda work: work.cases.parties(case.id))
    assert [p.person_id for p in parties if p.id in told] == ["kim", "lea", "leo"]


async def test_the_clock_to_tell_starts_when_the_particulars_are_complete(office: Office) -> None:
    """Not with the complaint that left the date open."""
    bare = replace(office.complaint().allegations[0], began=None)
    case = await office.opened(allegations=(bare,))
    kind = ReminderKind.TELL_EMPLOYEE
    assert await office.read(lambda work: work.reminders.open_of_case(case.id, kind)) == []
