"""What is owed in a case: reminders begin and end in the transaction of the case's own change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain import reminders
from bot.domain.cases import Case, Party
from bot.domain.people import Person
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
    due_at = due_at or _by_policy(desk, kind, owner)
    reminder = Reminder(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        owner_id=owner.id,
        party_id=party.id,
        started_at=desk.now,
        due_at=due_at,
        next_at=None,
    )
    times = times_for(desk, reminder, owner)
    desk.work.reminders.add(replace(reminder, next_at=reminders.next_time(times, after_rung=0)))


def _by_policy(desk: Desk, kind: ReminderKind, owner: Person) -> datetime:
    schedule, calendar = desk.policy.schedules[kind], desk.calendar(owner)
    deadline = reminders.due_for(schedule, start=desk.now, calendar=calendar)
    return deadline.at if deadline else desk.now


def times_for(desk: Desk, reminder: Reminder, owner: Person) -> tuple[datetime, ...]:
    """When each rung is reached, in this owner's working time and hours for writing."""
    return reminders.rung_times(
        desk.policy.schedules[reminder.kind],
        start=reminder.started_at,
        due=reminder.due_at,
        calendar=desk.calendar(owner),
    )


def settle(
    desk: Desk, case: Case, kind: ReminderKind, *, party_id: str | None = None, by: str = ""
) -> None:
    """What was owed is done: no further word about it. `party_id` narrows it to one owner."""
    actor = by or (desk.actor.id if desk.actor else "")
    for reminder in desk.work.reminders.open_of_case(case.id, kind):
        if party_id is None or reminder.party_id == party_id:
            desk.work.reminders.save(reminders.done(reminder, actor, desk.now))


def drop_all(desk: Desk, case: Case) -> None:
    """Nothing is owed in this case any more."""
    for reminder in desk.work.reminders.open_of_case(case.id):
        desk.work.reminders.save(reminders.cancelled(reminder, desk.now))


def hand_over(desk: Desk, case: Case) -> None:
    """What the case's owner owes goes to whoever owns it now; nobody's own word is passed on."""
    file = desk.file(case)
    party = file.owner
    if party is None:
        return
    for reminder in desk.work.reminders.open_of_case(case.id):
        if reminder.kind is not ReminderKind.ACKNOWLEDGE_ROLE and reminder.party_id != party.id:
            desk.work.reminders.save(_passed_on(desk, reminder, party, owner=file.person(party)))


def _passed_on(desk: Desk, reminder: Reminder, party: Party, *, owner: Person) -> Reminder:
    """With the new owner's times; what somebody else put off is not put off for them.

    The due time and the rungs that are behind stay: at most three nudges go to the owner, whoever
    that is (08-reminders.md, principle 7).
    """
    moved = replace(reminder, owner_id=owner.id, party_id=party.id)
    if owner.id == reminder.owner_id:
        return moved
    upcoming = reminders.next_time(times_for(desk, moved, owner), after_rung=reminder.rung)
    return replace(moved, next_at=upcoming, snoozed_until=None)


def due_of(desk: Desk, case: Case, kind: ReminderKind) -> datetime | None:
    """When something that is open is due."""
    open_now = desk.work.reminders.open_of_case(case.id, kind)
    return open_now[0].due_at if open_now else None
