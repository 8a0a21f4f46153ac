"""Somebody at their Teams client: types, fills cards in, presses their buttons, searches."""

from __future__ import annotations

import copy
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import aiohttp

from tests.standins import teams_reading as reading
from tests.standins.teams_cloud import APP_ID, TENANT, Chat, Message, TeamsStandIn

Json = dict[str, Any]
Given = str | Sequence[str]


class TeamsPerson:
    """One person, in their personal chat with the bot.

    Args:
        base_url: Our program's address.
        user: Their id in the bot's eyes, "29:…".
        standin: The Bot Service between.
        http: The session to send with.
        object_id: Their id in the directory; "" where Teams does not say it.
        tenant: Theirs.
    """

    def __init__(
        self,
        *,
        base_url: str,
        user: str,
        standin: TeamsStandIn,
        http: aiohttp.ClientSession,
        object_id: str = "",
        tenant: str = TENANT,
    ) -> None:
        self.user = user
        self.object_id = object_id
        self.tenant = tenant
        self.standin = standin
        self.answer: Any = None  # to the last request
        self.sent: list[Json] = []  # all activities
        self._url = f"{base_url}/api/messages"
        self._http = http
        self._found: dict[str, str] = {}  # what searches have shown: title → value

    @property
    def chat(self) -> Chat:
        """Their personal chat."""
        return self.standin.chat(f"a:{self.user}")

    def activity(self, kind: str, **more: Any) -> Json:
        """An activity of theirs, as Teams makes it."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        sender = {"id": self.user, "name": "As In Teams"}
        if self.object_id:
            sender["aadObjectId"] = self.object_id
        return {
            "type": kind,
            "id": self.standin.new_id(),
            "timestamp": now.replace("+00:00", "Z"),
            "channelId": "msteams",
            "serviceUrl": self.standin.service_url,
            "from": sender,
            "conversation": {
                "conversationType": "personal",
                "tenantId": self.tenant,
                "id": self.chat.id,
            },
            "recipient": {"id": f"28:{APP_ID}", "name": "Evenhand"},
            "locale": "en-US",
            "channelData": {"tenant": {"id": self.tenant}},
            **more,
        }

    async def send(self, activity: Json, *, header: str | None = None) -> int:
        """Bring an activity to the program, with a true token unless another header is given."""
        self.sent.append(copy.deepcopy(activity))
        token = self.standin.signing.token(service_url=activity.get("serviceUrl", ""))
        headers = {"Authorization": f"Bearer {token}" if header is None else header}
        if not headers["Authorization"]:
            headers = {}
        async with self._http.post(self._url, json=activity, headers=headers) as answer:
            raw = await answer.read()
            self.answer = await answer.json() if raw else None
            return answer.status

    async def again(self, *, new_id: bool = False) -> int:
        """What was sent last comes once more, as after a lost answer."""
        activity = copy.deepcopy(self.sent[-1])
        if new_id:
            activity["id"] = self.standin.new_id()
        return await self.send(activity)

    async def install(self, action: str = "add") -> int:
        """Add the app to the personal chat, or take it away ("remove")."""
        self.chat.installed = not action.startswith("remove")
        return await self.send(self.activity("installationUpdate", action=action))

    async def say(self, text: str) -> int:
        """Type a message."""
        return await self.send(self.activity("message", text=text, textFormat="plain"))

    async def press(
        self, message: Message, label: str, answers: Mapping[str, Given] | None = None
    ) -> int:
        """Fill in some inputs by their labels, and press a button."""
        return await self.execute(self.value(message.card, label, answers or {}))

    async def execute(self, data: Json) -> int:
        """An Action.Execute with these data."""
        action = {"type": "Action.Execute", "data": data}
        value = {"action": action, "trigger": "manual"}
        return await self.send(self.activity("invoke", name="adaptiveCard/action", value=value))

    async def submit(self, data: Json) -> int:
        """The same on a client that knows no Action.Execute: its Action.Submit."""
        return await self.send(self.activity("message", value=data))

    def value(self, card: Json, label: str, answers: Mapping[str, Given]) -> Json:
        """What a button would send; what its client refuses to send fails here."""
        button = next(each for each in reading.buttons(card) if each["title"] == label)
        if button["associatedInputs"] != "Auto":
            assert not answers
            return {**button["data"]}
        held = reading.held(card)
        for name, given in answers.items():
            node = next(each for each in reading.inputs(card) if each["label"] == name)
            kind, _, field = node["id"].partition(".")
            if kind == "moment-day":  # the day, and the time that stands beside it
                assert isinstance(given, str)
                held[node["id"]], _, held[f"moment-time.{field}"] = given.partition("T")
            else:
                held[node["id"]] = self._given(node, given)
        for node in reading.inputs(card):
            assert held[node["id"]] or not node.get("isRequired"), f"{node['label']!r} is empty"
        return {**held, **button["data"]}

    def _given(self, node: Json, given: Given) -> str:
        if node["type"] != "Input.ChoiceSet":
            assert isinstance(given, str)
            return given
        offered = {one["title"]: one["value"] for one in node["choices"]} | self._found
        titles = [given] if isinstance(given, str) else given
        return ",".join(_one(offered, title) for title in titles)

    async def search(self, message: Message, label: str, words: str) -> list[str]:
        """Type into a drop-down; gives what it offers."""
        node = next(each for each in reading.inputs(message.card) if each["label"] == label)
        value = {
            "queryText": words,
            "queryOptions": {"skip": 0, "top": 15},
            "dataset": node["choices.data"]["dataset"],
        }
        activity = self.activity("invoke", name="application/search", value=value)
        assert await self.send(activity) == 200
        assert self.answer["type"] == "application/vnd.microsoft.search.searchResponse"
        found = {one["title"]: one["value"] for one in self.answer["value"]["results"]}
        self._found |= found
        return list(found)


def _one(offered: Mapping[str, str], title: str) -> str:
    """The value of a choice, by its title or by what stands before its hint."""
    fits = [value for shown, value in offered.items() if shown.partition(" – ")[0] == title]
    assert title in offered or fits, f"{title!r} is not among {list(offered)}"
    return offered.get(title) or fits[0]


def seconds() -> int:
    """Now, as tokens count it."""
    return int(time.time())
