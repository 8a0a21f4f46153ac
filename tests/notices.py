"""Messages of a made-up case, and how to read them."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.content import Card
from bot.dialogue.notices.holding import Settled
from bot.dialogue.notices.updating import Composed
from bot.dialogue.wording import plain
from bot.domain.disclosure import Field
from bot.domain.people import Person
from bot.domain.roles import Role
from tests.fakes import CHIDI, MAYA, NOOR, NOW, policy

NEXT = NOW + timedelta(days=3)
COMPOSED = Composed(
    items=range(100),
    words="Each file is checked twice from now on.",
    words_tag=Field.SERVICE_PLAN,
    coming="We speak with both sides this week.",
    next_at=NEXT,
)


def settled(role: Role, *, holder: Person = CHIDI, former: Person | None = None) -> Settled:
    """A role that was just given to somebody."""
    return Settled(
        role=role,
        charter=policy().charters[role],
        holder=holder,
        actor=MAYA,
        at=NOW,
        former=former,
        old=None,
        kept="in the case log." if former else "",
        object_by=NOW + timedelta(days=2),
        hr_lead=NOOR.name,
    )


def words(card: Card | None) -> str:
    """All that a message says, its notification aside."""
    return "" if card is None else "\n".join([card.title, *map(plain, card.blocks)])
