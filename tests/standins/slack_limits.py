"""Slack's limits on whole messages and views, checked apart from the code that builds them.

`violations` is what the stand-in refuses by and what the contract suite asserts on. It is
stricter than Slack in a few places, on purpose: a message must carry `text`, fields that Slack
would ignore are findings, and a block type that is not described here is one too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from tests.standins.shapes import Check, anything, flag, many, one_of, record, string, text
from tests.standins.slack_blocks import BLOCK, MOST_MARKDOWN
from tests.standins.slack_elements import IDENTIFIER, KEPT_OUT

Kind = Literal["message", "modal", "home"]

MOST_BLOCKS: dict[str, int] = {"message": 50, "modal": 100, "home": 100}
MOST_TEXT = 40_000  # a message's `text`; Slack recommends at most 4,000
MOST_VIEW = 250_000  # bytes of a view's JSON: view_too_large

# A message's blocks as a whole: chat.postMessage answers msg_blocks_too_long past 13,297
# characters in one block, 125 fewer with one more block (slackapi/bolt-js issues 2509, 2867).
MOST_WEIGHT = 13_297
BLOCK_WEIGHT = 125


def violations(payload: dict[str, Any], *, kind: Kind) -> list[str]:
    """All that Slack would refuse in this message or view, a sentence each; none when it is fine.

    Args:
        payload: The arguments of chat.postMessage or chat.update, or a view.
        kind: What the payload is: a message, a modal or an App Home view.
    """
    found = list(_PAYLOADS[kind](payload, ""))
    found += block_violations(payload.get("blocks"), kind=kind)
    if kind == "message":
        found += _message(payload)
    else:
        found += _view(payload)
    return found


def block_violations(blocks: Any, *, kind: Kind) -> list[str]:
    """What is wrong with a message's or view's blocks, apart from their weight as a whole."""
    if blocks is None:
        return []
    least = 0 if kind == "message" else 1
    found = list(many(BLOCK, least=least, most=MOST_BLOCKS[kind])(blocks, "blocks"))
    if not isinstance(blocks, list):
        return found
    known = [(index, one) for index, one in enumerate(blocks) if isinstance(one, dict)]
    found += _unique_blocks(known)
    for index, block in known:
        found += _unique_actions(block, f"blocks[{index}]")
        found += _kept_out(block, f"blocks[{index}]", kind=kind)
    found += _once(blocks, kind=kind)
    return found


def weight(blocks: Any) -> int:
    """How long a message's blocks are as a whole, by the nearest rule known from outside Slack."""
    if not isinstance(blocks, list):
        return 0
    return sum(len(one) for one in _texts(blocks)) + BLOCK_WEIGHT * max(len(blocks) - 1, 0)


def elements_of(block: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A block's elements, each with its path inside the block."""
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            yield name, block[name]
    if block.get("type") == "actions" and isinstance(block.get("elements"), list):
        for index, element in enumerate(block["elements"]):
            if isinstance(element, dict):
                yield f"elements[{index}]", element


def _message(payload: dict[str, Any]) -> Iterator[str]:
    said = payload.get("text")
    if not isinstance(said, str) or not said.strip():
        yield "text: missing or empty; notifications and screen readers have nothing to say"
    elif len(said) > MOST_TEXT:
        yield f"text: {len(said)} characters, at most {MOST_TEXT} (at most 4000 recommended)"
    heavy = weight(payload.get("blocks"))
    if heavy > MOST_WEIGHT:
        yield f"blocks: about {heavy} characters in all, at most {MOST_WEIGHT}"


def _view(payload: dict[str, Any]) -> Iterator[str]:
    blocks = payload.get("blocks")
    inputs = isinstance(blocks, list) and any(
        isinstance(one, dict) and one.get("type") == "input" for one in blocks
    )
    if inputs and payload.get("type") == "modal" and "submit" not in payload:
        yield "submit: missing, and there are input blocks"
    size = len(json.dumps(payload, ensure_ascii=False).encode())
    if size > MOST_VIEW:
        yield f"the view: {size} bytes, at most {MOST_VIEW}"


def _unique_blocks(blocks: list[tuple[int, dict[str, Any]]]) -> Iterator[str]:
    first: dict[str, int] = {}
    for index, block in blocks:
        name = block.get("block_id")
        if not isinstance(name, str):
            continue
        if name in first:
            yield f"blocks[{index}].block_id: '{name}' is also that of blocks[{first[name]}]"
        first.setdefault(name, index)


def _unique_actions(block: dict[str, Any], path: str) -> Iterator[str]:
    names = Counter(str(one["action_id"]) for _, one in elements_of(block) if "action_id" in one)
    for name, times in names.items():
        if times > 1:
            yield f"{path}: the action_id '{name}' is there {times} times"


def _kept_out(block: dict[str, Any], path: str, *, kind: Kind) -> Iterator[str]:
    for place, element in elements_of(block):
        if str(element.get("type")) in KEPT_OUT[kind]:
            yield f"{path}.{place}: a {element['type']} cannot stand in a {kind}"
    if kind != "message" and block.get("type") in ("table", "markdown"):
        yield f"{path}: a {block['type']} block stands in messages only"


def _once(blocks: list[Any], *, kind: Kind) -> Iterator[str]:
    known = [one for one in blocks if isinstance(one, dict)]
    if sum(one.get("type") == "table" for one in known) > 1:
        yield "blocks: more than one table"
    written = [len(str(one.get("text"))) for one in known if one.get("type") == "markdown"]
    if len(written) > 1 and sum(written) > MOST_MARKDOWN:
        yield f"blocks: {sum(written)} characters of markdown in all, at most {MOST_MARKDOWN}"
    focused = [one for block in known for _, one in elements_of(block) if one.get("focus_on_load")]
    if len(focused) > 1:
        yield f"blocks: {len(focused)} elements with focus_on_load, at most 1"


def _texts(value: Any) -> Iterator[str]:
    """Every string under a `text` key, however deep."""
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == "text" and isinstance(one, str):
                yield one
            else:
                yield from _texts(one)


_ARGUMENTS = (
    "channel",
    "text",
    "blocks",
    "metadata",
    "ts",
    "user",
    "mrkdwn",
    "parse",
    "link_names",
    "unfurl_links",
    "unfurl_media",
)
_VIEW: dict[str, Check] = {
    "type": anything,
    "blocks": anything,
    "private_metadata": string(3000, least=0),
    "callback_id": IDENTIFIER,
    "external_id": IDENTIFIER,
}
_PAYLOADS: dict[str, Check] = {
    "message": record(dict.fromkeys(_ARGUMENTS, anything)),
    "modal": record(
        {
            **_VIEW,
            "type": one_of("modal"),
            "title": text(24),
            "submit": text(24),
            "close": text(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
        },
        required=("type", "title", "blocks"),
    ),
    "home": record({**_VIEW, "type": one_of("home")}, required=("type", "blocks")),
}
