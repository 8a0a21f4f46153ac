"""Block Kit's blocks and their limits, as a table (sources: see slack_elements).

Blocks that Evenhand has no use for (video, file, call, card, carousel…) are left out on purpose:
one that turns up is a finding, and is described here before it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.standins.shapes import (
    Check,
    anything,
    every,
    flag,
    many,
    one_of,
    record,
    string,
    text,
    variant,
)
from tests.standins.slack_elements import ELEMENTS, IDENTIFIER, IMAGE_FIELDS, element_in
from tests.standins.slack_rich_text import RICH_TEXT_ELEMENTS

MOST_MARKDOWN = 12_000  # characters, in one markdown block and in all of them together


def _block(fields: dict[str, Check], *, required: tuple[str, ...] = ()) -> Check:
    return record({"type": anything, "block_id": IDENTIFIER, **fields}, required=required)


def _text_or_fields(block: Any, path: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield f"{path}: needs 'text' or 'fields'"


def _image_source(block: Any, path: str) -> Iterator[str]:
    if ("image_url" in block) == ("slack_file" in block):
        yield f"{path}: an image needs either 'image_url' or 'slack_file'"


_SMALL_PRINT = variant(
    "element",
    {"plain_text": text(3000), "mrkdwn": text(3000, mrkdwn=True), "image": ELEMENTS["image"]},
    known=ELEMENTS,
)
_CELL = variant(
    "cell",
    {
        "raw_text": record({"type": anything, "text": string(3000)}, required=("text",)),
        "rich_text": _block({"elements": RICH_TEXT_ELEMENTS}, required=("elements",)),
    },
)
_COLUMN = record({"align": one_of("left", "center", "right"), "is_wrapped": flag})

BLOCKS: dict[str, Check] = {
    "section": every(
        _block(
            {
                "text": text(3000, mrkdwn=True),
                "fields": many(text(2000, mrkdwn=True), least=1, most=10),
                "accessory": element_in("section"),
                "expand": flag,
            }
        ),
        _text_or_fields,
    ),
    "divider": _block({}),
    "header": _block({"text": text(150)}, required=("text",)),
    "context": _block({"elements": many(_SMALL_PRINT, least=1, most=10)}, required=("elements",)),
    "actions": _block(
        {"elements": many(element_in("actions"), least=1, most=25)}, required=("elements",)
    ),
    "input": _block(
        {
            "label": text(2000),
            "hint": text(2000),
            "element": element_in("input"),
            "optional": flag,
            "dispatch_action": flag,
        },
        required=("label", "element"),
    ),
    "image": every(
        _block({**IMAGE_FIELDS, "title": text(2000)}, required=("alt_text",)), _image_source
    ),
    "markdown": _block({"text": string(MOST_MARKDOWN)}, required=("text",)),
    "rich_text": _block({"elements": RICH_TEXT_ELEMENTS}, required=("elements",)),
    "table": _block(
        {
            "rows": many(many(_CELL, least=1, most=20), least=1, most=100),
            "column_settings": many(_COLUMN, least=1, most=20),
        },
        required=("rows",),
    ),
}
BLOCK = variant("block", BLOCKS)
