"""Adaptive Cards' pieces as we use them (adaptivecards.io/explorer, version 1.5).

Text is a `RichTextBlock`, which is never read as markdown: nothing that a person wrote becomes a
link, a list or a mention. A run knows no line break, so each line is a block of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def card(body: Sequence[Json], *, actions: Sequence[Json], summary: str, version: str) -> Json:
    """A whole card. A client too old to draw it shows the summary."""
    made: Json = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": version,
        "fallbackText": summary,
        "lang": "en",
        "body": list(body),
    }
    return {**made, "actions": list(actions)} if actions else made


def title(text: str) -> Json:
    """A card's title, a heading for screen readers where its signs are surely no markdown."""
    if any(sign in text for sign in "*_[]()#`<>\\~|!\n") or text[:1] in "-+" or text[:1].isdigit():
        return _block([_run(text, weight="Bolder", size="Large")])
    return {
        "type": "TextBlock",
        "text": text,
        "style": "heading",
        "size": "Large",
        "weight": "Bolder",
        "wrap": True,
    }


def heading(text: str) -> Json:
    """A short title inside a card."""
    return _block([_run(text, weight="Bolder")], spacing="Medium")


def paragraph(text: str) -> list[Json]:
    """A text, line by line."""
    return list(_lines(text))


def note(text: str) -> list[Json]:
    """Small print."""
    return list(_lines(text, isSubtle=True, size="Small"))


def warning(text: str) -> list[Json]:
    """What is wrong, in words and not by its colour alone."""
    return list(_lines(f"⚠ {text}", weight="Bolder", color="Attention"))


def fact(label: str, value: str) -> Json:
    """A label and a short value on one line."""
    return _block([_run(f"{label}: ", weight="Bolder"), _run(value)], spacing="Small")


def item(text: str, *, number: int | None = None) -> Json:
    """One item of a list."""
    mark = "•" if number is None else f"{number}."
    return _block([_run(f"{mark} {' '.join(text.splitlines())}")], spacing="Small")


def quote(text: str) -> Json:
    """What somebody wrote, set off."""
    return {"type": "Container", "style": "emphasis", "items": paragraph(text)}


def row(actions: Sequence[Json]) -> Json:
    """Buttons in a row."""
    return {"type": "ActionSet", "actions": list(actions)}


def button(label: str, data: Json, *, style: str = "plain", inputs: bool = False) -> Json:
    """A button: `Action.Execute`, and `Action.Submit` for clients that do not know it.

    Args:
        label: What it says.
        data: What comes back when it is pressed.
        style: plain, primary or danger.
        inputs: Whether what is filled in comes back too; it has to be complete then.
    """
    shared: Json = {
        "title": label,
        "data": data,
        "associatedInputs": "Auto" if inputs else "None",
    }
    named = {"primary": "positive", "danger": "destructive"}.get(style)
    if named:
        shared["style"] = named
    submit = {"type": "Action.Submit", **shared}
    return {"type": "Action.Execute", "verb": "evenhand", **shared, "fallback": submit}


def entry(kind: str, *, id: str, label: str, **more: Any) -> Json:  # noqa: A002 (the card's word)
    """An input; fields that are None are left out."""
    given = {name: value for name, value in more.items() if value is not None}
    return {"type": f"Input.{kind}", "id": id, "label": label, **given}


def _lines(text: str, **style: Any) -> Iterator[Json]:
    spacing = "Default"
    for line in text.splitlines() or [text]:
        if not line.strip():
            spacing = "Medium"
            continue
        yield _block([_run(line, **style)], spacing=spacing)
        spacing = "None"


def _run(text: str, **style: Any) -> Json:
    return {"type": "TextRun", "text": text, **style}


def _block(runs: Sequence[Json], *, spacing: str = "Default") -> Json:
    made: Json = {"type": "RichTextBlock", "inlines": list(runs)}
    return made if spacing == "Default" else {**made, "spacing": spacing}
