"""One update, a version for each party: what disclosure lets it know, in the catalogue's words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue import phrasing
from bot.dialogue.notices import Speaker, Version, points
from bot.domain.cases import Capacity, Party
from bot.domain.disclosure import Field, Level
from bot.domain.events import TAGS, Entry
from bot.domain.people import Person
from bot.domain.roles import Role

AS_TOLD = (Level.FULL, Level.REDACTED)


@dataclass(frozen=True)
class Composed:
    """What HR put together for one update."""

    items: Collection[int]  # journal numbers
    words: str
    words_tag: Field | None
    coming: str
    next_at: datetime


def tellable(speaker: Speaker) -> Sequence[Entry]:
    """What happened since the last update, or is still to be put to the employee.

    Only what may be told to somebody.
    """
    file = speaker.file
    to_put = {entry.number for entry in file.to_put()}
    said = (e for e in file.entries if e.number > file.last_update or e.number in to_put)
    return [e for e in said if e.event.kind in TAGS and speaker.wording.has(_key(e, Level.FULL))]


def item(speaker: Speaker, entry: Entry, party: Party) -> str:
    """The line in which this party hears of an entry; "" when it may not."""
    level = speaker.level(_field(entry), party, by=_said_by(speaker, entry))
    if level is Level.SILENT:
        return ""
    own = f"item.{entry.event.kind.value}.{party.capacity.value}"
    key = own if speaker.wording.has(own) else _key(entry, level)
    return _line(speaker, entry, speaker.file.person(party), key, party=party)


def said(speaker: Speaker, entry: Entry, reader: Person, level: Level) -> str:
    """An entry in one line, for a reader who may know this much; "" when there is no such line."""
    return _line(speaker, entry, reader, _key(entry, level))


def _line(
    speaker: Speaker, entry: Entry, reader: Person, key: str, *, party: Party | None = None
) -> str:
    if not speaker.wording.has(key):
        return ""
    data, people = entry.event.data, speaker.file.people
    role = Role(data["role"]).capacity.words if "role" in data else ""
    stage = speaker.wording.line(f"stage.{data['stage']}", reader) if "stage" in data else ""
    return speaker.wording.line(
        key,
        reader,
        reference=speaker.file.case.reference,
        employee=speaker.file.employee,
        holder=people.get(data.get("holder", "")),
        role=role,
        stage=stage,
        point=points.added(speaker, entry, reader, party),
    )


def _said_by(speaker: Speaker, entry: Entry) -> str | None:
    """Who said what an entry added: nobody is told what somebody else said as their own."""
    found = speaker.file.added(entry)
    if found is None:
        return None
    allegation, record = found
    if record is None:
        return speaker.file.case.raised_by(allegation)
    return record.source.author_id if record.source else ""


def _field(entry: Entry) -> Field:
    """The row of the matrix that an entry belongs to; who the liaison is has a row of its own."""
    is_liaison = entry.event.data.get("role") == Role.LIAISON.value
    return Field.LIAISON if is_liaison else TAGS[entry.event.kind]


def audience(speaker: Speaker, entry: Entry) -> str:
    """Who may hear of an entry, for HR."""
    heard = [bool(item(speaker, entry, party)) for party in recipients(speaker, sender="")]
    return _goes_to(speaker, recipients(speaker, sender=""), heard)


def audience_of_words(speaker: Speaker, tag: Field, *, sender: str) -> str:
    """Who gets HR's own words about this kind of thing as they are, for HR."""
    parties = recipients(speaker, sender=sender)
    return _goes_to(speaker, parties, [gets_words(speaker, party, tag) for party in parties])


def _goes_to(speaker: Speaker, parties: Sequence[Party], heard: Sequence[bool]) -> str:
    """In as few words as it takes."""
    told = [speaker.name(party) for party, hears in zip(parties, heard, strict=True) if hears]
    left = [speaker.name(party) for party, hears in zip(parties, heard, strict=True) if not hears]
    if not told:
        return "Goes to nobody as things stand"
    if not left:
        return "Goes to everybody"
    if len(left) < len(told):
        return f"Goes to all but {phrasing.listed(left)}"
    return f"Goes to {phrasing.listed(told)}"


def recipients(speaker: Speaker, *, sender: str) -> Sequence[Party]:
    """Every open party but for who writes the update."""
    return [p for p in speaker.file.open_parties if p.person_id != sender]


def versions(speaker: Speaker, composed: Composed, *, sender: str) -> Sequence[Version]:
    """What each party would get."""
    return [_version(speaker, composed, party) for party in recipients(speaker, sender=sender)]


def gets_words(speaker: Speaker, party: Party, tag: Field | None) -> bool:
    """True when HR's own words about this kind of thing go to the party as they are."""
    return tag is not None and speaker.hears(party) and speaker.level(tag, party) in AS_TOLD


def _version(speaker: Speaker, composed: Composed, party: Party) -> Version:
    reader = speaker.file.person(party)
    if not speaker.hears(party):
        return Version(party, reader, "", _locked(speaker, party))
    chosen = [e for e in tellable(speaker) if e.number in composed.items]
    lines = [line for entry in chosen if (line := item(speaker, entry, party))]
    words = composed.words if gets_words(speaker, party, composed.words_tag) else ""
    level = speaker.level(composed.words_tag, party) if composed.words_tag else Level.SILENT
    note = ""
    if composed.words and not words:
        note = "Your own words are left out here: this party may not know that kind of thing."
        if level is Level.SUMMARY:
            note = "Your own words are left out here; the gist of them may be said neutrally."
    text = speaker.wording.text(
        "update.body",
        reader,
        reference=speaker.file.case.reference,
        items=lines,
        words=words,
        coming=composed.coming,
        next_at=composed.next_at,
    )
    return Version(party, reader, text, note=note)


def _locked(speaker: Speaker, party: Party) -> str:
    if party.capacity is Capacity.EMPLOYEE:
        employee = speaker.file.employee
        return speaker.wording.line("locked.employee", employee, employee=employee)
    return speaker.matrix.judge(Field.EXISTS, party.capacity, speaker.file.facts(party)).reason


def _key(entry: Entry, level: Level) -> str:
    depth = "summary" if level is Level.SUMMARY else "full"
    return f"item.{entry.event.kind.value}.{depth}"
