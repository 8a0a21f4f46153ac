"""How flows/policy/disclosure.yaml is written: `summary from S2 with approval`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator
from pydantic import Field as Setting

from bot.domain.cases import Capacity, Path, Stage
from bot.domain.disclosure import Field, Grant, Level, Matrix, Row

_NEVER = "never"
_GIVEN = tuple(level.value for level in Level if level is not Level.SILENT)
_PHRASE = re.compile(
    rf"(?P<level>{'|'.join(_GIVEN)})"
    r"( from (?P<since>S[0-7]))?"
    rf"( on (?P<path>{'|'.join(Path)}) path)?"
    r"(?P<own> if own)?"
    r"(?P<consent> with consent)?"
    r"(?P<approval> with approval)?"
    r"(?P<risk> unless risk)?"
)


def _grant(phrase: object) -> Grant:
    found = _PHRASE.fullmatch(phrase) if isinstance(phrase, str) else None
    if found is None:
        raise ValueError(
            f"{phrase!r} is not understood; write one of {', '.join(_GIVEN)} and then, in this "
            "order, as needed: from S0 … S7, on removal path (or warning, dismissal), if own, with "
            "consent, with approval, unless risk; or `never`"
        )
    return Grant(
        level=Level(found["level"]),
        since=Stage(found["since"] or Stage.INTAKE),
        path=Path(found["path"]) if found["path"] else None,
        own=bool(found["own"]),
        consent=bool(found["consent"]),
        approval=bool(found["approval"]),
        unless_risk=bool(found["risk"]),
    )


def _grants(cell: object) -> tuple[Grant, ...]:
    """A cell: one phrase, several in a list, or `never`."""
    if cell == _NEVER:
        return ()
    phrases = cell if isinstance(cell, list) else [cell]
    if not phrases:
        raise ValueError("is an empty list; write `never`, or what is given")
    return tuple(_grant(phrase) for phrase in phrases)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Row(_Strict):
    field: Field
    number: int | None = None
    title: str = Setting(min_length=1)
    reason: str = Setting(min_length=1)
    source: str = Setting(min_length=1)
    note: str = ""
    who: Mapping[Capacity, Annotated[tuple[Grant, ...], BeforeValidator(_grants)]]

    def row(self, seen_as: Mapping[Capacity, Capacity]) -> Row:
        derived = {one: self.who.get(other, ()) for one, other in seen_as.items()}
        return Row(
            field=self.field,
            title=self.title,
            reason=self.reason,
            source=self.source,
            cells={**derived, **self.who},
            number=self.number,
            note=self.note,
        )


class DisclosureFile(_Strict):
    """The visibility matrix."""

    seen_as: Mapping[Capacity, Capacity]
    rows: tuple[_Row, ...]

    @field_validator("seen_as")
    @classmethod
    def _one_step(cls, given: Mapping[Capacity, Capacity]) -> Mapping[Capacity, Capacity]:
        for one, other in given.items():
            if other in given:
                raise ValueError(
                    f"{one} sees as {other}, who sees as somebody else; name whom {one} sees as"
                )
        return given

    @field_validator("rows")
    @classmethod
    def _each_once(cls, given: tuple[_Row, ...]) -> tuple[_Row, ...]:
        names = [row.field for row in given]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"{', '.join(twice)}: more than one row; keep one for each field")
        if missing := [field.value for field in Field if field not in names]:
            raise ValueError(
                f"no row for {', '.join(missing)}; write one, with `who: {{}}` if nobody may know"
            )
        return given

    def matrix(self) -> Matrix:
        """The matrix, with what `seen_as` adds written out."""
        return Matrix({row.field: row.row(self.seen_as) for row in self.rows})
