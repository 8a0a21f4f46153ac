"""A case is opened, and its particulars are completed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.dialogue import phrasing
from bot.dialogue.content import Bullets, Heading
from bot.dialogue.notices import Speaker, opening
from bot.domain.calendars import Duration, Unit
from bot.domain.cases import Capacity, Case, Party, Stage
from bot.domain.commands import CompleteParticulars, OpenCase
from bot.domain.events import EventKind
from bot.domain.people import Person
from bot.domain.reminders import ReminderKind
from bot.services import cards, owing
from bot.services.desk import Desk, new_id
from bot.services.handlers.access import acting
from bot.services.lines import in_one_line
from bot.services.outcomes import Done, Outcome, Refused
from bot.services.posting import tell

FIRST_UPDATE = Duration(3, Unit.WORKING_DAYS)
"""When the parties hear again after the opening: the time that step W03 of the packs gives for the
particulars (force: policy default), so that there is something to tell."""


def open_case(desk: Desk, command: OpenCase) -> Outcome:
    """Record the case, acknowledge the client, tell the manager that it exists."""
    actor, directory = desk.actor, desk.work.directory
    employee, contact = directory.person(command.employee_id), directory.person(command.contact_id)
    client = directory.client(command.client_id)
    if actor is None or not actor.is_hr:
        return Refused("Only HR can open a case. Please write to your contact in HR.")
    if employee is None or contact is None or client is None or contact.client != client.id:
        return Refused("Somebody in this complaint is no longer in the directory. Please edit who.")
    if employee.client is not None or in_one_line(directory, actor.id, employee.id):
        return Refused(
            f"You cannot take a complaint about {employee.name}. "
            "Please ask a colleague in HR who is not in one line with them."
        )
    case = _case(desk, command, actor)
    desk.work.cases.add(case)
    for capacity, person_id in _parts(command, actor, employee, client.account_lead):
        desk.work.cases.add_party(Party(new_id(), case.id, person_id, capacity, desk.now))
    desk.record(case.id, EventKind.CASE_OPENED)
    speaker = desk.speaker(case)
    told = _tell_parties(desk, speaker)
    owner = speaker.file.owner
    owing.owe(desk, case, ReminderKind.ACKNOWLEDGE_CLIENT, by=owner)
    owing.owe(desk, case, ReminderKind.PROMISED_UPDATE, due_at=case.update_due_at, by=owner)
    if case.particulars_at:
        owing.owe(desk, case, ReminderKind.TELL_EMPLOYEE, by=owner)
    card = cards.case_card(desk, case, actor)
    heard = (Heading("Who hears of it"), Bullets(told))
    return Done(replace(card, blocks=(*heard, *card.blocks), kept=len(heard)), case.id)


def _case(desk: Desk, command: OpenCase, actor: Person) -> Case:
    year = desk.now.astimezone(desk.work.directory.organisation().zone).year
    case = Case(
        id=new_id(),
        reference=desk.work.cases.next_reference(year),
        client_id=command.client_id,
        contact_id=command.contact_id,
        employee_id=command.employee_id,
        opened_by=actor.id,
        opened_at=desk.now,
        jurisdiction=command.jurisdiction,
        stage=Stage.INTAKE,
        asks=command.asks,
        remedy=command.remedy,
        effect=command.effect,
        urgency=command.urgency,
        safety=command.safety,
        allegations=command.allegations,
        update_due_at=_first_update(desk, actor),
    )
    return replace(case, particulars_at=desk.now if case.has_particulars else None)


def _first_update(desk: Desk, actor: Person) -> datetime:
    """Counted from within the actor's hours: nobody is promised something for the night."""
    calendar = desk.calendar(actor)
    return calendar.add_working_days(calendar.next_writing_moment(desk.now), FIRST_UPDATE.amount)


def _parts(
    command: OpenCase, actor: Person, employee: Person, lead: str | None
) -> list[tuple[Capacity, str]]:
    """Who is a party from the start. The subject is nobody's manager or lead in their own case."""
    parts = [
        (Capacity.HR_INTAKE, actor.id),
        (Capacity.CLIENT, command.contact_id),
        (Capacity.EMPLOYEE, employee.id),
    ]
    if employee.manager:
        parts.append((Capacity.MANAGER, employee.manager))
    if lead and lead not in (employee.id, employee.manager):
        parts.append((Capacity.ACCOUNT_LEAD, lead))
    return parts


def _tell_parties(desk: Desk, speaker: Speaker) -> tuple[str, ...]:
    """Tell who may hear; returns a line on each party for HR."""
    case = speaker.file.case
    lines = []
    for party in speaker.file.open_parties:
        if party.person_id == desk.reader.id:
            continue
        card = opening.opened(speaker, party, next_at=case.update_due_at or desk.now)
        when = "not by this step"
        if card:
            at = tell(desk, speaker, party, card, key=f"opened:{party.id}")
            when = _when(desk, at)
        lines.append(f"{speaker.file.person(party).name} ({party.capacity.words}): {when}")
    return tuple(lines)


def _when(desk: Desk, at: datetime | None) -> str:
    if at is None:
        return "cannot be reached; please tell them yourself"
    if at <= desk.now:
        return "now"
    return f"on {phrasing.moment_for(desk.reader, at)}, when their hours begin"


def complete_particulars(desk: Desk, command: CompleteParticulars) -> Outcome:
    """Record what was still open; the clock to tell the employee starts when all is there."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused) or desk.actor is None:
        return found if isinstance(found, Refused) else Refused("")
    case = found.file.case
    if case.has_particulars:
        return Refused("The particulars were completed in the meantime. Nothing was overwritten.")
    case = replace(case, allegations=command.allegations, effect=command.effect)
    if case.has_particulars and case.particulars_at is None:
        case = replace(case, particulars_at=desk.now)
    desk.work.cases.save(case)
    desk.record(case.id, EventKind.PARTICULARS_COMPLETED)
    if found.file.case.particulars_at is None and case.particulars_at:
        _begin_clock(desk, case)
    return Done(cards.case_card(desk, case, desk.actor))


def _begin_clock(desk: Desk, case: Case) -> None:
    if case.employee_told_at is None:
        owing.owe(desk, case, ReminderKind.TELL_EMPLOYEE)
