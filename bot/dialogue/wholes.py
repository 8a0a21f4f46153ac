"""All that a message says, as one text: for those who ask for what was shown in part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.dialogue.content import Answered, Block, Card, Content, Page, Question, Quote, Said
from bot.dialogue.wording import plain


def whole_text(content: Content) -> str:
    """Everything that the reader was to read, in order; parts are set apart by a blank line."""
    return "\n\n".join(part for part in _parts(content) if part.strip())


def _parts(content: Content) -> Iterator[str]:
    match content:
        case Card():
            yield content.title
            yield from (part for block in content.blocks for part in _block(block))
        case Page():
            yield from (content.title, content.error, content.intro)
            yield from (part for block in content.blocks for part in _block(block))
            for question in content.questions:
                yield from _asked(question)
        case Answered():
            yield content.title
            yield from (f"{label}: {answer}" for label, answer in content.rows)
            yield content.note
        case Said():
            yield content.text
        case _:
            assert_never(content)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Quote):
        yield from (f"{block.by} wrote:" if block.by else "", block.text, block.link)
    else:
        yield plain(block)


def _asked(question: Question) -> Iterator[str]:
    yield from (question.field.label, question.field.hint, question.error, question.nudge)
    options = (f"{one.label} ({one.hint})" if one.hint else one.label for one in question.options)
    yield "\n".join(f"{number}. {words}" for number, words in enumerate(options, 1))
    if isinstance(question.value, str):
        yield question.value
