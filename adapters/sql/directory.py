"""The directory: the organisation's people and its clients, read and searched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from adapters.sql import tables
from adapters.sql.keyring import Vault
from adapters.sql.loading import DirectoryLoading
from adapters.sql.repository import Repository, Row
from adapters.sql.words import best_first, matches
from bot.domain.errors import NotReady
from bot.domain.people import Client, Duty, Identity, Organisation, Person

_EMPTY = (
    "The database holds no organisation yet. Set EVENHAND_ORGANISATION to your organisation.yaml "
    "and start again: it is loaded at the start."
)


class SqlDirectory(Repository):
    """Implements `bot.ports.Directory`.

    A case is read with everybody in it, often several times in one transaction: whoever was read
    once is remembered for as long as it lasts, since only `load` changes people.
    """

    def __init__(self, connection: Connection, *, tenant: str, vault: Vault) -> None:
        super().__init__(connection, tenant=tenant, vault=vault)
        self._known: dict[str, Person | None] = {}

    def organisation(self) -> Organisation:
        row = self._one(tables.organisations)
        if row is None:
            raise NotReady(_EMPTY)
        return Organisation(row["name"], row["time_zone"], row["jurisdiction"])

    def person(self, person_id: str) -> Person | None:
        if person_id not in self._known:
            found = self._people(self._select(tables.people, tables.people.c.id == person_id))
            self._known[person_id] = found[0] if found else None
        return self._known[person_id]

    def by_email(self, email: str) -> Person | None:
        if not email.strip():
            return None
        likely = self._select(tables.people, tables.ACTIVE, matches(tables.people.c.search, email))
        same = [each for each in self._people(likely) if each.email.casefold() == email.casefold()]
        return same[0] if len(same) == 1 else None

    def met(self, person_id: str, *, time_zone: str, language: str) -> bool:
        before = self.person(person_id)
        said = {"met_zone": time_zone, "met_language": language}
        known = {name: value for name, value in said.items() if value}
        if known:
            self._update(tables.people, tables.people.c.id == person_id, **known)
        self._known.pop(person_id, None)
        return self.person(person_id) != before

    def client(self, client_id: str) -> Client | None:
        row = self._one(tables.clients, tables.clients.c.id == client_id)
        return None if row is None else _client(row)

    def find_staff(
        self, query: str, *, limit: int, duties: Collection[Duty] = ()
    ) -> Sequence[Person]:
        statement = self._select(
            tables.people, tables.STAFF, matches(tables.people.c.search, query)
        )
        if duties:
            statement = statement.where(self._entrusted(duties))
        return self._best(statement, query, limit)

    def find_clients(self, query: str, *, limit: int) -> Sequence[Client]:
        clients = tables.clients
        order = best_first(clients.c.sort_name, clients.c.search, query)
        statement = self._select(
            clients, tables.ACTIVE_CLIENT, matches(clients.c.search, query)
        ).order_by(*order, clients.c.id)
        rows = self._connection.execute(statement.limit(limit)).mappings()
        return [_client(row) for row in rows]

    def find_contacts(self, client_id: str, query: str, *, limit: int) -> Sequence[Person]:
        statement = self._select(
            tables.people,
            tables.CONTACT,
            tables.people.c.client == client_id,
            matches(tables.people.c.search, query),
        )
        return self._best(statement, query, limit)

    def load(
        self,
        organisation: Organisation,
        people: Collection[Person],
        clients: Collection[Client],
        identities: Collection[Identity],
    ) -> None:
        self._known.clear()
        loading = DirectoryLoading(self._connection, tenant=self._tenant, vault=self._vault)
        loading.organisation(organisation)
        loading.clients(clients)
        loading.people(people)
        loading.identities(identities)

    def _best(self, statement: Select[Any], query: str, limit: int) -> Sequence[Person]:
        order = best_first(tables.people.c.sort_name, tables.people.c.search, query)
        return self._people(statement.order_by(*order, tables.people.c.id).limit(limit))

    def _entrusted(self, wanted: Collection[Duty]) -> Any:
        return exists().where(
            tables.duties.c.tenant_id == self._tenant,
            tables.duties.c.person_id == tables.people.c.id,
            tables.duties.c.duty.in_([duty.value for duty in wanted]),
        )

    def _people(self, statement: Select[Any]) -> Sequence[Person]:
        rows = self._connection.execute(statement).mappings().all()
        held = self._duties([row["id"] for row in rows])
        return [_person(row, frozenset(held.get(row["id"], ()))) for row in rows]

    def _duties(self, person_ids: Sequence[str]) -> Mapping[str, Collection[Duty]]:
        held: dict[str, set[Duty]] = {}
        wanted = select(tables.duties.c.person_id, tables.duties.c.duty).where(
            tables.duties.c.tenant_id == self._tenant, tables.duties.c.person_id.in_(person_ids)
        )
        for row in self._connection.execute(wanted):
            held.setdefault(row.person_id, set()).add(Duty(row.duty))
        return held


def _client(row: Row) -> Client:
    return Client(row["id"], row["name"], row["account_lead"])


def _person(row: Row, held: frozenset[Duty]) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        time_zone=_own_or_met(row, "time_zone", "zone"),
        jurisdiction=row["jurisdiction"],
        working_days=frozenset(row["working_days"]),
        duties=held,
        manager=row["manager"],
        account=row["account"],
        client=row["client"],
        deputy=row["deputy"],
        language=_own_or_met(row, "language", "language"),
        job_title=row["job_title"],
        own_zone=row["own_zone"],
        own_language=row["own_language"],
    )


def _own_or_met(row: Row, name: str, what: str) -> str:
    """What the file states; else what the platform says, where somebody was met on one."""
    known: str = row[name]
    return known if row[f"own_{what}"] else row[f"met_{what}"] or known
