"""One update to all: who is told what, when, and what HR has to say about the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.dialogue.content import Facts, Heading, Quote
from bot.dialogue.fields import Value
from bot.dialogue.flow import Scene
from bot.domain.cases import Stage
from bot.domain.commands import CloseCase, Command, SendUpdate
from bot.domain.disclosure import Field
from flows.close import CLOSE
from flows.update import UPDATE
from tests.fakes import EARLY_PARTS, HAPPENED, NOW, OPENED, at_stage, scene, speaker
from tests.walks import Walk

BOTH = pytest.mark.parametrize("chat", [False, True], ids=["forms", "chat"])
LATE = speaker(at_stage(Stage.FACTS))
EARLY = speaker(at_stage(Stage.SCREEN), parts=EARLY_PARTS)
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)  # within everybody's hours but Sydney's
WORDS: dict[str, Value] = {
    "words": "Each file is checked twice.",
    "tag": "service_plan",
    "coming": "We speak with both sides this week.",
    "next_at": "in 3 days",
}
ALL = ["p-client", "p-employee", "p-manager", "p-account_lead", "p-hr_enforcer"]


def update(at: Scene, *, chat: bool = False, upto: str = "") -> Walk:
    """HR at a page of an update, the pages before it answered."""
    walk = Walk(UPDATE, chat=chat, at=at, preset={"case": "case-1", "basis": "7"})
    for step, given in (("items", {"items": "all"}), ("words", WORDS), ("audience", None)):
        if walk.state.place.step == upto:
            return walk
        if walk.state.place.step == step:
            walk.answer(given) if given else walk.keep()
    return walk


def finished(walk: Walk) -> Walk:
    """On to the review, with what is made left as it is."""
    for _ in range(20):
        if walk.where == "review":
            return walk
        asked = [each.field.id for each in walk.page.questions]
        walk.answer({"when": "now"}) if asked == ["when"] else walk.keep()
    raise AssertionError(walk.where)


def sent(walk: Walk) -> SendUpdate:
    """What the review ends in."""
    command = decided(walk)
    assert isinstance(command, SendUpdate)
    return command


def decided(walk: Walk) -> Command:
    """The command of any flow."""
    walk.go()
    assert walk.done is not None, (walk.where, walk.page.error, walk.state.errors)
    return walk.flow.complete(walk.done, walk.at)


def text_of(walk: Walk, party: str) -> str:
    """What a party would get as things stand."""
    return str(walk.state.answers[f"version:{party}"])


@BOTH
def test_an_update_goes_to_all_in_their_own_words(chat: bool) -> None:
    """What was chosen and written ends in a version for each."""
    command = sent(finished(update(scene(LATE), chat=chat)))
    assert list(command.versions) == ALL
    assert command.items == (1, 2, 4, 5, 6, 7)
    assert "Each file is checked twice." in command.versions["p-client"]
    assert "Each file is checked twice." not in command.versions["p-employee"]
    assert all("We speak with both sides" in text for text in command.versions.values())
    assert (command.words_tag, command.basis) == (Field.SERVICE_PLAN, 7)
    assert command.left_out == {}


def test_forms_and_chat_send_the_same_update() -> None:
    """Word for word."""
    one, other = (sent(finished(update(scene(LATE), chat=chat))) for chat in (False, True))
    assert one == other


def test_what_happened_is_offered_with_who_may_hear_it() -> None:
    """All of it is ticked; HR takes off what is not to be told."""
    asked = update(scene(LATE), upto="items").page.questions[0]
    assert asked.value == ["1", "2", "4", "5", "6", "7"]
    hints = {option.value: option.hint for option in asked.options}
    assert hints["1"] == "Goes to everybody"
    assert hints["5"].startswith("Goes to all but Kim Sand (client)")


def test_the_kinds_of_words_say_who_gets_them() -> None:
    """As things stand in this case now."""
    walk = update(scene(LATE), upto="words").fill(words="Something.")
    tag = next(each for each in walk.page.questions if each.field.id == "tag")
    hints = {option.value: option.hint for option in tag.options}
    assert hints["investigation"] == "Goes to Chidi Okafor (HR enforcer)"
    assert hints["service_plan"] == "Goes to all but Ben Cruz (employee)"
    assert hints["exists"].startswith("Goes to all but Kim Sand (client)")


def test_words_for_all_name_nobody_who_is_kept_from_anybody() -> None:
    """It is said where it is written, and whose version it would be in."""
    walk = update(scene(LATE), upto="words")
    walk.fill(**{**WORDS, "words": "Dana saw it.", "coming": "Chidi Okafor decides."})
    said = {each.field.id: each.error for each in walk.page.questions}
    assert said["coming"].startswith("Kim Sand (client) reads this too. Take out “Chidi Okafor”.")
    assert "Take out “Dana”" in said["words"]
    assert walk.fill(words="It was seen.", coming="HR decides.").where == "audience"


def test_a_promise_lies_ahead() -> None:
    """Nobody is promised an update for yesterday."""
    walk = update(scene(LATE), upto="words").fill(**{**WORDS, "next_at": "2026-11-20 10:00"})
    assert "past" in next(e.error for e in walk.page.questions if e.field.id == "next_at")


@BOTH
def test_whoever_is_left_out_needs_a_reason(chat: bool) -> None:
    """It is asked for each, and goes into the command."""
    walk = update(scene(LATE), chat=chat, upto="audience")
    walk.answer({"audience": ALL[1:]})
    assert [each.field.label for each in walk.page.questions] == [
        "Why is Kim Sand (client) not told?"
    ]
    walk.answer({"reason:p-client": "We speak tomorrow."})
    command = sent(finished(walk))
    assert command.left_out == {"p-client": "We speak tomorrow."}
    assert list(command.versions) == ALL[1:]


@BOTH
def test_who_cannot_be_told_yet_is_shown_with_the_reason(chat: bool) -> None:
    """And the reason is recorded, as for anybody else who hears nothing."""
    walk = update(scene(EARLY), chat=chat, upto="audience")
    (facts,) = [block for block in walk.page.blocks if isinstance(block, Facts)]
    assert facts.rows[0][0] == "Ben Cruz (employee)"
    assert "p-employee" not in [option.value for option in walk.page.questions[0].options]
    walk.keep()
    assert walk.state.place.step == "reasons"
    walk.answer({"reason:p-employee": "Not told of the case yet."})
    assert "p-employee" in sent(finished(walk)).left_out


def test_one_who_is_left_out_after_all_is_asked_about() -> None:
    """Going back from the review to who is told asks what is new, and nothing else."""
    walk = finished(update(scene(LATE)))
    walk.edit("audience").fill(audience=ALL[1:])
    assert walk.where == "reasons"
    walk.fill(**{"reason:p-client": "We speak tomorrow."})
    assert walk.where == "review"
    walk.edit("audience").fill(audience=ALL)
    assert walk.where == "review"
    command = sent(walk)
    assert command.left_out == {}
    assert set(command.versions) == set(ALL)


def test_one_who_is_told_after_all_gets_a_version_to_read() -> None:
    """It is made, and shown before it goes out."""
    walk = update(scene(LATE), upto="audience").fill(audience=ALL[1:])
    walk = finished(walk.fill(**{"reason:p-client": "We speak tomorrow."}))
    walk.edit("audience").fill(audience=ALL)
    assert walk.where == "versions"
    asked = {each.field.id: each for each in walk.page.questions}
    assert "Your complaint was received" in str(asked["version:p-client"].value)
    assert "p-client" in sent(finished(walk)).versions


def test_versions_follow_what_they_are_made_from() -> None:
    """A promise that is changed at the end stands in every version."""
    walk = finished(update(scene(LATE)))
    walk.edit("words").fill(next_at="in 5 days")
    assert walk.where == "review"
    assert "Sat 28 Nov 2026" in text_of(walk, "p-employee")


def test_a_version_that_hr_wrote_is_shown_beside_what_it_would_be() -> None:
    """When what it was made from changes, their words stay and they are asked."""
    walk = finished(update(scene(LATE)))
    own = "Hello Ben, we are still at it. You hear from us by Thu 26 Nov 2026."
    walk.edit("versions").fill(**{"version:p-employee": own})
    walk.edit("words").fill(next_at="in 5 days")
    assert walk.where == "versions"
    asked = {each.field.id: each for each in walk.page.questions}
    assert asked["version:p-employee"].value == own
    assert "has changed" in asked["version:p-employee"].nudge
    assert not asked["version:p-client"].nudge
    quotes = [block.text for block in walk.page.blocks if isinstance(block, Quote)]
    assert len(quotes) == 1
    assert "Sat 28 Nov 2026" in quotes[0]
    assert walk.keep().where == "review"
    assert sent(walk).versions["p-employee"] == own


def test_a_version_may_not_give_away_what_its_reader_may_not_know() -> None:
    """It is pointed out beside that version, and the others stay as they are."""
    walk = update(scene(LATE)).fill(**{"version:p-client": "Chidi Okafor asked Dana Fox."})
    said = {each.field.id: each.error for each in walk.page.questions}
    assert "Take out “Chidi Okafor”" in said["version:p-client"]
    assert "Take out “Dana Fox”" in said["version:p-client"]
    assert not said["version:p-manager"]


def test_the_review_shows_every_version_and_when_it_goes() -> None:
    """Side by side, as they go out."""
    page = finished(update(scene(LATE))).page
    (facts,) = [block for block in page.blocks if isinstance(block, Facts)]
    assert facts.rows == (
        ("Goes out", "Now"),
        ("They hear again by", "Thu 26 Nov 2026, 17:00 (Manila time)"),
    )
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == [
        "Kim Sand (client)",
        "Ben Cruz (employee)",
        "Lea Santos (line manager)",
        "Zofia Kowalska (account lead)",
        "Chidi Okafor (HR enforcer)",
    ]


@BOTH
def test_hr_chooses_when_somebody_is_outside_their_hours(chat: bool) -> None:
    """At ten in Manila, London sleeps."""
    walk = update(scene(LATE), chat=chat)
    while walk.state.place.step == "versions":
        walk.keep()
    (asked,) = walk.page.questions
    assert asked.field.id == "when"
    assert "Zofia" in asked.field.hint
    assert "Kim" not in asked.field.hint
    assert [option.value for option in asked.options] == ["now", "apart"]


def test_nobody_is_asked_when_all_are_at_work() -> None:
    """It goes out at once."""
    at = scene(LATE, now=MORNING)
    walk = update(at, upto="audience").fill(audience=["p-employee", "p-manager"])
    walk.fill(**{f"reason:{party}": "Later." for party in ("p-client", *ALL[3:])})
    assert walk.keep().where == "review"
    assert sent(walk).send_at is None


def test_an_hour_that_suits_all_is_kept() -> None:
    """Manila and London share the afternoon."""
    walk = update(scene(LATE), upto="audience").fill(audience=ALL[1:])
    walk.fill(**{"reason:p-client": "We speak tomorrow."}).keep()
    assert walk.fill(when="common").where == "review"
    command = sent(walk)
    assert command.send_at == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    assert not command.apart


def test_when_no_hour_suits_all_each_may_get_it_in_theirs() -> None:
    """Sydney and London share none in November."""
    walk = update(scene(LATE), upto="audience").fill(audience=["p-client", "p-account_lead"])
    walk.fill(**{f"reason:{party}": "Later." for party in (*ALL[1:3], ALL[4])}).keep()
    walk.fill(when="apart")
    assert walk.where == "review"
    command = sent(walk)
    assert (command.send_at, command.apart) == (None, True)


def test_with_nothing_new_an_update_begins_with_the_words() -> None:
    """There is nothing to choose from the journal."""
    quiet = speaker(at_stage(Stage.FACTS), happened=())
    assert update(scene(quiet), upto="words").where == "words"


def test_made_up_texts_are_not_nudged() -> None:
    """Nobody is asked about the tone of words that they did not write."""
    assert finished(update(scene(LATE), chat=True)).where == "review"


# --- closing -------------------------------------------------------------------------------------


def close(at: Scene, *, chat: bool) -> Walk:
    """HR at the beginning of closing the case."""
    return Walk(CLOSE, chat=chat, at=at, preset={"case": "case-1", "basis": "7"})


@BOTH
def test_a_case_is_closed_with_a_note_to_all(chat: bool) -> None:
    """Each in its own words."""
    command = decided(finished(close(scene(LATE), chat=chat)))
    assert isinstance(command, CloseCase)
    assert list(command.versions) == ALL
    assert "looked into" in command.versions["p-client"]


@BOTH
def test_a_case_may_close_without_a_word_to_somebody(chat: bool) -> None:
    """With a reason."""
    walk = close(scene(LATE), chat=chat).answer({"audience": ALL[1:]})
    walk.answer({"reason:p-client": "They asked not to be written to."})
    command = decided(finished(walk))
    assert isinstance(command, CloseCase)
    assert command.left_out == {"p-client": "They asked not to be written to."}


def test_a_flow_goes_on_after_days() -> None:
    """What has changed in the case since is looked at before anything goes out."""
    walk = finished(update(scene(LATE)))
    later = scene(
        speaker(replace(at_stage(Stage.HEARING), opened_at=OPENED), happened=HAPPENED),
        now=NOW + timedelta(days=4),
    )
    walk.at = later
    walk.go()
    assert walk.done is None
    assert walk.where == "words"
    assert "past" in next(e.error for e in walk.page.questions if e.field.id == "next_at")
