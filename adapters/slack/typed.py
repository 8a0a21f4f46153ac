"""Slack's text of a message → what the person typed.

Slack escapes `& < >`, wraps links, mentions and channels in angle brackets, and writes emoji as
`:names:` (docs.slack.dev/messaging/formatting-message-text). All of it is turned back, in one
pass, so that what was typed as `<!channel>` or `&lt;` comes out exactly so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_TOKEN = re.compile(r"<([^<>]*)>")
_CODE_POINTS = re.compile(r"[0-9a-f]{1,6}(-[0-9a-f]{1,6}){0,15}")
_MOST_DEPTH = 8  # a rich text's lists and quotes nest less deep


def as_typed(text: str, blocks: Sequence[Mapping[str, Any]] = ()) -> str:
    """What the person typed, from a message's `text` and, for its emoji, its `blocks`."""
    emoji = dict(_emoji_in(blocks, depth=0))
    names = sorted(emoji, key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, names)) or "(?!)")

    def plain(part: str) -> str:
        return _unescaped(named.sub(lambda found: emoji[found[0]], part))

    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        parts += [plain(text[end : token.start()]), _unwrapped(token[1])]
        end = token.end()
    return "".join([*parts, plain(text[end:])])


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _unwrapped(token: str) -> str:
    """What stood there before Slack put the angle brackets around it."""
    target, _, label = token.partition("|")
    target, label = _unescaped(target), _unescaped(label)
    if target.startswith("@"):
        return f"<{target}>"  # a mention: the name behind it is not ours to look up
    if target.startswith("#"):
        return f"#{label}" if label else f"<{target}>"
    if target.startswith("!"):
        special = target[1:].partition("^")[0]
        return label or f"@{special}"
    return _link(target, label)


def _link(address: str, label: str) -> str:
    """A bare link as it was typed; one with words of its own as both, so that nothing is lost."""
    bare = re.sub(r"^(mailto:|tel:|https?://)", "", address)
    if not label or label == address:
        return address.removeprefix("mailto:").removeprefix("tel:")
    if label.rstrip("/") == bare.rstrip("/"):
        return label
    return f"{label} ({address})"


def _emoji_in(value: object, *, depth: int) -> Iterator[tuple[str, str]]:
    """The emoji of rich text, each by the name that stands for it in the plain text."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, Mapping):
        if value.get("type") == "emoji":
            yield from _emoji(value)
        yield from _emoji_in(value.get("elements"), depth=depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from _emoji_in(part, depth=depth + 1)


def _emoji(element: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name, points, tone = element.get("name"), element.get("unicode"), element.get("skin_tone")
    if not isinstance(name, str) or not isinstance(points, str):
        return  # a workspace's own emoji has no character: its name is what is kept
    if not _CODE_POINTS.fullmatch(points):
        return
    numbers = [int(point, 16) for point in points.split("-")]
    if any(n > 0x10FFFF or 0xD800 <= n <= 0xDFFF for n in numbers):
        return
    sign = "".join(map(chr, numbers))
    yield f":{name}:", sign
    if isinstance(tone, int):
        yield f":{name}::skin-tone-{tone}:", sign
