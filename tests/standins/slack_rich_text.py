"""The shape of a rich_text block: docs.slack.dev/reference/block-kit/blocks/rich-text-block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.standins.shapes import (
    Check,
    anything,
    flag,
    many,
    one_of,
    record,
    string,
    variant,
    whole,
)

_MANY = 10_000  # no limit is documented for these lists
_STYLE = record(dict.fromkeys(("bold", "italic", "strike", "code", "underline"), flag))


def _written(value: Any, path: str) -> Iterator[str]:
    """Text of any length, blanks too: a space between two names is a text of its own."""
    if not isinstance(value, str):
        yield f"{path}: must be a string"
    elif not value:
        yield f"{path}: empty"


def _leaf(fields: dict[str, Check], *required: str) -> Check:
    return record({"type": anything, "style": _STYLE, **fields}, required=required)


_TEXT = _leaf({"text": _written}, "text")
_LINK = _leaf({"url": string(3000), "text": _written}, "url")
_LEAVES: dict[str, Check] = {
    "text": _TEXT,
    "link": _LINK,
    "user": _leaf({"user_id": string(255)}, "user_id"),
    "channel": _leaf({"channel_id": string(255)}, "channel_id"),
    "usergroup": _leaf({"usergroup_id": string(255)}, "usergroup_id"),
    "broadcast": _leaf({"range": one_of("here", "channel", "everyone")}, "range"),
    "emoji": _leaf({"name": string(255), "unicode": string(255)}, "name"),
    "date": _leaf(
        {
            "timestamp": whole(0, 9_999_999_999),
            "format": string(255),
            "url": string(3000),
            "fallback": string(3000),
        },
        "timestamp",
        "format",
    ),
}

_INLINE = many(variant("rich text", _LEAVES), least=1, most=_MANY)
_SECTION = record({"type": anything, "elements": _INLINE}, required=("elements",))
_LIST = record(
    {
        "type": anything,
        "elements": many(
            variant("list item", {"rich_text_section": _SECTION}), least=1, most=_MANY
        ),
        "style": one_of("bullet", "ordered"),
        "indent": whole(0, 8),
        "offset": whole(0, 10_000),
        "border": whole(0, 1),
    },
    required=("elements", "style"),
)
_QUOTE = record(
    {"type": anything, "elements": _INLINE, "border": whole(0, 1)}, required=("elements",)
)
_PREFORMATTED = record(
    {
        "type": anything,
        "elements": many(
            variant("preformatted", {"text": _TEXT, "link": _LINK}), least=1, most=_MANY
        ),
        "border": whole(0, 1),
    },
    required=("elements",),
)

RICH_TEXT_ELEMENTS: Check = many(
    variant(
        "rich text",
        {
            "rich_text_section": _SECTION,
            "rich_text_list": _LIST,
            "rich_text_quote": _QUOTE,
            "rich_text_preformatted": _PREFORMATTED,
        },
    ),
    least=1,
    most=_MANY,
)
