"""HR's three roles, what each may and may not do, and who may not hold which (role charter).

The charters and the conflict table are data (flows/policy/charter.yaml). The table is read for one
person and one role: first what ties the person to the case, then each part they held before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from bot.domain.cases import Capacity, Stage


class Role(StrEnum):
    """HR's part in a case. Whom an advisor serves makes two of one."""

    LIAISON = "liaison"
    ADVISOR_EMPLOYEE = "advisor_employee"
    ADVISOR_MANAGER = "advisor_manager"
    ENFORCER = "enforcer"

    @property
    def capacity(self) -> Capacity:
        """The part in the case that this role is."""
        return Capacity(f"hr_{self}")

    @classmethod
    def of(cls, capacity: Capacity) -> Self | None:
        """The role that a part is; None for the opener's and for parts that are not HR's."""
        return next((role for role in cls if role.capacity is capacity), None)


@dataclass(frozen=True)
class Charter:
    """What a role is there for, and its limits, in sentences to show."""

    role: Role
    title: str
    serves: str
    aim: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    decides: str
    must_be_told: tuple[str, ...]  # who hears that somebody holds it
    says_first: str
    notes: str = ""  # where what is said to it stays, and who may see it


class ConflictLevel(StrEnum):
    """What a conflict means for the choice."""

    REFUSED = "refused"
    NOTICE = "notice"  # possible; those whom it concerns are told


class Tie(StrEnum):
    """What ties an HR person to a case whatever they held before; bars from every role."""

    IS_SUBJECT = "is_subject"
    IS_COMPLAINANT = "is_complainant"
    IS_WITNESS = "is_witness"
    IN_OWN_LINE = "in_own_line"
    REPORTS_TO_ACCOUNT_LEAD = "reports_to_account_lead"


class When(StrEnum):
    """A state of the case on which a rule depends."""

    FACTS_GATHERED = "facts_gathered"
    CLOSING = "closing"  # the outcome is given and no appeal runs: the closing message is left
    CLOSED = "closed"
    APPEAL = "appeal"


@dataclass(frozen=True)
class PastHolding:
    """A part that the person holds or held, in this case or another."""

    capacity: Capacity
    employee_id: str  # whom that case is about
    client_id: str
    case_id: str
    same_case: bool
    since: datetime
    until: datetime | None  # None: holds it now
    contact_id: str = ""  # who complained in that case


@dataclass(frozen=True)
class ConflictFacts:
    """The person and the case in question."""

    person_id: str
    employee_id: str
    client_id: str
    in_own_line: bool
    is_witness: bool
    is_subject: bool
    is_complainant: bool
    reports_to_account_lead: bool
    facts_gathered: bool
    now: datetime
    stage: Stage | None = None  # None: nothing is closing, closed or under appeal
    contact_id: str = ""  # who complained in this case

    def holds(self, when: When) -> bool:
        """True when the case is in this state."""
        match when:
            case When.FACTS_GATHERED:
                return self.facts_gathered
            case When.CLOSING:
                return self.stage in (Stage.OUTCOME, Stage.CLOSED)
            case When.CLOSED:
                return self.stage is Stage.CLOSED
            case When.APPEAL:
                return self.stage is Stage.APPEAL

    @property
    def ties(self) -> frozenset[Tie]:
        """What ties the person to the case."""
        return frozenset(
            tie
            for tie, holds in (
                (Tie.IS_SUBJECT, self.is_subject),
                (Tie.IS_COMPLAINANT, self.is_complainant),
                (Tie.IS_WITNESS, self.is_witness),
                (Tie.IN_OWN_LINE, self.in_own_line),
                (Tie.REPORTS_TO_ACCOUNT_LEAD, self.reports_to_account_lead),
            )
            if holds
        )


@dataclass(frozen=True)
class Conflict:
    """Why a person should not, or only with notice, take a part; and what to do instead."""

    level: ConflictLevel
    reason: str
    source: str


@dataclass(frozen=True)
class TieRule:
    """A tie that bars from every role."""

    tie: Tie
    reason: str
    source: str


@dataclass(frozen=True)
class HeldRule:
    """One cell of the conflict table, or several that read alike."""

    held: frozenset[Capacity]
    then: frozenset[Capacity]
    level: ConflictLevel
    reason: str
    source: str
    when: When | None = None
    months: int | None = None  # only so long after the part ended, and with the same client
    same_case: bool = False  # does not reach into other cases

    def covers(self, holding: PastHolding, taking: Capacity, facts: ConflictFacts) -> bool:
        """True when this rule speaks of this holding."""
        return (
            holding.capacity in self.held
            and taking in self.then
            and (holding.same_case or not self.same_case)
            and (self.when is None or facts.holds(self.when))
            and (self.months is None or self._lasts(holding, facts, self.months))
        )

    @staticmethod
    def _lasts(holding: PastHolding, facts: ConflictFacts, months: int) -> bool:
        return holding.client_id == facts.client_id and _within(holding, months, facts.now)


@dataclass(frozen=True)
class Links:
    """How parts in other cases count."""

    months: int  # after the part ended
    same_employee: str  # the sentence that says so
    same_complainant: str


@dataclass(frozen=True)
class ConflictTable:
    """Who may not hold what. The first rule that covers a holding speaks for it."""

    ties: tuple[TieRule, ...]
    rules: tuple[HeldRule, ...]
    links: Links

    def conflict(
        self, role: Role | Capacity, *, held: Sequence[PastHolding], facts: ConflictFacts
    ) -> Conflict | None:
        """The gravest conflict of this person with this part, or None when there is none.

        `held` are the person's parts in this case and in others, open or ended. Besides the roles
        it judges the parts of investigator, decision maker and appeal manager.
        """
        taking = role.capacity if isinstance(role, Role) else role
        found = [*self._tied(facts), *self._held(taking, held, facts)]
        refused = (one for one in found if one.level is ConflictLevel.REFUSED)
        return next(refused, found[0] if found else None)

    def _tied(self, facts: ConflictFacts) -> Iterator[Conflict]:
        for rule in self.ties:
            if rule.tie in facts.ties:
                yield Conflict(ConflictLevel.REFUSED, rule.reason, rule.source)

    def _held(
        self, taking: Capacity, held: Sequence[PastHolding], facts: ConflictFacts
    ) -> Iterator[Conflict]:
        for holding in held:
            rule = next((r for r in self.rules if r.covers(holding, taking, facts)), None)
            if rule is None:
                continue
            if holding.same_case:
                yield Conflict(rule.level, rule.reason, rule.source)
            elif _within(holding, self.links.months, facts.now):
                yield from self._linked(rule, holding, facts)

    def _linked(
        self, rule: HeldRule, holding: PastHolding, facts: ConflictFacts
    ) -> Iterator[Conflict]:
        """A case of the same employee counts like this one; of the same complainant, as notice."""
        if holding.employee_id == facts.employee_id:
            words = f"{rule.reason} {self.links.same_employee}"
            yield Conflict(rule.level, words, rule.source)
        elif facts.contact_id and holding.contact_id == facts.contact_id:
            yield Conflict(ConflictLevel.NOTICE, self.links.same_complainant, rule.source)


def _within(holding: PastHolding, months: int, now: datetime) -> bool:
    """True while it is held, and for so many calendar months after."""
    return holding.until is None or now < _later(holding.until, months)


def _later(moment: datetime, months: int) -> datetime:
    """The same day `months` later, in UTC; a day that the month lacks becomes the first after."""
    moment = moment.astimezone(UTC)
    years, month = divmod(moment.month - 1 + months, 12)
    try:
        return moment.replace(year=moment.year + years, month=month + 1)
    except ValueError:
        return _later(moment.replace(day=1), months + 1)
