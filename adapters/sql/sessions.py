"""Flows under way; what was answered is sealed with the person's own key."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from adapters.sql.keyring import Vault, person_scope
from adapters.sql.repository import Repository, Row
from adapters.sql.tables import ACTIVE_SESSION, sessions
from bot.dialogue.state import Place, Session, SessionStatus, State

_SHREDDED = State(place=Place(""), answers={})


class SqlSessions(Repository):
    """Implements `bot.ports.Sessions`."""

    def __init__(self, connection: Connection, *, tenant: str, vault: Vault) -> None:
        super().__init__(connection, tenant=tenant, vault=vault)
        self.saved: set[str] = set()  # the addresses whose sessions this transaction has saved

    def get(self, session_id: str) -> Session | None:
        row = self._one(sessions, sessions.c.id == session_id)
        return None if row is None else self._session(row)

    def active(self, address_id: str) -> Session | None:
        row = self._one(sessions, ACTIVE_SESSION, sessions.c.address_id == address_id)
        return None if row is None else self._session(row)

    def parked(self, address_id: str) -> Sequence[Session]:
        statement = self._select(
            sessions,
            sessions.c.address_id == address_id,
            sessions.c.status == SessionStatus.PARKED.value,
        ).order_by(sessions.c.updated_at.desc(), sessions.c.id.desc())
        return [self._session(row) for row in self._connection.execute(statement).mappings()]

    def save(self, session: Session) -> None:
        self.saved.add(session.address_id)
        row = {
            "address_id": session.address_id,
            "person_id": session.person_id,
            "flow": session.flow,
            "version": session.version,
            "state": self._seal(
                session.state, scope=person_scope(session.person_id), place=_place(session.id)
            ),
            "status": session.status.value,
            "revision": session.revision,
            "page_post": session.page_post,
            "started_at": session.started_at,
            "updated_at": session.updated_at,
            "about": session.about,
        }
        if self._update(sessions, sessions.c.id == session.id, **row) == 0:
            self._insert(sessions, id=session.id, **row)

    def _session(self, row: Row) -> Session:
        state = self._open(State, row["state"], place=_place(row["id"]), shredded=_SHREDDED)
        return Session(
            id=row["id"],
            address_id=row["address_id"],
            person_id=row["person_id"],
            flow=row["flow"],
            version=row["version"],
            state=state,
            status=SessionStatus(row["status"]),
            revision=row["revision"],
            page_post=row["page_post"],
            started_at=row["started_at"],
            updated_at=row["updated_at"],
            about=row["about"],
        )


def _place(session_id: str) -> str:
    return f"sessions:{session_id}"
