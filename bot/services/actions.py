"""What a button does. Its name and target are claims: the rule of each asks again who may do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.dialogue.content import Card, Content, Quote
from bot.dialogue.posts import Post
from bot.dialogue.state import Session
from bot.dialogue.wholes import whole_text
from bot.domain.cases import Case, Party
from bot.domain.commands import SnoozeReminder
from bot.domain.events import EventKind
from bot.domain.lanes import Address
from bot.domain.reminders import Reminder, ReminderKind, SnoozeProblem, snooze_until
from bot.services import became, cards, linking, offers, owing, reminding
from bot.services.desk import Desk
from bot.services.offers import Begun
from bot.services.outcomes import Outcome, Refused
from bot.services.talking import Talk, case_of

T = TypeVar("T")


@dataclass(frozen=True)
class Action(Generic[T]):
    """What can be pressed: whether it would still do something, what, and what it has come to."""

    rule: Callable[[Desk, Address, str], T | Card]  # what it acts on, else what is said instead
    do: Callable[[Talk, T], None]
    became: Callable[[Desk, str], str] = became.over  # in words, once it does nothing any more

    def press(self, talk: Talk, target: str) -> bool:
        """Do it, or say why not; False when it does nothing any more."""
        found = self.rule(talk.desk, talk.address, target)
        if isinstance(found, Card):
            talk.say(found)
            return False
        self.do(talk, found)
        return True


def press(talk: Talk, name: str, target: str) -> bool:
    """Do what a button stands for; False for one that does nothing (any more), which is told so."""
    if name in ACTIONS:
        return ACTIONS[name].press(talk, target)
    talk.say(offers.moved_on(talk.desk))
    return False


def still_works(desk: Desk, address: Address, name: str, target: str) -> bool:
    """True when the button would do something now if the desk's actor pressed it at `address`."""
    action = ACTIONS.get(name)
    return action is not None and not isinstance(action.rule(desk, address, target), Card)


def became_of(desk: Desk, name: str, target: str) -> str:
    """What has become of it, in words for the desk's actor."""
    action = ACTIONS.get(name)
    return action.became(desk, target) if action else became.over(desk)


def start(talk: Talk, target: str) -> None:
    """Begin a flow as its button does: `flow`, or `flow:<case id>`."""
    press(talk, "start", target)


def _begin(talk: Talk, begun: Begun) -> None:
    if begun.reminder:
        talk.begin(begun.flow, {"reminder": begun.reminder.id})
    elif begun.case:
        basis = str(len(talk.desk.file(begun.case).entries))
        talk.begin(begun.flow, {"case": begun.case.id, "basis": basis})
    else:
        talk.begin(begun.flow, {})


def _show_case(talk: Talk, case: Case) -> None:
    """The case as the person's part may see it."""
    talk.say(cards.case_card(talk.desk, case, talk.desk.reader), case_id=case.id)


def _show_journal(talk: Talk, case: Case) -> None:
    talk.say(cards.journal_card(talk.desk, case, talk.desk.reader), case_id=case.id)


def _received(talk: Talk, party: Party) -> None:
    """A party says that they have read a notice; nobody is made to."""
    desk = talk.desk
    desk.work.cases.save_party(replace(party, acknowledged_at=desk.now))
    desk.record(party.case_id, EventKind.NOTICE_RECEIVED, party=party.id)
    talk.say(cards.received_card(), case_id=party.case_id)


def _take_role(talk: Talk, party: Party) -> None:
    """The holder confirms a role."""
    desk = talk.desk
    desk.work.cases.save_party(replace(party, acknowledged_at=desk.now))
    desk.record(party.case_id, EventKind.ROLE_ACKNOWLEDGED, party=party.id)
    if case := desk.work.cases.get(party.case_id):
        owing.settle(desk, case, ReminderKind.ACKNOWLEDGE_ROLE, party_id=party.id)
    talk.say(cards.role_card(party), case_id=party.case_id)


def _finish(talk: Talk, reminder: Reminder) -> None:
    """What was owed is done."""
    _answer(talk, reminder, reminding.finish(talk.desk, reminder))


def _why(talk: Talk, reminder: Reminder) -> None:
    """Why a reminder came."""
    _answer(talk, reminder, reminding.why(talk.desk, reminder))


def _snooze_hour(talk: Talk, reminder: Reminder) -> None:
    until = snooze_until("hour", talk.desk.now, talk.desk.calendar(talk.desk.reader))
    _snooze(talk, reminder, until)


def _snooze_tomorrow(talk: Talk, reminder: Reminder) -> None:
    """Put off to the next working morning."""
    until = snooze_until("tomorrow", talk.desk.now, talk.desk.calendar(talk.desk.reader))
    _snooze(talk, reminder, until)


def _snooze(talk: Talk, reminder: Reminder, until: datetime | SnoozeProblem) -> None:
    if isinstance(until, SnoozeProblem):
        _answer(talk, reminder, Refused(until.message))
    else:
        command = SnoozeReminder(reminder_id=reminder.id, until=until)
        _answer(talk, reminder, reminding.snooze(talk.desk, command))


def _answer(talk: Talk, reminder: Reminder, outcome: Outcome) -> None:
    if isinstance(outcome, Refused):
        talk.say(cards.plain("That is over", outcome.reason))
    else:
        talk.say(outcome.card, case_id=reminder.case_id)


def _resume(talk: Talk, session: Session) -> None:
    talk.resume(session.id)


def _drop(talk: Talk, session: Session) -> None:
    """A flow of one's own that was left in the middle is given up."""
    talk.cancel(session)


def _read_all(talk: Talk, post: Post) -> None:
    """The whole of what a message showed only in part."""
    _say_whole(talk, post.content, case_id=post.case_id)


def _read_page(talk: Talk, session: Session) -> None:
    """The same for a page that a form shows only in part; the form stays."""
    _say_whole(talk, talk.again(session), case_id=case_of(session))


def _say_whole(talk: Talk, content: Content, *, case_id: str | None) -> None:
    """In as many messages as it takes."""
    whole, size = whole_text(content), talk.capabilities.text
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]
    for number, part in enumerate(parts, 1):
        title = f"The whole text, part {number} of {len(parts)}"
        card = Card(notice="Evenhand: the whole text", title=title, blocks=(Quote(part),))
        talk.say(card, case_id=case_id)


def _say_cases(talk: Talk, _target: str) -> None:
    talk.say(cards.case_list(talk.desk, talk.desk.reader))


ACTIONS: Mapping[str, Action[Any]] = {
    "start": Action(offers.beginning, _begin, became.begun),
    "case": Action(offers.case, _show_case, became.of_case),
    "cases": Action(offers.always, _say_cases),
    "journal": Action(offers.journal, _show_journal, became.of_case),
    "received": Action(offers.notice, _received, became.read),
    "take_role": Action(offers.role, _take_role, became.taken),
    "remind_done": Action(offers.reminder, _finish, became.reminded),
    "snooze_hour": Action(offers.reminder, _snooze_hour, became.reminded),
    "snooze_tomorrow": Action(offers.reminder, _snooze_tomorrow, became.reminded),
    "why": Action(offers.reminder, _why, became.reminded),
    "resume": Action(offers.session, _resume),
    "drop": Action(offers.session, _drop),
    "read_all": Action(offers.post, _read_all),
    "read_page": Action(offers.session, _read_page),
    "link_yes": Action(linking.open_to_decide, linking.confirm),
    "link_no": Action(linking.open_to_decide, linking.refuse),
}
