"""One update goes to every party together, each in its own version."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.dialogue import phrasing
from bot.dialogue.content import Card, Paragraph
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
    parties = recipients(found, sender=desk.reader.id)
    told = [party for party in parties if command.versions.get(party.id, "").strip()]
    if refused := (
        _overtaken(desk, found, command)
        or refuse_versions(found, parties, command.versions, command.left_out)
        or _promised_too_early(desk, found, command, told)
    ):
        return refused
    case = replace(found.file.case, update_due_at=command.next_at)
    desk.work.cases.save(case)
    journal_left_out(desk, case.id, command.left_out)
    reached = _send(desk, found, command, told)
    owing.settle(desk, case, ReminderKind.PROMISED_UPDATE)
    owing.owe(desk, case, ReminderKind.PROMISED_UPDATE, due_at=command.next_at)
    if not desk.file(case).to_put():
        owing.settle(desk, case, ReminderKind.PUT_TO_EMPLOYEE)
    return Done(_sent(desk, found, command, reached))


def _overtaken(desk: Desk, speaker: Speaker, command: SendUpdate) -> Refused | None:
    entry = since(speaker, command.basis, EventKind.UPDATE_SENT)
    if entry is None:
        return None
    return Refused(
        f"{by_whom(desk, entry)} sent an update in the meantime. Yours was not sent: please read "
        "it again as the case stands now, and send it only if it is still right."
    )


def _promised_too_early(
    desk: Desk, speaker: Speaker, command: SendUpdate, told: Sequence[Party]
) -> Refused | None:
    """A promise lies ahead for whoever reads it, also where the update itself goes out later."""
    if command.next_at <= desk.now:
        return Refused("The promised time has passed. Please edit when they hear from you again.")
    goes_out = command.send_at or desk.now
    if command.apart:
        calendars = (desk.calendar(speaker.file.person(party)) for party in told)
        goes_out = max(calendar.next_writing_moment(desk.now) for calendar in calendars)
    if command.next_at > goes_out:
        return None
    return Refused(
        f"This goes out on {phrasing.moment_for(desk.reader, goes_out)}, and what you promise lies "
        "before that. Please edit when they hear from you again."
    )


def _send(
    desk: Desk, speaker: Speaker, command: SendUpdate, told: Sequence[Party]
) -> Collection[str]:
    """Journal the update and queue it for each; returns the ids of those whom it reaches."""
    case = speaker.file.case
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
    due_at = None if command.apart else command.send_at or desk.now
    reached = []
    for party in told:
        card = update_card(speaker, party, command.versions[party.id])
        key = f"update:{case.id}:{number}:{party.id}"
        if tell(desk, speaker, party, card, key=key, due_at=due_at):
            reached.append(party.id)
    return reached


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


def _sent(desk: Desk, speaker: Speaker, command: SendUpdate, reached: Collection[str]) -> Card:
    people = {party.id: speaker.file.person(party).first_name for party in speaker.file.parties}
    told = [party for party, text in command.versions.items() if text.strip() and party in people]
    card = speaker.wording.card(
        "update.sent",
        desk.reader,
        reference=speaker.file.case.reference,
        told=[people[party] for party in told if party in reached],
        left_out=[people[party] for party in command.left_out if party in people],
        next_at=command.next_at,
        send_at=command.send_at,
        apart=command.apart,
    )
    return with_missed(card, [people[party] for party in told if party not in reached])


def with_missed(card: Card, names: Sequence[str]) -> Card:
    """The card, with whom it does not reach."""
    if not names:
        return card
    said = f"I have no way to write to {phrasing.listed(names)}. Please tell them yourself."
    return replace(card, blocks=(Paragraph(said), *card.blocks))
