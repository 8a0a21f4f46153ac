"""What is owed. Finding what is due costs by what is due, not by what is pending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from adapters.sql.repository import Repository, Row
from adapters.sql.tables import OWED, PENDING, reminders
from bot.domain.reminders import Reminder, ReminderKind, ReminderState


class SqlReminders(Repository):
    """Implements `bot.ports.Reminders`."""

    def add(self, reminder: Reminder) -> None:
        self._insert(reminders, **_row(reminder))

    def save(self, reminder: Reminder) -> None:
        self._replace(reminders, reminder.id, **_row(reminder))

    def get(self, reminder_id: str) -> Reminder | None:
        row = self._one(reminders, reminders.c.id == reminder_id)
        return None if row is None else _reminder(row)

    def due(self, now: datetime, *, limit: int) -> Sequence[Reminder]:
        statement = (
            self._select(reminders, PENDING, reminders.c.next_at <= now)
            .order_by(reminders.c.next_at, reminders.c.id)
            .limit(limit)
        )
        return [_reminder(row) for row in self._connection.execute(statement).mappings()]

    def open_of_case(self, case_id: str, kind: ReminderKind | None = None) -> Sequence[Reminder]:
        statement = self._select(
            reminders,
            reminders.c.case_id == case_id,
            reminders.c.state == ReminderState.OPEN.value,
        ).order_by(reminders.c.due_at, reminders.c.id)
        if kind is not None:
            statement = statement.where(reminders.c.kind == kind.value)
        return [_reminder(row) for row in self._connection.execute(statement).mappings()]

    def pending_of(self, owner_id: str) -> Sequence[Reminder]:
        statement = self._select(reminders, PENDING, reminders.c.owner_id == owner_id)
        found = [_reminder(row) for row in self._connection.execute(statement).mappings()]
        return sorted(found, key=lambda each: each.id)

    def open_of(self, owner_id: str) -> Sequence[Reminder]:
        statement = self._select(reminders, OWED, reminders.c.owner_id == owner_id).order_by(
            reminders.c.due_at, reminders.c.id
        )
        return [_reminder(row) for row in self._connection.execute(statement).mappings()]

    def next_moment(self) -> datetime | None:
        statement = select(func.min(reminders.c.next_at)).where(
            reminders.c.tenant_id == self._tenant, PENDING
        )
        moment: datetime | None = self._connection.execute(statement).scalar()
        return moment


def _row(reminder: Reminder) -> dict[str, Any]:
    return asdict(reminder) | {"kind": reminder.kind.value, "state": reminder.state.value}


def _reminder(row: Row) -> Reminder:
    stored = {name: value for name, value in row.items() if name != "tenant_id"}
    return Reminder(
        **stored | {"kind": ReminderKind(row["kind"]), "state": ReminderState(row["state"])}
    )
