"""What became of a command: done, or refused with a reason. Both are values and are committed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.content import Card


@dataclass(frozen=True)
class Done:
    """It is so; `card` tells the actor."""

    card: Card
    case_id: str | None = None  # that the card is about, where the one who acted did not name it


@dataclass(frozen=True)
class Refused:
    """It is not so, nothing was changed, and `reason` says why and what to do."""

    reason: str


Outcome = Done | Refused
