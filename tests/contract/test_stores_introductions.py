"""What every store keeps of who platforms say that people are, and of what HR says to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.introductions import Link, LinkState
from bot.domain.lanes import Address
from bot.domain.people import Identity
from bot.ports import Database, Work
from tests.contract.stores import IDENTITIES, NOW, PEOPLE, seed

DAY = timedelta(days=1)
LEO = replace(PEOPLE[4], own_zone=False, own_language=False)
UNSTATED = [LEO if each.id == "leo" else each for each in PEOPLE]


def met(work: Work) -> Address:
    """Somebody whom nobody knows wrote."""
    return work.addresses.add(Address("a1", "", "slack", "", "U0LEO"))


# --- asking ---------------------------------------------------------------------------------------


async def test_a_platform_is_asked_at_most_so_often(store: Database) -> None:
    """Once asked, an address is not wanted again before the time that the asker names."""

    def ask(work: Work) -> None:
        met(work)
        intro = work.introductions
        intro.want("a1", at=NOW, since=NOW - DAY)
        intro.want("a1", at=NOW + DAY, since=NOW - DAY)  # it waits already
        assert intro.due(NOW, limit=9) == ["a1"]
        assert intro.wanted("a1", NOW)
        intro.asked("a1", at=NOW)
        assert not intro.wanted("a1", NOW)
        intro.want("a1", at=NOW + DAY / 2, since=NOW - DAY / 2)
        assert intro.due(NOW + DAY, limit=9) == []
        intro.want("a1", at=NOW + DAY, since=NOW)
        assert intro.due(NOW + DAY, limit=9) == ["a1"]

    await store.write(ask)


async def test_a_platform_that_did_not_answer_is_asked_later(store: Database) -> None:
    """Until then the address is not due."""

    def ask(work: Work) -> None:
        met(work)
        work.introductions.want("a1", at=NOW, since=NOW)
        work.introductions.later("a1", at=NOW + DAY)
        assert not work.introductions.wanted("a1", NOW)
        assert work.introductions.due(NOW, limit=9) == []
        assert work.introductions.due(NOW + DAY, limit=9) == ["a1"]

    await store.write(ask)


async def test_an_address_out_of_use_is_not_asked_about(store: Database) -> None:
    """Whoever was met there is somebody else by now."""

    def ask(work: Work) -> None:
        met(work)
        work.introductions.want("a1", at=NOW, since=NOW)
        work.addresses.hand_over("a1", "leo")
        assert not work.introductions.wanted("a1", NOW)
        assert work.introductions.due(NOW, limit=9) == []

    await store.write(ask)


async def test_what_was_said_later_stands(store: Database) -> None:
    """Word of an earlier state that comes late changes nothing; without a time it counts."""

    def tell(work: Work) -> None:
        met(work)
        intro = work.introductions
        assert intro.told("a1", as_of=NOW, gone_at=NOW)
        assert not intro.told("a1", as_of=NOW - DAY, gone_at=None)
        gone = work.addresses.get("a1")
        assert gone is not None
        assert gone.gone_at == NOW
        assert intro.told("a1", as_of=NOW + DAY, gone_at=NOW + DAY)
        still = work.addresses.get("a1")
        assert still is not None
        assert still.gone_at == NOW  # since when, not until when it was said again
        assert intro.told("a1", as_of=None, gone_at=None)
        back = work.addresses.get("a1")
        assert back is not None
        assert back.gone_at is None
        assert not intro.told("nothing", as_of=None, gone_at=None)

    await store.write(tell)


# --- links ----------------------------------------------------------------------------------------

LINK = Link("l1", "a1", person_id="leo", asked_id="maya", proposed_at=NOW)


async def test_a_link_is_kept_with_who_decided_and_when(store: Database) -> None:
    """It is found by its id and by the user's address, as it was saved last."""

    def keep(work: Work) -> None:
        met(work)
        work.introductions.propose(LINK)
        assert work.introductions.link("l1") == LINK
        decided = replace(LINK, state=LinkState.REFUSED, decided_by="maya", decided_at=NOW)
        work.introductions.save(decided)
        assert work.introductions.link_of("a1") == decided
        assert work.introductions.link("l2") is None
        assert work.introductions.link_of("a2") is None

    await store.write(keep)


async def test_what_was_never_proposed_cannot_be_saved(store: Database) -> None:
    """As with cases and their parties."""
    with pytest.raises(LookupError):
        await store.write(lambda work: work.introductions.save(LINK))


async def test_a_handed_over_user_is_known_and_stays_so(store: Database) -> None:
    """The same file again leaves it; one that names another user for the person replaces it."""

    def hand_over(work: Work) -> None:
        met(work)
        theirs = work.addresses.hand_over("a1", "leo")
        assert theirs is not None
        assert theirs.id != "a1"
        assert work.addresses.owner("slack", "", "U0LEO") == theirs
        assert work.addresses.of_person("leo") == [theirs]
        assert work.addresses.hand_over("a1", "ben") is None

    await store.write(hand_over)
    await store.write(seed)
    assert await store.read(lambda work: work.addresses.owner("slack", "", "U0LEO"))
    renamed = (*IDENTITIES, Identity("leo", "slack", "", "U1LEO"))
    await store.write(lambda work: seed(work, identities=renamed))

    def look(work: Work) -> None:
        assert work.addresses.owner("slack", "", "U0LEO") is None
        assert [each.user for each in work.addresses.of_person("leo")] == ["U1LEO"]

    await store.read(look)


# --- people ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("leo@northwind.example", "leo"),
        ("LEO@Northwind.example", "leo"),
        ("kim@contoso.example", "kim"),
        ("o@northwind.example", None),
        ("leo", None),
        ("leo@northwind.example x", None),
        ("", None),
        (" ", None),
        ("%", None),
        ("\ud800", None),
    ],
)
async def test_a_person_is_found_by_the_whole_address(
    store: Database, email: str, found: str | None
) -> None:
    """Staff and clients' contacts, by exactly their e-mail address and no part of it."""
    person = await store.read(lambda work: work.directory.by_email(email))
    assert (person.id if person else None) == found


async def test_nobody_is_found_by_an_address_that_two_have_or_one_who_left(store: Database) -> None:
    """It takes exactly one person who is in the file."""
    twins = [replace(each, email="same@northwind.example") for each in PEOPLE[:2]]
    await store.write(lambda work: seed(work, people=[*twins, *PEOPLE[3:]]))

    def look(work: Work) -> None:
        assert work.directory.by_email("same@northwind.example") is None
        assert work.directory.by_email("ben@northwind.example") is None

    await store.read(look)


async def test_the_file_counts_before_what_a_platform_says(store: Database) -> None:
    """What the platform says holds where nothing is stated, as long as nothing is, load or not."""
    await store.write(lambda work: seed(work, people=UNSTATED))

    def hear(work: Work) -> None:
        directory = work.directory
        assert directory.met("leo", time_zone="Europe/London", language="pt-BR")
        assert not directory.met("leo", time_zone="Europe/London", language="")
        assert not directory.met("maya", time_zone="Europe/London", language="pt-BR")
        assert directory.person("maya") == PEOPLE[0]
        assert directory.person("leo") == replace(LEO, time_zone="Europe/London", language="pt-BR")

    await store.write(hear)
    await store.write(lambda work: seed(work, people=UNSTATED))
    again = await store.read(lambda work: work.directory.person("leo"))
    assert again is not None
    assert again.time_zone == "Europe/London"
    await store.write(seed)
    assert await store.read(lambda work: work.directory.person("leo")) == PEOPLE[4]
