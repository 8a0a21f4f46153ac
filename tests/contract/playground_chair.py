"""A chair of the playground: whole pages, over the HTTP that the page itself speaks."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.web.listeners import Listeners
from adapters.web.playground import Playground
from adapters.web.surface import CAPABILITIES
from adapters.web.transcript import alone
from adapters.web.view import message
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Content
from bot.dialogue.inputs import Incoming
from bot.dialogue.posts import Post
from bot.domain.lanes import Address
from bot.domain.people import Person
from tests.contract.house import House
from tests.contract.playground_shape import MESSAGE
from tests.contract.surfaces import POST, Ear, Given, Pressed, Shown

Json = dict[str, Any]
NOT_READ = {"action", "id", "kind", "name", "session", "step", "flow", "style", "target", "type"}
NOT_READ |= {"stored", "notice", "options"}


class PlaygroundChair:
    """Implements `SurfaceUnderTest` as the page's own scripts do."""

    name = "playground"
    capabilities: Capabilities = CAPABILITIES
    lists = True

    def __init__(self, person: Person, *, url: str, http: ClientSession, ear: Ear) -> None:
        self._person = person
        self._url = f"{url}demo/people/{person.id}"
        self._headers = {
            "Content-Type": "application/json",
            "Origin": url.rstrip("/"),
            "Sec-Fetch-Site": "same-origin",
        }
        self._http = http
        self._ear = ear
        self._keys = itertools.count()

    def show(self, content: Content, *, post_id: str = POST) -> Shown:
        """The message as the stream and the list of messages have it."""
        at = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
        address = Address("a1", self._person.id, self.name, "", self._person.id)
        post = Post(post_id, address, 1, "k1", content, due_at=at, created_at=at)
        view = json.dumps(message(alone(post), self._person), allow_nan=False)
        return Shown(content, json.loads(view))

    def violations(self, shown: Shown) -> list[str]:
        """What the page would not know how to draw."""
        found = list(MESSAGE(shown.payload, ""))
        for asked in shown.payload["content"].get("questions", ()):
            if asked["type"] == "pick" and len(asked["options"]) > self.capabilities.options + 1:
                found.append(f"{asked['id']}: more options than the surface declares")
        return found

    def reads(self, shown: Shown) -> str:
        """Every text of the message, a line each."""
        return "\n".join(_texts(shown.payload["content"]))

    def notification(self, shown: Shown) -> str:
        """The playground notifies nobody; its notice is read by screen readers alone."""
        return str(shown.payload["content"].get("notice", ""))

    async def press_all(self, shown: Shown, *, label: str = "") -> Sequence[Pressed]:
        """Every button of a card, and every move of a page."""
        content, ways = shown.payload["content"], []
        for button in content.get("buttons", ()):
            body = {"action": button["action"], "target": button["target"]}
            ways.append((button["label"], "press", body))
        for move in content.get("moves", ()):
            body = {**_page(content), "move": move["name"], "target": move["target"]}
            ways.append((move["label"], "go", body))
        return [
            Pressed(named, await self._post(act, body))
            for named, act, body in ways
            if label in ("", named)
        ]

    async def answer(self, shown: Shown, answers: Mapping[str, Given]) -> Incoming:
        """Send the whole form, as its Continue button does."""
        content = shown.payload["content"]
        values = {
            asked["id"]: await self._value(content, asked, answers.get(asked["id"]))
            for asked in content["questions"]
        }
        return await self._post("fill", {**_page(content), "values": values})

    async def say(self, text: str) -> Incoming:
        """Type into the composer."""
        return await self._post("say", {"text": text})

    async def _value(self, content: Json, asked: Json, given: Given | None) -> Any:
        """What the question's control holds; empty is null."""
        if asked["type"] == "moment":
            return self._wall(asked["value"] or {"stored": None, "wall": ""}, given)
        if given is None or given.value in (None, "", []):
            return (asked["value"] or None) if given is None else None
        if asked["type"] == "pick":
            return await self._found(content, asked, given)
        if asked["type"] in ("choice", "choices"):
            wanted = [given.value] if isinstance(given.value, str) else given.value
            offered = [one["value"] for one in asked["options"]]
            assert isinstance(wanted, Sequence)
            assert all(one in offered for one in wanted), f"not all of {wanted} is offered"
        return given.value

    def _wall(self, held: Json, given: Given | None) -> Any:
        """A `datetime-local` field: what was not touched goes back as it is stored."""
        wall = held["wall"]
        if given is not None:
            here = given.value and datetime.fromisoformat(str(given.value)).astimezone(
                self._person.zone
            )
            wall = here.strftime("%Y-%m-%dT%H:%M") if here else ""
        if not wall:
            return None
        return held["stored"] if wall == held["wall"] else {"wall": wall}

    async def _found(self, content: Json, asked: Json, given: Given) -> Any:
        """The option chosen, from those offered or from a search; else the words as typed."""
        offered = [one["value"] for one in asked["options"]]
        if given.value in offered:
            return given.value
        query = {"session": content["session"], "field": asked["id"], "q": given.words}
        async with self._http.get(f"{self._url}/options", params=query) as answer:
            assert answer.status == 200
            found = [one["value"] for one in (await answer.json())["options"]]
        return given.value if given.value in found else given.words or given.value

    async def _post(self, act: str, body: Json) -> Incoming:
        keyed = json.dumps({"key": f"page-{next(self._keys):06}", **body}).encode()
        async with self._http.post(
            f"{self._url}/{act}", data=BytesIO(keyed), headers=self._headers
        ) as answer:
            assert answer.status == 202, await answer.text()
        heard = self._ear.last()
        assert heard is not None
        return heard


def _page(content: Json) -> Json:
    return {"session": content["session"], "revision": content["revision"]}


def _texts(part: Any, name: str = "") -> Iterator[str]:
    if isinstance(part, str) and name not in NOT_READ:
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each, name)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "options":
                yield from (text for one in value for text in (one["label"], one["hint"]))
            elif key not in NOT_READ:
                yield from _texts(value, key)


class _StandingClock:
    """The time machine's place: nobody moves it here."""

    def __init__(self, house: House) -> None:
        self._house = house

    def now(self) -> datetime:
        """What the house's clock shows."""
        return self._house.clock.now()

    async def move_to(self, at: datetime) -> None:
        """Stay."""

    async def next_due(self) -> datetime | None:
        """Nothing waits."""
        return None


@asynccontextmanager
async def playground_chair(house: House, person: Person) -> AsyncIterator[PlaygroundChair]:
    """The person's chair, with the playground's real routes behind it."""
    ear = Ear(house.conversations)
    playground = Playground(
        conversations=ear,
        database=house.database,
        machine=_StandingClock(house),
        listeners=Listeners(),
    )
    app = web.Application()
    app.add_subapp("/demo", playground.application())
    async with TestServer(app, host="127.0.0.1") as server, ClientSession() as http:
        yield PlaygroundChair(person, url=str(server.make_url("/")), http=http, ear=ear)
