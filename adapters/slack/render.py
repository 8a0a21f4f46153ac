"""What the mediator says → one Slack message, within every limit that Slack has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from adapters.slack import asking, elements, laying, limits, pressing, reading
from adapters.slack.elements import Json
from adapters.slack.laying import Parts
from bot.dialogue.content import Answered, Card, Content, Page, Said
from bot.dialogue.fitting import Fitting, beginning, printable, size

_NEUTRAL = "There is something for you here."


@dataclass(frozen=True)
class Message:
    """`text` is what notifications and screen readers get; `blocks` is what is shown."""

    text: str
    blocks: tuple[Json, ...]


def render(content: Content, *, post_id: str) -> Message:
    """The message. `post_id` is what its "Read all" button points at, if it needs one."""
    text = notice(content)
    blocks = _blocks(content, post_id=post_id)
    return Message(text, tuple(blocks) or (elements.section(printable(text)),))


def _blocks(content: Content, *, post_id: str) -> list[Json]:
    return laying.within(
        lambda fitting: _parts(content, fitting), more=pressing.read_all(post_id), fits=_fits
    )


def notice(content: Content) -> str:
    """The text of a notification: neutral, never what somebody wrote; escaped, as it is mrkdwn."""
    said = content.notice if isinstance(content, Card | Page) else _NEUTRAL
    said = printable(said or _NEUTRAL)
    if size(said) > limits.NOTICE:
        said = beginning(said, limits.NOTICE) + "…"
    return elements.escaped(said)


def weight(blocks: Sequence[Json]) -> int:
    """How long Slack finds a message's blocks as a whole, as far as that is known."""
    texts = sum(size(text) for block in blocks for text in _texts(block))
    return texts + limits.BLOCK_WEIGHT * len(blocks)


def _parts(content: Content, fitting: Fitting) -> Parts:
    match content:
        case Card():
            return Parts(
                top=reading.title(content.title, fitting),
                middle=reading.read(content.blocks, fitting),
                bottom=pressing.card_buttons(content.buttons, fitting),
            )
        case Page():
            return _page(content, fitting)
        case Answered():
            return Parts(
                top=reading.note(f"✓ {content.title}" if content.title else "", fitting),
                middle=reading.facts(content.rows, fitting),
                bottom=reading.note(content.note, fitting),
            )
        case Said():  # Slack keeps what people wrote: none of these is sent here
            return Parts(middle=[elements.quote(fitting.text(content.text))])
        case _:
            assert_never(content)


def _page(page: Page, fitting: Fitting) -> Parts:
    place = f"{page.flow_title} · {page.number} of {page.count}"
    questions = [
        block
        for number, asked in enumerate(page.questions)
        for block in asking.question(page, asked, number=number, fitting=fitting)
    ]
    return Parts(
        top=[*reading.title(page.title, fitting), *reading.note(place, fitting)],
        middle=[*reading.paragraph(page.intro, fitting), *reading.read(page.blocks, fitting)],
        bottom=[
            *reading.paragraph(f"⚠ {page.error}" if page.error else "", fitting),
            *questions,
            *pressing.page_moves(page, fitting),
        ],
    )


def _fits(blocks: Sequence[Json]) -> bool:
    return len(blocks) <= limits.BLOCKS and weight(blocks) <= limits.WEIGHT


def _texts(value: Any) -> Iterator[str]:
    """All text in a block."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name == "text" and isinstance(one, str):
                yield one
            else:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
