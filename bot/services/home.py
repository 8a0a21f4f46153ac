"""A person's Home: what they owe next, their cases, what they left in the middle, their roles.

Nothing stands here that a card would not tell the same person: what of a case may be known is
asked of the same rules. How many cases there are changes its length, and not what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialogue import phrasing
from bot.dialogue.content import Block, Bullets, Button, Facts, Home, Item, Paragraph, Section
from bot.dialogue.flow import Flow
from bot.dialogue.state import Session
from bot.domain.cases import Case, Outline, Party
from bot.domain.lanes import Address
from bot.domain.people import Person
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.roles import Role
from bot.services import cards, reminding
from bot.services.desk import Desk

OWED = 8  # shown of each kind; the rest is counted
CASES = 10
DRAFTS = 5
HELD = 10  # cases named under a role
IN_HOME = ("remind_done", "snooze_tomorrow", "why")  # of a reminder's buttons: its card has all


@dataclass(frozen=True)
class Mine:
    """An open case that its reader may know of."""

    case: Case  # without its words
    part: Party  # whose side of it is shown
    parts: tuple[Party, ...]
    changed_at: datetime
    owed: tuple[Reminder, ...]  # by the reader, what is due first in front

    @property
    def order(self) -> tuple[bool, float, float]:
        """What is owed first comes first; then what has changed last."""
        due = self.owed[0].due_at.timestamp() if self.owed else 0.0
        return not self.owed, due, -self.changed_at.timestamp()


def home(desk: Desk, address: Address) -> Home:
    """The desk's reader's own page. `address` is where it stands: what they began there is shown.

    Where the page is one of a surface, a draft of another surface cannot be gone on with.
    """
    viewer = desk.reader
    mine = _mine(desk)
    sections = [_owed(desk, mine), _cases(desk, mine), _drafts(desk, address)]
    said = desk.wording.card("home.hr" if viewer.is_hr else "home.party", viewer)
    if viewer.is_hr:
        begin = (Button("New complaint", "start", "complaint", "primary"),)
        sections.append(_roles(desk, mine))
        return Home(said.title, said.blocks, begin, tuple(sections))
    shown = (each for each in sections if each.items or each is sections[1])
    return Home(said.title, said.blocks, sections=tuple(shown))


def strangers_home(desk: Desk, somebody: Person) -> Home:
    """For somebody whom the organisation does not know: polite, and nothing about anything."""
    said = desk.wording.card("stranger", somebody)
    return Home(said.title, said.blocks)


def _mine(desk: Desk) -> Sequence[Mine]:
    """The cases that the reader may know of, in order."""
    owed: dict[str, list[Reminder]] = {}
    for reminder in desk.work.reminders.open_of(desk.reader.id):
        owed.setdefault(reminder.case_id, []).append(reminder)
    known: dict[str, list[Outline]] = {}
    for each in desk.work.cases.outlines(desk.reader.id):
        if cards.may_know(desk, each.case, each.party):
            known.setdefault(each.case.id, []).append(each)
    made = (_one(parts, owed.get(case_id, ())) for case_id, parts in known.items())
    return sorted(made, key=lambda mine: mine.order)


def _one(parts: Sequence[Outline], owed: Sequence[Reminder]) -> Mine:
    """HR's own part comes first. What HR does in a case shows to others in no order of theirs."""
    shown = max(parts, key=lambda each: each.party.capacity.is_hr)
    is_hr = shown.party.capacity.is_hr
    return Mine(
        case=shown.case,
        part=shown.party,
        parts=tuple(each.party for each in parts),
        changed_at=shown.changed_at if is_hr else shown.case.opened_at,
        owed=tuple(owed),
    )


# --- what is owed ---------------------------------------------------------------------------------


def _owed(desk: Desk, mine: Sequence[Mine]) -> Section:
    due = [(reminder, each) for each in mine for reminder in each.owed]
    due.sort(key=lambda pair: pair[0].due_at)
    items = (_to_do(desk, reminder, each) for reminder, each in due[:OWED])
    return _section(desk, "owed", tuple(items), left=len(due) - OWED)


def _to_do(desk: Desk, reminder: Reminder, mine: Mine) -> Item:
    due, late = reminder.due_at, reminder.due_at <= desk.now
    offered = (each for each in reminding.buttons(reminder) if each.action in IN_HOME)
    return Item(
        title=f"{mine.case.reference}: {desk.policy.schedules[reminder.kind].title}",
        blocks=(Paragraph(desk.wording.line("home.due", desk.reader, due=due, late=late)),),
        buttons=(*_step(reminder), *offered),
    )


def _step(reminder: Reminder) -> Iterator[Button]:
    """What settles it here and now, where a step of ours does."""
    case_id = reminder.case_id
    match reminder.kind:
        case ReminderKind.TELL_EMPLOYEE:
            yield Button("Tell the employee", "start", f"tell:{case_id}", "primary")
        case ReminderKind.PROMISED_UPDATE | ReminderKind.PUT_TO_EMPLOYEE:
            yield Button("Send an update", "start", f"update:{case_id}", "primary")
        case ReminderKind.ACKNOWLEDGE_ROLE if reminder.party_id:
            yield Button("I take this role", "take_role", reminder.party_id, "primary")


# --- cases ----------------------------------------------------------------------------------------


def _cases(desk: Desk, mine: Sequence[Mine]) -> Section:
    items = (_case(desk, each) for each in mine[:CASES])
    return _section(desk, "cases", tuple(items), left=len(mine) - CASES)


def _case(desk: Desk, mine: Mine) -> Item:
    viewer, case = desk.reader, mine.case
    speaker = desk.outline(desk.work.cases.get(case.id) or case)  # the next step asks for its words
    known = dict(cards.facts(desk, speaker, mine.part, viewer))  # as on the card, and no more
    step = cards.next_step(desk, speaker, viewer)
    rows = (
        ("Your part", known["Your part"]),
        ("About", known.get("About", "")),
        ("Client", "" if viewer.client else known.get("Client", "")),
        ("Next", _next(desk, mine, step)),
        ("Next update by", known.get("Next update by", "")),
        ("Looked after by", "" if step else known["Looked after by"]),
    )
    buttons = [Button(f"Open {case.reference}", "case", case.id)]
    if step:
        buttons.append(replace(step, style="plain"))
    return Item(
        title=f"{case.reference}: {known['Stands at']}",
        blocks=(Facts(tuple((label, value) for label, value in rows if value)),),
        buttons=tuple(buttons),
    )


def _next(desk: Desk, mine: Mine, step: Button | None) -> str:
    """What the reader owes first in it, else the step that is theirs to take."""
    if not mine.owed:
        return step.label if step else ""
    first = mine.owed[0]
    what = desk.policy.schedules[first.kind].title
    return desk.wording.line("home.next", desk.reader, what=what, due=first.due_at)


# --- drafts ---------------------------------------------------------------------------------------


def _drafts(desk: Desk, address: Address) -> Section:
    """What was begun at this address: the one under way, then the last one put aside."""
    sessions, flows = desk.work.sessions, desk.practice.flows
    active = sessions.active(address.id)
    begun = [*((active,) if active else ()), *sessions.parked(address.id)]
    known = [each for each in begun if each.flow in flows]
    items = (_draft(desk, each, flows[each.flow]) for each in known[:DRAFTS])
    return _section(desk, "drafts", tuple(items), left=len(known) - DRAFTS)


def _draft(desk: Desk, session: Session, flow: Flow) -> Item:
    order = [step.id for step in flow.steps]
    at = session.state.place.step
    blocks: tuple[Block, ...] = ()
    if at in order:  # the flow may have changed since
        where = desk.wording.line(
            "home.place",
            desk.reader,
            number=order.index(at) + 1,
            count=len(order),
            step=flow.step(at).title,
            begun=session.started_at,
        )
        blocks = (Paragraph(where),)
    lost = desk.wording.line("home.drop", desk.reader)
    return Item(
        title=f"{flow.title} {session.about}".strip(),
        blocks=blocks,
        buttons=(
            Button("Resume", "resume", session.id),
            Button("Drop it", "drop", session.id, "danger", confirm=lost),
        ),
    )


# --- roles ----------------------------------------------------------------------------------------


def _roles(desk: Desk, mine: Sequence[Mine]) -> Section:
    held: dict[Role, list[tuple[Mine, Party]]] = {}
    for each in mine:
        for part in each.parts:
            if role := Role.of(part.capacity):
                held.setdefault(role, []).append((each, part))
    items = tuple(_role(desk, role, held[role]) for role in Role if role in held)
    return _section(desk, "roles", items)


def _role(desk: Desk, role: Role, held: Sequence[tuple[Mine, Party]]) -> Item:
    """What it is there for, and the cases in which the reader holds it, the latest first."""
    viewer, charter = desk.reader, desk.policy.charters[role]
    latest = sorted(held, key=lambda pair: pair[1].since, reverse=True)
    lines = [
        f"{each.case.reference}, since {phrasing.day_for(viewer, part.since)}"
        for each, part in latest[:HELD]
    ]
    if left := len(held) - len(lines):
        lines.append(f"… and {left:,} more")
    aim = desk.wording.line("home.role", viewer, serves=charter.serves, aim=charter.aim)
    return Item(title=charter.title, blocks=(Paragraph(aim), Bullets(tuple(lines))))


def _section(desk: Desk, kind: str, items: tuple[Item, ...], *, left: int = 0) -> Section:
    """A heading of the catalogue; its text says what will stand under it while nothing does."""
    viewer, wording = desk.reader, desk.wording
    return Section(
        title=wording.line(f"home.{kind}", viewer),
        items=items,
        left=max(left, 0),
        more=wording.line("home.more", viewer) if left > 0 and kind != "drafts" else "",
        empty="" if items else wording.text(f"home.{kind}", viewer),
    )
