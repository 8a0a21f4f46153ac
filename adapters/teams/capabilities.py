"""What Teams can show."""

from __future__ import annotations

from adapters.teams import limits
from bot.dialogue.capabilities import Capabilities

CAPABILITIES = Capabilities(
    whole_pages=True,  # a step is one card
    options=limits.OPTIONS,
    text=limits.TEXT // 2,  # in characters, each of which may count as two
    keeps_own_words=True,
    button_label=limits.BUTTON_LABEL,
)
