"""When the database itself fails, everybody in the batch is told so, and the writer lives on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from adapters.sql.engines import writing_engine
from adapters.sql.writer import Writer
from bot.domain.errors import StoreFault

WAIT = 5
Work = Callable[[Connection], Any]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A file with two small tables; `part` refers to `whole`."""
    engine = writing_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE whole (name PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE part (whole REFERENCES whole (name))")
    yield engine
    engine.dispose()


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    """The writer of `engine`."""
    writer = Writer(engine)
    yield writer
    writer.close()


def run(statement: str, *values: object) -> Work:
    """Work that runs one statement."""
    return lambda connection: connection.exec_driver_sql(statement, values).rowcount


def keep(name: str) -> Work:
    """Work that keeps a name."""
    return run("INSERT INTO whole VALUES (?)", name)


def together(writer: Writer, *works: Work) -> list[Future[Any]]:
    """Let works queue up behind a first one, so that they share a transaction."""
    gate, begun = threading.Event(), threading.Event()

    def block(_: Connection) -> None:
        begun.set()
        gate.wait(WAIT)

    blocker = writer.submit(block)
    begun.wait(WAIT)
    waiting = [writer.submit(work) for work in works]
    gate.set()
    blocker.result(WAIT)
    return waiting


def names(engine: Engine, writer: Writer) -> list[str]:
    """What was kept, asked of the writer itself."""

    def read(connection: Connection) -> list[str]:
        return list(connection.exec_driver_sql("SELECT name FROM whole ORDER BY name").scalars())

    return list(writer.submit(read).result(WAIT))


def fails(future: Future[Any]) -> bool:
    """True when the caller was told of a fault of the store."""
    return isinstance(future.exception(WAIT), StoreFault)


def test_what_waits_shares_one_commit(engine: Engine, writer: Writer) -> None:
    """Work that queued up during a commit is committed together."""
    commits: list[int] = []
    event.listen(engine, "commit", lambda _: commits.append(1))
    for future in together(writer, *(keep(f"n{number}") for number in range(20))):
        assert future.result(WAIT) == 1
    assert len(names(engine, writer)) == 20
    assert len(commits) == 3  # the one that blocked, the twenty, and the question


def test_a_failed_commit_fails_everybody(engine: Engine, writer: Writer) -> None:
    """Nobody is told that something was kept when the commit of their batch was refused."""

    def late(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("INSERT INTO part VALUES ('nobody')")

    futures = together(writer, keep("a"), late, keep("b"))
    assert [fails(future) for future in futures] == [True, True, True]
    assert names(engine, writer) == []
    assert writer.submit(keep("c")).result(WAIT) == 1
    assert names(engine, writer) == ["c"]


def test_a_full_disk_fails_everybody_and_harms_nothing(engine: Engine, writer: Writer) -> None:
    """What was there stays, and when there is room again the writer goes on."""
    assert writer.submit(keep("before")).result(WAIT) == 1
    event.listen(
        engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=20")
    )
    futures = together(writer, keep("a"), run("INSERT INTO whole VALUES (zeroblob(500000))"))
    assert all(fails(future) for future in futures)
    assert names(engine, writer) == ["before"]
    assert writer.submit(keep("after")).result(WAIT) == 1


def test_a_transaction_that_was_undone_is_never_called_committed(
    engine: Engine, writer: Writer
) -> None:
    """SQLite may roll back by itself; COMMIT would then do nothing and raise nothing."""
    futures = together(writer, keep("a"), run("ROLLBACK"), keep("b"))
    assert [fails(future) for future in futures] == [True, True, True]
    assert names(engine, writer) == []


def test_a_locked_file_is_a_fault_and_no_hang(tmp_path: Path, engine: Engine) -> None:
    """Another process that holds the lock too long fails the write; later ones are served."""
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 20").close())
    engine.dispose()
    writer = Writer(engine)
    other = writing_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with other.begin():
        assert fails(writer.submit(keep("a")))
    assert writer.submit(keep("b")).result(WAIT) == 1
    other.dispose()
    writer.close()


def test_closing_finishes_what_was_submitted(engine: Engine) -> None:
    """What was taken is done; what comes after is refused at once; closing twice is no harm."""
    writer = Writer(engine)
    futures = [writer.submit(keep(f"n{number}")) for number in range(100)]
    writer.close()
    assert all(future.result(0) == 1 for future in futures)
    with pytest.raises(StoreFault, match="closed"):
        writer.submit(keep("late"))
    writer.close()


def test_the_file_is_durable_and_strict(engine: Engine) -> None:
    """WAL, a sync at every commit, and foreign keys that are enforced."""
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
