"""What a text that somebody edited must not give away."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import Field
from bot.domain.leaks import Secret, SecretKind, leaks

ACCOUNT = (
    "The system was down until half past nine, and I told the desk by phone before the launch."
)


def name(text: str) -> Secret:
    """Somebody whom the audience may not know of."""
    return Secret(SecretKind.NAME, text, Field.WITNESSES, "Witnesses are not named to a client.")


def passage(text: str) -> Secret:
    """Words that the audience may not read."""
    return Secret(SecretKind.PASSAGE, text, Field.EMPLOYEE_ACCOUNT, "It was said in confidence.")


def found(text: str, *secrets: Secret, known: Sequence[str] = ()) -> list[str]:
    """What is found, as it stands in the text."""
    return [leak.found for leak in leaks(text, secrets=secrets, known=known)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("We spoke with Ana Uy today.", "Ana Uy"),
        ("We spoke with ANA  uy today.", "ANA  uy"),
        ("We spoke with Uy, Ana today.", "Uy, Ana"),
        ("ana said so.", "ana"),
        ("It is Ana's day off.", "Ana"),
        ("Ask ana.uy@northwind.example", "ana.uy"),
        ("A\u200bna said so.", "A\u200bna"),
        ("Àná said so.", "Àná"),
        ("\uff21na said so.", "\uff21na"),
        ("*Ana*, _Uy_", "Ana*, _Uy"),
        ("Ana\nUy", "Ana\nUy"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, where: str) -> None:
    """Case, accents, wide letters, invisible characters and markup hide no name."""
    assert found(text, name("Ana Uy")) == [where]


@pytest.mark.parametrize("text", ["A banana.", "The buyer.", "Diana called.", "Manauy", "an a uy1"])
def test_a_name_is_a_whole_word(text: str) -> None:
    """A name inside another word names nobody."""
    assert found(text, name("Ana Uy")) == []


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("José Núñez", "jose was there"),
        ("Jose Nunez", "José was there"),
        ("Søren Łuk", "soren luk was there"),
        ("Anne-Marie O'Brien", "Mrs O’Brien was there"),
        ("Anne-Marie O'Brien", "Anne Marie was there"),
        ("Juan dela Cruz", "Mr Cruz was there"),
        ("Ms Ana Uy", "Ana was there"),
        ("राम शर्मा", "राम वहाँ था"),
        ("สมชาย ใจดี", "ถาม สมชาย แล้ว"),
        ("Мария Иванова", "мария была там"),
    ],
)
def test_accents_hyphens_and_scripts_make_no_difference(secret: str, text: str) -> None:
    """The same person is found in each spelling."""
    assert len(found(text, name(secret))) == 1


def test_particles_titles_and_initials_name_nobody() -> None:
    """`de`, `Ms` and `J.` by themselves are nobody's."""
    assert found("Ms Sand and J. sent the file de facto.", name("Ms J. de la Cruz")) == []


@pytest.mark.parametrize(
    "text",
    [
        "We will mark the date.",
        "Will you call?",
        "Mark the date.",
        "In May we start.",
        "It was due on 4 May.",
        "May we come back?",
        "So the launch was late.",
    ],
)
def test_an_ordinary_word_is_no_name(text: str) -> None:
    """A name that is also a word of a working day counts only where it stands like a name."""
    assert found(text, name("Mark So"), name("Will May")) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Mark was late.", "Mark"),
        ("I asked Mark.", "Mark"),
        ("mark so was late", "mark so"),
        ("It was May who called.", "May"),
        ("Then Will called.", "Will"),
    ],
)
def test_an_ordinary_word_that_stands_like_a_name_is_one(text: str, where: str) -> None:
    """A capital, or the surname beside it, makes a name of it."""
    assert found(text, name("Mark So"), name("Will May")) == [where]


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("two customers", "Two customers wrote. The two customers called."),
        ("Store Manager", "The manager and the store were told."),
        ("our floor lead", "Our lead on the floor called."),
        ("Night desk by the park", "At night the desk by our park was closed."),
        ("call log", "The call log was checked."),
    ],
)
def test_who_somebody_is_to_the_matter_names_nobody(secret: str, text: str) -> None:
    """A description is looked for whole, and its everyday words never by themselves."""
    assert found(text, name(secret)) == []


@pytest.mark.parametrize(
    ("secret", "text", "where"),
    [
        ("Kim from the store", "Kim said so.", "Kim"),
        ("the floor lead, Kim", "ask kim", "kim"),
        ("kim sand", "Then Kim called.", "Kim"),
        ("night guard at the park", "The night guard at the park saw it.", None),
        ("(Ana)", "ana saw it", "ana"),
    ],
)
def test_a_name_in_a_description_is_found(secret: str, text: str, where: str | None) -> None:
    """Who typed more than a name, or no capitals, still named somebody."""
    assert found(text, name(secret)) == [where or "night guard at the park"]


def test_a_first_name_that_a_known_person_shares_is_ambiguous() -> None:
    """`Kim` may be the one whom the audience knows; `Kim Sand` and `Sand` are not."""
    text = "Kim called. Kim Sand wrote. Sand was in copy."
    assert found(text, name("Kim Sand"), known=["Kim Lee"]) == ["Kim Sand", "Sand"]
    assert found(text, name("Kim Sand")) == ["Kim", "Kim Sand", "Sand"]


def test_five_words_of_a_passage_give_it_away() -> None:
    """Four in a row are anybody's words."""
    assert found("He said: I told the desk in person.", passage(ACCOUNT)) == []
    text = "He said that I told the desk by mail."
    assert found(text, passage(ACCOUNT)) == ["I told the desk by"]


@pytest.mark.parametrize(
    "text",
    [
        "the SYSTEM was\n\tdown   until",
        "the sys\u200btem was\u00a0down until",
        "the system, was: down - until",
        "the \u202esystem was down until",
    ],
)
def test_layout_and_invisible_characters_hide_no_passage(text: str) -> None:
    """Whitespace, case, punctuation and zero-width characters make no difference."""
    assert found(text, passage(ACCOUNT)) == [text]


def test_a_run_is_found_once_and_whole() -> None:
    """Overlapping finds are one leak, from its first word to its last."""
    leak, *others = leaks(f"So: {ACCOUNT} Thanks.", secrets=[passage(ACCOUNT)])
    assert (leak.found, others) == (ACCOUNT.rstrip("."), [])
    assert leak.message == (
        "Take out “The system was down until half past nine, and I told the …”. "
        "It was said in confidence."
    )


def test_a_short_passage_counts_whole() -> None:
    """Two to four words count together; a single word is anybody's."""
    assert found("She has breast cancer.", passage("breast cancer")) == ["breast cancer"]
    assert found("It was late.", passage("late"), passage("")) == []


def test_words_that_the_audience_has_already_are_no_leak() -> None:
    """What the audience wrote or was told may be said to it."""
    text = "The system was down until noon."
    assert found(text, passage(ACCOUNT)) == ["The system was down until"]
    assert found(text, passage(ACCOUNT), known=["the system was down until nine"]) == []


def test_each_find_is_said_once_in_the_order_of_the_text() -> None:
    """Who reads the leaks goes through the text from its top."""
    text = "the system was down until Ana came. Ana said so."
    assert found(text, name("Ana"), passage(ACCOUNT)) == ["the system was down until", "Ana"]


def test_a_leak_says_what_to_take_out_and_why() -> None:
    """The message is what the writer sees beside the field."""
    secret = name("Ana Uy")
    (leak,) = leaks("Ana saw it.", secrets=[secret])
    assert leak.secret is secret
    assert leak.message == "Take out “Ana”. Witnesses are not named to a client."


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_can_be_read(text: str, secret: str) -> None:
    """No text raises, and what is found stands in the text."""
    for leak in leaks(text, secrets=[name(secret), passage(secret)]):
        assert leak.found in text


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
    "unit", ["the system was down until ", "Ana Uy ", "a\u200bé ", "ana", "\n\u200b", "i told the "]
)
def test_work_grows_with_the_length_and_not_its_square(unit: str) -> None:
    """Twice the text is twice the work, of the text and of the passage."""

    def work(length: int) -> Callable[[], object]:
        text = (unit * length)[:length]
        secrets = [name("Ana Uy"), passage(ACCOUNT), passage(text[::-1])]
        return lambda: leaks(text, secrets=secrets)

    assert calls(work(8_000)) < 2.3 * calls(work(4_000)) + 200


def test_a_hundred_thousand_characters_are_read() -> None:
    """The longest text that a field takes is read whole, to its end."""
    text = "all is well here. " * 5_600
    assert found(f"{text}Ana", name("Ana Uy"), passage(text[::-1])) == ["Ana"]
