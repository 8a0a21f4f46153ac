"""The reminder schedules that HR edits: flows/policy/reminders.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from adapters.files.documents import read_document
from adapters.files.problems import shown
from bot.domain.calendars import Duration, Unit
from bot.domain.reminders import (
    AfterDue,
    AfterStart,
    AtDue,
    Force,
    Moment,
    OnDueDay,
    PartOfSpan,
    Recipient,
    ReminderKind,
    Rung,
    Schedule,
)

_UNITS = {unit.replace("_", " "): unit for unit in Unit}
_LENGTH = re.compile(r"(?P<amount>[1-9]\d{0,2}) (?P<unit>[a-z ]+?)s?")
_AFTER = re.compile(r"(?P<length>.+) after the (?P<anchor>start|due time)")
_ON_DUE_DAY = re.compile(r"at (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d) on the due day")
_PART = re.compile(r"(?P<percent>[1-9]\d?) ?% of the time")


def load_schedules(path: Path) -> Mapping[ReminderKind, Schedule]:
    """The schedule of each kind of reminder.

    Raises:
        ConfigurationError: a line for each problem, with what to write instead.
    """
    file = read_document(path, _File)
    return {kind: entry.schedule(kind) for kind, entry in file.reminders.items()}


def _length(text: object) -> Duration:
    found = _LENGTH.fullmatch(text) if isinstance(text, str) else None
    unit = _UNITS.get(f"{found['unit']}s") if found else None
    if found is None or unit is None:
        raise ValueError(f"{shown(text)} is no length of time; write one like: 2 working days")
    return Duration(int(found["amount"]), unit)


def _due(text: object) -> Duration | None:
    return None if text == "promised" else _length(text)


def _moment(text: object) -> Moment:
    words = text if isinstance(text, str) else ""
    if words == "at the due time":
        return AtDue()
    if found := _ON_DUE_DAY.fullmatch(words):
        return OnDueDay(time(int(found["hour"]), int(found["minute"])))
    if found := _PART.fullmatch(words):
        return PartOfSpan(int(found["percent"]))
    if found := _AFTER.fullmatch(words):
        length = _length(found["length"])
        return AfterStart(length) if found["anchor"] == "start" else AfterDue(length)
    raise ValueError(
        f"{shown(text)} is no time of a rung; write one like: 4 working hours after the due time;"
        " the head of the file lists all"
    )


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rung(_Strict):
    number: int
    at: Annotated[Moment, BeforeValidator(_moment)]
    to: tuple[Recipient, ...]
    source: str | None = None
    force: Force | None = None


class _Entry(_Strict):
    title: str = Field(min_length=1)
    why: str = Field(min_length=1)
    source: str = Field(min_length=1)
    force: Force
    due: Annotated[Duration | None, BeforeValidator(_due)]
    rungs: tuple[_Rung, ...]
    then: Literal["block"] | None = None

    def schedule(self, kind: ReminderKind) -> Schedule:
        return Schedule(
            kind=kind,
            title=self.title,
            why=self.why,
            due=self.due,
            source=self.source,
            force=self.force,
            rungs=tuple(self._rung(rung) for rung in self.rungs),
            blocks=self.then == "block",
        )

    def _rung(self, rung: _Rung) -> Rung:
        source, force = rung.source or self.source, rung.force or self.force
        return Rung(number=rung.number, at=rung.at, to=rung.to, source=source, force=force)

    @model_validator(mode="after")
    def _fits(self) -> _Entry:
        self.schedule(ReminderKind.PROMISED_UPDATE)  # says what is wrong with the rungs together
        return self


class _File(_Strict):
    reminders: Mapping[ReminderKind, _Entry]

    @field_validator("reminders")
    @classmethod
    def _all_kinds(cls, given: Mapping[ReminderKind, _Entry]) -> Mapping[ReminderKind, _Entry]:
        if missing := [kind.value for kind in ReminderKind if kind not in given]:
            raise ValueError(f"has no schedule for {', '.join(missing)}; write one")
        return given
