"""A case as one viewer may see it, its journal, and the small answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.dialogue import phrasing
from bot.dialogue.content import (
    Block,
    Bullets,
    Button,
    Card,
    Facts,
    Heading,
    Note,
    Paragraph,
    Quote,
)
from bot.dialogue.notices import Speaker, points, updating
from bot.domain.casefile import facts_of
from bot.domain.cases import Capacity, Case, Party
from bot.domain.disclosure import Field, Level
from bot.domain.events import TAGS, Entry
from bot.domain.people import Person
from bot.domain.reminders import ReminderKind
from bot.domain.roles import Role
from bot.services import reaching, resting
from bot.services.desk import Desk
from bot.services.lines import in_one_line

JOURNAL_SHOWN = 30  # entries, the latest
LISTED = 20  # cases in a list, the latest
WHO_IS = {Capacity.CLIENT: Field.COMPLAINANT, Capacity.WITNESS: Field.WITNESSES}
"""The parts whose names not everybody in HR may know, and the row of the matrix that says who."""


CASE, LIST, LEFT = "case", "cases", "left"
"""Topics: of each, only the latest card in a conversation has its buttons."""


def plain(
    title: str, *paragraphs: str, reference: str = "", buttons: Sequence[Button] = ()
) -> Card:
    """A short answer of our own words."""
    notice = f"{reference}: an answer for you" if reference else "Evenhand: an answer for you"
    blocks = tuple(Paragraph(text) for text in paragraphs if text)
    return Card(notice=notice, title=title, blocks=blocks, buttons=tuple(buttons))


def case_card(desk: Desk, case: Case, viewer: Person) -> Card:
    """The case for whoever may know of it; each part they hold shows its own side.

    Raises LookupError when they hold none that may know of it.
    """
    speaker = desk.speaker(case)
    party = _part(desk, speaker, viewer)
    if party is None:
        raise LookupError(case.id)
    blocks: list[Block] = []
    if speaker.file.may_act(viewer.id):  # first what is to be done, then all there is to know
        blocks += [*_vacant(speaker), *_owed(desk, case, viewer)]
    blocks.append(Facts(tuple(facts(desk, speaker, party, viewer))))
    blocks += _raised(speaker, party, viewer)
    if party.capacity.is_hr:
        blocks += [Heading("Who is in it"), Bullets(tuple(_who(desk, speaker, party)))]
    blocks.append(Note("You see what your part in the case may know."))
    return Card(
        notice=f"{case.reference}: the case",
        title=f"{case.reference}",
        blocks=tuple(blocks),
        buttons=tuple(_buttons(desk, speaker, viewer)),
        topic=CASE,
    )


def is_shown(desk: Desk, case: Case, viewer: Person) -> bool:
    """True when the viewer holds a part that may know of the case by now."""
    return _part(desk, desk.speaker(case), viewer) is not None


def _part(desk: Desk, speaker: Speaker, viewer: Person) -> Party | None:
    """The part whose side of the case is shown: one that may know of it, HR's own first."""
    parts = [each for each in speaker.file.parts_of(viewer.id) if knows(desk, speaker, each)]
    return max(parts, key=lambda part: part.capacity.is_hr, default=None)


def knows(desk: Desk, speaker: Speaker, party: Party) -> bool:
    """True when the party may know of the case by now: the employee once the telling goes out.

    It may wait for their morning; until then they should not come upon the case by asking.
    """
    return may_know(desk, speaker.file.case, party)


def may_know(desk: Desk, case: Case, party: Party) -> bool:
    """As `knows`, where no more is at hand than how the case stands."""
    told_at = case.employee_told_at
    waits = party.capacity is Capacity.EMPLOYEE and told_at is not None and told_at > desk.now
    exists = desk.policy.matrix.judge(Field.EXISTS, party.capacity, facts_of(case, party))
    return exists.level is not Level.SILENT and not waits


def _raised(speaker: Speaker, party: Party, viewer: Person) -> list[Block]:
    """What the complaint says, as much of it as this part may know.

    A summary is what HR wrote and sent, perhaps with something held back to protect a witness: it
    is pointed to, and never made anew from the record.
    """
    case, level = speaker.file.case, speaker.level(Field.COMPLAINT, party)
    if level is Level.SILENT:
        return []
    if level is not Level.FULL and not party.capacity.is_hr:
        told = {
            Capacity.EMPLOYEE: case.employee_told_at,
            Capacity.MANAGER: case.manager_told_at,
        }.get(party.capacity)
        said = "What was raised was sent to you in a message of its own"
        return [Paragraph(f"{said} on {phrasing.moment_for(viewer, told)}.")] if told else []
    blocks: list[Block] = [
        Heading("What was raised"),
        Bullets(tuple(_points(speaker, party, viewer))),
    ]
    if level is Level.FULL:
        blocks += _wish(speaker, party, viewer)
    return [*blocks, *resting.blocks(speaker, party, viewer)]


def _points(speaker: Speaker, party: Party, viewer: Person) -> Sequence[str]:
    """The allegations: as they are to who may know all; to others without what is not theirs."""
    full = speaker.level(Field.COMPLAINT, party) is Level.FULL
    shown = points.whole if full else points.redacted
    return shown(speaker, viewer, party)


def _wish(speaker: Speaker, party: Party, viewer: Person) -> list[Block]:
    """What the client asks for, in their own words, and a safety concern."""
    case = speaker.file.case
    named = speaker.level(Field.COMPLAINANT, party) is Level.FULL
    asks = phrasing.listed([ask.words for ask in case.asks], viewer.language)
    blocks: list[Block] = [Facts((("The client asks for", asks),))]
    if case.remedy not in [source.words for source in resting.sources(speaker, party)]:
        blocks.append(Quote(case.remedy, by=speaker.file.contact.name if named else ""))
    if case.safety and speaker.level(Field.PARTICULARS, party) is Level.FULL:
        blocks += [Heading("Safety"), Quote(case.safety)]
    return blocks


def facts(desk: Desk, speaker: Speaker, party: Party, viewer: Person) -> Iterator[tuple[str, str]]:
    """How the case stands, as far as this part may know it: labels and values, in order."""
    file, case = speaker.file, speaker.file.case
    yield "Stands at", _stands(speaker, party, viewer)
    yield "Your part", party.capacity.words
    yield "Opened", phrasing.moment_for(viewer, case.opened_at)
    if case.update_due_at:
        yield "Next update by", phrasing.moment_for(viewer, case.update_due_at)
    yield "Looked after by", speaker.hr.name
    if party.capacity is not Capacity.EMPLOYEE:
        yield "Client", file.client.name
    if party.capacity is not Capacity.EMPLOYEE and speaker.level(Field.EXISTS, party) is Level.FULL:
        yield "About", file.employee.name
    if speaker.level(Field.COMPLAINANT, party) is Level.FULL and party.capacity.is_hr:
        yield "Raised by", f"{file.contact.name}, {file.client.name}"
    if speaker.file.may_act(viewer.id):
        yield "Employee", _told(desk, speaker, viewer)


def _stands(speaker: Speaker, party: Party, viewer: Person) -> str:
    """The stage by name for who may know it; for others only that the matter is under way."""
    known = speaker.level(Field.EXISTS, party) is Level.FULL
    stage = speaker.file.case.stage.value if known else "in_progress"
    return speaker.wording.line(f"stage.{stage}", viewer)


def _told(desk: Desk, speaker: Speaker, viewer: Person) -> str:
    case = speaker.file.case
    if case.employee_told_at:
        told = "told" if case.employee_told_at <= desk.now else "hears of it"
        return f"{told} {phrasing.moment_for(viewer, case.employee_told_at)}"
    if not case.particulars_at:
        return "not told; the clock starts when the particulars are complete"
    return "not told yet: this is a step of its own"


def _who(desk: Desk, speaker: Speaker, viewing: Party) -> Iterator[str]:
    for party in speaker.file.open_parties:
        field, name = WHO_IS.get(party.capacity), speaker.file.person(party).name
        if field and speaker.level(field, viewing) is not Level.FULL:
            name = "Name not shown to your part"
        confirmed = ""
        if party.capacity.is_hr and party.capacity is not Capacity.HR_INTAKE:
            confirmed = ", confirmed" if party.acknowledged_at else ", not confirmed yet"
        yield f"{name}: {party.capacity.words}{confirmed}{_reached(desk, speaker, party, viewing)}"


def _reached(desk: Desk, speaker: Speaker, party: Party, viewing: Party) -> str:
    """How a party is reached, for HR who know who it is."""
    field = WHO_IS.get(party.capacity)
    if field and speaker.level(field, viewing) is not Level.FULL:
        return ""
    return f" ({reaching.reach(desk, speaker.file.person(party))})"


def _vacant(speaker: Speaker) -> Sequence[Block]:
    """What is to be settled next, when the one whom the client turns to took another role."""
    file = speaker.file
    if file.holder(Capacity.HR_LIAISON) or file.holder(Capacity.HR_INTAKE):
        return ()
    return [Paragraph("Nobody is liaison now. Please name one: the client turns to the liaison.")]


def _owed(desk: Desk, case: Case, viewer: Person) -> list[Block]:
    open_now = sorted(desk.work.reminders.open_of_case(case.id), key=lambda each: each.due_at)
    rows = []
    for reminder in open_now:
        owner = desk.work.directory.person(reminder.owner_id)
        due = phrasing.moment_for(viewer, reminder.due_at)
        title = desk.policy.schedules[reminder.kind].title
        rows.append(f"{title}: {owner.first_name if owner else '?'}, by {due}")
    return [Heading("Who owes what"), Bullets(tuple(rows))] if rows else []


def _buttons(desk: Desk, speaker: Speaker, viewer: Person) -> Iterator[Button]:
    file, case = speaker.file, speaker.file.case
    if not file.may_act(viewer.id) or not case.is_open:
        return
    if in_one_line(desk.work.directory, viewer.id, file.employee.id):
        yield from (_settle(case), _journal(case))  # all that is left to do is to hand over
        return
    if not case.has_particulars:
        yield Button("Complete the particulars", "start", f"particulars:{case.id}")
    if not case.employee_told_at:
        if file.holder(Capacity.MANAGER) and not case.manager_told_at:
            yield Button("Brief the manager", "start", f"brief:{case.id}", "primary")
        tell = Button("Tell the employee", "start", f"tell:{case.id}")
        yield replace(tell, style="primary") if case.manager_told_at else tell
    update = Button("Send an update", "start", f"update:{case.id}")
    yield _settle(case)
    yield replace(update, style="primary") if case.employee_told_at else update
    yield Button("Move on", "start", f"stage:{case.id}")
    yield Button("Add to it", "start", f"add:{case.id}")
    yield _journal(case)
    yield Button("Close the case", "start", f"close:{case.id}", "danger")


def _settle(case: Case) -> Button:
    return Button("Settle a role", "start", f"roles:{case.id}")


def _journal(case: Case) -> Button:
    return Button("Journal", "journal", case.id)


def next_step(desk: Desk, speaker: Speaker, viewer: Person) -> Button | None:
    """What moves the case on next, for whoever may do so: what its card puts first."""
    offered = list(_buttons(desk, speaker, viewer))
    leading = (button for button in offered if button.style == "primary")
    return next(leading, next(iter(offered), None))


def journal_card(desk: Desk, case: Case, viewer: Person) -> Card:
    """The latest entries of the journal, for HR who act on the case."""
    speaker = desk.speaker(case)
    shown = speaker.file.entries[-JOURNAL_SHOWN:]
    lines = tuple(_line(desk, speaker, entry, viewer) for entry in shown)
    whole = len(speaker.file.entries)
    note = f"The latest {len(shown)} of {whole} entries. Nothing in a journal is ever changed."
    if not desk.work.journal.verify(case.id):
        note = "This journal was tampered with: its chain does not verify. Tell IT security now."
    return Card(
        notice=f"{case.reference}: the journal",
        title=f"Journal of {case.reference}",
        blocks=(Bullets(lines), Note(note)),
    )


def _line(desk: Desk, speaker: Speaker, entry: Entry, viewer: Person) -> str:
    actor = desk.work.directory.person(entry.actor)
    who = actor.name if actor else "Evenhand"
    where = f" ({entry.surface})" if entry.surface else ""
    at = phrasing.moment_for(viewer, entry.at)
    return f"{at}, {who}{where}: {_what(desk, speaker, entry, viewer)}"


def _what(desk: Desk, speaker: Speaker, entry: Entry, viewer: Person) -> str:
    """What happened, for HR, and why: the catalogue's line, and what the entry holds besides."""
    kind, data = entry.event.kind, entry.event.data
    if kind in TAGS and speaker.wording.has(f"item.{kind.value}.full"):
        said = updating.said(speaker, entry, viewer, Level.FULL)
    else:
        said = speaker.wording.line(f"journal.{kind.value}", viewer)
    parties = {party.id: party for party in speaker.file.parties}
    if party := parties.get(data.get("party", "")):
        said = f"{said}: {speaker.name(party)}"
    if told := [parties[each] for each in data.get("parties", "").split() if each in parties]:
        said = f"{said} to {phrasing.listed([speaker.file.person(each).name for each in told])}"
    besides = [f"{label}: {value}" for label, value in _besides(desk, data) if value]
    return ". ".join([said.rstrip("."), *besides]) if besides else said


def _besides(desk: Desk, data: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was given with it, under a label each; "" for what was not."""
    named = (desk.work.directory.person(each) for each in data.get("people", "").split())
    former = desk.work.directory.person(data.get("former", ""))
    owed = data.get("owed")
    yield "Owed", desk.policy.schedules[ReminderKind(owed)].title if owed else ""
    yield "To", phrasing.listed([person.name for person in named if person])
    yield "Until then", former.name if former else ""
    yield "Gave up", Role(data["old"]).capacity.words if data.get("old") else ""
    yield "Reason", data.get("reason", "")
    yield "Why the line manager was not briefed first", data.get("manager_not_briefed", "")
    yield "Where notes stay", data.get("kept", "")


def case_list(desk: Desk, viewer: Person) -> Card:
    """The viewer's open cases, as far as their parts may know of them."""
    speakers = (desk.speaker(case) for case in desk.work.cases.open_of(viewer.id, limit=LISTED + 1))
    shown = [(each, party) for each in speakers if (party := _part(desk, each, viewer))]
    if not shown:
        return desk.wording.card("no_cases", viewer)
    lines = tuple(_listed(speaker, party, viewer) for speaker, party in shown[:LISTED])
    cases = [speaker.file.case for speaker, _ in shown[:LISTED]]
    more = f"These are the latest {LISTED}. To see another, write “case” and its reference."
    return Card(
        notice="Evenhand: your cases",
        title="Your open cases",
        blocks=(Bullets(lines), *([Note(more)] if len(shown) > LISTED else [])),
        buttons=tuple(Button(case.reference, "case", case.id) for case in cases),
        topic=LIST,
    )


def _listed(speaker: Speaker, party: Party, viewer: Person) -> str:
    case, stands = speaker.file.case, _stands(speaker, party, viewer)
    if case.update_due_at is None:
        return f"{case.reference}: {stands}"
    due = phrasing.moment_for(viewer, case.update_due_at)
    return f"{case.reference}: {stands}, next update by {due}"


def received_card() -> Card:
    """For a party who has said that they have read a notice."""
    return plain("Thank you", "It is noted that you have read this. You agree to nothing by it.")


def role_card(party: Party) -> Card:
    """For who has confirmed a role."""
    return plain("Thank you", f"You are {party.capacity.words} in this case.")


def help_card(desk: Desk, viewer: Person) -> Card:
    """What can be said here."""
    key = "help.hr" if viewer.is_hr else "help.party"
    buttons = [Button("My cases", "cases")]
    if viewer.is_hr:
        buttons.insert(0, Button("Take a complaint", "start", "complaint", "primary"))
    return desk.wording.card(key, viewer, buttons=buttons)
