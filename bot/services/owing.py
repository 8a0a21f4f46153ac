"""What is owed in a case: reminders begin and end in the transaction of the case's own change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain import reminders
from bot.domain.cases import Case, Party
from bot.domain.reminders import Reminder, ReminderKind
from bot.services.desk import Desk, new_id


def owe(
    desk: Desk,
    case: Case,
    kind: ReminderKind,
    *,
    due_at: datetime | None = None,
    by: Party | None = None,
) -> None:
    """Begin a reminder for whoever owes this: `by`, else the owner of the case.

    Its due time is the schedule's, counted in the owner's working time, unless it was promised.
    """
    party = by or desk.file(case).owner
    owner = desk.work.directory.person(party.person_id) if party else None
    if party is None or owner is None:
        return
    schedule, calendar = desk.policy.schedules[kind], desk.calendar(owner)
    if due_at is None:
        deadline = reminders.due_for(schedule, start=desk.now, calendar=calendar)
        due_at = deadline.at if deadline else desk.now
    times = reminders.rung_times(schedule, start=desk.now, due=due_at, calendar=calendar)
    desk.work.reminders.add(
        Reminder(
            id=new_id(),
            case_id=case.id,
            kind=kind,
            owner_id=owner.id,
            party_id=party.id,
            started_at=desk.now,
            due_at=due_at,
            next_at=reminders.next_time(times, after_rung=0),
        )
    )


def settle(
    desk: Desk, case: Case, kind: ReminderKind, *, party_id: str | None = None, by: str = ""
) -> None:
    """What was owed is done: no further word about it. `party_id` narrows it to one owner."""
    actor = by or (desk.actor.id if desk.actor else "")
    for reminder in desk.work.reminders.open_of_case(case.id, kind):
        if party_id is None or reminder.party_id == party_id:
            desk.work.reminders.save(reminders.done(reminder, actor))


def drop_all(desk: Desk, case: Case) -> None:
    """Nothing is owed in this case any more."""
    for reminder in desk.work.reminders.open_of_case(case.id):
        desk.work.reminders.save(reminders.cancelled(reminder))


def hand_over(desk: Desk, case: Case) -> None:
    """What the case's owner owes goes to whoever owns it now; nobody's own word is passed on."""
    party = desk.file(case).owner
    if party is None:
        return
    for reminder in desk.work.reminders.open_of_case(case.id):
        if reminder.kind is not ReminderKind.ACKNOWLEDGE_ROLE:
            moved = replace(reminder, owner_id=party.person_id, party_id=party.id)
            desk.work.reminders.save(moved)


def due_of(desk: Desk, case: Case, kind: ReminderKind) -> datetime | None:
    """When something that is open is due."""
    open_now = desk.work.reminders.open_of_case(case.id, kind)
    return open_now[0].due_at if open_now else None
