"""The app is gone from a workspace: it is written down once, and HR is told whom that cuts off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.dialogue.content import Card
from bot.domain.cases import Case
from bot.domain.disclosure import Level
from bot.domain.installations import Installation
from bot.domain.lanes import Address
from bot.domain.people import Duty, Person
from bot.ports import Clock, Database, Jobs, Work
from bot.services import escalating
from bot.services.cards import WHO_IS
from bot.services.desk import Desk, Practice

CASES = 100  # open cases of one person that are looked at

log = structlog.get_logger()


@dataclass(frozen=True)
class Losses:
    """Takes note of workspaces that are lost."""

    database: Database
    practice: Practice
    clock: Clock
    jobs: Jobs
    link: str = ""  # where the app is installed again; "" where nobody can do so by a link

    async def lost(
        self, surface: str, tenant: str, *, because: str, cut_off: Collection[str]
    ) -> None:
        """Mark an installation gone; the first time, tell HR whom nothing reaches any more.

        Args:
            surface: The surface.
            tenant: What was installed there.
            because: The platform's own word.
            cut_off: The tenants of the addresses that nothing else serves.
        """

        def lose(work: Work) -> Collection[str]:
            if not work.installations.gone(surface, tenant, at=self.clock.now(), because=because):
                return ()
            log.error("installation_gone", surface=surface, team=tenant, why=because)
            installation = work.installations.get(surface, tenant)
            if installation:
                desk = Desk(work, self.practice, self.clock.now(), None)
                _Telling(desk, installation, frozenset(cut_off), self.link).tell()
            return work.posts.addressed()

        self.jobs.wake(await self.database.write(lose))


@dataclass(frozen=True)
class _Telling:
    desk: Desk
    installation: Installation
    cut_off: frozenset[str]
    link: str

    def tell(self) -> None:
        """Who owns an open case with somebody there hears of their own; else who leads HR."""
        people = list(self._people())
        by_owner = self._by_owner(people)
        told = [self._told(owner, "gone.owner", lines) for owner, lines in by_owner.items()]
        if people and not any(told):
            lines = [self._named(person) for person in people]
            for lead in self._leads(people):
                told.append(self._told(lead.id, "gone.lead", lines))
        if people and not any(told):
            log.error("nobody_left_to_tell", surface=self.installation.surface)

    def _people(self) -> Iterator[Person]:
        """Whom nothing reaches: whoever was met elsewhere too, is written to there."""
        for tenant in sorted(self.cut_off):
            for address in self.desk.work.addresses.of_workspace(self.installation.surface, tenant):
                person = self.desk.work.directory.person(address.person_id)
                others = self._elsewhere(address.person_id)
                if person and not any(other.verified_at for other in others):
                    yield person

    def _elsewhere(self, person_id: str) -> Sequence[Address]:
        return [
            address
            for address in self.desk.addresses(person_id)
            if address.surface != self.installation.surface or address.tenant not in self.cut_off
        ]

    def _by_owner(self, people: Sequence[Person]) -> Mapping[str, Sequence[str]]:
        """By who owns the case: a line for each person there who is part of it."""
        found: dict[str, list[str]] = {}
        for person in people:
            for case in self.desk.work.cases.open_of(person.id, limit=CASES):
                for owner, line in self._parts(case, person):
                    found.setdefault(owner, []).append(line)
        return found

    def _parts(self, case: Case, person: Person) -> Iterator[tuple[str, str]]:
        speaker = self.desk.speaker(case)
        owner = speaker.file.owner
        for party in speaker.file.parts_of(person.id):
            if owner is None or owner.person_id == person.id:
                continue
            field = WHO_IS.get(party.capacity)
            hidden = field and speaker.level(field, owner) is not Level.FULL
            who = "Somebody not shown to your part" if hidden else self._named(person)
            yield owner.person_id, f"{who}: {party.capacity.words} in {case.reference}"

    def _named(self, person: Person) -> str:
        client = self.desk.work.directory.client(person.client) if person.client else None
        return f"{person.name}, {client.name}" if client else person.name

    def _leads(self, people: Sequence[Person]) -> Sequence[Person]:
        unreached = [person.id for person in people]
        return escalating.entrusted(self.desk, Duty.HR_LEAD, subject="", besides=unreached)

    def _told(self, reader_id: str, key: str, lines: Sequence[str]) -> bool:
        """Queue it in the reader's hours, somewhere that is left; False where nothing is."""
        reader = self.desk.work.directory.person(reader_id)
        address = next(iter(self._elsewhere(reader_id)), None)
        if reader is None or address is None:
            return False
        gone = self.installation
        at = gone.gone_at or self.desk.now
        self.desk.work.posts.add(
            address,
            self._card(key, reader, lines),
            key=f"gone:{gone.surface}:{gone.tenant}:{at.isoformat()}:{reader.id}",
            due_at=self.desk.calendar(reader).next_writing_moment(self.desk.now),
            created_at=self.desk.now,
        )
        return True

    def _card(self, key: str, reader: Person, lines: Sequence[str]) -> Card:
        return self.desk.wording.card(
            key,
            reader,
            place=self.installation.name,
            surface=self.installation.surface.capitalize(),
            people=lines,
            link=self.link,
        )
