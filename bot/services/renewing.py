"""Cards are replaced in place as things move on, so that no button stays that would do nothing.

Called at the end of every transaction that may have changed a case. What is looked through are the
live cards of the cases that it changed and no others, so that the cost follows what is live. A
replacement is quiet: no message of its own, sent whatever the hour, dropped where its message is
gone. It is queued behind what it replaces, and so never comes before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.dialogue.content import Button, Card, Note
from bot.dialogue.inputs import Press
from bot.dialogue.posts import Post, PostState
from bot.domain.lanes import Address
from bot.services import became, cards
from bot.services.actions import became_of, still_works
from bot.services.desk import Desk
from bot.services.reminding import TOPIC as REMINDER

RENEWED = "renewed:"


def renew(desk: Desk, here: Address | None = None) -> None:
    """Bring the cards up to date with what this transaction has done.

    `here` is where somebody just acted: what was left in the middle there may go on, or be over.
    """
    posts, reading = desk.work.posts, desk.reading()
    dealt = posts.dealt()
    touched = desk.work.journal.touched()
    for case_id in sorted({*touched, *(case for case in dealt.values() if case)}):
        # Whoever has or had a part in it: it may stand in a list of theirs.
        people = {party.person_id for party in desk.work.cases.parties(case_id)}
        found = posts.live(case_id, people=people)
        moved = case_id if case_id in touched else None
        _look_through(reading, found, fresh=dealt, case_id=moved)
    if here:
        left = posts.live_at(here.id, about_no_case=True)
        _look_through(reading, left, fresh=dealt, case_id="")


def mend(desk: Desk, address: Address, pressed: Press) -> None:
    """A button did nothing: take it away, with all beside it that would do nothing either."""
    reading = desk.reading()
    for post in desk.work.posts.live_at(address.id, about_no_case=False):
        if any(_same(button, pressed) for button in _card(post).buttons):
            _put(reading, post, _as_it_stands(reading, post, case_id=pressed.target))


def _look_through(
    desk: Desk, found: Sequence[Post], *, fresh: Mapping[str, str | None], case_id: str | None
) -> None:
    """Strip what a newer card stands for, and bring the others up to date if something moved.

    `fresh` are the cards that were made just now; `case_id` is the case that moved, "" when it is
    something else that did, and None when nothing did.
    """
    latest = {_place(post): post.id for post in found if post.due_at <= desk.now}
    for post in found:
        newest = latest.get(_place(post), post.id)
        if _card(post).topic and newest != post.id and post.due_at <= desk.now:
            reader = _reader(desk, post)
            _put(desk, post, _stripped(_card(post), became.newer(reader) if reader else ""))
        elif case_id is not None and post.id not in fresh:
            _put(desk, post, _as_it_stands(desk, post, case_id=case_id))


def _place(post: Post) -> tuple[str, str]:
    return post.address.id, _card(post).topic


def _as_it_stands(desk: Desk, post: Post, *, case_id: str) -> Card:
    """The card as it should stand now; `case_id` is the case that has changed."""
    card, reader = _card(post), _reader(desk, post)
    if reader is None:
        return _stripped(card, "")
    if card.topic == cards.CASE and (anew := _anew(reader, post)):
        return anew
    judged = [b for b in card.buttons if card.topic != cards.LIST or b.target == case_id]
    works = {b for b in judged if still_works(reader, post.address, b.action, b.target)}
    ended = [button for button in judged if button not in works]
    said = dict.fromkeys(became_of(reader, button.action, button.target) for button in ended)
    left = tuple(button for button in card.buttons if button not in ended)
    return replace(card, buttons=left, blocks=(*card.blocks, *map(Note, said)))


def _anew(reader: Desk, post: Post) -> Card | None:
    """The case as it stands, for who may act on it; who may no more keeps what they have read."""
    card, case = _card(post), reader.work.cases.get(post.case_id or "")
    if case is None or not case.is_open or not cards.is_shown(reader, case, reader.reader):
        return None
    if not reader.file(case).may_act(reader.reader.id):
        return None
    anew = cards.case_card(reader, case, reader.reader)
    return replace(anew, blocks=(*card.blocks[: card.kept], *anew.blocks), kept=card.kept)


def _reader(desk: Desk, post: Post) -> Desk | None:
    """The desk of who reads the card, when they do; None once the address is not theirs."""
    person = desk.work.directory.person(post.address.person_id)
    own = desk.work.addresses.of_person(person.id) if person else ()
    if person is None or post.address.id not in [address.id for address in own]:
        return None
    return desk.of(person, at=max(desk.now, post.due_at))


def _stripped(card: Card, said: str) -> Card:
    """The card with nothing left to press."""
    return replace(card, buttons=(), blocks=(*card.blocks, *([Note(said)] if said else [])))


def _put(desk: Desk, post: Post, card: Card) -> None:
    """Put the card in place of the post. A reminder that is over before it goes out never does."""
    if card == post.content:
        return
    desk.work.posts.add(
        post.address,
        card,
        key=f"{RENEWED}{post.id}",
        due_at=max(desk.now, post.due_at),
        created_at=desk.now,
        case_id=post.case_id,
        replaces=post.id,
        quiet=True,
    )
    if post.state is PostState.DUE and card.topic.startswith(REMINDER):
        desk.work.posts.withdraw(post.id)


def _same(one: Button, other: Press) -> bool:
    return (one.action, one.target) == (other.action, other.target)


def _card(post: Post) -> Card:
    """A live post is a card."""
    if not isinstance(post.content, Card):
        raise TypeError(f"post {post.id} is no card")
    return post.content
