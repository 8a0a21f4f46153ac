"""YAML as plain data with line numbers.

Only what people write by hand is taken: mappings with text keys, lists, text, numbers, true, false
and null. Words such as `no`, `on` and `2026-11-23` stay text, as in YAML 1.2: a language `no` and
a province `ON` are not switches. Tags and aliases are refused: the first run code elsewhere, the
second let a small file grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import yaml
from yaml import events

from adapters.files.problems import Lines, Location, Problem, shown
from bot.domain.errors import ConfigurationError

_MAX_BYTES = 1_000_000
_MAX_VALUES = 100_000
_MAX_DEPTH = 24

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # the first is 10x faster

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")  # 007 and longer numbers are names: text
_DECIMAL = re.compile(r"[-+]?[0-9]{1,17}\.[0-9]{1,17}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def read_mapping(path: Path) -> tuple[dict[str, object], Lines]:
    """The file's mapping, and where each value in it was written.

    Raises:
        ConfigurationError: it cannot be read, or is no YAML mapping; says where and what to do.
    """
    text = _text(path)
    try:
        return _mapping(text, str(path))
    except yaml.YAMLError as exc:
        raise _unreadable(exc, str(path)) from exc


def _text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise ConfigurationError(f"{path}: this is no file; name a YAML file")
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except FileNotFoundError as exc:
        raise ConfigurationError(f"{path}: there is no such file; check the path") from exc
    except OSError as exc:
        reason = exc.strerror or "unknown reason"
        raise ConfigurationError(f"{path}: cannot be read ({reason}); check its rights") from exc
    if len(content) > _MAX_BYTES:
        raise ConfigurationError(f"{path}: larger than {_MAX_BYTES:,} bytes; is it the right file?")
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = content.count(b"\n", 0, exc.start) + 1
        raise ConfigurationError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from exc
    if bad := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise ConfigurationError(
            f"{path}:{line}: holds the control character U+{ord(bad[0]):04X}; remove it"
        )
    return text


def _mapping(text: str, file: str) -> tuple[dict[str, object], Lines]:
    stream = iter(yaml.parse(text, Loader=_LOADER))
    next(stream)  # the stream's start
    if isinstance(next(stream), events.StreamEndEvent):
        raise ConfigurationError(f"{file}: is empty; write `key: value` lines")
    builder = _Builder(stream, file)
    value = builder.value(())
    next(stream)  # the document's end
    lines = Lines(file, builder.lines)
    if not isinstance(next(stream), events.StreamEndEvent):
        raise ConfigurationError(f"{file}: holds a second document after `---`; keep one")
    if value is None:
        raise ConfigurationError(f"{file}: is empty; write `key: value` lines")
    if builder.problems:
        raise lines.error(builder.problems)
    if not isinstance(value, dict):
        raise lines.error([Problem((), "the file must be a mapping; write `key: value` lines")])
    return value, lines


def _unreadable(exc: yaml.YAMLError, file: str) -> ConfigurationError:
    mark = getattr(exc, "problem_mark", None)
    reason = getattr(exc, "problem", None) or getattr(exc, "reason", None) or "unreadable"
    place = f"{file}:{mark.line + 1}" if mark else file
    return ConfigurationError(
        f"{place}: not valid YAML ({reason}); check the indentation (spaces, no tabs), "
        "the brackets, and put text that holds ': ' or ' #' in quotes"
    )


class _Builder:
    """Builds the data of one document from the parser's events."""

    def __init__(self, stream: Iterator[events.Event], file: str) -> None:
        self._stream = stream
        self._file = file
        self._count = 0
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []

    def value(self, where: Location) -> object:
        return self._from(next(self._stream), where)

    def _from(self, event: events.Event, where: Location) -> object:
        self.lines.setdefault(where, _line(event))
        self._guard(event, where)
        match event:
            case events.ScalarEvent():
                plain = event.implicit[0]
                return _scalar(event.value) if plain else event.value
            case events.SequenceStartEvent():
                return self._list(where)
            case _:
                return self._dict(where)

    def _guard(self, event: events.Event, where: Location) -> None:
        self._count += 1
        if isinstance(event, events.AliasEvent):
            self._stop(event, f"the alias *{event.anchor} is not supported; write the value out")
        if (tag := getattr(event, "tag", None)) is not None:
            self._stop(event, f"the tag {shown(tag)} is not supported; remove it")
        if len(where) > _MAX_DEPTH:
            self._stop(event, f"nested more than {_MAX_DEPTH} deep; close the brackets")
        if self._count > _MAX_VALUES:
            self._stop(event, f"more than {_MAX_VALUES:,} values; is it the right file?")

    def _stop(self, event: events.Event, text: str) -> NoReturn:
        raise ConfigurationError(f"{self._file}:{_line(event)}: {text}")

    def _list(self, where: Location) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self._stream), events.SequenceEndEvent):
            items.append(self._from(event, (*where, len(items))))
        return items

    def _dict(self, where: Location) -> dict[str, object]:
        entries: dict[str, object] = {}
        while not isinstance(event := next(self._stream), events.MappingEndEvent):
            if not isinstance(event, events.ScalarEvent):
                self._stop(event, "a key must be text; put text that begins with { or [ in quotes")
            place = (*where, event.value)
            if event.value in entries:
                first = self.lines[place]
                self.problems.append(
                    Problem(place, f"is written twice (first in line {first}); keep one")
                )
            self.lines[place] = _line(event)
            entries[event.value] = self.value(place)
        return entries


def _line(event: events.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(text: str) -> object:
    """A plain scalar as YAML 1.2's core schema reads it, numbers in decimal only."""
    if text.lower() in _WORDS and text in (text.lower(), text.title(), text.upper()):
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
