"""The catalogue: how it is read, said, and taken apart again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.files.jurisdictions import jurisdictions
from adapters.files.values import jurisdiction
from adapters.files.wording import load_wording
from bot.dialogue import phrasing
from bot.dialogue.content import Block, Bullets, Facts, Heading, Note, Paragraph
from bot.dialogue.wording import Entry, Wording, blocks_of, plain, values_in
from bot.domain.errors import ConfigurationError
from tests.fakes import BEN, KIM, MAYA, NOW, somebody, wording


def written(tmp_path: Path, text: str) -> Path:
    """A catalogue with this text."""
    path = tmp_path / "words.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def one(*blocks: dict[str, Any], title: str = "T") -> Wording:
    """A catalogue of one entry."""
    return Wording({"x": Entry(title, blocks)})


def test_a_catalogue_is_read_and_said(tmp_path: Path) -> None:
    """Every kind of block comes out as what it is, in its order."""
    path = written(
        tmp_path,
        "hello:\n"
        "  title: Hello {{ reader.first_name }}\n"
        '  notice: "{{ reference }}: news"\n'
        "  blocks:\n"
        "    - heading: Now\n"
        "    - text: By {{ at | moment }}\n"
        "    - bullets: [a, 'b {{ reference }}']\n"
        "    - bullets: points\n"
        "    - facts: {Day: '{{ at | day }}'}\n"
        "    - note: '{{ names | listed }}'\n",
    )
    card = load_wording(path).card(
        "hello", BEN, reference="EH-1", at=NOW, points=["p"], names=["A", "B", "C"]
    )
    assert (card.title, card.notice) == ("Hello Ben", "EH-1: news")
    assert card.blocks == (
        Heading("Now"),
        Paragraph("By Mon 23 Nov 2026, 10:00 (Manila time)"),
        Bullets(("a", "b EH-1")),
        Bullets(("p",)),
        Facts((("Day", "Mon 23 Nov 2026"),)),
        Note("A, B and C"),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: {title: x, blocks: [{txt: y}]}", "words.yaml:1: a.blocks[0].txt: unknown key"),
        ("a: {titel: x}", "words.yaml:1: a.titel: unknown key; did you mean title?"),
        ("a:\n  title: x\n  blocks:\n    - text: '{{ y'", "words.yaml:4: a.blocks[0].text: is no"),
        ("a: {title: '{{ y | moo }}'}", "No filter named 'moo'"),
        ("a: {title: x, notice: '{{ name }}'}", "a notification may not tell name"),
        ("a: {title: x, blocks: [{text: y, note: z}]}", "a block is one thing"),
        ("a: {title: x, blocks: [{}]}", "a block is one thing"),
        ("a: {title: x, blocks: [{text: }]}", "is empty"),
        ("a: {title: x, blocks: [{text: 3}]}", "must be text, not 3"),
        ("a: {title: x, blocks: [{bullets: 'not a name'}]}", "is no value's name"),
        ("a: {title: x, blocks: [{bullets: ['{% if %}']}]}", "a.blocks[0].bullets[0]: is no"),
        ("a: {title: x, blocks: [{facts: {b: '{{ c }'}}]}", "a.blocks[0].facts.b: is no"),
        ("a: {}", "a.title: is missing; write `title: …`"),
        ("a: hello", "a: must be a mapping"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_said(tmp_path: Path, text: str, complaint: str) -> None:
    """File, line and what to write instead."""
    with pytest.raises(ConfigurationError) as refused:
        load_wording(written(tmp_path, text))
    assert complaint in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Two mistakes are two lines."""
    with pytest.raises(ConfigurationError) as refused:
        load_wording(written(tmp_path, "a: {title: '{{ x'}\nb: {}\n"))
    assert len(str(refused.value).splitlines()) == 2


def test_no_notification_in_the_catalogue_tells_more_than_a_reference() -> None:
    """What lights up on a locked screen names nobody."""
    notices = [entry.notice for entry in wording()._entries.values()]
    assert set().union(*map(values_in, notices)) <= {"reference"}


def test_an_unknown_message_is_an_error() -> None:
    """A key that nobody wrote is found out at once."""
    assert not wording().has("no.such.message")
    with pytest.raises(KeyError):
        wording().line("no.such.message", BEN)


def test_what_people_wrote_is_never_read_as_a_template() -> None:
    """Braces in a value come out as braces."""
    said = one({"text": "{{ words }}"}).text("x", BEN, words="{{ 7 * 7 }} {% if x %} {# y #}")
    assert said == "{{ 7 * 7 }} {% if x %} {# y #}"


def test_a_value_that_a_caller_forgot_is_an_error() -> None:
    """A message never goes out with a hole in it."""
    with pytest.raises(Exception, match="'words' is undefined"):
        one({"text": "{{ words }}"}).text("x", BEN)


def test_empty_blocks_are_left_out() -> None:
    """A paragraph, a fact or a list with nothing in it does not show."""
    made = one(
        {"text": "{{ a }}"}, {"facts": {"B": "{{ a }}"}}, {"bullets": "c"}, {"note": "end"}
    ).card("x", BEN, a="", c=["", ""], reference="EH-1")
    assert made.blocks == (Note("end"),)


def test_a_catalogue_made_by_hand_is_checked_too() -> None:
    """A block of an unknown kind stops the start."""
    with pytest.raises(ConfigurationError, match="wording x"):
        one({"shout": "y"})
    with pytest.raises(ConfigurationError, match="wording x"):
        one({"text": "{{ y"})


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\n\ntwo", (Paragraph("one"), Paragraph("two"))),
        ("- a\n- b", (Bullets(("a", "b")),)),
        (
            "What was raised:\n- a\n- b\nSo far.",
            (Paragraph("What was raised:"), Bullets(("a", "b")), Paragraph("So far.")),
        ),
        ("one\r\n\r\ntwo", (Paragraph("one"), Paragraph("two"))),
        ("a\nb", (Paragraph("a\nb"),)),
        ("-not a point\n-- nor this", (Paragraph("-not a point\n-- nor this"),)),
        ("", ()),
        ("\n\n \n", ()),
    ],
)
def test_edited_text_becomes_blocks_again(text: str, blocks: tuple[object, ...]) -> None:
    """Paragraphs and points survive that somebody edited them as plain text."""
    assert blocks_of(text) == blocks


def test_blocks_and_text_are_two_forms_of_one() -> None:
    """What a message says in blocks, it says as text, and again in blocks."""
    blocks: tuple[Block, ...] = (Paragraph("Hello."), Bullets(("a", "b")), Paragraph("So long."))
    assert blocks_of("\n\n".join(plain(block) for block in blocks)) == blocks


def test_a_moment_is_blanked_as_it_is_written() -> None:
    """Jun is a month in a date, and somebody in a sentence."""
    june = NOW.replace(month=6)
    text = f"Jun calls by {phrasing.moment_for(MAYA, june)} or on {phrasing.day_for(MAYA, june)}."
    assert phrasing.without_moments(text, MAYA) == "Jun calls by  –  or on  – ."


@pytest.mark.parametrize("language", ["en", "en-US", "pt-BR", "fil", "zh-Hant", "de"])
def test_dates_are_said_in_every_language_that_a_person_may_have(language: str) -> None:
    """Nobody's language stops a message, nor hides a name in a date."""
    reader = somebody("r", "R S", language=language, time_zone="Asia/Manila")
    said = phrasing.moment_for(reader, NOW)
    assert "2026" in said
    assert phrasing.without_moments(said, reader).strip() == "–"


def test_names_stand_in_a_row_without_a_comma_before_and() -> None:
    """One, two and three names read as people write them."""
    assert phrasing.listed(["Maya"]) == "Maya"
    assert phrasing.listed(["Maya", "Noor"]) == "Maya and Noor"
    assert phrasing.listed(["Maya, and co", "Noor", "Lea"]) == "Maya, and co, Noor and Lea"


def test_a_zone_is_said_by_its_town() -> None:
    """The client in Sydney reads Sydney's time."""
    assert phrasing.moment_for(KIM, NOW) == "Mon 23 Nov 2026, 13:00 (Sydney time)"


def test_every_jurisdiction_has_a_name_and_is_one() -> None:
    """What HR can choose in the intake is what an organisation's file may say."""
    known = jurisdictions()
    assert known["PH"] == "Philippines"
    assert known["GB-ENG"] == "United Kingdom (ENG)"
    assert "GB" not in known
    assert all(jurisdiction(code) == code for code in known)
    assert list(known.values()) == sorted(known.values())
