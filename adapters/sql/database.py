"""The database on SQLite: one writer, a few readers beside it, none of them on the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from sqlalchemy import Connection, Engine

from adapters.sql.faults import for_caller
from adapters.sql.keyring import MasterKey
from adapters.sql.work import SqlWork
from adapters.sql.writer import Writer
from bot.domain.errors import StoreFault
from bot.ports import Work

T = TypeVar("T")

READERS = 4


class SqliteDatabase:
    """Implements `bot.ports.Database`.

    Whoever stops waiting for a write that has not begun takes it back; one that has begun is
    committed or undone as a whole, whether anybody waits for it or not.
    """

    def __init__(self, *, writing: Engine, reading: Engine, master: MasterKey) -> None:
        self._engines = (writing, reading)
        self._reading = reading
        self._master = master
        self._writer = Writer(writing)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="evenhand-reader")

    async def write(self, work: Callable[[Work], T]) -> T:
        context = copy_context()  # what logs are bound to goes with the work

        def run(connection: Connection) -> T:
            return context.run(_finished, work, SqlWork(connection, self._master))

        done = self._writer.submit(run)
        result: T = await asyncio.wrap_future(done)
        return result

    async def read(self, work: Callable[[Work], T]) -> T:
        try:
            done = self._readers.submit(copy_context().run, self._read, work)
        except RuntimeError as exc:
            raise StoreFault("the database is closed") from exc
        return await asyncio.wrap_future(done)

    def close(self) -> None:
        """Finish what was begun and let go of the file. Nothing can be done with it after."""
        self._writer.close()
        self._readers.shutdown()
        for engine in self._engines:
            engine.dispose()

    def _read(self, work: Callable[[Work], T]) -> T:
        try:
            with self._reading.connect() as connection, connection.begin():
                return work(SqlWork(connection, self._master))
        except BaseException as exc:
            raised = for_caller(exc)
            if raised is exc:
                raise
            raise raised from exc


def _finished(work: Callable[[Work], T], made: SqlWork) -> T:
    result = work(made)
    made.finish()
    return result
