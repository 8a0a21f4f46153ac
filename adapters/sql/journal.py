"""The journal: append-only, chained per case over what is stored.

Each link is a keyed digest of the link before and of the row as it stands, sealed data included:
so the chain still holds when a case's content was shredded, and nobody who can only write to the
database can forge it. The journal's length and last link stand apart: nothing can be cut off.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from adapters.sql.keyring import JOURNAL, Vault, case_scope
from adapters.sql.repository import Repository, Row
from adapters.sql.tables import events, journals
from adapters.sql.types import Envelope
from bot.domain.events import Entry, Event, EventKind

_FIRST = b"\x00" * 32  # before the first entry


class SqlJournal(Repository):
    """Implements `bot.ports.Journal`."""

    def __init__(self, connection: Connection, *, tenant: str, vault: Vault) -> None:
        super().__init__(connection, tenant=tenant, vault=vault)
        self.written: set[str] = set()  # the cases that this transaction has written about

    def append(
        self, case_id: str, event: Event, *, at: datetime, actor: str, surface: str
    ) -> Entry:
        self.written.add(case_id)
        journal = self._one(journals, journals.c.case_id == case_id)
        number, before = (journal["length"] + 1, journal["head"]) if journal else (1, _FIRST)
        data = self._seal(event.data, scope=case_scope(case_id), place=_place(case_id, number))
        row = {
            "case_id": case_id,
            "number": number,
            "at": at,
            "actor": actor,
            "surface": surface,
            "kind": event.kind.value,
            "data": data,
        }
        link = self._link(before, row)
        self._insert(events, link=link, **row)
        if journal is None:
            self._insert(journals, case_id=case_id, length=number, head=link)
        else:
            self._update(journals, journals.c.case_id == case_id, length=number, head=link)
        return Entry(case_id, number, at, actor, surface, event)

    def of_case(self, case_id: str, *, after: int = 0) -> Sequence[Entry]:
        rows = self._rows(case_id, after=after)
        return [self._entry(row) for row in rows]

    def touched(self) -> Collection[str]:
        return frozenset(self.written)

    def verify(self, case_id: str) -> bool:
        rows, before = self._rows(case_id), _FIRST
        for number, row in enumerate(rows, start=1):
            link = self._link(before, row)
            if row["number"] != number or row["link"] != link:
                return False
            before = link
        statement = select(journals.c.length, journals.c.head).where(
            journals.c.tenant_id == self._tenant, journals.c.case_id == case_id
        )
        end = self._connection.execute(statement).one_or_none()
        return (end.length, end.head) == (len(rows), before) if end else not rows

    def _rows(self, case_id: str, *, after: int = 0) -> Sequence[Row]:
        statement = self._select(events, events.c.case_id == case_id, events.c.number > after)
        return self._connection.execute(statement.order_by(events.c.number)).mappings().all()

    def _link(self, before: bytes, row: Row) -> bytes:
        data: Envelope = row["data"]
        at: datetime = row["at"]
        stored = [
            before.hex(),
            self._tenant,
            row["case_id"],
            row["number"],
            at.astimezone(UTC).isoformat(),
            row["actor"],
            row["surface"],
            row["kind"],
            data.stored().hex(),
        ]
        return self._vault.sign(json.dumps(stored).encode(), scope=JOURNAL)

    def _entry(self, row: Row) -> Entry:
        place = _place(row["case_id"], row["number"])
        data = self._open(Mapping[str, str], row["data"], place=place, shredded={})
        event = Event(EventKind(row["kind"]), data)
        return Entry(row["case_id"], row["number"], row["at"], row["actor"], row["surface"], event)


def _place(case_id: str, number: int) -> str:
    return f"events:{case_id}:{number}"
