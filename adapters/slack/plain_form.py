"""The plainest form of a message, for when Slack refuses the full one: text and nothing to press.

That a message was refused is a fault of ours. It still has to be said, and a question can still
be answered by typing.
"""

from __future__ import annotations

from collections.abc import Iterator

from adapters.slack import elements, limits, pressing
from adapters.slack.elements import Json
from adapters.slack.render import Message, notice
from bot.dialogue.content import Content, Page
from bot.dialogue.fitting import clipped, excerpt, printable
from bot.dialogue.values import is_blank
from bot.dialogue.wholes import whole_text

MOST = 7500  # characters; what is longer gets a button to read it all
_REMARK = "This is shown without its buttons. You can answer in words, or type help."


def render_plain(content: Content, *, post_id: str) -> Message:
    """The message as paragraphs of plain text."""
    text = printable(whole_text(content) + _moves(content))
    shown = excerpt(text, MOST)
    more = [pressing.read_all(post_id)] if shown != text else []
    return Message(notice(content), (*_sections(shown), elements.context(_REMARK), *more))


def _sections(text: str) -> Iterator[Json]:
    while text:
        start = clipped(text, limits.SECTION_TEXT)
        if not is_blank(start):
            yield elements.section(start)
        text = text[len(start) :]


def _moves(content: Content) -> str:
    """What can be typed instead of pressed."""
    if not isinstance(content, Page):
        return ""
    words = [*dict.fromkeys(move.name for move in content.moves), "help"]
    return "\n\nWords that work here: " + ", ".join(words)
