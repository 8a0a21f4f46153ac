"""The deliberate step: the summary for the manager, then the message to the employee."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue import phrasing
from bot.dialogue.notices import Speaker, secrets
from bot.domain.cases import Allegation, Capacity, Party
from bot.domain.disclosure import Field, Level
from bot.domain.people import Person
from bot.domain.roles import Role


def points(speaker: Speaker, reader: Person, *, party: Party | None = None) -> list[str]:
    """What was raised, one line an allegation: when, and what HR recorded as observed.

    With a `party`, what it may not know is left out in the open.
    """
    made = [_point(each, reader) for each in speaker.file.case.allegations]
    return [secrets.redacted(speaker, party, each) for each in made] if party else made


def _point(allegation: Allegation, reader: Person) -> str:
    observed = " ".join(allegation.observed.split())
    if allegation.began is None:
        return f"(date not known yet) {observed}"
    when = phrasing.moment_for(reader, allegation.began)
    if allegation.ended:
        when = f"{when} to {phrasing.moment_for(reader, allegation.ended)}"
    return f"{when}: {observed}"


def briefing(speaker: Speaker, reader: Person) -> str:
    """The manager's summary, as HR may edit it."""
    file = speaker.file
    return speaker.wording.text(
        "brief.manager",
        reader,
        reference=file.case.reference,
        employee=file.employee,
        points=points(secrets.when_told(speaker), reader, party=file.holder(Capacity.MANAGER)),
    )


def telling(speaker: Speaker, *, now: datetime | None = None) -> str:
    """The employee's message, as HR may edit it; it tells of the roles that were held back.

    A promise that has passed `now` is not repeated.
    """
    file, told = speaker.file, secrets.when_told(speaker)
    party, due = file.holder(Capacity.EMPLOYEE), file.case.update_due_at
    named = party is not None and told.level(Field.COMPLAINANT, party) is Level.FULL
    return speaker.wording.text(
        "told.employee",
        file.employee,
        client=file.client.name,
        complainant=file.contact.name if named else "",
        points=points(told, file.employee, party=party),
        people=_people(speaker),
        hr=speaker.hr,
        next_at=due if due and (now is None or due > now) else None,
    )


def _people(speaker: Speaker) -> str:
    """Who in HR does what, said to the employee for the first time."""
    file, reader, wording = speaker.file, speaker.file.employee, speaker.wording
    roles = ((Role.of(held.capacity), file.person(held)) for held in file.open_parties)
    held = [(role, holder) for role, holder in roles if role]
    said = [wording.line(f"told.{role.value}", reader, holder=holder) for role, holder in held]
    if speaker.hr not in [holder for _, holder in held]:
        said.insert(0, wording.line("told.looked_after", reader, holder=speaker.hr))
    return " ".join(said)
