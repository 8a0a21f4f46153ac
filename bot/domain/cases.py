"""A case: one matter between a client and us about an employee, and the parties to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_ALLEGATIONS = 50  # in one case: still to be surveyed, and to be chosen from on any surface


class Stage(StrEnum):
    """How far a case has come; what each party may see opens stage by stage."""

    INTAKE = "S0"
    SCREEN = "S1"
    EMPLOYEE_TOLD = "S2"
    FACTS = "S3"
    HEARING = "S4"
    OUTCOME = "S5"
    APPEAL = "S6"
    CLOSED = "S7"

    @property
    def order(self) -> int:
        """0 for intake to 7 for closed."""
        return int(self.value[1:])

    def reached(self, other: Stage) -> bool:
        """True when this stage is `other` or a later one."""
        return self.order >= other.order


class Path(StrEnum):
    """What the matter may lead to; some fields open with the path and not with the stage."""

    WARNING = "warning"
    REMOVAL = "removal"
    DISMISSAL = "dismissal"


class Capacity(StrEnum):
    """A person's part in one case. Someone with two capacities is two parties."""

    CLIENT = "client"
    EMPLOYEE = "employee"
    MANAGER = "manager"
    ACCOUNT_LEAD = "account_lead"
    HR_INTAKE = "hr_intake"  # opened the case; sees as liaison until roles are settled
    HR_LIAISON = "hr_liaison"
    HR_ADVISOR_EMPLOYEE = "hr_advisor_employee"
    HR_ADVISOR_MANAGER = "hr_advisor_manager"
    HR_ENFORCER = "hr_enforcer"
    INVESTIGATOR = "investigator"
    DECISION_MAKER = "decision_maker"
    APPEAL_MANAGER = "appeal_manager"
    COMPANION = "companion"
    WITNESS = "witness"
    LEGAL = "legal"
    LEADERSHIP = "leadership"
    DPO = "dpo"

    @property
    def is_hr(self) -> bool:
        """True for the capacities that only HR holds."""
        return self.value.startswith("hr_")

    @property
    def words(self) -> str:
        """The part as people call it."""
        return _IN_WORDS.get(self, self.value.replace("_", " "))


_IN_WORDS = {
    Capacity.MANAGER: "line manager",
    Capacity.HR_INTAKE: "HR, took the complaint",
    Capacity.HR_LIAISON: "HR liaison",
    Capacity.HR_ADVISOR_EMPLOYEE: "HR advisor to the employee",
    Capacity.HR_ADVISOR_MANAGER: "HR advisor to the line manager",
    Capacity.HR_ENFORCER: "HR enforcer",
    Capacity.DPO: "data protection officer",
}


class Known(StrEnum):
    """How an allegation is known."""

    SEEN = "seen"
    REPORTED = "reported"
    INFERRED = "inferred"


class Urgency(StrEnum):
    """How soon the client needs to hear more."""

    NORMAL = "normal"
    SOON = "soon"
    TODAY = "today"


class Ask(StrEnum):
    """What a client wants done, apart from what happened."""

    COACH = "coach"
    REPLACE = "replace"
    REMOVE = "remove"
    DISCIPLINE = "discipline"
    DISMISS = "dismiss"
    INFORMATION = "information"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The ask as people say it: "replace them on the account"."""
        return _ASKED[self]

    @property
    def path(self) -> Path:
        """The due process that this ask would need."""
        if self in (Ask.REPLACE, Ask.REMOVE):
            return Path.REMOVAL
        return Path.DISMISSAL if self is Ask.DISMISS else Path.WARNING


_ASKED = {
    Ask.COACH: "coach them",
    Ask.REPLACE: "replace them on the account",
    Ask.REMOVE: "remove them from the account",
    Ask.DISCIPLINE: "discipline them",
    Ask.DISMISS: "dismiss them",
    Ask.INFORMATION: "information",
    Ask.OTHER: "something else",
}


@dataclass(frozen=True)
class Source:
    """A message on which something rests: kept word for word, and the words are its writer's."""

    words: str  # verbatim; "" when it has none, but something attached to it
    author: str  # the name as it was shown; "" when none was
    author_id: str  # person id; "" when the organisation does not know them
    written_at: datetime  # aware, UTC: when it was written, which is not when it happened
    link: str  # to where it stands; "" when the platform gives none


@dataclass(frozen=True)
class Record:
    """A fact that came to an allegation later, in HR's words, and the message it rests on."""

    observed: str
    source: Source | None = None
    added_at: datetime | None = None  # aware, UTC


@dataclass(frozen=True)
class Allegation:
    """One thing said to have happened, apart from opinion and from the remedy asked for."""

    observed: str  # what somebody saw or heard, in HR's words: never the source's own
    began: datetime | None  # aware, UTC; None: the client has not said yet
    ended: datetime | None  # None: at one time, not over a period
    observed_by: str  # "" when the client has not said yet
    known: Known
    source: Source | None = None  # the message that says so, where it was said in one
    records: tuple[Record, ...] = ()  # what was added to it later
    added_at: datetime | None = None  # aware, UTC; None: there from the start

    @property
    def is_complete(self) -> bool:
        """True with a date or period and who observed it: the employee can answer it."""
        return self.began is not None and bool(self.observed_by.strip())


@dataclass(frozen=True)
class Party:
    """One person's part in one case, dated; the lane between them and the mediator is its id."""

    id: str
    case_id: str
    person_id: str
    capacity: Capacity
    since: datetime
    until: datetime | None = None
    acknowledged_at: datetime | None = None  # a click by the holder; never forced

    @property
    def is_open(self) -> bool:
        """True while the person still holds this part."""
        return self.until is None


@dataclass(frozen=True)
class Case:
    """What is known of a case, beside its parties, its allegations and its journal."""

    id: str
    reference: str  # EH-<year>-<number>: for people to name it, never authority
    client_id: str
    contact_id: str  # who complained
    employee_id: str
    opened_by: str
    opened_at: datetime
    jurisdiction: str
    stage: Stage
    asks: tuple[Ask, ...]
    remedy: str  # the client's own words
    effect: str
    urgency: Urgency
    safety: str  # "" when there is no safety concern
    allegations: tuple[Allegation, ...]
    particulars_at: datetime | None = None  # when incident, date, source and effect were complete
    manager_told_at: datetime | None = None  # had the summary, one step before the employee
    employee_told_at: datetime | None = None
    employee_told_by: str | None = None
    update_due_at: datetime | None = None  # the next update as it was promised to the parties
    closed_at: datetime | None = None

    @property
    def has_particulars(self) -> bool:
        """True when incident, date or period, source and effect are recorded (packs, step W03)."""
        return bool(self.effect.strip()) and all(each.is_complete for each in self.allegations)

    def raised_by(self, allegation: Allegation) -> str:
        """The id of who said so, "" for somebody unknown: the complainant, as a rule.

        What came later from somebody else's message is not the complainant's own.
        """
        source = allegation.source
        if allegation.added_at is None or source is None:
            return self.contact_id
        return source.author_id

    @property
    def sources(self) -> Sequence[Source]:
        """The messages on which the case rests, each once."""
        found = [each.source for each in self.allegations]
        found += [record.source for each in self.allegations for record in each.records]
        return list(dict.fromkeys(source for source in found if source))

    @property
    def paths(self) -> frozenset[Path]:
        """The due processes that the client's asks touch."""
        return frozenset(ask.path for ask in self.asks)

    @property
    def is_open(self) -> bool:
        """True until it is closed with a note to all."""
        return self.stage is not Stage.CLOSED


@dataclass(frozen=True)
class Outline:
    """A part that somebody holds in an open case, and how the case stands.

    The case is without the words that people wrote: it is for reading, and is never saved.
    """

    case: Case
    party: Party
    changed_at: datetime  # of the last entry in its journal
