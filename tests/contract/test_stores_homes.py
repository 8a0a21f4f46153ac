"""What every store knows of Homes: which are kept current, and when one is out of date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.posts import Published
from bot.domain.cases import Capacity, Stage
from bot.domain.events import Event, EventKind
from bot.ports import Database, Work
from tests.contract.stores import NOW, a_case, a_party
from tests.contract.test_stores import a_reminder, a_session

HOUR = timedelta(hours=1)
ON = ("slack",)


def address_of(work: Work, person_id: str) -> str:
    """Where somebody is reached."""
    return work.addresses.of_person(person_id)[0].id


async def opened(store: Database, *people: str) -> None:
    """They open their Homes, and see them."""

    def look(work: Work) -> None:
        for person in people:
            work.homes.opened(address_of(work, person), blank=True)

    await store.write(look)
    await show_all(store)


async def show_all(store: Database) -> None:
    """Every Home shows what stands now."""

    def show(work: Work) -> None:
        for address_id in work.homes.due(NOW, on=ON, limit=9):
            home = work.homes.get(address_id)
            assert home
            work.homes.shown(address_id, changes=home.changes, digest="d")

    await store.write(show)
    assert await outdated(store) == []


async def home_at(store: Database, address_id: str) -> Published:
    """What is known of a Home."""
    found = await store.read(lambda work: work.homes.get(address_id))
    assert found
    return found


async def outdated(store: Database) -> Sequence[str]:
    """Whose Homes are out of date."""

    def people(work: Work) -> list[str]:
        due = work.homes.due(NOW, on=ON, limit=9)
        found = [work.addresses.get(each) for each in due]
        return sorted(each.person_id for each in found if each)

    return await store.read(people)


def written(work: Work) -> None:
    """Something happens in the case."""
    work.journal.append(
        "case-1", Event(EventKind.CASE_OPENED, {}), at=NOW, actor="maya", surface="slack"
    )


def with_parties(*parts: tuple[str, Capacity]) -> Callable[[Work], None]:
    """A case with these people in it."""

    def add(work: Work) -> None:
        work.cases.add(a_case())
        for person, capacity in parts:
            work.cases.add_party(a_party(f"p-{person}", person, capacity))

    return add


async def test_what_happens_in_a_case_outdates_the_homes_of_its_parties(store: Database) -> None:
    """Of theirs, past ones too, and of nobody else's; however often, each is found once."""
    await store.write(with_parties(("maya", Capacity.HR_INTAKE), ("ben", Capacity.EMPLOYEE)))
    await opened(store, "maya", "ben", "kim")
    await store.write(written)
    await store.write(written)
    assert await outdated(store) == ["ben", "maya"]
    await show_all(store)
    ended = a_party("p-ben", "ben", Capacity.EMPLOYEE, until=NOW)
    await store.write(lambda work: work.cases.save_party(ended))
    await store.write(written)
    assert await outdated(store) == ["ben", "maya"]


async def test_a_session_outdates_the_home_beside_it(store: Database) -> None:
    """What was begun, put aside or dropped shows in the Home of the same address."""
    await opened(store, "maya", "ben")
    await store.write(lambda work: work.sessions.save(a_session("s1", address_of(work, "maya"))))
    assert await outdated(store) == ["maya"]


async def test_what_is_undone_outdates_nothing(store: Database) -> None:
    """The mark is part of the transaction."""
    await store.write(with_parties(("maya", Capacity.HR_INTAKE)))
    await opened(store, "maya")

    def fail(work: Work) -> None:
        written(work)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.write(fail)
    assert await outdated(store) == []


async def test_only_homes_that_were_opened_are_kept(store: Database) -> None:
    """For everybody else nothing is remembered."""
    await store.write(with_parties(("maya", Capacity.HR_INTAKE)))
    await store.write(written)

    def mark(work: Work) -> None:
        work.homes.outdate(address_of(work, "maya"))
        work.homes.outdate_all()

    await store.write(mark)
    assert await outdated(store) == []
    assert await store.read(lambda work: work.homes.get(address_of(work, "maya"))) is None


async def test_what_changes_while_a_home_is_published_is_not_forgotten(store: Database) -> None:
    """It shows what stood after so many changes; one more leaves it out of date."""
    await opened(store, "maya")
    maya = await store.read(lambda work: address_of(work, "maya"))
    await store.write(lambda work: work.homes.outdate(maya))
    before = await home_at(store, maya)
    assert before == Published(maya, changes=2, shown=1, digest="d")
    await store.write(lambda work: work.homes.outdate(maya))
    await store.write(lambda work: work.homes.shown(maya, changes=before.changes, digest="e"))
    assert await outdated(store) == ["maya"]


async def test_a_home_that_was_not_taken_waits_for_its_time(store: Database) -> None:
    """Attempts are counted, until it is shown or opened anew."""
    await opened(store, "maya")
    maya = await store.read(lambda work: address_of(work, "maya"))
    await store.write(lambda work: work.homes.outdate(maya))
    await store.write(lambda work: work.homes.later(maya, retry_at=NOW + HOUR))
    await store.write(lambda work: work.homes.later(maya, retry_at=NOW + HOUR))
    assert await outdated(store) == []
    behind = await home_at(store, maya)
    assert (behind.attempts, behind.retry_at) == (2, NOW + HOUR)
    assert await store.read(lambda w: w.homes.due(NOW + HOUR, on=ON, limit=9)) == [maya]
    assert await store.read(lambda w: w.homes.due(NOW + HOUR, on=("web",), limit=9)) == []
    await store.write(lambda work: work.homes.opened(maya, blank=False))
    again = await home_at(store, maya)
    assert (again.attempts, again.retry_at, again.digest) == (0, None, "d")
    await store.write(lambda work: work.homes.opened(maya, blank=True))
    assert (await home_at(store, maya)).digest == ""
    await store.write(lambda work: work.homes.forget(maya))
    assert await store.read(lambda work: work.homes.get(maya)) is None


async def test_an_outline_is_a_case_without_its_words(store: Database) -> None:
    """Each open part in an open case, the case as it stands, and when it last changed."""

    def add(work: Work) -> None:
        with_parties(("maya", Capacity.HR_INTAKE), ("ben", Capacity.EMPLOYEE))(work)
        written(work)
        work.cases.add(a_case("case-2", "EH-2026-0002"))
        work.cases.add_party(a_party("p2", "maya", Capacity.HR_LIAISON, case_id="case-2"))
        gone = a_party("p3", "maya", Capacity.HR_ENFORCER, case_id="case-2", until=NOW)
        work.cases.add_party(gone)
        work.cases.add(a_case("case-3", "EH-2026-0003", stage=Stage.CLOSED))
        work.cases.add_party(a_party("p4", "maya", Capacity.HR_LIAISON, case_id="case-3"))

    await store.write(add)
    found = await store.read(lambda work: work.cases.outlines("maya"))
    cases = [a_case(), a_case("case-2", "EH-2026-0002")]
    assert [each.case for each in found] == [
        replace(each, allegations=(), effect="", remedy="", safety="") for each in cases
    ]
    assert [each.party.id for each in found] == ["p-maya", "p2"]
    assert [each.changed_at for each in found] == [NOW, NOW]


async def test_what_a_person_owes_is_found_in_all_cases(store: Database) -> None:
    """Open ones only, what is due first in front, of this person alone."""

    def add(work: Work) -> None:
        with_parties(("maya", Capacity.HR_INTAKE), ("noor", Capacity.HR_LIAISON))(work)
        for id_, owner, hours in (("r1", "maya", 3), ("r2", "maya", 1), ("r3", "noor", 2)):
            due = NOW + hours * HOUR
            work.reminders.add(a_reminder(id_, owner_id=owner, party_id=None, due_at=due))

    await store.write(add)
    found = await store.read(lambda work: work.reminders.open_of("maya"))
    assert [each.id for each in found] == ["r2", "r1"]
