"""What is stored sealed comes back equal: every kind of content, every state, every word."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from adapters.sql import codec
from adapters.sql.cases import Complaint
from bot.dialogue import content, fields
from bot.dialogue.state import Place, State
from bot.domain.cases import Allegation, Known, Record, Source

EXAMPLES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)

# Lone surrogates among them; two in a row would be read back as the one character that they mean.
words = some.text(some.characters(exclude_categories=()), max_size=30).filter(
    lambda text: text == json.loads(json.dumps(text))
)
names = some.text("abcdefghij_", min_size=1, max_size=8)
moments = some.datetimes(timezones=some.just(UTC))

plain_values = some.one_of(some.none(), words, some.booleans(), some.lists(words, max_size=3))
values = some.one_of(
    plain_values,
    some.lists(some.dictionaries(names, plain_values, max_size=3), min_size=1, max_size=3),
)
answers = some.dictionaries(names, values, max_size=4)
word_maps = some.dictionaries(names, words, max_size=3)


def tuples(kind: some.SearchStrategy[Any]) -> some.SearchStrategy[tuple[Any, ...]]:
    """Up to three, as a tuple."""
    return some.lists(kind, max_size=3).map(tuple)


rows = tuples(some.tuples(words, words))
options = some.builds(fields.Option, value=words, label=words, hint=words)
asked = {
    "id": names,
    "label": words,
    "hint": words,
    "required": some.booleans(),
    "shown_if": some.none(),
    "default": values,
}
any_field = some.one_of(
    some.builds(fields.Text, **asked, limit=some.integers(1, 99), placeholder=words),
    some.builds(fields.LongText, **asked, neutral=some.booleans(), placeholder=words),
    some.builds(fields.Choice, **asked, options=tuples(options)),
    some.builds(fields.Choices, **asked, options=tuples(options), source=names),
    some.builds(fields.Pick, **asked, source=names),
    some.builds(fields.Day, **asked),
    some.builds(fields.Moment, **asked),
)
blocks = some.one_of(
    some.builds(content.Paragraph, text=words),
    some.builds(content.Heading, text=words),
    some.builds(content.Quote, text=words, by=words, link=words),
    some.builds(content.Facts, rows=rows),
    some.builds(content.Bullets, items=tuples(words), ordered=some.booleans()),
    some.builds(content.Note, text=words),
)
styles = some.sampled_from(["plain", "primary", "danger"])
buttons = some.builds(content.Button, label=words, action=names, target=words, style=styles)
cards = some.builds(
    content.Card,
    notice=words,
    title=words,
    blocks=tuples(blocks),
    buttons=tuples(
        some.builds(content.Button, label=words, action=names, target=words, style=styles)
    ),
)
questions = some.builds(
    content.Question,
    field=any_field,
    options=tuples(options),
    more_options=some.booleans(),
    value=values,
    error=words,
    nudge=words,
)
moves = some.builds(
    content.Move,
    name=some.sampled_from(["back", "skip", "keep", "cancel", "edit", "add", "remove", "go"]),
    label=words,
    target=words,
    style=styles,
)
pages = some.builds(
    content.Page,
    session=names,
    revision=some.integers(0, 99),
    flow=names,
    flow_title=words,
    step=names,
    title=words,
    notice=words,
    blocks=tuples(blocks),
    questions=tuples(questions),
    moves=tuples(moves),
)
contents = some.one_of(
    cards,
    some.builds(content.Said, text=words),
    pages,
    some.builds(content.Answered, title=words, rows=rows, note=words),
)
places = some.builds(Place, step=names, item=some.none() | some.integers(0, 9))
states = some.builds(
    State,
    place=places,
    answers=answers,
    asked=names,
    given=answers,
    errors=word_maps,
    nudges=word_maps,
    passed=some.frozensets(names, max_size=3),
    searches=word_maps,
    completed=some.frozensets(names, max_size=3),
    origin=some.none() | places,
    drafts=some.dictionaries(names, answers, max_size=2),
    bases=answers,
    choosing=some.booleans(),
)
sources = some.builds(
    Source, words=words, author=words, author_id=names, written_at=moments, link=words
)
records = some.builds(
    Record, observed=words, source=some.none() | sources, added_at=some.none() | moments
)
allegations = some.builds(
    Allegation,
    observed=words,
    began=moments,
    ended=some.none() | moments,
    observed_by=words,
    known=some.sampled_from(Known),
    source=some.none() | sources,
    records=tuples(records),
    added_at=some.none() | moments,
)
complaints = some.builds(
    Complaint, allegations=tuples(allegations), effect=words, remedy=words, safety=words
)


@EXAMPLES
@given(contents)
def test_content_comes_back_equal(said: content.Content) -> None:
    """Cards, pages, echoes and answered pages, with whatever people wrote in them."""
    again = codec.loads(content.Content, codec.dumps(said))
    assert again == said
    assert type(again) is type(said)


@EXAMPLES
@given(states)
def test_a_state_comes_back_equal(state: State) -> None:
    """So that a flow goes on after a restart from exactly where it was left."""
    assert codec.loads(State, codec.dumps(state)) == state


@EXAMPLES
@given(complaints)
def test_the_words_of_a_case_come_back_equal(complaint: Complaint) -> None:
    """With the moments of each allegation in UTC."""
    assert codec.loads(Complaint, codec.dumps(complaint)) == complaint


@pytest.mark.parametrize("kind", [fields.Day, fields.Moment])
def test_alike_fields_are_not_taken_for_each_other(kind: Any) -> None:
    """A day and a moment have the same attributes, and come back as what they were."""
    question = content.Question(kind(id="when", label="When?"))
    assert type(codec.loads(content.Question, codec.dumps(question)).field) is kind


def test_a_condition_is_not_stored() -> None:
    """A field's `shown_if` is code of the flow: what comes back has none, and all the rest."""
    field = fields.Text(id="other", label="Which?", shown_if=bool)
    question = codec.loads(content.Question, codec.dumps(content.Question(field, value="x")))
    assert question == content.Question(fields.Text(id="other", label="Which?"), value="x")


def test_what_was_added_since_reads_as_its_default() -> None:
    """A row of an older version is read; what a newer one dropped is passed over."""
    stored = b'{"is":"Card","notice":"n","colour":"red","blocks":[]}'
    assert codec.loads(content.Content, stored) == content.Card("n")


def test_a_complaint_of_before_there_were_messages_is_read() -> None:
    """As the first release stored it: it rests on no message, and nothing was added to it."""
    stored = (
        b'{"is":"Complaint","allegations":[{"is":"Allegation","observed":"Late.",'
        b'"began":"2026-11-20T01:00:00+00:00","ended":null,"observed_by":"The desk",'
        b'"known":"seen"}],"effect":"Refunds late.","remedy":"Mend it.","safety":""}'
    )
    complaint = codec.loads(Complaint, stored)
    began = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    (allegation,) = complaint.allegations
    assert allegation == Allegation("Late.", began, None, "The desk", Known.SEEN)
    assert (allegation.source, allegation.records, allegation.added_at) == (None, (), None)
    assert complaint.remedy == "Mend it."


def test_what_cannot_be_stored_is_refused() -> None:
    """A value that is no data raises where it is written, not where it is read."""
    with pytest.raises(TypeError, match="Decimal"):
        codec.dumps({"x": Decimal(1)})


def test_moments_are_read_with_their_zone() -> None:
    """A moment is never read as a local time."""
    moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    allegation = Allegation("x", moment, None, "", Known.SEEN)
    again = codec.loads(Allegation, codec.dumps(allegation))
    assert again.began.tzinfo is not None
    assert again.began == moment
