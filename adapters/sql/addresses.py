"""Where people are reached."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from adapters.sql.keyring import Vault
from adapters.sql.repository import Repository, Row, new_id
from adapters.sql.tables import ACTIVE, CURRENT, addresses, people
from bot.domain.lanes import Address


class SqlAddresses(Repository):
    """Implements `bot.ports.Addresses`."""

    def __init__(self, connection: Connection, *, tenant: str, vault: Vault) -> None:
        super().__init__(connection, tenant=tenant, vault=vault)
        self.left: set[str] = set()  # by somebody who turned out to be another

    def get(self, address_id: str) -> Address | None:
        row = self._one(addresses, addresses.c.id == address_id)
        return None if row is None else address_of(row)

    def owner(self, surface: str, tenant: str, user: str) -> Address | None:
        statement = self._of_known(_here(surface, tenant, user))
        row = self._connection.execute(statement).mappings().one_or_none()
        return None if row is None else address_of(row)

    def of_person(self, person_id: str) -> Sequence[Address]:
        statement = self._of_known(CURRENT, addresses.c.person_id == person_id).order_by(
            addresses.c.verified_at.desc().nulls_last(), addresses.c.position, addresses.c.id
        )
        return [address_of(row) for row in self._connection.execute(statement).mappings()]

    def of_workspace(self, surface: str, tenant: str) -> Sequence[Address]:
        statement = self._of_known(
            CURRENT, addresses.c.surface == surface, addresses.c.workspace == tenant
        ).order_by(people.c.sort_name, addresses.c.id)
        return [address_of(row) for row in self._connection.execute(statement).mappings()]

    def add(self, address: Address) -> Address:
        here = _here(address.surface, address.tenant, address.user)
        row = self._one(addresses, here)
        if row is not None:
            return address_of(row)
        self._insert(
            addresses,
            id=address.id,
            person_id=address.person_id,
            surface=address.surface,
            workspace=address.tenant,
            user=address.user,
            position=self._last_position(address.person_id) + 1,
            verified_at=address.verified_at,
            current=True,
        )
        return address

    def hand_over(self, address_id: str, person_id: str) -> Address | None:
        here = addresses.c.id == address_id
        old = self._one(addresses, here, CURRENT)
        if old is None:
            return None
        self._update(addresses, here, current=False)
        self.left.add(address_id)
        theirs = Address(new_id(), person_id, old["surface"], old["workspace"], old["user"])
        return self.add(theirs)

    def verify(self, address_id: str, at: datetime) -> None:
        self._update(addresses, addresses.c.id == address_id, verified_at=at, gone_at=None)

    def all(self) -> Collection[Address]:
        """Every address in use."""
        rows = self._connection.execute(self._select(addresses, CURRENT)).mappings()
        return [address_of(row) for row in rows]

    def _of_known(self, *where: ColumnElement[bool]) -> Select[Any]:
        """Addresses of people who are still in the organisation's file."""
        person = and_(
            people.c.tenant_id == addresses.c.tenant_id, people.c.id == addresses.c.person_id
        )
        return self._select(addresses, *where, ACTIVE).join_from(addresses, people, person)

    def _last_position(self, person_id: str) -> int:
        statement = select(func.max(addresses.c.position)).where(
            addresses.c.tenant_id == self._tenant, CURRENT, addresses.c.person_id == person_id
        )
        last = self._connection.execute(statement).scalar()
        return -1 if last is None else int(last)


def address_of(row: Row) -> Address:
    """The address in a row of `addresses`."""
    return Address(
        id=row["id"],
        person_id=row["person_id"],
        surface=row["surface"],
        tenant=row["workspace"],
        user=row["user"],
        verified_at=row["verified_at"],
        gone_at=row["gone_at"],
    )


def _here(surface: str, tenant: str, user: str) -> ColumnElement[bool]:
    return and_(
        CURRENT,
        addresses.c.surface == surface,
        addresses.c.workspace == tenant,
        addresses.c.user == user,
    )
