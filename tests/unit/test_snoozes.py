"""Until when a person may put off a reminder."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendars import ListedHolidays, WorkingCalendar
from bot.domain.reminders import SnoozeProblem, snooze_until

MANILA, SYDNEY = ZoneInfo("Asia/Manila"), ZoneInfo("Australia/Sydney")
CALENDAR = WorkingCalendar(
    MANILA, holidays=ListedHolidays({date(2026, 11, 30): "Bonifacio Day"}, version="PH 2026")
)


def at(text: str, zone: ZoneInfo = MANILA) -> datetime:
    """What the clocks of `zone` show, as a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T09:10", "2026-11-23T10:10"),
        ("2026-11-23T18:00", "2026-11-24T07:30"),
        ("2026-11-27T18:00", "2026-12-01T07:30"),
    ],
)
def test_an_hour_is_an_hour_or_the_next_time_when_one_may_write(now: str, expected: str) -> None:
    """At six in the evening, an hour later would be outside the hours for writing."""
    assert snooze_until("hour", at(now), CALENDAR) == at(expected)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T16:00", "2026-11-24T09:00"),
        ("2026-11-24T01:00", "2026-11-25T09:00"),
        ("2026-11-27T16:00", "2026-12-01T09:00"),  # over a weekend and Bonifacio Day
    ],
)
def test_tomorrow_is_nine_on_the_next_working_morning(now: str, expected: str) -> None:
    """In the owner's own zone, over days off."""
    assert snooze_until("tomorrow", at(now), CALENDAR) == at(expected)


def test_tomorrow_is_nine_by_the_new_clocks() -> None:
    """In Sydney the clocks go forward on 4 October 2026."""
    now = at("2026-10-02T16:00", SYDNEY)
    assert snooze_until("tomorrow", now, WorkingCalendar(SYDNEY)) == at("2026-10-05T09:00", SYDNEY)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 25), "2026-11-25T09:00"),
        (date(2026, 11, 28), "2026-12-01T09:00"),
        (date(2026, 11, 23), "2026-11-23T09:00"),
    ],
)
def test_a_date_is_nine_on_that_day_or_the_first_working_day_after(
    day: date, expected: str
) -> None:
    """Today counts while it is not nine yet."""
    assert snooze_until(day, at("2026-11-23T08:00"), CALENDAR) == at(expected)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 11, 22), "has passed"),
        (date(2026, 11, 23), "has passed"),
        (date.min, "has passed"),
        (date(2028, 1, 1), "more than a year"),
        (date.max, "more than a year"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_what_to_choose(day: date, says: str) -> None:
    """A morning that has passed, or one that is too far away."""
    refused = snooze_until(day, at("2026-11-23T09:00"), CALENDAR)
    assert isinstance(refused, SnoozeProblem)
    assert says in refused.message
    assert "Choose" in refused.message
