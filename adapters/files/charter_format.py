"""How flows/policy/charter.yaml is written: the charters and the conflict table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from bot.domain.cases import Capacity
from bot.domain.roles import (
    Charter,
    ConflictLevel,
    ConflictTable,
    HeldRule,
    Links,
    Role,
    Tie,
    TieRule,
    When,
)

_Text = Annotated[str, StringConstraints(min_length=1)]
_Texts = Annotated[tuple[_Text, ...], Field(min_length=1)]
_Parts = Annotated[frozenset[Capacity], Field(min_length=1)]
_Months = Annotated[int, Field(ge=1, le=120)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Charter(_Strict):
    role: Role
    title: _Text
    serves: _Text
    aim: _Text
    may: _Texts
    may_not: _Texts
    decides: _Text
    must_be_told: _Texts
    notes: _Text
    says_first: _Text

    def charter(self) -> Charter:
        return Charter(
            role=self.role,
            title=self.title,
            serves=self.serves,
            aim=self.aim,
            may=self.may,
            may_not=self.may_not,
            decides=self.decides,
            must_be_told=self.must_be_told,
            says_first=self.says_first,
            notes=self.notes,
        )


class _Tie(_Strict):
    tie: Tie
    reason: _Text
    source: _Text


class _Rule(_Strict):
    held: _Parts
    then: _Parts
    level: ConflictLevel
    reason: _Text
    source: _Text
    when: When | None = None
    months: _Months | None = None
    same_case: bool = False

    def rule(self) -> HeldRule:
        return HeldRule(
            held=self.held,
            then=self.then,
            level=self.level,
            reason=self.reason,
            source=self.source,
            when=self.when,
            months=self.months,
            same_case=self.same_case,
        )


class _Links(_Strict):
    months: _Months
    same_employee: _Text
    same_complainant: _Text


class CharterFile(_Strict):
    """HR's roles and who may not hold which."""

    charters: tuple[_Charter, ...]
    ties: tuple[_Tie, ...]
    conflicts: tuple[_Rule, ...]
    links: _Links

    @field_validator("charters")
    @classmethod
    def _every_role(cls, given: tuple[_Charter, ...]) -> tuple[_Charter, ...]:
        names = [charter.role for charter in given]
        if wrong := [role.value for role in Role if names.count(role) != 1]:
            raise ValueError(f"write exactly one charter for: {', '.join(wrong)}")
        return given

    @field_validator("ties")
    @classmethod
    def _every_tie(cls, given: tuple[_Tie, ...]) -> tuple[_Tie, ...]:
        names = [rule.tie for rule in given]
        if wrong := [tie.value for tie in Tie if names.count(tie) != 1]:
            raise ValueError(f"write exactly one entry for: {', '.join(wrong)}")
        return given

    def by_role(self) -> Mapping[Role, Charter]:
        """The charters."""
        return {entry.role: entry.charter() for entry in self.charters}

    def table(self) -> ConflictTable:
        """The conflict table, its rules in the order of the file."""
        return ConflictTable(
            ties=tuple(TieRule(one.tie, one.reason, one.source) for one in self.ties),
            rules=tuple(entry.rule() for entry in self.conflicts),
            links=Links(**self.links.model_dump()),
        )
