"""Makes the directory what the organisation's file says, and writes nothing that stands already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Table, delete, insert, select

from adapters.sql import tables
from adapters.sql.identities import IdentityLoading
from adapters.sql.repository import Repository
from adapters.sql.words import plain, searchable
from bot.domain.people import Client, Identity, Organisation, Person

Row = Mapping[str, Any]


class DirectoryLoading(Repository):
    """Clients go in before people, people before what refers to them."""

    def organisation(self, organisation: Organisation) -> None:
        row = {
            "name": organisation.name,
            "time_zone": organisation.time_zone,
            "jurisdiction": organisation.jurisdiction,
        }
        if self._update(tables.organisations, **row) == 0:
            self._insert(tables.organisations, **row)

    def clients(self, clients: Collection[Client]) -> None:
        self._make(tables.clients, {client.id: _client(client) for client in clients})

    def people(self, people: Collection[Person]) -> None:
        self._make(tables.people, {person.id: _person(person) for person in people})
        held = {(person.id, duty.value) for person in people for duty in person.duties}
        kept = {(row.person_id, row.duty) for row in self._held()}
        for person_id, duty in sorted(kept - held):
            self._connection.execute(
                delete(tables.duties).where(
                    tables.duties.c.tenant_id == self._tenant,
                    tables.duties.c.person_id == person_id,
                    tables.duties.c.duty == duty,
                )
            )
        for person_id, duty in sorted(held - kept):
            self._insert(tables.duties, person_id=person_id, duty=duty)

    def identities(self, identities: Collection[Identity]) -> None:
        IdentityLoading(self._connection, tenant=self._tenant, vault=self._vault).load(identities)

    def _held(self) -> Collection[Any]:
        statement = select(tables.duties.c.person_id, tables.duties.c.duty).where(
            tables.duties.c.tenant_id == self._tenant
        )
        return self._connection.execute(statement).all()

    def _make(self, table: Table, wanted: Mapping[str, Row]) -> None:
        """Insert what is new, change what changed, mark as inactive what is not wanted."""
        stand = {row["id"]: row for row in self._connection.execute(self._select(table)).mappings()}
        new = [
            {"tenant_id": self._tenant, "id": id_, **row}
            for id_, row in wanted.items()
            if id_ not in stand
        ]
        if new:
            self._connection.execute(insert(table), new)
        for id_, row in stand.items():
            goal = wanted.get(id_, {"active": False})
            if any(row[name] != value for name, value in goal.items()):
                self._update(table, table.c.id == id_, **goal)


def _client(client: Client) -> Row:
    return {
        "name": client.name,
        "account_lead": client.account_lead,
        "active": True,
        "sort_name": plain(client.name),
        "search": searchable(client.name),
    }


def _person(person: Person) -> Row:
    return {
        "name": person.name,
        "email": person.email,
        "time_zone": person.time_zone,
        "jurisdiction": person.jurisdiction,
        "working_days": sorted(person.working_days),
        "manager": person.manager,
        "account": person.account,
        "client": person.client,
        "deputy": person.deputy,
        "language": person.language,
        "job_title": person.job_title,
        "own_zone": person.own_zone,
        "own_language": person.own_language,
        "active": True,
        "sort_name": plain(person.name),
        "search": searchable(person.name, person.email, person.job_title),
    }
