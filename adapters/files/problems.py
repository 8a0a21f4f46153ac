"""What is wrong with a file, said with its line and with what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from bot.domain.errors import ConfigurationError

Location = tuple[str | int, ...]
"""The keys and positions that lead to a value: ("people", 2, "email")."""

_SHOWN = 60  # characters of a wrong value that a message repeats


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong at one place."""

    where: Location
    text: str


@dataclass(frozen=True)
class Lines:
    """Where the values of one file were written."""

    file: str
    at: Mapping[Location, int]  # counted from 1; a value in a mapping has its key's line

    def of(self, where: Location) -> int:
        """The line of a value; of what is missing, the line of what should hold it."""
        while where and where not in self.at:
            where = where[:-1]
        return self.at.get(where, 1)

    def error(self, problems: Iterable[Problem]) -> ConfigurationError:
        """All problems in one error, a line each, in the order of the file."""
        ordered = sorted(problems, key=lambda problem: self.of(problem.where))
        return ConfigurationError("\n".join(self._sentence(problem) for problem in ordered))

    def _sentence(self, problem: Problem) -> str:
        place = f"{self.file}:{self.of(problem.where)}"
        path = _path(problem.where)
        return f"{place}: {path}: {problem.text}" if path else f"{place}: {problem.text}"


def _path(where: Location) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return "".join(parts).removeprefix(".")


def shown(value: object) -> str:
    """A wrong value as a message repeats it: in quotes, as YAML writes it, never at length."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return str(value)


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """A question that names the option closest to `word`, whatever its case, or nothing."""
    by_fold = {option.casefold(): option for option in options}
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return f"did you mean {by_fold[close[0]]}? " if close else ""
