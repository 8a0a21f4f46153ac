"""What an audience may not learn from a text that is written for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.dialogue import matching, phrasing
from bot.dialogue.notices import Speaker
from bot.dialogue.notices.sources import sources
from bot.domain.cases import Capacity, Case, Party, Source
from bot.domain.disclosure import Field, Level
from bot.domain.leaks import Guard, Leak, Secret, SecretKind

NAME_LEFT_OUT = "[name left out]"
PART_LEFT_OUT = "[left out]"
_ROUNDS = 3  # leaving something out may bring together what stood apart


def leaked(speaker: Speaker, party: Party, text: str) -> Sequence[Leak]:
    """What `text` would give away to this party; empty when it may go out."""
    if (party, text) not in speaker.read:
        plain = phrasing.without_moments(text, speaker.file.person(party))  # "1 Jun" is no Jun
        found = (leak for guard in _guards(speaker, party) for leak in guard.leaks(plain))
        speaker.read[party, text] = tuple(found)
    return speaker.read[party, text]


def _guards(speaker: Speaker, party: Party) -> Sequence[Guard]:
    """One for names and one for what was written: each knows other things to be known."""
    if party not in speaker.guards:
        found = tuple(secrets(speaker, party))
        names = [secret for secret in found if secret.kind is SecretKind.NAME]
        named = _known_names(speaker, party, names)
        alike = {matching.folded(each) for each in named}
        names = [secret for secret in names if matching.folded(secret.text) not in alike]
        passages = [secret for secret in found if secret.kind is SecretKind.PASSAGE]
        speaker.guards[party] = (
            _guard(speaker, names, named),
            _guard(speaker, passages, _told(speaker, party)),
        )
    return speaker.guards[party]


def _guard(speaker: Speaker, secrets: Sequence[Secret], known: Sequence[str]) -> Guard:
    """Our own wording may hold a secret by coincidence: somebody in HR may be called You or Side.

    What it holds is no secret then. Parties who may know the same share a guard.
    """
    key = (tuple(secrets), tuple(known))
    if key not in speaker.prepared:
        guard = Guard(secrets, known=known)
        guard.let_pass([leak.found for leak in guard.leaks(speaker.wording.own_words)])
        speaker.prepared[key] = guard
    return speaker.prepared[key]


def leaked_when_told(speaker: Speaker, party: Party, text: str) -> Sequence[Leak]:
    """The same for the summary and the telling: judged as of the stage that they bring about."""
    return leaked(speaker.when_told, party, text)


def redacted(speaker: Speaker, party: Party, text: str) -> str:
    """The text with what this party may not know left out of it, in the open."""
    for _ in range(_ROUNDS):
        found = leaked(speaker, party, text)
        if not found:
            break
        for leak in found:
            is_name = leak.secret.kind is SecretKind.NAME
            whole = rf"(?<!\w){re.escape(leak.found)}(?!\w)"
            text = re.sub(whole, NAME_LEFT_OUT if is_name else PART_LEFT_OUT, text)
    return text


def secrets(speaker: Speaker, party: Party) -> Iterator[Secret]:
    """The names and passages of the case that this party may not know."""
    case = speaker.file.case
    for each in _passages(speaker):
        if each.text.strip() and not each.is_shown(speaker, party):
            reason = speaker.verdict(each.field, party, by=each.by).reason
            yield Secret(SecretKind.PASSAGE, each.text, each.field, reason)
    yield from _writers(speaker, party)
    if speaker.level(Field.WITNESSES, party) is not Level.FULL:
        for allegation in case.allegations:
            for kind, source in sources(allegation.observed_by):
                if not _is_contact(speaker, source):
                    yield _secret(speaker, party, Field.WITNESSES, text=source, kind=kind)
    for field, name in _names(speaker):
        if speaker.level(field, party) is not Level.FULL:
            yield _secret(speaker, party, field, text=name, kind=SecretKind.NAME)


def _writers(speaker: Speaker, party: Party) -> Iterator[Secret]:
    """Who wrote the messages on which the case rests, where this party may not know."""
    for source in speaker.file.case.sources:
        if source.author.strip() and not is_named(speaker, party, source):
            field = _named_in(speaker.file.case, source)
            yield _secret(speaker, party, field, text=source.author, kind=SecretKind.NAME)


class _Passage(NamedTuple):
    field: Field
    text: str
    enough: Level  # how much of its field shows it
    by: str  # who said it, by id: their own words are theirs to know

    def is_shown(self, speaker: Speaker, party: Party) -> bool:
        """True when this party may read it."""
        return speaker.level(self.field, party, by=self.by).rank >= self.enough.rank


def _passages(speaker: Speaker) -> Iterator[_Passage]:
    """What was written at length."""
    case = speaker.file.case
    contact = case.contact_id
    for each in case.allegations:
        yield _Passage(Field.COMPLAINT, each.observed, Level.SUMMARY, case.raised_by(each))
        for record in each.records:
            by = record.source.author_id if record.source else ""
            yield _Passage(Field.COMPLAINT, record.observed, Level.SUMMARY, by)
    yield _Passage(Field.COMPLAINT, case.remedy, Level.FULL, contact)
    yield _Passage(Field.PARTICULARS, case.effect, Level.SUMMARY, contact)
    yield _Passage(Field.PARTICULARS, case.safety, Level.FULL, contact)
    for source in case.sources:
        yield _Passage(field_of(case, source), source.words, Level.FULL, source.author_id)
        yield _Passage(field_of(case, source), urlsplit(source.link).path, Level.FULL, "")


def field_of(case: Case, source: Source) -> Field:
    """The row of the matrix for a message: the complaint as it was sent, else evidence."""
    return Field.COMPLAINT if source.author_id == case.contact_id else Field.PARTICULARS


def is_named(speaker: Speaker, party: Party, source: Source) -> bool:
    """True when this party may know who wrote a message: everybody of their own."""
    if party.person_id == source.author_id:
        return True
    field = _named_in(speaker.file.case, source)
    if field is Field.EXISTS:
        return speaker.hears(party)
    return speaker.level(field, party, by=source.author_id) is Level.FULL


def _named_in(case: Case, source: Source) -> Field:
    """The row of the matrix for a writer's name; whom the case is about is known with it."""
    if source.author_id == case.employee_id:
        return Field.EXISTS
    return Field.COMPLAINANT if source.author_id == case.contact_id else Field.WITNESSES


def _names(speaker: Speaker) -> Iterator[tuple[Field, str]]:
    """Who complained, and who in HR holds a role beside the one whom all parties turn to."""
    yield Field.COMPLAINANT, speaker.file.contact.name
    for held in speaker.file.open_parties:
        if held.capacity.is_hr and held.person_id != speaker.hr.id:
            field = Field.LIAISON if held.capacity is Capacity.HR_LIAISON else Field.ROLE
            yield field, speaker.file.person(held).name


def _secret(speaker: Speaker, party: Party, field: Field, *, text: str, kind: SecretKind) -> Secret:
    return Secret(kind, text, field, speaker.verdict(field, party).reason)


def _is_contact(speaker: Speaker, source: str) -> bool:
    """True when the complainant is named as the source: that name has a row of its own."""
    contact = matching.folded(speaker.file.contact.name).split()
    return all(word in contact for word in matching.folded(source).split())


def _known_names(speaker: Speaker, party: Party, secrets: Sequence[Secret]) -> Sequence[str]:
    """Names that the party may know: everybody's in the case but for those kept from it.

    Its own, the employee's and that of whom all turn to are no secret, whoever else they are; nor
    is anybody's who is in the case, for having been a witness too.
    """
    file = speaker.file
    kept = {secret.text for secret in secrets if secret.field is not Field.WITNESSES}
    always = [file.person(party).name, file.employee.name, speaker.hr.name, file.client.name]
    named = [file.person(held).name for held in file.open_parties]
    return [*always, *(name for name in named if name not in kept)]


def _told(speaker: Speaker, party: Party) -> Sequence[str]:
    """What was written and the party may read: the same words elsewhere are no secret."""
    return [each.text for each in _passages(speaker) if each.is_shown(speaker, party)]
