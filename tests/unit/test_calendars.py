"""The hours for writing, working time over clock changes and holidays, and deadlines."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendars import (
    CLOSES,
    OPENS,
    Duration,
    ListedHolidays,
    Unit,
    WorkingCalendar,
    common_writing_moment,
    deadline,
)
from bot.domain.errors import ConfigurationError

MANILA, LONDON, SYDNEY = (
    ZoneInfo(name) for name in ("Asia/Manila", "Europe/London", "Australia/Sydney")
)
PH = ListedHolidays(
    {
        date(2026, 11, 30): "Bonifacio Day",
        date(2026, 12, 24): "Christmas Eve",
        date(2026, 12, 25): "Christmas Day",
    },
    version="PH 2026",
)
PLAIN = WorkingCalendar(LONDON)
IN_MANILA = WorkingCalendar(MANILA, holidays=PH)

zones = st.sampled_from((MANILA, LONDON, SYDNEY, ZoneInfo("America/New_York")))
calendars = st.builds(
    WorkingCalendar,
    zones,
    st.frozensets(st.sampled_from(("mon", "tue", "wed", "thu", "fri", "sat")), min_size=1),
    st.sampled_from((PH, ListedHolidays())),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy takes bare bounds
few = settings(deadline=None, max_examples=50)


def at(zone: ZoneInfo, text: str) -> datetime:
    """What the clocks of `zone` show, as a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("2026-11-23T07:29:59", False),
        ("2026-11-23T07:30", True),
        ("2026-11-23T18:29:59", True),
        ("2026-11-23T18:30", False),
        ("2026-11-22T12:00", False),  # a Sunday
        ("2026-11-30T12:00", False),  # a holiday
    ],
)
def test_the_mediator_writes_from_half_past_seven_to_half_past_six(
    text: str, *, allowed: bool
) -> None:
    """07:30 is within the hours for writing, 18:30 is not, and days off never are."""
    assert IN_MANILA.may_write(at(MANILA, text)) is allowed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T10:15", "2026-11-23T10:15"),
        ("2026-11-23T05:00", "2026-11-23T07:30"),
        ("2026-11-23T18:30", "2026-11-24T07:30"),
        ("2026-11-27T19:00", "2026-12-01T07:30"),  # Friday evening; Monday is Bonifacio Day
        ("2026-11-28T06:00", "2026-12-01T07:30"),
    ],
)
def test_what_may_not_be_written_now_waits_for_the_next_working_morning(
    text: str, expected: str
) -> None:
    """A moment outside the hours moves to the next opening, one inside stays."""
    assert IN_MANILA.next_writing_moment(at(MANILA, text)) == at(MANILA, expected)


@few
@given(calendars, moments)
def test_the_next_writing_moment_is_allowed_and_comes_first(
    calendar: WorkingCalendar, moment: datetime
) -> None:
    """It may be written then, in UTC, not before the moment asked and not a minute too late."""
    found = calendar.next_writing_moment(moment)
    assert found >= moment
    assert found.tzinfo is UTC
    assert calendar.may_write(found)
    assert found == moment or not calendar.may_write(found - timedelta(microseconds=1))


def test_four_working_hours_after_five_o_clock_is_tomorrow() -> None:
    """An hour and a half fit into today; the rest is counted from tomorrow's opening."""
    assert PLAIN.add_working_hours(at(LONDON, "2026-11-23T17:00"), 4) == at(
        LONDON, "2026-11-24T10:00"
    )


def test_working_hours_end_with_the_day_that_they_fill() -> None:
    """Hours that fill a day exactly end at its close and not at the next opening."""
    assert PLAIN.add_working_hours(at(LONDON, "2026-11-23T07:30"), 11) == at(
        LONDON, "2026-11-23T18:30"
    )


def test_no_working_hours_is_the_next_moment_of_work() -> None:
    """Nothing added on a Sunday is Monday's opening."""
    assert PLAIN.add_working_hours(at(LONDON, "2026-11-22T12:00"), 0) == at(
        LONDON, "2026-11-23T07:30"
    )


@few
@given(calendars, moments, st.integers(0, 60), st.integers(0, 60))
def test_working_hours_add_up(
    calendar: WorkingCalendar, start: datetime, first: int, then: int
) -> None:
    """Adding in two steps is adding at once, and what was added is what lies between."""
    halfway = calendar.add_working_hours(start, first)
    end = calendar.add_working_hours(halfway, then)
    if first and then:
        assert end == calendar.add_working_hours(start, first + then)
    assert calendar.working_time_between(start, end) == timedelta(hours=first + then)


@few
@given(calendars, moments, moments)
def test_there_is_no_working_time_before_the_start(
    calendar: WorkingCalendar, one: datetime, other: datetime
) -> None:
    """Time is counted forward only and never exceeds what the clock counts."""
    early, late = sorted((one, other))
    assert timedelta() <= calendar.working_time_between(early, late) <= late - early
    assert calendar.working_time_between(late, early) == timedelta()


@few
@given(calendars, moments, st.integers(1, 30))
def test_working_days_keep_the_time_of_day_and_end_on_a_working_day(
    calendar: WorkingCalendar, start: datetime, days: int
) -> None:
    """The local time stays over clock changes, except a time that the clocks skip."""
    before = start.astimezone(calendar.zone)
    after = calendar.add_working_days(start, days).astimezone(calendar.zone)
    assert calendar.is_working_day(after.date())
    assert after.date() > before.date()
    if before.hour > 3:
        assert after.time() == before.time()


def test_working_days_do_not_count_the_day_of_the_start() -> None:
    """Five working days from Wednesday before Christmas, with two holidays on the way."""
    assert IN_MANILA.add_working_days(at(MANILA, "2026-12-23T15:00"), 5) == at(
        MANILA, "2027-01-01T15:00"
    )


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        (LONDON, "2026-03-27T09:00", "2026-03-30T09:00"),  # the clocks go forward on the 29th
        (LONDON, "2026-10-23T09:00", "2026-10-26T09:00"),  # and back on the 25th
        (SYDNEY, "2026-10-02T09:00", "2026-10-05T09:00"),  # forward on the 4th of October
        (SYDNEY, "2027-04-02T09:00", "2027-04-05T09:00"),  # back on the 4th of April
    ],
)
def test_a_change_of_the_clocks_keeps_the_time_of_day(
    zone: ZoneInfo, start: str, expected: str
) -> None:
    """One working day over the change is the same time on Monday, and eleven working hours too."""
    calendar = WorkingCalendar(zone)
    assert calendar.add_working_days(at(zone, start), 1) == at(zone, expected)
    assert calendar.add_working_hours(at(zone, start), 11) == at(zone, expected)


def test_a_time_that_the_clocks_skip_is_an_hour_later() -> None:
    """01:30 does not exist in London on 29 March 2026; 02:30 is meant."""
    assert PLAIN.at_on_day(date(2026, 3, 29), time(1, 30)) == at(LONDON, "2026-03-29T02:30")


def test_a_moment_without_a_zone_is_refused() -> None:
    """A naive moment would silently be read in the zone of the server."""
    with pytest.raises(ValueError, match="without a time zone"):
        PLAIN.may_write(datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize("days", [frozenset[str](), frozenset({"monday"})])
def test_a_calendar_needs_working_days(days: frozenset[str]) -> None:
    """Without one, nothing would ever be due."""
    with pytest.raises(ConfigurationError, match="working_days"):
        WorkingCalendar(LONDON, days)


def test_a_list_that_makes_every_day_a_holiday_is_an_error_and_no_endless_search() -> None:
    """The message names the list, so that someone can correct it."""

    class Always:
        version = "PH broken"

        def name_of(self, day: date) -> str | None:
            return f"holiday {day}"

    with pytest.raises(ConfigurationError, match="PH broken"):
        WorkingCalendar(LONDON, holidays=Always()).next_working_day(date(2026, 11, 23))


def test_working_time_is_counted_forward() -> None:
    """A negative length is a mistake of the caller."""
    with pytest.raises(ValueError, match="forward"):
        PLAIN.add_working_hours(at(LONDON, "2026-11-23T09:00"), -1)
    with pytest.raises(ValueError, match="forward"):
        PLAIN.add_working_days(at(LONDON, "2026-11-23T09:00"), -1)


# --- everyone at once ---------------------------------------------------------------------------


def test_manila_and_london_meet_in_londons_morning() -> None:
    """From 07:30 in London it is 15:30 in Manila, where the hours are still open."""
    found = common_writing_moment([PLAIN, WorkingCalendar(MANILA)], at(LONDON, "2026-11-23T12:00"))
    assert found == at(LONDON, "2026-11-24T07:30")


def test_london_and_sydney_share_no_hour_in_northern_winter() -> None:
    """Sydney closes at the very moment when London opens."""
    both = [PLAIN, WorkingCalendar(SYDNEY)]
    assert common_writing_moment(both, at(LONDON, "2026-11-23T12:00")) is None


def test_london_and_sydney_share_an_early_hour_in_northern_summer() -> None:
    """In June it is 16:30 in Sydney when London opens."""
    both = [PLAIN, WorkingCalendar(SYDNEY)]
    assert common_writing_moment(both, at(LONDON, "2026-06-15T12:00")) == at(
        LONDON, "2026-06-16T07:30"
    )


def test_a_common_moment_that_is_now_is_now() -> None:
    """Within everybody's hours nothing waits; with nobody to wait for, neither."""
    now = at(LONDON, "2026-11-23T09:00")
    assert common_writing_moment([PLAIN, WorkingCalendar(MANILA)], now) == now
    assert common_writing_moment([], now) == now


@few
@given(st.lists(calendars, min_size=1, max_size=4), moments)
def test_the_common_moment_is_the_first_that_suits_all(
    several: list[WorkingCalendar], now: datetime
) -> None:
    """All may be written to then, and at none of the moments probed before."""
    found = common_writing_moment(several, now)
    end = found or now + timedelta(days=14)
    if found is not None:
        assert all(one.may_write(found) for one in several)
    probe = now
    while probe < end:
        assert not all(one.may_write(probe) for one in several)
        probe += timedelta(hours=3)


# --- deadlines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "amount", "unit", "down", "up"),
    [
        # Monday the 23rd; the 28th is a Saturday and the 30th a holiday.
        ("2026-11-23T15:00", 2, Unit.WORKING_DAYS, "2026-11-25T15:00", "2026-11-25T23:59"),
        ("2026-11-23T15:00", 5, Unit.WORKING_DAYS, "2026-12-01T15:00", "2026-12-01T23:59"),
        ("2026-11-23T15:00", 5, Unit.CALENDAR_DAYS, "2026-11-27T15:00", "2026-12-01T23:59"),
        ("2026-11-23T15:00", 1, Unit.CALENDAR_WEEKS, "2026-11-27T15:00", "2026-12-01T23:59"),
        ("2026-10-31T15:00", 1, Unit.CALENDAR_MONTHS, "2026-11-27T15:00", "2026-12-01T23:59"),
        ("2026-12-31T15:00", 2, Unit.CALENDAR_MONTHS, "2027-02-26T15:00", "2027-03-01T23:59"),
        ("2026-11-23T15:00", 4, Unit.WORKING_HOURS, "2026-11-24T08:00", "2026-11-24T23:59"),
        ("2026-11-23T15:00", 20, Unit.HOURS, "2026-11-24T11:00", "2026-11-24T23:59"),
        ("2026-11-23T15:00", 25, Unit.HOURS, "2026-11-24T16:00", "2026-11-25T23:59"),
    ],
)
def test_a_maximum_is_rounded_down_and_a_minimum_up(
    *, start: str, amount: int, unit: Unit, down: str, up: str
) -> None:
    """What binds us comes no later than the law lets it; what protects someone comes no earlier."""
    length = Duration(amount, unit)
    most = deadline(at(MANILA, start), length, IN_MANILA, rounding="down", source="policy")
    least = deadline(at(MANILA, start), length, IN_MANILA, rounding="up", source="policy")
    assert most.at == at(MANILA, down)
    assert least.at == at(MANILA, up)


def test_a_deadline_shows_its_working() -> None:
    """Start, unit, skipped days with the reason, rule, source, zone and list are all kept."""
    start = at(MANILA, "2026-11-27T15:00")
    shown = deadline(
        start, Duration(2, Unit.WORKING_DAYS), IN_MANILA, rounding="down", source="W05"
    )
    assert (shown.start, shown.amount, shown.unit) == (start, 2, Unit.WORKING_DAYS)
    assert shown.at == at(MANILA, "2026-12-02T15:00")
    assert shown.skipped == (
        (date(2026, 11, 28), "Saturday"),
        (date(2026, 11, 29), "Sunday"),
        (date(2026, 11, 30), "Bonifacio Day"),
    )
    assert shown.rule == (
        "neither the day of the start nor a day off is counted; at most: a last day off is brought"
        " forward to the working day before"
    )
    assert (shown.source, shown.zone, shown.holidays) == ("W05", "Asia/Manila", "PH 2026")


def test_calendar_days_skip_only_the_days_over_which_the_end_was_moved() -> None:
    """A weekend in the middle counts; the weekend at the end is shown as skipped."""
    start, length = at(MANILA, "2026-11-18T09:00"), Duration(10, Unit.CALENDAR_DAYS)
    down = deadline(start, length, IN_MANILA, rounding="down", source="")
    up = deadline(start, length, IN_MANILA, rounding="up", source="")
    assert [day.day for day, _ in down.skipped] == [28]
    assert [day.day for day, _ in up.skipped] == [28, 29, 30]


def test_a_maximum_is_never_brought_forward_to_before_its_start() -> None:
    """One day from Saturday ends on Sunday; it is due at once and not on Friday."""
    saturday = at(MANILA, "2026-11-21T09:00")
    due = deadline(saturday, Duration(1, Unit.CALENDAR_DAYS), IN_MANILA, rounding="down", source="")
    assert due.at == saturday
    assert [day.day for day, _ in due.skipped] == [22]


def test_hours_by_the_clock_run_on_days_off_too() -> None:
    """A maximum of 24 hours from Saturday is Sunday, with nothing skipped."""
    due = deadline(
        at(MANILA, "2026-11-21T09:00"),
        Duration(24, Unit.HOURS),
        IN_MANILA,
        rounding="down",
        source="",
    )
    assert due.at == at(MANILA, "2026-11-22T09:00")
    assert due.skipped == ()


@few
@given(calendars, moments, st.integers(1, 60), st.sampled_from(Unit))
def test_a_minimum_is_never_shorter_than_a_maximum(
    calendar: WorkingCalendar, start: datetime, amount: int, unit: Unit
) -> None:
    """Of the same length, up ends on a working day and not before down; down not before start."""
    length = Duration(amount, unit)
    down = deadline(start, length, calendar, rounding="down", source="")
    up = deadline(start, length, calendar, rounding="up", source="")
    assert start <= down.at <= up.at
    assert calendar.is_working_day(calendar.day_of(up.at))
    assert all(not calendar.is_working_day(day) for day, _ in down.skipped + up.skipped)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Duration(1, Unit.WORKING_DAYS), "1 working day"),
        (Duration(4, Unit.WORKING_HOURS), "4 working hours"),
    ],
)
def test_a_length_of_time_reads_as_people_say_it(length: Duration, words: str) -> None:
    """One is singular, more are plural."""
    assert str(length) == words


def test_a_length_of_time_is_at_least_one() -> None:
    """Nothing is due in no time."""
    with pytest.raises(ValueError, match="1 or more"):
        Duration(0, Unit.HOURS)


def test_the_hours_for_writing_are_those_of_the_design() -> None:
    """07:30 to 18:30."""
    assert (time(7, 30), time(18, 30)) == (OPENS, CLOSES)
