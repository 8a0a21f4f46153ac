"""Who hears of what is owed: deputies, lines of management, and new owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.wording import Wording
from bot.domain.commands import SnoozeReminder
from bot.domain.people import Duty
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.roles import Role
from bot.services import escalating, reminding
from tests.unit.office import Office, practice, said

LONDON = ZoneInfo("Europe/London")


async def entrusted(office: Office, duty: Duty, *, besides: tuple[str, ...] = ()) -> list[str]:
    """Who hears for a duty in a case about Ben."""
    found = await office.read(
        lambda work: escalating.entrusted(office.desk(work), duty, subject="ben", besides=besides)
    )
    return [person.id for person in found]


@pytest.mark.parametrize(
    ("changed", "heard"),
    [
        ({}, ["noor"]),
        ({"ben": {"manager": "noor"}}, ["chidi"]),  # the lead is above the subject
        # the lead reports to the subject
        ({"noor": {"manager": "ben"}, "chidi": {"manager": "leo"}}, ["chidi"]),
        ({"ben": {"duties": frozenset({Duty.HR_LEAD})}, "noor": {"duties": frozenset()}}, ["ana"]),
        # the deputy is barred as well: the deputy's deputy
        (
            {
                "noor": {"manager": "ben"},
                "chidi": {"manager": "ben"},
                "maya": {"manager": "leo"},
            },
            ["maya"],
        ),
        # deputies in a circle: the next duty
        (
            {
                "noor": {"manager": "ben"},
                "chidi": {"manager": "ben", "deputy": "noor"},
            },
            ["ana"],
        ),
    ],
)
async def test_neither_the_subject_nor_their_line_hears_an_escalation(
    office: Office, changed: Mapping[str, Mapping[str, Any]], heard: list[str]
) -> None:
    """Whoever is barred has a deputy in their place, and the next duty where none is left."""
    await office.load(changed)
    assert await entrusted(office, Duty.HR_LEAD) == heard


async def test_who_cannot_be_reached_has_a_deputy_in_their_place(office: Office) -> None:
    """An escalation goes to somebody who gets it."""
    changed = {"noor": {"manager": "ben"}, "maya": {"manager": "leo"}}
    await office.load(changed, without=("chidi",))
    assert await entrusted(office, Duty.HR_LEAD) == ["maya"]


async def test_an_owner_who_leads_hr_is_not_the_one_to_hear_of_it(office: Office) -> None:
    """The third reminder of what the HR lead owes goes to their deputy too."""
    await office.opened(by="noor")
    office.now += timedelta(days=1, hours=1)
    await office.remind()
    mail = await office.mail("chidi")
    assert "Noor Lim has something open in EH-2026-0001" in said([post.content for post in mail])


async def test_a_copy_waits_for_the_hours_of_who_gets_it(office: Office) -> None:
    """A reminder at nine in Manila is no message at one in the night in London."""
    await office.load({"noor": {"time_zone": "Europe/London"}})
    await office.opened()
    office.now += timedelta(days=1, hours=1)
    await office.remind()
    copy = (await office.mail("noor"))[-1]
    assert copy.due_at == datetime(2026, 11, 24, 7, 30, tzinfo=LONDON)


async def owed(office: Office, kind: ReminderKind) -> Reminder:
    """What is open of this kind."""
    case = await office.case()
    found = await office.read(lambda work: work.reminders.open_of_case(case.id, kind))
    return found[0]


async def test_what_is_handed_over_comes_in_the_new_owners_hours(office: Office) -> None:
    """The rungs are counted anew in London, and what Maya put off is not put off for Chidi."""
    await office.opened()
    mine = await owed(office, ReminderKind.TELL_EMPLOYEE)
    later = SnoozeReminder(reminder_id=mine.id, until=office.now + timedelta(days=1))

    await office.database.write(lambda work: reminding.snooze(office.desk(work, "maya"), later))
    await office.role(Role.LIAISON, "chidi")
    his = await owed(office, ReminderKind.TELL_EMPLOYEE)
    assert (his.owner_id, his.due_at, his.snoozed_until) == ("chidi", mine.due_at, None)
    assert his.next_at == datetime(2026, 11, 24, 7, 30, tzinfo=LONDON)


async def test_a_new_part_of_the_same_person_changes_no_reminder(office: Office) -> None:
    """Who takes the complaint and becomes liaison keeps what they put off."""
    await office.opened()
    mine = await owed(office, ReminderKind.TELL_EMPLOYEE)
    later = SnoozeReminder(reminder_id=mine.id, until=office.now + timedelta(hours=3))
    await office.database.write(lambda work: reminding.snooze(office.desk(work, "maya"), later))
    snoozed = await owed(office, ReminderKind.TELL_EMPLOYEE)
    await office.role(Role.LIAISON, "maya")
    still = await owed(office, ReminderKind.TELL_EMPLOYEE)
    assert still == replace(snoozed, party_id=still.party_id)
    assert still.party_id != snoozed.party_id


async def test_a_reminder_that_fails_holds_up_no_message(office: Office) -> None:
    """A catalogue without its words: what is due to be sent is found all the same."""
    await office.opened()
    office.now += timedelta(days=1, hours=1)
    wordless = replace(practice(), wording=Wording({}))
    assert await office.sweep(wordless)
    assert await office.sweep(practice())
    assert "does not know about the complaint yet" in said(
        [post.content for post in await office.mail("maya")]
    )
