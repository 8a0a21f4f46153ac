"""A case as each part of it may see it, and its journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.cases import Capacity
from bot.domain.commands import TellEmployee
from bot.domain.people import Duty
from bot.domain.roles import Role
from bot.services.cards import LISTED
from tests.unit.office import OBSERVED, Office, said


async def test_the_account_lead_does_not_read_whom_it_is_about(office: Office) -> None:
    """They see as the client does, and the case card names them no employee."""
    case = await office.opened()
    read = said(await office.press("leo", "case", case.id))
    assert case.reference in read
    assert "Ben" not in read


async def test_the_line_manager_reads_whom_it_is_about(office: Office) -> None:
    """The matrix gives them that there is a case in full."""
    case = await office.opened()
    assert "Ben Cruz" in said(await office.press("lea", "case", case.id))


async def test_an_advisor_does_not_read_who_complained_nor_who_saw_it(office: Office) -> None:
    """For an advisor the complaint is a summary, and the complainant's name needs an approval."""
    seen = replace(
        office.complaint().allegations[0], observed=f"{OBSERVED} Dana Frost and Kim Sand saw it."
    )
    case = await office.opened(allegations=(seen,))
    await office.role(Role.ADVISOR_EMPLOYEE, "noor")
    read = said(await office.press("noor", "case", case.id))
    assert "Three of eight tickets" in read
    assert "Dana" not in read
    assert "Kim" not in read
    assert "Name not shown to your part: client" in read


async def test_whoever_acts_reads_the_complaint_as_it_is(office: Office) -> None:
    """For the opener nothing is left out of it."""
    case = await office.opened()
    read = said(await office.press("maya", "case", case.id))
    assert "Kim Sand: client" in read
    assert "I want somebody else by Monday" in read


async def test_whoever_has_left_hr_acts_no_more(office: Office) -> None:
    """A part in a case is not enough without the duty."""
    case = await office.opened()
    await office.load({"maya": {"duties": frozenset()}})
    assert "Journal" not in said(await office.press("maya", "journal", case.id))
    await office.load({"maya": {"duties": frozenset({Duty.HR})}})
    assert "Journal" in said(await office.press("maya", "journal", case.id))


async def test_the_journal_says_why(office: Office) -> None:
    """Why the manager was not briefed, why a role changed, and where notes stay."""
    case = await office.opened()
    tell = TellEmployee(case_id=case.id, text="Hello Ben.", manager_not_briefed="Lea is away.")
    await office.done("maya", lambda _: tell)
    await office.role(Role.LIAISON, "maya")
    await office.role(Role.LIAISON, "chidi", kept="in the shared log", reason="I am on leave.")
    await office.role(Role.ENFORCER, "noor", by="chidi")
    read = await office.journal("chidi")
    assert "Why the line manager was not briefed first: Lea is away." in read
    assert "Until then: Maya Reyes. Reason: I am on leave." in read
    assert "Where notes stay: in the shared log" in read


async def test_the_journal_says_who_was_reminded_of_what(office: Office) -> None:
    """A reminder in the journal names what is owed and who heard."""
    await office.opened()
    office.now += timedelta(days=2, hours=1)
    await office.remind()
    assert "A reminder was sent. Owed: Tell the employee. To: Maya Reyes" in await office.journal()


async def test_a_long_list_of_cases_says_that_there_are_more(office: Office) -> None:
    """Nothing is cut without a word."""
    for _ in range(LISTED):
        await office.opened()
    assert "latest" not in said(await office.say("maya", "case"))
    await office.opened()
    assert f"These are the latest {LISTED}." in said(await office.say("maya", "case"))


async def test_the_employee_comes_upon_nothing_before_the_telling_goes_out(office: Office) -> None:
    """Told in the evening they hear in the morning; until then asking shows them nothing."""
    case = await office.opened()
    office.now += timedelta(hours=11)  # 20:00
    await office.briefed()
    await office.told()
    ben = await office.party(Capacity.EMPLOYEE)
    assert case.reference not in said(await office.say("ben", "case"))
    assert "for you" in said(await office.say("ben", f"case {case.reference}"))
    assert "cannot show" in said(await office.press("ben", "received", ben.id))
    office.now += timedelta(hours=12)
    assert case.reference in said(await office.say("ben", "case"))
