"""A card as its reader sees it: its words, its inputs, and what each button would send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.standins.adaptive_cards import nodes

Json = dict[str, Any]

_READ = ("text", "title", "label", "errorMessage")


def texts(card: Json) -> Iterator[str]:
    """All that is read, each run and label, choices too."""
    for _, node in nodes(card):
        if node["type"] == "RichTextBlock":
            yield "".join(run["text"] for run in node["inlines"])
        elif node["type"] != "TextRun":
            yield from (str(node[name]) for name in _READ if name in node)
        yield from (one["title"] for one in node.get("choices", ()))


def words(card: Json) -> str:
    """The card a line for each text; a button is [Label], a choice - Text, what stands = Text."""
    return "\n".join(line for line in _lines(card) if line)


def _lines(card: Json) -> Iterator[str]:
    for path, node in nodes(card):
        if path.endswith(".fallback"):
            continue
        match node["type"]:
            case "RichTextBlock":
                yield "".join(run["text"] for run in node["inlines"])
            case "TextBlock":
                yield node["text"]
            case "Action.Execute":
                yield f"[{node['title']}]"
            case kind if kind.startswith("Input."):
                yield node["label"]
                yield from (f"- {one['title']}" for one in node.get("choices", ()))
                yield f"= {standing(node)}" if node.get("value") else ""
            case _:
                pass


def standing(node: Json) -> str:
    """What an input shows as given."""
    titles = {one["value"]: one["title"] for one in node.get("choices", ())}
    value = str(node.get("value") or "")
    return ", ".join(titles.get(each, each) for each in value.split(",")) if titles else value


def buttons(card: Json) -> list[Json]:
    """What can be pressed."""
    return [node for _, node in nodes(card) if node["type"] == "Action.Execute"]


def inputs(card: Json) -> list[Json]:
    """What can be filled in."""
    return [node for _, node in nodes(card) if node["type"].startswith("Input.")]


def held(card: Json) -> dict[str, str]:
    """What every input holds before anybody touches it."""
    return {node["id"]: node.get("value", "") for node in inputs(card)}


def uses(card: Json) -> Iterator[tuple[str, Json]]:
    """What each button sends by itself; a menu's button once for each of its choices."""
    menus = [node for node in inputs(card) if node["id"].startswith("menu.")]
    for button in buttons(card):
        value = {**(held(card) if button["associatedInputs"] == "Auto" else {}), **button["data"]}
        menu = next((m for m in menus if m["id"] == f"menu.{button['title'].lower()}"), None)
        if menu is None:
            yield button["title"], value
        else:
            for one in menu["choices"]:
                yield one["title"], {**value, menu["id"]: one["value"]}
