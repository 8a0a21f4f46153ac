"""What a use case works with: one transaction, the moment, the policy and the wording."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import uuid_utils

from bot.dialogue.flow import Flow
from bot.dialogue.notices import Speaker
from bot.dialogue.wording import Wording
from bot.domain.calendars import Holidays, WorkingCalendar
from bot.domain.casefile import CaseFile
from bot.domain.cases import Case
from bot.domain.events import Entry, Event, EventKind
from bot.domain.lanes import Address, Shut
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.ports import Work

HolidaysFor = Callable[[str], Holidays]  # by jurisdiction


@dataclass(frozen=True)
class Practice:
    """What holds for every transaction: the flows, the policy, the words, public holidays."""

    flows: Mapping[str, Flow]
    policy: Policy
    wording: Wording
    holidays_for: HolidaysFor
    jurisdictions: Mapping[str, str]  # code -> name: the law that a case can be under
    surfaces: Collection[str]  # the names of those that are on: where people can be reached


@dataclass(frozen=True)
class Desk:
    """One transaction at one moment, for one actor on one surface."""

    work: Work
    practice: Practice
    now: datetime
    actor: Person | None  # None: the mediator acts by itself
    surface: str = ""
    read: dict[str, CaseFile] | None = field(default=None, compare=False)  # see `reading`

    def reading(self) -> Desk:
        """The same desk when nothing is written any more: it reads each case once."""
        return replace(self, read={})

    def of(self, reader: Person, *, at: datetime) -> Desk:
        """The desk of another person, at a moment of theirs."""
        return replace(self, actor=reader, now=at)

    @property
    def wording(self) -> Wording:
        """The catalogue."""
        return self.practice.wording

    @property
    def policy(self) -> Policy:
        """The organisation's policy."""
        return self.practice.policy

    @property
    def reader(self) -> Person:
        """The actor, who reads the answer. Raises LookupError where nobody acts."""
        if self.actor is None:
            raise LookupError("the mediator reads no answers")
        return self.actor

    def calendar(self, person: Person) -> WorkingCalendar:
        """When this person works: their zone, their days, the holidays where they are."""
        return WorkingCalendar(
            person.zone, person.working_days, self.practice.holidays_for(person.jurisdiction)
        )

    def addresses(self, person_id: str) -> Sequence[Address]:
        """Where a person can be reached, the one to use first."""
        known = self.work.addresses.of_person(person_id)
        return [each for each in known if self.shut(each) is None]

    def shut(self, address: Address) -> Shut | None:
        """Why nothing reaches an address; None when it is open. The one place that decides it."""
        if address.surface not in self.practice.surfaces:
            return Shut.OFF
        if address.gone_at:
            return Shut.CLOSED
        return Shut.REMOVED if self.is_installed(address) is False else None

    def is_installed(self, address: Address) -> bool | None:
        """Whether we are in the address's own workspace; None: never, so we speak from home."""
        if not address.tenant:
            return True
        return self.work.installations.stands(address.surface, address.tenant)

    def address(self, person_id: str) -> Address | None:
        """Where a person is reached."""
        return next(iter(self.addresses(person_id)), None)

    def file(self, case: Case) -> CaseFile:
        """The case with its parties, their people and its journal."""
        if self.read is None:
            return self._file(case, self._journal(case))
        if case.id not in self.read:
            self.read[case.id] = self._file(case, self._journal(case))
        return self.read[case.id]

    def outline(self, case: Case) -> Speaker:
        """Enough to say how a case stands, and who may know of it: its journal is not read."""
        return Speaker(self._file(case, ()), self.policy.matrix, self.wording)

    def _journal(self, case: Case) -> tuple[Entry, ...]:
        return tuple(self.work.journal.of_case(case.id))

    def _file(self, case: Case, entries: tuple[Entry, ...]) -> CaseFile:
        directory, cases = self.work.directory, self.work.cases
        parties = tuple(cases.parties(case.id))
        client = directory.client(case.client_id)
        if client is None:
            raise LookupError(f"case {case.id} names a client that is gone")
        named = {party.person_id for party in parties}
        named |= {case.contact_id, case.employee_id, case.opened_by}
        named |= {e.event.data["holder"] for e in entries if "holder" in e.event.data}
        return CaseFile(case, client, self._people(named), parties, entries)

    def _people(self, ids: Iterable[str]) -> dict[str, Person]:
        found = {each: self.work.directory.person(each) for each in ids}
        return {each: person for each, person in found.items() if person is not None}

    def speaker(self, case: Case) -> Speaker:
        """What it takes to speak of a case as it stands now."""
        return Speaker(self.file(case), self.policy.matrix, self.wording)

    def record(self, case_id: str, kind: EventKind, **data: str) -> int:
        """Write into the case's journal who did what, where and when; returns its number."""
        actor = self.actor.id if self.actor else ""
        entry = self.work.journal.append(
            case_id, Event(kind, data), at=self.now, actor=actor, surface=self.surface
        )
        return entry.number


def new_id() -> str:
    """A fresh id that sorts by when it was made (UUIDv7)."""
    return str(uuid_utils.uuid7())
