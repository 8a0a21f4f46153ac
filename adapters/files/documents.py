"""A file that operators write, as a typed model: all that is wrong with it is said at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from adapters.files.problems import Lines, Location, Problem, did_you_mean, shown
from adapters.files.yaml_source import read_mapping

__all__ = ["read_document", "read_mapping"]

M = TypeVar("M", bound=BaseModel)

_TEXT = 'must be text, not {0}; write it in quotes: "…"'
_MAPPING = "must be a mapping, not {0}; write `key: value` lines"
_LIST = "must be a list, not {0}; write [a, b] or a line `- …` for each"
_WHOLE = "must be a whole number, not {0}; write one such as 12"
_NUMBER = "must be a number, not {0}; write one such as 0.5"
_SWITCH = "must be true or false, not {0}; write one of the two"
_INSTEAD = {  # by the kinds of error that pydantic tells apart
    "string_type": _TEXT,
    **dict.fromkeys(("model_type", "dict_type", "mapping_type"), _MAPPING),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), _LIST),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _SWITCH),
}


def read_document(path: Path, model: type[M]) -> M:
    """The YAML file as a `model`, which should forbid extra keys.

    A validator of the model raises ValueError with what to write instead.

    Raises:
        ConfigurationError: a line for each problem, `organisation.yaml:12: people[2].email: …`.
    """
    return read_with_lines(path, model)[0]


def read_with_lines(path: Path, model: type[M]) -> tuple[M, Lines]:
    """As `read_document`, with the lines that later checks name."""
    data, lines = read_mapping(path)
    try:
        return model.model_validate(data), lines
    except ValidationError as exc:
        raise lines.error(_problem(error, lines, model) for error in exc.errors()) from exc


def _problem(error: ErrorDetails, lines: Lines, model: type[BaseModel]) -> Problem:
    where = _written(error["loc"], lines)
    if error["type"] == "missing":
        key = error["loc"][-1]
        return Problem((*where, key), f"is missing; write `{key}: …`")
    if error["type"] == "extra_forbidden":
        return Problem(where, _unknown_key(str(where[-1]), _known_keys(model, where[:-1])))
    return Problem(where, _text(error))


def _written(location: Location, lines: Lines) -> Location:
    """Pydantic's location as it stands in the file.

    Pydantic adds the names of a union's members, and has numbers for keys that were read as such.
    """
    where: Location = ()
    for part in location:
        for written in (part, str(part)):
            if (*where, written) in lines.at:
                where = (*where, written)
                break
    return where


def _text(error: ErrorDetails) -> str:
    kind, value = error["type"], shown(error["input"])
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if error["input"] is None and kind.endswith("_type"):
        return "is empty; write a value, or leave the line out"
    if kind in ("enum", "literal_error"):
        options = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        hint = did_you_mean(str(error["input"]), options.split(", "))
        return f"{value} is unknown; {hint}write one of: {options}"
    if kind in _INSTEAD:
        return _INSTEAD[kind].format(value)
    return f"{value} does not fit: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _unknown_key(key: str, known: list[str]) -> str:
    return f"unknown key; {did_you_mean(key, known)}write one of: {', '.join(known)}"


def _known_keys(model: type[BaseModel], where: Location) -> list[str]:
    """The keys that may stand at a place, of all models that may."""
    root: Any = model.model_fields["root"].annotation if issubclass(model, RootModel) else model
    models = list(_models_in(root))
    for part in where:
        fields = [field for each in models for key, field in _fields(each) if key == part]
        models = [inner for field in fields for inner in _models_in(field.annotation)] or models
    return list(dict.fromkeys(key for each in models for key, _ in _fields(each)))


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    return ((field.alias or name, field) for name, field in model.model_fields.items())


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
