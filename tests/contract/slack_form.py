"""A form on Slack: each page a modal, over signed HTTP; what is no page stays a message."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack import codec, modal
from adapters.slack.sender import FORM
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Content, Page, Question
from bot.dialogue.fields import Choice, Choices, Day, LongText, Moment, Option, Pick, Text, Value
from bot.dialogue.inputs import Incoming
from bot.domain.people import Person
from tests.contract.house import House
from tests.contract.slack_direct import SlackDirect, at_slack
from tests.contract.slack_hands import mrkdwn_in
from tests.contract.surfaces import POST, Ear, Given, Pressed, Shown
from tests.standins import slack_payloads as payloads
from tests.standins import slack_places as places
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_client import NotSubmitted, SlackPerson
from tests.standins.slack_limits import elements_of, violations
from tests.standins.slack_payloads import returned
from tests.standins.slack_places import Element, Place
from tests.standins.slack_reading import plain
from tests.standins.slack_views import ShownView

TAKES = 4000  # characters: more than a modal's text field, and no more than Slack sends of any


@dataclass
class FormEar(Ear):
    """Hears what is done in forms, and finds what the page itself offers where nothing else is."""

    page: Page | None = None

    async def options(self, *, field: str, query: str, **asked: Any) -> tuple[Option, ...]:
        """What fits the words."""
        found = await super().options(field=field, query=query, **asked)
        shown = self.page.questions if self.page else ()
        offered = (one for each in shown if each.field.id == field for one in each.options)
        return found or tuple(one for one in offered if query in one.label)


class SlackForm:
    """Implements `SurfaceUnderTest` with modals in the person's own Slack client."""

    name = "slack"
    capabilities: Capabilities = FORM
    lists = False

    def __init__(
        self, direct: SlackDirect, client: SlackPerson, *, slack: SlackStandIn, ear: FormEar
    ) -> None:
        self._direct = direct
        self._client = client
        self._modals = slack.workspace.modals
        self._ear = ear

    def show(self, content: Content, *, post_id: str = POST) -> Shown:
        """A page as a view; anything else as the message that it is."""
        if not isinstance(content, Page):
            return self._direct.show(content, post_id=post_id)
        return Shown(content, json.loads(json.dumps(modal.page_view(content))))

    def violations(self, shown: Shown) -> list[str]:
        """What Slack refuses, and text that would mention or link somebody by itself."""
        if not isinstance(shown.content, Page):
            return self._direct.violations(shown)
        acting = (text for text in mrkdwn_in(shown.payload) if "<" in text or ">" in text)
        found = violations(shown.payload, kind="modal")
        return found + [f"mrkdwn: {text[:80]!r}" for text in acting]

    def reads(self, shown: Shown) -> str:
        """The view as Slack shows it."""
        if not isinstance(shown.content, Page):
            return self._direct.reads(shown)
        return plain(self._opened(shown))

    def notification(self, shown: Shown) -> str:
        """The message's `text`; a form notifies of nothing."""
        page = isinstance(shown.content, Page)
        return "" if page else self._direct.notification(shown)

    async def press_all(self, shown: Shown, *, label: str = "") -> Sequence[Pressed]:
        """Every button, every option of every menu, and the modal's own button."""
        if not isinstance(shown.content, Page):
            return await self._direct.press_all(shown, label=label)
        found = []
        for at, (named, _, _) in enumerate(_uses(self._opened(shown))):
            if label in ("", named):
                view = self._opened(shown)  # each from the start: an answer may have closed it
                _, (block, element), action = _uses(view)[at]
                assert await self._client.act(view, block, element, action=action) == 200
                found.append(Pressed(named, self._ear.last()))
        view = self._opened(shown)
        if view.submit and not shown.content.questions and label in ("", view.submit):
            assert await self._client.submit(view) == 200
            found.append(Pressed(view.submit, self._ear.last()))
        return found

    async def answer(self, shown: Shown, answers: Mapping[str, Given]) -> Incoming:
        """All of the page's questions at once; what it does not offer stays as it stands."""
        assert isinstance(shown.content, Page)
        self._ear.page = shown.content
        view = self._opened(shown)
        for question in shown.content.questions:
            if question.field.id in answers:
                given = answers[question.field.id]
                if typed := await self._put(view, shown.content, question, given):
                    return typed
        await self._submit(view)
        heard = self._ear.last()
        assert heard is not None, "nothing was heard of the form"
        return heard

    async def say(self, text: str) -> Incoming:
        """Type a command: what it begins is a form."""
        assert await self._client.command("/evenhand", text) == 200
        heard = self._ear.last()
        assert heard is not None, "nothing was heard of the command"
        return heard

    async def _submit(self, view: ShownView) -> None:
        """Submit it, though the client might hold it back: ours is to say what is wrong."""
        try:
            assert await self._client.submit(view) == 200
        except NotSubmitted:
            payload = payloads.view_submission(self._client.actor, view, trigger_id="1.2.x")
            assert await self._client.interact(payload) == 200

    async def _put(
        self, view: ShownView, page: Page, question: Question, given: Given
    ) -> Incoming | None:
        """Put an answer into its field; what no form takes is typed as a message instead."""
        block = codec.fill_block(page.session, page.revision, field=question.field.id)
        found = list(places.places(view, *places.STATE, field=block))
        text = given.value if isinstance(question.field, Text | LongText) else None
        if isinstance(text, str) and (not found or len(text) > TAKES):
            if text == question.value:
                return None  # it stands there, and is kept whole
            return await self._direct.say(text)
        if not found and given.value == question.value:
            return None
        (place,) = found
        held = await self._held(view, place, question, given)
        view.kept[places.key(*place)] = held
        return None

    async def _held(self, view: ShownView, place: Place, question: Question, given: Given) -> Any:
        value = given.value
        match question.field:
            case Choices():
                return [_of_value(place[1]["options"], one) for one in _values(value)]
            case _ if value is None:
                return None
            case Choice():
                return _of_value(place[1]["options"], value)
            case Pick():
                words = given.words if given.words != value else ""
                return _of_value(await self._found(view, place[1], words or str(value)), value)
            case Moment():
                return _seconds(str(value))
            case Text() | LongText() | Day():
                return value or None

    async def _found(self, view: ShownView, element: Element, words: str) -> list[dict[str, Any]]:
        """What the list offers at once, and for these words."""
        offered = await self._client.suggest(view, "", field=element["action_id"])
        assert len(offered) <= 100
        return [*offered, *await self._client.suggest(view, words, field=element["action_id"])]

    def _opened(self, shown: Shown) -> ShownView:
        """The view as it stands before the person once Slack has taken it."""
        user = self._client.actor.user_id
        trigger = self._modals.new_trigger(user)
        self._modals.open_modal({"trigger_id": trigger, "view": shown.payload})
        view = self._modals.modal(user)
        assert view is not None
        return view


def _values(value: Value) -> Sequence[Any]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _of_value(options: Sequence[dict[str, Any]], value: object) -> dict[str, Any]:
    wanted = codec.option(str(value))
    return next(one for one in options if one["value"] == wanted)


def _seconds(value: str) -> int | None:
    try:
        return int(datetime.fromisoformat(value).timestamp())
    except ValueError:
        return None


def _uses(view: ShownView) -> list[tuple[str, Place, dict[str, Any]]]:
    """What can be done with the controls that act at once: label, place, and action."""
    return [use for block in view.blocks if block["type"] != "input" for use in _in_block(block)]


def _in_block(block: dict[str, Any]) -> Iterator[tuple[str, Place, dict[str, Any]]]:
    for _, element in elements_of(block):
        if element["type"] == "button":
            named = element.get("accessibility_label", element["text"]["text"])
            yield named, (block, element), {n: returned(element[n]) for n in ("text", "value")}
        for option in element.get("options", ()):
            named = option["text"]["text"]
            yield named, (block, element), {"selected_option": returned(option)}


@asynccontextmanager
async def slack_form(house: House, person: Person) -> AsyncIterator[SlackForm]:
    """The person's modals, with our real route for Slack behind them."""
    house.opens_forms("slack")
    ear = FormEar(house.conversations)
    async with at_slack(house, person, ear) as (slack, client):
        direct = SlackDirect(client, slack=slack, ear=ear)
        yield SlackForm(direct, client, slack=slack, ear=ear)
