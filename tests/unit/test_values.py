"""Answers as they are chosen and typed, and said again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.dialogue import values
from bot.dialogue.fields import (
    Choice,
    Choices,
    Day,
    Field,
    LongText,
    Moment,
    Option,
    Pick,
    Text,
    Value,
)
from bot.dialogue.values import Wrong
from tests.fakes import BEN, MAYA, scene, somebody

ASKS = (
    Option("coach", "Coach them"),
    Option("replace", "Replace them on the account"),
    Option("remove", "Remove them from the account"),
    Option("discipline", "Discipline them"),
)
TEXT = Text(id="text", label="?", required=False)
LONG = LongText(id="long", label="?")
CHOICE = Choice(id="choice", label="?", options=ASKS)
CHOICES = Choices(id="choices", label="?", options=ASKS)
PICK = Pick(id="pick", label="?", source="staff")
DAY = Day(id="day", label="?")
MOMENT = Moment(id="moment", label="?")
PROMISE = Moment(id="promise", label="?", ahead=True)
FIELDS: tuple[Field, ...] = (TEXT, LONG, CHOICE, CHOICES, PICK, DAY, MOMENT)

HOSTILE = (
    "<!channel> <@U123> <https://evil.example|click>",
    "*bold* _it_ `code` ~no~ > quote\n- one\n# two",
    "<script>alert(1)</script> &amp; <b>",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "\u202eright to left\u202c مرحبا بالعالم שלום",
    "👩‍👩‍👧‍👦 🇵🇭 👍🏽",
    "zero\u200bwidth\u2060joined\ufeff",
    "  spaces at both ends\t\r\n",
    "a" * 100_000,
    "NUL \x00 and bell \x07",
    "lone \ud800 surrogate",
)
BLANK: tuple[Value, ...] = (None, "", " ", "\n\t ", "\u200b\u2060\ufeff", "\u3164\u2800", [], ())


def read(field: Field, raw: Value) -> Value | Wrong:
    """What Maya's answer is stored as."""
    return values.read(field, raw, answers={}, scene=scene())


def said(field: Field, value: Value) -> str:
    """What Maya reads of it."""
    return values.say(field, value, answers={}, scene=scene())


@pytest.mark.parametrize("typed", HOSTILE)
def test_text_is_kept_exactly_as_it_was_typed(typed: str) -> None:
    """No sign of what somebody wrote is added, taken away or read as anything."""
    assert read(LONG, typed) == typed
    assert said(LONG, typed) == typed


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("field", [CHOICE, CHOICES, PICK, DAY, MOMENT], ids=lambda f: f.id)
def test_odd_text_is_no_choice_and_no_date(field: Field, typed: str) -> None:
    """Whatever is typed where something is to be chosen gets a clear message."""
    found = read(field, typed)
    assert isinstance(found, Wrong)
    assert found.message.endswith((".", "?"))


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.id)
@pytest.mark.parametrize("raw", [True, [1], [{"a": 1}], [None], {"a": "b"}, ["x", ["y"]]])
def test_an_answer_of_a_wrong_shape_is_refused(field: Field, raw: Value) -> None:
    """Whatever a request carries in place of an answer raises nothing."""
    assert isinstance(read(field, raw), Wrong)


@pytest.mark.parametrize("raw", BLANK)
def test_nothing_to_read_is_no_answer(raw: Value) -> None:
    """Blank and invisible text leaves a question open: that is wrong only where one is needed."""
    assert read(TEXT, raw) is None
    assert isinstance(read(LONG, raw), Wrong)


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.id)
def test_a_needed_answer_is_asked_for_kindly(field: Field) -> None:
    """The message for a missing answer says please."""
    found = read(field, "")
    assert found is None or (isinstance(found, Wrong) and found.message.startswith("Please"))


def test_too_long_a_line_says_by_how_much() -> None:
    """A line over its limit is told its length and the limit."""
    found = read(TEXT, "x" * 1234)
    assert isinstance(found, Wrong)
    assert "1,234" in found.message
    assert "200" in found.message


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("coach", "coach"),
        ("COACH", "coach"),
        ("1", "coach"),
        ("2.", "replace"),
        (" 3) ", "remove"),
        ("Coach them", "coach"),
        ("  discipline  ", "discipline"),
        ("disc", "discipline"),
        ("replace them on", "replace"),
        ("\uff13", "remove"),  # a full-width digit
    ],
)
def test_an_option_is_chosen_by_value_number_or_name(typed: str, value: str) -> None:
    """People may type what an option is called, its start, or its place in the list."""
    assert read(CHOICE, typed) == value


@pytest.mark.parametrize("typed", ["re", "them", "0", "5", "9" * 5000, "፩", "coach or replace"])
def test_what_fits_none_or_several_options_is_not_taken(typed: str) -> None:
    """Nothing is guessed."""
    assert isinstance(read(CHOICE, typed), Wrong)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1, 3", ["coach", "remove"]),
        ("coach them, Replace", ["coach", "replace"]),
        ("coach and discipline", ["coach", "discipline"]),
        ("1; 2\n4", ["coach", "replace", "discipline"]),
        ("2, 2, replace", ["replace"]),
        ("all", ["coach", "replace", "remove", "discipline"]),
        (["remove", "coach", "remove"], ["remove", "coach"]),
    ],
)
def test_several_are_chosen_with_commas_between(
    typed: str | Sequence[str], chosen: list[str]
) -> None:
    """Names and numbers mix, and each option counts once."""
    assert read(CHOICES, typed) == chosen


@pytest.mark.parametrize("typed", ["coach, xyz", "1, 9", ["coach", "xyz"], ", ,"])
def test_one_wrong_among_several_refuses_all(typed: Value) -> None:
    """No choice is dropped silently."""
    assert isinstance(read(CHOICES, typed), Wrong)


def test_somebody_is_picked_by_id_or_name() -> None:
    """What is chosen in a list and what is typed by name come to the same."""
    assert read(PICK, "ben") == read(PICK, "Ben Cruz") == read(PICK, "ben cr") == "ben"


def test_a_name_that_fits_several_shows_them() -> None:
    """The words are kept, to show whom they fit."""
    found = read(PICK, "an")
    assert isinstance(found, Wrong)
    assert found.search == "an"


def test_two_of_one_name_have_to_be_told_apart() -> None:
    """The same name twice is asked about, and chosen by its option."""
    twins = (BEN, somebody("ben2", "Ben Cruz", job_title="Dispatcher"))
    both = scene(people=twins)
    assert isinstance(values.read(PICK, "Ben Cruz", answers={}, scene=both), Wrong)
    assert values.read(PICK, "ben2", answers={}, scene=both) == "ben2"


def test_a_moment_is_read_in_the_writers_zone_and_kept_in_utc() -> None:
    """Three in the afternoon in Manila is seven in the morning, UTC."""
    assert read(MOMENT, "yesterday 3 pm") == "2026-11-22T07:00:00+00:00"


def test_friday_is_the_last_for_an_incident_and_the_next_for_a_promise() -> None:
    """A promise without a time ends with its working day."""
    assert read(MOMENT, "Friday 10:00") == "2026-11-20T02:00:00+00:00"
    assert read(PROMISE, "Friday") == "2026-11-27T09:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (CHOICE, "coach", "Coach them"),
        (CHOICES, ["coach", "remove"], "Coach them; Remove them from the account"),
        (PICK, "ben", "Ben Cruz"),
        (DAY, "2026-11-24", "Tue 24 Nov 2026"),
        (MOMENT, "2026-11-24T07:00:00+00:00", "Tue 24 Nov 2026, 15:00 (Manila time)"),
        (TEXT, None, "left open"),
        (CHOICES, [], "left open"),
    ],
)
def test_an_answer_is_said_in_words(field: Field, value: Value, words: str) -> None:
    """A stored value reads as a person would say it."""
    assert said(field, value) == words


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.id)
def test_what_was_typed_wrongly_is_said_as_it_was_typed(field: Field) -> None:
    """A fold of a page shows an answer that could not be read, and raises nothing."""
    assert said(field, "the day after never") == "the day after never"


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.id)
def test_what_is_stored_reads_as_itself(field: Field) -> None:
    """Answering again what stands there changes nothing."""
    typed: dict[str, Value] = {
        "text": "x",
        "long": "y",
        "choice": "2",
        "choices": "1, 2",
        "pick": "Lea Santos",
        "day": "yesterday",
        "moment": "yesterday 3 pm",
    }
    stored = read(field, typed[field.id])
    assert not isinstance(stored, Wrong)
    assert read(field, stored) == stored


def test_times_are_said_in_the_readers_own_zone() -> None:
    """The same moment is another hour for somebody in London."""
    away = scene(actor=somebody("x", "X Y", time_zone="Europe/London"))
    at = "2026-11-24T07:00:00+00:00"
    assert values.say(MOMENT, at, answers={}, scene=away) == "Tue 24 Nov 2026, 07:00 (London time)"


def test_any_language_tag_is_said_in() -> None:
    """A person's language may have a region."""
    reader = somebody("r", "R S", language="pt-BR", time_zone="America/Sao_Paulo")
    assert values.say(DAY, "2026-11-24", answers={}, scene=scene(actor=reader)).startswith("ter")
    assert MAYA.language == "en"
