"""The sentences of a text, word by word, with what stands in quotation marks kept apart.

One pass; no expression here can backtrack, so time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Word:
    """A word as it is compared; `doesn't` is two, `does` and `not`, in one place."""

    plain: str  # small letters
    start: int
    end: int
    shouted: bool  # in capitals


@dataclass
class Sentence:
    """What stands between two ends of a sentence."""

    words: list[Word] = field(default_factory=list)  # the writer's own
    all_words: list[Word] = field(default_factory=list)  # with what is quoted
    marks: tuple[int, int] | None = None  # where three or more ! or ? stand together


_APOSTROPHE = "\u2019"  # the curved one, which also closes a quotation
_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:['\u2019][^\W_]+)*)|[.!?…;\n]+")
_MARKS = re.compile(r"[!?]{3,}")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")

# What opens and what closes a quotation. An apostrophe opens nothing inside a word and closes
# nothing before a letter; " after a digit is inches.
_QUOTES = tuple(
    (re.compile(opens), re.compile(closes))
    for opens, closes in (
        ("“", "”"),
        ("„", "[“”]"),
        ("«", "»"),
        ("\u2039", "\u203a"),
        ("\u2018", r"\u2019(?!\w)"),
        (r'(?<!\w)"(?=\S)', r'(?<=\S)"(?!\w)'),
        (r"(?<!\w)'(?=\S)", r"(?<=\S)'(?!\w)"),
    )
)

_ENDINGS = {"s": "is", "m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_TAKES_IS = frozenset(("he", "she", "it", "that", "who", "what", "there", "everyone", "nobody"))
_SHORTENED = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
}


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, the empty ones left out."""
    quotes = iter(_quoted(text))
    quote = next(quotes, None)
    now = Sentence()
    for token in _TOKEN.finditer(text):
        while quote and quote[1] <= token.start():
            quote = next(quotes, None)
        inside = quote is not None and quote[0] < token.start()
        if token["word"]:
            words = _words(token)
            now.all_words += words
            now.words += [] if inside else words
            continue
        if inside and quote and token.end() < quote[1] - 1:
            continue  # an end inside of what is quoted ends nothing outside
        marks = None if inside else _MARKS.search(text, token.start(), token.end())
        now.marks = marks.span() if marks else None
        yield now
        now = Sentence()
    yield now


def _words(token: re.Match[str]) -> list[Word]:
    written = token[0]
    start, end, shouted = token.start(), token.end(), written.isupper()
    return [Word(plain, start, end, shouted) for plain in _expanded(written)]


def _expanded(written: str) -> Sequence[str]:
    """`doesn't` as two words, `he's` too; a name's `'s` stays: it may be its owner's."""
    plain = written.casefold().replace(_APOSTROPHE, "'")
    if plain in _SHORTENED:
        return _SHORTENED[plain]
    if plain.endswith("n't"):
        return (plain[:-3], "not")
    stem, _, ending = plain.rpartition("'")
    if not stem or ending not in _ENDINGS or (ending == "s" and stem not in _TAKES_IS):
        return (plain,)
    return (stem, _ENDINGS[ending])


def _quoted(text: str) -> list[tuple[int, int]]:
    """Where quotations stand, in order; one is never longer than its paragraph."""
    spans = sorted(
        (paragraph.start() + begin, paragraph.start() + end)
        for paragraph in _PARAGRAPH.finditer(text)
        for begin, end in _quoted_in(paragraph[0])
    )
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and begin < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _quoted_in(paragraph: str) -> Iterator[tuple[int, int]]:
    for opens, closes in _QUOTES:
        ends = (found.end() for found in closes.finditer(paragraph))
        end = 0
        for found in opens.finditer(paragraph):
            if found.start() < end:
                continue  # inside the one before
            end = next((place for place in ends if place > found.end()), 0)
            if not end:
                break
            yield found.start(), end
