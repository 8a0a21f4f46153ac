"""Whom the platforms are asked about, and the links that HR is asked to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from adapters.sql.repository import Repository
from adapters.sql.tables import ASKED_FOR, addresses, links
from bot.domain.introductions import Link, LinkState


class SqlIntroductions(Repository):
    """Implements `bot.ports.Introductions`."""

    def want(self, address_id: str, *, at: datetime, since: datetime) -> None:
        self._update(
            addresses,
            addresses.c.id == address_id,
            addresses.c.ask_at.is_(None),
            or_(addresses.c.asked_at.is_(None), addresses.c.asked_at <= since),
            ask_at=at,
        )

    def wanted(self, address_id: str, now: datetime) -> bool:
        row = self._one(addresses, addresses.c.id == address_id, ASKED_FOR)
        return row is not None and row["ask_at"] <= now

    def due(self, now: datetime, *, limit: int) -> Sequence[str]:
        statement = (
            select(addresses.c.id)
            .where(addresses.c.tenant_id == self._tenant, ASKED_FOR, addresses.c.ask_at <= now)
            .order_by(addresses.c.ask_at)
            .limit(limit)
        )
        return list(self._connection.scalars(statement))

    def later(self, address_id: str, *, at: datetime) -> None:
        self._update(addresses, addresses.c.id == address_id, ask_at=at)

    def asked(self, address_id: str, *, at: datetime) -> None:
        self._update(addresses, addresses.c.id == address_id, ask_at=None, asked_at=at)

    def told(self, address_id: str, *, as_of: datetime | None, gone_at: datetime | None) -> bool:
        here = addresses.c.id == address_id
        row = self._one(addresses, here)
        if row is None or (as_of and row["profile_at"] and as_of < row["profile_at"]):
            return False
        since = (row["gone_at"] or gone_at) if gone_at else None
        self._update(addresses, here, profile_at=as_of or row["profile_at"], gone_at=since)
        return True

    def propose(self, link: Link) -> None:
        self._insert(links, **asdict(link) | {"state": link.state.value})

    def save(self, link: Link) -> None:
        row = asdict(link) | {"state": link.state.value}
        self._replace(links, row.pop("id"), **row)

    def link(self, link_id: str) -> Link | None:
        return self._link(links.c.id == link_id)

    def link_of(self, address_id: str) -> Link | None:
        return self._link(links.c.address_id == address_id)

    def _link(self, where: ColumnElement[bool]) -> Link | None:
        row = self._one(links, where)
        if row is None:
            return None
        stored = {name: value for name, value in row.items() if name != "tenant_id"}
        return Link(**stored | {"state": LinkState(row["state"])})
