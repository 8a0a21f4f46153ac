"""A mediator that answers from a script, so that the page can be tried without the services."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.dialogue.content import Answered, Card, Page, Paragraph, Said
from bot.dialogue.fields import Option, Value
from bot.dialogue.inputs import Cite, Fill, Go, Incoming, Leave, Press, Words
from tests.browser import contents
from tests.browser.fakes import Mouth

WORDS: Mapping[str, Card | Page] = {
    "complaint": contents.EVERY_FIELD,
    "review": contents.REVIEW,
    "list": contents.ITEMS,
    "update": contents.VERSIONS,
    "case": contents.CASE_CARD,
    "hostile": contents.HOSTILE_CARD,
    "long": contents.LONG_CARD,
}
STAFF = tuple(Option(f"p{n}", f"Person {n:02}", "Support") for n in range(1, 31))


class ScriptedMediator:
    """Conversations by script. `received` holds what came, in order, each key once."""

    def __init__(self, mouth: Mouth) -> None:
        self.received: list[Incoming] = []
        self.tries: list[str] = []  # keys, also of what failed
        self.failures = 0  # how many of the next tries fail
        self.lost_answers = 0  # how many of the next tries work, and yet answer with a failure
        self.slow = 0.0  # seconds that an answer takes
        self._mouth = mouth
        self._pages: dict[str, tuple[str, Page]] = {}  # by person: the open page and its post
        self._nudged: set[str] = set()

    async def receive(self, incoming: Incoming) -> None:
        """Take it, once per key, and answer from the script."""
        self.tries.append(incoming.key)
        await asyncio.sleep(self.slow)
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full of somebody's secrets")
        if incoming.key not in {each.key for each in self.received}:
            self.received.append(incoming)
            await self._answer(incoming)
        if self.lost_answers:
            self.lost_answers -= 1
            raise OSError("done, but nobody hears of it")

    async def options(
        self, *, surface: str, tenant: str, user: str, session: str, field: str, query: str
    ) -> tuple[Option, ...]:
        """People whose names hold the words."""
        assert (surface, tenant) == ("playground", "")
        wanted = query.casefold()
        found = [o for o in (*contents.PEOPLE, *STAFF) if wanted in o.label.casefold()]
        return tuple(found[:10]) if user and session and field else ()

    async def show(self, person: str, page: Page) -> None:
        """Put a page before a person."""
        self._pages[person] = (await self._mouth.say(person, page), page)

    async def _answer(self, incoming: Incoming) -> None:
        who, given = incoming.user, incoming.input
        match given:
            case Words():
                await self._mouth.say(who, Said(given.text))
                await self._speak(who, given.text.strip().casefold())
            case Cite():  # a chat's shortcut: the playground has none
                raise AssertionError(given)
            case Press():
                done = Card("Done", "", (Paragraph(f"Done: {given.action}."),))
                await self._mouth.say(who, done)
            case Fill():
                await self._fill(who, given.values)
            case Leave():
                raise LookupError("the playground has no form over the conversation")
            case Go():
                post, page = self._pages[who]
                note = f"You chose {given.move} {given.target}".strip() + "."
                await self._mouth.say(who, Answered(page.title, note=note), instead_of=post)
            case _:
                assert_never(given)

    async def _speak(self, who: str, words: str) -> None:
        said = WORDS.get(words)
        if isinstance(said, Page):
            await self.show(who, said)
        elif said is not None:
            await self._mouth.say(who, said)
        else:
            hint = "I did not understand that. You can say complaint, update or help."
            await self._mouth.say(who, Card("Evenhand", "", (Paragraph(hint),)))

    async def _fill(self, who: str, values: Mapping[str, Value]) -> None:
        post, page = self._pages[who]
        questions = tuple(
            replace(
                asked,
                value=values.get(asked.field.id),
                error="Please answer this."
                if asked.field.required and not values.get(asked.field.id)
                else "",
                nudge=self._nudge(values.get(asked.field.id)),
            )
            for asked in page.questions
        )
        if any(each.error or each.nudge for each in questions):
            again = replace(page, revision=page.revision + 1, questions=questions)
            self._pages[who] = (await self._mouth.say(who, again, instead_of=post), again)
            return
        rows = tuple((each.field.label, str(each.value)[:120]) for each in questions)
        await self._mouth.say(who, Answered(page.title, rows), instead_of=post)
        if page.step == "what":
            await self.show(who, contents.ITEMS)

    def _nudge(self, value: Value) -> str:
        """A remark on the word “lazy”, once for each text."""
        if not isinstance(value, str) or "lazy" not in value or value in self._nudged:
            return ""
        self._nudged.add(value)
        return "“lazy”: say what was seen or heard, and when."
