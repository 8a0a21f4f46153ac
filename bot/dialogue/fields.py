"""The kinds of question that a flow can ask.

`Value` is what an answer is stored as: JSON-ready, so that a session outlives a restart.
Dates are ISO days, moments ISO with offset (UTC), a choice its option's value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Value = str | bool | Sequence[str] | Sequence[Mapping[str, Any]] | None
Answers = Mapping[str, Value]

TEXT_LIMIT = 200
LONG_TEXT_LIMIT = 200_000  # nothing that a person can reasonably paste is refused


@dataclass(frozen=True)
class Option:
    """One choice: `value` is what is stored, `label` what is read, `hint` what it means."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What all fields share."""

    id: str
    label: str  # the question as it is asked, at most 150 characters
    hint: str = ""
    required: bool = True
    shown_if: Callable[[Answers], bool] | None = None
    default: Value = None
    follows: bool = False  # the default is made from what was answered before, and goes with it


@dataclass(frozen=True, kw_only=True)
class Text(Asked):
    """One line, at most `limit` characters."""

    limit: int = TEXT_LIMIT
    placeholder: str = ""


@dataclass(frozen=True, kw_only=True)
class LongText(Asked):
    """Free text in the writer's own words; `neutral` texts are read for verdicts and insults."""

    limit: int = LONG_TEXT_LIMIT
    neutral: bool = False
    placeholder: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice(Asked):
    """One of a few fixed options."""

    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Choices(Asked):
    """Any of a few options, at least one when required. `source`: they are looked up."""

    options: tuple[Option, ...] = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Pick(Asked):
    """One of many, looked up as the person types; `source` names the list."""

    source: str


@dataclass(frozen=True, kw_only=True)
class Day(Asked):
    """A calendar day in the person's zone. `ahead`: "Friday" means the coming one."""

    ahead: bool = False


@dataclass(frozen=True, kw_only=True)
class Moment(Asked):
    """A day and a time, asked and shown in the person's zone, stored in UTC.

    `ahead`: "Friday" means the coming one, and a day without a time ends with its working day.
    """

    ahead: bool = False


Field = Text | LongText | Choice | Choices | Pick | Day | Moment
