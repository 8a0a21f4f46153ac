"""The closing note, a version for each party."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.notices import Speaker, Version
from bot.dialogue.notices.updating import recipients
from bot.domain.cases import Capacity, Party, Stage
from bot.domain.disclosure import Field

SAID_TO = {Capacity.CLIENT: "closed.client", Capacity.EMPLOYEE: "closed.employee"}


def key_for(party: Party) -> str:
    """The catalogue's entry for this party's closing note."""
    return SAID_TO.get(party.capacity, "closed.party")


def versions(speaker: Speaker, *, sender: str) -> Sequence[Version]:
    """What each party would get when the case is closed."""
    return [_version(speaker, party) for party in recipients(speaker, sender=sender)]


def _version(speaker: Speaker, party: Party) -> Version:
    reader, file = speaker.file.person(party), speaker.file
    if not speaker.hears(party):
        verdict = speaker.matrix.judge(Field.EXISTS, party.capacity, file.facts(party))
        return Version(party, reader, "", verdict.reason)
    text = speaker.wording.text(
        key_for(party),
        reader,
        reference=file.case.reference,
        opened_at=file.case.opened_at,
        looked_into=file.case.stage.reached(Stage.FACTS),
        hr=speaker.hr,
    )
    return Version(party, reader, text)
