"""One person's talk with the mediator: walks the flow that is under way, and answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from types import MappingProxyType
from typing import Literal

from bot.dialogue import engine, pages, paging, quoting
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Answered, Block, Button, Card, Content, Page, Paragraph, Quote
from bot.dialogue.fields import Answers, Value
from bot.dialogue.flow import Flow, NoSuchCase, Scene
from bot.dialogue.paging import Turn
from bot.dialogue.state import Session, SessionStatus, State
from bot.domain.lanes import Address
from bot.services import cards
from bot.services.desk import Desk, new_id
from bot.services.handlers import handle
from bot.services.lookups import scene_of
from bot.services.outcomes import Outcome, Refused
from bot.services.posting import REPLY, reply
from bot.services.showing import Shown

_NONE: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Talk:
    """What one thing that a person did is answered with, within one transaction."""

    desk: Desk
    address: Address
    capabilities: Capabilities
    key: str  # of what came in: the answers' keys are made from it
    in_form: bool = False  # pages are shown at once, in a form, and are no messages
    shown: Shown = field(default_factory=Shown)
    numbers: count[int] = field(default_factory=count)

    @property
    def flows(self) -> Mapping[str, Flow]:
        """Every flow there is, by its id."""
        return self.desk.practice.flows

    def say(
        self, content: Content, *, replaces: str | None = None, case_id: str | None = None
    ) -> str:
        """Answer in this conversation, and about this case if any; returns the post's id."""
        if isinstance(content, Card):
            self.shown.card = self.shown.card or content
        key = f"{REPLY}{self.address.id}:{self.key}:{next(self.numbers)}"
        return reply(self.desk, self.address, content, key=key, replaces=replaces, case_id=case_id)

    @cached_property
    def scene(self) -> Scene:
        """Who is answering, and what they may look up: cases as they stood when they did."""
        return scene_of(self.desk)

    def active(self) -> Session | None:
        """The flow under way here."""
        return self.desk.work.sessions.active(self.address.id)

    def begin(self, flow: Flow, preset: Answers) -> None:
        """Start a flow; one that is under way is parked and can be resumed."""
        if refused := flow.refusal(preset, self.scene):
            self.say(cards.plain(flow.title, refused))
            return
        about = flow.about(preset, self.scene)
        under_way = self._under_way(flow, about, preset.get(quoting.SOURCE))
        if under_way:
            note = "You were in the middle of this. To begin anew, cancel it first."
            self._resume(under_way, note)
            return
        self.park()
        state = engine.begin(flow, preset=preset, scene=self.scene)
        session = Session(
            id=new_id(),
            address_id=self.address.id,
            person_id=self.desk.reader.id,
            flow=flow.id,
            version=flow.version,
            state=state,
            status=SessionStatus.ACTIVE,
            revision=0,
            page_post=None,
            started_at=self.desk.now,
            updated_at=self.desk.now,
            about=about,
        )
        self.show(session)

    def _under_way(self, flow: Flow, about: str, source: Value) -> Session | None:
        """The same, in the middle: about the same case, and from the same message if from one."""
        known = [self.active(), *self.desk.work.sessions.parked(self.address.id)]
        same = (s for s in known if s and s.flow == flow.id and s.about == about)
        return next((s for s in same if s.state.answers.get(quoting.SOURCE) == source), None)

    def _resume(self, session: Session, note: str) -> None:
        if not self._stands(session):
            self.gone(session)
            return
        active = self.active()
        if active and active.id != session.id:
            self.park()
        self._remark(self.flows[session.flow].title, note)
        self.reopen(session)

    def _remark(self, title: str, said: str) -> None:
        """A word before a page: a message before it, or in the form above what is asked."""
        if self.in_form:
            self.shown.remark = said
        else:
            self.say(cards.plain(title, said))

    def _stands(self, session: Session) -> bool:
        """False when the case that a session is about is not the person's to act on any more."""
        case = session.state.answers.get("case")
        return not isinstance(case, str) or self.scene.lookup.speaker(case) is not None

    def resume(self, session_id: str = "") -> None:
        """Go on with a parked flow, the last one unless it is named, or with the one open."""
        active, parked = self.active(), self.desk.work.sessions.parked(self.address.id)
        chosen = next((s for s in parked if s.id == session_id), None)
        if session_id and chosen is None and active and active.id == session_id:
            chosen = active
        if not session_id:
            chosen = active or (parked[0] if parked else None)
        if chosen is None:
            self.say(cards.plain("Nothing to resume", "Nothing of yours was left in the middle."))
        else:
            self._resume(chosen, "Here is where you stopped.")

    def again(self, session: Session) -> Page:
        """The page of a flow of one's own that is not over, which a form goes on to show."""
        page = paging.page(self._turn(session))
        if self.in_form:
            self.shown.page = page
        return page

    def standing(self) -> Page | None:
        """The page that a form shows, for something that was taken in before."""
        session = self.active() if self.in_form else None
        if session is None or session.page_post is not None:
            return None
        try:
            return paging.page(self._turn(session))
        except NoSuchCase:  # gone meanwhile: whoever goes on with it is told
            return None

    def reopen(self, session: Session) -> None:
        """Show the session's page anew, and make it the one under way."""
        if session.page_post:
            self._fold(session, "Continued in a form." if self.in_form else "Continued below.")
        flow = self.flows[session.flow]
        if session.version != flow.version:
            session = self._renewed(session, flow)
        self.show(replace(session, status=SessionStatus.ACTIVE, page_post=None))

    def _renewed(self, session: Session, flow: Flow) -> Session:
        """The flow changed since: its answers are kept and gone through again."""
        kept = "Your answers are kept. Please go through them once more."
        self._remark("This form has changed", kept)
        state = engine.begin(flow, preset=session.state.answers, scene=self.scene)
        return replace(session, version=flow.version, state=state)

    def park(self) -> None:
        """Put the flow under way aside, if there is one."""
        session = self.active()
        if session:
            self._fold(session, "Put aside. Write “resume” to go on with it.")
            self._save(replace(session, status=SessionStatus.PARKED))

    def offered(self, session: Session) -> Collection[str]:
        """The moves that the session's page offers."""
        return {move.name for move in paging.page(self._turn(session)).moves}

    def show(self, session: Session) -> None:
        """Save the session and ask its page; on a surface of whole pages, in place."""
        page = paging.page(self._turn(session))
        if self.in_form:
            self.shown.page = self.shown.remarked(page)
            self._save(replace(session, page_post=None))
            return
        if session.page_post and self.capabilities.whole_pages:
            self.say(page, replaces=session.page_post, case_id=case_of(session))
            post = session.page_post
        else:
            post = self.say(page, case_id=case_of(session))
        self._save(replace(session, page_post=post))

    def fill(self, session: Session, raw: Mapping[str, Value]) -> None:
        """Take answers to the page's questions."""
        one = not self.capabilities.whole_pages
        flow = self.flows[session.flow]
        self._advance(
            session,
            engine.fill(flow, session.state, raw, scene=self.scene, one_at_a_time=one),
        )

    def move(
        self, session: Session, name: str, *, target: str = "", typed: Mapping[str, Value] = _NONE
    ) -> None:
        """Take a step in the flow that is no answer; what was typed on the page is kept."""
        if name == "cancel":
            self.cancel(session)
            return
        flow, one = self.flows[session.flow], not self.capabilities.whole_pages
        state = pages.typed(flow, session.state, typed, scene=self.scene)
        self._advance(
            session,
            engine.move(flow, state, name, target=target, scene=self.scene, one_at_a_time=one),
        )

    def cancel(self, session: Session) -> None:
        """End a flow without doing anything, and offer what was put aside for it."""
        self._fold(session, "Cancelled. Nothing was sent.")
        self._save(replace(session, status=SessionStatus.CANCELLED))
        title = self.flows[session.flow].title
        self.say(cards.plain(f"{title}: cancelled", "Nothing was sent to anybody."))
        self.offer_parked()

    def gone(self, session: Session, values: Mapping[str, Value] | None = None) -> None:
        """The case is not the person's to act on any more: say so, and give back what was typed."""
        card = self.desk.wording.card("no_such_case", self.desk.reader)
        self._end(session, card, values=values or {})

    def _end(self, session: Session, card: Card, *, values: Mapping[str, Value] = _NONE) -> None:
        """A flow is over, and was not done: nothing of it is left to press."""
        state = session.state
        left = {name: value for draft in state.drafts.values() for name, value in draft.items()}
        typed = _given_back({**left, **state.answers, **state.given, **values}.values())
        self._fold(session, "This is over.")
        self._save(replace(session, status=SessionStatus.CANCELLED))
        self.say(replace(card, blocks=(*card.blocks, *typed)), case_id=case_of(session))
        self.offer_parked()

    def stale(self, values: Mapping[str, Value]) -> None:
        """An answer to a page that is over: nothing is overwritten, and it is given back."""
        said = "It was answered or put aside before. Nothing was overwritten."
        card = cards.plain("That page is over", said)
        self.say(replace(card, blocks=(*card.blocks, *_given_back(values.values()))))
        if session := self.active():
            self.shown.remark = f"That page is over. {said} What you wrote stands in our messages."
            self.reopen(session)

    def left(self, session: Session, why: Literal["closed", "not_opened"]) -> None:
        """A form is gone without an answer: offer to go on, with every page that is complete."""
        flow = self.flows[session.flow]
        said = (
            "You closed the form. Every page that you completed is kept."
            if why == "closed"
            else "The form could not be opened. Nothing of it is lost."
        )
        buttons = (
            Button("Resume", "resume", session.id, "primary"),
            Button("Drop it", "drop", session.id),
        )
        card = cards.plain(f"{flow.title} {session.about}".strip(), said, buttons=buttons)
        self.say(replace(card, topic=cards.LEFT))

    def offer_parked(self) -> None:
        """Offer to go on with what was put aside."""
        parked = self.desk.work.sessions.parked(self.address.id)
        if parked:
            title = f"{self.flows[parked[0].flow].title} {parked[0].about}".strip()
            resume = Button("Resume", "resume", parked[0].id, "primary")
            card = cards.plain("You left something in the middle", f"{title}.", buttons=(resume,))
            self.say(replace(card, topic=cards.LEFT))

    def _advance(self, session: Session, result: State | engine.Done) -> None:
        if isinstance(result, engine.Done):
            self._complete(session, result.answers)
            return
        flow = self.flows[session.flow]
        if result.answers.get("case") != session.state.answers.get("case"):
            session, result = self._about_case(session, result)
        if result.place != session.state.place or not self.capabilities.whole_pages:
            self._fold(replace(session, state=_answered(session, result, flow)), "")
            session = replace(session, page_post=None)
        taken = not (self.in_form and self._is_refused(session.state, result, flow))
        self.show(replace(session, state=result, revision=session.revision + taken))

    def _is_refused(self, before: State, after: State, flow: Flow) -> bool:
        """True when the very same page is asked again, with what is wrong beside its questions.

        A form that stays open can be answered again as it is.
        """
        if after.place != before.place or not after.errors or after.nudges or before.nudges:
            return False
        asked = [engine.fields(flow, state, self.scene) for state in (before, after)]
        return asked[0] == asked[1]

    def _about_case(self, session: Session, result: State) -> tuple[Session, State]:
        """A case was chosen just now: it is decided on as it stands now, and no earlier.

        What cannot be begun for it is said here, before anything is typed.
        """
        flow, answers = self.flows[session.flow], self._as_known(result.answers)
        if refused := flow.refusal(answers, self.scene):
            return session, replace(session.state, errors={"case": refused})
        about = flow.about(answers, self.scene)
        return replace(session, about=about), replace(result, answers=answers)

    def _as_known(self, answers: Answers) -> Answers:
        """The answers, with how far the journal of their case is known by now."""
        speaker = self.scene.lookup.speaker(str(answers.get("case")))
        return {**answers, "basis": str(len(speaker.file.entries))} if speaker else answers

    def _complete(self, session: Session, answers: Answers) -> None:
        """Do what was decided. A refusal keeps the session, and with it all that was typed.

        Whoever goes on after it knows of what was in the way: they decide anew, as things stand.
        """
        flow = self.flows[session.flow]
        outcome: Outcome = handle(self.desk, flow.complete(answers, self.scene))
        if isinstance(outcome, Refused) and flow.refusal(answers, scene_of(self.desk)):
            self._end(session, cards.plain(flow.title, outcome.reason))  # no edit would help
            return
        if isinstance(outcome, Refused):
            known = self._as_known(session.state.answers)
            state = replace(session.state, answers=known, errors={"": outcome.reason})
            self.show(replace(session, state=state, revision=session.revision + 1))
            return
        self._fold(session, "Done.")
        self._save(replace(session, status=SessionStatus.DONE))
        self.say(outcome.card, case_id=outcome.case_id or case_of(session))
        self.offer_parked()

    def _fold(self, session: Session, note: str) -> None:
        """Put the answers in place of the page, so that no dead button stays."""
        if session.page_post is None:
            return
        try:
            folded = paging.answered(self._turn(session), note)
        except NoSuchCase:
            folded = Answered(title=self.flows[session.flow].title, note=note)
        self.say(folded, replaces=session.page_post, case_id=case_of(session))

    def _turn(self, session: Session) -> Turn:
        return Turn(self.flows[session.flow], session, self.scene, self.capabilities)

    def _save(self, session: Session) -> None:
        self.desk.work.sessions.save(replace(session, updated_at=self.desk.now))


def _answered(session: Session, result: State, flow: Flow) -> State:
    """The page as it was left: with what `result` took of it."""
    left = session.state
    if result.place == left.place:
        return replace(left, given={**left.given, **result.given})
    taken = engine.page_answers(flow, replace(result, place=left.place))
    return replace(left, given={**left.given, **taken})


def _given_back(written: Iterable[Value]) -> tuple[Block, ...]:
    """What was written at some length, so that nothing typed is lost."""
    texts = [Quote(value) for value in written if isinstance(value, str) and " " in value]
    return (Paragraph("Here is what you wrote:"), *texts) if texts else ()


def case_of(session: Session) -> str | None:
    """The case that a session is about, once that is known."""
    case = session.state.answers.get("case")
    return case if isinstance(case, str) else None
