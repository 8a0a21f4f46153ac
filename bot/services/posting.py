"""The one way out: every message to anybody is queued here, as a post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.dialogue.content import Block, Card, Content, Heading, Note, Paragraph
from bot.dialogue.notices import Speaker
from bot.dialogue.posts import Post
from bot.domain.cases import Capacity, Party
from bot.domain.events import EventKind
from bot.domain.lanes import Address
from bot.domain.people import Duty
from bot.services import escalating, reaching
from bot.services.desk import Desk

UNREACHABLE = "unreachable:"
AGAIN_AT = " at "
REPLY = "reply:"


def reply(
    desk: Desk,
    address: Address,
    content: Content,
    *,
    key: str,
    replaces: str | None = None,
    case_id: str | None = None,
) -> str:
    """Answer what the person just did, at once and in the same conversation.

    What is said about a case is sealed under the case's key.
    """
    return desk.work.posts.add(
        address,
        content,
        key=key,
        due_at=desk.now,
        created_at=desk.now,
        replaces=replaces,
        case_id=case_id,
    )


def tell(
    desk: Desk,
    speaker: Speaker,
    party: Party,
    content: Card,
    *,
    key: str,
    due_at: datetime | None = None,
) -> datetime | None:
    """Write to a party in its lane; returns when it goes out, None when nothing reaches it.

    HR is told of a party that cannot be reached. Unasked, so it waits for the receiver's hours for
    writing unless `due_at` says otherwise; and nothing reaches the employee before the telling.
    """
    address = desk.address(party.person_id)
    if address is None:
        not_reachable(desk, speaker, party, content)
        return None
    at = _goes_out(desk, speaker, party, due_at)
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


def _goes_out(desk: Desk, speaker: Speaker, party: Party, due_at: datetime | None) -> datetime:
    calendar = desk.calendar(speaker.file.person(party))
    at = due_at or calendar.next_writing_moment(desk.now)
    told_at = speaker.file.case.employee_told_at
    return max(at, told_at) if told_at and party.capacity is Capacity.EMPLOYEE else at


def not_reachable(desk: Desk, speaker: Speaker, party: Party, content: Card) -> None:
    """Journal that nothing reaches a party, and tell HR what to do about it.

    Who just wrote it is told at once, with the words, to hand on; else whoever owns the case, in
    their hours and without the words, which may be more than their part may know. When it is HR
    that cannot be reached, whom else to turn to hears so.
    """
    file = speaker.file
    number = desk.record(file.case.id, EventKind.NOT_REACHABLE, party=party.id)
    key = f"{UNREACHABLE}{file.case.id}:{number}"
    if desk.actor is not None and (address := desk.address(desk.actor.id)):
        card = _cannot_reach(desk, speaker, party, content.blocks)
        _alert(desk, speaker, address, card, key=key, due_at=desk.now)
        return
    owner = file.owner
    address = desk.address(owner.person_id) if owner and owner.id != party.id else None
    if owner is None or address is None:
        _escalate(desk, speaker, key=key)
        return
    at = desk.calendar(file.person(owner)).next_writing_moment(desk.now)
    card = _cannot_reach(desk, speaker, party, (Paragraph(f"The message was: {content.title}."),))
    _alert(desk, speaker, address, card, key=key, due_at=at, party=owner)


def _cannot_reach(desk: Desk, speaker: Speaker, party: Party, message: Sequence[Block]) -> Card:
    reference, person = speaker.file.case.reference, speaker.file.person(party)
    reach = reaching.reach(desk, person)
    ask = (
        f"I have no way to write to {person.name} ({party.capacity.words}) in {reference}: "
        f"{reach.why_not}. Please tell them yourself, and {reach.to_do}."
    )
    return Card(
        notice=f"{reference}: somebody cannot be reached",
        title=f"{person.name} cannot be reached",
        blocks=(
            Paragraph(ask),
            Heading("What they were to hear"),
            *message,
            Note("That they were not reached is in the journal."),
        ),
    )


def _escalate(desk: Desk, speaker: Speaker, *, key: str) -> None:
    """HR itself cannot be reached: who stands above the case hears that, and nothing of it."""
    file, reference = speaker.file, speaker.file.case.reference
    besides = [party.person_id for party in file.open_parties]
    found = escalating.entrusted(desk, Duty.HR_LEAD, subject=file.case.employee_id, besides=besides)
    who = speaker.hr.name
    said = f"I cannot reach {who}, who looks after {reference}. Please see to a stand-in."
    for person in found:
        if address := desk.address(person.id):
            card = Card(
                notice=f"{reference}: somebody cannot be reached",
                title=f"HR cannot be reached in {reference}",
                blocks=(Paragraph(said), Note("This says nothing about what the case is about.")),
            )
            at = desk.calendar(person).next_writing_moment(desk.now)
            _alert(desk, speaker, address, card, key=f"{key}:{person.id}", due_at=at)


def _alert(
    desk: Desk,
    speaker: Speaker,
    address: Address,
    card: Card,
    *,
    key: str,
    due_at: datetime,
    party: Party | None = None,
) -> None:
    desk.work.posts.add(
        address,
        card,
        key=key,
        due_at=due_at,
        created_at=desk.now,
        case_id=speaker.file.case.id,
        party_id=party.id if party else None,
    )


def elsewhere(desk: Desk, post: Post) -> bool:
    """Say what one address does not take at the person's next; False when there is none left.

    That is one at which they were met before: HR would rather hand a message on than see it go
    where nobody has ever answered. The switch is said openly and journalled (design, Where).
    An answer belongs where it was asked for.
    """
    if post.case_id is None or not isinstance(post.content, Card) or post.key.startswith(REPLY):
        return False
    origin = first_key(post.key)
    first = desk.work.posts.by_key(origin)
    for address in desk.addresses(post.address.person_id):
        key = f"{origin}{AGAIN_AT}{address.id}"
        tried = desk.work.posts.by_key(key) or (first and first.address.id == address.id)
        if tried or address.verified_at is None:
            continue
        said = Note("I could not reach you where I write to you otherwise, so I write to you here.")
        desk.work.posts.add(
            address,
            replace(post.content, blocks=(*post.content.blocks, said)),
            key=key,
            due_at=desk.now,
            created_at=desk.now,
            case_id=post.case_id,
            party_id=post.party_id,
        )
        party = {"party": post.party_id} if post.party_id else {}
        desk.record(post.case_id, EventKind.LANE_SWITCHED, to=address.surface, **party)
        return True
    return False


def first_key(key: str) -> str:
    """The key under which a message was queued first, before it was said elsewhere."""
    return key.partition(AGAIN_AT)[0]
