"""One update goes to every party together, each in its own version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.dialogue.content import Card
from bot.dialogue.notices import Speaker, secrets
from bot.dialogue.notices.updating import recipients
from bot.dialogue.wording import blocks_of
from bot.domain.cases import Party
from bot.domain.commands import SendUpdate
from bot.domain.events import EventKind
from bot.domain.reminders import ReminderKind
from bot.services import owing
from bot.services.desk import Desk
from bot.services.handlers.access import acting, by_whom, since
from bot.services.outcomes import Done, Outcome, Refused
from bot.services.posting import tell


def send_update(desk: Desk, command: SendUpdate) -> Outcome:
    """Tell all who were chosen, journal the reasons for the rest, and keep the new promise."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    if entry := since(found, command.basis, EventKind.UPDATE_SENT):
        return Refused(
            f"{by_whom(desk, entry)} sent an update in the meantime. Yours was not sent; "
            "write “update” to begin from where the case stands now."
        )
    if command.next_at <= desk.now:
        return Refused("The promised time has passed. Please edit when they hear from you again.")
    parties = recipients(found, sender=desk.reader.id)
    if refused := refuse_versions(found, parties, command.versions, command.left_out):
        return refused
    case = replace(found.file.case, update_due_at=command.next_at)
    desk.work.cases.save(case)
    told = [party for party in parties if party.id in command.versions]
    journal_left_out(desk, case.id, command.left_out)
    number = desk.record(
        case.id,
        EventKind.UPDATE_SENT,
        parties=" ".join(party.id for party in told),
        items=" ".join(str(item) for item in command.items),
        words=command.words,
        words_tag=command.words_tag.value if command.words_tag else "",
        next_at=command.next_at.isoformat(),
        send_at=(command.send_at or desk.now).isoformat(),
    )
    send_at = None if command.apart else command.send_at or desk.now
    for party in told:
        card = update_card(found, party, command.versions[party.id])
        tell(desk, found, party, card, key=f"update:{case.id}:{number}:{party.id}", due_at=send_at)
    owing.settle(desk, case, ReminderKind.PROMISED_UPDATE)
    owing.owe(desk, case, ReminderKind.PROMISED_UPDATE, due_at=command.next_at)
    return Done(_sent(desk, found, command, told))


def refuse_versions(
    speaker: Speaker,
    parties: Sequence[Party],
    versions: Mapping[str, str],
    left_out: Mapping[str, str],
) -> Refused | None:
    """What stands against sending: a locked party, a leak, or a silence without a reason."""
    for party in parties:
        name, text = speaker.file.person(party).first_name, versions.get(party.id, "")
        if text.strip() and not speaker.hears(party):
            return Refused(f"{name} cannot be told yet. Nothing was sent to anybody.")
        if text.strip() and (leaks := secrets.leaked(speaker, party, text)):
            return Refused(f"For {name}: " + " ".join(leak.message for leak in leaks))
        if not text.strip() and not left_out.get(party.id, "").strip():
            return Refused(
                f"{name} ({party.capacity.words}) is left out without a reason. Nothing was sent: "
                "please edit who is told, or give the reason."
            )
    if not any(text.strip() for text in versions.values()):
        return Refused("Nobody is left to tell. Nothing was sent.")
    return None


def journal_left_out(desk: Desk, case_id: str, left_out: Mapping[str, str]) -> None:
    """Why somebody was not told is on record."""
    for party_id, reason in left_out.items():
        desk.record(case_id, EventKind.PARTY_LEFT_OUT, party=party_id, reason=reason)


def update_card(speaker: Speaker, party: Party, text: str) -> Card:
    """A version as a message."""
    reference, reader = speaker.file.case.reference, speaker.file.person(party)
    title = speaker.wording.line("update.body", reader, reference=reference)
    return Card(notice=f"{reference}: an update", title=title, blocks=blocks_of(text))


def _sent(desk: Desk, speaker: Speaker, command: SendUpdate, told: Sequence[Party]) -> Card:
    people = {party.id: speaker.file.person(party).first_name for party in speaker.file.parties}
    later: datetime | None = command.send_at
    return speaker.wording.card(
        "update.sent",
        desk.reader,
        reference=speaker.file.case.reference,
        told=[people[party.id] for party in told],
        left_out=[people[party] for party in command.left_out if party in people],
        next_at=command.next_at,
        send_at=later,
    )
