"""What comes in from any surface: one transaction from a platform's message to the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

import structlog

from bot.dialogue import engine, intents
from bot.dialogue.content import Card, Page, Quote, Said
from bot.dialogue.fields import Choices, LongText, Option, Pick, Text, Value
from bot.dialogue.flow import NoSuchCase
from bot.dialogue.inputs import Cite, Fill, Go, Incoming, Leave, Press, Words
from bot.dialogue.state import Session, SessionStatus
from bot.domain.events import EventKind
from bot.domain.lanes import Address
from bot.domain.people import Person, stranger
from bot.ports import Clock, Database, Jobs, Surface, Work
from bot.services import acquainting, actions, cards, citing
from bot.services.desk import Desk, Practice, new_id
from bot.services.offers import no_case
from bot.services.posting import reply
from bot.services.renewing import mend, renew
from bot.services.talking import Talk

log = structlog.get_logger()

LEFT_ALONE = timedelta(hours=8)  # after which words may well not be meant for the open question
FOUND_AT_MOST = 20  # options that a search shows
_NONE: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Conversations:
    """Takes what people say and do. Nothing is acknowledged to a platform before this returns."""

    database: Database
    surfaces: Mapping[str, Surface]
    practice: Practice
    clock: Clock
    jobs: Jobs

    async def receive(self, incoming: Incoming) -> Page | Card | None:
        """Take one thing in, durably, and queue the answer. The same key again does nothing.

        Returns what a form shows now, when there is one: the page that is asked, else the card
        that was said, else None. The same key again gets the page that is asked by now.
        """
        shown, due = await self.database.write(lambda work: self._receive(work, incoming))
        self.jobs.wake(due)
        return shown

    async def options(
        self,
        *,
        surface: str,
        tenant: str,
        user: str,
        session: str,
        field: str,
        query: str,
        values: Mapping[str, Value] = _NONE,
        alias: str = "",
    ) -> tuple[Option, ...]:
        """The options of a page's field that fit some words, for who has that page open.

        `values`: what stands on the page beside it and was not sent yet, where that is known.
        """

        def search(work: Work) -> tuple[Option, ...]:
            address = _owner(work, surface, tenant, users=(user, alias))
            person = work.directory.person(address.person_id) if address else None
            found = work.sessions.get(session)
            if address is None or person is None or found is None:
                return ()
            if found.address_id != address.id:
                return ()
            talk = self._talk(work, address, person)
            try:
                return _search(talk, found, field, query=query, values=values)
            except NoSuchCase:  # it was closed or handed over while they typed
                return ()

        return await self.database.read(search)

    def _receive(self, work: Work, incoming: Incoming) -> tuple[Page | Card | None, Sequence[str]]:
        surface, tenant = incoming.surface, incoming.tenant
        now = self.clock.now()
        keys = (incoming.key, *incoming.also)
        first = all(work.seen.first(surface, tenant, key, at=now) for key in keys)
        address = _owner(work, surface, tenant, users=(incoming.user, incoming.alias))
        person = work.directory.person(address.person_id) if address else None
        if address is None or person is None:
            card = self._greet_stranger(work, incoming, address) if first else None
            return card, tuple(work.posts.addressed())
        talk = self._talk(work, address, person, incoming)
        if not first:
            log.info("redelivered", surface=surface)
            return talk.standing(), ()
        acquainting.meet(work, address, talk.desk.now)
        _echo(talk, incoming)
        _settle_lane(talk)
        _take(talk, incoming)
        renew(talk.desk, talk.address)
        log.info("received", surface=surface, person=person.id, kind=type(incoming.input).__name__)
        shown = talk.shown.page or talk.shown.card
        return shown, tuple(work.posts.addressed())

    def _talk(
        self, work: Work, address: Address, person: Person, incoming: Incoming | None = None
    ) -> Talk:
        desk = Desk(work, self.practice, self.clock.now(), person, address.surface)
        surface = self.surfaces[address.surface]
        form = surface.form if incoming and incoming.in_form else None
        key = incoming.key if incoming else ""
        return Talk(
            desk,
            address,
            capabilities=form or surface.capabilities,
            key=key,
            in_form=form is not None,
        )

    def _greet_stranger(self, work: Work, incoming: Incoming, address: Address | None) -> Card:
        """Somebody whom the organisation does not know: polite, and nothing about anything."""
        organisation = work.directory.organisation()
        if address is None:
            user, tenant = incoming.user, incoming.tenant
            address = work.addresses.add(Address(new_id(), "", incoming.surface, tenant, user))
        desk = Desk(work, self.practice, self.clock.now(), None, incoming.surface)
        acquainting.meet(work, address, desk.now)
        card = self.practice.wording.card("stranger", stranger(organisation))
        reply(desk, address, card, key=f"reply:{address.id}:{incoming.key}:0")
        return card


def _owner(work: Work, surface: str, tenant: str, *, users: Collection[str]) -> Address | None:
    """The address of somebody whom the organisation knows, by whichever id its file has."""
    known = (work.addresses.owner(surface, tenant, user) for user in users if user)
    return next((address for address in known if address), None)


def _echo(talk: Talk, incoming: Incoming) -> None:
    """The person's own words come first, where the surface does not keep them by itself."""
    if isinstance(incoming.input, Words) and not talk.capabilities.keeps_own_words:
        talk.say(Said(incoming.input.text))


def _settle_lane(talk: Talk) -> None:
    """The last surface where a person wrote is where they are reached; a switch is said openly."""
    desk, address = talk.desk, talk.address
    addresses = desk.work.addresses
    before = addresses.of_person(desk.reader.id)[0]
    addresses.verify(address.id, desk.now)
    if before.id == address.id or before.verified_at is None:
        return
    for case in desk.work.cases.open_of(desk.reader.id, limit=100):
        desk.record(case.id, EventKind.LANE_SWITCHED, to=address.surface)
    said = "From now on I write to you here. What I sent before stays where it is."
    talk.say(cards.plain("You are here now", said))


def _take(talk: Talk, incoming: Incoming) -> None:
    try:
        match incoming.input:
            case Words():
                _hear(talk, incoming.input.text)
            case Press():
                _press(talk, incoming.input)
            case Fill():
                _fill(talk, incoming.input)
            case Go():
                _go(talk, incoming.input)
            case Cite():
                citing.cite(talk, incoming.input)
            case Leave():
                _leave(talk, incoming.input)
    except NoSuchCase:
        session = talk.active()
        given = incoming.input.values if isinstance(incoming.input, Fill | Go) else {}
        if session:
            talk.gone(session, given)
        else:
            talk.say(no_case(talk.desk))


def _press(talk: Talk, pressed: Press) -> None:
    if not actions.press(talk, pressed.action, pressed.target):
        mend(talk.desk, talk.address, pressed)


def _hear(talk: Talk, text: str) -> None:
    session = talk.active()
    offered = talk.offered(session) if session else None
    intent = intents.read(text, in_flow=session is not None, offered=offered)
    match intent:
        case intents.Plain():
            _plain(talk, intent.what, session)
        case intents.Start():
            _start(talk, intent)
        case intents.Show():
            _show(talk, intent)
        case intents.Step() if session:
            talk.move(session, intent.move, target=_target(talk, session, intent))
        case _ if session:
            _typed(talk, session, text)
        case _:
            _not_understood(talk)


def _plain(talk: Talk, what: str, session: Session | None) -> None:
    if what == "resume":
        talk.resume()
        return
    if what == "where":
        talk.say(_where(talk, session))
    else:
        talk.say(cards.help_card(talk.desk, talk.desk.reader))
    if session:
        talk.reopen(session)


def _where(talk: Talk, session: Session | None) -> Card:
    if session is None:
        return cards.plain("Nothing is under way", "Write “help” to see what you can say here.")
    flow = talk.flows[session.flow]
    order = [step.id for step in flow.steps]
    at = order.index(session.state.place.step) + 1
    title = f"{flow.title} {session.about}".strip()
    step = flow.step(session.state.place.step).title
    return cards.plain(title, f"You are at step {at} of {len(order)}: {step}.")


def _start(talk: Talk, intent: intents.Start) -> None:
    if not intent.about:
        actions.start(talk, intent.flow)
        return
    case = talk.desk.work.cases.by_reference(intent.about)
    if case is None:
        refused = no_case(talk.desk) if talk.desk.reader.is_hr else None
        talk.say(refused or talk.desk.wording.card("not_for_you", talk.desk.reader))
    else:
        actions.start(talk, f"{intent.flow}:{case.id}")


def _show(talk: Talk, intent: intents.Show) -> None:
    if not intent.about:
        talk.say(cards.case_list(talk.desk, talk.desk.reader))
        return
    case = talk.desk.work.cases.by_reference(intent.about)
    wanted = "journal" if intent.what == "journal" else "case"
    actions.press(talk, wanted, case.id if case else "")


def _target(talk: Talk, session: Session, intent: intents.Step) -> str:
    """The step or item that "edit 2" or "edit the people" means."""
    if not intent.target:
        return ""
    if intent.target.isdigit():
        return str(int(intent.target) - 1)
    flow = talk.flows[session.flow]
    fits = (s.id for s in flow.steps if intent.target in (s.id, s.title.casefold()))
    return next(fits, intent.target)


def _typed(talk: Talk, session: Session, text: str) -> None:
    """Words in the middle of a flow answer the question that is open."""
    flow = talk.flows[session.flow]
    if session.page_post is None or talk.desk.now - session.updated_at > LEFT_ALONE:
        said = "You were in the middle of this. I did not take what you just wrote as an answer."
        card = cards.plain(flow.title, said)
        talk.say(replace(card, blocks=(*card.blocks, Quote(text))))
        talk.reopen(session)
        return
    asked = engine.fields(flow, session.state, talk.scene)
    one = not talk.capabilities.whole_pages and bool(session.state.asked)
    if one or session.state.choosing:
        talk.fill(session, {session.state.asked: text})
    elif len(asked) == 1 and isinstance(asked[0], Text | LongText | Pick | Choices):
        talk.fill(session, {asked[0].id: text})
    else:
        said = "I keep your place. Please answer below, or write “cancel” to leave it."
        talk.say(cards.plain(flow.title, said))
        talk.reopen(session)


def _not_understood(talk: Talk) -> None:
    card = cards.help_card(talk.desk, talk.desk.reader)
    unknown = talk.desk.wording.line("unknown", talk.desk.reader)
    talk.say(Card(card.notice, unknown, card.blocks, card.buttons))
    talk.offer_parked()


def _current(talk: Talk, session_id: str, revision: int) -> Session | None:
    """The session, when its page is still the one that was answered; a parked one comes back."""
    session = talk.desk.work.sessions.get(session_id)
    if session is None or session.address_id != talk.address.id or session.revision != revision:
        return None
    if session.status is SessionStatus.PARKED:
        talk.park()
        return session
    return session if session.status is SessionStatus.ACTIVE else None


def _fill(talk: Talk, given: Fill) -> None:
    session = _current(talk, given.session, given.revision)
    if session:
        talk.fill(session, given.values)
    else:
        talk.stale(given.values)


def _go(talk: Talk, asked: Go) -> None:
    session = _current(talk, asked.session, asked.revision)
    if session:
        talk.move(session, asked.move, target=asked.target, typed=asked.values)
    else:
        talk.stale(asked.values)


def _leave(talk: Talk, gone: Leave) -> None:
    """Nothing is said of a form whose session is over, or goes on in the conversation."""
    session = talk.active()
    if session and session.id == gone.session and session.page_post is None:
        talk.left(session, gone.why)


def _search(
    talk: Talk, session: Session, name: str, *, query: str, values: Mapping[str, Value]
) -> tuple[Option, ...]:
    flow, state = talk.flows[session.flow], session.state
    for field in engine.fields(flow, state, talk.scene):
        if field.id == name and isinstance(field, Pick):
            answers = {**engine.page_answers(flow, state), **state.given, **values}
            found = talk.scene.lookup.options(
                field.source, answers=answers, query=query[:100], limit=FOUND_AT_MOST
            )
            return tuple(found)
    return ()
