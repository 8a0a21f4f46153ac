"""What has become of what a button offered, in words: stands on the card once the button is gone.

Each says no more than its reader may know: whose part has ended is told that, and nothing since.
"""

from __future__ import annotations

from bot.domain.cases import Case
from bot.domain.reminders import ReminderState
from bot.services.desk import Desk


def over(desk: Desk, _target: str = "") -> str:
    """Nothing more than that."""
    return desk.wording.line("became.over", desk.reader)


def newer(desk: Desk) -> str:
    """A later card shows the same."""
    return desk.wording.line("became.newer", desk.reader)


def begun(desk: Desk, target: str) -> str:
    """A flow cannot be begun any more."""
    name, _, about = target.partition(":")
    if name == "snooze":
        return reminded(desk, about)
    case = desk.work.cases.get(about)
    if case is None or not case.is_open or not desk.file(case).may_act(desk.reader.id):
        return of_case(desk, about)
    if name == "tell" and case.employee_told_at:
        return _told(desk, case)
    return over(desk)


def _told(desk: Desk, case: Case) -> str:
    key = "became.told" if (case.employee_told_at or desk.now) <= desk.now else "became.being_told"
    by = desk.work.directory.person(case.employee_told_by or "")
    employee = desk.file(case).employee
    return desk.wording.line(key, desk.reader, employee=employee, by=by, at=case.employee_told_at)


def of_case(desk: Desk, case_id: str) -> str:
    """A case is open to its reader no more: it was closed, or their part in it has ended."""
    case = desk.work.cases.get(case_id)
    if case is None:
        return over(desk)
    acts = desk.file(case).may_act(desk.reader.id)
    if acts and case.closed_at:
        values = {"reference": case.reference, "at": case.closed_at}
        return desk.wording.line("became.closed", desk.reader, **values)
    return desk.wording.line("became.not_open", desk.reader, reference=case.reference)


def reminded(desk: Desk, reminder_id: str) -> str:
    """What was owed is done, or somebody else's by now."""
    reminder = desk.work.reminders.get(reminder_id)
    case = desk.work.cases.get(reminder.case_id) if reminder else None
    if reminder is None or case is None:
        return over(desk)
    if not desk.file(case).parts_of(desk.reader.id):
        return of_case(desk, case.id)
    if reminder.owner_id != desk.reader.id:
        return desk.wording.line("became.passed_on", desk.reader)
    by = desk.work.directory.person(reminder.done_by or "")
    if reminder.state is ReminderState.DONE and reminder.ended_at:
        return desk.wording.line("became.done", desk.reader, by=by, at=reminder.ended_at)
    return over(desk) if case.is_open else of_case(desk, case.id)


def read(desk: Desk, party_id: str) -> str:
    """A notice was read, or concerns its reader no more."""
    return _confirmed(desk, party_id, "became.read")


def taken(desk: Desk, party_id: str) -> str:
    """A role was confirmed, or went to somebody else."""
    return _confirmed(desk, party_id, "became.taken")


def _confirmed(desk: Desk, party_id: str, key: str) -> str:
    party = desk.work.cases.party(party_id)
    if party is None or party.person_id != desk.reader.id:
        return over(desk)
    if party.acknowledged_at:
        return desk.wording.line(key, desk.reader, at=party.acknowledged_at)
    return of_case(desk, party.case_id)
