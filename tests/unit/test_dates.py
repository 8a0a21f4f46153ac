"""Days and times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.dates import DateProblem, read_date, read_moment

MANILA, LONDON, SYDNEY = (
    ZoneInfo(name) for name in ("Asia/Manila", "Europe/London", "Australia/Sydney")
)
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=MANILA)  # a Saturday


def at(zone: ZoneInfo, text: str) -> datetime:
    """What the clocks of `zone` show, as a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("20/11/2026", date(2026, 11, 20)),
        ("20.11.2026", date(2026, 11, 20)),
        ("20-11-26", date(2026, 11, 20)),
        ("20/11", date(2026, 11, 20)),
        ("03/04/2026", date(2026, 4, 3)),
        ("11/20/2026", date(2026, 11, 20)),
        ("20 Nov 2026", date(2026, 11, 20)),
        ("20th November 2026", date(2026, 11, 20)),
        ("Nov 20, 2026", date(2026, 11, 20)),
        ("20 Nov", date(2026, 11, 20)),
        ("today", date(2026, 11, 21)),
        ("Yesterday", date(2026, 11, 20)),
        ("the day before yesterday", date(2026, 11, 19)),
        ("3 days ago", date(2026, 11, 18)),
        ("a week ago", date(2026, 11, 14)),
        ("last Tuesday", date(2026, 11, 17)),
        ("Tue", date(2026, 11, 17)),
        ("next Tuesday", date(2026, 11, 24)),
        ("  20\u00a0Nov\u200b   2026 \n", date(2026, 11, 20)),
        ("２０ Nov ２０２６", date(2026, 11, 20)),  # noqa: RUF001 - digits of another keyboard
        ("2026-11-20T23:00Z", date(2026, 11, 21)),  # it is the 21st in Manila then
        ("yesterday 3pm", date(2026, 11, 20)),
    ],
)
def test_a_day_is_read_as_it_is_typed(text: str, day: date) -> None:
    """ISO, day first, names of months and days, and words relative to now are all taken."""
    assert read_date(text, now=NOW, zone=MANILA) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20T14:00", "2026-11-20T14:00"),
        ("2026-11-20 14:00", "2026-11-20T14:00"),
        ("2026-11-20T06:00:00+00:00", "2026-11-20T14:00"),
        ("20 Nov 2026 14:00", "2026-11-20T14:00"),
        ("20/11/2026 2pm", "2026-11-20T14:00"),
        ("20 Nov 2026 at 3.30pm", "2026-11-20T15:30"),
        ("20 Nov 2026 around 3pm", "2026-11-20T15:00"),
        ("20 Nov 2026 14:00 UTC", "2026-11-20T22:00"),
        ("yesterday 3pm", "2026-11-20T15:00"),
        ("last tuesday 3pm", "2026-11-17T15:00"),
        ("yesterday evening", "2026-11-20T18:00"),
        ("9am", "2026-11-21T09:00"),
        ("3pm", "2026-11-20T15:00"),
        ("now", "2026-11-21T10:30"),
        ("an hour ago", "2026-11-21T09:30"),
        ("in 20 minutes", "2026-11-21T10:50"),
        ("tomorrow 5pm", "2026-11-22T17:00"),
    ],
)
def test_a_moment_is_read_in_the_writers_zone(text: str, expected: str) -> None:
    """A time without an offset is by the writer's clocks; what comes out is UTC."""
    found = read_moment(text, now=NOW, zone=MANILA)
    assert found == at(MANILA, expected)
    assert isinstance(found, datetime)
    assert found.tzinfo is UTC


@pytest.mark.parametrize("text", ["yesterday", "20/11/2026", "2026-11-20", "Friday"])
def test_a_day_without_a_time_is_taken_at_the_time_that_the_asker_names(text: str) -> None:
    """It begins the day unless the asker says otherwise: a promise ends it."""
    begins = read_moment(text, now=NOW, zone=MANILA)
    ends = read_moment(text, now=NOW, zone=MANILA, day_means=time(17))
    assert begins == at(MANILA, "2026-11-20T00:00")
    assert ends == at(MANILA, "2026-11-20T17:00")


def test_friday_is_behind_for_an_incident_and_ahead_for_a_promise() -> None:
    """The asker says which way an open weekday lies."""
    assert read_date("Friday", now=NOW, zone=MANILA) == date(2026, 11, 20)
    assert read_date("Friday", now=NOW, zone=MANILA, prefer="future") == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", date(2026, 4, 3)),
        ("en-GB", date(2026, 4, 3)),
        ("de", date(2026, 4, 3)),
        ("tlh", date(2026, 4, 3)),
        ("", date(2026, 4, 3)),
        ("en-US", date(2026, 3, 4)),
        ("en_us", date(2026, 3, 4)),
    ],
)
def test_digits_are_read_day_first_except_in_american_english(language: str, day: date) -> None:
    """A language that nobody knows is read as English, day first."""
    assert read_date("03/04/2026", now=NOW, zone=MANILA, language=language) == day


def test_words_of_the_persons_own_language_are_read_beside_english() -> None:
    """A German may write gestern and yesterday."""
    for text in ("gestern", "yesterday"):
        assert read_date(text, now=NOW, zone=MANILA, language="de") == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Nothing is written"),
        (" \u200b\n", "Nothing is written"),
        ("soon", "could not be read"),
        ("12", "could not be read"),
        ("a", "could not be read"),
        ("3h", "could not be read"),
        ("31 Feb 2026", "could not be read"),
        ("31/02/2026", "could not be read"),
        ("29 Feb 2026", "could not be read"),
        ("30/13/2026", "could not be read"),
        ("20 Nov 2026 25:00", "could not be read"),
        ("2026-11-20T14:75", "could not be read"),
        ("0000-01-01", "could not be read"),
        ("<b>today</b>", "could not be read"),
        ("<!channel>", "could not be read"),
        ("Feb 2026", "not clear"),
        ("2026-02", "not clear"),
        ("may", "not clear"),
        ("last week", "not clear"),
        ("last month", "not clear"),
        ("9999-12-31", "year 9999 is too far"),
        ("1 Jan 0001", "year 1 is too far"),
        ("x" * 61, "too long"),
        ("today " * 20_000, "too long"),
        ("9" * 100_000, "too long"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(text: str, says: str) -> None:
    """The problem is named, and an example near today shows the form."""
    day = read_date(text, now=NOW, zone=MANILA)
    moment = read_moment(text, now=NOW, zone=MANILA)
    assert isinstance(day, DateProblem)
    assert isinstance(moment, DateProblem)
    assert says in day.message
    assert 'Write a day, such as "20 Nov 2026"' in day.message
    assert 'Write a day and a time, such as "20 Nov 2026 14:00"' in moment.message


def test_the_examples_can_be_read() -> None:
    """Whoever copies the example is understood."""
    day = read_date("?", now=NOW, zone=MANILA)
    moment = read_moment("?", now=NOW, zone=MANILA)
    assert isinstance(day, DateProblem)
    assert isinstance(moment, DateProblem)
    for text in day.message.split('"')[1::2]:
        assert isinstance(read_date(text, now=NOW, zone=MANILA), date)
    for text in moment.message.split('"')[1::2]:
        assert isinstance(read_moment(text, now=NOW, zone=MANILA), datetime)


@pytest.mark.parametrize(
    ("zone", "typed", "offered"),
    [
        (LONDON, "29 March 2026 1:30", "29 Mar 2026 02:30"),
        (LONDON, "2026-03-29T01:00", "29 Mar 2026 02:00"),
        (SYDNEY, "2026-10-04 02:15", "4 Oct 2026 03:15"),
    ],
)
def test_a_time_that_the_clocks_skipped_is_a_problem(
    zone: ZoneInfo, typed: str, offered: str
) -> None:
    """When the clocks go forward an hour does not exist; the message offers the one after."""
    found = read_moment(typed, now=NOW, zone=zone)
    assert isinstance(found, DateProblem)
    assert "did not exist" in found.message
    assert f'"{offered}"' in found.message
    assert isinstance(read_moment(offered, now=NOW, zone=zone), datetime)


def test_a_time_that_came_twice_is_the_first_of_the_two() -> None:
    """01:30 in London on 25 October 2026 is 00:30 UTC, and 01:30 UTC an hour later."""
    found = read_moment("2026-10-25T01:30", now=NOW, zone=LONDON)
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_hours_ago_are_counted_in_elapsed_time() -> None:
    """An hour before 02:10 on the night of the change it was 00:10 by the clocks."""
    now = datetime(2026, 3, 29, 1, 10, tzinfo=UTC)  # 02:10 in London, ten minutes in
    assert read_moment("1 hour ago", now=now, zone=LONDON) == at(LONDON, "2026-03-29T00:10")


PIECES = (
    "now today yesterday last next in ago hours days months years Tuesday Nov Feb 31 29 2026 99999"
    " 0 1 12 25:00 14:00 3pm am noon at on / - . : , + EST UTC +25:00 T Z st 9999 0000 midnight"
    " \ud800 \x00 \u202e 🙂 ½ 昨日"
)
typed_text = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join),
    st.lists(st.sampled_from(PIECES.split()), max_size=9).map("".join),
)


@settings(deadline=None, max_examples=150)
@given(typed_text, st.sampled_from((MANILA, LONDON, SYDNEY)), st.sampled_from(("en", "en-US", "x")))
def test_nothing_that_is_typed_raises(text: str, zone: ZoneInfo, language: str) -> None:
    """Whatever the text, the answer is a day or moment near our time, or a message."""
    day = read_date(text, now=NOW, zone=zone, language=language)
    moment = read_moment(text, now=NOW, zone=zone, language=language)
    assert isinstance(day, DateProblem) or abs(day.year - NOW.year) <= 51
    assert isinstance(moment, DateProblem) or moment.tzinfo is UTC


@settings(deadline=None, max_examples=60)
@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2070, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bare bounds
    st.sampled_from((MANILA, LONDON, SYDNEY)),
)
def test_a_stored_moment_is_read_back_equal(moment: datetime, zone: ZoneInfo) -> None:
    """What a form sends in ISO with its offset is the same moment in any zone."""
    assert read_moment(moment.isoformat(), now=NOW, zone=zone) == moment
    shown = moment.astimezone(zone)
    assert read_moment(shown.isoformat(), now=NOW, zone=zone) == moment
    assert read_date(shown.date().isoformat(), now=NOW, zone=zone) == shown.date()
