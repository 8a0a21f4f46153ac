"""What is shown of a flow: pages, questions, ways on, and what is left of a page once answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue import paging
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Bullets, Facts, Heading, Quote
from bot.dialogue.fields import Option
from bot.dialogue.state import State
from bot.domain.cases import Stage
from flows.complaint import COMPLAINT
from flows.update import UPDATE
from tests.fakes import FakeLookup, at_stage, scene, somebody, speaker
from tests.small_flow import SMALL, WHO, at_end
from tests.walks import CHAT, FORMS, ITEM, WISHES, Walk, intake, turn

BOTH = pytest.mark.parametrize("chat", [False, True], ids=["forms", "chat"])


def moves(walk: Walk) -> list[str]:
    """The names of the ways on."""
    return [move.name for move in walk.page.moves]


def test_a_form_shows_the_whole_page_and_a_chat_one_question() -> None:
    """The same step, as each surface can show it."""
    form, chat = intake(chat=False, upto="people").page, intake(chat=True, upto="people").page
    assert [question.field.id for question in form.questions] == ["contact", "employee"]
    assert [question.field.id for question in chat.questions] == ["contact"]
    assert (form.title, form.step, form.revision) == (chat.title, chat.step, chat.revision)


def test_a_page_says_where_it_is() -> None:
    """Steps that are left out do not count."""
    page = intake(chat=False, upto="wishes").page
    assert (page.number, page.count) == (4, 6)
    about = scene(speaker(at_stage(Stage.FACTS)))
    update = Walk(UPDATE, at=about, preset={"case": "case-1"}).page
    assert (update.step, update.number, update.count) == ("items", 1, 7)


def test_a_notification_names_nobody() -> None:
    """It says which form waits, and no more."""
    assert intake(chat=True, upto="people").page.notice == "Client complaint: a question for you"


def test_an_introduction_is_read_once() -> None:
    """A form shows it on its page, a chat before the first question, and no later item again."""
    form, chat = intake(chat=False, upto="allegations"), intake(chat=True, upto="allegations")
    assert form.page.intro.startswith("One thing at a time")
    assert chat.page.intro.startswith("One thing at a time")
    assert chat.say("It rained.").page.intro == ""
    assert form.fill(**ITEM).add().page.intro == ""


def test_a_list_shows_its_items_in_order() -> None:
    """With a way to add, to edit and to remove each."""
    walk = intake(chat=False, upto="allegations").fill(**ITEM).add().fill(**ITEM)
    (listed,) = walk.page.blocks
    assert isinstance(listed, Bullets)
    assert listed.ordered
    assert listed.items[0].startswith("Sun 22 Nov 2026, 15:00 (Manila time): Three tickets")
    assert moves(walk) == [
        "go",
        "add",
        "edit",
        "edit",
        "remove",
        "remove",
        "back",
        "cancel",
    ]
    assert walk.page.moves[2].label == "Edit: Allegation 1"


def test_the_only_item_has_no_button_to_remove_it() -> None:
    """It can be edited instead."""
    assert "remove" not in moves(intake(chat=False, upto="allegations").fill(**ITEM))


def test_a_review_shows_every_answer_in_words() -> None:
    """Under the titles of the pages, and with a way to change each."""
    page = intake(chat=False).page
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings == [
        "The client",
        "The people",
        "What is said to have happened",
        "Allegation 1",
        "Effect and wish",
        "Urgency, safety and law",
    ]
    rows = dict(row for block in page.blocks if isinstance(block, Facts) for row in block.rows)
    assert rows["Which client raised this?"] == "Contoso Retail"
    assert rows["When did it happen, or begin?"] == "Sun 22 Nov 2026, 15:00 (Manila time)"
    assert rows["When did it end?"] == "left open"
    assert rows["Which country's rules apply to the employee?"] == "Philippines"
    assert [move.label for move in page.moves][:2] == ["Submit", "Edit: The client"]


def test_what_was_written_at_length_stands_whole_in_the_review() -> None:
    """A long answer is quoted and not cut."""
    long = "Every word counts. " * 400
    walk = intake(chat=False).edit("wishes").fill(**{**WISHES, "remedy": long})
    assert Quote(long) in walk.page.blocks


@BOTH
def test_the_first_page_has_no_way_back(chat: bool) -> None:
    """Only out."""
    assert moves(Walk(COMPLAINT, chat=chat)) == ["cancel"]


def test_a_chat_offers_to_skip_what_may_stay_open() -> None:
    """And only that."""
    walk = Walk(SMALL, chat=True)
    assert "skip" not in moves(walk)
    assert "skip" in moves(walk.say("Ada"))


def test_a_search_shows_what_fits() -> None:
    """When typed words fit several, those are the options that are shown."""
    walk = intake(chat=True, upto="people").say("kit").say("an")
    asked = walk.page.questions[0]
    assert asked.error == "More than one fits. Which is it?"
    assert {"Lea Santos", "Leo Tan"} <= {option.label for option in asked.options}
    assert "Chidi Okafor" not in {option.label for option in asked.options}


def test_no_more_options_are_shown_than_a_surface_can_hold() -> None:
    """What is chosen is always among them, and the rest is found by typing."""
    crowd = tuple(somebody(f"p{number}", f"Person {number:02}") for number in range(30))
    at = scene(people=(*FakeLookup().people, *crowd))
    few = replace(FORMS, options=5)
    walk = Walk(COMPLAINT, at=at).fill(client="contoso").fill(contact="nobody", employee="p29")
    page = paging.page(turn(COMPLAINT, walk.state, at=at, capabilities=few))
    asked = page.questions[1]
    assert len(asked.options) == 5
    assert asked.options[0] == Option("p29", "Person 29")
    assert asked.more_options


def test_an_error_of_a_question_that_is_not_shown_is_said_on_the_page() -> None:
    """Nothing is refused in silence."""
    walk = at_end(chat=False)
    state = replace(walk.state, errors={"town": "No such town.", "": "And so on."})
    page = paging.page(turn(SMALL, state, at=walk.at))
    assert page.error == "No such town. And so on."


def test_a_chat_says_a_mistake_at_its_question_alone() -> None:
    """The other questions of the page come in their turn."""
    walk = Walk(SMALL, chat=True).answer({"name": "ADA", "town": "CEBU", "more": "no"})
    assert walk.page.error == ""
    assert walk.page.questions[0].error == "Please do not shout."


def test_keep_is_offered_with_a_nudge_alone() -> None:
    """Where a gentle remark stands, it may be passed over."""
    walk = intake(chat=True, upto="allegations")
    assert "keep" not in moves(walk)
    assert "keep" in moves(walk.say("He is lazy."))


def test_items_can_be_chosen_for_an_edit_by_word_too() -> None:
    """At a list, "edit" lists its items before the steps behind."""
    walk = intake(chat=True, upto="allegations").answer(ITEM).edit()
    assert [move.label for move in walk.page.moves][:2] == [
        "Edit: Allegation 1",
        "Edit: The client",
    ]
    assert walk.page.intro == "Which part would you like to change?"


def folded(state: State, capabilities: Capabilities) -> list[tuple[str, str]]:
    """What an answered page of the small flow becomes."""
    done = paging.answered(turn(SMALL, state, at=scene(), capabilities=capabilities), "Done.")
    assert done.note == "Done."
    return list(done.rows)


def test_an_answered_page_shows_its_answers_and_no_button() -> None:
    """A form all of them, a chat the one that was asked."""
    state = Walk(SMALL).state
    given = replace(state, given={**WHO, "more": "no"})
    assert folded(given, FORMS) == [
        ("Your name?", "Ada"),
        ("Your town?", "Cebu"),
        ("Is there more?", "No"),
    ]
    assert folded(given, CHAT) == [("Your name?", "Ada")]


def test_a_long_answer_folds_to_its_beginning() -> None:
    """Marked with an ellipsis; the whole is kept with the case."""
    given = replace(Walk(SMALL).state, given={"name": "Ada " * 100})
    ((_, said),) = folded(given, CHAT)
    assert len(said) <= paging.SHORT
    assert said.endswith("…")


def test_a_wrong_date_folds_as_it_was_typed() -> None:
    """A mistake in a chat does not stop the talk."""
    walk = intake(chat=True, upto="allegations").say("It rained.").say("the day after never")
    at = turn(COMPLAINT, walk.state, at=walk.at, capabilities=CHAT)
    assert paging.answered(at).rows == (("When did it happen, or begin?", "the day after never"),)
