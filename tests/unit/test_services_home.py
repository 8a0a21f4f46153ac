"""Each person's own page: what stands on it, in which order, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from adapters.slack.home import render
from bot.dialogue.content import Home, Item, Paragraph
from bot.dialogue.wording import plain
from bot.domain.cases import Capacity, Case, Party
from bot.domain.people import Duty
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.roles import Role
from bot.ports import Work
from bot.services.desk import new_id
from bot.services.home import CASES, DRAFTS, HELD, OWED, home
from flows.catalogue import checked_flows
from tests.standins.slack_limits import violations
from tests.unit.office import Office

EMPTY = "No open case concerns you. When one does, you hear of it in our messages, and it stands"


async def at_home(office: Office, who: str) -> Home:
    """Somebody's Home as it stands now."""

    def compose(work: Work) -> Home:
        address = work.addresses.owner("playground", "", who)
        assert address
        return home(office.desk(work, who), address)

    return await office.read(compose)


def lines(made: Home) -> str:
    """All that is read on it."""
    found = [made.title, *(plain(block) for block in made.blocks)]
    for section in made.sections:
        found += [section.title, section.empty, section.more]
        for item in section.items:
            found += [item.title, *(plain(block) for block in item.blocks)]
    return "\n".join(found)


def titles(made: Home, section: str) -> list[str]:
    """The titles of what stands under a heading."""
    return [item.title for each in made.sections if each.title == section for item in each.items]


def labels(item: Item) -> list[str]:
    """The labels of its buttons."""
    return [button.label for button in item.buttons]


# --- for whom -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ben", "lea", "kim", "leo", "amihan", "tuan", "ana"])
async def test_without_a_case_everybody_outside_hr_sees_the_same(office: Office, who: str) -> None:
    """One heading, and what will stand there."""
    made = await at_home(office, who)
    (section,) = made.sections
    assert section.empty.startswith(EMPTY)
    assert (section.items, made.buttons) == ((), ())


async def test_the_employee_sees_that_page_until_they_are_told(office: Office) -> None:
    """Not a word of it differs from before there was a case."""
    before = await at_home(office, "ben")
    await office.opened()
    await office.briefed()
    assert await at_home(office, "ben") == before
    await office.told()
    assert titles(await at_home(office, "ben"), "Your cases") == ["EH-2026-0001: Employee told"]


async def test_told_in_the_evening_they_see_it_in_the_morning(office: Office) -> None:
    """As on every other path."""
    await office.opened()
    before = await at_home(office, "ben")
    office.now += timedelta(hours=11)
    await office.briefed()
    await office.told()
    assert await at_home(office, "ben") == before
    office.now += timedelta(hours=12)
    assert titles(await at_home(office, "ben"), "Your cases") == ["EH-2026-0001: Employee told"]


async def test_the_line_manager_sees_the_stage_and_whom_it_concerns(office: Office) -> None:
    """And nothing of what was raised; the case is all that can be opened."""
    await office.opened()
    made = await at_home(office, "lea")
    (item,) = made.sections[0].items
    assert item.title == "EH-2026-0001: Intake"
    assert "About: Ben Cruz" in lines(made)
    assert labels(item) == ["Open EH-2026-0001"]
    assert "tickets" not in lines(made)


@pytest.mark.parametrize("who", ["kim", "leo"])
async def test_the_clients_side_reads_neither_stage_nor_name(office: Office, who: str) -> None:
    """The contact and the account lead: in progress, by when they hear more, and from whom."""
    await office.opened()
    made = await at_home(office, who)
    assert titles(made, "Your cases") == ["EH-2026-0001: In progress"]
    assert "Looked after by: Maya Reyes" in lines(made)
    assert "Ben" not in lines(made)


async def test_an_advisor_is_offered_no_step_of_the_case(office: Office) -> None:
    """They may not move it; their role is there, with what it is for."""
    await office.opened()
    await office.role(Role.ADVISOR_EMPLOYEE, "noor")
    made = await at_home(office, "noor")
    (item,) = next(each for each in made.sections if each.title == "Your cases").items
    assert labels(item) == ["Open EH-2026-0001"]
    assert titles(made, "Your roles") == ["Advisor to the employee"]
    assert "EH-2026-0001, since Mon 23 Nov 2026" in lines(made)


async def test_whoever_has_left_hr_is_offered_nothing_of_hrs(office: Office) -> None:
    """Neither the button that opens a case nor a step in one."""
    await office.opened()
    await office.load({"maya": {"duties": frozenset()}})
    made = await at_home(office, "maya")
    assert made.buttons == ()
    cases = next(each for each in made.sections if each.title == "Your cases")
    assert labels(cases.items[0]) == ["Open EH-2026-0001"]
    await office.load({"maya": {"duties": frozenset({Duty.HR})}})
    assert "Brief the manager" in labels((await at_home(office, "maya")).sections[1].items[0])


async def test_whose_part_has_ended_sees_the_case_no_more(office: Office) -> None:
    """Nor what they owed in it."""
    await office.opened()
    await office.role(Role.LIAISON, "noor")
    await office.role(Role.ENFORCER, "chidi", by="noor")
    made = await at_home(office, "maya")
    assert "EH-2026-0001" not in lines(made)
    assert "EH-2026-0001" in lines(await at_home(office, "noor"))


async def test_hr_alone_begins_a_complaint_here(office: Office) -> None:
    """Empty headings say what will stand under them, and how to begin."""
    made = await at_home(office, "maya")
    (begin,) = made.buttons
    assert (begin.label, begin.action, begin.style) == ("New complaint", "start", "primary")
    assert [each.title for each in made.sections] == [
        "What you owe next",
        "Your cases",
        "What you left in the middle",
        "Your roles",
    ]
    assert all(each.empty for each in made.sections)
    assert "press “New complaint”" in made.sections[1].empty


# --- order and words ------------------------------------------------------------------------------


async def test_cases_come_by_what_is_owed_next_then_by_the_latest_change(office: Office) -> None:
    """Whatever is owed comes before what is not."""
    first, second, third = [await office.opened() for _ in range(3)]

    def settle(work: Work) -> None:
        for reminder in work.reminders.open_of("maya"):
            if reminder.case_id != second.id:
                work.reminders.save(replace(reminder, state=reminder.state.DONE))

    await office.database.write(settle)
    office.now += timedelta(minutes=5)
    await office.press("kim", "received", (await _party(office, first, Capacity.CLIENT)).id)
    made = await at_home(office, "maya")
    assert [title[:12] for title in titles(made, "Your cases")] == [
        second.reference,
        first.reference,
        third.reference,
    ]


async def test_what_is_owed_says_by_when_and_since_when_it_is_late(office: Office) -> None:
    """In the reader's own zone, and in words."""
    await office.opened()
    assert "Please do this by Wed 25 Nov 2026, 09:00 (Manila time)." in lines(
        await at_home(office, "maya")
    )
    office.now += timedelta(days=3)
    assert "This was due by Wed 25 Nov 2026, 09:00 (Manila time)." in lines(
        await at_home(office, "maya")
    )


async def test_what_is_begun_says_how_far_it_has_come(office: Office) -> None:
    """And can be gone on with, or dropped after a question."""
    await office.say("maya", "complaint")
    made = await at_home(office, "maya")
    (item,) = made.sections[2].items
    assert item.title == "Client complaint"
    assert item.blocks == (
        Paragraph("You are at step 1 of 6: The client. You began on Mon 23 Nov 2026."),
    )
    resume, drop = item.buttons
    assert (resume.action, drop.action, resume.target) == ("resume", "drop", drop.target)
    assert drop.confirm == "What you entered is lost. Nothing was sent to anybody."


async def test_a_draft_of_another_surface_is_not_offered_here(office: Office) -> None:
    """It cannot be gone on with from here."""
    await office.load(on={"maya": ("playground", "slack")})
    await office.say("maya", "complaint", surface="slack")
    assert titles(await at_home(office, "maya"), "What you left in the middle") == []


# --- how much -------------------------------------------------------------------------------------


async def test_three_hundred_cases_cost_what_ten_cost(office: Office) -> None:
    """Few queries, whatever has piled up; the rest is counted in the open, and it fits."""
    case = await office.opened()
    await office.database.write(lambda work: _pile_up(work, case, 12))
    some, few = await _counted(office)
    await office.database.write(lambda work: _pile_up(work, case, 288))
    made, many = await _counted(office)
    assert few == many < 80
    owed, cases, _, roles = made.sections
    assert (len(owed.items), len(cases.items)) == (OWED, CASES)
    assert (owed.left, cases.left) == (303 - OWED, 301 - CASES)
    assert cases.more == "write “case” to see your cases"
    assert f"… and {300 - HELD:,} more" in plain(roles.items[0].blocks[1])
    view = render(made)
    assert violations(view, kind="home") == []
    assert f"… and {301 - CASES} more: write “case” to see your cases" in str(view)
    assert len(some.sections[1].items) == CASES


async def test_more_drafts_than_fit_are_counted(office: Office) -> None:
    """The one under way comes first, then the last one put aside."""
    flows = ("complaint", "update", "stage", "roles", "close", "tell", "brief")
    await office.opened()
    for flow in flows:
        await office.press("maya", "start", flow)
    drafts = (await at_home(office, "maya")).sections[2]
    assert len(drafts.items) == DRAFTS
    assert drafts.left == len(flows) - DRAFTS
    assert drafts.items[0].title == checked_flows()["brief"].title


async def _party(office: Office, case: Case, capacity: Capacity) -> Party:
    parties = await office.read(lambda work: work.cases.parties(case.id))
    return next(each for each in parties if each.capacity is capacity)


def _pile_up(work: Work, case: Case, count: int) -> None:
    """So many more cases of Maya's as liaison, with something owed in each."""
    for _ in range(count):
        reference = work.cases.next_reference(2026)
        copy = replace(case, id=new_id(), reference=reference)
        work.cases.add(copy)
        part = Party(new_id(), copy.id, "maya", Capacity.HR_LIAISON, case.opened_at)
        work.cases.add_party(part)
        due = case.opened_at + timedelta(days=3)
        work.reminders.add(
            Reminder(
                id=new_id(),
                case_id=copy.id,
                kind=ReminderKind.PROMISED_UPDATE,
                owner_id="maya",
                party_id=part.id,
                started_at=case.opened_at,
                due_at=due,
                next_at=due,
            )
        )


async def _counted(office: Office) -> tuple[Home, int]:
    """Maya's Home, and how many queries it took."""
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    engine = office.database._reading
    event.listen(engine, "before_cursor_execute", note)
    try:
        return await at_home(office, "maya"), len(said)
    finally:
        event.remove(engine, "before_cursor_execute", note)
