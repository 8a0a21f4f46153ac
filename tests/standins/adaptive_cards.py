"""What Teams refuses in an Adaptive Card, by the official schema of version 1.5.

The schema is judged node by node: as one, it could only say that the card is not valid. What it
does not know and Teams does is named here: `choices.data` and the style `filtered`
(learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from jsonschema.validators import Draft6Validator

MOST_BYTES = 25_000
_PARENTS = ("body", "items", "actions", "inlines", "columns", "choices", "selectAction")
_BEYOND_THE_SCHEMA = ("choices.data",)
_QUERY = {"type", "dataset"}

Json = dict[str, Any]


def violations(card: Json) -> list[str]:
    """All that is wrong with a card, a sentence each; none when it is fine."""
    found = [said for path, node in nodes(card) for said in _wrong(path, node)]
    ids = Counter(node["id"] for _, node in nodes(card) if "id" in node)
    found += [f"the id {name!r} is there {times} times" for name, times in ids.items() if times > 1]
    size = len(json.dumps(card, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        found.append(f"the card has {size} bytes, at most {MOST_BYTES}")
    return found


def nodes(value: Any, path: str = "card") -> Iterator[tuple[str, Json]]:
    """Every element, action, input and run of a card, with where it stands."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from nodes(each, f"{path}[{number}]")
    elif isinstance(value, dict):
        if "type" in value:
            yield path, value
        for name in (*_PARENTS, "fallback"):
            if name in value:
                yield from nodes(value[name], f"{path}.{name}")


def _wrong(path: str, node: Json) -> Iterator[str]:
    kind = node["type"]
    if kind not in _schema()["definitions"]:
        yield f"{path}: there is no {kind!r}"
        return
    alone = {
        name: [] if isinstance(value, list) and name in _PARENTS else value
        for name, value in node.items()
        if name not in (*_BEYOND_THE_SCHEMA, "fallback")
    }
    if alone.get("style") == "filtered" and kind == "Input.ChoiceSet":
        alone["style"] = "compact"  # Teams takes it since 1.5, the schema does not name it
    for error in _validator(kind).iter_errors(alone):
        yield f"{path} ({kind}): {error.message[:200]}"
    if kind.startswith("Input."):
        yield from _input(path, node)
    if kind == "TextBlock" and any(sign in node["text"] for sign in "*_[]()#`"):
        yield f"{path}: Teams would read this as markdown: {node['text'][:80]!r}"


def _input(path: str, node: Json) -> Iterator[str]:
    if not str(node.get("label") or "").strip():
        yield f"{path}: an input without a label"
    if node.get("isRequired") and not node.get("errorMessage"):
        yield f"{path}: it does not say what is wrong when it is left empty"
    if node["type"] == "Input.ChoiceSet":
        offered = [one["value"] for one in node["choices"]]
        given = str(node.get("value") or "")
        chosen = given.split(",") if node.get("isMultiSelect") else [given]
        if given and (odd := set(chosen) - set(offered)):
            yield f"{path}: {odd} is chosen and not offered"
        if len(set(offered)) < len(offered) or any("," in one for one in offered):
            yield f"{path}: values of choices are unique and without commas"
        query = node.get("choices.data")
        if query is not None and (set(query) != _QUERY or query["type"] != "Data.Query"):
            yield f"{path}: choices.data is no Data.Query"


@cache
def _schema() -> Mapping[str, Any]:
    """The schema as Microsoft publishes it."""
    folder = resources.files("adaptive_cards") / "schemas" / "schema-1.5.json"
    schema: Mapping[str, Any] = json.loads(folder.read_text())
    return schema


@cache
def _validator(kind: str) -> Draft6Validator:
    schema = _schema()
    alone = {"definitions": schema["definitions"], **schema["definitions"][kind]}
    return Draft6Validator(alone)
