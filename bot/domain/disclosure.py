"""What a party may know of a case, and when: one pure function of field, viewer and case facts.

The table itself is data that HR and counsel edit (flows/policy/disclosure.yaml). What this module
adds to it cannot be edited away: what the table does not open stays silent, and before the
employee is told (S2) neither the employee nor their companion hears anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Self

from bot.domain.cases import Capacity, Case, Path, Stage


class Field(StrEnum):
    """What can be known of a case: the rows of the visibility matrix, in its order."""

    EXISTS = "exists"  # that there is a case, its number, its next date
    COMPLAINT = "complaint"
    COMPLAINANT = "complainant"
    PARTICULARS = "particulars"
    RED_FLAGS = "red_flags"
    EMPLOYEE_ACCOUNT = "employee_account"
    WITNESSES = "witnesses"
    HEALTH = "health"
    RECORD = "record"  # past warnings and ratings
    INVESTIGATION = "investigation"
    FINDINGS = "findings"
    SANCTION = "sanction"
    SERVICE_PLAN = "service_plan"
    REMOVAL = "removal"
    CONTRACT = "contract"
    PUSH_BACK = "push_back"
    REDEPLOYMENT = "redeployment"
    PAY = "pay"
    LEGAL_ADVICE = "legal_advice"
    APPEAL = "appeal"
    EXIT_DATE = "exit_date"
    EXIT_REASON = "exit_reason"
    DRAFTS = "drafts"
    RELATIONSHIP = "relationship"
    COMMITMENTS = "commitments"
    HR_LOAD = "hr_load"
    ROLE = "role"  # which HR person holds which role (role charter, section 5)
    LIAISON = "liaison"  # who the liaison is: the one holding that a client hears of


class Level(StrEnum):
    """How much of a field is shown."""

    FULL = "full"
    REDACTED = "redacted"  # as it stands, without what belongs to others
    SUMMARY = "summary"  # in neutral words
    SILENT = "silent"

    @property
    def rank(self) -> int:
        """0 for silent to 3 for full: a higher rank shows more."""
        return 3 - list(Level).index(self)


@dataclass(frozen=True)
class CaseFacts:
    """What decides besides field and viewer. Facts are of one viewer, and fail closed."""

    stage: Stage
    paths: frozenset[Path]
    consents: frozenset[Field] = frozenset()  # what the employee agreed that this viewer may see
    approvals: frozenset[tuple[Capacity, Field]] = frozenset()  # on record, by HR or counsel
    risk_to_complainant: bool = False
    own: bool = False  # the viewer authored it, or it is about their own data
    employee_told: bool = False  # needed at S7 only: a case can close before its employee is told

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        consents: frozenset[Field] = frozenset(),
        approvals: frozenset[tuple[Capacity, Field]] = frozenset(),
        risk_to_complainant: bool = False,
        own: bool = False,
    ) -> Self:
        """The facts of a case as it stands, for one viewer."""
        return cls(
            stage=case.stage,
            paths=case.paths,
            consents=consents,
            approvals=approvals,
            risk_to_complainant=risk_to_complainant,
            own=own,
            employee_told=case.employee_told_at is not None,
        )

    @property
    def employee_knows(self) -> bool:
        """True once the employee was told; a closed case proves nothing by its stage."""
        told_by_stage = self.stage.reached(Stage.EMPLOYEE_TOLD) and self.stage is not Stage.CLOSED
        return told_by_stage or (self.employee_told and self.stage is Stage.CLOSED)


@dataclass(frozen=True)
class Verdict:
    """What a viewer may know of a field now, and why."""

    level: Level
    reason: str  # a sentence for HR; for what is held it names what it waits for
    opens: Stage | None = None  # the next stage at which more opens, all else as it is


@dataclass(frozen=True)
class Grant:
    """One opening of a field; every condition that it names must hold."""

    level: Level
    since: Stage = Stage.INTAKE
    path: Path | None = None
    own: bool = False
    consent: bool = False
    approval: bool = False
    unless_risk: bool = False

    def waits_for(self, field: Field, capacity: Capacity, facts: CaseFacts) -> tuple[str, ...]:
        """What is missing before this opens; empty when it is open."""
        wanted = (
            (not facts.stage.reached(self.since), f"the stage “{_STAGES[self.since]}”"),
            (
                self.path is not None and self.path not in facts.paths,
                f"the {self.path} path",
            ),
            (self.own and not facts.own, "being their own"),
            (self.consent and field not in facts.consents, "the employee's consent"),
            (
                self.approval and (capacity, field) not in facts.approvals,
                "a recorded approval",
            ),
            (
                self.unless_risk and facts.risk_to_complainant,
                "the risk to the complainant to be cleared",
            ),
        )
        return tuple(words for missing, words in wanted if missing)


@dataclass(frozen=True)
class Row:
    """One field of the matrix: who gets it, how much of it, from when, and why."""

    field: Field
    title: str
    reason: str
    source: str  # where the rule is written
    cells: Mapping[Capacity, tuple[Grant, ...]]  # a capacity that is not named hears nothing
    number: int | None = None  # in the visibility matrix; None: from the role charter
    note: str = ""  # what an approval stands for, or what a summary is here


@dataclass(frozen=True)
class Matrix:
    """The visibility matrix. A field without a row is silent for everybody."""

    rows: Mapping[Field, Row]

    def judge(self, field: Field, capacity: Capacity, facts: CaseFacts) -> Verdict:
        """What this viewer may know of this field now; deny by default."""
        asked = (field, capacity, facts)
        if asked not in self._judged:
            self._judged[asked] = self._judge(field, capacity, facts)
        return self._judged[asked]

    @cached_property
    def _judged(self) -> dict[tuple[Field, Capacity, CaseFacts], Verdict]:
        """Verdicts given already: one page asks for the same ones hundreds of times."""
        return {}

    def _judge(self, field: Field, capacity: Capacity, facts: CaseFacts) -> Verdict:
        row = self.rows.get(field)
        grants = row.cells.get(capacity, ()) if row else ()
        if row is None or not grants:
            why = row.reason if row else "The matrix has no row for it"
            return Verdict(Level.SILENT, f"Not for this party at any stage. {_sentence(why)}")
        level, opens = _level(row, capacity, facts), _opens(row, capacity, facts)
        if level is not Level.SILENT:
            return Verdict(level, _sentence(row.reason), opens)
        if _is_held(capacity, facts):
            return Verdict(level, _held(facts, opens), opens)
        return Verdict(level, _waits(row, capacity, facts), opens)


_STAGES = {
    Stage.INTAKE: "intake",
    Stage.SCREEN: "screen",
    Stage.EMPLOYEE_TOLD: "employee told",
    Stage.FACTS: "facts",
    Stage.HEARING: "hearing",
    Stage.OUTCOME: "outcome",
    Stage.APPEAL: "appeal",
    Stage.CLOSED: "closed",
}

_HEAR_AFTER_THE_EMPLOYEE_IS_TOLD = frozenset({Capacity.EMPLOYEE, Capacity.COMPANION})


def _is_held(capacity: Capacity, facts: CaseFacts) -> bool:
    """The hard rule: before S2 the employee hears nothing, from anybody's table."""
    return capacity in _HEAR_AFTER_THE_EMPLOYEE_IS_TOLD and not facts.employee_knows


def _level(row: Row, capacity: Capacity, facts: CaseFacts) -> Level:
    if _is_held(capacity, facts):
        return Level.SILENT
    grants = row.cells.get(capacity, ())
    given = [g.level for g in grants if not g.waits_for(row.field, capacity, facts)]
    return max(given, key=lambda level: level.rank, default=Level.SILENT)


def _opens(row: Row, capacity: Capacity, facts: CaseFacts) -> Stage | None:
    """The next stage that shows more; a case that closed untold never comes to S2."""
    now = _level(row, capacity, facts).rank
    for stage in Stage:
        later = replace(facts, stage=stage, employee_told=True)
        if stage.order > facts.stage.order and _level(row, capacity, later).rank > now:
            return stage
    return None


def _held(facts: CaseFacts, opens: Stage | None) -> str:
    if facts.stage is Stage.CLOSED:
        return "The case closed before the employee was told of it: the employee hears nothing."
    held = "The employee has not been told of the case yet, and hears nothing before that."
    if opens in (None, Stage.EMPLOYEE_TOLD):
        return held
    return f"{held} This waits for the stage “{_STAGES[opens]}”."


def _waits(row: Row, capacity: Capacity, facts: CaseFacts) -> str:
    """What the nearest grant waits for, and the reason of the row."""
    missing = (g.waits_for(row.field, capacity, facts) for g in row.cells.get(capacity, ()))
    nearest = min(missing, key=len)
    return f"Held: waits for {' and '.join(nearest)}. {_sentence(row.reason)}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
