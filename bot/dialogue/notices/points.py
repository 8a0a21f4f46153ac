"""What was raised, a line for each point, as one reader may know it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import phrasing
from bot.dialogue.notices import Speaker, secrets
from bot.domain.cases import Allegation, Party, Record
from bot.domain.disclosure import Field, Level
from bot.domain.events import Entry
from bot.domain.people import Person


def whole(speaker: Speaker, reader: Person, party: Party) -> Sequence[str]:
    """Every allegation that this party may know in full: when, and what HR recorded."""
    case = speaker.file.case
    full = (
        each
        for each in case.allegations
        if speaker.level(Field.COMPLAINT, party, by=case.raised_by(each)) is Level.FULL
    )
    return [_point(each, reader) for each in full]


def redacted(speaker: Speaker, reader: Person, party: Party | None) -> Sequence[str]:
    """Every allegation, without what this party may not know: it is left out in the open."""
    made = [_point(each, reader) for each in speaker.file.case.allegations]
    return [secrets.redacted(speaker, party, each) for each in made] if party else made


def added(speaker: Speaker, entry: Entry, reader: Person, party: Party | None = None) -> str:
    """What an entry added to the case; "" for an entry that added nothing."""
    found = speaker.file.added(entry)
    if found is None:
        return ""
    allegation, record = found
    said = _fact(record) if record else _point(allegation, reader)
    return secrets.redacted(speaker, party, said) if party else said


def _point(allegation: Allegation, reader: Person) -> str:
    observed = " ".join(allegation.observed.split())
    if allegation.began is None:
        return f"(date not known yet) {observed}"
    when = phrasing.moment_for(reader, allegation.began)
    if allegation.ended:
        when = f"{when} to {phrasing.moment_for(reader, allegation.ended)}"
    return f"{when}: {observed}"


def _fact(record: Record) -> str:
    return " ".join(record.observed.split())
