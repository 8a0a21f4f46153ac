"""The deliberate step: the manager is briefed, then the employee is told."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import phrasing
from bot.dialogue.content import Button, Card
from bot.dialogue.notices import Speaker, secrets
from bot.dialogue.wording import blocks_of
from bot.domain.cases import Capacity, Stage
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
    desk.work.cases.save(replace(case, manager_told_at=desk.now))
    desk.record(case.id, EventKind.MANAGER_BRIEFED)
    reader = found.file.person(manager)
    frame = found.wording.card(
        "brief.manager", reader, reference=case.reference, employee=found.file.employee, points=[]
    )
    card = replace(frame, blocks=blocks_of(command.text), buttons=(_received(manager.id),))
    tell(desk, found, manager, card, key=f"brief:{manager.id}")
    return Done(_briefed(desk, found, reader))


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
        due=due or desk.now,
    )


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
    stage = case.stage if case.stage.reached(Stage.EMPLOYEE_TOLD) else Stage.EMPLOYEE_TOLD
    by = desk.actor.id if desk.actor else ""
    told = replace(case, stage=stage, employee_told_at=desk.now, employee_told_by=by)
    desk.work.cases.save(told)
    desk.record(case.id, EventKind.EMPLOYEE_TOLD, manager_not_briefed=command.manager_not_briefed)
    _send(desk, desk.speaker(told), command.text)
    owing.settle(desk, told, ReminderKind.TELL_EMPLOYEE)
    done = found.wording.card(
        "told.done", desk.reader, reference=case.reference, employee=file.employee
    )
    return Done(done)


def _send(desk: Desk, speaker: Speaker, text: str) -> None:
    party = speaker.file.holder(Capacity.EMPLOYEE)
    if party is None:
        return
    notice = f"{speaker.file.case.reference}: a message for you"
    card = Card(
        notice=notice,
        title=speaker.wording.line("told.employee", speaker.file.employee),
        blocks=blocks_of(text),
        buttons=(_received(party.id),),
    )
    tell(desk, speaker, party, card, key=f"told:{party.id}")


def _received(party_id: str) -> Button:
    return Button("I have read this", "received", party_id)


def _already_told(desk: Desk, speaker: Speaker) -> str:
    case = speaker.file.case
    by = desk.work.directory.person(case.employee_told_by or "")
    at = phrasing.moment_for(desk.reader, case.employee_told_at or desk.now)
    return (
        f"{by.name if by else 'HR'} told {speaker.file.employee.first_name} already, on {at}. "
        "Nothing was sent twice."
    )
