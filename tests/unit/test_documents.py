"""Files that operators write: what is read, and what is said about what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, field_validator

from adapters.files.documents import read_document, read_mapping
from bot.domain.errors import ConfigurationError


class Chapter(BaseModel):
    """A part of the test's own format."""

    model_config = ConfigDict(extra="forbid")

    title: str
    pages: int = 0

    @field_validator("title")
    @classmethod
    def _short(cls, title: str) -> str:
        if len(title) > 20:
            raise ValueError("is too long; write at most 20 characters")
        return title


class Book(BaseModel):
    """The test's own format."""

    model_config = ConfigDict(extra="forbid")

    name: str
    chapters: tuple[Chapter, ...] = ()
    index: dict[str, Chapter] = {}
    printed: date | None = None
    opens: time | None = None
    kind: Literal["novel", "poem", "play"] = "novel"
    signed: bool = False
    rows: dict[int, float] = {}
    cover: Chapter | list[int] | None = None


Writer = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """Writes book.yaml into the current directory."""
    monkeypatch.chdir(tmp_path)

    def _write(content: str | bytes) -> Path:
        path = Path("book.yaml")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


def _complaint(path: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read_document(path, Book)
    return str(caught.value)


def test_a_sound_file_becomes_its_model(write: Writer) -> None:
    """Values, nested ones too, arrive in their types."""
    path = write(
        "name: Even\nchapters:\n  - {title: One, pages: 3}\nprinted: 2026-11-23\nopens: 07:30\n"
    )
    assert read_document(path, Book) == Book(
        name="Even",
        chapters=(Chapter(title="One", pages=3),),
        printed=date(2026, 11, 23),
        opens=time(7, 30),
    )


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "off", "2026-11-23", "12:30:00", "0042", "1_0"]
)
def test_words_stay_words(write: Writer, word: str) -> None:
    """What YAML 1.1 would turn into a switch, a date or a number stays text."""
    assert read_document(write(f"name: {word}\n"), Book).name == word


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("nUll", "nUll"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_are_read_as_yaml_1_2_does(write: Writer, written: str, value: object) -> None:
    """Numbers in decimal, true, false and null are what they are; quotes make text."""
    assert read_mapping(write(f"key: {written}\n"))[0] == {"key": value}


def test_every_value_has_its_line(write: Writer) -> None:
    """A value has its key's line, an item its own, and what is missing has its parent's."""
    _, lines = read_mapping(write("# comment\nname: x\nchapters:\n  - title:\n      One\n  - {}\n"))
    assert lines.of(("name",)) == 2
    assert lines.of(("chapters", 0, "title")) == 4
    assert lines.of(("chapters", 1)) == 6
    assert lines.of(("chapters", 1, "title")) == 6
    assert lines.of(("nothing",)) == 2


def test_all_problems_are_said_at_once_in_the_order_of_the_file(write: Writer) -> None:
    """One error names file, line, place and remedy of each."""
    path = write(
        "chapters:\n"
        "  - title: One\n"
        "    pges: 3\n"
        "  - pages: many\n"
        "  - title: 12\n"
        "  - title: The far too long title of a chapter\n"
        "  - title:\n"
        "  - just text\n"
        "index: [a]\n"
    )
    assert _complaint(path).splitlines() == [
        "book.yaml:1: name: is missing; write `name: …`",
        (
            "book.yaml:3: chapters[0].pges: unknown key; did you mean pages? "
            "write one of: title, pages"
        ),
        "book.yaml:4: chapters[1].title: is missing; write `title: …`",
        "book.yaml:4: chapters[1].pages: must be a whole number, not 'many'; write one such as 12",
        'book.yaml:5: chapters[2].title: must be text, not 12; write it in quotes: "…"',
        "book.yaml:6: chapters[3].title: is too long; write at most 20 characters",
        "book.yaml:7: chapters[4].title: is empty; write a value, or leave the line out",
        "book.yaml:8: chapters[5]: must be a mapping, not 'just text'; write `key: value` lines",
        "book.yaml:9: index: must be a mapping, not a list; write `key: value` lines",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "kind: Poems",
            "kind: 'Poems' is unknown; did you mean poem? write one of: novel, poem, play",
        ),
        ("signed: maybe", "signed: must be true or false, not 'maybe'; write one of the two"),
        ("rows: {13: much}", "rows.13: must be a number, not 'much'; write one such as 0.5"),
        ("chapters: x", "chapters: must be a list, not 'x'; write [a, b] or a line `- …` for each"),
        ("printed: soon", "printed: 'soon' does not fit: input should be a valid date"),
    ],
)
def test_each_kind_of_value_has_its_remedy(write: Writer, written: str, said: str) -> None:
    """A wrong value is repeated, and what would be right is shown."""
    assert _complaint(write(f"name: x\n{written}\n")).startswith(f"book.yaml:2: {said}")


def test_a_choice_of_shapes_names_the_place_in_the_file(write: Writer) -> None:
    """What pydantic adds to a location for its own use is not repeated."""
    said = _complaint(write("name: x\ncover:\n  title: 3\n"))
    assert said.startswith("book.yaml:2: cover: must be a list, not a mapping")
    assert "book.yaml:3: cover.title: must be text" in said


def test_a_key_below_a_free_key_is_known(write: Writer) -> None:
    """Suggestions are found below mappings whose keys are free."""
    path = write("name: x\nindex:\n  any:\n    titel: One\n")
    assert "book.yaml:4: index.any.titel: unknown key; did you mean title? " in _complaint(path)


def test_a_key_written_twice_is_named_with_both_lines(write: Writer) -> None:
    """Neither of two values for one key wins in silence."""
    path = write("name: a\nchapters:\n  - title: x\n    title: y\nname: b\n")
    assert _complaint(path).splitlines() == [
        "book.yaml:4: chapters[0].title: is written twice (first in line 3); keep one",
        "book.yaml:5: name: is written twice (first in line 1); keep one",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "book.yaml: is empty; write `key: value` lines"),
        ("# only a comment\n", "book.yaml: is empty; write `key: value` lines"),
        ("---\n", "book.yaml: is empty; write `key: value` lines"),
        ("- a\n- b\n", "book.yaml:1: the file must be a mapping; write `key: value` lines"),
        ("words\n", "book.yaml:1: the file must be a mapping; write `key: value` lines"),
        ("name: a\n---\nname: b\n", "book.yaml: holds a second document after `---`; keep one"),
        (b"name: a\nx: \xff\n", "book.yaml:2: not UTF-8; save the file as UTF-8"),
        ("name: a\nx: \x00\n", "book.yaml:2: holds the control character U+0000; remove it"),
        ("name: &n a\nx: *n\n", "book.yaml:2: the alias *n is not supported; write the value out"),
        ("name: !!python/name:os.system x\n", "book.yaml:1: the tag 'tag:yaml.org,2002:python"),
        ("name: {{ x }}\n", "book.yaml:1: a key must be text; put text that begins with { or ["),
        ("name: a: b\n", "book.yaml:1: not valid YAML (mapping values are not allowed"),
        ("name: a\n\tx: b\n", "book.yaml:2: not valid YAML ("),
        ("name: [a\n", "book.yaml:2: not valid YAML (did not find expected ',' or ']'"),
        ("x: " + "[" * 30 + "]" * 30, "book.yaml:1: nested more than 24 deep; close the brackets"),
        ("x: " + "[" * 100_000, "book.yaml:1: nested more than 24 deep; close the brackets"),
        ("x: [" + "a," * 100_001 + "]", "book.yaml:1: more than 100,000 values; is it the right"),
        ("x: " + "a" * 1_000_000, "book.yaml: larger than 1,000,000 bytes; is it the right file?"),
    ],
)
def test_what_is_no_plain_mapping_is_refused(
    write: Writer, content: str | bytes, said: str
) -> None:
    """Broken, strange and hostile files get a clear error."""
    assert _complaint(write(content)).startswith(said)


def test_a_file_that_is_not_there_is_named(write: Writer) -> None:
    """A wrong path says so."""
    assert _complaint(Path("nowhere.yaml")) == "nowhere.yaml: there is no such file; check the path"


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    """Naming a directory by mistake says so."""
    assert _complaint(tmp_path) == f"{tmp_path}: this is no file; name a YAML file"


def test_a_path_through_a_file_cannot_be_read(write: Writer) -> None:
    """What the system refuses is said with its reason."""
    path = write("name: x\n") / "organisation.yaml"
    assert "cannot be read (Not a directory)" in _complaint(path)


def test_a_byte_order_mark_does_no_harm(write: Writer) -> None:
    """Editors that begin a file with one are fine."""
    assert read_document(write(b"\xef\xbb\xbfname: x\r\n"), Book).name == "x"


def test_a_long_value_is_not_repeated_whole(write: Writer) -> None:
    """A message stays readable whatever was written."""
    said = _complaint(write("name: x\nchapters: [" + "y" * 5000 + "]\n"))
    assert len(said) < 200
    assert "…" in said


@given(st.text(max_size=60))
def test_any_text_ends_in_data_or_in_our_own_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """No input makes the reader fail in a way that is not explained."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        said = read_mapping(path)[1].file
    except ConfigurationError as exc:
        said = str(exc)
    assert str(path) in said
