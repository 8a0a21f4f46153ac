"""People played without a wire, where it is about what is said and not how it comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue import paging
from bot.dialogue.content import Button, Card, Page, Question
from bot.dialogue.fields import Value
from bot.dialogue.flow import Scene
from bot.dialogue.inputs import Fill, Go, Input
from bot.dialogue.posts import Post
from bot.dialogue.wording import Wording
from bot.domain.people import Person
from bot.ports import Work
from bot.services.desk import Desk
from bot.services.lookups import DeskLookup
from tests.contract.crowd import user_on
from tests.contract.house import SHOWING, House

Said = Value | Callable[[Question], Value]
TURNS = 200  # of the longest flow


class Listening(Wording):
    """The catalogue, which remembers what was said of it."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording._entries)
        self.said: set[str] = set()

    def card(
        self, key: str, reader: Person, *, buttons: Sequence[Button] = (), **values: Any
    ) -> Card:
        """Remember it, and say it."""
        self.said.add(key)
        return super().card(key, reader, buttons=buttons, **values)

    def text(self, key: str, reader: Person, **values: Any) -> str:
        """Remember it, and say it."""
        self.said.add(key)
        return super().text(key, reader, **values)

    def line(self, key: str, reader: Person, **values: Any) -> str:
        """Remember it, and say it."""
        self.said.add(key)
        return super().line(key, reader, **values)


class Player:
    """Plays people in chairs of the playground, without a wire."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.pages: dict[str, list[Page]] = {name: [] for name in SHOWING}

    async def does(self, person: str, act: Input, *, surface: str = "playground") -> list[Post]:
        """One thing; returns all that was sent because of it."""
        user = user_on(surface, person)
        return await self.house.act(surface, user, act)

    async def goes_through(
        self,
        person: str,
        begin: Input,
        answers: Mapping[str, Said],
        *,
        items: Sequence[Mapping[str, Said]] = (),
    ) -> list[Post]:
        """A whole flow, with these answers and else what stands there already."""
        posts = await self.does(person, begin)
        for _ in range(TURNS):
            pages = [post.content for post in posts if isinstance(post.content, Page)]
            if not pages:
                return posts
            wrong = [pages[-1].error, *(one.error for one in pages[-1].questions)]
            assert not any(wrong), (pages[-1].step, wrong)
            posts = await self.does(person, await self._turn(pages[-1], answers, items))
        raise AssertionError(f"this does not end: {begin}")

    async def _turn(
        self, page: Page, answers: Mapping[str, Said], items: Sequence[Mapping[str, Said]]
    ) -> Input:
        await self.house.database.read(lambda work: self._elsewhere(work, page))
        names = {move.name for move in page.moves}
        if "keep" in names:
            return Go(page.session, page.revision, "keep")
        if not page.questions:
            listed = sum(move.name == "edit" and move.target.isdigit() for move in page.moves)
            name = "add" if "add" in names and listed < len(items) else "go"
            return Go(page.session, page.revision, name)
        number = int(page.title.rpartition(" ")[2]) - 1 if page.title[-1].isdigit() else 0
        known = {**answers, **(items[number] if items else {})}
        given = {one.field.id: _answer(one, known) for one in page.questions}
        return Fill(page.session, page.revision, given)

    def _elsewhere(self, work: Work, page: Page) -> None:
        """The page as every surface would show it; one question at a time where it does so."""
        session = work.sessions.get(page.session)
        assert session is not None
        person = work.directory.person(session.person_id)
        assert person is not None
        desk = Desk(work, self.house.practice, self.house.clock.now(), person)
        scene = Scene(person, desk.now, DeskLookup(desk, person), desk.policy.tone)
        flow = self.house.flows[session.flow]
        for name, capabilities in SHOWING.items():
            asked = [one.field.id for one in page.questions] or [""]
            several = [*asked[:3], *asked[-1:]]  # thirty versions differ in their words alone
            for field in asked[:1] if capabilities.whole_pages else dict.fromkeys(several):
                here = replace(session, state=replace(session.state, asked=field))
                made = paging.page(paging.Turn(flow, here, scene, capabilities))
                self.pages[name].append(made)


def _answer(question: Question, known: Mapping[str, Said]) -> Value:
    """By the field's id, or what it is called before its number or the party that it names."""
    name = question.field.id
    names = (name, name.partition(":")[0], name.rstrip("0123456789"))
    said = next((known[each] for each in names if each in known), question.value)
    return said(question) if callable(said) else said
