"""Wakes delivery inside this process: for one process on one SQLite file, nothing else to run.

The wake is only speed. A periodic sweep finds what a crash or a lost wake left behind, so nothing
here has to be remembered across a restart.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Collection
from functools import partial
from itertools import islice
from pathlib import Path

import structlog

_log = structlog.get_logger(__name__)

Drain = Callable[[str], Awaitable[None]]
Sweep = Callable[[], Awaitable[Collection[str]]]


class InProcessJobs:
    """Implements `bot.ports.Jobs`.

    An address has one drain at once and at most one more to come, however often it is woken: a
    wake during a drain is an order to look once more. Not more than `parallel` addresses are
    drained at once. `period` is the seconds between two sweeps.
    """

    def __init__(self, drain: Drain, sweep: Sweep, *, period: float, parallel: int = 16) -> None:
        self._drain = drain
        self._sweep = sweep
        self._period = period
        self._parallel = parallel
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: dict[str, asyncio.Task[None]] = {}
        self._waiting: dict[str, None] = {}  # in order; an address at most once
        self._patrol: asyncio.Task[None] | None = None
        self._sweeping = False
        self._quiet = asyncio.Event()

    def start(self) -> None:
        """Begin to sweep and to drain, on the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._patrol = self._loop.create_task(self._patrols(), name="sweep")

    def wake(self, address_ids: Collection[str]) -> None:
        loop = self._loop
        if loop is None:
            return  # not started, or stopped: the first sweep will find it
        try:
            loop.call_soon_threadsafe(self._queue, tuple(address_ids))
        except RuntimeError:
            return  # the loop is closed: the sweep after the next start will find it

    async def stop(self, grace: float) -> None:
        """Take no more, give the drains in flight `grace` seconds, then cancel them."""
        self._loop = None
        self._waiting.clear()
        if self._patrol is not None:
            self._patrol.cancel()
            await asyncio.wait([self._patrol])
        if self._running:
            _, late = await asyncio.wait(self._running.values(), timeout=grace)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    async def idle(self) -> None:
        """Return when nothing is swept, drained or waiting to be."""
        await asyncio.sleep(0)  # wakes of just now are queued first
        while self._sweeping or self._running or self._waiting:
            self._quiet.clear()
            await self._quiet.wait()
            await asyncio.sleep(0)

    def _queue(self, address_ids: Collection[str]) -> None:
        if self._loop is None:
            return
        for address_id in address_ids:
            self._waiting.setdefault(address_id)
        self._fill()

    def _fill(self) -> None:
        """Start what may start; an address that is being drained waits for its turn."""
        free = (address_id for address_id in self._waiting if address_id not in self._running)
        for address_id in list(islice(free, self._parallel - len(self._running))):
            del self._waiting[address_id]
            task = asyncio.get_running_loop().create_task(self._run(address_id))
            self._running[address_id] = task
            task.add_done_callback(partial(self._done, address_id))
        if not (self._running or self._waiting or self._sweeping):
            self._quiet.set()

    def _done(self, address_id: str, _task: asyncio.Task[None]) -> None:
        del self._running[address_id]
        self._fill()

    async def _run(self, address_id: str) -> None:
        try:
            await self._drain(address_id)
        except Exception as exc:  # noqa: BLE001 - one address must never end the others' delivery
            _log.error("drain_failed", address=address_id, **_where(exc))

    async def _patrols(self) -> None:
        while True:
            self._sweeping = True
            try:
                self._queue(await self._sweep())
            except Exception as exc:  # noqa: BLE001 - the sweep is the guarantee: it goes on
                _log.error("sweep_failed", **_where(exc))
            finally:
                self._sweeping = False
                self._fill()
            await asyncio.sleep(self._period)


def _where(exc: Exception) -> dict[str, str]:
    """The kind of error and its line; never its text, which may hold what somebody wrote."""
    frames = traceback.extract_tb(exc.__traceback__)
    at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return {"error": type(exc).__name__, "at": at}
