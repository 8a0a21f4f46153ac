"""A case is closed with a closing note to all."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.content import Card
from bot.dialogue.notices import Speaker, closing
from bot.dialogue.notices.updating import recipients
from bot.dialogue.wording import blocks_of
from bot.domain.cases import Party, Stage
from bot.domain.commands import CloseCase
from bot.domain.events import EventKind
from bot.services import owing
from bot.services.desk import Desk
from bot.services.handlers.access import acting
from bot.services.handlers.updating import journal_left_out, refuse_versions, with_missed
from bot.services.outcomes import Done, Outcome, Refused
from bot.services.posting import tell


def close_case(desk: Desk, command: CloseCase) -> Outcome:
    """Send the notes, end what is owed, and close."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    parties = recipients(found, sender=desk.reader.id)
    if refused := refuse_versions(found, parties, command.versions, command.left_out):
        return refused
    case = replace(found.file.case, stage=Stage.CLOSED, closed_at=desk.now, update_due_at=None)
    journal_left_out(desk, case.id, command.left_out)
    told = [party for party in parties if command.versions.get(party.id, "").strip()]
    desk.work.cases.save(case)
    desk.record(case.id, EventKind.CASE_CLOSED, parties=" ".join(party.id for party in told))
    notes = {party: _note(found, party, command.versions[party.id]) for party in told}
    reached = [p for p, note in notes.items() if tell(desk, found, p, note, key=f"closed:{p.id}")]
    owing.drop_all(desk, case)
    names = [found.file.person(party).first_name for party in reached]
    missed = [found.file.person(party).first_name for party in told if party not in reached]
    done = found.wording.card("closed.done", desk.reader, reference=case.reference, told=names)
    return Done(with_missed(done, missed))


def _note(speaker: Speaker, party: Party, text: str) -> Card:
    reference, reader = speaker.file.case.reference, speaker.file.person(party)
    title = speaker.wording.line(closing.key_for(party), reader, reference=reference)
    return Card(notice=f"{reference}: closed", title=title, blocks=blocks_of(text))
