"""The in-process jobs: every wake is drained, one drain an address, whatever raises."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager

from structlog.testing import capture_logs

from adapters.jobs.in_process import InProcessJobs

NEVER = 3600.0  # seconds between sweeps: one at the start and no other


class Addresses:
    """Stands for delivery and its sweep; drains wait until they are let go."""

    def __init__(self) -> None:
        self.drained: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.same_at_once = 0
        self.open = asyncio.Event()
        self.open.set()
        self.left_behind: list[str] = []
        self.sweeps = 0
        self.swept = asyncio.Event()
        self.fail: Callable[[str], bool] = lambda _: False
        self._busy: list[str] = []

    async def drain(self, address_id: str) -> None:
        self._busy.append(address_id)
        self.same_at_once = max(self.same_at_once, self._busy.count(address_id))
        self.most_at_once = max(self.most_at_once, len(self._busy))
        try:
            await self.open.wait()
            await asyncio.sleep(0)
            if self.fail(address_id):
                raise ValueError("what somebody wrote")
            self.drained.append(address_id)
        finally:
            self._busy.remove(address_id)

    async def sweep(self) -> Collection[str]:
        self.sweeps += 1
        self.swept.set()
        if self.fail("sweep"):
            raise ValueError("what somebody wrote")
        found, self.left_behind = self.left_behind, []
        return found


@asynccontextmanager
async def running(
    world: Addresses, *, period: float = NEVER, parallel: int = 16
) -> AsyncIterator[InProcessJobs]:
    """Jobs under way, with the first sweep done."""
    jobs = InProcessJobs(world.drain, world.sweep, period=period, parallel=parallel)
    jobs.start()
    await jobs.idle()
    try:
        yield jobs
    finally:
        world.open.set()
        await jobs.stop(1)


async def test_a_woken_address_is_drained() -> None:
    """Every address that is woken is drained, in the order of the wakes."""
    world = Addresses()
    async with running(world) as jobs:
        jobs.wake(["a", "b"])
        await jobs.idle()
        assert world.drained == ["a", "b"]


async def test_any_thread_may_wake() -> None:
    """A wake from another thread, such as the writer's, is drained."""
    world = Addresses()
    async with running(world) as jobs:
        thread = threading.Thread(target=jobs.wake, args=(["a"],))
        thread.start()
        thread.join()
        await jobs.idle()
        assert world.drained == ["a"]


async def test_wakes_during_a_drain_are_one_drain_more() -> None:
    """An address is drained by one at once, and once more however often it was woken meanwhile."""
    world = Addresses()
    async with running(world) as jobs:
        world.open.clear()
        jobs.wake(["a"])
        await asyncio.sleep(0.01)
        for _ in range(5):
            jobs.wake(["a"])
        await asyncio.sleep(0.01)
        world.open.set()
        await jobs.idle()
        assert world.drained == ["a", "a"]
        assert world.same_at_once == 1


async def test_drains_are_bounded() -> None:
    """No more addresses are drained at once than are allowed, and all of them are in the end."""
    world = Addresses()
    async with running(world, parallel=3) as jobs:
        wanted = [f"a{number}" for number in range(20)]
        jobs.wake(wanted)
        await jobs.idle()
        assert sorted(world.drained) == sorted(wanted)
        assert world.most_at_once == 3


async def test_a_busy_address_does_not_hold_up_others() -> None:
    """An address that waits for its own drain leaves the way free for the rest."""
    world = Addresses()
    async with running(world, parallel=2) as jobs:
        world.open.clear()
        jobs.wake(["a"])
        await asyncio.sleep(0.01)
        jobs.wake(["a", "b"])
        await asyncio.sleep(0.01)
        assert world.most_at_once == 2


async def test_a_drain_that_raises_ends_nothing() -> None:
    """What raises is logged by its kind and id, without its text, and the others go on."""
    world = Addresses()
    world.fail = lambda address_id: address_id == "bad"
    async with running(world) as jobs:
        with capture_logs() as logs:
            jobs.wake(["bad", "good"])
            await jobs.idle()
        assert world.drained == ["good"]
        assert logs[0]["event"] == "drain_failed"
        assert logs[0]["address"] == "bad"
        assert logs[0]["error"] == "ValueError"
        assert "somebody" not in str(logs)
        world.fail = lambda _: False
        jobs.wake(["bad"])
        await jobs.idle()
        assert world.drained == ["good", "bad"]


async def test_the_sweep_finds_what_was_left_unwoken() -> None:
    """What no wake told of is drained after the next sweep."""
    world = Addresses()
    world.left_behind = ["a"]
    async with running(world) as jobs:
        await jobs.idle()
        assert world.drained == ["a"]


async def test_a_sweep_that_raises_is_followed_by_the_next() -> None:
    """The sweep is the guarantee: it goes on whatever happens in one of them."""
    world = Addresses()
    world.fail = lambda what: what == "sweep"
    with capture_logs() as logs:
        async with running(world, period=0.001) as jobs:
            while world.sweeps < 3:
                world.swept.clear()
                await asyncio.wait_for(world.swept.wait(), 5)
            world.fail = lambda _: False
            world.left_behind = ["a"]
            world.swept.clear()
            await asyncio.wait_for(world.swept.wait(), 5)
            await jobs.idle()
    assert world.drained == ["a"]
    assert {entry["event"] for entry in logs} == {"sweep_failed"}


async def test_stop_waits_for_the_drains_in_flight() -> None:
    """A drain under way is finished before the stop, and nothing starts after it."""
    world = Addresses()
    async with running(world, parallel=1) as jobs:
        world.open.clear()
        jobs.wake(["a", "b"])
        await asyncio.sleep(0.01)
        stopping = asyncio.create_task(jobs.stop(5))
        await asyncio.sleep(0.01)
        assert not stopping.done()
        world.open.set()
        await stopping
        jobs.wake(["c"])
        await jobs.idle()
        assert world.drained == ["a"]


async def test_stop_ends_a_drain_that_takes_too_long() -> None:
    """After the grace a drain is cancelled: what it had not sent is found at the next start."""
    world = Addresses()
    async with running(world) as jobs:
        world.open.clear()
        jobs.wake(["a"])
        await asyncio.sleep(0.01)
        await asyncio.wait_for(jobs.stop(0.01), 5)
        assert world.drained == []


async def test_a_wake_before_the_start_or_after_the_stop_is_harmless() -> None:
    """A wake with nobody to hear it neither raises nor blocks."""
    world = Addresses()
    jobs = InProcessJobs(world.drain, world.sweep, period=NEVER)
    jobs.wake(["a"])
    jobs.start()
    await jobs.idle()
    await jobs.stop(1)
    jobs.wake(["a"])
    assert world.drained == []
