"""The hours for writing, working hours and days, and deadlines that show their working.

All moments are aware; what comes out is in UTC. Counting is done on the wall clock of the
calendar's zone, so a change of the clocks moves no deadline to another time of day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal, Protocol, assert_never
from zoneinfo import ZoneInfo

from bot.domain.errors import ConfigurationError
from bot.domain.people import WEEKDAYS

OPENS = time(7, 30)  # design, Decisions: the mediator writes unasked from here …
CLOSES = time(18, 30)  # … up to here, on the receiver's working days
_SEARCH_DAYS = 366  # a calendar without a working day in a year is a mistake in its data
_COMMON_SEARCH = timedelta(days=14)
_LAST_MINUTE = time(23, 59)


class Holidays(Protocol):
    """The days on which a place does not work, and which list says so."""

    @property
    def version(self) -> str:
        """Names the list; kept with every deadline that was computed from it."""
        ...

    def name_of(self, day: date) -> str | None:
        """The holiday on this day, or None on a day that is none."""
        ...


@dataclass(frozen=True)
class ListedHolidays:
    """Holidays written down day by day."""

    names: Mapping[date, str] = field(default_factory=dict)
    version: str = "none"

    def name_of(self, day: date) -> str | None:
        """The name that is written beside the day."""
        return self.names.get(day)


NO_HOLIDAYS = ListedHolidays()


@dataclass(frozen=True)
class WorkingCalendar:
    """When one person works: their zone, their days of the week, less their holidays.

    Working hours are counted inside the hours for writing (07:30 to 18:30), not inside
    somebody's shift, which nobody tells us: so what is due in working hours falls due when the
    mediator may also say so, and four hours after 17:00 is 10:00 on the next working day.
    """

    zone: ZoneInfo
    working_days: frozenset[str] = frozenset(WEEKDAYS[:5])
    holidays: Holidays = NO_HOLIDAYS

    def __post_init__(self) -> None:
        if not self.working_days or not self.working_days <= set(WEEKDAYS):
            raise ConfigurationError("working_days: write at least one of mon, tue … sun")

    def day_of(self, at: datetime) -> date:
        """The calendar day that it is in this zone at that moment."""
        return local(at, self.zone).date()

    def at_on_day(self, day: date, clock: time) -> datetime:
        """That day at that time by the clocks of this zone.

        A time that the clocks skip is an hour later; of one that comes twice, the first.
        """
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)

    def day_off(self, day: date) -> str | None:
        """Why nobody works on this day (a holiday's name or the weekday), or None."""
        if WEEKDAYS[day.weekday()] not in self.working_days:
            return f"{day:%A}"
        return self.holidays.name_of(day)

    def is_working_day(self, day: date) -> bool:
        """True on the person's days of the week that are no holiday."""
        return self.day_off(day) is None

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self._seek(day, timedelta(days=1))

    def last_working_day(self, day: date) -> date:
        """The last working day before `day`."""
        return self._seek(day, timedelta(days=-1))

    def _seek(self, day: date, step: timedelta) -> date:
        for _ in range(_SEARCH_DAYS):
            day += step
            if self.is_working_day(day):
                return day
        raise ConfigurationError(
            f"holidays {self.holidays.version}: no working day in a year; correct the list"
        )

    def may_write(self, at: datetime) -> bool:
        """True from 07:30 up to, not at, 18:30 on a working day of this calendar."""
        clock = local(at, self.zone)
        return OPENS <= clock.time() < CLOSES and self.is_working_day(clock.date())

    def next_writing_moment(self, at: datetime) -> datetime:
        """`at` itself when it is within the hours for writing, else when they next begin."""
        if self.may_write(at):
            return at.astimezone(UTC)
        clock = local(at, self.zone)
        today = clock.time() < OPENS and self.is_working_day(clock.date())
        day = clock.date() if today else self.next_working_day(clock.date())
        return self.at_on_day(day, OPENS)

    def add_working_hours(self, start: datetime, hours: float) -> datetime:
        """The moment when that many working hours have passed since `start`."""
        return self.add_working_time(start, timedelta(hours=hours))

    def add_working_time(self, start: datetime, length: timedelta) -> datetime:
        """The moment when so much working time has passed since `start`.

        The end of a day counts to that day: one hour after 17:30 is 18:30.
        """
        if length < timedelta():
            raise ValueError("working time is counted forward")
        for opens, closes in self._windows(start):
            if opens + length <= closes:
                return opens + length
            length -= closes - opens
        raise AssertionError("the windows never end")

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between the two; none when `end` is not after `start`."""
        total = timedelta()
        for opens, closes in self._windows(start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def _windows(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The hours for writing from `start` on, day by day, without end."""
        opens = self.next_writing_moment(start)
        while True:
            day = self.day_of(opens)
            yield opens, self.at_on_day(day, CLOSES)
            opens = self.at_on_day(self.next_working_day(day), OPENS)

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """That many working days after the day of `start`, at the same time of day."""
        if days < 0:
            raise ValueError("working days are counted forward")
        clock = local(start, self.zone)
        day = clock.date()
        for _ in range(days):
            day = self.next_working_day(day)
        return self.at_on_day(day, clock.time())


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """`at` by the clocks of `zone`; a moment without a zone is a mistake and is refused."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(zone)


def common_writing_moment(calendars: Sequence[WorkingCalendar], at: datetime) -> datetime | None:
    """The first moment from `at` on that lies within everybody's hours for writing.

    None when the next fourteen days hold none: London and Sydney share no hour in winter.
    """
    moment = at.astimezone(UTC)
    while moment <= at + _COMMON_SEARCH:
        latest = max((one.next_writing_moment(moment) for one in calendars), default=moment)
        if latest == moment:
            return moment
        moment = latest
    return None


class Unit(StrEnum):
    """What a length of time is counted in."""

    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"  # the person's own pattern, less holidays
    CALENDAR_DAYS = "calendar_days"  # the day of the event is not counted, the last one is
    CALENDAR_WEEKS = "calendar_weeks"
    CALENDAR_MONTHS = "calendar_months"  # the same date, or the last day of a shorter month
    HOURS = "hours"  # by the clock, day and night


@dataclass(frozen=True)
class Duration:
    """A length of time as a rule states it: 2 working days, 6 calendar months."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("a length of time is 1 or more of its unit")

    def __str__(self) -> str:
        words = self.unit.replace("_", " ")
        return f"{self.amount} {words[:-1] if self.amount == 1 else words}"


Rounding = Literal["down", "up"]  # down: a maximum on us; up: a minimum that someone is given


@dataclass(frozen=True)
class Deadline:
    """A moment by which something is due, and how it was computed, for whoever asks."""

    at: datetime
    start: datetime
    amount: int
    unit: Unit
    skipped: tuple[tuple[date, str], ...]  # each day that did not count, with the reason
    rule: str
    source: str
    zone: str
    holidays: str  # the version of the list that was used


_COUNTED: Mapping[Unit, str] = {
    Unit.WORKING_HOURS: f"counted from {OPENS:%H:%M} to {CLOSES:%H:%M} on working days",
    Unit.WORKING_DAYS: "neither the day of the start nor a day off is counted",
    Unit.CALENDAR_DAYS: "every day is counted but the day of the start",
    Unit.CALENDAR_WEEKS: "to the same day of the week",
    Unit.CALENDAR_MONTHS: "to the same date, or to the last day of a shorter month",
    Unit.HOURS: "counted by the clock, day and night",
}
_ROUNDED: Mapping[Rounding, str] = {
    "down": "at most: a last day off is brought forward to the working day before",
    "up": "at least: the last day is given whole, a last day off extends to the next working day",
}


def deadline(
    start: datetime,
    duration: Duration,
    calendar: WorkingCalendar,
    *,
    rounding: Rounding,
    source: str,
) -> Deadline:
    """When `duration` from `start` is over, rounded for the one who would lose by an error.

    `down` keeps the time of day, leaves hours as they are and is never before `start`. `up`
    gives full days only: begun days of 24 hours count whole, and the time ends with the last day.
    """
    landed = _add(start, _full_days(duration) if rounding == "up" else duration, calendar)
    by_hours = duration.unit in (Unit.HOURS, Unit.WORKING_HOURS)
    if rounding == "up":
        at = _extended(landed, calendar)
    else:
        at = landed if by_hours else max(_brought_forward(landed, calendar), start.astimezone(UTC))
    return Deadline(
        at=at,
        start=start.astimezone(UTC),
        amount=duration.amount,
        unit=duration.unit,
        skipped=_skipped(calendar, unit=duration.unit, start=start, landed=landed, at=at),
        rule=f"{_COUNTED[duration.unit]}; {_ROUNDED[rounding]}",
        source=source,
        zone=calendar.zone.key,
        holidays=calendar.holidays.version,
    )


def _full_days(duration: Duration) -> Duration:
    if duration.unit is not Unit.HOURS:
        return duration
    return Duration(-(-duration.amount // 24), Unit.CALENDAR_DAYS)


def _add(start: datetime, duration: Duration, calendar: WorkingCalendar) -> datetime:
    match duration.unit:
        case Unit.WORKING_HOURS:
            return calendar.add_working_hours(start, duration.amount)
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(start, duration.amount)
        case Unit.HOURS:
            return start.astimezone(UTC) + timedelta(hours=duration.amount)
        case Unit.CALENDAR_DAYS | Unit.CALENDAR_WEEKS | Unit.CALENDAR_MONTHS:
            clock = local(start, calendar.zone)
            return calendar.at_on_day(_later_date(clock.date(), duration), clock.time())
        case _:
            assert_never(duration.unit)


def _later_date(day: date, duration: Duration) -> date:
    if duration.unit is not Unit.CALENDAR_MONTHS:
        days = 7 if duration.unit is Unit.CALENDAR_WEEKS else 1
        return day + timedelta(days=days * duration.amount)
    years, month = divmod(day.month - 1 + duration.amount, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def _extended(landed: datetime, calendar: WorkingCalendar) -> datetime:
    day = calendar.day_of(landed)
    if not calendar.is_working_day(day):
        day = calendar.next_working_day(day)
    return max(landed, calendar.at_on_day(day, _LAST_MINUTE))


def _brought_forward(landed: datetime, calendar: WorkingCalendar) -> datetime:
    clock = local(landed, calendar.zone)
    if calendar.is_working_day(clock.date()):
        return landed
    return calendar.at_on_day(calendar.last_working_day(clock.date()), clock.time())


def _skipped(
    calendar: WorkingCalendar, *, unit: Unit, start: datetime, landed: datetime, at: datetime
) -> tuple[tuple[date, str], ...]:
    """The days off that were counted over, or over which the last day was moved."""
    day, last = (calendar.day_of(each) for each in (min(landed, at), max(landed, at)))
    if unit in (Unit.WORKING_HOURS, Unit.WORKING_DAYS):
        day = calendar.day_of(start) + timedelta(days=1)
    found = []
    while day <= last:
        reason = calendar.day_off(day)
        if reason is not None and day != calendar.day_of(at):
            found.append((day, reason))
        day += timedelta(days=1)
    return tuple(found)
