"""A page as a modal: what stands where, and what is done about what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from adapters.slack import codec, modal
from bot.dialogue.content import Bullets, Card, Move, Page, Paragraph, Question, Quote
from bot.dialogue.fields import Choice, Choices, LongText, Option, Pick, Text
from tests.standins.slack_limits import elements_of, violations

SESSION = "0199c0de-7000-7000-8000-00000000cafe"
BACK, CANCEL = Move("back", "Back"), Move("cancel", "Cancel")
PAGE = Page(
    session=SESSION,
    revision=3,
    flow="complaint",
    flow_title="Client complaint",
    step="what",
    title="Allegation 1",
    notice="Client complaint: a question for you",
    number=3,
    count=6,
    moves=(BACK, CANCEL),
)
NOTE = LongText(id="note", label="What was seen?")
WORDS = "What was seen or heard that shows it?"


def options(count: int) -> tuple[Option, ...]:
    """So many."""
    return tuple(Option(f"o{n}", f"Option {n}") for n in range(count))


def asking(*questions: Question, **more: Any) -> dict[str, Any]:
    """The modal that asks these."""
    view = modal.page_view(replace(PAGE, questions=questions, **more))
    assert violations(view, kind="modal") == []
    return view


def texts(view: dict[str, Any]) -> list[str]:
    """What is read in it, block by block."""
    return [str(block) for block in view["blocks"]]


def kinds(view: dict[str, Any]) -> Sequence[str]:
    """Its controls."""
    return [element["type"] for block in view["blocks"] for _, element in elements_of(block)]


def test_a_title_that_is_too_long_is_shortened_and_stands_in_full_below() -> None:
    """24 characters are Slack's; the flow's whole name is the first thing in the modal."""
    short = asking(Question(NOTE))
    assert short["title"]["text"] == "Client complaint"
    assert "Step 3 of 6" in texts(short)[0]
    name = "Everything that is still open in this case"
    long = asking(Question(NOTE), flow_title=name)
    assert long["title"]["text"].endswith("…")
    assert f"{name} · Step 3 of 6" in texts(long)[0]


def test_a_page_is_answered_by_next_and_a_list_by_its_own_button() -> None:
    """The modal's own button is the one way on that a page is made for."""
    assert asking(Question(NOTE))["submit"]["text"] == "Next"
    go = Move("go", "Submit", style="primary")
    assert asking(moves=(go, BACK))["submit"]["text"] == "Submit"
    assert "submit" not in asking(moves=(BACK, CANCEL))
    named = asking(moves=(Move("go", "Send it to everybody who is told"),))
    assert named["submit"]["text"] == "Go on"
    assert "“Go on” means: Send it to everybody who is told" in texts(named)[-1]


@pytest.mark.parametrize(
    ("count", "one", "several"),
    [
        (10, "radio_buttons", "checkboxes"),
        (11, "static_select", "multi_static_select"),
        (100, "static_select", "multi_static_select"),
    ],
)
def test_few_options_stand_there_and_many_are_a_menu(count: int, one: str, several: str) -> None:
    """Slack takes ten to look at, and a hundred in a menu; a list is looked up."""
    choice = Question(Choice(id="a", label="Which?", options=options(count)), options(count))
    choices = Question(Choices(id="b", label="Which?", options=options(count)), options(count))
    pick = Question(Pick(id="c", label="Who?", source="staff"), options(count))
    assert kinds(asking(choice, choices, pick))[:3] == [one, several, "external_select"]


def test_a_list_is_looked_up_from_the_first_letter_on_and_shows_what_is_chosen() -> None:
    """It lists at once; a name that is too long is shortened with a mark."""
    long = Option("p1", "Wolfeschlegel" * 9, "In the support team")
    view = asking(Question(Pick(id="c", label="Who?", source="staff"), (long,), value="p1"))
    element = view["blocks"][-2]["element"]
    assert element["min_query_length"] == 0
    assert element["initial_option"]["value"] == "p1"
    assert element["initial_option"]["text"]["text"].endswith("…")
    assert element["initial_option"]["description"]["text"] == "In the support team"


def test_a_text_that_no_field_takes_is_not_offered_to_be_changed() -> None:
    """It is shown in part with its length, says that it is kept, and where it can be changed."""
    fits = asking(Question(NOTE, value="x" * 3000))
    assert fits["blocks"][2]["element"]["initial_value"] == "x" * 3000
    for text in ("x" * 3001, "🙂" * 1501, "a\x07b"):
        view = asking(Question(NOTE, value=text))
        assert "plain_text_input" not in kinds(view)
        said = " ".join(texts(view))
        assert f"{len(text):,} characters, kept whole. To change it" in said
        assert NOTE.label in said
        assert view["submit"]["text"] == "Next"


def test_a_field_takes_no_more_than_its_question() -> None:
    """The client counts along; what was longer before can still be shortened."""
    field = Text(id="by", label="By whom?", limit=200)
    assert asking(Question(field))["blocks"][2]["element"]["max_length"] == 200
    longer = asking(Question(field, value="x" * 300, error="At most 200."))
    assert longer["blocks"][2]["element"]["max_length"] == 3000


def test_what_is_to_be_read_is_shortened_before_what_is_to_be_answered() -> None:
    """A note says how much more there is, and a button brings all of it as a message."""
    reading = tuple(Quote(f"{n} " + "word " * 500) for n in range(150))
    view = asking(*(Question(replace(NOTE, id=f"n{n}")) for n in range(30)), blocks=reading)
    assert kinds(view).count("plain_text_input") == 30
    (button,) = [
        element
        for block in view["blocks"]
        for _, element in elements_of(block)
        if element["type"] == "button" and element["text"]["text"] == "Read all"
    ]
    assert button["value"] == codec.press("read_page", SESSION)


def test_a_page_that_asks_too_much_for_a_form_says_so() -> None:
    """No question is left out: the whole page is asked in the conversation instead."""
    view = asking(*(Question(replace(NOTE, id=f"n{n}"), nudge=WORDS) for n in range(99)))
    assert "submit" not in view
    assert "write “resume” to me" in " ".join(texts(view))


def test_a_remark_is_passed_over_by_the_same_button() -> None:
    """It stands under its field, in words, and says so."""
    view = asking(Question(NOTE, value="He is lazy.", nudge=WORDS))
    assert f"{WORDS} To keep it as it is, press Next again." in texts(view)[3]


def test_a_list_has_its_edit_beside_each_item_and_asks_before_it_drops_one() -> None:
    """Edit says to a screen reader what it edits; Remove and Cancel ask once more."""
    told = Bullets(("Late.", "Later."), ordered=True)
    edits = tuple(Move("edit", f"Edit: Allegation {n}", str(n - 1)) for n in (1, 2))
    removes = tuple(Move("remove", f"Remove: Allegation {n}", str(n - 1)) for n in (1, 2))
    view = asking(blocks=(told,), moves=(Move("go", "Go on"), *edits, *removes, CANCEL))
    buttons = [e for block in view["blocks"] for _, e in elements_of(block)]
    named = [(b["text"]["text"], b.get("accessibility_label"), "confirm" in b) for b in buttons]
    assert named == [
        ("Edit", "Edit: Allegation 1", False),
        ("Edit", "Edit: Allegation 2", False),
        ("Remove: Allegation 1", None, True),
        ("Remove: Allegation 2", None, True),
        ("Cancel", None, True),
    ]


def test_errors_stand_beside_fields_only_where_all_of_them_can() -> None:
    """Not with a remark, not for the page as a whole, not for a text that is kept whole."""
    wrong = Question(NOTE, value="x", error="Please say more.")
    page = replace(PAGE, questions=(wrong,))
    block = codec.fill_block(SESSION, 3, field="note")
    assert modal.errors(page) == {block: "Please say more."}
    assert modal.errors(replace(page, error="Not like this.")) == {}
    remark = Question(replace(NOTE, id="other"), value="y", nudge=WORDS)
    assert modal.errors(replace(page, questions=(wrong, remark))) == {}
    whole = replace(wrong, value="x" * 4000)
    assert modal.errors(replace(page, questions=(whole,))) == {}


def test_an_ending_says_where_its_buttons_are() -> None:
    """The card's own buttons stand in the conversation; here is nothing to press."""
    button = Card("n", "EH-2026-0001", (Paragraph("Done."),)).buttons
    assert button == ()
    view = modal.ending_view(Card("n", "EH-2026-0001", (Paragraph("Done."),)))
    assert violations(view, kind="modal") == []
    assert kinds(view) == []
    assert view["close"]["text"] == "Close"
