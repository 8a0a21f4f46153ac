"""Homes are published when they differ, tried again when not taken, and left when gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.content import Home
from bot.dialogue.posts import Published
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.lanes import Address
from bot.services.home_upkeep import HomeUpkeep, HomeVisits
from tests.unit.office import Office, practice


@dataclass
class Walls:
    """A surface that shows Homes, or does what it is told instead."""

    shown: list[tuple[str, str]] = field(default_factory=list)  # user and view, in order
    fails: list[Exception] = field(default_factory=list)

    def view(self, home: Home) -> str:
        """Its words."""
        return repr(home)

    async def publish(self, address: Address, view: str) -> None:
        """Show it."""
        if self.fails:
            raise self.fails.pop(0)
        self.shown.append((address.user, view))


class Broken(Walls):
    """One that cannot draw."""

    def view(self, home: Home) -> str:
        """No."""
        raise ZeroDivisionError


@dataclass
class House:
    """An office whose people have Homes."""

    office: Office
    walls: Walls = field(default_factory=Walls)
    woken: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        """The office's time, in UTC."""
        return self.office.now.astimezone(ZoneInfo("UTC"))

    def wake(self, address_ids: Collection[str]) -> None:
        """Remember whom."""
        self.woken += address_ids

    @property
    def upkeep(self) -> HomeUpkeep:
        """As the program has it, without chance."""
        surfaces = {"playground": self.walls}
        return HomeUpkeep(self.office.database, surfaces, practice(), self, jitter=lambda: 1.0)

    async def looks(self, user: str, *, blank: bool = True) -> None:
        """Somebody opens their Home."""
        visits = HomeVisits(self.office.database, self, self)
        await visits.opened(surface="playground", tenant="", user=user, blank=blank)

    async def refresh(self) -> list[str]:
        """Refresh all that are out of date; who is shown something."""
        before = len(self.walls.shown)
        for address_id in await self.upkeep.due():
            await self.upkeep.refresh(address_id)
        return [user for user, _ in self.walls.shown[before:]]

    async def kept(self, user: str) -> Published | None:
        """What is known of somebody's Home."""
        return await self.office.read(
            lambda work: work.homes.get(_id(work.addresses.owner("playground", "", user)))
        )


def _id(address: Address | None) -> str:
    assert address
    return address.id


@pytest.fixture
def house(office: Office) -> House:
    """Nobody has looked yet."""
    return House(office)


async def test_a_look_is_answered_at_once_and_kept_current(house: House) -> None:
    """Whoever looks is woken for; what happens later is shown to them and to nobody else."""
    await house.looks("maya")
    assert len(house.woken) == 1
    assert await house.refresh() == ["maya"]
    await house.office.opened()
    assert await house.refresh() == ["maya"]
    assert "EH-2026-0001" in house.walls.shown[-1][1]


async def test_what_changes_nothing_is_not_published(house: House) -> None:
    """It counts as shown, and is not looked at again."""
    await house.looks("ben")
    await house.refresh()
    await house.office.opened()  # about him, and he may not know
    assert len(await house.upkeep.due()) == 1
    assert await house.refresh() == []
    assert await house.upkeep.due() == []
    await house.looks("ben", blank=False)
    assert await house.refresh() == []


async def test_an_emptied_home_is_shown_again(house: House) -> None:
    """The platform says that nothing stands there: the app was installed anew."""
    await house.looks("maya")
    await house.refresh()
    await house.looks("maya", blank=True)
    assert await house.refresh() == ["maya"]


async def test_it_waits_as_long_as_the_platform_asks(house: House) -> None:
    """And is tried then, once, with what stands by then."""
    await house.looks("maya")
    house.walls.fails = [TryLater("rate limited", after=30)]
    assert await house.refresh() == []
    house.office.now += timedelta(seconds=29)
    assert await house.upkeep.due() == []
    house.office.now += timedelta(seconds=2)
    assert await house.refresh() == ["maya"]


async def test_its_pauses_grow_and_end_with_success(house: House) -> None:
    """Two seconds, four, eight: and nothing is given up while it may be taken."""
    await house.looks("maya")
    house.walls.fails = [TryLater("no answer") for _ in range(20)]
    waited = []
    for _ in range(20):
        await house.refresh()
        behind = await house.kept("maya")
        assert behind
        assert behind.retry_at
        waited.append((behind.retry_at - house.now()).total_seconds())
        house.office.now = behind.retry_at
    assert waited[:4] == [2, 4, 8, 16]
    assert waited[-1] == 3600
    assert await house.refresh() == ["maya"]
    behind = await house.kept("maya")
    assert behind
    assert behind.attempts == 0


async def test_one_that_is_gone_is_forgotten(house: House) -> None:
    """Until somebody opens it again."""
    await house.looks("maya")
    house.walls.fails = [Undeliverable("user_not_found")]
    await house.refresh()
    assert await house.kept("maya") is None
    await house.office.opened()
    assert await house.refresh() == []
    await house.looks("maya")
    assert await house.refresh() == ["maya"]


async def test_a_fault_of_ours_is_raised_and_not_met_at_every_sweep(house: House) -> None:
    """It is tried again much later."""
    await house.looks("maya")
    house.walls = Broken()
    with pytest.raises(ZeroDivisionError):
        await house.refresh()
    assert await house.upkeep.due() == []
    house.office.now += timedelta(hours=1)
    assert len(await house.upkeep.due()) == 1


async def test_who_has_left_sees_a_strangers_page(house: House) -> None:
    """Nothing of theirs stays before them."""
    await house.office.opened()
    await house.looks("maya")
    await house.refresh()
    await house.office.load(without=("maya",))
    await house.upkeep.begin()
    assert await house.refresh() == ["maya"]
    assert "I do not know you yet" in house.walls.shown[-1][1]
    assert "EH-2026" not in house.walls.shown[-1][1]


async def test_an_address_that_became_somebody_elses_shows_theirs(house: House) -> None:
    """Whoever HR confirmed a user to be sees their own Home there, and no trace of before."""
    await house.looks("newcomer")
    assert await house.refresh() == ["newcomer"]
    assert "I do not know you yet" in house.walls.shown[-1][1]

    await house.office.opened()
    await house.office.database.write(
        lambda work: work.addresses.hand_over(
            work.addresses.add(Address("x", "", "playground", "", "newcomer")).id, "maya"
        )
    )
    assert await house.refresh() == ["newcomer"]  # the new address takes the old one's place
    assert await house.refresh() == []
    assert "EH-2026-0001" in house.walls.shown[-1][1]


async def test_a_surface_that_is_off_is_left_alone(house: House) -> None:
    """Its Homes wait, and are published when it is on again."""
    await house.looks("maya")
    off = HomeUpkeep(house.office.database, {}, practice(), house)
    assert await off.due() == []
    assert await house.refresh() == ["maya"]


async def test_what_changes_while_it_is_published_is_published_next(house: House) -> None:
    """A change is never taken for shown."""
    await house.looks("maya")

    class Meanwhile(Walls):
        async def publish(self, address: Address, view: str) -> None:
            if not self.shown:
                await house.office.opened()
            await super().publish(address, view)

    house.walls = Meanwhile()
    assert await house.refresh() == ["maya"]
    assert "EH-2026" not in house.walls.shown[-1][1]
    assert await house.refresh() == ["maya"]
    assert "EH-2026-0001" in house.walls.shown[-1][1]
