"""Content as JSON for the page: structure and text, never markup.

The page builds it with text nodes, so that what people wrote is inert.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never
from zoneinfo import ZoneInfo

from adapters.web import times
from adapters.web.transcript import Shown
from bot.dialogue import phrasing
from bot.dialogue.content import (
    Answered,
    Block,
    Bullets,
    Button,
    Card,
    Content,
    Facts,
    Heading,
    Move,
    Note,
    Page,
    Paragraph,
    Question,
    Quote,
    Said,
)
from bot.dialogue.fields import (
    Choice,
    Choices,
    Day,
    Field,
    LongText,
    Moment,
    Option,
    Pick,
    Text,
    Value,
)
from bot.domain.people import Person

View = dict[str, object]


def message(shown: Shown, person: Person) -> View:
    """One message in a chair, with its time on the reader's own clock."""
    post, dated = shown.post, shown.dated
    at = (dated.sent_at or max(dated.created_at, dated.due_at)).astimezone(person.zone)
    return {
        "id": post.id,
        "sequence": post.sequence,
        "stands_for": list(shown.stands_for),
        "quiet": post.quiet,
        "at": at.isoformat(timespec="minutes"),
        "time": f"{at:%H:%M}",
        "day": phrasing.day(at.date(), person.language),
        "content": content(post.content, person.zone),
    }


def content(said: Content, zone: ZoneInfo) -> View:
    """A message's content; moments in its fields as wall times of `zone`."""
    match said:
        case Card():
            return {
                "kind": said.kind,
                "notice": said.notice,
                "title": said.title,
                "blocks": [block(each) for each in said.blocks],
                "buttons": [_button(each) for each in said.buttons],
            }
        case Said():
            return {"kind": said.kind, "text": said.text}
        case Page():
            return _page(said, zone)
        case Answered():
            return {
                "kind": said.kind,
                "title": said.title,
                "rows": [list(row) for row in said.rows],
                "note": said.note,
            }
        case _:
            assert_never(said)


def block(said: Block) -> View:
    """A part of a message."""
    match said:
        case Paragraph() | Heading() | Note():
            return {"kind": said.kind, "text": said.text}
        case Quote():
            return {"kind": said.kind, "text": said.text, "by": said.by, "link": said.link}
        case Facts():
            return {"kind": said.kind, "rows": [list(row) for row in said.rows]}
        case Bullets():
            return {"kind": said.kind, "items": list(said.items), "ordered": said.ordered}
        case _:
            assert_never(said)


def option(offered: Option) -> View:
    """One choice."""
    return {"value": offered.value, "label": offered.label, "hint": offered.hint}


def _button(button: Button) -> View:
    return {
        "label": button.label,
        "action": button.action,
        "target": button.target,
        "style": button.style,
    }


def _move(move: Move) -> View:
    return {"name": move.name, "label": move.label, "target": move.target, "style": move.style}


def _page(page: Page, zone: ZoneInfo) -> View:
    return {
        "kind": page.kind,
        "session": page.session,
        "revision": page.revision,
        "flow": page.flow,
        "flow_title": page.flow_title,
        "step": page.step,
        "title": page.title,
        "number": page.number,
        "count": page.count,
        "intro": page.intro,
        "blocks": [block(each) for each in page.blocks],
        "questions": [question(each, zone) for each in page.questions],
        "error": page.error,
        "moves": [_move(each) for each in page.moves],
    }


def question(asked: Question, zone: ZoneInfo) -> View:
    """A field with its options, what was typed so far and what is wrong."""
    field = asked.field
    return {
        **_field(field, zone),
        "id": field.id,
        "label": field.label,
        "hint": field.hint,
        "required": field.required,
        "options": [option(each) for each in asked.options or _own_options(field)],
        "more_options": asked.more_options,
        "value": _value(field, asked.value, zone),
        "error": asked.error,
        "nudge": asked.nudge,
    }


def _field(field: Field, zone: ZoneInfo) -> View:
    """What is particular to the kind of field."""
    match field:
        case Text():
            return {"type": "text", "limit": field.limit, "placeholder": field.placeholder}
        case LongText():
            return {"type": "long_text", "limit": field.limit, "placeholder": field.placeholder}
        case Choice():
            return {"type": "choice"}
        case Choices():
            return {"type": "choices"}
        case Pick():
            return {"type": "pick"}
        case Day():
            return {"type": "day"}
        case Moment():
            return {"type": "moment", "zone": f"{phrasing.place(zone)} time"}
        case _:
            assert_never(field)


def _own_options(field: Field) -> tuple[Option, ...]:
    return field.options if isinstance(field, Choice | Choices) else ()


def _value(field: Field, value: Value, zone: ZoneInfo) -> object:
    if isinstance(field, Moment) and isinstance(value, str):
        return {"stored": value, "wall": times.wall(value, zone)}
    if value is None or isinstance(value, str | bool):
        return value
    return [dict(each) if isinstance(each, Mapping) else each for each in value]
