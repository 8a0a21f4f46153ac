"""The HTML of Slack's messages and views, of which pictures are taken by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from re import sub

import pytest

from adapters.slack.render import render
from bot.dialogue.content import (
    Answered,
    Bullets,
    Button,
    Card,
    Content,
    Facts,
    Heading,
    Move,
    Note,
    Page,
    Paragraph,
    Question,
    Quote,
)
from bot.dialogue.fields import Choices, LongText, Moment, Option, Pick
from tests.contract.slack_hands import as_sent, texts_in
from tests.pictures.blocks import BLOCKS, blocks
from tests.pictures.elements import ELEMENTS, Look
from tests.pictures.frames import modal
from tests.pictures.text import LEAVES, PARTS, Unknown, mrkdwn
from tests.standins import slack_blocks, slack_elements

ADAPTER = Path(__file__).parents[2] / "adapters/slack"
KNOWN = {*slack_blocks.BLOCKS, *slack_elements.ELEMENTS}  # to the stand-in, which refuses others
ANY_OF_IT = Card(
    "EH-2026-0001: news",
    title="News & <more>",
    blocks=(
        Heading("What happened"),
        Paragraph("Some *words* with <b>signs</b> & more"),
        Quote("As they wrote it", by="Kim Sand"),
        Facts((("Stands at", "Intake"), ("Opened", "today"))),
        Bullets(("one", "two"), ordered=True),
        Note("You see what your part may know."),
    ),
    buttons=(Button("Tell the employee", "tell", "c1", "primary"),),
)


def asking(question: Question) -> Page:
    """A page that asks this."""
    return Page(
        session="s1",
        revision=1,
        flow="update",
        flow_title="Status update",
        step="what",
        title="What happened",
        notice="Status update: a question for you",
        number=1,
        count=2,
        questions=(question,),
        moves=(Move("back", "Back"),),
    )


MANY = tuple(Option(f"o{n}", f"Option {n}", "what it means") for n in range(12))
TICKS = Choices(id="c", label="What is asked?")
WHO = Pick(id="p", label="Who?", source="staff")
SAW = LongText(id="w", label="What was seen?")
ASKED = (
    Question(TICKS, MANY[:7], value=["o1"]),
    Question(TICKS, MANY),
    Question(WHO, MANY, more_options=True, error="Nobody by that name."),
    Question(Moment(id="m", label="When?"), value="2026-11-23T06:00:00+00:00"),
    Question(SAW, value="He was late.", nudge="“late”: when?"),
)
SAID = (
    ANY_OF_IT,
    Answered("The client", (("Which client?", "Contoso"),), "Continued below."),
    *(asking(question) for question in ASKED),
)


def test_every_type_that_the_adapter_names_is_drawn() -> None:
    """Whatever our code puts into a message or a view, the pictures have a drawing of it."""
    named = {word for file in ADAPTER.glob("*.py") for word in _words(file)} & KNOWN
    assert {"section", "actions", "button"} <= named
    assert named <= {*BLOCKS, *ELEMENTS, *LEAVES, *PARTS}


@pytest.mark.parametrize("content", SAID, ids=lambda content: type(content).__name__)
def test_every_text_of_a_message_is_in_its_picture(content: Content) -> None:
    """Nothing is left out of a picture, and nothing that was written acts in it."""
    sent = as_sent(render(content, post_id="p1"))
    drawn = blocks(sent["blocks"], Look(menus_open=True))
    assert "<b>signs" not in drawn
    read = unescape(sub(r"<[^>]+>", "", drawn))
    for text in texts_in(sent["blocks"]):
        assert text.strip("*") in read


@pytest.mark.parametrize(
    "block",
    [
        {"type": "video"},
        {"type": "actions", "elements": [{"type": "users_select"}]},
        {"type": "section", "text": {"type": "markdown", "text": "x"}},
        {"type": "rich_text", "elements": [{"type": "rich_text_table"}]},
    ],
    ids=["block", "element", "text", "rich text"],
)
def test_what_is_not_known_is_an_error(block: dict[str, object]) -> None:
    """A picture never leaves out in silence what a person would see."""
    with pytest.raises(Unknown):
        blocks([block], Look())


def test_a_modal_shows_what_was_typed_and_what_is_wrong() -> None:
    """The picture is of the moment: with what the person put in, and the error beside the field."""
    label = {"type": "plain_text", "text": "When did it happen?"}
    typed = {"type": "plain_text_input", "action_id": "a", "initial_value": "before"}
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Client complaint"},
        "submit": {"type": "plain_text", "text": "Next"},
        "blocks": [{"type": "input", "block_id": "b", "label": label, "element": typed}],
    }
    drawn = modal(view, Look(kept={("b", "a"): "tomorrow"}, errors={"b": "This lies ahead."}))
    for text in ("Client complaint", "When did it happen?", "tomorrow", "This lies ahead.", "Next"):
        assert text in drawn
    assert "before" not in drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("*Stands at*", "<b>Stands at</b>"),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
        ("<https://evenhand.example|the page>", "<a>the page</a>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markup_is_drawn_as_slack_shows_it(text: str, drawn: str) -> None:
    """Marks, links and escapes of mrkdwn become HTML, and no more than that."""
    assert mrkdwn(text) == drawn


def _words(file: Path) -> Iterator[str]:
    """Every text in a module's code."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
