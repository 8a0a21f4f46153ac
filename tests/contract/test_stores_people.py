"""What every store does with the directory and with addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.lanes import Address
from bot.domain.people import Client, Duty, Identity
from bot.ports import Database, Work
from tests.contract.stores import CLIENTS, IDENTITIES, NOW, ORGANISATION, PEOPLE, person, say, seed

HOUR = timedelta(hours=1)


# --- directory ----------------------------------------------------------------------------------


async def test_the_directory_holds_what_was_loaded(store: Database) -> None:
    """Organisation, people and clients come back equal, with all that is said of them."""

    def look(work: Work) -> None:
        assert work.directory.organisation() == ORGANISATION
        assert [work.directory.person(each.id) for each in PEOPLE] == list(PEOPLE)
        assert [work.directory.client(each.id) for each in CLIENTS] == list(CLIENTS)
        assert work.directory.person("nobody") is None
        assert work.directory.client("nobody") is None

    await store.read(look)


async def test_loading_the_same_again_changes_nothing(store: Database) -> None:
    """A second load leaves people, duties and addresses as they stand, ids too."""

    def addresses(work: Work) -> list[Address]:
        return [each for one in PEOPLE for each in work.addresses.of_person(one.id)]

    before = await store.read(addresses)
    await store.write(seed)
    assert await store.read(addresses) == before
    assert await store.read(lambda work: work.directory.person("noor")) == PEOPLE[1]


async def test_who_left_the_file_is_inactive_and_not_deleted(store: Database) -> None:
    """They are not found, recognised or written to any more, but still named."""
    remaining = [each for each in PEOPLE if each.id != "maya"]
    await store.write(lambda work: seed(work, people=remaining, identities=IDENTITIES[1:]))

    def look(work: Work) -> None:
        found = work.directory.person("maya")
        assert found is not None
        assert found.name == "Maya Reyes"
        assert found.duties == frozenset()
        assert work.directory.find_staff("maya", limit=5) == []
        assert work.addresses.owner("slack", "", "U0MAYA") is None
        assert work.addresses.of_person("maya") == []

    await store.read(look)
    await store.write(seed)
    assert await store.read(lambda work: work.addresses.owner("slack", "", "U0MAYA")) is not None


async def test_a_changed_person_is_changed(store: Database) -> None:
    """A new name, manager or duty in the file is there after the load, and found."""
    changed = [replace(PEOPLE[0], name="Maya Cruz", duties=frozenset({Duty.DPO})), *PEOPLE[1:]]
    await store.write(lambda work: seed(work, people=changed))

    def look(work: Work) -> None:
        assert work.directory.person("maya") == changed[0]
        assert names(work.directory.find_staff("cruz", limit=5)) == ["Ben Cruz", "Maya Cruz"]
        assert work.directory.find_staff("", limit=5, duties=(Duty.HR,)) == [PEOPLE[1]]

    await store.read(look)


def names(people: object) -> list[str]:
    """The names of people, in order."""
    assert isinstance(people, list)
    return [each.name for each in people]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ben Cruz", "Léa Santos", "Leo Tan", "Maya Reyes", "Noor Lim"]),
        ("lea", ["Léa Santos"]),
        ("LÉA san", ["Léa Santos"]),
        ("santos le\u0301a", ["Léa Santos"]),
        ("le", ["Léa Santos", "Leo Tan", "Ben Cruz", "Maya Reyes", "Noor Lim"]),  # …@….example
        ("ben@northwind.example", ["Ben Cruz"]),
        ("hr partner", ["Maya Reyes"]),
        ("ma\u200bya", ["Maya Reyes"]),
        ("kim", []),  # a client's contact is no staff
        ("%", []),
        ("_aya", []),
        ("/", []),
        ("\u200b", []),
        ("' OR 1=1 --", []),
        ("\ud800", []),
        ("x" * 100_000, []),
        ("a " * 50_000, []),
    ],
)
async def test_staff_are_found_by_their_words(
    store: Database, query: str, found: list[str]
) -> None:
    """Case, accents and order do not matter; what is typed is never a pattern."""
    people = await store.read(lambda work: work.directory.find_staff(query, limit=10))
    assert names(people) == found


async def test_search_gives_the_best_first_and_no_more_than_asked(store: Database) -> None:
    """A name that begins with the query comes before one that holds it somewhere."""
    more = (
        person("z1", "Anna Benson"),
        person("z2", "Robben Dee"),
        person("z3", "Zed Zee", job_title="Bench planner"),
    )
    await store.write(lambda work: seed(work, people=(*PEOPLE, *more)))

    def look(work: Work) -> None:
        found = names(work.directory.find_staff("ben", limit=10))
        assert found == ["Ben Cruz", "Anna Benson", "Zed Zee", "Robben Dee"]
        assert names(work.directory.find_staff("ben", limit=2)) == found[:2]

    await store.read(look)


async def test_duties_narrow_a_search(store: Database) -> None:
    """With duties, only those who hold at least one of them are found."""

    def look(work: Work) -> None:
        duties = (Duty.HR_LEAD, Duty.LEADERSHIP)
        assert names(work.directory.find_staff("", limit=9, duties=duties)) == [
            "Leo Tan",
            "Noor Lim",
        ]
        assert work.directory.find_staff("maya", limit=9, duties=duties) == []

    await store.read(look)


async def test_clients_and_their_contacts_are_found(store: Database) -> None:
    """Contacts are those of the client asked for; a client that left the file is not found."""

    def look(work: Work) -> None:
        assert work.directory.find_clients("RETAIL", limit=5) == [CLIENTS[0]]
        assert names(work.directory.find_contacts("contoso", "", limit=5)) == ["Kim Sand"]
        assert work.directory.find_contacts("contoso", "ray", limit=5) == []
        assert work.directory.find_contacts("nobody", "", limit=5) == []

    await store.read(look)
    await store.write(
        lambda work: work.directory.load(ORGANISATION, PEOPLE, CLIENTS[:1], IDENTITIES)
    )
    assert await store.read(lambda work: work.directory.find_clients("", limit=5)) == [CLIENTS[0]]
    assert await store.read(lambda work: work.directory.client("fabrikam")) == Client(
        "fabrikam", "Fabrikam"
    )


# --- addresses ----------------------------------------------------------------------------------


async def test_an_owner_is_found_by_the_whole_identity(store: Database) -> None:
    """The same platform id in another workspace, or on another surface, is somebody else."""

    def look(work: Work) -> None:
        kim = work.addresses.owner("slack", "T0CONTOSO", "U0KIM")
        assert kim is not None
        assert kim.person_id == "kim"
        assert work.addresses.get(kim.id) == kim
        assert work.addresses.owner("slack", "", "U0KIM") is None
        assert work.addresses.owner("playground", "T0CONTOSO", "U0KIM") is None
        assert work.addresses.get("nothing") is None

    await store.read(look)


async def test_an_address_is_recorded_once(store: Database) -> None:
    """The same platform user again gets the address that stands, known or not."""

    def record(work: Work) -> None:
        stranger = work.addresses.add(Address("a1", "", "slack", "", "U0NEW"))
        assert stranger.id == "a1"
        assert work.addresses.add(Address("a2", "", "slack", "", "U0NEW")) == stranger
        assert work.addresses.get("a2") is None
        assert work.addresses.owner("slack", "", "U0NEW") is None
        known = work.addresses.owner("slack", "", "U0BEN")
        assert work.addresses.add(Address("a3", "", "slack", "", "U0BEN")) == known

    await store.write(record)


async def test_the_last_verified_address_comes_first(store: Database) -> None:
    """Then as configured: an address that nobody vouched for is the last resort."""

    def record(work: Work) -> list[str]:
        work.addresses.add(Address("a1", "maya", "playground", "", "maya"))
        work.addresses.add(Address("a2", "maya", "other", "", "maya"))
        first = [each.surface for each in work.addresses.of_person("maya")]
        work.addresses.verify("a2", NOW)
        work.addresses.verify("a1", NOW + HOUR)
        return [*first, *(each.surface for each in work.addresses.of_person("maya"))]

    assert await store.write(record) == [
        *("slack", "playground", "other"),
        *("playground", "other", "slack"),
    ]


async def test_a_changed_identity_replaces_the_old_one(store: Database) -> None:
    """The old platform id is nobody's any more; what was not sent yet goes to the new one."""

    def queue(work: Work) -> str:
        old = work.addresses.owner("slack", "", "U0MAYA")
        assert old is not None
        first = work.posts.add(old, say("one"), key="1", due_at=NOW, created_at=NOW)
        work.posts.sent(first, message_id="m1", at=NOW)
        work.posts.add(old, say("two"), key="2", due_at=NOW, created_at=NOW, replaces=first)
        work.posts.add(old, say("three"), key="3", due_at=NOW, created_at=NOW)
        return old.id

    old = await store.write(queue)
    changed = (Identity("maya", "slack", "", "U1MAYA"), *IDENTITIES[1:])
    await store.write(lambda work: seed(work, identities=changed))

    def look(work: Work) -> None:
        assert work.addresses.owner("slack", "", "U0MAYA") is None
        new = work.addresses.owner("slack", "", "U1MAYA")
        assert new is not None
        assert work.addresses.of_person("maya") == [new]
        assert [post.content for post in work.posts.transcript(old, limit=9)] == [say("one")]
        assert work.posts.due_addresses(NOW, limit=9) == [new.id]
        moved = work.posts.by_key("2")
        assert work.posts.next_due(new.id, NOW) == moved
        assert moved is not None
        assert moved.replaces is None  # that message stands in another conversation

    await store.read(look)


async def test_what_waits_for_one_person_never_goes_to_another(store: Database) -> None:
    """When a platform id changes hands, the old owner's unsent messages are given up."""

    def queue(work: Work) -> None:
        address = work.addresses.owner("slack", "", "U0BEN")
        assert address is not None
        work.posts.add(address, say("for Ben"), key="1", due_at=NOW, created_at=NOW)

    await store.write(queue)
    swapped = (IDENTITIES[0], Identity("lea", "slack", "", "U0BEN"), IDENTITIES[2])
    await store.write(lambda work: seed(work, identities=swapped))

    def look(work: Work) -> None:
        owner = work.addresses.owner("slack", "", "U0BEN")
        assert owner is not None
        assert owner.person_id == "lea"
        assert work.addresses.of_person("ben") == []
        assert work.posts.due_addresses(NOW, limit=9) == []
        post = work.posts.by_key("1")
        assert post is not None
        assert post.state == "dead"

    await store.read(look)


async def test_a_stranger_whom_the_file_names_is_known(store: Database) -> None:
    """Who wrote before they were in the organisation's file is recognised after it names them."""
    await store.write(lambda work: work.addresses.add(Address("a1", "", "slack", "", "U0LEO")))
    named = (*IDENTITIES, Identity("leo", "slack", "", "U0LEO"))
    await store.write(lambda work: seed(work, identities=named))
    owner = await store.read(lambda work: work.addresses.owner("slack", "", "U0LEO"))
    assert owner is not None
    assert owner.person_id == "leo"
