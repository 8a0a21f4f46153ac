"""Cases and their parties. What somebody wrote in a case is sealed with the case's own key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select
from sqlalchemy.dialects.sqlite import insert

from adapters.sql.keyring import case_scope
from adapters.sql.repository import Repository, Row
from adapters.sql.tables import (
    OPEN_CASE,
    OPEN_PART,
    cases,
    events,
    journals,
    parties,
    reference_counters,
)
from bot.domain.cases import Allegation, Ask, Capacity, Case, Outline, Party, Stage, Urgency
from bot.domain.roles import PastHolding


@dataclass(frozen=True)
class Complaint:
    """The words of a case, as they are sealed together."""

    allegations: tuple[Allegation, ...] = ()
    effect: str = ""
    remedy: str = ""
    safety: str = ""


class SqlCases(Repository):
    """Implements `bot.ports.Cases`."""

    def next_reference(self, year: int) -> str:
        statement = insert(reference_counters).values(tenant_id=self._tenant, year=year, last=1)
        counted = statement.on_conflict_do_update(
            index_elements=["tenant_id", "year"], set_={"last": reference_counters.c.last + 1}
        ).returning(reference_counters.c.last)
        return f"EH-{year}-{self._connection.execute(counted).scalar_one():04d}"

    def add(self, case: Case) -> None:
        self._insert(cases, id=case.id, **self._row(case))

    def save(self, case: Case) -> None:
        self._replace(cases, case.id, **self._row(case))

    def get(self, case_id: str) -> Case | None:
        row = self._one(cases, cases.c.id == case_id)
        return None if row is None else self._case(row)

    def by_reference(self, reference: str) -> Case | None:
        row = self._one(cases, cases.c.reference == reference)
        return None if row is None else self._case(row)

    def open_of(self, person_id: str, *, limit: int) -> Sequence[Case]:
        held = (
            select(parties.c.case_id)
            .distinct()  # several parts in one case are one case
            .where(parties.c.tenant_id == self._tenant, parties.c.person_id == person_id, OPEN_PART)
            .subquery("held")
        )
        statement = (
            self._select(cases, OPEN_CASE)
            .join_from(held, cases, cases.c.id == held.c.case_id)
            .order_by(cases.c.opened_at.desc(), cases.c.id.desc())
        )
        rows = self._connection.execute(statement.limit(limit)).mappings().all()
        return [self._case(row) for row in rows]

    def outlines(self, person_id: str) -> Sequence[Outline]:
        last = and_(
            events.c.tenant_id == journals.c.tenant_id,
            events.c.case_id == journals.c.case_id,
            events.c.number == journals.c.length,
        )
        known = [c.label(f"of_{c.name}") for c in cases.c if c.name != "complaint"]
        statement = (
            select(parties, *known, events.c.at)
            .select_from(
                parties.join(cases)
                .outerjoin(journals, _same_case(journals))
                .outerjoin(events, last)
            )
            .where(parties.c.tenant_id == self._tenant, parties.c.person_id == person_id)
            .where(OPEN_PART, OPEN_CASE)
            .order_by(parties.c.since, parties.c.id)
        )
        rows = self._connection.execute(statement).mappings()
        return [_outline(row) for row in rows]

    def add_party(self, party: Party) -> None:
        self._insert(parties, id=party.id, **_party_row(party))

    def save_party(self, party: Party) -> None:
        self._replace(parties, party.id, **_party_row(party))

    def party(self, party_id: str) -> Party | None:
        row = self._one(parties, parties.c.id == party_id)
        return None if row is None else _party(row)

    def parties(self, case_id: str) -> Sequence[Party]:
        statement = self._select(parties, parties.c.case_id == case_id).order_by(
            parties.c.since, parties.c.id
        )
        return [_party(row) for row in self._connection.execute(statement).mappings()]

    def holdings(self, person_id: str, *, case: Case) -> Sequence[PastHolding]:
        statement = (
            select(parties, cases.c.employee_id, cases.c.client_id, cases.c.contact_id)
            .join_from(parties, cases)
            .where(
                parties.c.tenant_id == self._tenant,
                parties.c.person_id == person_id,
                or_(
                    cases.c.id == case.id,
                    cases.c.employee_id == case.employee_id,
                    cases.c.contact_id == case.contact_id,
                ),
            )
            .order_by(parties.c.since, parties.c.id)
        )
        return [_holding(row, case) for row in self._connection.execute(statement).mappings()]

    def _row(self, case: Case) -> dict[str, Any]:
        words = Complaint(case.allegations, case.effect, case.remedy, case.safety)
        return {
            "reference": case.reference,
            "client_id": case.client_id,
            "contact_id": case.contact_id,
            "employee_id": case.employee_id,
            "opened_by": case.opened_by,
            "opened_at": case.opened_at,
            "jurisdiction": case.jurisdiction,
            "stage": case.stage.value,
            "asks": [ask.value for ask in case.asks],
            "urgency": case.urgency.value,
            "complaint": self._seal(words, scope=case_scope(case.id), place=_place(case.id)),
            "particulars_at": case.particulars_at,
            "manager_told_at": case.manager_told_at,
            "employee_told_at": case.employee_told_at,
            "employee_told_by": case.employee_told_by,
            "update_due_at": case.update_due_at,
            "closed_at": case.closed_at,
        }

    def _case(self, row: Row) -> Case:
        """A shredded case keeps its dates and its parts; its words are gone."""
        words: Complaint = self._open(
            Complaint, row["complaint"], place=_place(row["id"]), shredded=Complaint()
        )
        return _with(words, row)


def _with(words: Complaint, row: Row) -> Case:
    """The case in a row, with these words."""
    return Case(
        id=row["id"],
        reference=row["reference"],
        client_id=row["client_id"],
        contact_id=row["contact_id"],
        employee_id=row["employee_id"],
        opened_by=row["opened_by"],
        opened_at=row["opened_at"],
        jurisdiction=row["jurisdiction"],
        stage=Stage(row["stage"]),
        asks=tuple(Ask(ask) for ask in row["asks"]),
        remedy=words.remedy,
        effect=words.effect,
        urgency=Urgency(row["urgency"]),
        safety=words.safety,
        allegations=words.allegations,
        particulars_at=row["particulars_at"],
        manager_told_at=row["manager_told_at"],
        employee_told_at=row["employee_told_at"],
        employee_told_by=row["employee_told_by"],
        update_due_at=row["update_due_at"],
        closed_at=row["closed_at"],
    )


def _outline(row: Row) -> Outline:
    stands = {c.name: row[f"of_{c.name}"] for c in cases.c if c.name != "complaint"}
    case = _with(Complaint(), stands)
    return Outline(case=case, party=_party(row), changed_at=row["at"] or case.opened_at)


def _same_case(table: Table) -> ColumnElement[bool]:
    return and_(table.c.tenant_id == cases.c.tenant_id, table.c.case_id == cases.c.id)


def _place(case_id: str) -> str:
    return f"cases:{case_id}"


def _party_row(party: Party) -> dict[str, Any]:
    return {
        "case_id": party.case_id,
        "person_id": party.person_id,
        "capacity": party.capacity.value,
        "since": party.since,
        "until": party.until,
        "acknowledged_at": party.acknowledged_at,
    }


def _party(row: Row) -> Party:
    return Party(
        id=row["id"],
        case_id=row["case_id"],
        person_id=row["person_id"],
        capacity=Capacity(row["capacity"]),
        since=row["since"],
        until=row["until"],
        acknowledged_at=row["acknowledged_at"],
    )


def _holding(row: Row, case: Case) -> PastHolding:
    return PastHolding(
        capacity=Capacity(row["capacity"]),
        employee_id=row["employee_id"],
        client_id=row["client_id"],
        case_id=row["case_id"],
        same_case=row["case_id"] == case.id,
        since=row["since"],
        until=row["until"],
        contact_id=row["contact_id"],
    )
