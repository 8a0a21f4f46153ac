"""What the parties hear when an HR role is settled or changes hands.

Whom it concerns: 02-role-charter.md section 5 (employee, line manager, account lead; the client
only when the liaison changes), as rows "role" and "liaison" of the matrix say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.content import Card
from bot.dialogue.notices import Speaker
from bot.domain.cases import Capacity, Party
from bot.domain.disclosure import Field, Level
from bot.domain.people import Person
from bot.domain.roles import Charter, Role

ADVISED = {
    Role.ADVISOR_EMPLOYEE: Capacity.EMPLOYEE,
    Role.ADVISOR_MANAGER: Capacity.MANAGER,
}


@dataclass(frozen=True)
class Settled:
    """One decision about a role."""

    role: Role
    charter: Charter
    holder: Person
    actor: Person
    at: datetime
    former: Person | None  # who held the role until now
    old: Role | None  # the role that the holder gives up for it
    kept: str  # where what was told in the former role stays
    object_by: datetime
    hr_lead: str


def for_holder(speaker: Speaker, settled: Settled) -> Card:
    """The charter, for who is to hold the role."""
    charter = settled.charter
    return speaker.wording.card(
        "role.holder",
        settled.holder,
        reference=speaker.file.case.reference,
        role=settled.role.capacity.words,
        actor=settled.actor,
        aim=charter.aim,
        says_first=charter.says_first,
        may=list(charter.may),
        may_not=list(charter.may_not),
    )


def for_party(speaker: Speaker, party: Party, settled: Settled) -> Card | None:
    """The party's notice, or None when it does not concern or not yet reach it."""
    field = Field.LIAISON if settled.role is Role.LIAISON else Field.ROLE
    reader = speaker.file.person(party)
    if speaker.level(field, party) is Level.SILENT or reader.id == settled.holder.id:
        return None
    return speaker.wording.card(
        _key(party.capacity),
        reader,
        reference=speaker.file.case.reference,
        change=_change(speaker, party, settled),
        meaning=_meaning(speaker, party, settled),
        kept=_kept(speaker, reader, settled),
        holder=settled.holder,
        hr_lead=settled.hr_lead,
        object_by=settled.object_by,
    )


def for_former(speaker: Speaker, party: Party, settled: Settled) -> Card:
    """For somebody in HR whose part ends with this, and who did not bring it about."""
    reader = speaker.file.person(party)
    return speaker.wording.card(
        "role.ended",
        reader,
        reference=speaker.file.case.reference,
        change=_change(speaker, party, settled),
        kept=_kept(speaker, reader, settled) if settled.former == reader else "",
        actor=settled.actor,
    )


def _key(capacity: Capacity) -> str:
    if capacity is Capacity.EMPLOYEE:
        return "role.employee"
    return "role.client" if capacity is Capacity.CLIENT else "role.party"


def _change(speaker: Speaker, party: Party, settled: Settled) -> str:
    """What changes; the role that the holder gives up is named only to who may know of roles."""
    key = "role.new"
    if settled.former is not None:
        key = "role.change"
    elif settled.old is not None and speaker.level(Field.ROLE, party) is not Level.SILENT:
        key = "role.switch"
    return speaker.wording.line(
        key,
        speaker.file.person(party),
        reference=speaker.file.case.reference,
        date=settled.at,
        holder=settled.holder,
        role=settled.role.capacity.words,
        former=settled.former or settled.holder,
        old=settled.old.capacity.words if settled.old else "",
    )


def _meaning(speaker: Speaker, party: Party, settled: Settled) -> str:
    """What the role is there for; an advisor is "for you" only to whom they advise."""
    advised = ADVISED.get(settled.role)
    reader, reference = speaker.file.person(party), speaker.file.case.reference
    if advised is None or party.capacity is advised:
        return speaker.wording.line(f"role.meaning.{settled.role.value}", reader)
    return speaker.wording.line(
        "role.hears_of_advisor",
        reader,
        reference=reference,
        holder=settled.holder,
        whom=advised.words,
    )


def _kept(speaker: Speaker, reader: Person, settled: Settled) -> str:
    if not settled.kept:
        return ""
    former = settled.former or settled.holder
    return speaker.wording.line(
        "role.kept", reader, former=former, where=settled.kept.strip().rstrip(".")
    )
