"""Brings a database to what this code needs, and says whether it is there."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from adapters.sql.engines import database_file, reading_engine, writing_engine
from bot.domain.errors import NotReady

_MIGRATIONS = Path(__file__).parent / "migrations"


class Status(StrEnum):
    """How a database stands to this code."""

    CURRENT = "current"
    MISSING = "missing"
    BEHIND = "behind"
    AHEAD = "ahead"  # a newer version has used it; this one must not


_TODO = {
    Status.MISSING: "There is no database at {file} yet. Make it with: python app.py migrate",
    Status.BEHIND: "The database {file} is older than this version. "
    "Back it up, then run: python app.py migrate",
    Status.AHEAD: "The database {file} was used by a newer version of Evenhand. "
    "Start that version, or restore the backup that was made before it.",
}


def status(url: str) -> Status:
    """How the database stands; makes no file."""
    file = database_file(url)
    if not file.exists() or file.stat().st_size == 0:
        return Status.MISSING
    engine = reading_engine(url, size=1)
    try:
        with engine.connect() as connection:
            return _status(connection)
    except DatabaseError as exc:
        raise NotReady(f"{file} cannot be read as a database. Is it the right file?") from exc
    finally:
        engine.dispose()


def migrate(url: str) -> None:
    """Bring the database forward to this version; makes the file when there is none.

    All steps are one transaction. Raises `NotReady` for a database that is ahead.
    """
    if status(url) is Status.AHEAD:
        raise NotReady(_TODO[Status.AHEAD].format(file=database_file(url)))
    engine = writing_engine(url)
    try:
        _upgrade(engine)
    finally:
        engine.dispose()


def require_current(url: str) -> None:
    """Raise `NotReady`, with what to do, unless the database is what this code needs."""
    found = status(url)
    if found is not Status.CURRENT:
        raise NotReady(_TODO[found].format(file=database_file(url)))


def _upgrade(engine: Engine) -> None:
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _status(connection: Connection) -> Status:
    at = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(_config())
    if at is None:
        return Status.MISSING
    if at == scripts.get_current_head():
        return Status.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Status.BEHIND if at in known else Status.AHEAD


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
