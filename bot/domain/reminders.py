"""Reminders: something owed by someone at a time, and the rungs on which they are asked for it.

A schedule (policy, as data) says when each rung is reached; `rung_times` turns it into moments for
one owner. At most three nudges go to the owner, then a human takes over. What is due never moves
with a snooze: a snooze changes the next ping only, and nobody can snooze away the moment at which
others are to hear.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal, assert_never

from bot.domain.calendars import Deadline, Duration, WorkingCalendar, deadline

_NUDGES = 3  # to the owner; the fourth rung goes to legal or leadership
_MORNING = time(9, 0)
_LONGEST_SNOOZE = timedelta(days=366)


class ReminderKind(StrEnum):
    """What is owed."""

    ACKNOWLEDGE_CLIENT = "acknowledge_client"
    TELL_EMPLOYEE = "tell_employee"
    ACKNOWLEDGE_ROLE = "acknowledge_role"
    PROMISED_UPDATE = "promised_update"
    PUT_TO_EMPLOYEE = "put_to_employee"


class Recipient(StrEnum):
    """Who hears at a rung."""

    OWNER = "owner"
    HR_LEAD = "hr_lead"
    LEGAL = "legal"
    LEADERSHIP = "leadership"


class Force(StrEnum):
    """How hard a number is: what is ours to change, and what is not."""

    POLICY_DEFAULT = "policy_default"
    LAW = "law"


@dataclass(frozen=True)
class AfterStart:
    """So long after the clock started."""

    length: Duration


@dataclass(frozen=True)
class OnDueDay:
    """At this time on the day when it is due, or when it is due if that is earlier."""

    clock: time


@dataclass(frozen=True)
class AtDue:
    """The moment when it is due."""


@dataclass(frozen=True)
class AfterDue:
    """So long after it was due."""

    length: Duration


@dataclass(frozen=True)
class PartOfSpan:
    """When this percentage of the working time from start to due has passed."""

    percent: int


Moment = AfterStart | OnDueDay | AtDue | AfterDue | PartOfSpan


@dataclass(frozen=True)
class Rung:
    """One step of the ladder: when it is reached and who hears."""

    number: int
    at: Moment
    to: tuple[Recipient, ...]
    source: str
    force: Force = Force.POLICY_DEFAULT


@dataclass(frozen=True)
class Schedule:
    """One row of the reminder schedule."""

    kind: ReminderKind
    title: str  # what is to be done, as the owner reads it
    why: str  # the answer to "why am I getting this"
    due: Duration | None  # None: a person promised the time
    source: str
    force: Force
    rungs: tuple[Rung, ...]
    blocks: bool = False  # past the last rung nothing more is said: the step waits

    def __post_init__(self) -> None:
        if [rung.number for rung in self.rungs] != list(range(1, len(self.rungs) + 1)):
            raise ValueError("number the rungs 1, 2, 3, 4 in this order, beginning with 1")
        if not 1 <= len(self.rungs) <= _NUDGES + 1:
            raise ValueError("write one to four rungs")
        for rung in self.rungs:
            if not rung.to:
                raise ValueError(f"rung {rung.number}: name at least one who hears")
            if rung.number > _NUDGES and Recipient.OWNER in rung.to:
                raise ValueError("rung 4 goes to legal or leadership: the owner had three nudges")


def due_for(schedule: Schedule, *, start: datetime, calendar: WorkingCalendar) -> Deadline | None:
    """When what starts now is due by policy, with its working; None when a person promises it."""
    if schedule.due is None:
        return None
    return deadline(start, schedule.due, calendar, rounding="down", source=schedule.source)


def rung_times(
    schedule: Schedule, *, start: datetime, due: datetime, calendar: WorkingCalendar
) -> tuple[datetime, ...]:
    """When each rung is reached, in order, within the owner's hours for writing.

    A rung that would come after the next one is brought forward to it. Others who hear at a rung
    may have other hours: their post waits for those.
    """
    times = [_moment(rung.at, start=start, due=due, calendar=calendar) for rung in schedule.rungs]
    for later in range(len(times) - 1, 0, -1):
        times[later - 1] = min(times[later - 1], times[later])
    return tuple(calendar.next_writing_moment(moment) for moment in times)


def _moment(
    moment: Moment, *, start: datetime, due: datetime, calendar: WorkingCalendar
) -> datetime:
    match moment:
        case AfterStart(length):
            return _later(start, length, calendar)
        case OnDueDay(clock):
            return min(calendar.at_on_day(calendar.day_of(due), clock), due)
        case AtDue():
            return due
        case AfterDue(length):
            return _later(due, length, calendar)
        case PartOfSpan(percent):
            span = calendar.working_time_between(start, due)
            return calendar.add_working_time(start, span * percent / 100)
        case _:
            assert_never(moment)


def _later(start: datetime, length: Duration, calendar: WorkingCalendar) -> datetime:
    return deadline(start, length, calendar, rounding="down", source="").at


def current_rung(times: tuple[datetime, ...], now: datetime) -> int | None:
    """The latest rung reached, or None before the first: what was missed is not made up for."""
    return sum(moment <= now for moment in times) or None


def next_time(times: tuple[datetime, ...], *, after_rung: int) -> datetime | None:
    """When the rung after this one is reached; 0 asks for the first, None is past the last."""
    return times[after_rung] if after_rung < len(times) else None


def escalation_time(
    schedule: Schedule, times: tuple[datetime, ...], *, after_rung: int
) -> datetime | None:
    """When somebody beside the owner is next to hear, or None when nobody else will."""
    for rung, moment in zip(schedule.rungs, times, strict=True):
        if rung.number > after_rung and set(rung.to) != {Recipient.OWNER}:
            return moment
    return None


class ReminderState(StrEnum):
    """Whether something is still owed."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Reminder:
    """Something that one person owes in a case. All moments are UTC."""

    id: str
    case_id: str
    kind: ReminderKind
    owner_id: str  # person id
    party_id: str | None  # the owner's lane in the case, when they are a party to it
    started_at: datetime
    due_at: datetime  # no snooze moves it
    next_at: datetime | None  # the next ping; None when nothing more is to be said
    rung: int = 0  # the last rung fired
    snoozed_until: datetime | None = None
    state: ReminderState = ReminderState.OPEN
    done_by: str | None = None  # person id
    ended_at: datetime | None = None  # when it was done or dropped

    @property
    def is_open(self) -> bool:
        """True until it is done or no longer wanted."""
        return self.state is ReminderState.OPEN


def who_hears(
    reminder: Reminder, schedule: Schedule, *, times: tuple[datetime, ...], now: datetime
) -> tuple[Recipient, ...]:
    """To whom the ping goes that is due now, asked before `fired`.

    A new rung goes to those whom it names; a ping that only comes back from a snooze to the owner.
    """
    rung = _rung_at(reminder, times, now)
    return schedule.rungs[rung - 1].to if rung > reminder.rung else (Recipient.OWNER,)


def fired(reminder: Reminder, now: datetime, *, times: tuple[datetime, ...]) -> Reminder:
    """The reminder after its ping: on the latest rung reached, and waiting for the one after.

    Here as below, a reminder that is no longer open stays as it is.
    """
    if not reminder.is_open:
        return reminder
    rung = _rung_at(reminder, times, now)
    upcoming = next_time(times, after_rung=rung)
    return replace(reminder, rung=rung, next_at=upcoming, snoozed_until=None)


def _rung_at(reminder: Reminder, times: tuple[datetime, ...], now: datetime) -> int:
    """A rung is never gone down again; a ping asked for before the first counts as the first."""
    return max(reminder.rung, current_rung(times, now) or 1)


def snoozed(
    reminder: Reminder, until: datetime, *, schedule: Schedule, times: tuple[datetime, ...]
) -> Reminder:
    """The reminder with its next ping at `until`, or when others are to hear if that is earlier.

    Neither the due time nor the rungs move: at its next ping the reminder is on the rung that it
    would have reached without the snooze.
    """
    if not reminder.is_open:
        return reminder
    others = escalation_time(schedule, times, after_rung=reminder.rung)
    at = min(until, others) if others else until
    return replace(reminder, next_at=at, snoozed_until=at)


def done(reminder: Reminder, by: str, at: datetime) -> Reminder:
    """What was owed is done; `by` is the person who did it."""
    return _closed(reminder, ReminderState.DONE, by, at)


def cancelled(reminder: Reminder, at: datetime) -> Reminder:
    """What was owed is not wanted any more."""
    return _closed(reminder, ReminderState.CANCELLED, None, at)


def _closed(reminder: Reminder, state: ReminderState, by: str | None, at: datetime) -> Reminder:
    if not reminder.is_open:
        return reminder
    over = replace(reminder, state=state, done_by=by, ended_at=at)
    return replace(over, next_at=None, snoozed_until=None)


@dataclass(frozen=True)
class SnoozeProblem:
    """Why a snooze cannot be had, and what to choose instead."""

    message: str


SnoozeChoice = Literal["hour", "tomorrow"] | date


def snooze_until(
    choice: SnoozeChoice, now: datetime, calendar: WorkingCalendar
) -> datetime | SnoozeProblem:
    """When to ping again: in an hour, tomorrow morning or on a day, within the hours for writing.

    A morning is 09:00 by the owner's clocks, on the first working day from the day chosen.
    """
    if choice == "hour":
        return calendar.next_writing_moment(now + timedelta(hours=1))
    today = calendar.day_of(now)
    if choice == "tomorrow":
        return calendar.at_on_day(calendar.next_working_day(today), _MORNING)
    if choice - today > _LONGEST_SNOOZE:
        return SnoozeProblem("That is more than a year away. Choose an earlier day.")
    passed = SnoozeProblem("That morning has passed. Choose a later day.")
    if choice < today:
        return passed
    morning = calendar.at_on_day(calendar.next_working_day(choice - timedelta(days=1)), _MORNING)
    return morning if morning > now else passed
