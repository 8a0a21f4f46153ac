"""The kinds of column, key and index that the tables are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKeyConstraint, Index

from adapters.sql.types import Moment, Plain, Sealed


def tenant() -> Column[str]:
    """Whose row it is: part of every key."""
    return Column("tenant_id", Plain, primary_key=True)


def identity() -> Column[str]:
    """A UUIDv7."""
    return Column("id", Plain, primary_key=True)


def text(name: str, *, nullable: bool = False) -> Column[str]:
    """Text that may be read by whoever may read the file."""
    return Column(name, Plain, nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> Column[Any]:
    """A moment in UTC."""
    return Column(name, Moment, nullable=nullable)


def sealed(name: str) -> Column[Any]:
    """What somebody wrote, or a secret: encrypted."""
    return Column(name, Sealed, nullable=False)


def refers(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key within the tenant."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])


def partial(
    name: str, *columns: Column[Any], where: ColumnElement[bool], unique: bool = False
) -> None:
    """An index over the few rows that matter now.

    A query must repeat `where` as it is for the index to serve it, hence the named conditions and
    their literals: a bound parameter would not match.
    """
    Index(name, columns[0].table.c.tenant_id, *columns, unique=unique, sqlite_where=where)
