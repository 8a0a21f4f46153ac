"""The deliberate step: the summary for the manager, then the message to the employee."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.notices import Speaker, points, secrets, updating
from bot.domain.cases import Capacity, Party
from bot.domain.disclosure import Field, Level
from bot.domain.events import EventKind
from bot.domain.people import Person
from bot.domain.roles import Role

SAID_HERE = (
    EventKind.CASE_OPENED,
    EventKind.ROLE_ASSIGNED,
    EventKind.ROLE_HANDED_OVER,
    EventKind.ALLEGATION_ADDED,
)
"""What the telling says in its own words anyway."""


def briefing(speaker: Speaker, reader: Person) -> str:
    """The manager's summary, as HR may edit it."""
    file = speaker.file
    return speaker.wording.text(
        "brief.manager",
        reader,
        reference=file.case.reference,
        employee=file.employee,
        points=points.redacted(speaker.when_told, reader, file.holder(Capacity.MANAGER)),
    )


def telling(speaker: Speaker, *, now: datetime | None = None) -> str:
    """The employee's message, as HR may edit it; it tells of the roles that were held back.

    With them goes what their notices would have said: that one may object to a person
    (02-role-charter.md section 5).
    A promise that has passed `now` is not repeated.
    """
    file, told = speaker.file, speaker.when_told
    party, due = file.holder(Capacity.EMPLOYEE), file.case.update_due_at
    named = party is not None and told.level(Field.COMPLAINANT, party) is Level.FULL
    return speaker.wording.text(
        "told.employee",
        file.employee,
        client=file.client.name,
        complainant=file.contact.name if named else "",
        points=points.redacted(told, file.employee, party),
        people=_people(speaker),
        roles=any(Role.of(held.capacity) for held in file.open_parties),
        held=_held(told, party) if party else [],
        hr=speaker.hr,
        next_at=due if due and (now is None or due > now) else None,
    )


def _held(speaker: Speaker, party: Party) -> list[str]:
    """What updates have told the others so far, and the employee not: it is told now."""
    entries = speaker.file.entries
    lines: list[str] = []
    for update in (e.event.data for e in entries if e.event.kind is EventKind.UPDATE_SENT):
        numbers = update.get("items", "").split()
        news = (e for e in entries if str(e.number) in numbers and e.event.kind not in SAID_HERE)
        lines += [updating.item(speaker, entry, party) for entry in news]
        tag = Field(update["words_tag"]) if update.get("words_tag") else None
        if updating.gets_words(speaker, party, tag):
            lines.append(secrets.redacted(speaker, party, update.get("words", "")))
    return list(dict.fromkeys(line for line in lines if line))


def _people(speaker: Speaker) -> str:
    """Who in HR does what, said to the employee for the first time."""
    file, reader, wording = speaker.file, speaker.file.employee, speaker.wording
    roles = ((Role.of(held.capacity), file.person(held)) for held in file.open_parties)
    held = [(role, holder) for role, holder in roles if role]
    said = [wording.line(f"told.{role.value}", reader, holder=holder) for role, holder in held]
    if speaker.hr not in [holder for _, holder in held]:
        said.insert(0, wording.line("told.looked_after", reader, holder=speaker.hr))
    return " ".join(said)
