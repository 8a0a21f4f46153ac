"""What all repositories are made of: a connection, a tenant and a vault, for one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import uuid_utils
from sqlalchemy import ColumnElement, Connection, Select, Table, insert, select, update

from adapters.sql import codec
from adapters.sql.keyring import Vault
from adapters.sql.types import Envelope

Row = Mapping[Any, Any]  # values by column name


def new_id() -> str:
    """A UUIDv7: ids of one table sort as they were made."""
    return str(uuid_utils.uuid7())


class Repository:
    """Reads and writes rows of one tenant within one transaction."""

    def __init__(self, connection: Connection, *, tenant: str, vault: Vault) -> None:
        self._connection = connection
        self._tenant = tenant
        self._vault = vault

    def _select(self, table: Table, *where: ColumnElement[bool]) -> Select[Any]:
        return select(table).where(table.c.tenant_id == self._tenant, *where)

    def _one(self, table: Table, *where: ColumnElement[bool]) -> Row | None:
        return self._connection.execute(self._select(table, *where)).mappings().one_or_none()

    def _insert(self, table: Table, **values: Any) -> None:
        self._connection.execute(insert(table), {"tenant_id": self._tenant, **values})

    def _update(self, table: Table, *where: ColumnElement[bool], **values: Any) -> int:
        """How many rows were there to change."""
        statement = update(table).where(table.c.tenant_id == self._tenant, *where)
        return self._connection.execute(statement, values).rowcount

    def _replace(self, table: Table, id_: str, **values: Any) -> None:
        """Write a row that is there; what was never added cannot be saved."""
        if self._update(table, table.c.id == id_, **values) == 0:
            raise LookupError(f"{table.name} has no {id_}")

    def _seal(self, value: object, *, scope: str, place: str) -> Envelope:
        return self._vault.seal(codec.dumps(value), scope=scope, place=place)

    def _open(self, kind: Any, envelope: Envelope, *, place: str, shredded: Any) -> Any:
        """What was sealed; `shredded` when its key was deleted."""
        raw = self._vault.open(envelope, place=place)
        return shredded if raw is None else codec.loads(kind, raw)
