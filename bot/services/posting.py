"""The one way out: every message to anybody is queued here, as a post."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.content import Card, Content, Note, Paragraph
from bot.dialogue.notices import Speaker
from bot.domain.cases import Party
from bot.domain.events import EventKind
from bot.domain.lanes import Address
from bot.services.desk import Desk


def reply(
    desk: Desk, address: Address, content: Content, *, key: str, replaces: str | None = None
) -> str:
    """Answer what the person just did, at once and in the same conversation."""
    return desk.work.posts.add(
        address,
        content,
        key=key,
        due_at=desk.now,
        created_at=desk.now,
        replaces=replaces,
    )


def tell(
    desk: Desk,
    speaker: Speaker,
    party: Party,
    content: Content,
    *,
    key: str,
    due_at: datetime | None = None,
) -> datetime | None:
    """Write to a party in its lane; returns when it goes out, None when nothing reaches it.

    HR is told of a party that cannot be reached. Unasked, so it waits for the receiver's hours for
    writing unless `due_at` says otherwise.
    """
    person = speaker.file.person(party)
    address = desk.address(person.id)
    if address is None:
        not_reachable(desk, speaker, party)
        return None
    at = due_at or desk.calendar(person).next_writing_moment(desk.now)
    desk.work.posts.add(
        address,
        content,
        key=key,
        due_at=at,
        created_at=desk.now,
        case_id=speaker.file.case.id,
        party_id=party.id,
    )
    return at


def not_reachable(desk: Desk, speaker: Speaker, party: Party) -> None:
    """Journal that a party has no address, and tell whoever owns the case what to do."""
    file, person = speaker.file, speaker.file.person(party)
    number = desk.record(file.case.id, EventKind.NOT_REACHABLE, party=party.id)
    owner = file.owner
    address = desk.address(owner.person_id) if owner else None
    if owner is None or owner.id == party.id or address is None:
        return
    reference = file.case.reference
    card = Card(
        notice=f"{reference}: somebody cannot be reached",
        title=f"{person.name} cannot be reached",
        blocks=(
            Paragraph(
                f"I have no way to write to {person.name} ({party.capacity.words}) in {reference}. "
                "Please tell them yourself, and ask your administrator to add how they are reached."
            ),
            Note("What they were to hear is in the journal. Nothing was sent to anybody else."),
        ),
    )
    desk.work.posts.add(
        address,
        card,
        key=f"unreachable:{file.case.id}:{number}",
        due_at=desk.now,
        created_at=desk.now,
        case_id=file.case.id,
        party_id=owner.id,
    )
