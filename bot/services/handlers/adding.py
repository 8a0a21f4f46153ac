"""Something is added to a case. What was told of it before stays as it was told."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.content import Button
from bot.dialogue.notices import Speaker
from bot.domain.cases import MOST_ALLEGATIONS, Case, Stage
from bot.domain.commands import AddAllegation, AddRecord
from bot.domain.events import EventKind
from bot.domain.reminders import ReminderKind
from bot.services import owing
from bot.services.desk import Desk
from bot.services.handlers.access import acting, by_whom, since
from bot.services.outcomes import Done, Outcome, Refused

OVERTAKING = {
    EventKind.EMPLOYEE_TOLD: "told the employee",
    EventKind.ALLEGATION_ADDED: "added a further allegation",
    EventKind.RECORD_ADDED: "added a fact",
}


def add_allegation(desk: Desk, command: AddAllegation) -> Outcome:
    """Take a further allegation into the case."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    case = found.file.case
    if refused := _overtaken(desk, found, command.basis) or _too_late(case):
        return refused
    number = len(case.allegations)
    new = replace(command.allegation, added_at=desk.now)
    desk.work.cases.save(replace(case, allegations=(*case.allegations, new)))
    desk.record(case.id, EventKind.ALLEGATION_ADDED, allegation=str(number))
    return _done(desk, found)


def add_record(desk: Desk, command: AddRecord) -> Outcome:
    """Add a fact to an allegation; what that says already stays as it is."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    case, number = found.file.case, command.allegation
    if refused := _overtaken(desk, found, command.basis):
        return refused
    if number >= len(case.allegations):
        return Refused("There is no such allegation in this case. Please choose again.")
    before = case.allegations[number]
    new = replace(command.record, added_at=desk.now)
    after = replace(before, records=(*before.records, new))
    allegations = (*case.allegations[:number], after, *case.allegations[number + 1 :])
    desk.work.cases.save(replace(case, allegations=allegations))
    desk.record(
        case.id,
        EventKind.RECORD_ADDED,
        allegation=str(number),
        record=str(len(before.records)),
    )
    return _done(desk, found)


def _overtaken(desk: Desk, speaker: Speaker, basis: int) -> Refused | None:
    """Somebody told the employee, or added perhaps the same, after the actor began."""
    entry = since(speaker, basis, *OVERTAKING)
    if entry is None:
        return None
    return Refused(
        f"{by_whom(desk, entry)} {OVERTAKING[entry.event.kind]} in the meantime. Nothing was added "
        "yet: please look at the case as it stands now, and add this only if it is still right."
    )


def _too_late(case: Case) -> Refused | None:
    if case.stage.reached(Stage.OUTCOME):
        return Refused("The case has come to its outcome. Please take this as a case of its own.")
    if len(case.allegations) >= MOST_ALLEGATIONS:
        return Refused(f"At most {MOST_ALLEGATIONS} allegations fit into one case.")
    return None


def _done(desk: Desk, before: Speaker) -> Done:
    """What it means: who was told without it is to hear it before anything is decided on it."""
    case = before.file.case
    owed = owing.due_of(desk, case, ReminderKind.PUT_TO_EMPLOYEE)
    if before.file.is_employee_told and owed is None:
        owing.owe(desk, case, ReminderKind.PUT_TO_EMPLOYEE)
    after = desk.speaker(desk.work.cases.get(case.id) or case)
    buttons = [Button("Open the case", "case", case.id)]
    if before.file.is_employee_told:
        buttons.insert(0, Button("Send an update", "start", f"update:{case.id}", "primary"))
    elif not after.file.case.has_particulars:
        buttons.insert(0, Button("Complete the particulars", "start", f"particulars:{case.id}"))
    return Done(
        after.wording.card(
            "added.done",
            desk.reader,
            buttons=buttons,
            reference=case.reference,
            employee=before.file.employee,
            told=before.file.is_employee_told,
            briefed=case.manager_told_at is not None and not before.file.is_employee_told,
            complete=after.file.case.has_particulars,
            due=owing.due_of(desk, case, ReminderKind.PUT_TO_EMPLOYEE),
        )
    )
