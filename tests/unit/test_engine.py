"""Walking a flow: forward and back, through what is wrong, never out of step with the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.state import Place
from tests.small_flow import SMALL, WHO, at_end
from tests.walks import CLIENT, ITEM, PEOPLE, Walk, intake

BOTH = pytest.mark.parametrize("chat", [False, True], ids=["forms", "chat"])


def names(walk: Walk) -> list[str]:
    """What is asked on the page."""
    return [question.field.id for question in walk.page.questions]


# --- forward -------------------------------------------------------------------------------------


def test_forms_and_chat_come_to_the_same_answers() -> None:
    """Whoever answers a page at once and who answers one by one decide the same."""
    assert intake(chat=False).go().done == intake(chat=True).go().done
    assert at_end(chat=False).go().done == at_end(chat=True).go().done


@BOTH
def test_an_intake_goes_page_by_page(chat: bool) -> None:
    """The steps come in their order, and the review is last."""
    steps = ["client", "people", "allegations", "wishes", "last", "review"]
    for step in steps:
        assert intake(chat=chat, upto=step).state.place.step == step


def test_a_chat_asks_one_question_at_a_time() -> None:
    """Each answer leads to the next question."""
    walk = Walk(SMALL, chat=True)
    assert [walk.where, walk.say("Ada").where, walk.say("Cebu").where] == [
        "who:name",
        "who:town",
        "who:more",
    ]
    assert names(walk) == ["more"]


def test_a_question_that_an_answer_brings_up_is_asked_before_the_page_counts() -> None:
    """On a form it appears with nothing wrong and all else as it was filled in."""
    walk = Walk(SMALL).fill(name="Ada", town="Cebu", more="yes")
    assert (walk.where, names(walk)[-1], walk.page.error) == ("who", "what", "")
    assert [question.error for question in walk.page.questions] == ["", "", "", ""]
    assert walk.fill(what="Soup").state.answers["what"] == "Soup"


def test_such_a_question_may_be_answered_in_the_same_go() -> None:
    """A surface that showed it already need not be asked twice."""
    walk = Walk(SMALL).fill(name="Ada", more="yes", what="Soup")
    assert walk.where == "note"


@BOTH
def test_an_answer_that_became_hidden_does_not_count_but_comes_back(chat: bool) -> None:
    """Who says no after all is not taken at what they wrote before, and need not write it again."""
    walk = Walk(SMALL, chat=chat).answer({**WHO, "more": "yes", "what": "Soup"})
    walk.edit("who").answer(WHO)
    assert walk.state.place.step == "note"
    assert "what" not in walk.state.answers
    walk.edit("who").answer({"name": "Ada", "town": "Cebu", "more": "yes"})
    assert walk.state.given["what"] == "Soup"


@BOTH
def test_unknown_fields_are_passed_over(chat: bool) -> None:
    """A request that carries more than was asked changes nothing by it."""
    walk = Walk(SMALL, chat=chat)
    before = walk.state
    walk.say("Ada") if chat else walk.fill(name="Ada", nonsense="x", case="other")
    assert set(walk.state.answers) | set(walk.state.given) <= {"name", "town", "more", "what"}
    walk.state = before
    walk._take(walk._fill({"nonsense": "x"}))
    assert "nonsense" not in walk.state.given


def test_in_a_chat_an_answer_to_another_question_leaves_this_one_open() -> None:
    """An optional question is not passed over by an answer that is none of its."""
    walk = Walk(SMALL, chat=True).say("Ada")
    walk._take(walk._fill({"name": "Eve"}))
    assert walk.where == "who:town"


# --- what is wrong -------------------------------------------------------------------------------


def test_nothing_typed_is_lost_by_an_error_elsewhere() -> None:
    """One mistake on a page leaves every other answer as it was typed."""
    walk = intake(chat=False, upto="allegations").fill(**{**ITEM, "known": "nobody knows"})
    assert walk.where == "allegations/0"
    shown = {question.field.id: question for question in walk.page.questions}
    assert shown["known"].error
    assert shown["known"].value == "nobody knows"
    assert shown["observed"].value == ITEM["observed"]
    assert not shown["observed"].error
    assert walk.fill(known="seen").where == "allegations"


def test_a_chat_asks_again_only_what_was_wrong() -> None:
    """After a mistake in the first of five questions, the other four are not asked anew."""
    walk = intake(chat=True, upto="allegations").answer({**ITEM, "began": "in two days"})
    assert walk.where == "allegations/0:began"
    assert "future" in walk.page.questions[0].error
    assert walk.say("yesterday 3 pm").where == "allegations"
    assert walk.items("allegations")[0]["observed_by"] == "Dana Fox"


def test_all_that_is_wrong_is_said_on_a_form_at_once() -> None:
    """Two mistakes are two messages, each beside its field."""
    walk = Walk(SMALL).fill(name="ADA", town="CEBU")
    assert [question.error for question in walk.page.questions][:2] == ["Please do not shout."] * 2


def test_two_mistakes_are_mended_one_after_the_other_in_a_chat() -> None:
    """The second is asked about once the first is right."""
    walk = Walk(SMALL, chat=True).answer({"name": "ADA", "town": "CEBU", "more": "no"})
    assert walk.where == "who:name"
    assert walk.say("Ada").where == "who:town"
    assert walk.say("Cebu").where == "note:note"


@BOTH
def test_a_needed_question_cannot_be_skipped(chat: bool) -> None:
    """Skip says why it stays."""
    walk = Walk(SMALL, chat=chat).skip()
    assert walk.state.place.step == "who"
    assert "needed" in " ".join(walk.state.errors.values())


@BOTH
def test_an_open_question_can_be_skipped(chat: bool) -> None:
    """What need not be answered is left open, by word or by leaving it empty."""
    walk = Walk(SMALL, chat=chat).answer(WHO)
    assert walk.skip().where.startswith("letter")
    assert walk.state.answers["note"] is None


def test_a_needed_question_that_has_an_answer_may_be_skipped() -> None:
    """Its answer stays."""
    walk = Walk(SMALL, chat=True).answer({"name": "Ada", "town": None})
    assert walk.skip().where == "note:note"
    assert walk.state.answers["more"] == "no"


@BOTH
def test_there_is_nothing_to_answer_keep_or_skip_on_a_list(chat: bool) -> None:
    """Words for a question do no harm where none is asked."""
    walk = intake(chat=chat, upto="allegations").answer(ITEM)
    before = walk.state
    for after in (walk.keep(), walk.say("hello"), walk.skip()):
        assert after.state.answers == before.answers
        assert after.state.place == Place("allegations")


# --- nudges --------------------------------------------------------------------------------------


@BOTH
def test_a_verdict_is_nudged_once_and_may_be_kept(chat: bool) -> None:
    """HR may pass over the question, and is not asked it again."""
    item = {**ITEM, "observed": "He is lazy."}
    walk = intake(chat=chat, upto="allegations").answer(item)
    nudge = walk.page.questions[0].nudge
    assert "lazy" in nudge
    assert "keep" in [move.name for move in walk.page.moves]
    walk.keep()
    if chat:
        walk.answer({name: value for name, value in ITEM.items() if name != "observed"})
    assert walk.where == "allegations"
    assert walk.edit("0").answer(item).where == "allegations"


@BOTH
def test_a_nudged_text_may_be_written_anew(chat: bool) -> None:
    """The better words are taken without another question."""
    walk = intake(chat=chat, upto="allegations").answer({**ITEM, "observed": "He is lazy."})
    walk.answer(ITEM)
    assert walk.where == "allegations"
    assert walk.items("allegations")[0]["observed"] == ITEM["observed"]


# --- back ----------------------------------------------------------------------------------------


def test_back_leads_to_the_page_before_with_its_answers() -> None:
    """A form is as it was left."""
    walk = intake(chat=False, upto="wishes").back()
    assert walk.where == "allegations"
    assert walk.back().where == "people"
    assert walk.state.given == PEOPLE


def test_back_leads_to_the_question_before_in_a_chat() -> None:
    """Across a page's edge too."""
    walk = intake(chat=True, upto="allegations")
    assert walk.back().where == "people:employee"
    assert walk.back().where == "people:contact"
    assert walk.back().where == "client:client"
    assert walk.back().where == "client:client"


@BOTH
def test_back_from_an_item_leads_to_its_list(chat: bool) -> None:
    """Who adds one by mistake is back at the list with a word."""
    walk = intake(chat=chat, upto="allegations").answer(ITEM).add()
    assert walk.back().where == "allegations"
    assert len(walk.items("allegations")) == 1


@BOTH
def test_what_was_typed_on_a_page_that_is_left_is_there_again(chat: bool) -> None:
    """Back and forth loses nothing, though the page was not accepted."""
    walk = intake(chat=chat, upto="wishes")
    walk.fill(effect="Late.", asks="nonsense") if not chat else walk.say("Late.")
    walk.edit("client").answer(CLIENT)
    assert walk.state.place.step == "wishes"
    assert walk.state.given["effect"] == "Late."


# --- items ---------------------------------------------------------------------------------------


@BOTH
def test_items_are_added_edited_and_removed(chat: bool) -> None:
    """A list of allegations is kept in order."""
    walk = intake(chat=chat, upto="allegations").answer(ITEM)
    walk.add().answer({**ITEM, "observed": "Two calls were missed."})
    walk.add().answer({**ITEM, "observed": "One more."})
    walk.edit("1").answer({**ITEM, "observed": "Three calls were missed."})
    walk.remove("0")
    observed = [item["observed"] for item in walk.items("allegations")]
    assert observed == ["Three calls were missed.", "One more."]


@BOTH
def test_removing_the_last_item_asks_for_one_again(chat: bool) -> None:
    """There is always at least one."""
    walk = intake(chat=chat).edit("allegations").remove("0")
    assert walk.state.place == Place("allegations", 0)
    walk.answer(ITEM)
    assert walk.where == "allegations"
    assert walk.go().where == "review"


def test_an_items_draft_moves_with_it() -> None:
    """When the item before is removed, what was typed on a later page stays with that page."""
    walk = intake(chat=False, upto="allegations").fill(**ITEM)
    walk.add().fill(**{**ITEM, "observed": "Second."})
    walk.edit("1").fill(observed="Second, better.", known="nonsense").back()
    walk.remove("0").edit("0")
    assert walk.state.given["observed"] == "Second, better."


def test_there_is_a_limit_to_items() -> None:
    """It is said, and nothing is lost."""
    walk = intake(chat=False, upto="allegations").fill(**ITEM)
    item = walk.items("allegations")[0]
    walk.state = replace(walk.state, answers={**walk.state.answers, "allegations": [item] * 20})
    assert walk.add().where == "allegations"
    assert "20" in walk.page.error


@pytest.mark.parametrize(
    "target", ["", "9", "-1", "²", "9" * 5000, "\u0661", "x", "review", "client/0"]
)
@BOTH
def test_a_target_that_does_not_exist_changes_no_answer(chat: bool, target: str) -> None:
    """Whatever a button claims, nothing is removed, nothing raised."""
    walk = intake(chat=chat, upto="allegations").answer(ITEM)
    before = walk.state.answers
    assert walk.remove(target).edit(target).back().state.answers == before
    assert walk.go().remove(target).add().edit(target).state.answers == before
