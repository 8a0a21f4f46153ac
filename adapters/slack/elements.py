"""Block Kit's pieces as we use them.

All text is `plain_text` or rich text, which Slack never interprets; `escaped` is for the two
places that are `mrkdwn`: a fact's label and a message's `text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


def escaped(text: str) -> str:
    """Text for `mrkdwn`, where `<!channel>`, `<@U…>` and `<url|words>` would act."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> Json:
    """A text object that shows exactly this; `:names:` are not made into emoji."""
    return {"type": "plain_text", "text": text, "emoji": False}


def bold_label(text: str) -> Json:
    """A short label of ours in bold; plain if its own signs would be read as markup."""
    if any(sign in text for sign in "*_~`\n"):
        return plain(text)
    return {"type": "mrkdwn", "text": f"*{escaped(text)}*", "verbatim": True}


def header(text: str) -> Json:
    """A message's title, at most 150 characters."""
    return {"type": "header", "text": plain(text)}


def section(text: str) -> Json:
    """A paragraph, at most 3,000 characters."""
    return {"type": "section", "text": plain(text)}


def grid(fields: Sequence[Json]) -> Json:
    """Two columns, at most ten fields."""
    return {"type": "section", "fields": list(fields)}


def context(text: str) -> Json:
    """Small print."""
    return {"type": "context", "elements": [plain(text)]}


def bold(text: str) -> Json:
    """A line in bold."""
    return _rich({"type": "rich_text_section", "elements": [_run(text, bold=True)]})


def quote(text: str) -> Json:
    """What somebody wrote, set off."""
    return _rich({"type": "rich_text_quote", "elements": [_run(text)]})


def link(label: str, *, url: str) -> Json:
    """A line that leads elsewhere."""
    leaf = {"type": "link", "url": url, "text": label}
    return _rich({"type": "rich_text_section", "elements": [leaf]})


def bullets(items: Sequence[str], *, ordered: bool) -> Json:
    """A list."""
    lines = [{"type": "rich_text_section", "elements": [_run(item)]} for item in items]
    style = "ordered" if ordered else "bullet"
    return _rich({"type": "rich_text_list", "style": style, "elements": lines})


def divider() -> Json:
    """A line across."""
    return {"type": "divider"}


def actions(elements: Sequence[Json], *, block_id: str = "") -> Json:
    """Controls in a row, at most 25."""
    block: Json = {"type": "actions", "elements": list(elements)}
    return {**block, "block_id": block_id} if block_id else block


def button(label: str, *, action_id: str, value: str, style: str = "plain") -> Json:
    """A button; `style` is plain, primary or danger."""
    made: Json = {"type": "button", "text": plain(label), "action_id": action_id, "value": value}
    return made if style == "plain" else {**made, "style": style}


def asking_first(made: Json, question: str, *, yes: str) -> Json:
    """A button that asks before it acts; the question has at most 300 characters."""
    asked = {
        "title": plain("Are you sure?"),
        "text": plain(question),
        "confirm": plain(yes),
        "deny": plain("Keep it"),
    }
    return {**made, "confirm": asked}


def option(label: str, *, value: str, hint: str = "") -> Json:
    """One option of a menu or of checkboxes."""
    made: Json = {"text": plain(label), "value": value}
    return {**made, "description": plain(hint)} if hint else made


def control(kind: str, *, action_id: str, **fields: Any) -> Json:
    """Any other element; fields that are None are left out."""
    given = {name: value for name, value in fields.items() if value is not None}
    return {"type": kind, "action_id": action_id, **given}


def _run(text: str, *, bold: bool = False) -> Json:
    run: Json = {"type": "text", "text": text}
    return {**run, "style": {"bold": True}} if bold else run


def _rich(element: Json) -> Json:
    return {"type": "rich_text", "elements": [element]}
