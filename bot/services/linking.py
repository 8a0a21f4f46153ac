"""Who is unknown and may be somebody of the organisation: HR is asked once, and decides.

The user learns nothing before HR has said yes: the words are the same for everybody whom nobody
knows. A proposal and what became of it stay in the store: `links` is their journal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import structlog

from bot.dialogue.content import Button, Card
from bot.dialogue.posts import Post
from bot.domain.introductions import Link, LinkState, Profile
from bot.domain.lanes import Address
from bot.domain.people import Duty, Person
from bot.services import escalating
from bot.services.desk import Desk, new_id
from bot.services.lines import in_one_line
from bot.services.talking import Talk

log = structlog.get_logger()

KEY = "link:"


def propose(desk: Desk, address: Address, profile: Profile) -> None:
    """Ask HR whether this unknown user is the person whose e-mail address their profile has.

    Nobody is asked twice about one user, nor about a person who is reached on this surface.
    """
    if address.tenant or address.person_id or not profile.may_be_proposed:
        return
    person = desk.work.directory.by_email(profile.email)
    if person is None or _is_met(desk, person, address.surface):
        return
    if desk.work.introductions.link_of(address.id):
        return
    asked = _whom(desk, person)
    if asked is None:
        log.warning("link_nobody_to_ask", address=address.id)
        return
    link = Link(new_id(), address.id, person.id, asked_id=asked.id, proposed_at=desk.now)
    desk.work.introductions.propose(link)
    _ask(desk, link, asked, _question(desk, link, asked, profile))
    log.info("link_proposed", link=link.id, asked=asked.id)


def _is_met(desk: Desk, person: Person, surface: str) -> bool:
    """True when somebody else's account is known to be this person's."""
    known = desk.work.addresses.of_person(person.id)
    return any(each.surface == surface and each.gone_at is None for each in known)


def _whom(desk: Desk, person: Person, besides: Collection[str] = ()) -> Person | None:
    """Who hears of it first in their hours: in HR, neither the person nor in one line with them."""
    found = escalating.entrusted(desk, Duty.HR, subject=person.id, besides=besides)
    return min(found, key=lambda p: desk.calendar(p).next_writing_moment(desk.now), default=None)


def _question(desk: Desk, link: Link, asked: Person, profile: Profile) -> Card:
    person = desk.work.directory.person(link.person_id)
    address = desk.work.addresses.get(link.address_id)
    if person is None or address is None:
        raise LookupError(f"link {link.id} names what is gone")
    buttons = (
        Button(f"Yes, that is {person.first_name}", "link_yes", link.id, "primary"),
        Button("No", "link_no", link.id),
    )
    return desk.wording.card(
        "link.question",
        asked,
        buttons=buttons,
        person=person,
        surface=address.surface.capitalize(),
        name=profile.name,
        guest=profile.is_guest,
    )


def _ask(desk: Desk, link: Link, asked: Person, card: Card) -> None:
    address = desk.address(asked.id)
    if address is None:
        raise LookupError(f"{asked.id} has no address")
    desk.work.posts.add(
        address,
        card,
        key=_key(link, asked.id),
        due_at=desk.calendar(asked).next_writing_moment(desk.now),
        created_at=desk.now,
    )


def _key(link: Link, asked_id: str) -> str:
    return f"{KEY}{link.id}:{asked_id}"


def not_asked(desk: Desk, post: Post) -> None:
    """The question did not arrive: somebody else in HR is asked, who was not asked before."""
    if not post.key.startswith(KEY) or not isinstance(post.content, Card):
        return
    link = desk.work.introductions.link(post.key.removeprefix(KEY).partition(":")[0])
    person = desk.work.directory.person(link.person_id) if link else None
    if link is None or person is None or post.key != _key(link, link.asked_id):
        return
    tried: set[str] = set()
    while (asked := _whom(desk, person, besides=tried)) and _was_asked(desk, link, asked):
        tried.add(asked.id)
    if asked is None:
        log.warning("link_nobody_to_ask", address=link.address_id)
        return
    desk.work.introductions.save(replace(link, asked_id=asked.id))
    _ask(desk, link, asked, post.content)


def _was_asked(desk: Desk, link: Link, person: Person) -> bool:
    return desk.work.posts.by_key(_key(link, person.id)) is not None


def confirm(talk: Talk, found: tuple[Link, Person]) -> None:
    """HR says that it is so: the user is that person from now on, and hears that they can write."""
    desk = talk.desk
    link, person = found
    address = desk.work.addresses.hand_over(link.address_id, person.id)
    if address is None:
        _answer(talk, link, desk.wording.card("link.over", desk.reader))
        return
    desk.work.introductions.want(address.id, at=desk.now, since=desk.now)
    desk.work.homes.outdate(link.address_id)
    _decided(talk, link, LinkState.CONFIRMED)
    desk.work.posts.add(
        address,
        desk.wording.card("link.welcome", person),
        key=f"{KEY}{link.id}:welcome",
        due_at=desk.calendar(person).next_writing_moment(desk.now),
        created_at=desk.now,
    )
    surface = address.surface.capitalize()
    _answer(talk, link, desk.wording.card("link.yes", desk.reader, person=person, surface=surface))


def refuse(talk: Talk, found: tuple[Link, Person]) -> None:
    """HR says that it is not: the user stays unknown, and nobody is asked about them again."""
    link, person = found
    _decided(talk, link, LinkState.REFUSED)
    _answer(talk, link, talk.desk.wording.card("link.no", talk.desk.reader, person=person))


def open_to_decide(desk: Desk, _address: Address, link_id: str) -> tuple[Link, Person] | Card:
    """The link that is this reader's to decide on, as things stand now; else that it is over."""
    link, over = desk.work.introductions.link(link_id), desk.wording.card("link.over", desk.reader)
    if link is None or link.asked_id != desk.reader.id or link.state is not LinkState.PROPOSED:
        return over
    person = desk.work.directory.person(link.person_id)
    if person is None or not _may_decide(desk, person) or not _is_unmet(desk, link, person):
        return over
    return link, person


def _may_decide(desk: Desk, person: Person) -> bool:
    """Duties and lines of management change: asked again when it is decided."""
    entrusted = desk.reader.duties & {Duty.HR, *escalating.ORDER}
    return bool(entrusted) and not in_one_line(desk.work.directory, desk.reader.id, person.id)


def _is_unmet(desk: Desk, link: Link, person: Person) -> bool:
    """False when the organisation's file has said since who the user is, or that they left."""
    address = desk.work.addresses.get(link.address_id)
    if address is None or _is_met(desk, person, address.surface):
        return False
    known = desk.work.addresses.owner(address.surface, address.tenant, address.user)
    return known is None and desk.work.directory.by_email(person.email) is not None


def _decided(talk: Talk, link: Link, state: LinkState) -> None:
    desk = talk.desk
    by, at = desk.reader.id, desk.now
    desk.work.introductions.save(replace(link, state=state, decided_by=by, decided_at=at))
    log.info("link_decided", link=link.id, state=state.value, by=by)


def _answer(talk: Talk, link: Link, card: Card) -> None:
    """In place of the question, so that no dead button stays."""
    question = talk.desk.work.posts.by_key(_key(link, talk.desk.reader.id))
    here = question and question.address.id == talk.address.id
    talk.say(card, replaces=question.id if question and here else None)
