"""Whatever the mediator says, Slack takes it, shows it harmless, and gives back what was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adapters.slack.plain_form import render_plain
from adapters.slack.render import render, weight
from adapters.slack.sender import CAPABILITIES
from bot.dialogue.content import (
    Button,
    Card,
    Content,
    Facts,
    Move,
    Page,
    Paragraph,
    Question,
    Quote,
)
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
from bot.dialogue.inputs import Fill, Go, Press
from tests.contract.contents import CONTENT, NAMES, NASTY, SHORT
from tests.contract.slack_hands import answer, as_sent, control, mrkdwn_in, texts_in
from tests.standins import slack_limits
from tests.standins.slack_limits import violations

POST = "0199c0de-7000-7000-8000-0000000000aa"
SESSION = "0199c0de-7000-7000-8000-00000000cafe"

# Long texts make shrinking take minutes, and say nothing more.
relaxed = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    max_examples=100,
    phases=(Phase.explicit, Phase.generate),
)


# --- limits and harm ----------------------------------------------------------------------------


@relaxed
@given(content=CONTENT)
def test_all_content_is_within_slacks_limits_and_holds_nothing_that_acts(content: Content) -> None:
    """Slack refuses nothing of any content, and no text of it mentions or links by itself."""
    for message in (render(content, post_id=POST), render_plain(content, post_id=POST)):
        sent = as_sent(message)
        assert violations(sent, kind="message") == []
        assert weight(message.blocks) >= slack_limits.weight(sent["blocks"])
        for text in (message.text, *mrkdwn_in(sent["blocks"])):
            assert "<" not in text
            assert ">" not in text


@pytest.mark.parametrize("typed", [text for text in NASTY if 3 < len(text) < 200])
def test_what_people_wrote_is_shown_as_they_wrote_it(typed: str) -> None:
    """Markup, mentions and entities in a person's words stand in the message as typed."""
    card = Card("EH-2026-0042", blocks=(Quote(typed), Facts((("Said", typed),)), Paragraph(typed)))
    shown = list(texts_in(as_sent(render(card, post_id=POST))["blocks"]))
    printable = "".join(s if s in "\n\t\r" or s >= " " else "\ufffd" for s in typed)
    printable = printable.replace("\x7f", "\ufffd").replace("\r", "\r")
    assert sum(text == printable for text in shown) == 3


def test_a_text_up_to_the_declared_length_is_shown_whole() -> None:
    """What the surface declares to show whole is not shortened, and has no button to read it."""
    text = "🙂" * CAPABILITIES.text
    for block in (Paragraph(text), Quote(text, by="Kim Sand"), Facts((("Said", text),))):
        message = as_sent(render(Card("news", title="News", blocks=(block,)), post_id=POST))
        assert text in texts_in(message["blocks"])
        assert "Read all" not in texts_in(message["blocks"])


def test_a_quote_leads_to_the_message_itself() -> None:
    """By a link with words; what is no plain web address is shown as text, and leads nowhere."""
    url = "https://chat.example/archives/C1/p1?thread_ts=1.2&cid=C1"
    message = as_sent(render(Card("news", blocks=(Quote("x", link=url),)), post_id=POST))
    assert {"type": "link", "url": url, "text": "Open the message"} in leaves(message)
    for other in ("javascript:alert(1)", "https://x.example/<!channel> y", "https://" + "x" * 3000):
        message = as_sent(render(Card("news", blocks=(Quote("x", link=other),)), post_id=POST))
        assert "link" not in [leaf["type"] for leaf in leaves(message)]
        assert violations(message, kind="message") == []


def leaves(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The pieces of all rich text in a message."""
    rich = [block for block in message["blocks"] if block["type"] == "rich_text"]
    return [leaf for block in rich for part in block["elements"] for leaf in part["elements"]]


@pytest.mark.parametrize("count", [1, 4, 20])
def test_a_longer_text_is_an_excerpt_that_says_so(count: int) -> None:
    """Nothing is cut silently: the length stands there, with a button to read it all."""
    text = "word " * 4000
    card = Card("news", blocks=tuple(Quote(text) for _ in range(count)))
    message = as_sent(render(card, post_id=POST))
    assert any(one.endswith("… (20,000 characters)") for one in texts_in(message["blocks"]))
    assert answer(message, press="Read all") == [Press("read_all", POST)]


def test_too_many_parts_are_counted_and_can_be_read() -> None:
    """A message of more blocks than Slack takes keeps its buttons and says what is left out."""
    blocks = tuple(Paragraph(f"Part {n}") for n in range(200))
    card = Card("news", title="News", blocks=blocks, buttons=(Button("Done", "done", "r1"),))
    message = as_sent(render(card, post_id=POST))
    assert violations(message, kind="message") == []
    left = 200 - sum(text.startswith("Part ") for text in texts_in(message["blocks"]))
    assert f"… {left} more parts are not shown here." in texts_in(message["blocks"])
    assert answer(message, press="Done") == [Press("done", "r1")]
    assert answer(message, press="Read all") == [Press("read_all", POST)]


def test_a_notification_holds_the_notice_alone() -> None:
    """What shows on a locked screen is our neutral notice, escaped: nothing that was written."""
    card = Card("EH-2026-0042: <news> & more", title="Ben", blocks=(Quote("private"),))
    assert render(card, post_id=POST).text == "EH-2026-0042: &lt;news&gt; &amp; more"


# --- answers read back --------------------------------------------------------------------------

FEW = tuple(Option(name, name.title()) for name in ("coach", "replace", "other"))
SOME = tuple(Option(f"p{n}", f"Person {n}", f"Team {n}") for n in range(8))
MANY = tuple(Option(f"p{n}", f"Person {n}") for n in range(40))
LOTS = tuple(Option(f"p{n}", f"Person {n}") for n in range(160))
LONG = tuple(Option(f"o{n}", f"{n} " + "a long label " * 9) for n in range(7))


@pytest.mark.parametrize("options", [FEW, SOME, MANY, LONG, LOTS], ids=len)
@pytest.mark.parametrize(
    "field",
    [Choice(id="ask", label="Which?", options=FEW), Pick(id="who", label="Who?", source="")],
)
def test_one_of_some_options_reads_back_equal(field: Field, options: tuple[Option, ...]) -> None:
    """Whichever option is chosen, as a button or in a menu, its value comes back."""
    message = as_sent(render(page(Question(field, options)), post_id=POST))
    for number in (0, len(options) // 2):
        assert answer(message, choose=number) == [filled(field, options[number].value)]


@pytest.mark.parametrize("options", [FEW, SOME, MANY, LONG], ids=len)
def test_several_options_read_back_equal(options: tuple[Option, ...]) -> None:
    """What is ticked comes back with Done, together; a tick by itself is no answer."""
    field = Choices(id="asks", label="What do they ask for?", options=options)
    message = as_sent(render(page(Question(field, options)), post_id=POST))
    assert answer(message, mark=[0, 2]) == []
    expected = [options[0].value, options[2].value]
    assert answer(message, mark=[0, 2], press="Done") == [filled(field, expected)]
    assert answer(message, press="Done") == [filled(field, [])]


@relaxed
@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_day_reads_back_equal(day: date) -> None:
    """A picked day comes back as an ISO day, and stands in the picker when it is asked again."""
    field = Day(id="on", label="When?")
    message = as_sent(render(page(Question(field, value=day.isoformat())), post_id=POST))
    assert control(message)["initial_date"] == day.isoformat()
    assert answer(message, date=day.isoformat()) == [filled(field, day.isoformat())]
    assert answer(message, press="Keep this answer") == [filled(field, day.isoformat())]


@relaxed
@given(at=st.datetimes(datetime(2002, 1, 1), datetime(2200, 1, 1)))  # noqa: DTZ001 - made UTC below
def test_a_moment_reads_back_equal(at: datetime) -> None:
    """A picked moment comes back in UTC with Done, and stands in the picker when asked again."""
    at = at.replace(microsecond=0, tzinfo=UTC)
    field = Moment(id="by", label="By when?")
    message = as_sent(render(page(Question(field, value=at.isoformat())), post_id=POST))
    assert control(message)["initial_date_time"] == at.timestamp()
    assert answer(message, press="Done") == [filled(field, at.isoformat())]
    message = as_sent(render(page(Question(field)), post_id=POST))
    assert answer(message, date=int(at.timestamp())) == []
    assert answer(message, date=int(at.timestamp()), press="Done") == [
        filled(field, at.isoformat())
    ]


@pytest.mark.parametrize("kind", [Text, LongText])
@pytest.mark.parametrize("typed", [text for text in NASTY if text.strip()])
def test_a_text_that_stands_can_be_kept(kind: type[Text], typed: str) -> None:
    """An answer given before is kept by a button: as it is, or as what the session holds."""
    field = kind(id="what", label="What was seen?")
    message = as_sent(render(page(Question(field, value=typed)), post_id=POST))
    if all(text != "Keep this answer" for text in texts_in(message["blocks"])):
        assert typed in NASTY[:3]  # nothing that could be read
        return
    kept = answer(message, press="Keep this answer")
    assert kept in ([filled(field, typed)], [Go(SESSION, 7, "keep")])
    assert kept == [filled(field, typed)] or len(typed) > 150


@relaxed
@given(action=NAMES, target=st.text(max_size=150), label=SHORT)
def test_a_cards_button_reads_back_equal(action: str, target: str, label: str) -> None:
    """A button's action and target come back as they were, whatever its label is."""
    card = Card("news", buttons=(Button("First", "first"), Button(label, action, target)))
    message = as_sent(render(card, post_id=POST))
    assert answer(message, press=-1) == [Press(action, target)]


@pytest.mark.parametrize("count", [2, 20])
def test_moves_read_back_equal(count: int) -> None:
    """Every move comes back, from its button or, where there are many, from a menu."""
    edits = [Move("edit", f"Edit: step {n}", f"step-{n}") for n in range(count)]
    removes = [Move("remove", f"Remove: step {n}", str(n)) for n in range(count)]
    moves = (Move("go", "Submit", style="primary"), *edits, *removes, Move("cancel", "Cancel"))
    message = as_sent(render(page(moves=moves), post_id=POST))
    assert answer(message, press="Submit") == [Go(SESSION, 7, "go")]
    assert answer(message, press="Cancel") == [Go(SESSION, 7, "cancel")]
    for move in (edits[1], removes[-1]):
        assert answer(message, label=move.label) == [Go(SESSION, 7, move.name, move.target)]


# --- what is asked -----------------------------------------------------------------------------


def page(*questions: Question, moves: tuple[Move, ...] = ()) -> Page:
    """A page that asks these."""
    return Page(
        session=SESSION,
        revision=7,
        flow="complaint",
        flow_title="Client complaint",
        step="what",
        title="What happened",
        notice="Client complaint: a question for you",
        questions=questions,
        moves=moves,
    )


def filled(field: Field, value: Value) -> Fill:
    """The answer as it should come back."""
    return Fill(SESSION, 7, {field.id: value})
