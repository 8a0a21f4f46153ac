"""A made-up house to test the dialogue with: people, one case, and what a flow may look up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from adapters.files.policy import load_policy
from adapters.files.wording import load_wording
from bot.dialogue.fields import Answers, Option
from bot.dialogue.flow import Scene
from bot.dialogue.notices import Speaker
from bot.dialogue.wording import Wording
from bot.domain.calendars import WorkingCalendar
from bot.domain.casefile import CaseFile
from bot.domain.cases import Allegation, Ask, Capacity, Case, Known, Party, Stage, Urgency
from bot.domain.events import Entry, Event, EventKind
from bot.domain.people import Client, Duty, Person
from bot.domain.policy import Policy
from bot.domain.roles import Charter, Conflict, Role
from bot.domain.tone import Tone

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 10:00 in Manila
OPENED = NOW - timedelta(days=4)


@cache
def policy() -> Policy:
    """The policy as it is shipped."""
    return load_policy(ROOT / "flows/policy")


@cache
def wording() -> Wording:
    """The catalogue as it is shipped."""
    return load_wording(ROOT / "flows/wording/en.yaml")


def somebody(id_: str, name: str, **more: Any) -> Person:
    """A person in Manila, unless said otherwise."""
    email = f"{id_}@northwind.example"
    return Person(id_, name, email, **{"time_zone": "Asia/Manila", "jurisdiction": "PH", **more})


MAYA = somebody("maya", "Maya Reyes", duties=frozenset({Duty.HR}), manager="noor")
CHIDI = somebody("chidi", "Chidi Okafor", duties=frozenset({Duty.HR}), time_zone="Europe/London")
NOOR = somebody("noor", "Noor Lim", duties=frozenset({Duty.HR, Duty.HR_LEAD}), manager="leo")
BEN = somebody("ben", "Ben Cruz", manager="lea", account="contoso")
LEA = somebody("lea", "Lea Santos", manager="leo")
LEO = somebody("leo", "Leo Tan", duties=frozenset({Duty.LEADERSHIP}))
ZOFIA = somebody("zofia", "Zofia Kowalska", time_zone="Europe/London")
ANA = somebody("ana", "Ana Uy", duties=frozenset({Duty.LEGAL, Duty.DPO}))
KIM = somebody("kim", "Kim Sand", client="contoso", time_zone="Australia/Sydney")
KIT = somebody("kit", "Kit Park", client="contoso")
HENRIK = somebody("henrik", "Henrik Dahl", client="fabrikam")
EVERYBODY = (MAYA, CHIDI, NOOR, BEN, LEA, LEO, ZOFIA, ANA, KIM, KIT, HENRIK)

CONTOSO = Client("contoso", "Contoso Retail", account_lead="zofia")
FABRIKAM = Client("fabrikam", "Fabrikam Health")
PLACES = {"PH": "Philippines", "GB-ENG": "United Kingdom (ENG)", "SG": "Singapore"}

SEEN = Allegation(
    observed="Three of eight tickets of Friday were not answered.",
    began=OPENED - timedelta(days=2),
    ended=None,
    observed_by="Dana Fox",
    known=Known.SEEN,
)
CASE = Case(
    id="case-1",
    reference="EH-2026-0042",
    client_id="contoso",
    contact_id="kim",
    employee_id="ben",
    opened_by="maya",
    opened_at=OPENED,
    jurisdiction="PH",
    stage=Stage.SCREEN,
    asks=(Ask.COACH, Ask.REPLACE),
    remedy="I want somebody else by Monday, or a plan that I can believe.",
    effect="Refunds were two days late for fourteen customers.",
    urgency=Urgency.NORMAL,
    safety="",
    allegations=(SEEN,),
    particulars_at=OPENED,
    update_due_at=NOW + timedelta(days=2),
)
PARTS: Mapping[Capacity, str] = {
    Capacity.CLIENT: "kim",
    Capacity.EMPLOYEE: "ben",
    Capacity.MANAGER: "lea",
    Capacity.ACCOUNT_LEAD: "zofia",
    Capacity.HR_LIAISON: "maya",
    Capacity.HR_ENFORCER: "chidi",
}
EARLY_PARTS: Mapping[Capacity, str] = {
    **{c: who for c, who in PARTS.items() if not c.is_hr},
    Capacity.HR_INTAKE: "maya",
}
HAPPENED = (
    Event(EventKind.CASE_OPENED, {}),
    Event(EventKind.CLIENT_ACKNOWLEDGED, {}),
    Event(EventKind.MANAGER_BRIEFED, {}),
    Event(EventKind.EMPLOYEE_TOLD, {}),
    Event(EventKind.ROLE_ASSIGNED, {"role": "enforcer", "holder": "chidi"}),
    Event(EventKind.ROLE_ASSIGNED, {"role": "liaison", "holder": "maya"}),
    Event(EventKind.STAGE_REACHED, {"stage": "S3"}),
)


def at_stage(stage: Stage, case: Case = CASE) -> Case:
    """The case at a stage, its employee told if that has been its way."""
    told = OPENED + timedelta(days=1) if stage.reached(Stage.EMPLOYEE_TOLD) else None
    briefed = told - timedelta(hours=1) if told else None
    return replace(case, stage=stage, employee_told_at=told, manager_told_at=briefed)


def case_file(
    case: Case = CASE,
    *,
    parts: Mapping[Capacity, str] = PARTS,
    people: Sequence[Person] = EVERYBODY,
    happened: Sequence[Event] = HAPPENED,
) -> CaseFile:
    """A case as it is read to decide."""
    return CaseFile(
        case=case,
        client=CONTOSO,
        people={person.id: person for person in people},
        parties=tuple(
            Party(f"p-{capacity.value}", case.id, who, capacity, OPENED)
            for capacity, who in parts.items()
        ),
        entries=tuple(
            Entry(case.id, number, OPENED, "maya", "playground", event)
            for number, event in enumerate(happened, 1)
        ),
    )


def speaker(case: Case = CASE, **more: Any) -> Speaker:
    """What it takes to speak of a case."""
    return Speaker(case_file(case, **more), policy().matrix, wording())


@dataclass
class FakeLookup:
    """What a flow may look up, in plain lists."""

    people: Sequence[Person] = EVERYBODY
    clients: Sequence[Client] = (CONTOSO, FABRIKAM)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    conflicts: Mapping[tuple[Role, str], Conflict] = field(default_factory=dict)
    due: Mapping[str, datetime] = field(default_factory=dict)

    def options(self, source: str, *, answers: Answers, query: str, limit: int) -> Sequence[Option]:
        """The options whose words hold the query."""
        words = query.casefold()
        listed = self._all(source, answers)
        fits = [o for o in listed if words in f"{o.value} {o.label} {o.hint}".casefold()]
        return fits[:limit]

    def option(self, source: str, value: str, *, answers: Answers) -> Option | None:
        """The one with this value."""
        value.encode()  # as a database would, it takes no lone surrogates
        return next((o for o in self._all(source, answers) if o.value == value), None)

    def _all(self, source: str, answers: Answers) -> Sequence[Option]:
        match source:
            case "clients":
                return [Option(client.id, client.name) for client in self.clients]
            case "contacts":
                fits = [p for p in self.people if p.client and p.client == answers.get("client")]
            case "staff":
                fits = [p for p in self.people if p.client is None]
            case "hr":
                fits = [p for p in self.people if p.is_hr]
            case "jurisdictions":
                return [Option(code, name) for code, name in PLACES.items()]
            case "cases":
                files = {id_: each.file for id_, each in self.speakers.items()}
                return [Option(i, f.case.reference, f.employee.name) for i, f in files.items()]
            case _:
                raise KeyError(source)
        return [Option(p.id, p.name, p.job_title) for p in fits]

    def person(self, person_id: str) -> Person | None:
        """Anybody."""
        return next((p for p in self.people if p.id == person_id), None)

    def speaker(self, case_id: str) -> Speaker | None:
        """A case that the actor may act on."""
        return self.speakers.get(case_id)

    def conflict(self, case_id: str, *, role: Role, person_id: str) -> Conflict | None:
        """What stands against somebody."""
        return self.conflicts.get((role, person_id))

    def charter(self, role: Role) -> Charter:
        """The charter as it is shipped."""
        return policy().charters[role]

    def calendar(self, person: Person) -> WorkingCalendar:
        """When somebody works, without holidays."""
        return WorkingCalendar(person.zone, person.working_days)

    def reminder_due(self, reminder_id: str) -> datetime | None:
        """When something is due."""
        return self.due.get(reminder_id)


def scene(
    *speakers: Speaker,
    actor: Person = MAYA,
    now: datetime = NOW,
    tone: Tone | None = None,
    **more: Any,
) -> Scene:
    """Who is answering, on Monday morning in Manila."""
    known = {each.file.case.id: each for each in speakers}
    lookup = FakeLookup(speakers=known, **more)
    return Scene(actor=actor, now=now, lookup=lookup, tone=tone or policy().tone)


@dataclass
class Doors:
    """Homes that nobody keeps: who looked at theirs, as (tenant, user, blank)."""

    visits: list[tuple[str, str, bool]] = field(default_factory=list)

    async def opened(self, *, surface: str, tenant: str, user: str, blank: bool) -> None:
        """Note it."""
        assert surface == "slack"
        self.visits.append((tenant, user, blank))
