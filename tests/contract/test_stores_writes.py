"""What every store promises of a transaction: all of it or nothing, durable, alone."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable

import pytest

from bot.domain.errors import EvenhandError, StoreFault
from bot.ports import Database, Work
from tests.contract.stores import NOW, a_case

ALL = [f"k{number}" for number in range(200)]


class Refused(Exception):
    """Raised by work in the middle."""


class Unusual(BaseException):
    """Not an `Exception`, as a test runner's own signals are."""


def keep(key: str) -> Callable[[Work], bool]:
    """Work that records a key; True when it was new."""
    return lambda work: work.seen.first("test", "", key, at=NOW)


async def kept(store: Database, *keys: str) -> list[bool]:
    """Which keys are there already; looks by trying, so it must be the last thing done."""
    return [not await store.write(keep(key)) for key in keys]


async def test_a_write_returns_what_the_work_returns(store: Database) -> None:
    """And a read made after it sees what was written."""

    def work(work: Work) -> str:
        work.cases.add(a_case())
        return "done"

    assert await store.write(work) == "done"
    assert await store.read(lambda work: work.cases.get("case-1")) == a_case()


async def test_what_raises_is_undone_as_a_whole(store: Database) -> None:
    """The caller gets its own exception, and nothing of the work is kept."""

    def work(work: Work) -> None:
        work.cases.add(a_case())
        work.seen.first("test", "", "k", at=NOW)
        raise Refused("in the middle")

    with pytest.raises(Refused, match="in the middle"):
        await store.write(work)
    assert await store.read(lambda work: work.cases.get("case-1")) is None
    assert await kept(store, "k") == [False]


async def test_work_that_queued_up_shares_a_fate_with_nobody(store: Database) -> None:
    """Of many pieces waiting at once, those that raise are undone alone and the rest is kept."""

    def work(number: int) -> Callable[[Work], int]:
        def run(work: Work) -> int:
            work.seen.first("test", "", f"k{number}", at=NOW)
            if number % 3 == 0:
                raise Refused(str(number))
            return number

        return run

    wanted = range(60)
    results = await asyncio.gather(
        *(store.write(work(number)) for number in wanted), return_exceptions=True
    )
    for number, result in zip(wanted, results, strict=True):
        if number % 3 == 0:
            assert isinstance(result, Refused)
            assert str(result) == str(number)
        else:
            assert result == number
    assert await kept(store, *(f"k{n}" for n in wanted)) == [n % 3 != 0 for n in wanted]


async def test_a_wrong_statement_harms_its_own_work_only(store: Database) -> None:
    """A broken constraint is its caller's fault; what is written beside it is kept."""

    def wrong(work: Work) -> None:
        work.cases.add(a_case("case-9", client_id="nobody"))

    gate = threading.Event()
    blocker = asyncio.ensure_future(store.write(lambda _: gate.wait(5)))
    waiting = [store.write(keep("k1")), store.write(wrong), store.write(keep("k2"))]
    tasks = [asyncio.ensure_future(each) for each in waiting]
    await asyncio.sleep(0.01)
    gate.set()
    await blocker
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert results[0] is True
    assert results[2] is True
    assert isinstance(results[1], StoreFault)
    assert await kept(store, "k1", "k2") == [True, True]


async def test_many_writers_lose_nothing_and_meet_nobody(store: Database) -> None:
    """Concurrent work is done one after the other: a counter counts each once."""
    references = await asyncio.gather(
        *(store.write(lambda work: work.cases.next_reference(2026)) for _ in ALL)
    )
    assert sorted(references) == [f"EH-2026-{number:04d}" for number in range(1, len(ALL) + 1)]


async def test_writers_on_other_event_loops_are_served(store: Database) -> None:
    """Whoever waits is told on its own loop, in its own thread."""
    said: list[bool] = []
    thread = threading.Thread(target=lambda: said.append(asyncio.run(write("k"))))

    async def write(key: str) -> bool:
        return await store.write(keep(key))

    thread.start()
    await asyncio.to_thread(thread.join)
    assert said == [True]
    assert await kept(store, "k") == [True]


async def test_a_reader_sees_a_snapshot(store: Database) -> None:
    """What is committed while it reads is not there for it, and it holds up no writer."""
    loop, written = asyncio.get_running_loop(), threading.Event()

    def look(work: Work) -> tuple[object, object]:
        before = work.cases.get("case-1")
        loop.call_soon_threadsafe(written_soon.set)
        assert written.wait(5)
        return before, work.cases.get("case-1")

    written_soon = asyncio.Event()
    reading = asyncio.ensure_future(store.read(look))
    await written_soon.wait()
    await store.write(lambda work: work.cases.add(a_case()))
    written.set()
    assert await reading == (None, None)


async def test_a_read_cannot_write(store: Database) -> None:
    """A mistake in a query is refused by the database itself."""
    with pytest.raises(StoreFault):
        await store.read(keep("k"))
    assert await kept(store, "k") == [False]


async def test_who_leaves_before_the_work_began_takes_it_back(store: Database) -> None:
    """A cancelled write that was still waiting is not done."""
    gate = threading.Event()
    blocker = asyncio.ensure_future(store.write(lambda _: gate.wait(5)))
    await asyncio.sleep(0.01)
    waiting = asyncio.ensure_future(store.write(keep("k1")))
    other = asyncio.ensure_future(store.write(keep("k2")))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    gate.set()
    assert await blocker
    assert await other
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await kept(store, "k1", "k2") == [False, True]


async def test_who_leaves_after_the_work_began_leaves_it_whole(store: Database) -> None:
    """A cancelled write that is under way is committed, and the store goes on."""
    begun, gate = threading.Event(), threading.Event()

    def work(work: Work) -> None:
        work.seen.first("test", "", "k1", at=NOW)
        begun.set()
        gate.wait(5)
        work.seen.first("test", "", "k2", at=NOW)

    task = asyncio.ensure_future(store.write(work))
    await asyncio.to_thread(begun.wait, 5)
    task.cancel()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await kept(store, "k1", "k2") == [True, True]


async def test_no_exception_ends_the_writer(store: Database) -> None:
    """Even those that no future carries well come to the caller, and the next write is served."""

    def stop(work: Work) -> None:
        work.seen.first("test", "", "k1", at=NOW)
        raise StopIteration

    def unusual(work: Work) -> None:
        work.seen.first("test", "", "k2", at=NOW)
        raise Unusual

    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.write(stop)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.read(lambda _: next(iter(())))
    with pytest.raises(Unusual):
        await store.write(unusual)
    assert await kept(store, "k1", "k2", "k3") == [False, False, False]


async def test_logs_keep_what_they_are_bound_to(store: Database) -> None:
    """Context variables of the caller are seen by the work, in its other thread."""
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable", default="")
    variable.set("mine")
    assert await store.write(lambda _: variable.get()) == "mine"
    assert await store.read(lambda _: variable.get()) == "mine"


async def test_a_fault_is_of_our_own_kind(store: Database) -> None:
    """No caller has to know the library below, and the text holds nothing that was stored."""
    await store.write(lambda work: work.cases.add(a_case()))
    with pytest.raises(EvenhandError) as caught:
        await store.write(lambda work: work.cases.add(a_case()))
    assert "case-1" not in str(caught.value)
    assert "EH-2026" not in str(caught.value.__cause__)
