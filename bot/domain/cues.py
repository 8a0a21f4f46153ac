"""Cues: short rows of words that people write down to be looked for, word by word.

There is no expression in them that could backtrack: looking for any number of cues takes time that
grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, Self, TypeVar

from bot.domain.sentences import Word

LONGEST = 8  # words in a cue

T = TypeVar("T")


@dataclass(frozen=True)
class Cue:
    """A row of words; each slot lists what may stand there, `*` for any ending."""

    slots: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, text: str) -> tuple[Self, ...]:
        """The cues that a notation stands for: `he/she is so/very? difficult` makes two.

        Raises:
            ValueError: says what is wrong with it and what to write.
        """
        written = text.split()
        if not 0 < len(written) <= LONGEST:
            raise ValueError(f"{text!r} has {len(written)} words; write 1 to {LONGEST}")
        if all(word.endswith("?") for word in written):
            raise ValueError(f"{text!r} may be nothing at all; leave one word without ?")
        made = product(*(_choices(word) for word in written))
        return tuple(cls(tuple(slot for slot in chosen if slot)) for chosen in made)

    def stands(self, words: Sequence[Word], at: int) -> bool:
        """True when the words from `at` on are this cue."""
        if at > len(words) - len(self.slots):
            return False
        for index, slot in enumerate(self.slots):
            plain = words[at + index].plain
            if plain not in slot and not any(_begins(plain, choice) for choice in slot):
                return False
        return True


class CueIndex(Generic[T]):
    """Cues by how their first word begins, each with what it stands for."""

    def __init__(self, cues: Iterable[tuple[Cue, T]]) -> None:
        self._whole: dict[str, list[tuple[Cue, T]]] = {}
        self._begun: dict[str, list[tuple[Cue, T]]] = {}  # harass*
        for cue, meaning in cues:
            for choice in cue.slots[0]:
                home, key = self._whole, choice
                if choice.endswith("*"):
                    home, key = self._begun, choice[:-1]
                home.setdefault(key, []).append((cue, meaning))
        self._lengths = sorted({len(key) for key in self._begun})

    def at(self, words: Sequence[Word], place: int) -> Iterator[tuple[Cue, T]]:
        """The cues that begin at this word."""
        plain = words[place].plain
        some: Sequence[tuple[Cue, T]] = self._whole.get(plain, ())
        for length in self._lengths:
            if begun := self._begun.get(plain[:length]):
                some = (*some, *begun)
        return (entry for entry in some if entry[0].stands(words, place))


def _choices(word: str) -> tuple[tuple[str, ...], ...]:
    """What may stand in a slot; an optional one may also be left out."""
    optional = word.endswith("?")
    choices = tuple(word.removesuffix("?").split("/"))
    for choice in choices:
        letters = choice.removesuffix("*")
        if choice != "*" and (not letters.isalnum() or letters != letters.casefold()):
            raise ValueError(
                f"{choice!r} is no word of a cue; write small letters, / between choices, "
                "? after what may be left out, * for any ending (does not, for doesn't)"
            )
    return ((), choices) if optional else (choices,)


def _begins(word: str, choice: str) -> bool:
    return choice.endswith("*") and word.startswith(choice[:-1])
