"""Content as the page gets it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.web import times, transcript, view
from bot.dialogue.content import Answered, Card, Page, Question, Said
from bot.dialogue.fields import Choice, Choices, Day, LongText, Moment, Option, Pick, Text, Value
from bot.dialogue.posts import Post
from bot.domain.lanes import Address
from tests.browser import contents
from tests.browser.fakes import CONTACTS, STAFF

MANILA = ZoneInfo("Asia/Manila")
LONDON = ZoneInfo("Europe/London")
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def post(number: int, *, replaces: int | None = None) -> Post:
    """A post that was sent."""
    address = Address("at-kim", "kim", "playground", "", "kim")
    return Post(
        f"post-{number}",
        address,
        number,
        f"key-{number}",
        Said(f"words {number}"),
        AT,
        AT,
        replaces=f"post-{replaces}" if replaces else None,
        sent_at=AT,
    )


@pytest.mark.parametrize(
    "content",
    [
        contents.HOSTILE_CARD,
        contents.EVERY_FIELD,
        contents.REVIEW,
        contents.ITEMS,
        contents.VERSIONS,
        Said(contents.HOSTILE[0]),
        Answered("Who", (("Client", "Contoso"),), "Kept."),
        Card("Notice"),
    ],
)
def test_every_kind_of_content_becomes_json(content: Card | Page | Said | Answered) -> None:
    """Each kind of content is JSON that says its kind."""
    seen = json.loads(json.dumps(view.content(content, MANILA)))
    assert seen["kind"] == content.kind


def test_text_reaches_the_page_as_it_was_written() -> None:
    """No text is escaped, shortened or interpreted on the way to the page."""
    seen = json.loads(json.dumps(view.content(contents.HOSTILE_CARD, MANILA)))
    assert seen["title"] == contents.HOSTILE[0]
    assert [block["text"] for block in seen["blocks"][1:6]] == list(contents.HOSTILE)


OPTIONS = (Option("a", "A", "hint"), Option("b", "B"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(Text(id="q", label="Q", limit=9), value="x"), ("text", "x", [])),
        (Question(LongText(id="q", label="Q"), value="x\ny"), ("long_text", "x\ny", [])),
        (Question(Choice(id="q", label="Q", options=OPTIONS), value="a"), ("choice", "a", OPTIONS)),
        (
            Question(Choices(id="q", label="Q", source="s"), options=OPTIONS, value=["a", "b"]),
            ("choices", ["a", "b"], OPTIONS),
        ),
        (Question(Pick(id="q", label="Q", source="s"), options=OPTIONS), ("pick", None, OPTIONS)),
        (Question(Day(id="q", label="Q"), value="2026-11-23"), ("day", "2026-11-23", [])),
        (
            Question(Moment(id="q", label="Q"), value="2026-11-23T01:00:00+00:00"),
            (
                "moment",
                {"stored": "2026-11-23T01:00:00+00:00", "wall": "2026-11-23T09:00"},
                [],
            ),
        ),
    ],
)
def test_every_kind_of_field_says_its_type_its_value_and_its_options(
    question: Question, expected: tuple[str, Value, tuple[Option, ...]]
) -> None:
    """A field's view holds what the page needs to draw it and to show the answer so far."""
    kind, value, options = expected
    seen = view.question(question, MANILA)
    assert (seen["type"], seen["value"]) == (kind, value)
    assert seen["options"] == [view.option(each) for each in options]


def test_a_moment_names_the_readers_zone() -> None:
    """The zone stands beside the field, so that a browser elsewhere misleads nobody."""
    seen = view.question(Question(Moment(id="q", label="Q")), LONDON)
    assert seen["zone"] == "London time"


def test_a_messages_time_is_on_its_readers_clock() -> None:
    """One o'clock in London is nine in Manila: each reads their own."""
    maya, kim = STAFF[0], CONTACTS[0]
    assert view.message(transcript.alone(post(1)), maya)["time"] == "09:00"
    assert view.message(transcript.alone(post(1)), kim)["time"] == "01:00"
    assert view.message(transcript.alone(post(1)), kim)["day"] == "Mon 23 Nov 2026"


def test_a_post_that_replaces_another_stands_in_its_place() -> None:
    """An answered page becomes its summary where it stood, also after several turns."""
    posts = [post(1), post(2), post(3, replaces=1), post(4), post(5, replaces=3)]
    shown = transcript.in_place(posts)
    assert [each.post.id for each in shown] == ["post-5", "post-2", "post-4"]
    assert shown[0].stands_for == ("post-1", "post-3")


def test_a_card_that_is_replaced_quietly_keeps_its_place_and_its_time() -> None:
    """It was said when it was said; and where its place is not shown any more, neither is it."""
    later = [
        replace(post(number, replaces=old), quiet=True, sent_at=AT + timedelta(hours=number))
        for number, old in ((3, 1), (4, 3), (6, 5))
    ]
    (shown, other) = transcript.in_place([post(1), post(2), *later])
    assert [shown.post.id, other.post.id] == ["post-4", "post-2"]
    assert view.message(shown, STAFF[0])["time"] == "09:00"
    assert view.message(shown, STAFF[0])["quiet"] is True


def test_a_post_whose_predecessor_is_out_of_sight_stands_where_it_was_sent() -> None:
    """What replaced a message older than the transcript is still shown."""
    shown = transcript.in_place([post(2), post(3, replaces=1)])
    assert [each.post.id for each in shown] == ["post-2", "post-3"]


@pytest.mark.parametrize("zone", [MANILA, LONDON, ZoneInfo("America/St_Johns"), ZoneInfo("UTC")])
def test_a_wall_time_means_the_moment_that_it_was_made_from(zone: ZoneInfo) -> None:
    """To the wall and back is the same moment, whatever the zone."""
    assert times.moment(times.wall(AT, zone), zone) == AT


def test_a_time_that_happens_twice_means_the_first() -> None:
    """When clocks go back, 01:30 is read as summer time."""
    assert times.moment("2026-10-25T01:30", LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_is_skipped_means_as_much_later() -> None:
    """When clocks go forward, 01:30 is read as half an hour into summer time."""
    assert times.moment("2026-03-29T01:30", LONDON) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "soon", "2026-13-01T00:00", "12026-1-1"])
def test_what_is_no_time_is_no_moment(typed: str) -> None:
    """A text that names no moment in UTC gives None and raises nothing."""
    assert times.moment(typed, MANILA) is None


def test_a_time_before_the_calendar_begins_is_no_moment() -> None:
    """The first midnight of all, in Sydney, lies before the first moment in UTC."""
    assert times.moment("0001-01-01T00:00", ZoneInfo("Australia/Sydney")) is None


@pytest.mark.parametrize("typed", ["yesterday 3 pm", "2026-11-23T09:00"])
def test_an_answer_that_was_typed_stays_as_typed(typed: str) -> None:
    """Words in a moment's place are shown as they are."""
    assert times.wall(typed, MANILA) == typed
