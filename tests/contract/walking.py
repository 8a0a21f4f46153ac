"""Walks a flow on a surface as a person would, and asserts on every page of the way.

Everything that is shown goes through the surface's outward translation and is checked against
its limits; everything that is done comes back through its inbound one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.dialogue import values
from bot.dialogue.content import Card, Move, Page, Question
from bot.dialogue.fields import Answers, Pick, Value
from bot.dialogue.inputs import Cite, Go, Incoming, Input
from bot.dialogue.posts import Post
from bot.dialogue.state import Session, SessionStatus
from bot.domain.commands import Command
from bot.domain.people import Person
from bot.ports import Work
from bot.services.desk import Desk
from bot.services.lookups import DeskLookup
from tests.contract.crowd import user_on
from tests.contract.house import House
from tests.contract.surfaces import Given, Pressed, Shown, SurfaceUnderTest

Said = Value | Callable[[Question], Value]
TURNS = 250  # pages on the longest way through a flow
WHOLE = 500  # characters of a text of ours that are shown whole on every surface


@dataclass(frozen=True)
class Script:
    """What a person answers in a flow. A field that is not named is left as it stands."""

    flow: str
    actor: str
    begins: str = ""  # the words that begin it
    button: str = ""  # or the button, on the latest card that has one of this label
    cites: Cite | None = None  # or the message at which the person points
    answers: Mapping[str, Said] = field(default_factory=dict)  # by id, or its part before ":"
    items: Sequence[Mapping[str, Value]] = ()  # of the repeated step, in order
    at_the_list: Sequence[tuple[str, str]] = ()  # moves there, before going on
    wrong: Mapping[str, Value] = field(default_factory=dict)  # is tried first, and refused
    nudged: Collection[str] = ()  # fields whose answer is gently asked about


@dataclass(frozen=True)
class Walked:
    """What came of it."""

    command: Command
    pages: Sequence[Page]
    posts: Sequence[Post]  # all that was sent, to everybody
    errors: Collection[str]  # the fields at which something was wrong
    nudged: Collection[str]


class Walker:
    """One way through one flow."""

    def __init__(
        self, house: House, surface: SurfaceUnderTest, *, script: Script, actor: Person
    ) -> None:
        self._house = house
        self._surface = surface
        self._script = script
        self._actor = actor
        self._pages: list[Page] = []
        self._posts: list[Post] = []
        self._errors: set[str] = set()
        self._nudged: set[str] = set()
        self._to_try = set(script.wrong)
        self._pressed: set[tuple[str, tuple[Move, ...]]] = set()
        self._tried = ""  # what was answered wrongly and is not refused yet
        self._ahead = {"list": list(script.at_the_list), "review": [("edit", ""), ("edit", "*")]}

    async def walk(self) -> Walked:
        """From the first word to the command."""
        posts = await self._begin()
        for _ in range(TURNS):
            if self._house.commands:
                break
            posts = await self._turn(self._page_in(posts))
        (command,) = self._house.commands
        ended = await self._session(self._pages[-1].session)
        assert ended.status is SessionStatus.DONE, self._page_in(posts).error
        assert any(isinstance(post.content, Card) for post in posts)
        return Walked(command, self._pages, self._posts, self._errors, self._nudged)

    async def _begin(self) -> list[Post]:
        if self._script.cites:
            heard, cited = await self._surface.say("this"), self._script.cites
            user = user_on(self._surface.name, cited.user)
            return await self._take(replace(heard, input=replace(cited, user=user)))
        if not self._script.button:
            return await self._take(await self._surface.say(self._script.begins))
        label = self._script.button
        card = await self._house.database.read(self._card_with_button)
        pressed = await self._surface.press_all(self._surface.show(card), label=label)
        return await self._take(pressed[0].heard)

    def _card_with_button(self, work: Work) -> Card:
        cards = [
            post.content
            for address in work.addresses.of_person(self._actor.id)
            for post in work.posts.transcript(address.id, limit=50)
            if isinstance(post.content, Card)
        ]
        label = self._script.button
        return next(card for card in cards[::-1] if label in [b.label for b in card.buttons])

    async def _take(self, heard: Incoming | None) -> list[Post]:
        """Hand on what was heard, and look at everything that comes of it."""
        assert heard is not None
        posts = await self._house.take(heard)
        self._posts += posts
        for post in posts:
            shown = self._surface.show(post.content, post_id=post.id)
            assert self._surface.violations(shown) == [], post.content
        return posts

    def _page_in(self, posts: Sequence[Post]) -> Page:
        if isinstance(self._house.shown, Page):
            return self._house.shown
        pages = [post.content for post in posts if isinstance(post.content, Page)]
        assert pages, f"no page among {[post.content for post in posts]}"
        return pages[-1]

    async def _turn(self, page: Page) -> list[Post]:
        """Look at a page, and do the next thing on it."""
        self._pages.append(page)
        shown = self._surface.show(page)
        self._reads(page, shown)
        if (page.step, page.moves) not in self._pressed:
            self._pressed.add((page.step, page.moves))
            _moves(page, await self._surface.press_all(shown))
        self._errors |= {one.field.id for one in page.questions if one.error}
        self._tried = "" if self._tried in self._errors else self._tried
        nudged = {one.field.id for one in page.questions if one.nudge}
        self._nudged |= nudged
        if nudged and not any(one.error for one in page.questions):
            return await self._move(page, shown, "keep")
        if page.questions:
            return await self._answer(page, shown)
        return await self._go_on(page, shown)

    def _reads(self, page: Page, shown: Shown) -> None:
        """All that a page asks and says is there to be read."""
        read = self._surface.reads(shown)
        texts = [page.title, page.intro, page.error, page.flow_title]
        for asked in page.questions:
            texts += [asked.field.label, asked.field.hint, asked.error, asked.nudge]
            if self._surface.lists or not isinstance(asked.field, Pick):
                texts += [option.label for option in asked.options]
        for text in texts:
            assert text in read or len(text) > WHOLE, f"{text!r} cannot be read in:\n{read}"

    async def _go_on(self, page: Page, shown: Shown) -> list[Post]:
        """From a page that asks nothing: the list of a repeated step, a review, or what to edit."""
        names = [move.name for move in page.moves]
        if "go" not in names:  # asked "edit" without saying what
            return await self._move(page, shown, "back")
        ahead = self._ahead["list" if "add" in names else "review"]
        name, target = ahead.pop(0) if ahead else ("go", "")
        if (name, target) == ("edit", ""):
            return await self._take(await self._surface.say("edit"))
        return await self._move(page, shown, name, target)

    async def _move(self, page: Page, shown: Shown, name: str, target: str = "") -> list[Post]:
        """Use the control of a move; `*` is the first that there is."""
        move = next(m for m in page.moves if m.name == name and target in (m.target, "*"))
        pressed = await self._surface.press_all(shown, label=move.label)
        alone = replace(page, moves=(move,))
        found = _moves(alone, pressed or await self._surface.press_all(shown))
        return await self._take(found[move.name, move.target])

    # --- answers ---------------------------------------------------------------------------------

    async def _answer(self, page: Page, shown: Shown) -> list[Post]:
        session = await self._session(page.session)
        item = session.state.place.item
        given = {one.field.id: await self._given(one, session) for one in page.questions}
        if wrong := self._wrong(given, item):
            said = self._script.wrong[wrong]
            given[wrong] = Given(said, str(said))
            return await self._take(await self._surface.answer(shown, given))
        posts = await self._take(await self._surface.answer(shown, given))
        after = await self._session(page.session)
        for name, one in given.items():
            kept = _kept(after, page.step, item, name)
            unclear = "More than one" in after.state.errors.get(name, "")
            assert one.value in kept or unclear, (
                f"{name}: {one.value!r} was given, {kept} is kept: {after.state.errors}"
            )
        return posts

    def _wrong(self, given: Collection[str], item: int | None) -> str:
        """The field to answer wrongly: one at a time, until it was refused."""
        if not self._tried and not item:
            self._tried = next((name for name in given if name in self._to_try), "")
            self._to_try.discard(self._tried)
        return self._tried if self._tried in given else ""

    async def _given(self, question: Question, session: Session) -> Given:
        name, item = question.field.id, session.state.place.item
        answers: Mapping[str, Said] = self._script.answers
        if item is not None:
            answers = self._script.items[item]
        said = answers.get(name, answers.get(name.partition(":")[0], question.value))
        value = said(question) if callable(said) else said
        if not isinstance(question.field, Pick) or not isinstance(value, str):
            return Given(value)
        source, known = question.field.source, {**session.state.answers, **session.state.given}
        words = await self._house.database.read(
            lambda work: self._label(work, source, value, known)
        )
        return Given(value, words)

    def _label(self, work: Work, source: str, value: str, known: Answers) -> str:
        """How a person would call an option."""
        desk = Desk(work, self._house.practice, self._house.clock.now(), self._actor)
        option = DeskLookup(desk, self._actor).option(source, value, answers=known)
        return option.label if option else value

    async def _session(self, session_id: str) -> Session:
        found = await self._house.database.read(lambda work: work.sessions.get(session_id))
        assert found is not None
        return found


def _moves(page: Page, pressed: Sequence[Pressed]) -> Mapping[tuple[str, str], Incoming]:
    """Every move of the page, from its own control, decoded to exactly what it is."""
    heard = [(one.label, one.heard) for one in pressed if one.heard is not None]
    found: dict[tuple[str, str], Incoming] = {}
    for move in page.moves:
        meant = Go(page.session, page.revision, move.name, move.target)
        same = [(label, one) for label, one in heard if _untyped(one) == meant]
        assert same, f"no control of the page means {meant}"
        label, found[move.name, move.target] = same[0]
        assert label == move.label or label[0].isdigit(), f"{label!r} means {meant}"
    stale = [label for label, one in heard if getattr(one.input, "action", "") == "stale"]
    assert not stale, f"what these mean was not understood: {stale}"
    return found


def _untyped(heard: Incoming) -> Input:
    """What was done, without what stood in the fields when it was."""
    done = heard.input
    return replace(done, values={}) if isinstance(done, Go) else done


def _kept(session: Session, step: str, item: int | None, name: str) -> list[Value]:
    """Where an answer may be kept: on the page while it is open, else with the step's."""
    state = session.state
    kept = [state.given[name]] if name in state.given else []
    if item is None:
        return [*kept, state.answers.get(name)]
    items = values.items_of(state.answers.get(step))
    return [*kept, *(one.get(name) for one in items[item : item + 1])] or [None]
