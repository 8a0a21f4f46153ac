"""Who may act on a case: asked again by every handler, whatever was shown before."""

from __future__ import annotations

from bot.dialogue.notices import Speaker
from bot.domain.casefile import CaseFile
from bot.domain.events import Entry, EventKind
from bot.domain.people import Duty
from bot.services.desk import Desk
from bot.services.lines import in_one_line
from bot.services.outcomes import Refused

NO_SUCH_CASE = Refused(
    "There is no open case by that reference for you. "
    "Please check the reference, or write “case” to see yours."
)


def acting(desk: Desk, case_id: str, *, handing_over: bool = False) -> Speaker | Refused:
    """The case, when the desk's actor may act on it; else the same polite refusal for all.

    `handing_over` is all that is left to who has come into one line with the employee since.
    """
    case = desk.work.cases.get(case_id)
    if case is None or not case.is_open or desk.actor is None:
        return NO_SUCH_CASE
    speaker = desk.speaker(case)
    if handing_over and adopts(desk, speaker.file):
        return speaker
    if not speaker.file.may_act(desk.actor.id):
        return NO_SUCH_CASE
    return speaker if handing_over else (barred(desk, speaker.file) or speaker)


def adopts(desk: Desk, file: CaseFile) -> bool:
    """True for HR's lead when nobody is left who may act: they settle who does, and no more.

    02-role-charter.md section 4, rule 5: HR's lead reassigns. Never in a case about themself or
    their line (design, Who).
    """
    if Duty.HR_LEAD not in desk.reader.duties or not file.is_orphaned:
        return False
    return not in_one_line(desk.work.directory, desk.reader.id, file.employee.id)


def barred(desk: Desk, file: CaseFile) -> Refused | None:
    """The directory changes: own line bars from every part (02-role-charter.md section 3)."""
    if not in_one_line(desk.work.directory, desk.reader.id, file.employee.id):
        return None
    return Refused(
        f"You and {file.employee.name} are in one line of management by now, so you cannot act on "
        f"this case any more. Please hand it over: write “roles {file.case.reference}”."
    )


def since(speaker: Speaker, basis: int, *kinds: EventKind, **about: str) -> Entry | None:
    """The last entry of these kinds, about this, after `basis`: somebody else was faster."""
    later = [e for e in speaker.file.entries if e.number > basis and e.event.kind in kinds]
    same = [e for e in later if about.items() <= e.event.data.items()]
    return same[-1] if same else None


def by_whom(desk: Desk, entry: Entry) -> str:
    """The name of who did it."""
    person = desk.work.directory.person(entry.actor)
    return person.name if person else "Somebody"
