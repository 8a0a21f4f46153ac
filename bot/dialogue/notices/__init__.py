"""What each audience hears at each turn of a case: disclosure decides, the catalogue says it.

Pure. The same functions make the preview that HR sees and the message that goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.dialogue.wording import Wording
from bot.domain.casefile import CaseFile
from bot.domain.cases import Party, Stage
from bot.domain.disclosure import Field, Level, Matrix, Verdict
from bot.domain.leaks import Guard, Leak, Secret
from bot.domain.people import Person


@dataclass(frozen=True)
class Speaker:
    """What it takes to say something about a case to a party."""

    file: CaseFile
    matrix: Matrix
    wording: Wording

    def level(self, field: Field, party: Party, *, by: str | None = None) -> Level:
        """How much of a field this party may know now; of what one person said, `by` is who."""
        return self.verdict(field, party, by=by).level

    def verdict(self, field: Field, party: Party, *, by: str | None = None) -> Verdict:
        """The same with its reason."""
        facts = self.file.facts(party)
        if by is not None:
            facts = replace(facts, own=party.person_id == by)
        return self.matrix.judge(field, party.capacity, facts)

    def hears(self, party: Party) -> bool:
        """True when the party may be written to about this case at all."""
        return self.level(Field.EXISTS, party) is not Level.SILENT

    @property
    def hr(self) -> Person:
        """Whom the parties turn to: the liaison, else who opened the case."""
        owner = self.file.owner
        return self.file.person(owner) if owner else self.file.people[self.file.case.opened_by]

    @cached_property
    def when_told(self) -> Speaker:
        """What it takes to speak of the case as it stands once the employee has been told."""
        case = self.file.case
        stage = case.stage if case.stage.reached(Stage.EMPLOYEE_TOLD) else Stage.EMPLOYEE_TOLD
        told = replace(case, stage=stage, employee_told_at=case.employee_told_at or case.opened_at)
        return replace(self, file=replace(self.file, case=told))

    @cached_property
    def guards(self) -> dict[Party, Sequence[Guard]]:
        """What is kept from a party, made ready to be looked for."""
        return {}

    @cached_property
    def prepared(self) -> dict[tuple[Sequence[Secret], Sequence[str]], Guard]:
        """The guards there are, by the secrets and by what is known beside them."""
        return {}

    @cached_property
    def read(self) -> dict[tuple[Party, str], Sequence[Leak]]:
        """What texts were found to give away to a party: a page reads the same ones many times."""
        return {}

    def name(self, party: Party) -> str:
        """A party as HR calls it: "Ben Cruz (employee)"."""
        return f"{self.file.person(party).name} ({party.capacity.words})"


@dataclass(frozen=True)
class Version:
    """One party's wording of something that all are told; `locked` says why it gets none."""

    party: Party
    person: Person
    text: str
    locked: str = ""
    note: str = ""  # for HR, beside the text: what was left out of it and may be said otherwise

    @property
    def label(self) -> str:
        """Who this is, for HR: "Ben Cruz (employee)"."""
        return f"{self.person.name} ({self.party.capacity.words})"
