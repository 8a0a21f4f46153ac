"""The deliberate step: the summary for the manager, then the message to the employee."""

from __future__ import annotations

from bot.dialogue import phrasing
from bot.dialogue.notices import Speaker
from bot.domain.cases import Allegation, Capacity
from bot.domain.people import Person


def points(speaker: Speaker, reader: Person) -> list[str]:
    """What was raised, one line an allegation: what HR recorded as observed, and when."""
    return [_point(each, reader) for each in speaker.file.case.allegations]


def _point(allegation: Allegation, reader: Person) -> str:
    if allegation.began is None:
        return f"(date not known yet) {allegation.observed}"
    when = phrasing.moment_for(reader, allegation.began)
    if allegation.ended:
        when = f"{when} to {phrasing.moment_for(reader, allegation.ended)}"
    return f"{when}: {allegation.observed}"


def briefing(speaker: Speaker, reader: Person) -> str:
    """The manager's summary, as HR may edit it."""
    file = speaker.file
    return speaker.wording.text(
        "brief.manager",
        reader,
        reference=file.case.reference,
        employee=file.employee,
        points=points(speaker, reader),
    )


def telling(speaker: Speaker) -> str:
    """The employee's message, as HR may edit it; it tells of the roles that were held back."""
    file = speaker.file
    return speaker.wording.text(
        "told.employee",
        file.employee,
        client=file.client.name,
        complainant=file.contact.name,
        points=points(speaker, file.employee),
        people=_people(speaker),
        hr=speaker.hr,
        next_at=file.case.update_due_at or file.case.opened_at,
    )


def _people(speaker: Speaker) -> str:
    """Who in HR does what, said to the employee for the first time."""
    held = [
        party
        for party in speaker.file.open_parties
        if party.capacity.is_hr and party.capacity is not Capacity.HR_INTAKE
    ]
    if not held:
        return f"{speaker.hr.name} in HR looks after this."
    said = [f"{speaker.file.person(p).name} is {p.capacity.words}" for p in held]
    return f"In HR, {phrasing.listed(said)}."
