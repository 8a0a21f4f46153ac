"""What the parties hear when a case is opened."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.content import Card
from bot.dialogue.notices import Speaker
from bot.domain.cases import Capacity, Party

SAID_TO = {
    Capacity.CLIENT: "opened.client",
    Capacity.MANAGER: "opened.manager",
    Capacity.ACCOUNT_LEAD: "opened.account_lead",
}


def opened(speaker: Speaker, party: Party, *, next_at: datetime) -> Card | None:
    """The party's first notice, or None when it hears nothing at this stage."""
    key = SAID_TO.get(party.capacity)
    if key is None or not speaker.hears(party):
        return None
    file = speaker.file
    return speaker.wording.card(
        key,
        file.person(party),
        reference=file.case.reference,
        client=file.client.name,
        employee=file.employee,
        hr=speaker.hr,
        next_at=next_at,
    )
