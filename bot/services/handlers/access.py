"""Who may act on a case: asked again by every handler, whatever was shown before."""

from __future__ import annotations

from bot.dialogue.notices import Speaker
from bot.domain.events import Entry, EventKind
from bot.services.desk import Desk
from bot.services.outcomes import Refused

NO_SUCH_CASE = Refused(
    "There is no open case by that reference for you. "
    "Please check the reference, or write “case” to see yours."
)


def acting(desk: Desk, case_id: str) -> Speaker | Refused:
    """The case, when the desk's actor may act on it; else the same polite refusal for all."""
    case = desk.work.cases.get(case_id)
    if case is None or not case.is_open or desk.actor is None:
        return NO_SUCH_CASE
    speaker = desk.speaker(case)
    return speaker if speaker.file.may_act(desk.actor.id) else NO_SUCH_CASE


def since(speaker: Speaker, basis: int, *kinds: EventKind, **about: str) -> Entry | None:
    """The last entry of these kinds, about this, after `basis`: somebody else was faster."""
    later = [e for e in speaker.file.entries if e.number > basis and e.event.kind in kinds]
    same = [e for e in later if about.items() <= e.event.data.items()]
    return same[-1] if same else None


def by_whom(desk: Desk, entry: Entry) -> str:
    """The name of who did it."""
    person = desk.work.directory.person(entry.actor)
    return person.name if person else "Somebody"
