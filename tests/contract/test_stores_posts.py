"""What every store does with posts: kept in order, said once, held by a failure, shown after."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialogue.content import Button, Card, Content
from bot.dialogue.posts import PostState
from bot.domain.cases import Capacity
from bot.domain.lanes import Address
from bot.ports import Database, Work
from tests.contract.stores import NOW, a_case, a_party, say

HOUR = timedelta(hours=1)


def maya(work: Work) -> Address:
    """Maya's address on Slack."""
    address = work.addresses.owner("slack", "", "U0MAYA")
    assert address is not None
    return address


def ben(work: Work) -> Address:
    """Ben's address on Slack."""
    address = work.addresses.owner("slack", "", "U0BEN")
    assert address is not None
    return address


def queue(work: Work, address: Address, words: str, *, due_at: datetime = NOW) -> str:
    """A post whose key is its words."""
    return work.posts.add(address, say(words), key=words, due_at=due_at, created_at=NOW)


def words_of(content: Content) -> str:
    """What a post made by `queue` says."""
    assert isinstance(content, Card)
    paragraph = content.blocks[0]
    assert paragraph.kind == "paragraph"
    return paragraph.text


def drain(work: Work, address: Address, now: datetime) -> list[str]:
    """Send all that is due, as delivery does; the words in the order in which they went."""
    said = []
    while post := work.posts.next_due(address.id, now):
        said.append(words_of(post.content))
        work.posts.sent(post.id, message_id=f"m{len(said)}", at=now)
    return said


async def test_a_post_comes_back_as_it_was_queued(store: Database) -> None:
    """With its address, its place in the order, its case, its party and what it replaces."""

    def keep(work: Work) -> None:
        work.cases.add(a_case())
        work.cases.add_party(a_party("p1", "maya", Capacity.HR_INTAKE))
        first = queue(work, maya(work), "first")
        second = work.posts.add(
            maya(work),
            say("second"),
            key="second",
            due_at=NOW + HOUR,
            created_at=NOW,
            case_id="case-1",
            party_id="p1",
            replaces=first,
        )
        post = work.posts.get(second)
        assert post is not None
        assert post.address == maya(work)
        assert (post.sequence, post.key, post.content) == (2, "second", say("second"))
        assert (post.due_at, post.created_at) == (NOW + HOUR, NOW)
        assert (post.case_id, post.party_id, post.replaces) == ("case-1", "p1", first)
        assert (post.state, post.attempts, post.sent_at) == (PostState.DUE, 0, None)
        assert work.posts.by_key("second") == post
        assert work.posts.get("nothing") is None
        assert work.posts.by_key("nothing") is None

    await store.write(keep)


async def test_a_known_key_is_kept(store: Database) -> None:
    """What is added twice under one key is queued once, as it was first, for whomever it was."""

    def keep(work: Work) -> None:
        first = work.posts.add(maya(work), say("one"), key="k", due_at=NOW, created_at=NOW)
        again = work.posts.add(ben(work), say("two"), key="k", due_at=NOW, created_at=NOW)
        assert again == first
        assert drain(work, ben(work), NOW) == []
        assert drain(work, maya(work), NOW) == ["one"]

    await store.write(keep)


async def test_a_work_knows_whom_it_has_queued_for(store: Database) -> None:
    """Addresses to wake after the commit: each once, and none for a key that was known."""

    def keep(work: Work) -> set[str]:
        queue(work, maya(work), "one")
        queue(work, maya(work), "two")
        return set(work.posts.addressed())

    def again(work: Work) -> set[str]:
        queue(work, maya(work), "one")
        return set(work.posts.addressed())

    assert await store.write(keep) == {(await store.read(maya)).id}
    assert await store.write(again) == set()


async def test_posts_go_out_in_the_order_in_which_they_were_queued(store: Database) -> None:
    """Each address has its own order, and each post its turn once."""

    def keep(work: Work) -> None:
        for words in ("a", "b", "c"):
            queue(work, maya(work), words)
        queue(work, ben(work), "x")
        assert set(work.posts.due_addresses(NOW, limit=9)) == {maya(work).id, ben(work).id}
        assert len(work.posts.due_addresses(NOW, limit=1)) == 1
        assert drain(work, maya(work), NOW) == ["a", "b", "c"]
        assert list(work.posts.due_addresses(NOW, limit=9)) == [ben(work).id]

    await store.write(keep)


async def test_a_post_for_later_holds_nobody_up(store: Database) -> None:
    """What is scheduled waits alone; when its time has come it goes before what came after it."""

    def keep(work: Work) -> None:
        queue(work, maya(work), "in the morning", due_at=NOW + HOUR)
        assert list(work.posts.due_addresses(NOW, limit=9)) == []
        queue(work, maya(work), "now")
        assert drain(work, maya(work), NOW) == ["now"]
        queue(work, maya(work), "at the same time", due_at=NOW + HOUR)
        assert work.posts.next_due(maya(work).id, NOW) is None
        assert drain(work, maya(work), NOW + HOUR) == ["in the morning", "at the same time"]

    await store.write(keep)


async def test_a_failure_holds_its_address_until_it_is_tried_again(store: Database) -> None:
    """Those behind it wait with it, other addresses do not; then it goes first."""

    def keep(work: Work) -> None:
        first = queue(work, maya(work), "first")
        queue(work, maya(work), "second")
        queue(work, ben(work), "for Ben")
        work.posts.later(first, retry_at=NOW + HOUR, failure="rate limited")
        post = work.posts.get(first)
        assert post is not None
        assert (post.attempts, post.failure, post.due_at) == (1, "rate limited", NOW)
        assert work.posts.next_due(maya(work).id, NOW) is None
        assert list(work.posts.due_addresses(NOW, limit=9)) == [ben(work).id]
        assert drain(work, ben(work), NOW) == ["for Ben"]
        assert list(work.posts.due_addresses(NOW + HOUR, limit=9)) == [maya(work).id]
        assert drain(work, maya(work), NOW + HOUR) == ["first", "second"]

    await store.write(keep)


async def test_a_scheduled_post_that_comes_first_goes_past_a_failure(store: Database) -> None:
    """The first in order of what is due decides: an earlier post that falls due is not held."""

    def keep(work: Work) -> None:
        queue(work, maya(work), "scheduled", due_at=NOW + HOUR)
        failed = queue(work, maya(work), "failed")
        work.posts.later(failed, retry_at=NOW + 2 * HOUR, failure="busy")
        assert drain(work, maya(work), NOW) == []
        assert drain(work, maya(work), NOW + HOUR) == ["scheduled"]
        assert drain(work, maya(work), NOW + 2 * HOUR) == ["failed"]

    await store.write(keep)


async def test_what_was_given_up_lets_the_others_through(store: Database) -> None:
    """A dead post keeps its reason and its attempts, and is never due again."""

    def keep(work: Work) -> None:
        first = queue(work, maya(work), "first")
        queue(work, maya(work), "second")
        work.posts.later(first, retry_at=NOW + HOUR, failure="busy")
        work.posts.dead(first, failure="account_inactive")
        post = work.posts.get(first)
        assert post is not None
        assert (post.state, post.attempts) == (PostState.DEAD, 2)
        assert post.failure == "account_inactive"
        assert drain(work, maya(work), NOW) == ["second"]

    await store.write(keep)


async def test_what_is_sent_stays_sent(store: Database) -> None:
    """The proof of delivery is not written over by whatever comes after it."""

    def keep(work: Work) -> None:
        post_id = queue(work, maya(work), "first")
        work.posts.sent(post_id, message_id="m1", at=NOW)
        work.posts.sent(post_id, message_id="m2", at=NOW + HOUR)
        work.posts.later(post_id, retry_at=NOW, failure="late")
        work.posts.dead(post_id, failure="late")
        post = work.posts.get(post_id)
        assert post is not None
        assert (post.state, post.message_id, post.sent_at) == (PostState.SENT, "m1", NOW)
        assert (post.attempts, post.failure) == (1, "")

    await store.write(keep)


async def test_the_last_outcome_is_of_the_latest_that_has_one(store: Database) -> None:
    """What is still due has none; nor has an address that was never written to."""

    def look(work: Work) -> None:
        address = work.addresses.of_person("ben")[0]
        assert work.posts.last_outcome(address.id) is None
        ids = [
            work.posts.add(address, say(key), key=key, due_at=NOW, created_at=NOW) for key in "abc"
        ]
        assert work.posts.last_outcome(address.id) is None
        work.posts.sent(ids[0], message_id="m", at=NOW)
        assert work.posts.last_outcome(address.id) is PostState.SENT
        work.posts.dead(ids[1], failure="gone")
        assert work.posts.last_outcome(address.id) is PostState.DEAD

    await store.write(look)


async def test_the_transcript_is_what_was_said_last(store: Database) -> None:
    """As it was said: what was scheduled stands where it went out, what is unsent not at all."""

    def keep(work: Work) -> None:
        queue(work, maya(work), "scheduled", due_at=NOW + HOUR)
        queue(work, maya(work), "a")
        queue(work, maya(work), "b")
        queue(work, ben(work), "x")
        drain(work, maya(work), NOW)
        assert transcript(work, maya(work), 9) == ["a", "b"]
        drain(work, maya(work), NOW + HOUR)
        assert transcript(work, maya(work), 9) == ["a", "b", "scheduled"]
        assert transcript(work, maya(work), 2) == ["b", "scheduled"]
        assert transcript(work, ben(work), 9) == []

    await store.write(keep)


def transcript(work: Work, address: Address, limit: int) -> list[str]:
    """The words of an address's transcript."""
    return [words_of(post.content) for post in work.posts.transcript(address.id, limit=limit)]


async def test_the_next_moment_is_when_something_can_go_out(store: Database) -> None:
    """A retry counts when it is due, and what waits behind it does not count before."""

    def keep(work: Work) -> None:
        assert work.posts.next_moment() is None
        queue(work, maya(work), "scheduled", due_at=NOW + 3 * HOUR)
        assert work.posts.next_moment() == NOW + 3 * HOUR
        failed = queue(work, maya(work), "failed")
        assert work.posts.next_moment() == NOW
        queue(work, maya(work), "behind")
        work.posts.later(failed, retry_at=NOW + 2 * HOUR, failure="busy")
        assert work.posts.next_moment() == NOW + 2 * HOUR
        queue(work, ben(work), "for Ben", due_at=NOW + HOUR)
        assert work.posts.next_moment() == NOW + HOUR
        drain(work, ben(work), NOW + HOUR)
        drain(work, maya(work), NOW + 2 * HOUR)
        assert work.posts.next_moment() == NOW + 3 * HOUR
        drain(work, maya(work), NOW + 3 * HOUR)
        assert work.posts.next_moment() is None

    await store.write(keep)


# --- live cards ---------------------------------------------------------------------------------


def deal(work: Work, key: str, *, case: str | None = "case-1", instead_of: str = "") -> str:
    """A card for Maya with something to press."""
    button = Button("Open the case", "case", "case-1")
    card = Card("EH-1: news", blocks=say(key).blocks, buttons=(button,))
    return work.posts.add(
        maya(work),
        card,
        key=key,
        due_at=NOW,
        created_at=NOW,
        case_id=case,
        replaces=instead_of or None,
        quiet=bool(instead_of),
    )


def live(work: Work) -> list[str]:
    """The live cards of the case and of Maya."""
    return [post.key for post in work.posts.live("case-1", people=["maya"])]


async def test_a_card_is_live_until_it_is_replaced_or_given_up(store: Database) -> None:
    """Only what has something to press that can end; found by its case, and by its reader."""

    def keep(work: Work) -> None:
        work.cases.add(a_case())
        queue(work, maya(work), "plain")
        first, second = deal(work, "first"), deal(work, "second")
        listed = deal(work, "list", case=None)
        assert live(work) == ["first", "second", "list"]
        assert work.posts.dealt() == {first: "case-1", second: "case-1", listed: None}
        deal(work, "instead", instead_of=first)
        assert live(work) == ["second", "instead", "list"]
        work.posts.dead(second, failure="gone")
        work.posts.withdraw(listed)
        assert live(work) == ["instead"]
        here = work.posts.live_at(maya(work).id, about_no_case=False)
        assert [(post.key, post.quiet) for post in here] == [("instead", True)]
        assert work.posts.live_at(maya(work).id, about_no_case=True) == []
        assert work.posts.live("case-1", people=["ben"]) == here

    await store.write(keep)


async def test_what_is_withdrawn_does_not_go_out_unless_it_was_on_its_way(store: Database) -> None:
    """A post that the platform took in the same moment is sent all the same."""

    def keep(work: Work) -> None:
        first, second = queue(work, maya(work), "first"), queue(work, maya(work), "second")
        work.posts.withdraw(first)
        assert drain(work, maya(work), NOW) == ["second"]
        work.posts.withdraw(second)
        work.posts.sent(first, message_id="m9", at=NOW)
        states = [post.state for post in map(work.posts.get, (first, second)) if post]
        assert states == [PostState.SENT, PostState.SENT]

    await store.write(keep)
