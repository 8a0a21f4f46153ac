"""Somebody's clocks go otherwise than was known: what they are to be reminded of moves with them.

Deadlines stay: they were promised as moments. What is queued for them already stays too.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain import reminders
from bot.domain.people import Person
from bot.domain.reminders import Reminder
from bot.services import owing
from bot.services.desk import Desk


def set_anew(desk: Desk, person: Person) -> None:
    """Let every reminder that is to come reach its owner in their hours, as they are now."""
    for reminder in desk.work.reminders.pending_of(person.id):
        moved = _moved(desk, reminder, person)
        if moved != reminder:
            desk.work.reminders.save(moved)


def _moved(desk: Desk, reminder: Reminder, owner: Person) -> Reminder:
    times, calendar = owing.times_for(desk, reminder, owner), desk.calendar(owner)
    if reminder.snoozed_until:
        until = calendar.next_writing_moment(reminder.snoozed_until)
        schedule = desk.policy.schedules[reminder.kind]
        return reminders.snoozed(reminder, until, schedule=schedule, times=times)
    upcoming = reminders.next_time(times, after_rung=reminder.rung)
    if upcoming is None:
        return replace(reminder, next_at=None)
    return replace(reminder, next_at=calendar.next_writing_moment(max(upcoming, desk.now)))
