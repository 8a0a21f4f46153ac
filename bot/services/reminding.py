"""Reminders fire, are put off, and are done. Cost follows what is due, not what is pending."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from bot.dialogue import phrasing
from bot.dialogue.content import Button, Card, Paragraph
from bot.domain import reminders
from bot.domain.casefile import CaseFile
from bot.domain.commands import SnoozeReminder
from bot.domain.events import EventKind
from bot.domain.people import Duty, Person
from bot.domain.reminders import Recipient, Reminder
from bot.services import cards
from bot.services.desk import Desk
from bot.services.outcomes import Done, Outcome, Refused

BATCH = 100
DUTY_OF = {
    Recipient.HR_LEAD: Duty.HR_LEAD,
    Recipient.LEGAL: Duty.LEGAL,
    Recipient.LEADERSHIP: Duty.LEADERSHIP,
}
NOT_YOURS = Refused("This reminder is not open for you any more. Nothing was changed.")


def fire_due(desk: Desk) -> None:
    """Fire what is due, at most a batch, each once at the rung that it has come to."""
    for reminder in desk.work.reminders.due(desk.now, limit=BATCH):
        _fire(desk, reminder)


def _fire(desk: Desk, reminder: Reminder) -> None:
    case = desk.work.cases.get(reminder.case_id)
    owner = desk.work.directory.person(reminder.owner_id)
    if case is None or owner is None or not case.is_open:
        desk.work.reminders.save(reminders.cancelled(reminder))
        return
    schedule, calendar = desk.policy.schedules[reminder.kind], desk.calendar(owner)
    times = reminders.rung_times(
        schedule, start=reminder.started_at, due=reminder.due_at, calendar=calendar
    )
    recipients = reminders.who_hears(reminder, schedule, times=times, now=desk.now)
    after = reminders.fired(reminder, desk.now, times=times)
    desk.work.reminders.save(after)
    number = desk.record(
        case.id,
        EventKind.REMINDER_SENT,
        reminder=reminder.id,
        owed=reminder.kind.value,
        rung=str(after.rung),
    )
    file = desk.file(case)
    for person in _people(desk, file, owner, recipients):
        card = _card(desk, file, after, owner=owner, reader=person)
        _post(desk, file, person, card, key=f"reminder:{reminder.id}:{number}:{person.id}")


def _people(
    desk: Desk, file: CaseFile, owner: Person, recipients: Collection[Recipient]
) -> Iterator[Person]:
    """Who hears: never the subject, nor anybody above them; a deputy stands in for those."""
    subject = file.employee
    barred = {subject.id, *_line(desk, subject)}
    told: set[str] = set()
    for recipient in recipients:
        for person in [owner] if recipient is Recipient.OWNER else _holders(desk, recipient):
            deputy = desk.work.directory.person(person.deputy) if person.deputy else None
            hears = deputy if person.id in barred and recipient is not Recipient.OWNER else person
            if hears and hears.id not in told and (hears is owner or hears.id not in barred):
                told.add(hears.id)
                yield hears


def _holders(desk: Desk, recipient: Recipient) -> Collection[Person]:
    return desk.work.directory.find_staff("", limit=5, duties=(DUTY_OF[recipient],))


def _line(desk: Desk, person: Person) -> Iterator[str]:
    seen: set[str] = set()
    above = person.manager
    while above and above not in seen:
        seen.add(above)
        yield above
        found = desk.work.directory.person(above)
        above = found.manager if found else None


def _card(desk: Desk, file: CaseFile, reminder: Reminder, *, owner: Person, reader: Person) -> Card:
    values: dict[str, Any] = {
        "reference": file.case.reference,
        "client": file.client.name,
        "contact": file.contact,
        "employee": file.employee,
        "owner": owner,
        "due": reminder.due_at,
    }
    if reader.id != owner.id:
        return desk.wording.card("remind.copied", reader, **values)
    card = desk.wording.card(
        f"remind.{reminder.kind.value}", reader, buttons=_buttons(reminder), **values
    )
    again = desk.wording.line("remind.again", reader, rung=reminder.rung)
    return replace(card, blocks=(Paragraph(again), *card.blocks)) if again else card


def _buttons(reminder: Reminder) -> list[Button]:
    return [
        Button("Open the case", "case", reminder.case_id, "primary"),
        Button("Done", "remind_done", reminder.id),
        Button("Snooze 1 hour", "snooze_hour", reminder.id),
        Button("Snooze to tomorrow", "snooze_tomorrow", reminder.id),
        Button("Another day", "start", f"snooze:{reminder.id}"),
        Button("Why am I getting this?", "why", reminder.id),
    ]


def _post(desk: Desk, file: CaseFile, person: Person, card: Card, *, key: str) -> None:
    address = desk.address(person.id)
    if address:
        desk.work.posts.add(
            address,
            card,
            key=key,
            due_at=desk.calendar(person).next_writing_moment(desk.now),
            created_at=desk.now,
            case_id=file.case.id,
        )


def owned(desk: Desk, reminder_id: str) -> Reminder | None:
    """An open reminder that the desk's actor owes, else None."""
    reminder = desk.work.reminders.get(reminder_id)
    if reminder is None or not reminder.is_open or reminder.owner_id != desk.reader.id:
        return None
    return reminder


def finish(desk: Desk, reminder_id: str) -> Outcome:
    """The owner says that it is done."""
    reminder = owned(desk, reminder_id)
    if reminder is None:
        return NOT_YOURS
    desk.work.reminders.save(reminders.done(reminder, desk.reader.id))
    desk.record(reminder.case_id, EventKind.REMINDER_DONE, owed=reminder.kind.value)
    return Done(cards.plain("Thank you", "I will not remind you of this again."))


def snooze(desk: Desk, command: SnoozeReminder) -> Outcome:
    """The owner hears of it later; what is due stays due."""
    reminder = owned(desk, command.reminder_id)
    if reminder is None:
        return NOT_YOURS
    schedule = desk.policy.schedules[reminder.kind]
    times = reminders.rung_times(
        schedule,
        start=reminder.started_at,
        due=reminder.due_at,
        calendar=desk.calendar(desk.reader),
    )
    later = reminders.snoozed(reminder, command.until, schedule=schedule, times=times)
    desk.work.reminders.save(later)
    at = later.next_at or command.until
    desk.record(
        reminder.case_id,
        EventKind.REMINDER_SNOOZED,
        owed=reminder.kind.value,
        until=at.isoformat(),
    )
    said = f"I remind you again on {phrasing.moment_for(desk.reader, at)}."
    if at < command.until:
        said += " Not later, because others hear of it then."
    due = f"It stays due by {phrasing.moment_for(desk.reader, reminder.due_at)}."
    return Done(cards.plain("Put off", said, due))


def why(desk: Desk, reminder_id: str) -> Outcome:
    """Why the owner gets a reminder, and what ends it."""
    reminder = owned(desk, reminder_id)
    case = desk.work.cases.get(reminder.case_id) if reminder else None
    if reminder is None or case is None:
        return NOT_YOURS
    file = desk.file(case)
    card = desk.wording.card(
        f"why.{reminder.kind.value}",
        desk.reader,
        reference=case.reference,
        employee=file.employee,
        due=reminder.due_at,
    )
    source = desk.policy.schedules[reminder.kind].source
    note = cards.plain("", f"The rule: {source}.").blocks
    return Done(replace(card, blocks=(*card.blocks, *note)))
