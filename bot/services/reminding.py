"""Reminders fire, are put off, and are done. Cost follows what is due, not what is pending."""

from __future__ import annotations

from collections.abc import Collection
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
from bot.services import cards, escalating, owing
from bot.services.desk import Desk
from bot.services.outcomes import Done, Outcome, Refused

BATCH = 100
TOPIC = "reminder:"  # followed by the reminder's id
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
        desk.work.reminders.save(reminders.cancelled(reminder, desk.now))
        return
    schedule, times = desk.policy.schedules[reminder.kind], owing.times_for(desk, reminder, owner)
    recipients = reminders.who_hears(reminder, schedule, times=times, now=desk.now)
    after = reminders.fired(reminder, desk.now, times=times)
    desk.work.reminders.save(after)
    file = desk.file(case)
    people = _people(desk, file, owner, recipients)
    number = desk.record(
        case.id,
        EventKind.REMINDER_SENT,
        reminder=reminder.id,
        owed=reminder.kind.value,
        rung=str(after.rung),
        people=" ".join(person.id for person in people),
    )
    for person in people:
        card = _card(desk, file, after, owner=owner, reader=person)
        key = f"reminder:{reminder.id}:{number}:{person.id}"
        _post(desk, after, person, card, key=key)


def _people(
    desk: Desk, file: CaseFile, owner: Person, recipients: Collection[Recipient]
) -> Collection[Person]:
    """Who hears: the owner, and by duty others who are neither the owner nor barred."""
    found: dict[str, Person] = {}
    for recipient in recipients:
        if recipient is Recipient.OWNER:
            found[owner.id] = owner
            continue
        subject, duty = file.case.employee_id, DUTY_OF[recipient]
        others = escalating.entrusted(desk, duty, subject=subject, besides=(owner.id,))
        found |= {person.id: person for person in others}
    return found.values()


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
        f"remind.{reminder.kind.value}", reader, buttons=buttons(reminder), **values
    )
    again = desk.wording.line("remind.again", reader, rung=reminder.rung)
    blocks = (Paragraph(again), *card.blocks) if again else card.blocks
    return replace(card, blocks=blocks, topic=f"{TOPIC}{reminder.id}")


def buttons(reminder: Reminder) -> list[Button]:
    """What its owner can do about it."""
    return [
        Button("Open the case", "case", reminder.case_id, "primary"),
        Button("Done", "remind_done", reminder.id),
        Button("Snooze 1 hour", "snooze_hour", reminder.id),
        Button("Snooze to tomorrow", "snooze_tomorrow", reminder.id),
        Button("Another day", "start", f"snooze:{reminder.id}"),
        Button("Why am I getting this?", "why", reminder.id),
    ]


def _post(desk: Desk, reminder: Reminder, person: Person, card: Card, *, key: str) -> None:
    """Queue it within the person's hours; the owner's is in their lane: HR hears if it is lost."""
    address = desk.address(person.id)
    if address:
        desk.work.posts.add(
            address,
            card,
            key=key,
            due_at=desk.calendar(person).next_writing_moment(desk.now),
            created_at=desk.now,
            case_id=reminder.case_id,
            party_id=reminder.party_id if person.id == reminder.owner_id else None,
        )


def owned(desk: Desk, reminder_id: str) -> Reminder | None:
    """An open reminder that the desk's actor owes, else None."""
    reminder = desk.work.reminders.get(reminder_id)
    if reminder is None or not reminder.is_open or reminder.owner_id != desk.reader.id:
        return None
    return reminder


def finish(desk: Desk, reminder: Reminder) -> Outcome:
    """The owner says that it is done."""
    desk.work.reminders.save(reminders.done(reminder, desk.reader.id, desk.now))
    desk.record(reminder.case_id, EventKind.REMINDER_DONE, owed=reminder.kind.value)
    return Done(cards.plain("Thank you", "I will not remind you of this again."))


def snooze(desk: Desk, command: SnoozeReminder) -> Outcome:
    """The owner hears of it later; what is due stays due."""
    reminder = owned(desk, command.reminder_id)
    if reminder is None:
        return NOT_YOURS
    schedule = desk.policy.schedules[reminder.kind]
    times = owing.times_for(desk, reminder, desk.reader)
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


def why(desk: Desk, reminder: Reminder) -> Outcome:
    """Why the owner gets a reminder, and what ends it."""
    case = desk.work.cases.get(reminder.case_id)
    if case is None:
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
    note = cards.plain("", f"The times are in your organisation's policy: {source}.").blocks
    return Done(replace(card, blocks=(*card.blocks, *note)))
