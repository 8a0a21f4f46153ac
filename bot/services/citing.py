"""What becomes of a message that somebody pointed at: a case, or more of one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.inputs import Aim, Cite
from bot.services import actions
from bot.services.talking import Talk

FLOWS: Mapping[Aim, str] = {Aim.OPEN_CASE: "complaint", Aim.ADD_TO_CASE: "add"}


def cite(talk: Talk, given: Cite) -> None:
    """Begin the flow that was asked for; who may not is refused as for the word of that flow."""
    actions.start(talk, FLOWS[given.what])
