"""A message or a view as its reader reads it, so that tests can assert word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.standins import slack_places as places
from tests.standins.slack_limits import elements_of
from tests.standins.slack_places import Block, Element
from tests.standins.slack_views import ShownView

_SPECIAL = re.compile(r"<([^<>]+)>")
_QUOTED = re.compile(r"^(?:(?:&gt;|>)+ ?)", re.MULTILINE)
_MARKS = tuple(
    re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^\n]+?)(?<=\S){mark}(?![\w{mark}])")
    for mark in (r"\*", "_", "~", "`")
)


@dataclass(frozen=True)
class SentMessage:
    """What the app has posted, as it stands in the conversation now."""

    ts: str
    channel: str
    text: str  # what a notification shows; read in the message itself only without blocks
    blocks: tuple[dict[str, Any], ...]  # with the ids that Slack gave those that had none
    metadata: dict[str, Any] | None
    edited: bool  # it was changed since it was posted
    to: str = ""  # whom alone it is shown to (ephemeral); empty: everybody there


def plain(screen: SentMessage | ShownView) -> str:
    """Everything that is read in the message or the view, a line for each text.

    A button is `[Label]`, an option `- Text`. Markup is taken away and Slack's escapes are
    decoded where Slack does so (mrkdwn) and nowhere else: text that a person typed reads as it
    was typed only if it was sent safely.

    A view begins with its title and ends with its own buttons. Its controls show what they hold
    now: text as it was typed, `✓ Text` for an option that is chosen, `! Text` for what is wrong
    with the field above; a field that may stay empty says `(optional)`.
    """
    if isinstance(screen, ShownView):
        return "\n".join(_view(screen))
    if not screen.blocks:
        return read_mrkdwn(screen.text)
    return "\n".join(line for block in screen.blocks for line in _block(block))


def buttons(screen: SentMessage | ShownView) -> list[dict[str, Any]]:
    """The buttons in order: label, action_id, block_id, value, style and url.

    A modal's own, which submit and close it, are not among them.
    """
    return [
        {
            "label": element["text"]["text"],
            "block_id": block["block_id"],
            **{name: element.get(name, "") for name in ("action_id", "value", "style", "url")},
        }
        for block, element in places.places(screen, "button")
    ]


def read_mrkdwn(text: str) -> str:
    """The text as Slack shows it: links and mentions resolved, marks gone, escapes decoded."""
    shown = _QUOTED.sub("", _SPECIAL.sub(_special, text))
    shown = shown.replace("```", "")
    for mark in _MARKS:
        shown = mark.sub(r"\1", shown)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _special(found: re.Match[str]) -> str:
    target, _, label = found[1].partition("|")
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    if target.startswith("@"):
        return target
    if target.startswith("#"):
        return "#" + (label or target[1:])
    return label or target


def _view(view: ShownView) -> Iterator[str]:
    if view.title:
        yield view.title
    for block in view.blocks:
        yield from _held_block(view, block)
        if block["block_id"] in view.errors:
            yield f"! {view.errors[block['block_id']]}"
    yield from (f"[{word}]" for word in (view.submit, view.close) if word)


def _held_block(view: ShownView, block: Block) -> Iterator[str]:
    """A block's lines, with what is in its controls in place of what was there beforehand."""
    controls = [element for _, element in elements_of(block)]
    if not any(element["type"] in places.STATE for element in controls):
        yield from _block(block)
        return
    for line in _texts(block):
        optional = block.get("optional", False) and line == block["label"]["text"]
        yield f"{line} (optional)" if optional else line
    for element in controls:
        stateful = element["type"] in places.STATE
        yield from _held(view, block, element) if stateful else _element(element)


def _held(view: ShownView, block: Block, element: Element) -> Iterator[str]:
    value = places.held((block, element), view.kept)
    chosen = value if isinstance(value, list) else [value]
    offered = places.offered(element)
    if value in (None, [], ""):
        yield from _text(element.get("placeholder"))
    for option in offered:
        for text in _text(option["text"]):
            yield f"{'✓' if option in chosen else '-'} {text}"
        yield from _text(option.get("description"))
    for one in chosen:
        if isinstance(one, dict) and one not in offered:
            yield f"✓ {one['text']['text']}"
        elif one not in (None, "") and not isinstance(one, dict):
            yield str(one)


def _text(value: dict[str, Any] | None) -> Iterator[str]:
    if value is not None:
        yield read_mrkdwn(value["text"]) if value["type"] == "mrkdwn" else value["text"]


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield from _rich(block)
        case "markdown":
            yield block["text"]
        case "table":
            for row in block["rows"]:
                yield " | ".join("".join(_cell(cell)) for cell in row)
        case "context":
            for small in block["elements"]:
                yield from _element(small) if small["type"] == "image" else _text(small)
        case _:
            yield from _texts(block)
    for _, element in elements_of(block):
        yield from _element(element)


def _texts(block: dict[str, Any]) -> Iterator[str]:
    for name in ("title", "text", "label", "hint"):
        yield from _text(block.get(name))
    for field in block.get("fields", ()):
        yield from _text(field)
    if "alt_text" in block:
        yield block["alt_text"]


def _element(element: dict[str, Any]) -> Iterator[str]:
    if element["type"] == "button":
        yield f"[{element['text']['text']}]"
    if element["type"] == "image":
        yield element["alt_text"]
    yield from _text(element.get("placeholder"))
    for group in element.get("option_groups", ()):
        yield from _text(group["label"])
        yield from _options(group)
    yield from _options(element)
    for name in ("initial_value", "initial_date", "initial_time", "initial_date_time"):
        if name in element:
            yield str(element[name])


def _options(holder: dict[str, Any]) -> Iterator[str]:
    for option in holder.get("options", ()):
        for text in _text(option["text"]):
            yield f"- {text}"
        yield from _text(option.get("description"))


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    if cell["type"] == "rich_text":
        yield from _rich(cell)
    else:
        yield cell["text"]


def _rich(block: dict[str, Any]) -> Iterator[str]:
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            for number, item in enumerate(part["elements"], part.get("offset", 0) + 1):
                mark = f"{number}." if part["style"] == "ordered" else "•"
                yield f"{mark} {''.join(_leaf(one) for one in item['elements'])}"
        else:
            yield "".join(_leaf(one) for one in part["elements"])


def _leaf(leaf: dict[str, Any]) -> str:
    match leaf["type"]:
        case "text":
            return str(leaf["text"])
        case "link":
            return str(leaf.get("text", leaf["url"]))
        case "user":
            return f"@{leaf['user_id']}"
        case "broadcast":
            return f"@{leaf['range']}"
        case "emoji":
            return _emoji(leaf)
        case "date":
            return str(leaf.get("fallback", leaf["timestamp"]))
        case other:
            return f"<{other}>"


def _emoji(leaf: dict[str, Any]) -> str:
    if "unicode" in leaf:
        return "".join(chr(int(point, 16)) for point in leaf["unicode"].split("-"))
    return f":{leaf['name']}:"
