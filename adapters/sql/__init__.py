"""Storage in SQL: tables, repositories, the writer, migrations, encryption."""

from __future__ import annotations

from adapters.sql.database import READERS, SqliteDatabase
from adapters.sql.engines import reading_engine, writing_engine
from adapters.sql.keyring import check_key
from adapters.sql.migrate import migrate, require_current, status

__all__ = ["SqliteDatabase", "migrate", "open_database", "status"]


def open_database(url: str, secret_key: str) -> SqliteDatabase:
    """The database at `url`, ready for work.

    Raises `NotReady`, with what to do, when it is missing, older or newer than the code, or was
    made with another SECRET_KEY; `ConfigurationError` when the url or the key is no use.
    """
    require_current(url)
    writing = writing_engine(url)
    try:
        with writing.begin() as connection:
            master = check_key(connection, secret_key)
    except BaseException:
        writing.dispose()
        raise
    return SqliteDatabase(writing=writing, reading=reading_engine(url, size=READERS), master=master)
