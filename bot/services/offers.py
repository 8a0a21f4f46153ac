"""What a button offers: the rule that says whether it would still do something for its reader.

Each rule gives what the button acts on, or the card that is said instead. It is asked when the
button is pressed, and whenever its case moves on: a button that would do nothing any more is taken
away (`bot.services.renewing`). Name and target of a button are claims: nothing here trusts them.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.content import Card
from bot.dialogue.flow import Flow
from bot.dialogue.posts import Post
from bot.dialogue.state import Session, SessionStatus
from bot.domain.cases import Case, Party
from bot.domain.lanes import Address
from bot.domain.reminders import Reminder
from bot.services import cards
from bot.services.desk import Desk
from bot.services.handlers.access import adopts, barred
from bot.services.lookups import scene_of
from bot.services.reminding import NOT_YOURS, owned


@dataclass(frozen=True)
class Begun:
    """A flow that can be begun: about nothing yet, about a case, or about a reminder."""

    flow: Flow
    case: Case | None = None
    reminder: Reminder | None = None


def always(_desk: Desk, _address: Address, target: str) -> str:
    """Open to everybody at any time."""
    return target


def beginning(desk: Desk, address: Address, target: str) -> Begun | Card:
    """A flow: `flow`, `flow:<case id>`, or `snooze:<reminder id>`."""
    name, _, about = target.partition(":")
    flow = desk.practice.flows.get(name)
    if flow is None:
        return moved_on(desk)
    if flow.hr_only and not desk.reader.is_hr:
        return desk.wording.card("not_for_you", desk.reader)
    if name == "snooze":
        found = reminder(desk, address, about)
        return found if isinstance(found, Card) else Begun(flow, reminder=found)
    return _beginning_for(desk, flow, about) if about else Begun(flow)


def _beginning_for(desk: Desk, flow: Flow, case_id: str) -> Begun | Card:
    case = desk.work.cases.get(case_id)
    if case is None or not case.is_open:
        return no_case(desk)
    file, settles = desk.file(case), flow.id == "roles"
    if not (file.may_act(desk.reader.id) or (settles and adopts(desk, file))):
        return no_case(desk)
    if not settles and (refused := barred(desk, file)):
        return cards.plain(flow.title, refused.reason)
    if reason := flow.refusal({"case": case.id}, scene_of(desk)):
        return cards.plain(flow.title, reason)
    return Begun(flow, case=case)


def case(desk: Desk, _address: Address, case_id: str) -> Case | Card:
    """A case that the reader may know of; closed, unknown and somebody else's are refused alike."""
    found = desk.work.cases.get(case_id)
    if found is None or not found.is_open or not cards.is_shown(desk, found, desk.reader):
        return no_case(desk)
    return found


def journal(desk: Desk, _address: Address, case_id: str) -> Case | Card:
    """The journal, for HR who act on the case."""
    found = desk.work.cases.get(case_id)
    if found is None or not found.is_open or not desk.file(found).may_act(desk.reader.id):
        return no_case(desk)
    return found


def notice(desk: Desk, _address: Address, party_id: str) -> Party | Card:
    """A notice that its party has not yet said to have read."""
    party = _own_part(desk, party_id)
    if party is None or party.capacity.is_hr:
        return no_case(desk)
    return party if party.acknowledged_at is None else cards.received_card()


def role(desk: Desk, _address: Address, party_id: str) -> Party | Card:
    """A role that its holder has not confirmed yet."""
    party = _own_part(desk, party_id)
    found = desk.work.cases.get(party.case_id) if party else None
    if party is None or found is None or not found.is_open or not party.capacity.is_hr:
        return no_case(desk)
    return party if party.acknowledged_at is None else cards.role_card(party)


def _own_part(desk: Desk, party_id: str) -> Party | None:
    """A part that the reader holds, in a case that they may know of by now."""
    party = desk.work.cases.party(party_id)
    found = desk.work.cases.get(party.case_id) if party else None
    if party is None or found is None or party.person_id != desk.reader.id or not party.is_open:
        return None
    return party if cards.knows(desk, desk.speaker(found), party) else None


def reminder(desk: Desk, _address: Address, reminder_id: str) -> Reminder | Card:
    """Something open that the reader owes."""
    return owned(desk, reminder_id) or cards.plain("That is over", NOT_YOURS.reason)


def session(desk: Desk, address: Address, session_id: str) -> Session | Card:
    """A flow of the reader's own that was left in the middle, here."""
    found = desk.work.sessions.get(session_id)
    left = found is not None and found.status in (SessionStatus.ACTIVE, SessionStatus.PARKED)
    if found is None or not left or found.address_id != address.id:
        return cards.plain("Nothing to resume", "Nothing of yours was left in the middle.")
    return found


def post(desk: Desk, address: Address, post_id: str) -> Post | Card:
    """A message of the reader's own conversation."""
    found = desk.work.posts.get(post_id)
    return found if found and found.address.id == address.id else no_case(desk)


def no_case(desk: Desk) -> Card:
    """The same refusal for a case that is unknown, closed or somebody else's."""
    return desk.wording.card("no_such_case", desk.reader)


def moved_on(desk: Desk) -> Card:
    """For a button that nobody knows (any more)."""
    return desk.wording.card("button_over", desk.reader)
