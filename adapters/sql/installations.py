"""Where the app is installed; its tokens are sealed with the organisation's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from adapters.sql.keyring import ORGANISATION
from adapters.sql.repository import Repository, Row
from adapters.sql.tables import installations
from bot.domain.installations import Installation


@dataclass(frozen=True)
class _Tokens:
    token: str
    refresh: str


_SHREDDED = _Tokens("", "")


class SqlInstallations(Repository):
    """Implements `bot.ports.Installations`."""

    def get(self, surface: str, tenant: str) -> Installation | None:
        row = self._one(installations, _here(surface, tenant))
        return None if row is None else self._installation(row)

    def all(self, surface: str) -> Sequence[Installation]:
        statement = self._select(installations, installations.c.surface == surface).order_by(
            installations.c.installed_at, installations.c.workspace
        )
        return [self._installation(row) for row in self._connection.execute(statement).mappings()]

    def stands(self, surface: str, tenant: str) -> bool | None:
        of_it = or_(installations.c.workspace == tenant, installations.c.enterprise == tenant)
        statement = select(installations.c.gone_at).where(
            installations.c.tenant_id == self._tenant, installations.c.surface == surface, of_it
        )
        gone = self._connection.scalars(statement).all()
        return any(at is None for at in gone) if gone else None

    def put(self, installation: Installation) -> None:
        surface, tenant = installation.surface, installation.tenant
        row = {
            "enterprise": installation.enterprise,
            "name": installation.name,
            "bot_user": installation.bot_user,
            "bot": installation.bot,
            "scopes": sorted(installation.scopes),
            "tokens": self._seal(
                _Tokens(installation.token, installation.refresh_token),
                scope=ORGANISATION,
                place=_place(surface, tenant),
            ),
            "expires_at": installation.expires_at,
            "installed_at": installation.installed_at,
            "gone_at": installation.gone_at,
            "gone_because": installation.gone_because,
        }
        if self._update(installations, _here(surface, tenant), **row) == 0:
            self._insert(installations, surface=surface, workspace=tenant, **row)

    def gone(self, surface: str, tenant: str, *, at: datetime, because: str) -> bool:
        here = and_(_here(surface, tenant), installations.c.gone_at.is_(None))
        return self._update(installations, here, gone_at=at, gone_because=because) == 1

    def _installation(self, row: Row) -> Installation:
        place = _place(row["surface"], row["workspace"])
        tokens: _Tokens = self._open(_Tokens, row["tokens"], place=place, shredded=_SHREDDED)
        return Installation(
            surface=row["surface"],
            tenant=row["workspace"],
            enterprise=row["enterprise"],
            name=row["name"],
            bot_user=row["bot_user"],
            bot=row["bot"],
            scopes=frozenset(row["scopes"]),
            token=tokens.token,
            refresh_token=tokens.refresh,
            expires_at=row["expires_at"],
            installed_at=row["installed_at"],
            gone_at=row["gone_at"],
            gone_because=row["gone_because"],
        )


def _here(surface: str, tenant: str) -> ColumnElement[bool]:
    return and_(installations.c.surface == surface, installations.c.workspace == tenant)


def _place(surface: str, tenant: str) -> str:
    return f"installations:{surface}:{tenant}"
