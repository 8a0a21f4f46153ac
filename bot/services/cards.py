"""A case as one viewer may see it, its journal, and the small answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from bot.dialogue.notices import Speaker, telling, updating
from bot.domain.cases import Capacity, Case, Party
from bot.domain.disclosure import Field, Level
from bot.domain.events import TAGS, Entry, EventKind
from bot.domain.people import Person
from bot.services.desk import Desk

JOURNAL_SHOWN = 30  # entries, the latest


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
    party = _part(speaker, viewer)
    if party is None:
        raise LookupError(case.id)
    blocks: list[Block] = [Facts(tuple(_facts(speaker, party, viewer)))]
    blocks += _raised(speaker, party, viewer)
    if party.capacity.is_hr:
        blocks += [Heading("Who is in it"), Bullets(tuple(_who(speaker)))]
    if speaker.file.may_act(viewer.id):
        blocks += _owed(desk, case, viewer)
    blocks.append(Note("You see what your part in the case may know."))
    return Card(
        notice=f"{case.reference}: the case",
        title=f"{case.reference}",
        blocks=tuple(blocks),
        buttons=tuple(_buttons(speaker, viewer)),
    )


def _part(speaker: Speaker, viewer: Person) -> Party | None:
    """The part whose side of the case is shown: one that may know of it, HR's own first."""
    parts = [party for party in speaker.file.parts_of(viewer.id) if speaker.hears(party)]
    return max(parts, key=lambda part: part.capacity.is_hr, default=None)


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
        Bullets(tuple(telling.points(speaker, viewer))),
    ]
    if level is Level.FULL:
        blocks += _wish(speaker, party, viewer)
    return blocks


def _wish(speaker: Speaker, party: Party, viewer: Person) -> list[Block]:
    """What the client asks for, in their own words, and a safety concern."""
    case = speaker.file.case
    named = speaker.level(Field.COMPLAINANT, party) is Level.FULL
    asks = phrasing.listed([ask.words for ask in case.asks], viewer.language)
    blocks: list[Block] = [
        Facts((("The client asks for", asks),)),
        Quote(case.remedy, by=speaker.file.contact.name if named else ""),
    ]
    if case.safety and speaker.level(Field.PARTICULARS, party) is Level.FULL:
        blocks += [Heading("Safety"), Quote(case.safety)]
    return blocks


def _facts(speaker: Speaker, party: Party, viewer: Person) -> Iterator[tuple[str, str]]:
    file, case = speaker.file, speaker.file.case
    yield "Stands at", _stands(speaker, party, viewer)
    yield "Your part", party.capacity.words
    yield "Opened", phrasing.moment_for(viewer, case.opened_at)
    if case.update_due_at:
        yield "Next update by", phrasing.moment_for(viewer, case.update_due_at)
    yield "Looked after by", speaker.hr.name
    if party.capacity is not Capacity.EMPLOYEE:
        yield "Client", file.client.name
    if party.capacity not in (Capacity.CLIENT, Capacity.EMPLOYEE):
        yield "About", file.employee.name
    if speaker.level(Field.COMPLAINANT, party) is Level.FULL and party.capacity.is_hr:
        yield "Raised by", f"{file.contact.name}, {file.client.name}"
    if speaker.file.may_act(viewer.id):
        yield "Employee", _told(speaker, viewer)


def _stands(speaker: Speaker, party: Party, viewer: Person) -> str:
    """The stage by name for who may know it; for others only that the matter is under way."""
    known = speaker.level(Field.EXISTS, party) is Level.FULL
    stage = speaker.file.case.stage.value if known else "in_progress"
    return speaker.wording.line(f"stage.{stage}", viewer)


def _told(speaker: Speaker, viewer: Person) -> str:
    case = speaker.file.case
    if case.employee_told_at:
        return f"told {phrasing.moment_for(viewer, case.employee_told_at)}"
    if not case.particulars_at:
        return "not told; the clock starts when the particulars are complete"
    return "not told yet: this is a step of its own"


def _who(speaker: Speaker) -> Iterator[str]:
    for party in speaker.file.open_parties:
        confirmed = ""
        if party.capacity.is_hr and party.capacity is not Capacity.HR_INTAKE:
            confirmed = ", confirmed" if party.acknowledged_at else ", not confirmed yet"
        yield f"{speaker.file.person(party).name}: {party.capacity.words}{confirmed}"


def _owed(desk: Desk, case: Case, viewer: Person) -> list[Block]:
    open_now = sorted(desk.work.reminders.open_of_case(case.id), key=lambda each: each.due_at)
    rows = []
    for reminder in open_now:
        owner = desk.work.directory.person(reminder.owner_id)
        due = phrasing.moment_for(viewer, reminder.due_at)
        title = desk.policy.schedules[reminder.kind].title
        rows.append(f"{title}: {owner.first_name if owner else '?'}, by {due}")
    return [Heading("Who owes what"), Bullets(tuple(rows))] if rows else []


def _buttons(speaker: Speaker, viewer: Person) -> Iterator[Button]:
    file, case = speaker.file, speaker.file.case
    if not file.may_act(viewer.id) or not case.is_open:
        return
    if not case.particulars_at:
        yield Button("Complete the particulars", "start", f"particulars:{case.id}")
    if not case.employee_told_at:
        if file.holder(Capacity.MANAGER) and not case.manager_told_at:
            yield Button("Brief the manager", "start", f"brief:{case.id}", "primary")
        tell = Button("Tell the employee", "start", f"tell:{case.id}")
        yield replace(tell, style="primary") if case.manager_told_at else tell
    yield Button("Settle a role", "start", f"roles:{case.id}")
    yield Button("Send an update", "start", f"update:{case.id}")
    yield Button("Move on", "start", f"stage:{case.id}")
    yield Button("Journal", "journal", case.id)
    yield Button("Close", "start", f"close:{case.id}", "danger")


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
    return f"{entry.number}. {at}, {who}{where}: {_what(speaker, entry, viewer)}"


def _what(speaker: Speaker, entry: Entry, viewer: Person) -> str:
    """What happened, for HR: the catalogue's full line where it has one, else the bare facts."""
    kind, data = entry.event.kind, entry.event.data
    parties = {party.id: party for party in speaker.file.parties}
    if kind in TAGS and speaker.wording.has(f"item.{kind.value}.full"):
        return updating.said(speaker, entry, viewer, Level.FULL)
    said = speaker.wording.line(f"journal.{kind.value}", viewer)
    if party := parties.get(data.get("party", "")):
        said = f"{said}: {speaker.file.person(party).name} ({party.capacity.words})"
    if kind is EventKind.UPDATE_SENT:
        told = (parties[each] for each in data["parties"].split() if each in parties)
        said = f"{said} to {phrasing.listed([speaker.file.person(each).name for each in told])}"
    return f"{said}. Reason: {data['reason']}" if data.get("reason") else said


def case_list(desk: Desk, viewer: Person) -> Card:
    """The viewer's open cases, as far as their parts may know of them."""
    speakers = (desk.speaker(case) for case in desk.work.cases.open_of(viewer.id, limit=20))
    shown = [(each, party) for each in speakers if (party := _part(each, viewer))]
    if not shown:
        return desk.wording.card("no_cases", viewer)
    lines = tuple(_listed(speaker, party, viewer) for speaker, party in shown)
    cases = [speaker.file.case for speaker, _ in shown]
    buttons = tuple(Button(case.reference, "case", case.id) for case in cases)
    return Card(
        notice="Evenhand: your cases",
        title="Your open cases",
        blocks=(Bullets(lines),),
        buttons=buttons,
    )


def _listed(speaker: Speaker, party: Party, viewer: Person) -> str:
    case, stands = speaker.file.case, _stands(speaker, party, viewer)
    if case.update_due_at is None:
        return f"{case.reference}: {stands}"
    due = phrasing.moment_for(viewer, case.update_due_at)
    return f"{case.reference}: {stands}, next update by {due}"


def help_card(desk: Desk, viewer: Person) -> Card:
    """What can be said here."""
    key = "help.hr" if viewer.is_hr else "help.party"
    buttons = [Button("My cases", "cases")]
    if viewer.is_hr:
        buttons.insert(0, Button("Take a complaint", "start", "complaint", "primary"))
    return desk.wording.card(key, viewer, buttons=buttons)
