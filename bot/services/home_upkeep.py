"""Keeps each Home that was opened once current. It is apart from delivery and never holds it up.

What changes a Home marks it out of date in its own transaction; a refresh composes it anew and
publishes what differs. A wake is only speed: the sweep finds what a crash or a refusal left behind.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import structlog

from bot.dialogue.content import Home
from bot.dialogue.posts import Published
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.lanes import Address
from bot.domain.people import stranger
from bot.ports import Clock, Database, HomeSurface, Jobs, Work
from bot.services import acquainting
from bot.services.delivery import ATTEMPTS, pause_after
from bot.services.desk import Desk, Practice, new_id
from bot.services.home import home, strangers_home

log = structlog.get_logger()

AT_ONCE = 500  # that one sweep finds


@dataclass(frozen=True)
class _Look:
    """A Home as it stands now."""

    address: Address
    owner_id: str  # the address of its user by now; "" for somebody whom nobody knows
    behind: Published
    view: str

    @property
    def digest(self) -> str:
        return sha256(self.view.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class HomeUpkeep:
    """Refreshes Homes on the surfaces that have one."""

    database: Database
    surfaces: Mapping[str, HomeSurface]
    practice: Practice
    clock: Clock
    jitter: Callable[[], float] = field(default=random.random)  # noqa: S311 (spreads retries)

    async def begin(self) -> None:
        """At the start: people, words or this program may be others than before."""
        await self.database.write(lambda work: work.homes.outdate_all())

    async def due(self) -> Collection[str]:
        """The addresses whose Home is out of date."""
        now = self.clock.now()
        on = tuple(self.surfaces)
        return await self.database.read(lambda work: work.homes.due(now, on=on, limit=AT_ONCE))

    async def refresh(self, address_id: str) -> None:
        """Publish the Home, unless it would show what it shows already."""
        try:
            look = await self.database.read(lambda work: self._look(work, address_id))
        except Exception:
            await self._later(address_id, attempts=ATTEMPTS, after=None)  # not again at each sweep
            raise
        if look is None:
            return
        if look.owner_id not in ("", address_id):  # the platform's user has another address by now
            await self.database.write(lambda work: _move(work, address_id, look.owner_id))
            await self.refresh(look.owner_id)
            return
        if look.digest != look.behind.digest and not await self._publish(look):
            return
        changes, digest = look.behind.changes, look.digest
        await self.database.write(
            lambda work: work.homes.shown(address_id, changes=changes, digest=digest)
        )

    def _look(self, work: Work, address_id: str) -> _Look | None:
        """None when nothing has changed, or when it is not to be tried yet."""
        now, behind = self.clock.now(), work.homes.get(address_id)
        if behind is None or behind.is_current or (behind.retry_at and behind.retry_at > now):
            return None
        address = work.addresses.get(address_id)
        surface = self.surfaces.get(address.surface) if address else None
        if address is None or surface is None:
            return None
        owner = work.addresses.owner(address.surface, address.tenant, address.user)
        made = self._home(work, owner, surface=address.surface)
        return _Look(address, owner.id if owner else "", behind, surface.view(made))

    def _home(self, work: Work, owner: Address | None, *, surface: str) -> Home:
        """Of whoever the platform's user is by now."""
        person = work.directory.person(owner.person_id) if owner else None
        desk = Desk(work, self.practice, self.clock.now(), person, surface)
        if owner is None or person is None:
            return strangers_home(desk, stranger(work.directory.organisation()))
        return home(desk, owner)

    async def _publish(self, look: _Look) -> bool:
        """False when it was not taken."""
        address = look.address
        try:
            await self.surfaces[address.surface].publish(address, look.view)
        except TryLater as refused:
            await self._later(address.id, attempts=look.behind.attempts, after=refused.after)
            log.warning("home_later", address=address.id, why=str(refused))
            return False
        except Undeliverable as refused:
            await self.database.write(lambda work: work.homes.forget(address.id))
            log.warning("home_given_up", address=address.id, why=str(refused))
            return False
        log.info("home_published", address=address.id, surface=address.surface)
        return True

    async def _later(self, address_id: str, *, attempts: int, after: float | None) -> None:
        """Never given up while it may be taken: its pauses grow to the longest, and it waits."""
        at = self.clock.now() + pause_after(attempts, after, jitter=self.jitter)
        await self.database.write(lambda work: work.homes.later(address_id, retry_at=at))


@dataclass(frozen=True)
class HomeVisits:
    """Takes in that somebody looks at their Home."""

    database: Database
    clock: Clock
    jobs: Jobs

    async def opened(self, *, surface: str, tenant: str, user: str, blank: bool) -> None:
        """Keep it current from now on, durably; `blank`: the platform shows nothing in it yet."""
        somebody = Address(new_id(), "", surface, tenant, user)
        address_id = await self.database.write(
            lambda work: self._opened(work, somebody, blank=blank)
        )
        self.jobs.wake((address_id,))

    def _opened(self, work: Work, somebody: Address, *, blank: bool) -> str:
        known = work.addresses.owner(somebody.surface, somebody.tenant, somebody.user)
        address = known or work.addresses.add(somebody)
        acquainting.meet(work, address, self.clock.now())
        work.homes.opened(address.id, blank=blank)
        return address.id


def _move(work: Work, address_id: str, to: str) -> None:
    work.homes.forget(address_id)
    work.homes.opened(to, blank=True)
