"""SQLAlchemy's errors as ours: whose fault an error is, and what its caller is told."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError

from bot.domain.errors import StoreFault

# The statement was wrong, the database is well: constraint, unknown table, value too big.
_OF_THE_STATEMENT = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_TOOBIG,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_RANGE,
    }
)


def is_of_the_database(error: BaseException) -> bool:
    """True for disk full, I/O errors and the like, after which a transaction cannot be trusted."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return (code & 0xFF) not in _OF_THE_STATEMENT


def store_fault(error: BaseException) -> StoreFault:
    """A fault for one caller; the text names the kind of error and holds no values."""
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", type(error).__name__)
    fault = StoreFault(f"the database could not do this ({name})")
    fault.__cause__ = error
    return fault


def for_caller(error: BaseException) -> BaseException:
    """What the work's caller sees: our own errors as they are, the library's translated."""
    if isinstance(error, StatementError) and not isinstance(error, DBAPIError):
        return error.orig or error  # a value of ours was refused before it came to the database
    if isinstance(error, SQLAlchemyError):
        return store_fault(error)
    if isinstance(error, StopIteration):
        return RuntimeError("the work raised StopIteration")  # no future can carry it
    return error
