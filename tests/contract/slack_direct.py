"""A direct message on Slack: one question at a time, over signed HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.slack.connect import SlackHome
from adapters.slack.inbound import routes
from adapters.slack.render import render
from adapters.slack.sender import CAPABILITIES
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Content, Page, Question
from bot.dialogue.fields import (
    Choice,
    Choices,
    Day,
    LongText,
    Moment,
    Option,
    Pick,
    Text,
)
from bot.dialogue.inputs import Incoming
from bot.domain.people import Person
from tests.contract.crowd import slack_user
from tests.contract.house import House
from tests.contract.slack_hands import mrkdwn_in
from tests.contract.surfaces import POST, Ear, Given, Pressed, Shown
from tests.slack_forms import answering
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_client import Place, SlackPerson
from tests.standins.slack_limits import elements_of, violations
from tests.standins.slack_payloads import returned
from tests.standins.slack_reading import SentMessage, plain

SECRET = "made-up-signing-secret"
KEEP = "Keep this answer"


class SlackDirect:
    """Implements `SurfaceUnderTest` with the person's own Slack client."""

    name = "slack"
    capabilities: Capabilities = CAPABILITIES
    lists = True

    def __init__(self, client: SlackPerson, *, slack: SlackStandIn, ear: Ear) -> None:
        self._client = client
        self._slack = slack
        self._ear = ear
        self._channel = slack.channel_of(client.actor.user_id)
        slack.workspace.open_conversation({"users": client.actor.user_id})

    def show(self, content: Content, *, post_id: str = POST) -> Shown:
        """The arguments of chat.postMessage."""
        message = render(content, post_id=post_id)
        sent = {"channel": self._channel, "text": message.text, "blocks": message.blocks}
        return Shown(content, json.loads(json.dumps(sent)))

    def violations(self, shown: Shown) -> list[str]:
        """What Slack refuses, and text that would mention or link somebody by itself."""
        found = violations(shown.payload, kind="message")
        for text in (shown.payload["text"], *mrkdwn_in(shown.payload["blocks"])):
            if "<" in text or ">" in text:
                found.append(f"Slack would read this as a mention or a link: {text[:80]!r}")
        return found

    def reads(self, shown: Shown) -> str:
        """The message as Slack shows it."""
        text, blocks = shown.payload["text"], tuple(shown.payload["blocks"])
        return plain(SentMessage("", "", text, blocks, None, edited=False))

    def notification(self, shown: Shown) -> str:
        """The message's `text`."""
        return str(shown.payload["text"])

    async def press_all(self, shown: Shown, *, label: str = "") -> Sequence[Pressed]:
        """Every button, and every option of every menu that answers at once."""
        message = self._posted(shown)
        found = []
        for place in _places(message):
            for named, action in _uses(place[1]):
                if label in ("", named):
                    await self._act(message, place, action)
                    found.append(Pressed(named, self._ear.last()))
        return found

    async def answer(self, shown: Shown, answers: Mapping[str, Given]) -> Incoming:
        """The one question that is asked, with its own control where it has one."""
        assert isinstance(shown.content, Page)
        ((name, given),) = answers.items()
        (question,) = (each for each in shown.content.questions if each.field.id == name)
        await self._answer(self._posted(shown), question, given)
        heard = self._ear.last()
        assert heard is not None, f"nothing was heard of {name}"
        return heard

    async def say(self, text: str) -> Incoming:
        """Type a direct message."""
        assert await self._client.say(text) == 200
        heard = self._ear.last()
        assert heard is not None, "nothing was heard of what was typed"
        return heard

    async def _answer(self, message: SentMessage, question: Question, given: Given) -> None:
        if given.value is None:
            await self._client.press(message, "Skip")
            return
        match question.field:
            case Text() | LongText():
                await self._write(message, question, str(given.value))
            case Choice() | Pick():
                await self._pick(message, question, given)
            case Choices():
                await self._tick(message, question, given)
                await self._client.press(message, "Done")
            case Day():
                await self._client.pick_date(message, str(given.value))
            case Moment():
                await self._client.pick_date(message, str(given.value))
                await self._client.press(message, "Done")

    async def _write(self, message: SentMessage, question: Question, text: str) -> None:
        """Type it, or press the button that keeps what stands there."""
        if text == question.value and f"[{KEEP}]" in plain(message).split("\n"):
            await self._client.press(message, KEEP)
        else:
            assert await self._client.say(text) == 200

    async def _pick(self, message: SentMessage, question: Question, given: Given) -> None:
        options, value = question.options, given.value
        uses = [(place, *use) for place in _asking(message, question) for use in _uses(place[1])]
        at = _place_of(str(value), options, [label for _, label, _ in uses])
        if at is None:
            assert await self._client.say(given.words or str(value)) == 200
        else:
            place, _, action = uses[at]
            await self._act(message, place, action)

    async def _tick(self, message: SentMessage, question: Question, given: Given) -> None:
        """Change the ticks one by one until they are as wanted."""
        ((_, element),) = _asking(message, question)
        labels = [one["text"]["text"] for one in element["options"]]
        ticked = {one["text"]["text"] for one in element.get("initial_options", ())}
        assert isinstance(given.value, Sequence)
        wanted = {_place_of(str(each), question.options, labels) for each in given.value}
        assert None not in wanted, f"not all of {given.value} is offered"
        for at, label in enumerate(labels):
            if (at in wanted) != (label in ticked):
                await self._client.choose(message, label)
                assert self._ear.last() is None, "a tick by itself is no answer"

    def _posted(self, shown: Shown) -> SentMessage:
        """The message as it stands in the conversation once Slack has taken it."""
        sent = self._slack.workspace.post_message(shown.payload)
        return self._slack.workspace.conversations[self._channel].sent[sent["ts"]]

    async def _act(self, message: SentMessage, place: Place, action: dict[str, Any]) -> None:
        block, element = place
        assert await self._client.act(message, block, element, action=action) == 200


def _places(message: SentMessage) -> Iterator[Place]:
    for block in message.blocks:
        for _, element in elements_of(block):
            yield block, element


def _asking(message: SentMessage, question: Question) -> list[Place]:
    """The controls that stand under the question's label, up to where the moves begin."""
    places, under = [], False
    for block in message.blocks:
        said = plain(SentMessage("", "", "", (block,), None, edited=False))
        under = under or said == question.field.label
        if under and said.startswith(("Type ", "Or type ", "There are more than these")):
            break
        if under:
            places += [(block, element) for _, element in elements_of(block)]
    return [place for place in places if place[1].get("text", {}).get("text") not in (KEEP, "Done")]


def _uses(element: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What a person can do with a control that answers at once: its label, and the action."""
    if element["type"] == "button":
        carried = {name: returned(element[name]) for name in ("text", "value")}
        return [(element["text"]["text"], carried)]
    if element["type"] != "static_select":
        return []
    return [(one["text"]["text"], {"selected_option": returned(one)}) for one in element["options"]]


def _place_of(value: str, options: Sequence[Option], labels: Sequence[str]) -> int | None:
    """Where an option stands among the labels: by its name, or by its number in the list."""
    number = next((n for n, one in enumerate(options) if one.value == value), None)
    if number is None:
        return None
    label = options[number].label
    earlier = sum(one.label == label for one in options[:number])
    same = [at for at, shown in enumerate(labels) if shown == label]
    if len(same) > earlier:
        return same[earlier]
    numbered = (str(number + 1), f"{number + 1}. ")
    return next(
        (at for at, one in enumerate(labels) if one == numbered[0] or one.startswith(numbered[1])),
        None,
    )


@asynccontextmanager
async def at_slack(
    house: House, person: Person, ear: Ear
) -> AsyncIterator[tuple[SlackStandIn, SlackPerson]]:
    """The person at their Slack client, with our real route for Slack behind it."""
    slack = SlackStandIn(clock=lambda: house.clock.now().timestamp())
    slack.add_user(slack_user(person.id), tz=person.time_zone)
    home = SlackHome(team_id=slack.team_id, bot_user_id=slack.workspace.bot_user_id)
    app = web.Application()
    made = routes(
        signing_secret=SECRET,
        home=home,
        answering=answering(home, ear),
        clock=house.clock,
    )
    app.add_routes(made)
    async with TestServer(app) as server, ClientSession() as http:
        client = SlackPerson(
            base_url=str(server.make_url("/")),
            signing_secret=SECRET,
            user_id=slack_user(person.id),
            team_id=slack.team_id,
            standin=slack,
            http=http,
            clock=lambda: house.clock.now().timestamp(),
        )
        yield slack, client


@asynccontextmanager
async def slack_direct(house: House, person: Person) -> AsyncIterator[SlackDirect]:
    """The person's direct message."""
    ear = Ear(house.conversations)
    async with at_slack(house, person, ear) as (slack, client):
        yield SlackDirect(client, slack=slack, ear=ear)
