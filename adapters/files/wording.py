"""The wording catalogue that people edit: flows/wording/en.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    RootModel,
    Tag,
    model_validator,
)

from adapters.files.documents import read_document
from bot.dialogue.wording import Entry, Wording, values_in

_KINDS = "text, heading, note, facts, bullets"
_IN_NOTICES = "reference"  # all that a notification may name: it lights up on locked screens


def load_wording(path: Path) -> Wording:
    """Every message in a file, ready to be said.

    Raises:
        ConfigurationError: a line for each problem, with what to write instead.
    """
    file = read_document(path, _File)
    return Wording({key: message.entry() for key, message in file.root.items()})


def _template(text: str) -> str:
    try:
        values_in(text)
    except ValueError as wrong:
        raise ValueError(
            f"is no template: {wrong}; a value is written {{{{ like_this }}}}, "
            "and may be followed by | moment, | day or | listed"
        ) from wrong
    return text


def _notice(text: str) -> str:
    if said := values_in(_template(text)) - {_IN_NOTICES}:
        raise ValueError(
            f"a notification may not tell {', '.join(sorted(said))}; "
            f"write neutral words, and no other value than {{{{ {_IN_NOTICES} }}}}"
        )
    return text


def _value_name(text: str) -> str:
    if not text.isidentifier():
        raise ValueError(
            f"{text!r} is no value's name; write the name of a list, or the points as a list"
        )
    return text


def _shape(bullets: Any) -> str:
    return "name" if isinstance(bullets, str) else "points"


_Template = Annotated[str, AfterValidator(_template)]
_Points = Annotated[
    Annotated[str, AfterValidator(_value_name), Tag("name")]
    | Annotated[tuple[_Template, ...], Tag("points")],
    Discriminator(_shape),
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Block(_Strict):
    text: _Template = ""
    heading: _Template = ""
    note: _Template = ""
    facts: Mapping[str, _Template] = {}
    bullets: _Points = ()

    @model_validator(mode="after")
    def _says_one_thing(self) -> _Block:
        if len(self.written) != 1:
            raise ValueError(f"a block is one thing; write one of: {_KINDS}")
        return self

    @property
    def written(self) -> Mapping[str, Any]:
        return {name: getattr(self, name) for name in self.model_fields_set}


class _Message(_Strict):
    title: _Template
    notice: Annotated[str, AfterValidator(_notice)] | None = None
    blocks: tuple[_Block, ...] = ()

    def entry(self) -> Entry:
        blocks = tuple(block.written for block in self.blocks)
        if self.notice is None:
            return Entry(title=self.title, blocks=blocks)
        return Entry(title=self.title, blocks=blocks, notice=self.notice)


class _File(RootModel[Mapping[str, _Message]]):
    """Messages by their keys: "opened.client"."""
