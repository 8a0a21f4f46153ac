"""What an audience may not learn from a text that HR edited for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.dialogue.notices import Speaker
from bot.domain.cases import Party, Stage
from bot.domain.disclosure import Field, Leak, Level, Secret, SecretKind, leaks


def leaked(speaker: Speaker, party: Party, text: str) -> Sequence[Leak]:
    """What `text` would give away to this party; empty when it may go out."""
    file, own = speaker.file, speaker.file.person(party)
    known = [own.name, file.client.name, speaker.hr.name]
    return leaks(text, secrets=tuple(secrets(speaker, party)), known=tuple(known))


def leaked_when_told(speaker: Speaker, party: Party, text: str) -> Sequence[Leak]:
    """The same for the summary and the telling: judged as of the stage that they bring about."""
    case = speaker.file.case
    stage = case.stage if case.stage.reached(Stage.EMPLOYEE_TOLD) else Stage.EMPLOYEE_TOLD
    told = replace(case, stage=stage, employee_told_at=case.employee_told_at or case.opened_at)
    return leaked(replace(speaker, file=replace(speaker.file, case=told)), party, text)


def secrets(speaker: Speaker, party: Party) -> Iterator[Secret]:
    """The names and passages of the case that this party may not know."""
    case = speaker.file.case
    for allegation in case.allegations:
        yield from _passage(
            speaker, party, allegation.observed, field=Field.COMPLAINT, enough=Level.SUMMARY
        )
        if allegation.observed_by.casefold() != speaker.file.contact.name.casefold():
            yield from _name(speaker, party, allegation.observed_by, Field.WITNESSES)
    yield from _passage(speaker, party, case.remedy, field=Field.COMPLAINT, enough=Level.FULL)
    yield from _passage(speaker, party, case.effect, field=Field.PARTICULARS, enough=Level.SUMMARY)
    yield from _passage(speaker, party, case.safety, field=Field.PARTICULARS, enough=Level.FULL)
    yield from _name(speaker, party, speaker.file.contact.name, Field.COMPLAINANT)
    for held in speaker.file.open_parties:
        if held.capacity.is_hr and held.person_id != speaker.hr.id:
            yield from _name(speaker, party, speaker.file.person(held).name, Field.ROLE)


def _passage(
    speaker: Speaker, party: Party, text: str, *, field: Field, enough: Level
) -> Iterator[Secret]:
    if text.strip() and speaker.level(field, party).rank < enough.rank:
        yield Secret(SecretKind.PASSAGE, text, field, _reason(speaker, party, field))


def _name(speaker: Speaker, party: Party, name: str, field: Field) -> Iterator[Secret]:
    if name.strip() and speaker.level(field, party) is Level.SILENT:
        yield Secret(SecretKind.NAME, name, field, _reason(speaker, party, field))


def _reason(speaker: Speaker, party: Party, field: Field) -> str:
    return speaker.matrix.judge(field, party.capacity, speaker.file.facts(party)).reason
