"""How flows/policy/tone.yaml is written: patterns, and their cues word by word."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    field_validator,
    model_validator,
)

from bot.domain.cues import Cue
from bot.domain.tone import Example, Pattern, Shape, Tone


def _cues(text: object) -> tuple[Cue, ...]:
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is no row of words; write it in quotes")
    return Cue.read(text)


_Text = Annotated[str, StringConstraints(min_length=1)]
_Cues = Annotated[tuple[Cue, ...], BeforeValidator(_cues)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Example(_Strict):
    draft: _Text
    rewrite: _Text


class _Pattern(_Strict):
    name: _Text
    why: _Text
    move: _Text
    ask: _Text
    source: _Text
    cues: tuple[_Cues, ...] = ()
    unless: tuple[_Cues, ...] = ()
    shapes: tuple[Shape, ...] = ()
    examples: tuple[_Example, ...] = ()

    @model_validator(mode="after")
    def _finds_something(self) -> _Pattern:
        if not self.cues and not self.shapes:
            raise ValueError("finds nothing; write `cues: […]` or `shapes: […]`")
        return self

    def pattern(self) -> Pattern:
        return Pattern(
            name=self.name,
            why=self.why,
            move=self.move,
            ask=self.ask,
            source=self.source,
            cues=_flat(self.cues),
            unless=_flat(self.unless),
            shapes=self.shapes,
            examples=tuple(Example(one.draft, one.rewrite) for one in self.examples),
        )


class ToneFile(_Strict):
    """What is asked about, and what is left alone."""

    left_alone: tuple[_Cues, ...]
    patterns: tuple[_Pattern, ...]

    @field_validator("patterns")
    @classmethod
    def _each_once(cls, given: tuple[_Pattern, ...]) -> tuple[_Pattern, ...]:
        names = [pattern.name for pattern in given]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"{', '.join(twice)}: written more than once; give each its own name")
        return given

    def tone(self) -> Tone:
        """The patterns, in the order of the file."""
        return Tone(
            patterns=tuple(entry.pattern() for entry in self.patterns),
            left_alone=_flat(self.left_alone),
        )


def _flat(rows: tuple[tuple[Cue, ...], ...]) -> tuple[Cue, ...]:
    return tuple(cue for row in rows for cue in row)
