"""An HR role is settled: the old holding closes, the new one opens, and all concerned are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.content import Button, Card
from bot.dialogue.notices import Speaker, holding, secrets
from bot.dialogue.notices.holding import Settled
from bot.domain.casefile import ACTING, CaseFile
from bot.domain.cases import Capacity, Case, Party
from bot.domain.commands import AssignRole
from bot.domain.events import EventKind
from bot.domain.people import Duty, Person
from bot.domain.reminders import ReminderKind
from bot.domain.roles import ConflictLevel, Role
from bot.services import cards, escalating, owing
from bot.services.desk import Desk, new_id
from bot.services.handlers.access import acting, by_whom, since
from bot.services.lookups import conflict_of
from bot.services.outcomes import Done, Outcome, Refused
from bot.services.posting import tell

OBJECTION = 2
"""Working days in which an employee may object to a person. That they may, and that they get an
answer in two working days, is in the role charter, section 5; the time to object is our own."""
SETTLING = (EventKind.ROLE_ASSIGNED, EventKind.ROLE_HANDED_OVER)


def assign_role(desk: Desk, command: AssignRole) -> Outcome:
    """Give a role to a person, if nothing stands against it, and announce it."""
    found = acting(desk, command.case_id, handing_over=True)
    if isinstance(found, Refused):
        return found
    case, holder = found.file.case, desk.work.directory.person(command.holder_id)
    if holder is None or not holder.is_hr:
        return Refused("Only a person in HR can hold this role. Please choose again.")
    settled = _settled(desk, found, command, holder)
    if refused := _overtaken(desk, found, command) or _against(desk, found, settled):
        return refused
    party = _hold(desk, found, command, holder)
    desk.record(
        case.id,
        EventKind.ROLE_HANDED_OVER if settled.former else EventKind.ROLE_ASSIGNED,
        role=command.role.value,
        holder=holder.id,
        former=settled.former.id if settled.former else "",
        old=settled.old.value if settled.old else "",
        reason=command.reason,
        kept=command.notes_kept,
    )
    owing.hand_over(desk, case)
    after = desk.speaker(case)
    _announce(desk, after, settled, party)
    _dismiss(desk, found, after, settled)
    return Done(_done_card(desk, case, had_part=bool(found.file.parts_of(desk.reader.id))))


def _overtaken(desk: Desk, speaker: Speaker, command: AssignRole) -> Refused | None:
    """Somebody settled this role, or this person's, after the actor began: the first wins."""
    same_role = since(speaker, command.basis, *SETTLING, role=command.role.value)
    entry = same_role or since(speaker, command.basis, *SETTLING, holder=command.holder_id)
    if entry is None:
        return None
    holder = desk.work.directory.person(entry.event.data["holder"])
    name, part = holder.name if holder else "somebody", Role(entry.event.data["role"]).capacity
    what = "this role" if same_role else f"another role of {name}"
    return Refused(
        f"{by_whom(desk, entry)} settled {what} in the meantime: {name} is {part.words}. "
        "Nothing was overwritten."
    )


def _against(desk: Desk, speaker: Speaker, settled: Settled) -> Refused | None:
    """What stands against a change, whatever was shown before."""
    file, capacity, holder = speaker.file, settled.role.capacity, settled.holder
    held = file.holder(capacity)
    if held and held.person_id == holder.id:
        return Refused(f"{holder.name} holds this role already. Nothing was changed.")
    found = conflict_of(desk, file.case, role=settled.role, person=holder)
    if found is not None and found.level is ConflictLevel.REFUSED:
        return Refused(found.reason)
    ending = {party.id for party in _ending(file, settled.role, holder.id)}
    staying = {party.capacity for party in file.open_parties if party.id not in ending}
    if not ACTING & {capacity, *staying}:
        return Refused(
            "With this, nobody would be left who may move the case on. Please name a liaison or an "
            "enforcer first."
        )
    return _gives_away(speaker, settled)


def _gives_away(speaker: Speaker, settled: Settled) -> Refused | None:
    """Where notes stay is read by all whom the change concerns: nothing may stand in it."""
    for party in speaker.file.open_parties:
        if party.capacity is Capacity.CLIENT or holding.for_party(speaker, party, settled) is None:
            continue
        if leaks := secrets.leaked(speaker, party, settled.kept):
            said = " ".join(leak.message for leak in leaks)
            return Refused(f"{speaker.name(party)} reads where the notes stay. {said}")
    return None


def _ending(file: CaseFile, role: Role, holder: str) -> Sequence[Party]:
    """The parts that end when this person takes this role: its holder's, and their own in HR."""
    return [
        party
        for party in file.open_parties
        if party.capacity is role.capacity or (party.person_id == holder and party.capacity.is_hr)
    ]


def _settled(desk: Desk, speaker: Speaker, command: AssignRole, holder: Person) -> Settled:
    held = speaker.file.holder(command.role.capacity)
    given_up = (Role.of(p.capacity) for p in speaker.file.parts_of(holder.id))
    employee = speaker.file.employee
    calendar = desk.calendar(employee)
    heard_at = calendar.next_writing_moment(desk.now)
    return Settled(
        role=command.role,
        charter=desk.policy.charters[command.role],
        holder=holder,
        actor=desk.reader,
        at=desk.now,
        former=speaker.file.person(held) if held else None,
        old=next((role for role in given_up if role), None),
        kept=command.notes_kept,
        object_by=calendar.add_working_days(heard_at, OBJECTION),
        hr_lead=_hears_objections(desk, employee, holder),
    )


def _hears_objections(desk: Desk, employee: Person, holder: Person) -> str:
    """The HR lead, else who stands in: not the holder, nor who chose them as a deputy would."""
    chose = () if Duty.HR_LEAD in desk.reader.duties else (desk.reader.id,)
    besides = (holder.id, *chose)
    found = escalating.entrusted(desk, Duty.HR_LEAD, subject=employee.id, besides=besides)
    return found[0].name if found else "HR"


def _hold(desk: Desk, speaker: Speaker, command: AssignRole, holder: Person) -> Party:
    """Close what ends with this, and open the new holding."""
    cases, case = desk.work.cases, speaker.file.case
    for party in _ending(speaker.file, command.role, holder.id):
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
    """Each within their hours; the employee not before they were told."""
    charter = holding.for_holder(speaker, settled)
    take = Button("I take this role", "take_role", party.id, "primary")
    tell(desk, speaker, party, replace(charter, buttons=(take,)), key=f"role:{party.id}:{party.id}")
    owing.owe(desk, speaker.file.case, ReminderKind.ACKNOWLEDGE_ROLE, by=party)
    for other in speaker.file.open_parties:
        card = holding.for_party(speaker, other, settled)
        if card and other.person_id != settled.actor.id:
            tell(desk, speaker, other, card, key=f"role:{party.id}:{other.id}")


def _dismiss(desk: Desk, before: Speaker, after: Speaker, settled: Settled) -> None:
    """Whose part has ended with this hears so, and where what they were told stays."""
    staying = {party.id for party in after.file.open_parties}
    for party in before.file.open_parties:
        if party.id not in staying and party.person_id not in (settled.holder.id, settled.actor.id):
            card = holding.for_former(after, party, settled)
            tell(desk, after, party, card, key=f"ended:{party.id}")


def _done_card(desk: Desk, case: Case, *, had_part: bool) -> Card:
    """The case, unless the actor's own part has ended with this, or was never there."""
    if not desk.file(case).may_act(desk.reader.id):
        ended = "Your own part in this case has ended with this."
        note = ended if had_part else "The case has somebody again who looks after it."
        return cards.plain("Roles are settled", note, reference=case.reference)
    card = cards.case_card(desk, case, desk.reader)
    again = Button("Settle another role", "start", f"roles:{case.id}")
    others = (each for each in card.buttons if each.target != again.target)
    return replace(card, buttons=(again, *others))
