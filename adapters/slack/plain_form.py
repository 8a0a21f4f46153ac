"""The plainest form of a message, for when Slack refuses the full one: text and nothing to press.

That a message was refused is a fault of ours. It still has to be said, and a question can still
be answered by typing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from adapters.slack import elements, limits, pressing
from adapters.slack.elements import Json
from adapters.slack.fitting import clipped, excerpt, printable
from adapters.slack.render import Message, notice
from bot.dialogue.content import Answered, Card, Content, Page, Question, Said
from bot.dialogue.values import is_blank
from bot.dialogue.wording import plain

MOST = 7500  # characters; what is longer gets a button to read it all
_REMARK = "This is shown without its buttons. You can answer in words, or type help."


def render_plain(content: Content, *, post_id: str) -> Message:
    """The message as paragraphs of plain text."""
    text = printable("\n\n".join(part for part in _said(content) if part.strip()))
    shown = excerpt(text, MOST)
    more = [pressing.read_all(post_id)] if shown != text else []
    return Message(notice(content), (*_sections(shown), elements.context(_REMARK), *more))


def _sections(text: str) -> Iterator[Json]:
    while text:
        start = clipped(text, limits.SECTION_TEXT)
        if not is_blank(start):
            yield elements.section(start)
        text = text[len(start) :]


def _said(content: Content) -> Iterator[str]:
    match content:
        case Card():
            yield content.title
            yield from (plain(block) for block in content.blocks)
        case Page():
            yield from (content.title, content.intro)
            yield from (plain(block) for block in content.blocks)
            yield content.error
            for asked in content.questions:
                yield from _asked(asked)
            yield "Words that work here: " + ", ".join(_moves(content))
        case Answered():
            yield content.title
            yield from (f"{label}: {value}" for label, value in content.rows)
            yield content.note
        case Said():
            yield content.text
        case _:
            assert_never(content)


def _asked(asked: Question) -> Iterator[str]:
    yield from (asked.field.label, asked.field.hint, asked.error, asked.nudge)
    yield "\n".join(f"{number}. {one.label}" for number, one in enumerate(asked.options, 1))


def _moves(page: Page) -> list[str]:
    return [*dict.fromkeys(move.name for move in page.moves), "help"]
