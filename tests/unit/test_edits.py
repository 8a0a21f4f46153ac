"""Changing an answer that was given: where it leads, and what of the others still stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.fields import Text
from bot.dialogue.flow import Form
from flows.complaint import COMPLAINT
from tests.small_flow import SMALL, WHO, at_end
from tests.walks import CLIENT, ITEM, LAST, PEOPLE, WISHES, Walk, intake

BOTH = pytest.mark.parametrize("chat", [False, True], ids=["forms", "chat"])


@BOTH
@pytest.mark.parametrize("step", ["client", "people", "wishes", "last"])
def test_an_edit_from_the_review_returns_to_it(chat: bool, step: str) -> None:
    """One page is changed; the others are not asked again."""
    pages = {"client": CLIENT, "people": PEOPLE, "wishes": WISHES, "last": LAST}
    walk = intake(chat=chat).edit(step)
    assert walk.state.place.step == step
    assert walk.answer(pages[step]).where == "review"


@BOTH
def test_an_edit_of_the_list_returns_to_the_review(chat: bool) -> None:
    """An item is changed on the way."""
    walk = intake(chat=chat).edit("allegations").edit("0")
    walk.answer({**ITEM, "observed": "Four tickets."}).go()
    assert walk.where == "review"


@BOTH
def test_back_from_an_edit_returns_to_where_it_was_asked(chat: bool) -> None:
    """Who changes their mind about an edit is back at once."""
    assert intake(chat=chat).edit("client").back().where == "review"
    assert intake(chat=chat, upto="wishes").edit("client").back().state.place.step == "wishes"


@BOTH
def test_an_edit_in_the_middle_returns_to_the_middle(chat: bool) -> None:
    """The pages between are not asked again."""
    walk = intake(chat=chat, upto="last").edit("people")
    assert walk.answer({"contact": "kit", "employee": "ben"}).state.place.step == "last"
    assert walk.answer(LAST).where == "review"


@BOTH
def test_edit_without_a_target_lists_the_parts(chat: bool) -> None:
    """And back leads out of the list."""
    walk = intake(chat=chat, upto="wishes").edit()
    targets = [move.target for move in walk.page.moves if move.name == "edit"]
    assert targets == ["client", "people", "allegations"]
    assert walk.page.questions == ()
    assert walk.back().page.questions


@pytest.mark.parametrize("words", ["2", "the people", "The People"])
def test_a_part_is_chosen_by_its_number_or_name(words: str) -> None:
    """Words typed at that list are no answer to the question behind it."""
    walk = intake(chat=True, upto="wishes").edit()
    assert walk.say("everything").page.error
    assert walk.state.given.get("effect") is None
    assert walk.say(words).where == "people:contact"


def test_a_part_is_chosen_by_number_from_the_review() -> None:
    """As an item is from its list: "edit 2" is sent as the second, counted from nought."""
    assert intake(chat=True).edit("1").where == "people:contact"


@BOTH
def test_at_the_start_there_is_nothing_to_edit(chat: bool) -> None:
    """The first question stays."""
    walk = Walk(COMPLAINT, chat=chat)
    assert walk.edit().page.questions


# --- answers that rest on others -----------------------------------------------------------------


@BOTH
def test_what_no_longer_fits_after_an_edit_is_asked_again(chat: bool) -> None:
    """Another client has other people; the rest stands."""
    walk = intake(chat=chat).edit("client").answer({"client": "fabrikam"})
    assert walk.state.place.step == "people"
    asked = next(one for one in walk.page.questions if one.field.id == "contact")
    assert "does not fit any more" in asked.error
    assert asked.value is None
    assert walk.answer({"contact": "henrik"}).where == "review"
    assert walk.go().done


@BOTH
def test_a_text_that_was_left_as_made_follows_what_it_is_made_from(chat: bool) -> None:
    """The letter goes to whom it is for, without being asked again."""
    walk = at_end(chat=chat).edit("who").answer({**WHO, "name": "Eve"})
    assert walk.where == "end"
    assert walk.state.answers["letter"] == "Dear Eve, we meet at Cebu."


@BOTH
def test_a_text_that_somebody_changed_is_shown_when_what_it_rests_on_changes(chat: bool) -> None:
    """Their words are kept, and they are asked whether these still fit."""
    walk = at_end(chat=chat).edit("letter").answer({"letter": "Dear Ada, come at once."})
    walk.edit("who").answer({**WHO, "name": "Eve"})
    assert walk.state.place.step == "letter"
    asked = walk.page.questions[0]
    assert asked.value == "Dear Ada, come at once."
    assert "has changed" in asked.nudge
    assert walk.keep().where == "end"
    assert walk.go().done


@BOTH
def test_what_changed_behind_a_review_is_to_be_read_again(chat: bool) -> None:
    """A letter that the world made wrong is not sent unread."""
    walk = at_end(chat=chat)
    mark = "letter/letter"
    old = "Dear Ada, we meet at Manila."
    state = walk.state
    walk.state = replace(
        state, answers={**state.answers, "letter": old}, bases={**state.bases, mark: old}
    )
    walk.go()
    assert walk.done is None
    assert "read it once more" in walk.page.error
    assert walk.state.answers["letter"] == "Dear Ada, we meet at Cebu."
    assert walk.go().done


@BOTH
def test_a_step_that_an_edit_brings_in_is_asked(chat: bool) -> None:
    """And one that it leaves out is not reviewed."""
    walk = Walk(SMALL, chat=chat).answer({**WHO, "name": "Short"})
    assert walk.where == "end"
    assert [move.target for move in walk.page.moves if move.name == "edit"] == ["who"]
    walk.edit("who").answer(WHO)
    assert walk.state.place.step == "note"
    walk.skip().keep()
    assert walk.where == "end"
    walk.edit("who").answer({**WHO, "name": "Short"})
    assert [move.target for move in walk.page.moves if move.name == "edit"] == ["who"]


@BOTH
def test_a_review_does_not_pass_what_is_refused(chat: bool) -> None:
    """It leads to the page where it can be put right, and says what is wrong there."""
    walk = at_end(chat=chat)
    walk.state = replace(walk.state, answers={**walk.state.answers, "town": "CEBU"})
    walk.go()
    assert walk.done is None
    assert walk.state.place.step == "who"
    asked = next(one for one in walk.page.questions if one.field.id == "town")
    assert asked.error == "Please do not shout."
    walk.answer({"town": "Cebu"})
    assert walk.where == "end"


def test_a_review_says_what_stands_against_it_as_a_whole() -> None:
    """A problem without a field is said on the review itself."""
    end = replace(SMALL.step("end"), check=lambda _answers, _scene: {"": "Not today."})
    flow = replace(SMALL, steps=(*SMALL.steps[:-1], end))
    walk = Walk(flow).answer(WHO).skip().keep().go()
    assert (walk.done, walk.page.error) == (None, "Not today.")


def test_a_page_whose_questions_are_gone_is_passed() -> None:
    """When the case has moved on, an open page does not hold anybody up."""
    asks = [True]
    gone = Form(
        id="gone",
        title="Gone",
        fields=lambda _answers, _scene: (Text(id="x", label="?"),) if asks else (),
        then="end",
    )
    flow = replace(SMALL, steps=(gone, SMALL.steps[-1]))
    walk = Walk(flow)
    asks.clear()
    assert [move.name for move in walk.page.moves] == ["go", "cancel"]
    assert walk.go().where == "end"
