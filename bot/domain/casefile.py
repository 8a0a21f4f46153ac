"""A case as it is read to decide: with its parties, their people and its journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.cases import Allegation, Capacity, Case, Party, Record
from bot.domain.disclosure import CaseFacts
from bot.domain.events import Entry, EventKind
from bot.domain.people import Client, Person
from bot.domain.reminders import ReminderKind

ACTING = frozenset({Capacity.HR_INTAKE, Capacity.HR_LIAISON, Capacity.HR_ENFORCER})
"""Who may move a case on. An advisor may not: 02-role-charter.md section 1, "May not"."""

OWNING = (Capacity.HR_LIAISON, Capacity.HR_INTAKE, Capacity.HR_ENFORCER)
"""Who owes the next steps, the first who is there."""

ADDING = frozenset({EventKind.ALLEGATION_ADDED, EventKind.RECORD_ADDED})


@dataclass(frozen=True)
class CaseFile:
    """Everything that a decision about a case is made from."""

    case: Case
    client: Client
    people: Mapping[str, Person]  # by id: whoever is or was a party, or is named in the journal
    parties: tuple[Party, ...]  # past ones too
    entries: tuple[Entry, ...]

    @property
    def open_parties(self) -> Sequence[Party]:
        """The parts that are held now."""
        return [party for party in self.parties if party.is_open]

    def person(self, party: Party) -> Person:
        """Who holds a part."""
        return self.people[party.person_id]

    @property
    def employee(self) -> Person:
        """The person whom the complaint is about."""
        return self.people[self.case.employee_id]

    @property
    def contact(self) -> Person:
        """The person at the client who complained."""
        return self.people[self.case.contact_id]

    def holder(self, capacity: Capacity) -> Party | None:
        """The open part in this capacity, if anybody holds it."""
        return next((p for p in self.open_parties if p.capacity is capacity), None)

    def parts_of(self, person_id: str) -> Sequence[Party]:
        """A person's open parts in this case."""
        return [party for party in self.open_parties if party.person_id == person_id]

    def may_act(self, person_id: str) -> bool:
        """True for HR who moves the case on: liaison, enforcer, or the opener until then.

        Whoever is not entrusted with HR any more does not, whatever part they still hold.
        """
        person = self.people.get(person_id)
        parts = self.parts_of(person_id)
        return bool(person and person.is_hr) and any(party.capacity in ACTING for party in parts)

    @property
    def owner(self) -> Party | None:
        """Who owes the case's next steps: the liaison, else the opener, else the enforcer.

        One who is in HR no more comes last: the parties turn to somebody who can act.
        """
        parts = (self.holder(capacity) for capacity in OWNING)
        held = [part for part in parts if part]
        return next((part for part in held if self.may_act(part.person_id)), next(iter(held), None))

    @property
    def is_orphaned(self) -> bool:
        """True when nobody is left who may move the case on: they have left HR."""
        return not any(self.may_act(party.person_id) for party in self.open_parties)

    def facts(self, party: Party) -> CaseFacts:
        """What disclosure judges by, for one party."""
        return facts_of(self.case, party)

    @property
    def last_update(self) -> int:
        """The journal number of the last update to the parties; 0 before the first."""
        sent = [e.number for e in self.entries if e.event.kind is EventKind.UPDATE_SENT]
        return max(sent, default=0)

    def since_last_update(self) -> Sequence[Entry]:
        """What has happened since the parties were last told."""
        return [entry for entry in self.entries if entry.number > self.last_update]

    @property
    def is_employee_told(self) -> bool:
        """True once the deliberate step was taken."""
        return self.case.employee_told_at is not None

    def added(self, entry: Entry) -> tuple[Allegation, Record | None] | None:
        """What an entry added: an allegation, or a record to one; None for all other entries."""
        data = entry.event.data
        if entry.event.kind not in ADDING or not self.case.allegations:  # a shredded case has none
            return None
        allegation = self.case.allegations[int(data["allegation"])]
        if entry.event.kind is EventKind.ALLEGATION_ADDED:
            return allegation, None
        return allegation, allegation.records[int(data["record"])]

    def to_put(self) -> Sequence[Entry]:
        """What was added after the employee was told, and was not put to them since.

        It is put with an update that says so, or when whoever owes it has done it and says so.
        """
        told = [e.number for e in self.entries if e.event.kind is EventKind.EMPLOYEE_TOLD]
        added = [e for e in self.entries if told and e.event.kind in ADDING]
        later = [e for e in added if e.number > told[0]]
        return [e for e in later if not any(self._puts(after, e) for after in self.entries)]

    def _puts(self, after: Entry, added: Entry) -> bool:
        data, employee = after.event.data, self.holder(Capacity.EMPLOYEE)
        if after.number < added.number or employee is None:
            return False
        if after.event.kind is EventKind.UPDATE_SENT:
            told, said = data["parties"].split(), data["items"].split()
            return employee.id in told and str(added.number) in said
        is_done = after.event.kind is EventKind.REMINDER_DONE
        return is_done and data.get("owed") == ReminderKind.PUT_TO_EMPLOYEE


def facts_of(case: Case, party: Party) -> CaseFacts:
    """What disclosure judges by, for one party: the complainant's words are their own."""
    own = party.person_id in (case.contact_id, case.employee_id)
    return CaseFacts.of(case, own=own)
