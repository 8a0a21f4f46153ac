"""What Slack makes of what a person types: the event's `text`, and its rich_text blocks.

Slack escapes `& < >`, wraps links, addresses and bare domains in angle brackets, and writes an
emoji by its name (docs.slack.dev/messaging/formatting-message-text). Only the blocks hold what
was really typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# A few, by the names and code points that Slack gives them; any other is left as it is.
EMOJI = {
    "😀": ("grinning", "1f600"),
    "🙂": ("slightly_smiling_face", "1f642"),
    "😡": ("rage", "1f621"),
    "👍": ("+1", "1f44d"),
    "🙏": ("pray", "1f64f"),
    "🎉": ("tada", "1f389"),
    "🚀": ("rocket", "1f680"),
    "❤️": ("heart", "2764-fe0f"),
}
_TOKENS = re.compile(
    r"(?P<link>https?://[^\s<>]*[^\s<>.,;:!?)'\"])"
    r"|(?P<address>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+)"
    r"|(?P<domain>(?<![\w.-])(?:[a-z0-9-]++\.)+(?:com|org|net|io|dev)\b(?:/[^\s<>]*[^\s<>.,;:!?)])?)"
    rf"|(?P<emoji>{'|'.join(EMOJI)})"
)


def escaped(text: str) -> str:
    """The three characters that Slack escapes, escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def event_text(typed: str) -> str:
    """The `text` of the event for what was typed."""
    return "".join(_as_text(kind, part) for kind, part in _parts(typed))


def event_blocks(typed: str, *, block_id: str) -> list[dict[str, Any]]:
    """The `blocks` of the event for what was typed: one rich_text of one section."""
    leaves = [_as_leaf(kind, part) for kind, part in _parts(typed)]
    section = {"type": "rich_text_section", "elements": leaves}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def _parts(typed: str) -> Iterator[tuple[str, str]]:
    end = 0
    for found in _TOKENS.finditer(typed):
        if found.start() > end:
            yield "text", typed[end : found.start()]
        yield str(found.lastgroup), found[0]
        end = found.end()
    if end < len(typed):
        yield "text", typed[end:]


def _as_text(kind: str, part: str) -> str:
    match kind:
        case "link":
            return f"<{escaped(part)}>"
        case "address":
            return f"<mailto:{part}|{part}>"
        case "domain":
            return f"<http://{escaped(part)}|{escaped(part)}>"
        case "emoji":
            return f":{EMOJI[part][0]}:"
        case _:
            return escaped(part)


def _as_leaf(kind: str, part: str) -> dict[str, Any]:
    match kind:
        case "link":
            return {"type": "link", "url": part}
        case "address":
            return {"type": "link", "url": f"mailto:{part}", "text": part}
        case "domain":
            return {"type": "link", "url": f"http://{part}", "text": part}
        case "emoji":
            name, unicode = EMOJI[part]
            return {"type": "emoji", "name": name, "unicode": unicode}
        case _:
            return {"type": "text", "text": part}
