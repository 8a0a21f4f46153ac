"""Block Kit's blocks as HTML. An unknown type is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.pictures.elements import Look, element
from tests.pictures.text import Json, Unknown, rich_text, tag, written


def blocks(shown: Iterable[Json], look: Look) -> str:
    """A message's or a view's blocks, from top to bottom."""
    return "".join(_block(one, look) for one in shown)


def _block(block: Json, look: Look) -> str:
    if block["type"] not in BLOCKS:
        raise Unknown("block", block["type"])
    return tag("div", BLOCKS[block["type"]](block, look), kind=f"block {block['type']}")


def _inside(block: Json, holder: Json, look: Look) -> str:
    return element(holder, block_id=block.get("block_id", ""), look=look)


def _section(block: Json, look: Look) -> str:
    said = tag("div", written(block.get("text")), kind="said") if "text" in block else ""
    fields = [tag("div", written(one)) for one in block.get("fields", ())]
    grid = tag("div", *fields, kind="fields") if fields else ""
    beside = block.get("accessory")
    accessory = tag("div", _inside(block, beside, look), kind="accessory") if beside else ""
    return tag("div", said, grid, kind="main") + accessory


def _context(block: Json, look: Look) -> str:
    return "".join(
        tag("span", _inside(block, one, look) if one["type"] == "image" else written(one))
        for one in block["elements"]
    )


def _actions(block: Json, look: Look) -> str:
    return "".join(_inside(block, one, look) for one in block["elements"])


def _input(block: Json, look: Look) -> str:
    wrong = look.errors.get(block.get("block_id", ""))
    optional = tag("span", " (optional)", kind="optional") if block.get("optional") else ""
    return "".join(
        (
            tag("div", written(block["label"]), optional, kind="label"),
            tag("div", _inside(block, block["element"], look), kind="wrong" if wrong else "held"),
            tag("div", written({"type": "plain_text", "text": wrong}), kind="error")
            if wrong
            else "",
            tag("div", written(block["hint"]), kind="hint") if "hint" in block else "",
        )
    )


BLOCKS: dict[str, Callable[[Json, Look], str]] = {
    "actions": _actions,
    "context": _context,
    "divider": lambda _block, _look: tag("hr"),
    "header": lambda block, _look: written(block["text"]),
    "image": lambda block, look: _inside(block, block, look),
    "input": _input,
    "rich_text": lambda block, _look: rich_text(block),
    "section": _section,
}
