"""What a platform has sent already: a unique row, so that the same is never done twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from adapters.sql.repository import Repository
from adapters.sql.tables import seen


class SqlSeen(Repository):
    """Implements `bot.ports.Seen`."""

    def first(self, surface: str, tenant: str, key: str, *, at: datetime) -> bool:
        statement = insert(seen).values(
            tenant_id=self._tenant, surface=surface, workspace=tenant, key=key, at=at
        )
        return self._connection.execute(statement.on_conflict_do_nothing()).rowcount == 1

    def forget(self, before: datetime) -> int:
        statement = delete(seen).where(seen.c.tenant_id == self._tenant, seen.c.at < before)
        return self._connection.execute(statement).rowcount
