"""An HR role is settled: the old holding closes, the new one opens, and all concerned are told."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.content import Button, Card
from bot.dialogue.notices import Speaker, holding
from bot.dialogue.notices.holding import Settled
from bot.domain.cases import Capacity, Case, Party
from bot.domain.commands import AssignRole
from bot.domain.events import EventKind
from bot.domain.people import Duty, Person
from bot.domain.reminders import ReminderKind
from bot.domain.roles import ConflictLevel, Role
from bot.services import cards, owing
from bot.services.desk import Desk, new_id
from bot.services.handlers.access import acting, by_whom, since
from bot.services.lookups import conflict_of
from bot.services.outcomes import Done, Outcome, Refused
from bot.services.posting import tell

OBJECTION = 2  # working days in which an employee may object to a person (charter, section 5)
SETTLING = (EventKind.ROLE_ASSIGNED, EventKind.ROLE_HANDED_OVER)


def assign_role(desk: Desk, command: AssignRole) -> Outcome:
    """Give a role to a person, if nothing stands against it, and announce it."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    case, holder = found.file.case, desk.work.directory.person(command.holder_id)
    if holder is None or not holder.is_hr:
        return Refused("Only a person in HR can hold this role. Please choose again.")
    if refused := _overtaken(desk, found, command) or _conflict(desk, case, command.role, holder):
        return refused
    settled = _settled(desk, found, command, holder)
    party = _hold(desk, found, command, holder)
    desk.record(
        case.id,
        EventKind.ROLE_HANDED_OVER if settled.former else EventKind.ROLE_ASSIGNED,
        role=command.role.value,
        holder=holder.id,
        former=settled.former.id if settled.former else "",
        reason=command.reason,
    )
    owing.hand_over(desk, case)
    _announce(desk, desk.speaker(case), settled, party)
    return Done(_done_card(desk, case))


def _overtaken(desk: Desk, speaker: Speaker, command: AssignRole) -> Refused | None:
    """Somebody settled this role after the actor began: the first wins, the second is told."""
    entry = since(speaker, command.basis, *SETTLING, role=command.role.value)
    if entry is None:
        return None
    holder = desk.work.directory.person(entry.event.data["holder"])
    name = holder.name if holder else "somebody"
    return Refused(
        f"{by_whom(desk, entry)} settled this role in the meantime: {name} is "
        f"{command.role.capacity.words}. Nothing was overwritten."
    )


def _conflict(desk: Desk, case: Case, role: Role, holder: Person) -> Refused | None:
    found = conflict_of(desk, case, role=role, person=holder)
    refused = found is not None and found.level is ConflictLevel.REFUSED
    return Refused(found.reason) if found and refused else None


def _settled(desk: Desk, speaker: Speaker, command: AssignRole, holder: Person) -> Settled:
    held = speaker.file.holder(command.role.capacity)
    given_up = (Role.of(p.capacity) for p in speaker.file.parts_of(holder.id))
    leads = desk.work.directory.find_staff("", limit=1, duties=(Duty.HR_LEAD,))
    employee = speaker.file.employee
    return Settled(
        role=command.role,
        charter=desk.policy.charters[command.role],
        holder=holder,
        actor=desk.reader,
        at=desk.now,
        former=speaker.file.person(held) if held else None,
        old=next((role for role in given_up if role), None),
        kept=command.notes_kept,
        object_by=desk.calendar(employee).add_working_days(desk.now, OBJECTION),
        hr_lead=leads[0].name if leads else "HR",
    )


def _hold(desk: Desk, speaker: Speaker, command: AssignRole, holder: Person) -> Party:
    """Close what ends with this, and open the new holding."""
    cases, case = desk.work.cases, speaker.file.case
    for party in speaker.file.open_parties:
        same_role = party.capacity is command.role.capacity
        own_part = party.person_id == holder.id and party.capacity.is_hr
        if same_role or own_part:
            cases.save_party(replace(party, until=desk.now))
            owing.settle(desk, case, ReminderKind.ACKNOWLEDGE_ROLE, party_id=party.id)
    new = Party(new_id(), case.id, holder.id, command.role.capacity, desk.now)
    cases.add_party(new)
    _end_intake(desk, case)
    return new


def _end_intake(desk: Desk, case: Case) -> None:
    """The opener's part ends when roles are settled: a liaison and an enforcer are named."""
    file = desk.file(case)
    intake = file.holder(Capacity.HR_INTAKE)
    settled = file.holder(Capacity.HR_LIAISON) and file.holder(Capacity.HR_ENFORCER)
    if intake and settled:
        desk.work.cases.save_party(replace(intake, until=desk.now))


def _announce(desk: Desk, speaker: Speaker, settled: Settled, party: Party) -> None:
    """All at the same time, within their hours; the employee not before they were told."""
    charter = holding.for_holder(speaker, settled)
    take = Button("I take this role", "take_role", party.id, "primary")
    tell(desk, speaker, party, replace(charter, buttons=(take,)), key=f"role:{party.id}:{party.id}")
    owing.owe(desk, speaker.file.case, ReminderKind.ACKNOWLEDGE_ROLE, by=party)
    for other in speaker.file.open_parties:
        card = holding.for_party(speaker, other, settled)
        if card and other.person_id != settled.actor.id:
            tell(desk, speaker, other, card, key=f"role:{party.id}:{other.id}")


def _done_card(desk: Desk, case: Case) -> Card:
    """The case, unless the actor's own part has ended with this."""
    if not desk.file(case).may_act(desk.reader.id):
        note = "Your own part in this case has ended with this."
        return cards.plain("Roles are settled", note, reference=case.reference)
    card = cards.case_card(desk, case, desk.reader)
    again = Button("Settle another role", "start", f"roles:{case.id}")
    return replace(card, buttons=(again, *card.buttons))
