"""Finds what an audience may not know in a text that somebody edited for it.

Names and passages are compared word by word, without case, accents, punctuation or invisible
characters, so that neither a line break nor a zero-width space hides one. A passage counts from
five consecutive words on; a shorter one counts whole. A text without spaces between its words
(Chinese, Thai) is one word here. Time grows with the length of what is read, not with its square.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from re import compile as pattern
from typing import NamedTuple

from bot.domain.disclosure import Field
from bot.domain.namelike import NOBODY, Kind, Place, kind

RUN = 5  # this many consecutive words of a passage give it away
_LONGEST_NAME = 8  # words; what is longer is looked for as a passage
_SHOWN = 12  # words of a long find that its message repeats


class SecretKind(StrEnum):
    """How a secret is looked for."""

    NAME = "name"  # or a few words that describe somebody: whole, and each part that is a name
    PASSAGE = "passage"  # any run of it


@dataclass(frozen=True)
class Secret:
    """Something that the audience of a text may not learn from it."""

    kind: SecretKind
    text: str
    field: Field
    reason: str  # a sentence: why this audience may not know it


@dataclass(frozen=True)
class Leak:
    """A place in a text that gives a secret away."""

    found: str  # as it stands in the text
    secret: Secret
    message: str  # what to take out, and why


def leaks(text: str, *, secrets: Sequence[Secret], known: Sequence[str] = ()) -> tuple[Leak, ...]:
    """What of `secrets` the text gives away, in the order of the text, each find once.

    `known` is what the audience has already, names included: words that stand there too give
    nothing away, so a first name that a known person shares counts only beside its surname.
    """
    return Guard(secrets, known=known).leaks(text)


class Guard:
    """Secrets made ready to be looked for: once, for as many texts as there are."""

    def __init__(self, secrets: Sequence[Secret], *, known: Sequence[str] = ()) -> None:
        self._names, self._passages = _sought(_names(secrets)), _sought(_passages(secrets))
        self.let_pass(known)

    def let_pass(self, known: Sequence[str]) -> None:
        """What stands in these texts is known as well, and gives nothing away from now on."""
        for other in known if self._names.needles or self._passages.needles else ():
            reading = read(other)
            self._names = _without(self._names, reading)
            self._passages = _without(self._passages, reading)

    def leaks(self, text: str | Reading) -> tuple[Leak, ...]:
        """What the text gives away, in its order, each find once."""
        if not self._names.needles and not self._passages.needles:
            return ()
        reading = read(text) if isinstance(text, str) else text
        named, runs = _named(reading, self._names), _runs(reading, self._passages)
        places = dict.fromkeys(
            (hit.secret, reading.between(hit.first, hit.last))
            for hit in sorted((*named, *runs), key=_place)
        )
        return tuple(Leak(place, secret, _message(place, secret)) for secret, place in places)


class Reading(NamedTuple):
    """A text taken apart into its words, to be looked through by several guards."""

    text: str
    words: Sequence[_Word]
    folded: tuple[str, ...]

    def between(self, first: int, last: int) -> str:
        """From one word to another, as it stands in the text."""
        return self.text[self.words[first].start : self.words[last].end]


def read(text: str) -> Reading:
    """Take a text apart."""
    words = _words(text)
    return Reading(text, words, tuple(word.folded for word in words))


class _Word(NamedTuple):
    folded: str
    start: int  # in the text as it was written
    end: int


class _Needle(NamedTuple):
    secret: Secret
    kind: Kind = Kind.NAME


class _Hit(NamedTuple):
    first: int  # index of its first word
    last: int
    key: tuple[str, ...]
    secret: Secret
    kind: Kind


_Needles = dict[tuple[str, ...], _Needle]


class _Sought(NamedTuple):
    needles: _Needles
    lengths: Sequence[int]  # of the needles, the longest first


def _sought(needles: _Needles) -> _Sought:
    return _Sought(needles, sorted({len(key) for key in needles}, reverse=True))


def _names(secrets: Iterable[Secret]) -> _Needles:
    """Whole names, and their parts: `Ana`, `Uy` and `Uy Ana` beside `Ana Uy`."""
    needles: _Needles = {}
    for secret in secrets:
        if secret.kind is SecretKind.NAME and len(_folded(secret.text)) <= _LONGEST_NAME:
            for key, sure in _parts(secret.text):
                known = needles.get(key)
                if known is None or sure.value < known.kind.value:  # the surer reading counts
                    needles[key] = _Needle(secret, sure)
    return needles


def _parts(name: str) -> Iterator[tuple[tuple[str, ...], Kind]]:
    """What of a name is looked for, and how surely it is one."""
    parts = [(_folded(piece), _written(piece)) for piece in name.split()]
    parts = [(words, written) for words, written in parts if words]
    telling = [part for part in parts if _tells(part[0])]
    if not telling:
        return
    describes = any(written[:1].islower() and words[0] not in NOBODY for words, written in parts)
    whole = tuple(word for words, _ in parts for word in words)
    if len(whole) > 1:
        yield whole, Kind.NAME
        if not describes:
            yield (*parts[-1][0], *(w for words, _ in parts[:-1] for w in words)), Kind.NAME
    for words, written in telling:
        opens = describes and words is parts[0][0]
        sure = kind(words[0], written=written, opens_description=opens)
        if len(words) == 1 or sure is not Kind.SMALL:
            yield words, sure


def _tells(words: tuple[str, ...]) -> bool:
    """Initials, particles (`de`), titles (`Ms`) and jobs name nobody by themselves."""
    return not all(word in NOBODY or len(word) == 1 for word in words)


def _written(piece: str) -> str:
    """A piece of a name from its first letter on: `(Ana` is `Ana`."""
    found = _WORD.search(piece)
    return piece[found.start() :] if found else ""


def _passages(secrets: Iterable[Secret]) -> _Needles:
    needles: _Needles = {}
    for secret in secrets:
        words = _folded(secret.text)
        if secret.kind is SecretKind.NAME and len(words) <= _LONGEST_NAME:
            continue
        length = min(RUN, len(words))
        if length < 2:
            continue  # a single word is anybody's
        for start in range(len(words) - length + 1):
            needles.setdefault(words[start : start + length], _Needle(secret))
    return needles


def _without(sought: _Sought, reading: Reading) -> _Sought:
    known = {hit.key for hit in _hits(reading, sought)}
    if not known:
        return sought
    return _sought({key: one for key, one in sought.needles.items() if key not in known})


def _hits(reading: Reading, sought: _Sought) -> Iterator[_Hit]:
    """Every place where a needle stands, the longest first at each word."""
    folded = reading.folded
    for first in range(len(folded)) if sought.needles else ():
        for length in sought.lengths:
            key = folded[first : first + length]
            if len(key) == length and key in sought.needles:
                yield _Hit(first, first + length - 1, key, *sought.needles[key])


def _named(reading: Reading, names: _Sought) -> Iterator[_Hit]:
    """Names, each place once: `Ana Uy` is not found again as `Ana` and as `Uy`."""
    after = 0
    for hit in _hits(reading, names):
        if hit.first < after:
            continue
        if hit.first < hit.last or _at(reading, hit.first).names_somebody(hit.kind):
            after = hit.last + 1
            yield hit


def _at(reading: Reading, index: int) -> Place:
    text, words = reading.text, reading.words
    word = words[index]
    before = words[index - 1] if index else None
    return Place(
        word=word.folded,
        written=text[word.start : word.end],
        before=before.folded if before else "",
        gap=text[before.end : word.start] if before else "\n",
        after=words[index + 1].folded if index + 1 < len(words) else "",
    )


def _runs(reading: Reading, passages: _Sought) -> Iterator[_Hit]:
    """Overlapping finds of one passage, joined."""
    run: _Hit | None = None
    for hit in _hits(reading, passages):
        if run and hit.secret is run.secret and hit.first <= run.last:
            run = run._replace(last=max(run.last, hit.last))
            continue
        if run:
            yield run
        run = hit
    if run:
        yield run


def _place(hit: _Hit) -> tuple[int, int]:
    return hit.first, hit.last


def _message(found: str, secret: Secret) -> str:
    words = found.split()
    shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
    return f"Take out “{shown}”. {secret.reason}"


_VOWEL_SIGNS = "\u0900-\u0963\u0971-\u0dff\u0e31-\u0eff\u102b-\u103e\u17b6-\u17d3"  # inside words
_WORD = pattern(rf"(?:[^\W_]|[{_VOWEL_SIGNS}])+")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # letters without ink
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)


def _folded(text: str) -> tuple[str, ...]:
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple(word.folded for word in _words(text))


def _words(text: str) -> list[_Word]:
    """The words of a text: letters and digits only, folded, with their places in it."""
    if text.isascii():
        return [_Word(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    folded, places = [], []
    for place, char in enumerate(text):
        plain = _fold(char)
        folded.append(plain)
        places.extend([place] * len(plain))
    places.append(len(text))
    return [
        _Word(m[0], places[m.start()], places[m.end() - 1] + 1)
        for m in _WORD.finditer("".join(folded))
    ]


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """A character without case, accents and compatibility forms; "" when it has no ink."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(filter(_has_ink, letters)).translate(_PLAIN)


def _has_ink(char: str) -> bool:
    return not (
        unicodedata.combining(char)
        or unicodedata.category(char) == "Cf"
        or "\ufe00" <= char <= "\ufe0f"  # variation selectors
        or char in _INVISIBLE
    )
