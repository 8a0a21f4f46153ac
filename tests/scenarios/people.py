"""People in the scenarios: the same acts at a Slack client and in a chair of the playground."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from re import escape, search
from typing import Any
from uuid import uuid4

from aiohttp import ClientSession

from tests.scenarios.reading import buttons_of, in_words
from tests.standins.slack_api import SlackStandIn, buttons, plain
from tests.standins.slack_client import SlackPerson

Json = Any
NEWLINE = "\n"


@dataclass(frozen=True)
class Message:
    """A message as its receiver reads it now."""

    id: str
    notice: str  # all that a notification shows
    text: str  # a line for each text; a button is [Label]
    buttons: tuple[str, ...]
    form: Json  # as the surface has it
    when: str = ""  # in a chair: the receiver's own day and time


class Person(ABC):
    """Somebody at their own surface. Each act waits until all that follows from it has arrived."""

    def __init__(self, id_: str, settle: Callable[[], Awaitable[None]]) -> None:
        self.id = id_
        self.settle = settle
        self.everything: list[str] = []  # whatever was ever put before them, as it was sent
        self._known: dict[str, str] = {}  # what they have read: message id -> text

    @abstractmethod
    def messages(self) -> list[Message]:
        """What stands in their conversation now, the oldest first."""

    @abstractmethod
    async def refresh(self) -> None:
        """Look again."""

    @abstractmethod
    async def say(self, text: str) -> None:
        """Type words."""

    @abstractmethod
    async def press(self, label: str) -> None:
        """Press the latest button of this label."""

    def last(self) -> Message:
        """The latest message."""
        return self.messages()[-1]

    def news(self) -> list[str]:
        """What has come or changed since they last looked, in the order in which it stands."""
        now = {message.id: message.text for message in self.messages()}
        found = [text for id_, text in now.items() if self._known.get(id_) != text]
        self._known = now
        return found

    def reads(self, *messages: str) -> None:
        """Assert that exactly this has come or changed since they last looked, word by word.

        In a long text a line that is indented goes on the one before.
        """
        assert self.news() == [cleandoc(message).replace("\n    ", " ") for message in messages]

    def notices(self) -> list[str]:
        """What notifications showed them, of every message."""
        return [message.notice for message in self.messages()]

    def sees(self, words: str) -> None:
        """Assert that the latest message says this."""
        assert words in self.last().text, self.last().text

    def never_saw(self, *secrets: str) -> None:
        """Assert that none of this was ever put before them, whatever became of it since."""
        whole = "\n".join(self.everything)
        found = [each for each in secrets if search(rf"(?i)\b{escape(each)}", whole)]
        assert not found, f"{self.id} was shown {found}"

    def _with(self, label: str) -> Message:
        for message in reversed(self.messages()):
            if label in message.buttons:
                return message
        shown = "\n---\n".join(message.text for message in self.messages()[-3:])
        raise LookupError(f"{self.id} has no [{label}] in:\n{shown}")


class SlackUser(Person):
    """Somebody in a direct message on Slack."""

    def __init__(
        self,
        id_: str,
        settle: Callable[[], Awaitable[None]],
        *,
        client: SlackPerson,
        slack: SlackStandIn,
    ) -> None:
        super().__init__(id_, settle)
        self.client = client
        self._slack = slack
        self._calls = len(slack.calls)
        self._place = client.actor.workspace.team_id  # where they act

    def messages(self) -> list[Message]:
        return [
            Message(
                one.ts,
                one.text,
                plain(one),
                tuple(button["label"] for button in buttons(one)),
                one,
            )
            for one in self._slack.messages(self.client.actor.user_id, team=self._place)
        ]

    async def refresh(self) -> None:
        mine = self._slack.channel_of(self.client.actor.user_id, team=self._place)
        fresh, self._calls = self._slack.calls[self._calls :], len(self._slack.calls)
        self.everything += [
            json.dumps(args, ensure_ascii=False)
            for _, args in fresh
            if mine in (args.get("channel"), args.get("user"))
        ]

    async def say(self, text: str) -> None:
        assert await self.client.say(text) == 200
        await self.settle()

    async def press(self, label: str) -> None:
        assert await self.client.press(self._with(label).form, label) == 200
        await self.settle()

    async def choose(self, *labels: str) -> None:
        """Choose in the latest question: one answers at once, several are marked and sent."""
        message = self.last()
        if labels[0] in message.buttons:
            await self.press(labels[0])
            return
        for label in labels:
            assert await self.client.choose(message.form, label) == 200
        await (self.press("Done") if "Done" in message.buttons else self.settle())

    async def mark(self, *labels: str) -> None:
        """Make these the marks of the latest question, and no others."""
        self.client.mark(self.last().form, *labels)
        await self.press("Done")

    async def date(self, iso: str) -> None:
        """Pick a moment in the latest question, by the person's own clock."""
        assert await self.client.pick_date(self.last().form, iso) == 200
        await (self.press("Done") if "Done" in self.last().buttons else self.settle())

    async def forge(self, action_id: str, value: str) -> int:
        """Send a press of a button that nobody offered them; gives the status."""
        button = {"type": "button", "action_id": action_id}
        place = {"block_id": "made-up"}
        return await self.client.act(self.last().form, place, button, action={"value": value})

    async def answer(self, *answers: str) -> None:
        """Type one answer after the other."""
        for answer in answers:
            await self.say(answer)


class Chair(Person):
    """Somebody in a chair of the playground, over HTTP."""

    def __init__(
        self,
        id_: str,
        settle: Callable[[], Awaitable[None]],
        *,
        http: ClientSession,
        url: str,
    ) -> None:
        super().__init__(id_, settle)
        self._http = http
        self._url = url
        self._views: list[Json] = []

    def messages(self) -> list[Message]:
        return [
            Message(
                view["id"],
                view["content"].get("notice", ""),
                in_words(view["content"]),
                tuple(buttons_of(view["content"])),
                view["content"],
                f"{view['day']}, {view['time']}",
            )
            for view in self._views
        ]

    def timeline(self) -> list[str]:
        """When each message came by their own clock, and its title."""
        return [f"{one.when}: {one.text.partition(NEWLINE)[0]}" for one in self.messages()]

    async def refresh(self) -> None:
        async with self._http.get(f"{self._url}/demo/people/{self.id}/messages") as answer:
            self._views = (await answer.json())["messages"]
        shown = [json.dumps(view["content"], ensure_ascii=False) for view in self._views]
        self.everything += [one for one in shown if one not in self.everything]

    async def say(self, text: str) -> None:
        await self.act("say", text=text)

    async def press(self, label: str) -> None:
        content = self._with(label).form
        for button in content.get("buttons", ()):
            if button["label"] == label:
                await self.act("press", action=button["action"], target=button["target"])
                return
        move = next(each for each in content["moves"] if each["label"] == label)
        await self.go(content, move["name"], target=move["target"])

    async def go(self, page: Json, move: str, *, target: str = "") -> None:
        """Make a move on a page."""
        where = {"session": page["session"], "revision": page["revision"]}
        await self.act("go", **where, move=move, target=target)

    async def fill(self, answers: Mapping[str, Json], *, page: Json = None) -> None:
        """Answer the latest page by the labels of its questions; the rest stays as it stands.

        A choice is given by its label, a moment as `{"wall": "2026-11-20T14:00"}`.
        """
        page = page or self.page()
        labels = {asked["label"] for asked in page["questions"]}
        assert set(answers) <= labels, f"{set(answers) - labels} is not among {labels}"
        values = {
            asked["id"]: _value(asked, answers.get(asked["label"], asked["value"]))
            for asked in page["questions"]
        }
        where = {"session": page["session"], "revision": page["revision"]}
        await self.act("fill", **where, values=values)

    def is_asked(self) -> bool:
        """True when a page is open."""
        return any(one.form["kind"] == "page" for one in self.messages())

    def page(self) -> Json:
        """The page that is asked now."""
        pages = [one.form for one in self.messages() if one.form["kind"] == "page"]
        return pages[-1]

    async def search(self, session: str, field: str, typed: str) -> list[Json]:
        """What a field of a page offers for these words."""
        asked = {"session": session, "field": field, "q": typed}
        path = f"{self._url}/demo/people/{self.id}/options"
        async with self._http.get(path, params=asked) as answer:
            found: list[Json] = (await answer.json())["options"]
            return found

    async def act(self, act: str, *, status: int = 202, **body: Json) -> None:
        """Post an act as the page does, and wait for what follows."""
        got, said = await self.post(act, **body)
        assert got == status, said
        await self.settle()

    async def post(self, act: str, **body: Json) -> tuple[int, str]:
        """Post an act; gives the status and the answer."""
        data = {"key": uuid4().hex, **body}
        path = f"{self._url}/demo/people/{self.id}/{act}"
        async with self._http.post(path, json=data, headers={"Origin": self._url}) as answer:
            return answer.status, await answer.text()


def _value(asked: Json, given: Json) -> Json:
    """What the page would send: options by value, moments as the field holds them."""
    if isinstance(given, dict) and "stored" in given:
        return given["stored"]
    values = {option["label"]: option["value"] for option in asked["options"]}
    if isinstance(given, list):
        return [values.get(each, each) for each in given]
    return values.get(given, given) if isinstance(given, str) else given
