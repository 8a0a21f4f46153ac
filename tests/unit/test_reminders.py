"""When each rung is reached, what fires after a pause, and what a snooze changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendars import Duration, ListedHolidays, Unit, WorkingCalendar
from bot.domain.reminders import (
    AfterDue,
    AfterStart,
    AtDue,
    Force,
    Moment,
    OnDueDay,
    PartOfSpan,
    Recipient,
    Reminder,
    ReminderKind,
    ReminderState,
    Rung,
    Schedule,
    cancelled,
    current_rung,
    done,
    due_for,
    escalation_time,
    fired,
    next_time,
    rung_times,
    snoozed,
    who_hears,
)

MANILA, LONDON, SYDNEY = (
    ZoneInfo(name) for name in ("Asia/Manila", "Europe/London", "Australia/Sydney")
)
CALENDAR = WorkingCalendar(
    MANILA, holidays=ListedHolidays({date(2026, 11, 30): "Bonifacio Day"}, version="PH 2026")
)
OWNER, HR_LEAD, LEGAL = Recipient.OWNER, Recipient.HR_LEAD, Recipient.LEGAL


def at(text: str, zone: ZoneInfo = MANILA) -> datetime:
    """What the clocks of `zone` show, as a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hours(amount: int) -> Duration:
    """So many working hours."""
    return Duration(amount, Unit.WORKING_HOURS)


def days(amount: int) -> Duration:
    """So many working days."""
    return Duration(amount, Unit.WORKING_DAYS)


def schedule(*moments: Moment, due: Duration | None = None) -> Schedule:
    """A schedule with these rungs: the third tells HR's lead too, the fourth legal alone."""
    to = ((OWNER,), (OWNER,), (OWNER, HR_LEAD), (LEGAL,))
    return Schedule(
        kind=ReminderKind.TELL_EMPLOYEE,
        title="Tell the employee",
        why="Who hears late cannot answer.",
        due=due,
        source="W05",
        force=Force.POLICY_DEFAULT,
        rungs=tuple(
            Rung(number, moment, to[number - 1], "W05")
            for number, moment in enumerate(moments, start=1)
        ),
    )


ACKNOWLEDGE = schedule(
    AfterStart(hours(4)), AfterStart(hours(7)), AfterStart(days(1)), AfterStart(days(2)),
    due=days(1),
)  # fmt: skip
TELL = schedule(
    AfterStart(days(1)), OnDueDay(time(10)), AfterDue(hours(4)), AfterDue(days(1)), due=days(2)
)
PROMISE = schedule(PartOfSpan(50), PartOfSpan(75), AtDue(), AfterDue(days(1)))


def times(of: Schedule, start: str, due: str | None = None) -> list[str]:
    """When the rungs are reached, as the clocks of Manila show it."""
    begins = at(start)
    policy = due_for(of, start=begins, calendar=CALENDAR)
    ends = policy.at if policy else at(due or start)
    reached = rung_times(of, start=begins, due=ends, calendar=CALENDAR)
    return [f"{moment.astimezone(MANILA):%d %H:%M}" for moment in reached]


# --- rungs --------------------------------------------------------------------------------------


def test_acknowledging_the_client_is_asked_after_four_and_seven_hours_and_by_day() -> None:
    """A complaint of Monday morning: twice on Monday, on Tuesday when due, on Wednesday others."""
    assert times(ACKNOWLEDGE, "2026-11-23T09:00") == [
        "23 13:00", "23 16:00", "24 09:00", "25 09:00",
    ]  # fmt: skip


def test_four_hours_after_five_o_clock_is_tomorrow() -> None:
    """Rungs count working hours; what comes in on Friday at five is asked for after the holiday."""
    assert times(ACKNOWLEDGE, "2026-11-27T17:00")[0] == "01 10:00"


def test_telling_the_employee_is_asked_on_day_one_and_on_the_due_day_at_ten() -> None:
    """Then four working hours after it was due, and a working day after."""
    assert times(TELL, "2026-11-23T15:00") == ["24 15:00", "25 10:00", "26 08:00", "26 15:00"]


def test_what_is_due_before_ten_is_not_asked_for_after_it() -> None:
    """Due at 08:30, the rung of the due day's morning is at 08:30 too."""
    assert times(TELL, "2026-11-23T08:30")[1] == "25 08:30"


@pytest.mark.parametrize(
    ("start", "due", "expected"),
    [
        (  # sixteen working hours
            "2026-11-23T09:30", "2026-11-24T14:30",
            ["23 17:30", "24 10:30", "24 14:30", "25 14:30"],
        ),
        (  # four, with a weekend and a holiday between; half of them end with Friday
            "2026-11-27T16:30", "2026-12-01T09:30",
            ["01 07:30", "01 08:30", "01 09:30", "02 09:30"],
        ),
    ],
)  # fmt: skip
def test_a_promise_is_asked_for_at_half_and_at_three_quarters_of_the_working_time(
    start: str, due: str, expected: list[str]
) -> None:
    """Then when it is due, and a working day later; days off are no part of the time."""
    assert times(PROMISE, start, due) == expected


def test_a_rung_is_never_reached_after_the_next_one() -> None:
    """From a Saturday, seven working hours come after the working day: the day wins."""
    assert times(ACKNOWLEDGE, "2026-11-21T12:00") == [
        "23 11:30", "23 12:00", "23 12:00", "24 12:00",
    ]  # fmt: skip


def test_what_falls_outside_the_hours_for_writing_waits_for_the_morning() -> None:
    """Started at 23:00 on a night shift: a working day later at 23:00 is the morning after."""
    assert times(ACKNOWLEDGE, "2026-11-23T23:00")[2] == "25 07:30"


def test_rungs_keep_their_time_of_day_over_a_change_of_the_clocks() -> None:
    """In London the clocks go back on Sunday, 25 October 2026."""
    calendar = WorkingCalendar(LONDON)
    start = at("2026-10-23T09:00", LONDON)
    reached = rung_times(
        ACKNOWLEDGE, start=start, due=calendar.add_working_days(start, 1), calendar=calendar
    )
    assert reached[2] == at("2026-10-26T09:00", LONDON)
    assert reached[2] - start == timedelta(days=3, hours=1)


def test_the_due_time_shows_its_working() -> None:
    """It names its source and the days that were skipped."""
    due = due_for(ACKNOWLEDGE, start=at("2026-11-27T10:00"), calendar=CALENDAR)
    assert due is not None
    assert due.at == at("2026-12-01T10:00")
    assert due.source == "W05"
    assert [day.day for day, _ in due.skipped] == [28, 29, 30]


def test_a_promise_has_no_due_time_of_its_own() -> None:
    """The person who promised named it."""
    assert due_for(PROMISE, start=at("2026-11-23T09:00"), calendar=CALENDAR) is None


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bare bounds
zones = st.sampled_from((MANILA, LONDON, SYDNEY))


@settings(deadline=None, max_examples=80)
@given(st.sampled_from((ACKNOWLEDGE, TELL, PROMISE)), moments, st.integers(0, 30 * 24), zones)
def test_rungs_come_in_order_and_within_the_hours(
    given_schedule: Schedule, start: datetime, later: int, zone: ZoneInfo
) -> None:
    """Never decreasing, never before the start, always when the owner may be written to."""
    calendar = WorkingCalendar(zone)
    policy = due_for(given_schedule, start=start, calendar=calendar)
    due = policy.at if policy else start + timedelta(hours=later)
    reached = rung_times(given_schedule, start=start, due=due, calendar=calendar)
    assert list(reached) == sorted(reached)
    assert reached[0] >= start
    assert all(calendar.may_write(moment) for moment in reached)


# --- what a schedule must be --------------------------------------------------------------------


def rung(number: int, *to: Recipient) -> Rung:
    """A rung at the due time."""
    return Rung(number, AtDue(), to, "W05")


@pytest.mark.parametrize(
    ("rungs", "says"),
    [
        ((), "one to four"),
        ((rung(2, OWNER),), "number the rungs"),
        ((rung(1, OWNER), rung(3, OWNER)), "number the rungs"),
        (tuple(rung(number, LEGAL) for number in range(1, 6)), "one to four"),
        ((rung(1),), "rung 1: name at least one"),
        (tuple(rung(number, OWNER) for number in range(1, 5)), "three nudges"),
    ],
)
def test_a_schedule_that_breaks_the_rules_is_refused(rungs: tuple[Rung, ...], says: str) -> None:
    """At most three nudges to the owner, then a human; every rung is heard by somebody."""
    with pytest.raises(ValueError, match=says):
        replace(ACKNOWLEDGE, rungs=rungs)


# --- firing -------------------------------------------------------------------------------------

START = at("2026-11-23T09:00")
DUE = at("2026-11-24T09:00")
RUNGS = rung_times(ACKNOWLEDGE, start=START, due=DUE, calendar=CALENDAR)
OPEN = Reminder(
    id="r1",
    case_id="c1",
    kind=ReminderKind.ACKNOWLEDGE_CLIENT,
    owner_id="maya",
    party_id="p1",
    started_at=START,
    due_at=DUE,
    next_at=RUNGS[0],
)


def test_before_the_first_rung_there_is_none() -> None:
    """A minute before it, nothing is reached; at its moment it is."""
    assert current_rung(RUNGS, RUNGS[0] - timedelta(minutes=1)) is None
    assert current_rung(RUNGS, RUNGS[0]) == 1


def test_after_the_last_rung_nothing_follows() -> None:
    """The time after the first is the second's; after the last there is none."""
    assert next_time(RUNGS, after_rung=0) == RUNGS[0]
    assert next_time(RUNGS, after_rung=1) == RUNGS[1]
    assert next_time(RUNGS, after_rung=4) is None


def test_rungs_fire_one_after_the_other() -> None:
    """Each goes to those whom it names, and the reminder waits for the next."""
    reminder, heard = OPEN, []
    while reminder.next_at is not None:
        now = reminder.next_at
        heard.append(who_hears(reminder, ACKNOWLEDGE, times=RUNGS, now=now))
        reminder = fired(reminder, now, times=RUNGS)
    assert heard == [(OWNER,), (OWNER,), (OWNER, HR_LEAD), (LEGAL,)]
    assert reminder.rung == 4
    assert reminder.is_open


def test_after_a_days_downtime_one_reminder_fires_at_its_right_rung() -> None:
    """Rungs one to three were missed: the third fires once, and the fourth is next."""
    now = RUNGS[2] + timedelta(hours=1)
    assert who_hears(OPEN, ACKNOWLEDGE, times=RUNGS, now=now) == (OWNER, HR_LEAD)
    after = fired(OPEN, now, times=RUNGS)
    assert (after.rung, after.next_at) == (3, RUNGS[3])


@settings(deadline=None)
@given(st.lists(st.integers(0, 72), min_size=1, max_size=6).map(sorted))
def test_however_late_the_sweeps_are_no_rung_fires_twice(waits: list[int]) -> None:
    """The next ping is always ahead, and the rungs only go up."""
    reminder = OPEN
    for wait in waits:
        now = START + timedelta(hours=wait)
        if reminder.next_at is None or reminder.next_at > now:
            continue
        after = fired(reminder, now, times=RUNGS)
        assert after.rung > reminder.rung
        assert after.next_at is None or after.next_at > now
        reminder = after


# --- snoozing, doing, cancelling ----------------------------------------------------------------


def test_a_snooze_changes_the_next_ping_and_nothing_else() -> None:
    """Snoozed for an hour after the first rung, the second stays where it was."""
    after_first = fired(OPEN, RUNGS[0], times=RUNGS)
    until = RUNGS[0] + timedelta(hours=1)
    waiting = snoozed(after_first, until, schedule=ACKNOWLEDGE, times=RUNGS)
    assert (waiting.next_at, waiting.snoozed_until, waiting.due_at) == (until, until, DUE)

    assert who_hears(waiting, ACKNOWLEDGE, times=RUNGS, now=until) == (OWNER,)
    again = fired(waiting, until, times=RUNGS)
    assert (again.rung, again.next_at, again.snoozed_until) == (1, RUNGS[1], None)


def test_a_snooze_over_a_rung_comes_back_on_that_rung() -> None:
    """Snoozed past the second rung, the next ping is the second: none is made up for."""
    after_first = fired(OPEN, RUNGS[0], times=RUNGS)
    until = RUNGS[1] + timedelta(minutes=30)
    waiting = snoozed(after_first, until, schedule=ACKNOWLEDGE, times=RUNGS)
    assert fired(waiting, until, times=RUNGS).rung == 2


def test_nobody_can_snooze_away_the_moment_when_others_are_to_hear() -> None:
    """A snooze of a month ends where HR's lead is told, and what is due stays due."""
    after_first = fired(OPEN, RUNGS[0], times=RUNGS)
    waiting = snoozed(after_first, START + timedelta(days=30), schedule=ACKNOWLEDGE, times=RUNGS)
    assert waiting.next_at == waiting.snoozed_until == RUNGS[2]
    assert waiting.due_at == DUE
    assert who_hears(waiting, ACKNOWLEDGE, times=RUNGS, now=RUNGS[2]) == (OWNER, HR_LEAD)


def test_a_snooze_after_the_last_rung_reminds_the_owner_alone() -> None:
    """Legal has heard; it is not told again because the owner asked for a reminder."""
    last = fired(OPEN, RUNGS[3], times=RUNGS)
    until = RUNGS[3] + timedelta(days=3)
    waiting = snoozed(last, until, schedule=ACKNOWLEDGE, times=RUNGS)
    assert waiting.next_at == until
    assert who_hears(waiting, ACKNOWLEDGE, times=RUNGS, now=until) == (OWNER,)
    assert fired(waiting, until, times=RUNGS).next_at is None


def test_a_ping_asked_for_before_the_first_rung_counts_as_the_first() -> None:
    """So the owner still gets three nudges at most."""
    early = START + timedelta(hours=1)
    waiting = snoozed(OPEN, early, schedule=ACKNOWLEDGE, times=RUNGS)
    assert who_hears(waiting, ACKNOWLEDGE, times=RUNGS, now=early) == (OWNER,)
    assert fired(waiting, early, times=RUNGS).rung == 1


def test_the_next_to_hear_beside_the_owner_is_known() -> None:
    """HR's lead at the third rung, legal at the fourth, then nobody."""
    assert escalation_time(ACKNOWLEDGE, RUNGS, after_rung=0) == RUNGS[2]
    assert escalation_time(ACKNOWLEDGE, RUNGS, after_rung=3) == RUNGS[3]
    assert escalation_time(ACKNOWLEDGE, RUNGS, after_rung=4) is None


def test_what_is_done_is_not_asked_for_any_more() -> None:
    """It keeps who did it; nothing is left to fire."""
    finished = done(OPEN, "noor", START)
    assert finished.state is ReminderState.DONE
    assert (finished.done_by, finished.ended_at, finished.next_at) == ("noor", START, None)


def test_what_is_not_wanted_any_more_is_cancelled() -> None:
    """Nobody did it, and nothing is left to fire."""
    dropped = cancelled(OPEN, START)
    assert dropped.state is ReminderState.CANCELLED
    assert (dropped.done_by, dropped.next_at) == (None, None)


def test_a_closed_reminder_stays_as_it_is() -> None:
    """The first who answers wins: a second Done, a snooze or a late ping change nothing."""
    finished = done(OPEN, "noor", START)
    assert done(finished, "maya", RUNGS[3]) is finished
    assert cancelled(finished, RUNGS[3]) is finished
    assert fired(finished, RUNGS[3], times=RUNGS) is finished
    assert snoozed(finished, RUNGS[3], schedule=ACKNOWLEDGE, times=RUNGS) is finished
