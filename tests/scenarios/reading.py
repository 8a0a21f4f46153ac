"""A message of the playground in words, a line for each text, as its reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = Any


def in_words(content: Json) -> str:
    """Everything that is read in it. A button or a move is `[Label]`, an option `- Text`."""
    return "\n".join(line for line in _lines(content) if line)


def buttons_of(content: Json) -> Iterator[str]:
    """The labels of what can be pressed."""
    for button in (*content.get("buttons", ()), *content.get("moves", ())):
        yield button["label"]


def _lines(content: Json) -> Iterator[str]:
    match content["kind"]:
        case "said":
            yield f"> {content['text']}"
        case "answered":
            yield content["title"]
            yield from (f"{label}: {value}" for label, value in content["rows"])
            yield content["note"]
        case "page":
            yield content["title"]
            yield content["intro"]
            for block in content["blocks"]:
                yield from _block(block)
            yield content["error"]
            for asked in content["questions"]:
                yield from _question(asked)
        case _:
            yield content["title"]
            for block in content["blocks"]:
                yield from _block(block)
    yield from (f"[{label}]" for label in buttons_of(content))


def _block(block: Json) -> Iterator[str]:
    match block["kind"]:
        case "facts":
            yield from (f"{label}: {value}" for label, value in block["rows"])
        case "bullets":
            for number, item in enumerate(block["items"], 1):
                yield f"{number}. {item}" if block["ordered"] else f"• {item}"
        case "quote":
            yield f"{block['by']} wrote:" if block["by"] else ""
            yield block["text"]
        case _:
            yield block["text"]


def _question(asked: Json) -> Iterator[str]:
    yield from (asked["label"], asked["hint"], asked["error"], asked["nudge"])
    for option in asked["options"]:
        yield f"- {option['label']}"
        yield option["hint"]
    if asked["value"]:
        value = asked["value"]
        yield f"= {value['wall'] if isinstance(value, dict) else value}"
