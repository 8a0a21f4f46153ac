"""Where bots may write to people first. Ids and addresses of a platform only: kept in the open."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import ColumnElement, and_, delete, or_

from adapters.sql.repository import Repository
from adapters.sql.tables import references
from bot.domain.references import Reference


class SqlReferences(Repository):
    """Implements `bot.ports.References`."""

    def get(self, surface: str, tenant: str, user: str) -> Reference | None:
        statement = self._select(references, _of(surface, tenant, user)).order_by(references.c.user)
        row = self._connection.execute(statement.limit(1)).mappings().one_or_none()
        if row is None:
            return None
        return Reference(
            surface=row["surface"],
            tenant=row["workspace"],
            user=row["user"],
            object_id=row["object_id"],
            conversation=row["conversation"],
            service_url=row["service_url"],
            bot=row["bot"],
        )

    def put(self, reference: Reference) -> None:
        row = asdict(reference)
        row["workspace"] = row.pop("tenant")
        if reference.object_id:  # one conversation for each person, whatever id they had before
            self.forget(reference.surface, reference.tenant, reference.object_id)
        self.forget(reference.surface, reference.tenant, reference.user)
        self._insert(references, **row)

    def forget(self, surface: str, tenant: str, user: str) -> bool:
        here = (references.c.tenant_id == self._tenant, _of(surface, tenant, user))
        return self._connection.execute(delete(references).where(*here)).rowcount > 0


def _of(surface: str, tenant: str, user: str) -> ColumnElement[bool]:
    return and_(
        references.c.surface == surface,
        references.c.workspace == tenant,
        or_(references.c.user == user, references.c.object_id == user),
    )
