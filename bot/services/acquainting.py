"""Gets to know who people are: platforms are asked outside any transaction, and tell by themselves.

In the transaction in which somebody writes it is only noted that the platform is to be asked
(`meet`). Asking belongs to draining their address, so the sweep finds what a crash left unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.errors import TryLater
from bot.domain.introductions import Profile
from bot.domain.lanes import Address
from bot.ports import Clock, Database, Profiles, Work
from bot.services import clocks, linking
from bot.services.desk import Desk, Practice

log = structlog.get_logger()

KNOWN_EVERY = timedelta(days=1)  # whoever is known: their zone may change
UNKNOWN_EVERY = timedelta(hours=1)  # whoever is not: the organisation's file may name them by now
AGAIN_AFTER = timedelta(minutes=15)  # when a platform did not answer
AT_ONCE = 100  # addresses that a sweep finds


def meet(work: Work, address: Address, now: datetime) -> None:
    """Somebody wrote from here: their platform is to be asked about them, now and then.

    Never about somebody unknown of another workspace, nor about whom HR was asked already.
    """
    if address.person_id:
        work.introductions.want(address.id, at=now, since=now - KNOWN_EVERY)
    elif not address.tenant and not work.introductions.link_of(address.id):
        work.introductions.want(address.id, at=now, since=now - UNKNOWN_EVERY)


@dataclass(frozen=True)
class Acquainting:
    """Asks the platforms that say who their users are, and hears what they tell."""

    database: Database
    platforms: Mapping[str, Profiles]  # by surface
    clock: Clock
    practice: Practice

    async def due(self) -> Collection[str]:
        """The addresses that are to be asked about by now."""
        now = self.clock.now()
        return await self.database.read(lambda work: work.introductions.due(now, limit=AT_ONCE))

    async def ask(self, address_id: str) -> Collection[str]:
        """Ask who this is, if that is wanted; returns the addresses that have something to send."""
        now = self.clock.now()
        address = await self.database.read(lambda work: _wanted(work, address_id, now))
        if address is None:
            return ()
        platform = self.platforms.get(address.surface)
        try:
            profile = await platform.profile(address) if platform else None
        except TryLater as refused:
            again = self.clock.now() + (timedelta(seconds=refused.after or 0) or AGAIN_AFTER)
            log.warning("profile_later", address=address_id, why=str(refused))
            await self.database.write(lambda work: work.introductions.later(address_id, at=again))
            return ()
        return await self.database.write(lambda work: self._answered(work, address_id, profile))

    async def hear(self, surface: str, tenant: str, user: str, profile: Profile) -> None:
        """A platform tells by itself that somebody's profile has changed; most are nobody's here.

        The same once more changes nothing, and what comes late is older than what is known.
        """
        who = (surface, tenant, user)
        if await self.database.read(lambda work: work.addresses.owner(*who)):
            await self.database.write(lambda work: self._told(work, who, profile))

    def _answered(self, work: Work, address_id: str, profile: Profile | None) -> Collection[str]:
        now = self.clock.now()
        address = _wanted(work, address_id, now)
        if address is None:  # who it is was settled while the platform was asked
            return ()
        work.introductions.asked(address_id, at=now)
        if profile is not None:
            self._take_in(work, address, profile)
        return tuple(work.posts.addressed())

    def _told(self, work: Work, who: tuple[str, str, str], profile: Profile) -> None:
        address = work.addresses.owner(*who)
        if address is not None:
            self._take_in(work, address, profile)

    def _take_in(self, work: Work, address: Address, profile: Profile) -> None:
        now = self.clock.now()
        gone_at = None if profile.is_active else now
        if not work.introductions.told(address.id, as_of=profile.as_of, gone_at=gone_at):
            return
        desk = Desk(work, self.practice, now, None, address.surface)
        if not address.person_id:
            linking.propose(desk, address, profile)
            return
        zone, language = profile.time_zone, profile.language
        changed = work.directory.met(address.person_id, time_zone=zone, language=language)
        person = work.directory.person(address.person_id)
        if changed and person:
            clocks.set_anew(desk, person)
            for each in work.addresses.of_person(person.id):
                work.homes.outdate(each.id)  # its times are in their zone
            log.info("clocks_changed", person=person.id, surface=address.surface)


def _wanted(work: Work, address_id: str, now: datetime) -> Address | None:
    wanted = work.introductions.wanted(address_id, now)
    return work.addresses.get(address_id) if wanted else None
