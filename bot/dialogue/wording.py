"""The wording catalogue: every sentence that the mediator says, a key for each audience.

Entries are data (`flows/wording/en.yaml`), read by the composition root. A template sees the
`reader`, so that times are said in the reader's zone; text that people wrote goes in as a value
and is never read as a template.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from itertools import groupby
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.dialogue import phrasing
from bot.dialogue.content import Block, Bullets, Button, Card, Facts, Heading, Note, Paragraph
from bot.domain.errors import ConfigurationError
from bot.domain.leaks import Reading, read
from bot.domain.people import Person

_MARKS = str.maketrans(dict.fromkeys("“”’–…", " "))  # plain text is read faster
TAKES = {"text", "heading", "note", "facts", "bullets"}


@dataclass(frozen=True)
class Entry:
    """One message: a title and blocks, each a mapping with one key of `TAKES`."""

    title: str
    blocks: tuple[Mapping[str, Any], ...]
    notice: str = "{{ reference }}: there is news"


class Wording:
    """Looks an entry up and says it to one reader. Raises KeyError for an unknown key."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._env = _environment()
        self._entries = entries
        self._compiled: dict[str, Template] = {}
        for key, entry in entries.items():
            self._check(key, entry)

    def _check(self, key: str, entry: Entry) -> None:
        for block in entry.blocks:
            if len(block) != 1 or not set(block) <= TAKES:
                raise ConfigurationError(f"wording {key}: a block is one of {sorted(TAKES)}")
        for text in _texts(entry):
            try:
                values_in(text)
            except ValueError as wrong:
                raise ConfigurationError(f"wording {key}: {wrong}") from wrong

    def prepare(self) -> None:
        """Compile what is compiled at its first use otherwise; in any thread."""
        for entry in self._entries.values():
            for source in _texts(entry):
                self._template(source)

    def keys(self) -> Collection[str]:
        """Every entry there is."""
        return self._entries.keys()

    @cached_property
    def own_words(self) -> Reading:
        """What the catalogue says by itself, without any value: a name in it is a coincidence."""
        sources = (text for entry in self._entries.values() for text in _texts(entry))
        parsed = (self._env.parse(source) for source in sources)
        data = (each.data for tree in parsed for each in tree.find_all(nodes.TemplateData))
        return read("\n".join(data).translate(_MARKS))

    def has(self, key: str) -> bool:
        """True when there is such an entry."""
        return key in self._entries

    def card(
        self, key: str, reader: Person, *, buttons: Sequence[Button] = (), **values: Any
    ) -> Card:
        """The entry as a message to this reader."""
        entry = self._entries[key]
        return Card(
            notice=self._say(entry.notice, reader, values),
            title=self._say(entry.title, reader, values),
            blocks=tuple(self._blocks(entry, reader, values)),
            buttons=tuple(buttons),
        )

    def text(self, key: str, reader: Person, **values: Any) -> str:
        """The entry's blocks as plain text that a person may edit before it goes out."""
        return "\n\n".join(
            plain(block) for block in self._blocks(self._entries[key], reader, values)
        )

    def line(self, key: str, reader: Person, **values: Any) -> str:
        """The entry's title: one sentence."""
        return self._say(self._entries[key].title, reader, values)

    def _blocks(self, entry: Entry, reader: Person, values: Mapping[str, Any]) -> list[Block]:
        made = (self._block(block, reader, values) for block in entry.blocks)
        return [block for block in made if block is not None]

    def _block(
        self, block: Mapping[str, Any], reader: Person, values: Mapping[str, Any]
    ) -> Block | None:
        ((kind, source),) = block.items()
        if kind == "facts":
            rows = ((label, self._say(text, reader, values)) for label, text in source.items())
            told = tuple((label, text) for label, text in rows if text)
            return Facts(told) if told else None
        if kind == "bullets":
            items = (
                values[source]
                if isinstance(source, str)
                else (self._say(text, reader, values) for text in source)
            )
            shown = tuple(text for text in items if text)
            return Bullets(shown) if shown else None
        text = self._say(source, reader, values)
        if not text:
            return None
        if kind == "heading":
            return Heading(text)
        return Note(text) if kind == "note" else Paragraph(text)

    def _say(self, source: str, reader: Person, values: Mapping[str, Any]) -> str:
        return self._template(source).render(reader=reader, **values).strip()

    def _template(self, source: str) -> Template:
        if source not in self._compiled:  # at its first use: the start need not wait for all
            self._compiled[source] = self._env.from_string(source)
        return self._compiled[source]


@cache
def values_in(source: str) -> frozenset[str]:
    """The names of the values that a template asks for.

    Raises:
        ValueError: it is no template; says what is wrong.
    """
    if "{" not in source:
        return frozenset()
    environment = _environment()
    try:
        environment.from_string(source)  # unknown filters show only when it is compiled
        return frozenset(meta.find_undeclared_variables(environment.parse(source)))
    except TemplateError as wrong:
        raise ValueError(str(wrong)) from wrong


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["moment"] = _moment
    environment.filters["day"] = _day
    environment.filters["listed"] = _listed
    return environment


def _texts(entry: Entry) -> list[str]:
    texts = [entry.title, entry.notice]
    for block in entry.blocks:
        for kind, source in block.items():
            if isinstance(source, Mapping):
                texts += source.values()
            elif not isinstance(source, str):
                texts += source
            elif kind != "bullets":  # there, a string names a value that is a list
                texts.append(source)
    return texts


def plain(block: Block) -> str:
    """A block as lines of plain text."""
    match block:
        case Facts():
            return "\n".join(f"{label}: {value}" for label, value in block.rows)
        case Bullets():
            marks = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
            return "\n".join(
                f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True)
            )
        case _:
            return block.text


def blocks_of(text: str) -> tuple[Block, ...]:
    """Text that a person edited, as blocks again: paragraphs, and lines with "- " as a list."""
    blocks: list[Block] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in part.split("\n") if line.strip()]
        for is_list, group in groupby(lines, key=_is_point):
            if is_list:
                blocks.append(Bullets(tuple(line.lstrip()[2:] for line in group)))
            else:
                blocks.append(Paragraph("\n".join(group)))
    return tuple(blocks)


def _is_point(line: str) -> bool:
    return bool(line.lstrip().startswith("- ") and line.lstrip()[2:].strip())


@pass_context
def _moment(context: Context, at: datetime) -> str:
    return phrasing.moment_for(context["reader"], at)


@pass_context
def _day(context: Context, at: datetime) -> str:
    return phrasing.day_for(context["reader"], at)


@pass_context
def _listed(context: Context, items: Sequence[str]) -> str:
    return phrasing.listed(items, context["reader"].language)
