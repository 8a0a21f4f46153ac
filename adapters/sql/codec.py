"""Our frozen dataclasses as JSON and back, for what is stored sealed: content, state, events.

A dataclass is written with its name, so that a union of alike ones (a day, a moment) is read back
as what it was; what was added since reads as its default, what was dropped is passed over.
Functions (`shown_if`) are not data: they are left out, and what is read has None in their place.
Not pydantic: it refuses a lone surrogate, which people can send, and cannot tell alike dataclasses
apart that carry no tag.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from bot.dialogue.fields import Value

_NAME = "is"


def dumps(value: object) -> bytes:
    """JSON, in ASCII."""
    return json.dumps(_plain(value), separators=(",", ":")).encode("ascii")


def loads(kind: Any, raw: bytes) -> Any:
    """What `dumps` wrote, as the annotation `kind` says; the caller knows its type."""
    return _build(kind, json.loads(raw))


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case AbstractSet():
            return sorted(_plain(item) for item in value)
        case Sequence():
            return [_plain(item) for item in value]
        case _:
            return _record(value)


def _record(value: Any) -> Mapping[str, Any]:
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} cannot be stored")
    stored = {f.name: getattr(value, f.name) for f in fields(value)}
    plain = {name: _plain(item) for name, item in stored.items() if not callable(item)}
    return {_NAME: type(value).__name__, **plain}


def _build(kind: Any, data: Any) -> Any:
    if kind in (Any, Value):
        return data
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if data is None else _build(_member(inner, data), data)
    if origin is tuple:
        kinds = [inner[0]] * len(data) if inner[-1] is Ellipsis else inner
        return tuple(_build(k, item) for k, item in zip(kinds, data, strict=True))
    if origin is frozenset:
        return frozenset(_build(inner[0], item) for item in data)
    if origin is Mapping:
        return {key: _build(inner[1], item) for key, item in data.items()}
    if origin is Literal:
        return data
    return _build_class(kind, data)


def _build_class(kind: Any, data: Any) -> Any:
    if is_dataclass(kind):
        return _instance(kind, data)
    if issubclass(kind, datetime):
        return datetime.fromisoformat(data)
    return kind(data) if issubclass(kind, Enum) else data


def _member(kinds: Sequence[Any], data: Any) -> Any:
    """The member of a union that was stored: by its name, or the only one that is no dataclass."""
    if isinstance(data, Mapping) and _NAME in data:
        return next(kind for kind in kinds if getattr(kind, "__name__", "") == data[_NAME])
    return next(kind for kind in kinds if kind is not NoneType)


def _instance(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _build(hints[name], data[name]) for name in hints if name in data})


@lru_cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
