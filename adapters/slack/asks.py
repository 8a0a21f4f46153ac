"""A question that is to be drawn: on which page, at which place, and how much of it fits."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.slack import codec
from bot.dialogue.content import Page, Question
from bot.dialogue.fitting import Fitting


@dataclass(frozen=True)
class Ask:
    """A question on its page."""

    page: Page
    question: Question
    number: int  # on its page
    fitting: Fitting

    @property
    def block_id(self) -> str:
        """Of the block whose control answers it."""
        page = self.page
        return codec.fill_block(page.session, page.revision, field=self.question.field.id)

    def action(self, kind: codec.Kind, number: int = 0) -> str:
        """An id that no other question on the page has."""
        return codec.action_id(kind, self.number * 1000 + number)
