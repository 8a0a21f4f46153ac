"""Slack's texts as HTML: plain text, mrkdwn and rich text. An unknown type is an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

Json = dict[str, Any]

_SPECIAL = re.compile(r"<([^<>]+)>")
_MARKS = (
    (re.compile(r"(?<![\w*])\*(?=\S)([^\n*]+?)(?<=\S)\*(?![\w*])"), "b"),
    (re.compile(r"(?<![\w_])_(?=\S)([^\n_]+?)(?<=\S)_(?![\w_])"), "i"),
    (re.compile(r"(?<![\w~])~(?=\S)([^\n~]+?)(?<=\S)~(?![\w~])"), "s"),
    (re.compile(r"(?<![\w`])`(?=\S)([^\n`]+?)(?<=\S)`(?![\w`])"), "code"),
)


class Unknown(LookupError):
    """Something of a type that these pictures do not know yet: it is never left out."""

    def __init__(self, what: str, kind: object) -> None:
        super().__init__(f"no picture of a {what} of type {kind!r} yet")


def tag(name: str, *inside: str, kind: str = "", **attributes: str) -> str:
    """An element; `kind` is its class, and what it holds is HTML already."""
    given = {"class": kind, **attributes} if kind else attributes
    said = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{said}>{''.join(inside)}</{name}>"


def written(text: Json | None) -> str:
    """A text object."""
    if text is None:
        return ""
    match text["type"]:
        case "plain_text":
            return escape(text["text"])
        case "mrkdwn":
            return mrkdwn(text["text"])
        case other:
            raise Unknown("text", other)


def mrkdwn(text: str) -> str:
    """Slack's own markup: what it marks, links and mentions."""
    pieces = enumerate(_SPECIAL.split(text))
    shown = "".join(_special(piece) if at % 2 else _decoded(piece) for at, piece in pieces)
    for mark, name in _MARKS:
        shown = mark.sub(rf"<{name}>\1</{name}>", shown)
    return shown


def _decoded(text: str) -> str:
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return escape(plain, quote=False)


def _special(inside: str) -> str:
    target, _, label = inside.partition("|")
    return tag("a", _decoded(label or target))


def rich_text(block: Json) -> str:
    """A rich_text block."""
    return "".join(_part(part) for part in block["elements"])


def _part(part: Json) -> str:
    match part["type"]:
        case "rich_text_section":
            return tag("div", _leaves(part))
        case "rich_text_quote":
            return tag("blockquote", _leaves(part))
        case "rich_text_preformatted":
            return tag("pre", _leaves(part))
        case "rich_text_list":
            name = "ol" if part["style"] == "ordered" else "ul"
            start = {"start": str(part["offset"] + 1)} if part.get("offset") else {}
            return tag(name, *(tag("li", _leaves(item)) for item in part["elements"]), **start)
        case other:
            raise Unknown("part of rich text", other)


def _leaves(part: Json) -> str:
    return "".join(_leaf(leaf) for leaf in part["elements"])


def _leaf(leaf: Json) -> str:
    if leaf["type"] not in LEAVES:
        raise Unknown("piece of rich text", leaf["type"])
    shown = LEAVES[leaf["type"]](leaf)
    for style, name in (("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code")):
        if leaf.get("style", {}).get(style):
            shown = tag(name, shown)
    return shown


def _emoji(leaf: Json) -> str:
    points = leaf["unicode"].split("-") if "unicode" in leaf else ()
    return "".join(chr(int(point, 16)) for point in points) or f":{escape(leaf['name'])}:"


LEAVES: dict[str, Callable[[Json], str]] = {
    "text": lambda leaf: escape(leaf["text"]),
    "link": lambda leaf: tag("a", escape(str(leaf.get("text", leaf["url"])))),
    "user": lambda leaf: tag("a", f"@{escape(leaf['user_id'])}"),
    "emoji": _emoji,
    "date": lambda leaf: escape(leaf.get("fallback", str(leaf["timestamp"]))),
}
PARTS = frozenset(
    {"rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list"}
)
