"""Sends what is due, in order, one sender for each address. The one service that awaits."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.dialogue.content import Card
from bot.dialogue.posts import Post
from bot.domain.cases import Capacity
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.events import EventKind
from bot.domain.reminders import ReminderKind
from bot.ports import Clock, Database, Surface, Work
from bot.services import linking, owing
from bot.services.desk import Desk, Practice
from bot.services.posting import REPLY, elsewhere, first_key, not_reachable
from bot.services.renewing import renew

log = structlog.get_logger()

ATTEMPTS = 12  # then a post is given up and HR is told; with the pauses below, about 8 hours
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)
ASK_WHY_EVERY = timedelta(hours=1)  # of a platform that takes no message: whether they are there


@dataclass(frozen=True)
class Delivery:
    """Drains addresses over the surfaces that are on."""

    database: Database
    surfaces: Mapping[str, Surface]
    clock: Clock
    practice: Practice
    jitter: Callable[[], float] = field(default=random.random)  # noqa: S311 (spreads retries)

    async def due(self) -> Collection[str]:
        """The addresses that have something to be sent now."""
        now = self.clock.now()
        return await self.database.read(lambda work: work.posts.due_addresses(now, limit=500))

    async def drain(self, address_id: str) -> None:
        """Send all that is due to an address, in order; stops when the platform asks for time."""
        while found := await self._next(address_id):
            post, replaced = found
            if not await self._send(post, replaced):
                return

    async def _next(self, address_id: str) -> tuple[Post, str] | None:
        now = self.clock.now()
        return await self.database.read(lambda work: _next(work, address_id, now))

    async def _send(self, post: Post, replaced: str) -> bool:
        """Send one post; False when the address has to wait."""
        if post.quiet and not replaced:
            await self._drop(post, "what it replaces never went out")
            return True
        surface = self.surfaces.get(post.address.surface)
        try:
            if surface is None:
                raise Undeliverable(f"{post.address.surface} is off")
            message_id = await surface.send(post, replaced=replaced)
        except TryLater as refused:
            return await self._later(post, refused)
        except Undeliverable as refused:
            await self._dead(post, str(refused))
            return True
        at = self.clock.now()
        await self.database.write(lambda work: self._sent(work, post, message_id, at))
        log.info("post_sent", post=post.id, case=post.case_id, surface=post.address.surface)
        return True

    def _sent(self, work: Work, post: Post, message_id: str, at: datetime) -> None:
        work.posts.sent(post.id, message_id=message_id, at=at)
        if post.case_id and not post.quiet and not post.key.startswith(REPLY):
            work.homes.outdate(post.address.id)  # they may know of the case by this
        desk = Desk(work, self.practice, at, None, post.address.surface)
        arrived(desk, post)
        renew(desk)

    async def _later(self, post: Post, refused: TryLater) -> bool:
        if post.attempts + 1 >= ATTEMPTS and refused.after is None:
            await self._dead(post, str(refused))
            return True
        pause = pause_after(post.attempts, refused.after, jitter=self.jitter)
        at = self.clock.now() + pause
        failure = str(refused)
        await self.database.write(
            lambda work: work.posts.later(post.id, retry_at=at, failure=failure)
        )
        log.warning("post_later", post=post.id, seconds=pause.total_seconds(), why=failure)
        return False

    async def _drop(self, post: Post, why: str) -> None:
        """A card cannot be replaced: it stays as it is, and nobody need know."""
        log.info("post_dropped", post=post.id, case=post.case_id, why=why)
        await self.database.write(lambda work: work.posts.withdraw(post.id))

    async def _dead(self, post: Post, failure: str) -> None:
        if post.quiet:
            await self._drop(post, failure)
            return
        now = self.clock.now()
        log.error("post_dead", post=post.id, case=post.case_id, why=failure)
        await self.database.write(lambda work: self._give_up(work, post, failure, now))

    def _give_up(self, work: Work, post: Post, failure: str, now: datetime) -> None:
        work.posts.dead(post.id, failure=failure)
        work.introductions.want(post.address.id, at=now, since=now - ASK_WHY_EVERY)
        desk = Desk(work, self.practice, now, None)
        linking.not_asked(desk, post)
        if not elsewhere(desk, post):
            missed(desk, post)
        renew(desk)


def pause_after(attempts: int, after: float | None, *, jitter: Callable[[], float]) -> timedelta:
    """As long as the platform asks; else doubling, half of it by chance."""
    if after is not None:
        return timedelta(seconds=after)
    longest = min(FIRST_PAUSE * (1 << min(attempts, 20)), LONGEST_PAUSE)
    return longest * (0.5 + jitter() / 2)


def _next(work: Work, address_id: str, now: datetime) -> tuple[Post, str] | None:
    """The post to send, and the id of the message that it replaces ("" for none)."""
    post = work.posts.next_due(address_id, now)
    if post is None:
        return None
    earlier = work.posts.get(post.replaces) if post.replaces else None
    return post, earlier.message_id if earlier else ""


def arrived(desk: Desk, post: Post) -> None:
    """What delivery proves: the client has been acknowledged once the notice is with them."""
    party = desk.work.cases.party(post.party_id) if post.party_id else None
    case = desk.work.cases.get(post.case_id) if post.case_id else None
    if party is None or case is None or first_key(post.key) != f"opened:{party.id}":
        return
    if party.capacity is Capacity.CLIENT:
        desk.record(case.id, EventKind.CLIENT_ACKNOWLEDGED)
        owing.settle(desk, case, ReminderKind.ACKNOWLEDGE_CLIENT)


def missed(desk: Desk, post: Post) -> None:
    """A message to a party was given up everywhere: HR is told, once for each message."""
    case = desk.work.cases.get(post.case_id or "")
    if case is None or not isinstance(post.content, Card):
        return
    speaker = desk.speaker(case)
    for party in speaker.file.parties:
        if party.id == post.party_id:
            not_reachable(desk, speaker, party, post.content)
