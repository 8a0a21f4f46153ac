"""Somebody walks a flow, on a surface that shows whole pages or one that asks one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.dialogue import engine, paging, values
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Page
from bot.dialogue.engine import Done
from bot.dialogue.fields import Answers, Value
from bot.dialogue.flow import Flow, Scene
from bot.dialogue.paging import Turn
from bot.dialogue.state import Session, SessionStatus, State
from flows.complaint import COMPLAINT
from tests.fakes import NOW, scene

FORMS = Capabilities(whole_pages=True, options=10, text=200_000, keeps_own_words=False)
CHAT = Capabilities(whole_pages=False, options=100, text=3_000, keeps_own_words=True)


def turn(flow: Flow, state: State, *, at: Scene, capabilities: Capabilities = FORMS) -> Turn:
    """What a page is made from."""
    session = Session(
        id="s",
        address_id="a",
        person_id=at.actor.id,
        flow=flow.id,
        version=flow.version,
        state=state,
        status=SessionStatus.ACTIVE,
        revision=3,
        page_post=None,
        started_at=NOW,
        updated_at=NOW,
    )
    return Turn(flow, session, at, capabilities)


@dataclass
class Walk:
    """One person's way through a flow."""

    flow: Flow
    chat: bool = False
    at: Scene = field(default_factory=scene)
    preset: Answers = field(default_factory=dict)
    done: Answers | None = None

    def __post_init__(self) -> None:
        self.state = engine.begin(self.flow, preset=self.preset, scene=self.at)

    @property
    def page(self) -> Page:
        """What is shown now."""
        shown = CHAT if self.chat else FORMS
        return paging.page(turn(self.flow, self.state, at=self.at, capabilities=shown))

    @property
    def where(self) -> str:
        """The page's key, and in a chat the question."""
        key = self.state.place.key
        return f"{key}:{self.state.asked}" if self.chat and self.state.asked else key

    def fill(self, **given: Value) -> Walk:
        """Answer: all at once, or one after another."""
        return self.answer(given)

    def answer(self, given: Mapping[str, Value]) -> Walk:
        """Answer fields by id, in the order in which they are asked."""
        if not self.chat:
            return self._take(self._fill(given))
        left = dict(given)
        while self.state.asked in left:
            asked = self.state.asked
            self._take(self._fill({asked: left.pop(asked)}))
        return self

    def say(self, text: str) -> Walk:
        """Type words."""
        return self._take(self._fill({self.state.asked: text}))

    def _fill(self, given: Mapping[str, Value]) -> State | Done:
        return engine.fill(self.flow, self.state, given, scene=self.at, one_at_a_time=self.chat)

    def back(self) -> Walk:
        """Say back."""
        return self._take(
            engine.back(self.flow, self.state, scene=self.at, one_at_a_time=self.chat)
        )

    def skip(self) -> Walk:
        """Say skip."""
        return self._take(
            engine.skip(self.flow, self.state, scene=self.at, one_at_a_time=self.chat)
        )

    def keep(self) -> Walk:
        """Say keep."""
        return self._take(
            engine.keep(self.flow, self.state, scene=self.at, one_at_a_time=self.chat)
        )

    def edit(self, target: str = "") -> Walk:
        """Say edit."""
        return self._take(engine.edit(self.flow, self.state, target, scene=self.at))

    def add(self) -> Walk:
        """Say add."""
        return self._take(engine.add(self.flow, self.state, scene=self.at))

    def remove(self, target: str = "") -> Walk:
        """Say remove."""
        return self._take(engine.remove(self.flow, self.state, target, scene=self.at))

    def go(self) -> Walk:
        """Say go on."""
        return self._take(engine.go(self.flow, self.state, scene=self.at))

    def _take(self, result: State | Done) -> Walk:
        if isinstance(result, Done):
            self.done = result.answers
        else:
            self.state = result
        return self

    def items(self, step: str) -> list[Mapping[str, Value]]:
        """What is kept of a repeated step."""
        return values.items_of(self.state.answers.get(step))


CLIENT = {"client": "contoso"}
PEOPLE = {"contact": "kim", "employee": "ben"}
ITEM = {
    "observed": "Three tickets were not answered.",
    "began": "yesterday 3 pm",
    "ended": None,
    "observed_by": "Dana Fox",
    "known": "seen",
}
WISHES = {"effect": "Refunds were late.", "asks": "coach, replace", "remedy": "Do something."}
LAST = {"urgency": "normal", "safety": "no", "jurisdiction": "PH"}


def intake(*, chat: bool, upto: str = "review") -> Walk:
    """HR at this page of the intake, all before it answered."""
    walk = Walk(COMPLAINT, chat=chat)
    pages: dict[str, Mapping[str, Value]] = {
        "client": CLIENT,
        "people": PEOPLE,
        "allegations": ITEM,
        "wishes": WISHES,
        "last": LAST,
    }
    for step, answers in pages.items():
        if step == upto:
            break
        walk.answer(answers)
        if step == "allegations":
            walk.go()
    return walk
