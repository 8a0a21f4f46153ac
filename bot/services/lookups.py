"""What a flow may look up, for one actor in one transaction: nothing that they may not choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice

from bot.dialogue.fields import Answers, Option
from bot.dialogue.flow import Scene
from bot.dialogue.notices import Speaker
from bot.domain.calendars import WorkingCalendar
from bot.domain.cases import Capacity, Case, Stage
from bot.domain.people import Client, Duty, Person
from bot.domain.roles import Charter, Conflict, ConflictFacts, Role
from bot.services.desk import Desk
from bot.services.handlers.access import adopts
from bot.services.lines import in_one_line

HR = (Duty.HR, Duty.HR_LEAD)


@dataclass(frozen=True)
class DeskLookup:
    """The directory and the cases, as far as the actor may know them."""

    desk: Desk
    actor: Person
    _speakers: dict[str, Speaker | None] = field(default_factory=dict)  # each case is read once

    def options(self, source: str, *, answers: Answers, query: str, limit: int) -> Sequence[Option]:
        """The options of a source that fit the words, best first."""
        return self._lists[source](answers, query, limit)

    def option(self, source: str, value: str, *, answers: Answers) -> Option | None:
        """The one with this value, if the actor may choose it."""
        directory = self.desk.work.directory
        if source == "cases":
            case = self.desk.work.cases.get(value)
            return self._case(case) if case and self._may_act(case) else None
        if source == "clients":
            client = directory.client(value)
            return _client(client) if client else None
        if source == "jurisdictions":
            name = self.desk.practice.jurisdictions.get(value)
            return Option(value, name) if name else None
        person = directory.person(value)
        fits = person and {
            "staff": person.client is None,
            "hr": person.is_hr,
            "contacts": person.client is not None and person.client == answers.get("client"),
        }.get(source)
        return _person(person) if person and fits else None

    @cached_property
    def _lists(self) -> dict[str, Callable[[Answers, str, int], Sequence[Option]]]:
        directory = self.desk.work.directory
        return {
            "clients": lambda _, query, limit: [
                _client(each) for each in directory.find_clients(query, limit=limit)
            ],
            "contacts": lambda answers, query, limit: [
                _person(each)
                for each in directory.find_contacts(str(answers.get("client")), query, limit=limit)
            ],
            "staff": lambda _, query, limit: [
                _person(each) for each in directory.find_staff(query, limit=limit)
            ],
            "hr": lambda _, query, limit: [
                _person(each) for each in directory.find_staff(query, limit=limit, duties=HR)
            ],
            "jurisdictions": self._jurisdictions,
            "cases": self._cases,
        }

    def _cases(self, _answers: Answers, query: str, limit: int) -> Sequence[Option]:
        mine = self.desk.work.cases.open_of(self.actor.id, limit=100)
        options = [self._case(case) for case in mine if self._may_act(case)]
        words = query.casefold()
        return [o for o in options if words in f"{o.label} {o.hint}".casefold()][:limit]

    def _jurisdictions(self, _answers: Answers, query: str, limit: int) -> Sequence[Option]:
        words = query.casefold()
        named = self.desk.practice.jurisdictions.items()
        found = (Option(code, name) for code, name in named if words in f"{code} {name}".casefold())
        return list(islice(found, limit))

    def _case(self, case: Case) -> Option:
        employee = self.desk.work.directory.person(case.employee_id)
        client = self.desk.work.directory.client(case.client_id)
        hint = f"{employee.name if employee else ''}, {client.name if client else ''}"
        return Option(case.id, case.reference, hint)

    def _may_act(self, case: Case) -> bool:
        return case.is_open and self.desk.file(case).may_act(self.actor.id)

    def person(self, person_id: str) -> Person | None:
        """Anybody in the directory."""
        return self.desk.work.directory.person(person_id)

    def speaker(self, case_id: str) -> Speaker | None:
        """A case that the actor may act on, as it stood when first asked for."""
        if case_id not in self._speakers:
            self._speakers[case_id] = self._speaker(case_id)
        return self._speakers[case_id]

    def _speaker(self, case_id: str) -> Speaker | None:
        case = self.desk.work.cases.get(case_id)
        if case is None or not case.is_open:
            return None
        speaker = self.desk.speaker(case)
        may = speaker.file.may_act(self.actor.id) or adopts(self.desk, speaker.file)
        return speaker if may else None

    def conflict(self, case_id: str, *, role: Role, person_id: str) -> Conflict | None:
        """What the conflict table has against this person in this role."""
        case, person = self.desk.work.cases.get(case_id), self.person(person_id)
        if case is None or person is None:
            return None
        return conflict_of(self.desk, case, role=role, person=person)

    def charter(self, role: Role) -> Charter:
        """What the role may and may not do."""
        return self.desk.policy.charters[role]

    def calendar(self, person: Person) -> WorkingCalendar:
        """When a person works."""
        return self.desk.calendar(person)

    def reminder_due(self, reminder_id: str) -> datetime | None:
        """When what the actor owes is due."""
        reminder = self.desk.work.reminders.get(reminder_id)
        if reminder is None or not reminder.is_open or reminder.owner_id != self.actor.id:
            return None
        return reminder.due_at


def scene_of(desk: Desk) -> Scene:
    """The desk's actor, and what they may look up: cases as they stand when they are first read."""
    lookup = DeskLookup(desk, desk.reader)
    return Scene(actor=desk.reader, now=desk.now, lookup=lookup, tone=desk.policy.tone)


def conflict_of(desk: Desk, case: Case, *, role: Role, person: Person) -> Conflict | None:
    """What stands against a person in a role: ties to the case and parts held before."""
    file = desk.file(case)
    parts = [p for p in file.parties if p.person_id == person.id]
    told = (e.event.data.get("stage", "") for e in file.entries)
    lead = file.client.account_lead
    facts = ConflictFacts(
        person_id=person.id,
        employee_id=case.employee_id,
        client_id=case.client_id,
        in_own_line=_in_own_line(desk, person.id, case.employee_id),
        is_witness=any(p.capacity is Capacity.WITNESS for p in parts),
        is_subject=person.id == case.employee_id,
        is_complainant=person.id == case.contact_id,
        reports_to_account_lead=lead is not None and person.manager == lead,
        facts_gathered=case.stage.reached(Stage.FACTS) or Stage.FACTS.value in told,
        now=desk.now,
        stage=case.stage,
        contact_id=case.contact_id,
    )
    held = desk.work.cases.holdings(person.id, case=case)
    return desk.policy.conflicts.conflict(role, held=held, facts=facts)


def _in_own_line(desk: Desk, person_id: str, employee_id: str) -> bool:
    """True for a line of management; that somebody is the subject is a tie of its own."""
    return person_id != employee_id and in_one_line(desk.work.directory, person_id, employee_id)


def _person(person: Person) -> Option:
    return Option(person.id, person.name, person.job_title)


def _client(client: Client) -> Option:
    return Option(client.id, client.name)
