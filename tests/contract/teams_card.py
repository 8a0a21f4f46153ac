"""A personal chat on Teams: a whole step as one Adaptive Card, filled in as Teams does."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from adapters.teams import cards, codec
from adapters.teams.capabilities import CAPABILITIES
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Content, Page
from bot.dialogue.inputs import Fill, Incoming, Input, Words
from bot.domain.people import Person
from tests.contract.crowd import teams_user
from tests.contract.house import House
from tests.contract.surfaces import POST, Given, Pressed, Shown
from tests.standins import teams_reading as reading
from tests.standins.adaptive_cards import nodes, violations

Json = dict[str, Any]


class TeamsCard:
    """Implements `SurfaceUnderTest` with a card's inputs and buttons."""

    name = "teams"
    capabilities: Capabilities = CAPABILITIES
    lists = True

    def __init__(self, house: House, person: Person) -> None:
        self._house = house
        self._person = person
        self._keys = itertools.count()

    def show(self, content: Content, *, post_id: str = POST) -> Shown:
        """The card, and what stands on a locked screen."""
        made = cards.render(content, post_id=post_id)
        sent = {"card": made.card, "summary": made.summary}
        return Shown(content, json.loads(json.dumps(sent)))

    def violations(self, shown: Shown) -> list[str]:
        """What Teams refuses."""
        return violations(shown.payload["card"])

    def reads(self, shown: Shown) -> str:
        """All that is read on the card, each run and label; lines of one text on lines."""
        return "\n".join(reading.texts(shown.payload["card"]))

    def notification(self, shown: Shown) -> str:
        """The activity's summary."""
        return str(shown.payload["summary"])

    async def press_all(self, shown: Shown, *, label: str = "") -> Sequence[Pressed]:
        """Every button, with what is filled in; each choice of a menu by its button."""
        card = shown.payload["card"]
        return [
            Pressed(named, self._incoming(codec.decode(value)))
            for named, value in reading.uses(card)
            if label in ("", named)
        ]

    async def answer(self, shown: Shown, answers: Mapping[str, Given]) -> Incoming:
        """Fill in the inputs, and press Next."""
        card, page = shown.payload["card"], shown.content
        assert isinstance(page, Page)
        held = reading.held(card)
        for name, given in answers.items():
            held.update(await self._filled(card, page, name, given))
        button = next(b for b in reading.buttons(card) if b["title"] == "Next")
        heard = codec.decode({**held, **button["data"]})
        assert isinstance(heard, Fill)
        return self._incoming(heard)

    async def say(self, text: str) -> Incoming:
        """Type a message."""
        return self._incoming(Words(text))

    async def _filled(self, card: Json, page: Page, name: str, given: Given) -> Mapping[str, str]:
        """What the inputs of a field hold once it is answered."""
        inputs = {node["id"].partition(".")[0]: node for node in _inputs(card, name)}
        if "anew" in inputs:
            (kept,) = [one.value for one in page.questions if one.field.id == name]
            return {} if given.value == kept else {inputs["anew"]["id"]: str(given.value)}
        if "moment-day" in inputs:
            day, clock = _wall(given.value, self._person)
            return {f"moment-day.{name}": day, f"moment-time.{name}": clock}
        ((kind, node),) = inputs.items()
        match kind:
            case "one":
                said = await self._one(node, given)
            case "some":
                said = _some(node, given)
            case _:
                said = str(given.value or "")
        return {node["id"]: said}

    async def _one(self, node: Json, given: Given) -> str:
        """A choice that is offered, at once or by a search; else what was typed to look for it."""
        if given.value is None:
            return ""
        offered = [one["value"] for one in node["choices"]]
        wanted = codec.option(str(given.value))
        if wanted in offered or "choices.data" not in node:
            assert wanted in offered, f"{given.value!r} is not offered"
            return wanted
        asked = codec.searched(node["choices.data"]["dataset"])
        assert asked is not None
        found = await self._house.conversations.options(
            surface="teams",
            tenant="",
            user=teams_user(self._person.id),
            session=asked[0],
            field=asked[1],
            query=given.words,
        )
        answers = [one["value"] for one in cards.choices(found)["results"]]
        return wanted if wanted in answers else codec.option(given.words or str(given.value))

    def _incoming(self, heard: Input) -> Incoming:
        key = f"act-{next(self._keys)}"
        return Incoming("teams", "", teams_user(self._person.id), key, heard)


def _inputs(card: Json, name: str) -> list[Json]:
    ids = [node for _, node in nodes(card) if str(node.get("id", "")).partition(".")[2] == name]
    return [node for node in ids if not node["id"].startswith("menu.")]


def _some(node: Json, given: Given) -> str:
    assert not isinstance(given.value, str)
    wanted = [codec.option(str(one)) for one in given.value or ()]  # type: ignore[union-attr] # a list
    offered = [one["value"] for one in node["choices"]]
    assert all(one in offered for one in wanted), f"not all of {wanted} is offered"
    return ",".join(wanted)


def _wall(value: object, person: Person) -> tuple[str, str]:
    if not value:
        return "", ""
    try:
        here = datetime.fromisoformat(str(value)).astimezone(person.zone)
    except ValueError:
        return str(value), ""
    return here.date().isoformat(), here.strftime("%H:%M")


@asynccontextmanager
async def teams_card(house: House, person: Person) -> AsyncIterator[TeamsCard]:
    """The person's chat with the mediator."""
    yield TeamsCard(house, person)
