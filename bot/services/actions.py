"""What a button does. Its name and target are claims: each action asks again who may do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue.content import Card, Content, Quote
from bot.dialogue.wholes import whole_text
from bot.domain.cases import Case, Party
from bot.domain.commands import SnoozeReminder
from bot.domain.events import EventKind
from bot.domain.reminders import ReminderKind, SnoozeProblem, snooze_until
from bot.services import cards, linking, owing, reminding
from bot.services.handlers.access import adopts, barred
from bot.services.outcomes import Outcome, Refused
from bot.services.talking import Talk, no_case


def press(talk: Talk, action: str, target: str) -> None:
    """Do what a button stands for; an unknown one is told to be over."""
    ACTIONS.get(action, _unknown)(talk, target)


def start(talk: Talk, target: str) -> None:
    """Begin a flow: `flow`, `flow:<case id>`, or `snooze:<reminder id>`."""
    name, _, about = target.partition(":")
    flow = talk.flows.get(name)
    if flow is None:
        _unknown(talk, target)
    elif flow.hr_only and not talk.desk.reader.is_hr:
        talk.say(talk.desk.wording.card("not_for_you", talk.desk.reader))
    elif name == "snooze":
        _start_snooze(talk, about)
    elif not about:
        talk.begin(flow, {})
    else:
        case = talk.desk.work.cases.get(about)
        if case is None or not case.is_open:
            talk.say(no_case(talk.desk))
            return
        file = talk.desk.file(case)
        may = file.may_act(talk.desk.reader.id) or (name == "roles" and adopts(talk.desk, file))
        if not may:
            talk.say(no_case(talk.desk))
            return
        if name != "roles" and (refused := barred(talk.desk, file)):
            talk.say(cards.plain(flow.title, refused.reason))
            return
        talk.begin(flow, {"case": case.id, "basis": str(len(file.entries))})


def _start_snooze(talk: Talk, reminder_id: str) -> None:
    if reminding.owned(talk.desk, reminder_id) is None:
        _answer(talk, reminding.NOT_YOURS)
    else:
        talk.begin(talk.flows["snooze"], {"reminder": reminder_id})


def show_case(talk: Talk, case_id: str) -> None:
    """The case as the person's part may see it."""
    show(talk, talk.desk.work.cases.get(case_id))


def show(talk: Talk, case: Case | None) -> None:
    """A case, or the same refusal whether it is unknown, closed or somebody else's."""
    desk = talk.desk
    if case is None or not case.is_open:
        talk.say(no_case(desk))
        return
    try:
        talk.say(cards.case_card(desk, case, desk.reader))
    except LookupError:
        talk.say(no_case(desk))


def show_journal(talk: Talk, case_id: str) -> None:
    """The journal, for HR who act on the case."""
    desk, case = talk.desk, talk.desk.work.cases.get(case_id)
    if case is None or not case.is_open or not desk.file(case).may_act(desk.reader.id):
        talk.say(no_case(desk))
    else:
        talk.say(cards.journal_card(desk, case, desk.reader))


def received(talk: Talk, party_id: str) -> None:
    """A party says that they have read a notice; nobody is made to."""
    desk, party = talk.desk, _own_part(talk, party_id)
    if party is None or party.capacity.is_hr:
        talk.say(no_case(desk))
        return
    if party.acknowledged_at is None:
        desk.work.cases.save_party(replace(party, acknowledged_at=desk.now))
        desk.record(party.case_id, EventKind.NOTICE_RECEIVED, party=party.id)
    talk.say(
        cards.plain("Thank you", "It is noted that you have read this. You agree to nothing by it.")
    )


def take_role(talk: Talk, party_id: str) -> None:
    """The holder confirms a role."""
    desk, party = talk.desk, _own_part(talk, party_id)
    case = desk.work.cases.get(party.case_id) if party else None
    if party is None or case is None or not case.is_open or not party.capacity.is_hr:
        talk.say(no_case(desk))
        return
    if party.acknowledged_at is None:
        desk.work.cases.save_party(replace(party, acknowledged_at=desk.now))
        desk.record(case.id, EventKind.ROLE_ACKNOWLEDGED, party=party.id)
        owing.settle(desk, case, ReminderKind.ACKNOWLEDGE_ROLE, party_id=party.id)
    talk.say(cards.plain("Thank you", f"You are {party.capacity.words} in this case."))


def _own_part(talk: Talk, party_id: str) -> Party | None:
    """A part that the person holds, in a case that they may know of by now."""
    desk = talk.desk
    party = desk.work.cases.party(party_id)
    case = desk.work.cases.get(party.case_id) if party else None
    if party is None or case is None or party.person_id != desk.reader.id or not party.is_open:
        return None
    return party if cards.knows(desk, desk.speaker(case), party) else None


def finish(talk: Talk, reminder_id: str) -> None:
    """What was owed is done."""
    _answer(talk, reminding.finish(talk.desk, reminder_id))


def why(talk: Talk, reminder_id: str) -> None:
    """Why a reminder came."""
    _answer(talk, reminding.why(talk.desk, reminder_id))


def snooze_hour(talk: Talk, reminder_id: str) -> None:
    """Put off by an hour."""
    _snooze(talk, reminder_id, "hour")


def snooze_tomorrow(talk: Talk, reminder_id: str) -> None:
    """Put off to the next working morning."""
    _snooze(talk, reminder_id, "tomorrow")


def _snooze(talk: Talk, reminder_id: str, choice: str) -> None:
    desk = talk.desk
    calendar = desk.calendar(desk.reader)
    until = snooze_until("hour" if choice == "hour" else "tomorrow", desk.now, calendar)
    if isinstance(until, SnoozeProblem):
        _answer(talk, Refused(until.message))
    else:
        _answer(talk, reminding.snooze(desk, SnoozeReminder(reminder_id=reminder_id, until=until)))


def read_all(talk: Talk, post_id: str) -> None:
    """The whole of what a message showed only in part, in as many messages as it takes."""
    post = talk.desk.work.posts.get(post_id)
    if post is None or post.address.id != talk.address.id:
        talk.say(no_case(talk.desk))
        return
    _say_whole(talk, post.content)


def read_page(talk: Talk, session_id: str) -> None:
    """The same for a page that a form shows only in part; the form stays."""
    page = talk.again(session_id)
    if page is None:
        talk.say(no_case(talk.desk))
    else:
        _say_whole(talk, page)


def _say_whole(talk: Talk, content: Content) -> None:
    whole, size = whole_text(content), talk.capabilities.text
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]
    for number, part in enumerate(parts, 1):
        title = f"The whole text, part {number} of {len(parts)}"
        talk.say(Card(notice="Evenhand: the whole text", title=title, blocks=(Quote(part),)))


def _answer(talk: Talk, outcome: Outcome) -> None:
    if isinstance(outcome, Refused):
        talk.say(cards.plain("That is over", outcome.reason))
    else:
        talk.say(outcome.card)


def _unknown(talk: Talk, _target: str) -> None:
    talk.say(cards.plain("That button is over", "The case has moved on. Write “case” to see it."))


ACTIONS: Mapping[str, Callable[[Talk, str], None]] = {
    "start": start,
    "case": show_case,
    "cases": lambda talk, _target: _say_cases(talk),
    "journal": show_journal,
    "received": received,
    "take_role": take_role,
    "remind_done": finish,
    "snooze_hour": snooze_hour,
    "snooze_tomorrow": snooze_tomorrow,
    "why": why,
    "resume": lambda talk, target: talk.resume(target),
    "drop": lambda talk, target: talk.drop(target),
    "read_all": read_all,
    "read_page": read_page,
    "link_yes": linking.confirm,
    "link_no": linking.refuse,
}


def _say_cases(talk: Talk) -> None:
    talk.say(cards.case_list(talk.desk, talk.desk.reader))
