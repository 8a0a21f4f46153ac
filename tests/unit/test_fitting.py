"""What is shortened says so, keeps whole signs, and is never longer than it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.fitting import LEVELS, Fitting, beginning, clipped, excerpt, printable, size


def test_a_text_that_fits_is_itself() -> None:
    """Nothing is touched that need not be."""
    fitting = Fitting(LEVELS[0])
    assert fitting.text("x" * 3000) == "x" * 3000
    assert fitting.items(range(200)) == (range(200), 0)
    assert not fitting.cut


def test_what_is_shortened_is_remembered() -> None:
    """A message that shows less than all gets its button by this."""
    fitting = Fitting(LEVELS[0])
    assert fitting.text("word " * 1000).endswith("word… (5,000 characters)")
    assert fitting.cut
    fitting = Fitting(LEVELS[0])
    assert fitting.items(range(205)) == (range(200), 5)
    assert fitting.cut


@given(text=st.text(min_size=1), most=st.integers(60, 200))
def test_an_excerpt_is_never_too_long(text: str, most: int) -> None:
    """Counted as strictly as a platform could count, an excerpt fits; a shorter text is whole."""
    text = text * (200 // len(text) + 1)
    short = excerpt(text, most)
    assert size(short) <= most
    assert short.endswith(f"… ({len(text):,} characters)")
    assert excerpt(text, size(text)) == text


@given(text=st.text(min_size=20), most=st.integers(0, 30))
def test_a_clipped_text_is_a_beginning(text: str, most: int) -> None:
    """Clipping takes nothing but the end away, and never half a sign."""
    start = clipped(text, most)
    assert text.startswith(start)
    assert size(start) <= most
    start.encode()


@pytest.mark.parametrize(
    ("text", "most", "start"),
    [
        ("one two three", 10, "one two"),
        ("onetwothree", 6, "onetwo"),
        ("🙂🙂🙂", 5, "🙂🙂"),
        ("ae\u0301x", 2, "a"),
        ("a👩\u200d💻x", 4, "a"),
        ("a❤\ufe0fx", 2, "a"),
        ("text", 0, ""),
        ("text", -5, ""),
    ],
)
def test_letters_and_signs_stay_whole(text: str, most: int, start: str) -> None:
    """A letter keeps its accents, an emoji all of its parts, and words are kept where they can."""
    assert beginning(text, most) == start


def test_what_turns_the_writing_round_does_not_turn_our_mark() -> None:
    """A right-to-left override ends with the text that holds it."""
    short = excerpt("\u202e" + "x" * 300, 100)
    assert short.startswith("\u2068\u202e")
    assert "\u2069… (301 characters)" in short


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "–"),
        (" \n", "–"),
        ("\u200b", "–"),
        ("a\x00b\x1b", "a\ufffdb\ufffd"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_what_no_platform_can_show_is_marked(text: str, shown: str) -> None:
    """Nothing is a dash, and a control character a sign that one was there."""
    assert printable(text) == shown
