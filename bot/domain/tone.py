"""Asks for the fact behind a verdict or an insult; gently, and at most three times a text.

The patterns are data (flows/policy/tone.yaml). What stands in quotation marks is what somebody
said, and is never judged. A sentence that reports harm, harassment or a crime is left as it is:
such a report must not be softened.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.domain.cues import LONGEST, Cue, CueIndex
from bot.domain.sentences import Sentence, Word, sentences

AT_MOST = 3


class Shape(StrEnum):
    """What is seen in how a sentence is written, not in its words."""

    CAPITALS = "capitals"  # several words in capitals
    MARKS = "marks"  # !!! or ???


@dataclass(frozen=True)
class Example:
    """A draft that shows a pattern, and the same said as fact."""

    draft: str
    rewrite: str


@dataclass(frozen=True)
class Pattern:
    """One way in which a text judges instead of saying what was seen or heard."""

    name: str
    why: str
    move: str  # what to write instead
    ask: str  # a gentle question
    source: str
    cues: tuple[Cue, ...] = ()
    unless: tuple[Cue, ...] = ()  # words that one of these covers are no cue
    shapes: tuple[Shape, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Remark:
    """A question about one place in a text."""

    pattern: str
    found: str  # as it stands in the text
    why: str
    ask: str


@dataclass(frozen=True)
class _Find:
    pattern: Pattern
    start: int
    end: int

    def meets(self, other: _Find) -> bool:
        """True when both speak of the same place."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Tone:
    """The patterns to ask about, and the reports to leave alone."""

    patterns: tuple[Pattern, ...] = ()
    left_alone: tuple[Cue, ...] = ()  # words of harm, harassment and crime

    def remarks(self, text: str) -> tuple[Remark, ...]:
        """At most three questions, each on another pattern and place, in the order of the text."""
        asked: dict[str, _Find] = {}
        for sentence in sentences(text):
            for find in self._finds(sentence, asked):
                if find.pattern.name not in asked and not any(map(find.meets, asked.values())):
                    asked[find.pattern.name] = find
            if len(asked) >= AT_MOST:
                break
        found = sorted(asked.values(), key=lambda find: find.start)[:AT_MOST]
        return tuple(
            Remark(f.pattern.name, text[f.start : f.end], f.pattern.why, f.pattern.ask)
            for f in found
        )

    def _finds(self, sentence: Sentence, asked: Container[str]) -> Iterator[_Find]:
        """What may be asked about in a sentence; patterns in `asked` need no second look."""
        if self._is_left_alone(sentence.all_words):
            return
        yield from self._worded(sentence.words, asked)
        yield from self._in_capitals(sentence.words)
        if sentence.marks:
            yield from self._shaped(Shape.MARKS, *sentence.marks)

    def _is_left_alone(self, words: Sequence[Word]) -> bool:
        return any(any(self._harms.at(words, place)) for place in range(len(words)))

    def _worded(self, words: Sequence[Word], asked: Container[str]) -> Iterator[_Find]:
        for place in range(len(words)):
            for cue, pattern in self._cues.at(words, place):
                last = place + len(cue.slots) - 1
                if pattern.name not in asked and not _excused(
                    pattern, words, first=place, last=last
                ):
                    yield _Find(pattern, words[place].start, words[last].end)

    def _in_capitals(self, words: Sequence[Word]) -> Iterator[_Find]:
        """Three words in capitals in a row, two of them longer than abbreviations mostly are."""
        begin = 0
        for place in range(len(words) + 1):
            if place < len(words) and words[place].shouted:
                continue
            run = words[begin:place]
            if len(run) >= 3 and sum(len(word.plain) > 3 for word in run) >= 2:
                yield from self._shaped(Shape.CAPITALS, run[0].start, run[-1].end)
            begin = place + 1

    def _shaped(self, shape: Shape, start: int, end: int) -> Iterator[_Find]:
        for pattern in self.patterns:
            if shape in pattern.shapes:
                yield _Find(pattern, start, end)

    @cached_property
    def _cues(self) -> CueIndex[Pattern]:
        return CueIndex((cue, pattern) for pattern in self.patterns for cue in pattern.cues)

    @cached_property
    def _harms(self) -> CueIndex[None]:
        return CueIndex((cue, None) for cue in self.left_alone)


def _excused(pattern: Pattern, words: Sequence[Word], *, first: int, last: int) -> bool:
    return any(
        cue.stands(words, begin) and begin + len(cue.slots) > last
        for cue in pattern.unless
        for begin in range(max(0, first - LONGEST + 1), first + 1)
    )
