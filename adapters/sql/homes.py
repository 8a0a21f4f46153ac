"""Which Homes are kept current, and how far each is behind what stands now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from adapters.sql.repository import Repository
from adapters.sql.tables import CURRENT, OUTDATED, addresses, homes, parties
from bot.dialogue.posts import Published


class SqlHomes(Repository):
    """Implements `bot.ports.Homes`."""

    def opened(self, address_id: str, *, blank: bool) -> None:
        found = self.get(address_id)
        if found is None:
            counted = {"changes": 1, "shown": 0, "digest": "", "attempts": 0}
            self._insert(homes, address_id=address_id, retry_at=None, **counted)
            return
        self._update(
            homes,
            homes.c.address_id == address_id,
            changes=found.changes + 1,
            digest="" if blank else found.digest,
            attempts=0,
            retry_at=None,
        )

    def outdate(self, address_id: str) -> None:
        self.changed(cases=(), addresses_=(address_id,))

    def outdate_all(self) -> None:
        self._outdate()

    def changed(self, *, cases: Collection[str], addresses_: Collection[str]) -> None:
        """A transaction has written about these cases, and saved sessions of these addresses."""
        if cases:
            self._outdate(homes.c.address_id.in_(self._of_parties(cases)))
        if addresses_:
            self._outdate(homes.c.address_id.in_(sorted(addresses_)))

    def get(self, address_id: str) -> Published | None:
        row = self._one(homes, homes.c.address_id == address_id)
        if row is None:
            return None
        return Published(**{name: value for name, value in row.items() if name != "tenant_id"})

    def due(self, now: datetime, *, on: Collection[str], limit: int) -> Sequence[str]:
        statement = (
            select(homes.c.address_id)
            .join_from(homes, addresses)
            .where(homes.c.tenant_id == self._tenant, OUTDATED)
            .where(addresses.c.surface.in_(sorted(on)))
            .where(or_(homes.c.retry_at.is_(None), homes.c.retry_at <= now))
            .limit(limit)
        )
        return self._connection.execute(statement).scalars().all()

    def shown(self, address_id: str, *, changes: int, digest: str) -> None:
        here = homes.c.address_id == address_id
        self._update(homes, here, shown=changes, digest=digest, attempts=0, retry_at=None)

    def later(self, address_id: str, *, retry_at: datetime) -> None:
        once_more = update(homes).values(attempts=homes.c.attempts + 1, retry_at=retry_at)
        here = (homes.c.tenant_id == self._tenant, homes.c.address_id == address_id)
        self._connection.execute(once_more.where(*here))

    def forget(self, address_id: str) -> None:
        here = (homes.c.tenant_id == self._tenant, homes.c.address_id == address_id)
        self._connection.execute(delete(homes).where(*here))

    def _outdate(self, *which: ColumnElement[bool]) -> None:
        one_more = update(homes).values(changes=homes.c.changes + 1)
        self._connection.execute(one_more.where(homes.c.tenant_id == self._tenant, *which))

    def _of_parties(self, cases: Collection[str]) -> ColumnElement[str]:
        """The addresses of whoever has or had a part in one of these cases."""
        held = and_(
            parties.c.tenant_id == addresses.c.tenant_id,
            parties.c.person_id == addresses.c.person_id,
        )
        return (
            select(addresses.c.id)
            .join_from(parties, addresses, held)
            .where(parties.c.tenant_id == self._tenant, parties.c.case_id.in_(sorted(cases)))
            .where(CURRENT)
            .scalar_subquery()
        )
