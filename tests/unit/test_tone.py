"""Verdicts and insults are asked about; facts, quotations and reports of harm are left alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files.documents import read_document
from adapters.files.tone_format import ToneFile
from bot.domain.cues import Cue
from bot.domain.tone import Shape, Tone

FILE = Path(__file__).parents[2] / "flows" / "policy" / "tone.yaml"
TONE = read_document(FILE, ToneFile).tone()

# 04-tone-guide.md, section 2: the draft, what it does, and the neutral rewrite.
REWRITES = [
    (
        "She never answers on time.",
        {"absolutes"},
        "Three of eight messages between 3 and 7 June were answered after the four-hour target.",
    ),
    ("He is lazy.", {"labels"}, "Two of the five tasks due on Friday were not started."),
    (
        "Your agent ruined our launch.",
        {"blame"},
        "The launch slipped by two hours; the check list was not complete at 09:00.",
    ),
    (
        "This is totally unacceptable.",
        {"absolutes", "heat"},
        "This missed the level that we agreed (95%); the result was 88%.",
    ),
    (
        "He obviously doesn't care.",
        {"mind_reading", "speculation"},
        "He did not reply to the follow-up on Tuesday. We do not know why yet.",
    ),
    (
        "Everyone knows she is difficult.",
        {"speculation", "labels"},
        "Two people, named below, described one meeting on 4 May.",
    ),
    (
        "I want him gone today.",
        {"push"},
        (
            "We would like a different contact from {date}; please tell us what is possible and "
            "how long it takes."
        ),
    ),
    (
        "You people always make excuses.",
        {"blame", "absolutes"},
        (
            "We have had three explanations for late files this month. We would like one plan to "
            "stop it."
        ),
    ),
    ("She was rude.", {"labels"}, 'She said "that is not my job" and ended the call.'),
    (
        "He must have leaked it.",
        {"speculation"},
        "The file was open to eleven people. We are checking the access log.",
    ),
    (
        "Fix it or we walk.",
        {"push"},
        "If the level is not back at 95% by 30 June we will review our options under the contract.",
    ),
    (
        "The culprit will be punished.",
        {"prejudging"},
        "We are looking into what happened. Any next step will follow our process.",
    ),
    ("It was a complete disaster.", {"heat"}, "Forty orders were delayed by one day."),
    ("As usual, nothing was done.", {"sarcasm"}, "Action 3, due on 12 May, is still open."),
    (
        "He's toxic for the team.",
        {"labels"},
        (
            "Two colleagues asked to move shift after the meeting on 9 May. We would like to "
            "understand why."
        ),
    ),
    (
        "I guarantee that it won't happen again.",
        {"over_promise"},
        "We have added a second check from Monday and will report results on 15 June.",
    ),
    (
        "Mistakes were made.",
        {"passive_dodge"},
        "I sent the old version. I sent the right one at 14:10.",
    ),
    (
        "Good work, but the report is poor.",
        {"loaded_but"},
        "The data is complete. The summary needs two changes, marked below.",
    ),
    (
        "She's too emotional to deal with clients.",
        {"labels"},
        "She left the call after eight minutes. We will ask what would help.",
    ),
    (
        "Clearly he lied.",
        {"speculation"},
        (
            "His account differs from the log at two points (10:05 and 10:40). We will ask him "
            "about both."
        ),
    ),
    (
        "I heard he does this all the time.",
        {"hearsay", "absolutes"},
        "I have seen this once, on 2 May. Others may know more.",
    ),
    (
        "WHY IS THIS STILL NOT DONE???",
        {"shouting"},
        "This was due at noon. When can we have it, and what is in the way?",
    ),
    (
        "You failed to manage her.",
        {"blame"},
        "We agreed on weekly checks. I can find notes for two of five weeks.",
    ),
    (
        "He refused to cooperate.",
        {"labels"},
        "He asked for the question in writing and has not yet replied.",
    ),
    (
        "Nobody trusts her now.",
        {"absolutes"},
        "Three users asked for a second check of her work last week.",
    ),
    (
        "Sort out your attitude.",
        {"labels"},
        "Please let others finish before you reply in the daily call.",
    ),
    (
        "That's a stupid rule.",
        {"labels"},
        "This rule adds a day. Can we look at whether it is needed here?",
    ),
    (
        "Client hates him.",
        {"mind_reading"},
        "The client asked for another contact and gave two examples.",
    ),
    (
        "I'm sick of this account.",
        {"heat"},
        "I have had six urgent calls this week and need help to set limits.",
    ),
    (
        "You have to accept it.",
        {"push"},
        "This is the decision and the reason. You can appeal by {date} to {name}.",
    ),
]


def patterns(text: str) -> list[str]:
    """The patterns that are asked about, in the order of the text."""
    return [remark.pattern for remark in TONE.remarks(text)]


@pytest.mark.parametrize(("draft", "expected"), [row[:2] for row in REWRITES])
def test_every_draft_of_the_guide_is_asked_about(draft: str, expected: set[str]) -> None:
    """Verdict, insult, guess or threat: the guide's own name for it."""
    assert set(patterns(draft)) == expected


@pytest.mark.parametrize("rewrite", [row[2] for row in REWRITES])
def test_no_neutral_rewrite_of_the_guide_is_asked_about(rewrite: str) -> None:
    """Facts, dates and effects pass."""
    assert TONE.remarks(rewrite) == ()


@pytest.mark.parametrize(
    "text",
    [
        "He was 40 minutes late on 3 June and did not answer two calls.",
        "Nobody answered the phone between 10:05 and 10:40.",
        "He closed zero tickets on 3 June.",
        "She is trying to reach the customer.",
        "All agents must have a badge. He did not have one.",
        "The disaster recovery test failed twice.",
        "The line was difficult to hear.",
        "The team failed two audits in May.",
        "I heard him tell the customer to wait.",
        "Agents have to accept calls within 20 seconds.",
        "She was not rude.",
        "The KPI for the SLA was 88%.",
        "He deleted the file. Why? We do not know.",
        "The toxic waste training was due on 4 May.",
        "I was short with you. I am sorry.",
        "I can see that this has cost you time. Let me check that I have it right.",
        "",
        "\u200b\u202e😀 لا",
    ],
)
def test_facts_are_left_alone(text: str) -> None:
    """A word that only looks like a cue is none."""
    assert TONE.remarks(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        'She said "that is not my job".',
        'She said "you are all lazy idiots" and hung up.',
        "She said “you are all lazy idiots” and hung up.",
        "She said \u2018you’re all lazy idiots’ and hung up.",
        "She said 'you're all lazy idiots' and hung up.",
        "She said «you are lazy» and hung up.",
        'She wrote "WHY IS THIS STILL NOT DONE???" at 10:05.',
        'She wrote:\n"You are lazy.\nYou always were."',
    ],
)
def test_a_quotation_is_never_judged(text: str) -> None:
    """What stands in quotation marks is what somebody said."""
    assert TONE.remarks(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        'The 5" screen broke and he was lazy.',
        'He said "later" and was lazy.',
        'An unclosed " mark: he is lazy.',
        'First "one.\n\nHe is lazy." Then two.',
        "The agents' reports were lazy, the clients' too.",
        "He's lazy, isn't he's.",
    ],
)
def test_only_what_is_quoted_is_passed_over(text: str) -> None:
    """Inches, apostrophes and a mark that nobody closed hide nothing."""
    assert patterns(text) == ["labels"]


@pytest.mark.parametrize(
    "text",
    [
        "He always threatens us.",
        "He is a disgusting man who touched me.",
        "The victim was assaulted.",
        "HE HIT ME AND SHOUTED!!!",
        "He must have stolen the laptop, clearly.",
        "She called me an idiot.",
        'He always says "I will kill you".',
        "It is never safe: the ladder is unsafe.",
        "She was always drunk on shift.",
    ],
)
def test_a_report_of_harm_is_never_softened(text: str) -> None:
    """Safety, harassment and crime are written as people write them."""
    assert TONE.remarks(text) == ()


def test_only_the_sentence_that_reports_harm_is_left_alone() -> None:
    """A report does not cover the verdicts beside it."""
    assert patterns("He pushed me. He is lazy.") == ["labels"]


def test_a_remark_shows_the_place_and_asks_gently() -> None:
    """What was found stands in the text as it was written."""
    (remark,) = TONE.remarks("On Friday HE’S so  Difficult, we think.")
    assert remark.found == "HE’S so  Difficult"
    assert remark.pattern == "labels"
    assert remark.ask == "What was seen or heard that shows it?"
    assert remark.why == (
        "A label is an opinion about the person; what was seen or heard can be looked into."
    )


def test_there_are_three_remarks_at_most_each_on_another_pattern() -> None:
    """The first ones of the text; nobody is lectured."""
    text = "He is lazy, rude and always late. It was a disaster. You people failed us."
    assert patterns(text) == ["labels", "absolutes", "heat"]


def test_one_place_is_asked_about_once() -> None:
    """A word in capitals that is a label too gives one question."""
    assert patterns("EVERYONE KNOWS THAT HE LIES") == ["speculation"]


def test_every_pattern_asks_one_question_and_its_examples_show_it() -> None:
    """Each draft in the file is found by its own pattern and each rewrite by none."""
    for pattern in TONE.patterns:
        assert pattern.ask.endswith("?")
        assert pattern.ask.count("?") == 1
        assert pattern.examples
        for example in pattern.examples:
            assert pattern.name in patterns(example.draft)
            assert TONE.remarks(example.rewrite) == ()


def test_no_word_of_harm_is_a_cue() -> None:
    """A cue that is left alone anyway would find nothing."""
    for pattern in TONE.patterns:
        for cue in pattern.cues:
            text = " ".join(slot[0].rstrip("*") for slot in cue.slots)
            assert patterns(text), text


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    """No text raises, and what is found stands in the text."""
    for remark in TONE.remarks(text):
        assert remark.found in text


def test_a_tone_without_patterns_asks_nothing() -> None:
    """An empty policy is silent."""
    assert Tone().remarks("He is lazy!!!") == ()


def test_a_cue_notation_is_spelled_out() -> None:
    """Choices stay together, what may be left out makes two cues."""
    assert Cue.read("he/she is so? lazy*") == (
        Cue((("he", "she"), ("is",), ("lazy*",))),
        Cue((("he", "she"), ("is",), ("so",), ("lazy*",))),
    )


@pytest.mark.parametrize("text", ["", "so?", "Lazy", "doesn't", "a.*b", "a//b", "x " * 9, "*ed"])
def test_a_wrong_cue_is_refused(text: str) -> None:
    """Only words, choices and endings: no expression that could run away."""
    with pytest.raises(ValueError, match=r"write|leave"):
        Cue.read(text)


def calls(work: Callable[[], object]) -> int:
    """How many functions run, the interpreter's own included."""
    count = 0

    def counting(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "not lazy ",
        'he is "',
        "'a ",
        "“„\u2018",
        "THIS ",
        "he's so ",
        "a'b",
        "!",
        "x. ",
        "\n",
        "toxic w ",
    ],
)
def test_work_grows_with_the_length_and_not_its_square(unit: str) -> None:
    """Twice the text is twice the work, whatever the text is."""

    def work(length: int) -> Callable[[], object]:
        text = (unit * length)[:length]
        return lambda: TONE.remarks(text)

    assert calls(work(8_000)) < 2.3 * calls(work(4_000)) + 200


def test_a_hundred_thousand_characters_are_read() -> None:
    """The longest text that a field takes is read whole, to its end."""
    assert patterns("All is well here. " * 5_600 + "He is lazy.") == ["labels"]


def test_shapes_are_named() -> None:
    """The file uses every shape that the code knows."""
    assert {shape for pattern in TONE.patterns for shape in pattern.shapes} == set(Shape)
