"""The deliberate step: the manager is briefed, then the employee is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.dialogue import phrasing
from bot.dialogue.content import Button, Card, Paragraph
from bot.dialogue.notices import Speaker, secrets
from bot.dialogue.wording import blocks_of
from bot.domain.cases import Capacity, Case, Party, Stage
from bot.domain.commands import BriefManager, TellEmployee
from bot.domain.events import EventKind
from bot.domain.people import Person
from bot.domain.reminders import ReminderKind
from bot.services import owing
from bot.services.desk import Desk
from bot.services.handlers.access import acting
from bot.services.outcomes import Done, Outcome, Refused
from bot.services.posting import tell


def brief_manager(desk: Desk, command: BriefManager) -> Outcome:
    """Send the line manager the summary."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    case, manager = found.file.case, found.file.holder(Capacity.MANAGER)
    if manager is None:
        return Refused("This case has no line manager to brief. Tell the employee directly.")
    if case.manager_told_at:
        return Refused("The line manager had the summary already. Nothing was sent twice.")
    if leaks := secrets.leaked_when_told(found, manager, command.text):
        return Refused(" ".join(leak.message for leak in leaks))
    reader = found.file.person(manager)
    told_at = desk.calendar(reader).next_writing_moment(desk.now)
    desk.work.cases.save(replace(case, manager_told_at=told_at))
    desk.record(case.id, EventKind.MANAGER_BRIEFED)
    frame = found.wording.card(
        "brief.manager", reader, reference=case.reference, employee=found.file.employee, points=[]
    )
    card = replace(frame, blocks=blocks_of(command.text), buttons=(_received(manager.id),))
    at = tell(desk, found, manager, card, key=f"brief:{manager.id}")
    return Done(_when(desk, reader, _briefed(desk, found, reader), at))


def _briefed(desk: Desk, speaker: Speaker, manager: Person) -> Card:
    case = speaker.file.case
    due = owing.due_of(desk, case, ReminderKind.TELL_EMPLOYEE)
    return speaker.wording.card(
        "briefed.done",
        desk.reader,
        buttons=(Button("Tell the employee", "start", f"tell:{case.id}", "primary"),),
        reference=case.reference,
        manager=manager,
        employee=speaker.file.employee,
        due=due,
    )


def _when(desk: Desk, reader: Person, done: Card, at: datetime | None) -> Card:
    """What was done, and when it is heard, where that is not now."""
    name = reader.first_name
    if at is None:
        said = f"I have no way to write to {name}. I sent you the words to hand on."
        return replace(done, title=f"Please tell {name} yourself", blocks=(Paragraph(said),))
    if at <= desk.now:
        return done
    said = f"It goes out on {phrasing.moment_for(desk.reader, at)}, within {name}'s hours."
    return replace(done, blocks=(Paragraph(said), *done.blocks))


def tell_employee(desk: Desk, command: TellEmployee) -> Outcome:
    """Tell the employee that a complaint exists; with it the case comes to S2."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    file, case = found.file, found.file.case
    employee = file.holder(Capacity.EMPLOYEE)
    if case.employee_told_at or employee is None:
        return Refused(_already_told(desk, found))
    briefed = case.manager_told_at or file.holder(Capacity.MANAGER) is None
    if not briefed and not command.manager_not_briefed.strip():
        return Refused("Brief the line manager first, or say why they are not briefed.")
    if leaks := secrets.leaked_when_told(found, employee, command.text):
        return Refused(" ".join(leak.message for leak in leaks))
    told = _told(desk, found)
    desk.work.cases.save(told)
    desk.record(case.id, EventKind.EMPLOYEE_TOLD, manager_not_briefed=command.manager_not_briefed)
    at = _send(desk, desk.speaker(told), employee, command.text)
    owing.settle(desk, told, ReminderKind.TELL_EMPLOYEE)
    done = found.wording.card(
        "told.done", desk.reader, reference=case.reference, employee=file.employee
    )
    return Done(_when(desk, file.employee, done, at))


def _told(desk: Desk, speaker: Speaker) -> Case:
    """The case at S2; the employee is told when the message goes out.

    That is within their hours, and not before the manager's summary, which comes one step before
    (design, Who).
    """
    case, employee = speaker.file.case, speaker.file.employee
    after = max(desk.now, case.manager_told_at or desk.now)
    return replace(
        case,
        stage=case.stage if case.stage.reached(Stage.EMPLOYEE_TOLD) else Stage.EMPLOYEE_TOLD,
        employee_told_at=desk.calendar(employee).next_writing_moment(after),
        employee_told_by=desk.reader.id,
    )


def _send(desk: Desk, speaker: Speaker, party: Party, text: str) -> datetime | None:
    notice = f"{speaker.file.case.reference}: a message for you"
    card = Card(
        notice=notice,
        title=speaker.wording.line("told.employee", speaker.file.employee),
        blocks=blocks_of(text),
        buttons=(_received(party.id),),
    )
    return tell(desk, speaker, party, card, key=f"told:{party.id}")


def _received(party_id: str) -> Button:
    return Button("I have read this", "received", party_id)


def _already_told(desk: Desk, speaker: Speaker) -> str:
    case, name = speaker.file.case, speaker.file.employee.first_name
    by = desk.work.directory.person(case.employee_told_by or "")
    at = case.employee_told_at or desk.now
    when = f"on {phrasing.moment_for(desk.reader, at)}"
    when = when if at <= desk.now else f"and the message goes out {when}"
    return f"{by.name if by else 'HR'} told {name} already, {when}. Nothing was sent twice."
