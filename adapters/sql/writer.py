"""The one writer: a thread in which waiting pieces of work share a transaction, a savepoint each.

One commit, and so one wait for the disk, serves all that queued up during the last one. A piece
that raises is rolled back alone. When the database itself fails, all of the batch fails: nobody is
told that something was kept which was not.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine

from adapters.sql.faults import for_caller, is_of_the_database, store_fault
from bot.domain.errors import StoreFault

_BATCH = 64


@dataclass(frozen=True)
class _Job:
    work: Callable[[Connection], Any]
    done: Future[Any] = field(default_factory=Future)


@dataclass(frozen=True)
class _Outcome:
    """What came of one job, told to its caller when the batch is committed."""

    job: _Job
    result: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        if self.error is None:
            self.job.done.set_result(self.result)
        else:
            self.job.done.set_exception(self.error)


class Writer:
    """Runs work in its own thread, in the order in which it was submitted."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="evenhand-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], Any]) -> Future[Any]:
        """The future of what `work` returns, resolved after the commit; any thread may call."""
        job = _Job(work)
        with self._lock:  # so that nothing is queued behind the end
            if self._closed:
                raise StoreFault("the database is closed")
            self._queue.put(job)
        return job.done

    def close(self) -> None:
        """Finish what was submitted, then end the thread."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        open_ = True
        while open_:
            batch, open_ = self._next_batch()
            if batch:
                self._write(batch)

    def _next_batch(self) -> tuple[list[_Job], bool]:
        """All that waits, up to a limit; False when nothing comes after it."""
        batch: list[_Job] = []
        item = self._queue.get()
        while item is not None:
            if item.done.set_running_or_notify_cancel():  # False: its caller left before it began
                batch.append(item)
            if len(batch) >= _BATCH:
                return batch, True
            try:
                item = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _write(self, batch: list[_Job]) -> None:
        try:
            outcomes = self._transaction(batch)
        except BaseException as exc:  # noqa: BLE001 - top of the loop: all are told, it goes on
            outcomes = [_Outcome(job, error=store_fault(exc)) for job in batch]
        for outcome in outcomes:
            outcome.tell()

    def _transaction(self, batch: list[_Job]) -> list[_Outcome]:
        with self._engine.connect() as connection:
            try:
                transaction = connection.begin()
                outcomes = [_attempt(job, connection) for job in batch]
                _check_open(connection)
                transaction.commit()
            except BaseException:
                connection.invalidate()  # its state is unknown: closed, it rolls back
                raise
            return outcomes


def _attempt(job: _Job, connection: Connection) -> _Outcome:
    """One job in its savepoint. Raises when the database failed, and with it the batch."""
    _check_open(connection)
    savepoint = connection.begin_nested()
    try:
        result = job.work(connection)
        savepoint.commit()
    except BaseException as exc:
        if is_of_the_database(exc):
            raise
        savepoint.rollback()
        return _Outcome(job, error=for_caller(exc))
    return _Outcome(job, result=result)


def _check_open(connection: Connection) -> None:
    """SQLite may undo a whole transaction by itself, and COMMIT would then pass in silence."""
    raw = connection.connection.driver_connection
    if raw is None or not raw.in_transaction:
        raise StoreFault("the database undid the transaction")
