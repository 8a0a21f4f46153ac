"""SQLite connections as this project needs them: durable, with transactions that are real.

SQLAlchemy's defaults for pysqlite emit no BEGIN before a savepoint, so that RELEASE would commit;
hence no isolation level, and a `begin` event that emits BEGIN itself.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from bot.domain.errors import ConfigurationError

_BUSY_MS = 10_000  # another process holds the file: a migration, a backup


def database_file(url: str) -> Path:
    """The file that a `DATABASE_URL` names; `ConfigurationError` when it names none."""
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        raise ConfigurationError(_wrong()) from exc
    named = parsed.database
    if parsed.get_backend_name() != "sqlite" or not named or named.startswith((":", "file:")):
        raise ConfigurationError(_wrong())
    return Path(named)


def writing_engine(url: str) -> Engine:
    """One connection that takes the write lock when a transaction begins."""
    file = database_file(url)
    if not file.parent.is_dir():
        raise ConfigurationError(f"DATABASE_URL: there is no folder {file.parent}; make it first")
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # what people said: for its owner only
    return _engine(file, begin="BEGIN IMMEDIATE", size=1, read_only=False)


def reading_engine(url: str, *, size: int) -> Engine:
    """Connections that cannot write; each transaction reads one snapshot."""
    return _engine(database_file(url), begin="BEGIN", size=size, read_only=True)


def _wrong() -> str:
    return "DATABASE_URL must name a file: sqlite:///evenhand.db, or sqlite:////var/lib/evenhand.db"


def _engine(file: Path, *, begin: str, size: int, read_only: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # an error's text ends in a log
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
