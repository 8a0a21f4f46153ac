"""What a case rests on, for HR: facts that came later, and the messages, as they were written.

A message's words and its writer's name have each their row of the visibility matrix. Its link goes
with the name, and none of them is ever shown outside HR.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.dialogue import phrasing, quoting
from bot.dialogue.content import Block, Bullets, Heading, Note
from bot.dialogue.notices import Speaker, secrets
from bot.domain.cases import Allegation, Party, Source
from bot.domain.disclosure import Field, Level
from bot.domain.people import Person

SHORT = 60  # characters by which an allegation is told from others


def blocks(speaker: Speaker, party: Party, viewer: Person) -> Sequence[Block]:
    """What was added to the allegations, and the messages behind them, as far as HR may know."""
    if not _reads_all(speaker, party):
        return ()
    case, shown = speaker.file.case, sources(speaker, party)
    facts = [line for each in case.allegations for line in _facts(each, viewer)]
    made: list[Block] = [Heading("What was added"), Bullets(tuple(facts))] if facts else []
    made += [Heading("As it was written")] if shown else []
    for source in shown:
        named = secrets.is_named(speaker, party, source)
        behind = phrasing.listed(_belongs_to(case.allegations, source))
        made += quoting.blocks(source, viewer, named=named, behind=behind)
    return (*made, *_new(speaker))


def sources(speaker: Speaker, party: Party) -> Sequence[Source]:
    """The messages that this party reads as they were written: somebody in HR, or nobody."""
    case = speaker.file.case
    return [
        each
        for each in (case.sources if _reads_all(speaker, party) else ())
        if speaker.level(secrets.field_of(case, each), party, by=each.author_id) is Level.FULL
    ]


def _reads_all(speaker: Speaker, party: Party) -> bool:
    return party.capacity.is_hr and speaker.level(Field.COMPLAINT, party) is Level.FULL


def _facts(allegation: Allegation, viewer: Person) -> Iterator[str]:
    for record in allegation.records:
        at = phrasing.day_for(viewer, record.added_at) if record.added_at else ""
        yield f"{at}, to {_name(allegation)}: {' '.join(record.observed.split())}"


def _belongs_to(allegations: Sequence[Allegation], source: Source) -> list[str]:
    """The allegations that rest on a message, or have a fact that does."""
    return [
        _name(each)
        for each in allegations
        if source in (each.source, *(record.source for record in each.records))
    ]


def _name(allegation: Allegation) -> str:
    return f"“{phrasing.excerpt(allegation.observed, SHORT)}”"


def _new(speaker: Speaker) -> Iterator[Block]:
    """What the employee has not heard of yet, though they were told of the case."""
    found = [speaker.file.added(entry) for entry in speaker.file.to_put()]
    names = [_name(allegation) for allegation, _ in filter(None, found)]
    if names:
        name = speaker.file.employee.first_name
        told = phrasing.listed(list(dict.fromkeys(names)))
        yield Note(f"New since {name} was told, and not put to {name} yet: {told}")
