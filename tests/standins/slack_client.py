"""A person at their Slack client, played against our server: what they type, press and pick.

Every request has the form that Slack gives it and its signature. Payload forms:
docs.slack.dev/reference/events/message.im and …/interaction-payloads/block_actions-payload.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4
from zoneinfo import ZoneInfo

import aiohttp

from tests.standins import slack_payloads as payloads
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_limits import elements_of
from tests.standins.slack_payloads import Actor, returned
from tests.standins.slack_reading import SentMessage, plain

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

# What a form element holds before anyone touches it, as `state` tells it: name and empty value.
_STATE: dict[str, tuple[str, Any]] = {
    "static_select": ("selected_option", None),
    "external_select": ("selected_option", None),
    "radio_buttons": ("selected_option", None),
    "users_select": ("selected_user", None),
    "multi_static_select": ("selected_options", []),
    "multi_external_select": ("selected_options", []),
    "checkboxes": ("selected_options", []),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
    "plain_text_input": ("value", None),
}
_SEARCHES = ("external_select", "multi_external_select")

Element = dict[str, Any]
Place = tuple[dict[str, Any], Element]  # a block and one of its elements


class SlackPerson:
    """One person's Slack client.

    Args:
        base_url: Our app's address, without the path.
        signing_secret: The app's secret; another one forges.
        user_id: Who acts; known to the stand-in.
        team_id: The person's own workspace; another than the stand-in's is Slack Connect.
        standin: The Slack that our app talks to.
        http: The session to send with.
        clock: Unix seconds, for signatures.
    """

    def __init__(
        self,
        *,
        base_url: str,
        signing_secret: str,
        user_id: str,
        team_id: str,
        standin: SlackStandIn,
        http: aiohttp.ClientSession,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.actor = Actor(standin.workspace, user_id, team_id)
        self.body = ""  # of the last answer
        self.last_event_id = ""
        self._url = base_url.rstrip("/") + "/slack/events"
        self._secret = signing_secret
        self._standin = standin
        self._http = http
        self._clock = clock
        self._events: dict[str, bytes] = {}
        self._last: tuple[bytes, str] = (b"", JSON)
        self._picked: dict[tuple[str, str, str], Any] = {}  # (ts, block_id, action_id)

    # --- what a person does --------------------------------------------------------------------

    async def say(
        self,
        text: str,
        *,
        event_id: str | None = None,
        retry: int | None = None,
        channel: str | None = None,
    ) -> int:
        """Type a message to the bot, or into a channel; give the HTTP status.

        An `event_id` that was used before delivers that very event once more, as Slack does.
        """
        self.last_event_id = event_id or f"Ev{uuid4().hex[:10].upper()}"
        if self.last_event_id not in self._events:
            event = payloads.message_event(
                self.actor, text, event_id=self.last_event_id, channel=channel
            )
            self._events[self.last_event_id] = json.dumps(event).encode()
        body = self._events[self.last_event_id]
        return await self._deliver(body, content_type=JSON, retry=retry)

    async def press(
        self,
        message: SentMessage,
        label_or_action_id: str,
        *,
        trigger_id: str | None = None,
        value: str | None = None,
    ) -> int:
        """Press the button with this label or action_id; `value` forges what it carries."""
        block, button = _only(
            (
                place
                for place in _places(message, "button")
                if label_or_action_id in (place[1]["text"]["text"], place[1]["action_id"])
            ),
            wanted=label_or_action_id,
            message=message,
        )
        carried = ("text", "value", "style", "url")
        action = {name: returned(button[name]) for name in carried if name in button}
        if value is not None:
            action["value"] = value
        return await self.act(message, block, button, action=action, trigger_id=trigger_id)

    async def choose(
        self, message: SentMessage, label: str, *, trigger_id: str | None = None
    ) -> int:
        """Pick the option with this label in a select, a menu, radio buttons or checkboxes.

        Where several may be chosen, one that is chosen already is taken away, as a click does.
        """
        block, element, option = await self._option(message, label)
        picked: Any = option
        name = _STATE.get(element["type"], ("selected_option", None))[0]
        if name == "selected_options":
            held = self._held(message, block, element)
            without = [one for one in held if one != option]
            picked = without if option in held else [*held, option]
        return await self._pick(message, (block, element), (name, picked), trigger_id=trigger_id)

    async def pick_date(
        self, message: SentMessage, iso: str, *, trigger_id: str | None = None
    ) -> int:
        """Pick a date (2026-11-23), a time (09:30) or, with a T between, both in one picker.

        A moment without an offset is in the person's own time zone.
        """
        kind = "datetimepicker" if "T" in iso else "timepicker" if ":" in iso else "datepicker"
        place = _only(_places(message, kind), wanted=kind, message=message)
        picked: Any = iso
        if kind == "datetimepicker":
            moment = datetime.fromisoformat(iso)
            zone = ZoneInfo(self.actor.user.tz)
            picked = int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())
        return await self._pick(message, place, (_STATE[kind][0], picked), trigger_id=trigger_id)

    async def suggest(self, message: SentMessage, query: str) -> list[dict[str, Any]]:
        """Type into the message's search menu; give the options that our server offers."""
        block, element = _only(_places(message, *_SEARCHES), wanted="search", message=message)
        payload = {
            **payloads.interaction(self.actor, message, kind="block_suggestion"),
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": query,
        }
        await self._interact(payload)
        offered = json.loads(self.body or "{}")
        groups = offered.get("option_groups", [])
        nested = [option for group in groups for option in group["options"]]
        return [*offered.get("options", []), *nested]

    async def act(
        self,
        message: SentMessage,
        block: Mapping[str, Any],
        element: Mapping[str, Any],
        *,
        action: Mapping[str, Any],
        trigger_id: str | None = None,
    ) -> int:
        """Send one action on a message as Slack would; its parts may be made up."""
        identity = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": self._standin.workspace.next_ts(),
        }
        payload = {
            **payloads.interaction(self.actor, message, kind="block_actions"),
            "trigger_id": trigger_id or self._standin.workspace.new_trigger(self.actor.user_id),
            "state": {"values": self._state(message)},
            "response_url": f"{self._standin.url}response/{uuid4().hex}",
            "actions": [{**identity, **action}],
        }
        return await self._interact(payload)

    async def again(self, *, retry: int = 1) -> int:
        """Deliver the last request once more, as Slack does when it got no answer in time."""
        body, content_type = self._last
        return await self._deliver(body, content_type=content_type, retry=retry)

    # --- requests as such ----------------------------------------------------------------------

    async def post(self, body: bytes, *, headers: Mapping[str, str]) -> int:
        """Send these bytes and headers to Slack's path; give the status, keep the answer."""
        async with self._http.post(self._url, data=BytesIO(body), headers=headers) as answer:
            self.body = await answer.text()
            return answer.status

    def signed_headers(
        self,
        body: bytes,
        *,
        timestamp: int | str | None = None,
        secret: str | None = None,
        content_type: str = JSON,
    ) -> dict[str, str]:
        """Headers with the signature for this body; by default of now, with the right secret."""
        at = str(int(self._clock()) if timestamp is None else timestamp)
        key = (self._secret if secret is None else secret).encode()
        digest = hmac.new(key, b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={digest}",
        }

    async def _deliver(self, body: bytes, *, content_type: str, retry: int | None = None) -> int:
        self._last = (body, content_type)
        headers = self.signed_headers(body, content_type=content_type)
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self.post(body, headers=headers)

    async def _interact(self, payload: dict[str, Any]) -> int:
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self._deliver(body, content_type=FORM)

    # --- forms in a message --------------------------------------------------------------------

    async def _pick(
        self,
        message: SentMessage,
        place: Place,
        picked: tuple[str, Any],
        *,
        trigger_id: str | None,
    ) -> int:
        block, element = place
        name, value = picked
        shown = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
        if element["type"] in _STATE:
            self._picked[message.ts, block["block_id"], element["action_id"]] = value
        action = returned({name: value, **shown})
        return await self.act(message, block, element, action=action, trigger_id=trigger_id)

    async def _option(
        self, message: SentMessage, label: str
    ) -> tuple[dict[str, Any], Element, dict[str, Any]]:
        for block, element in _places(message):
            for option in _offered(element):
                if option["text"]["text"] == label:
                    return block, element, option
        for block, element in _places(message, *_SEARCHES):
            for option in await self.suggest(message, label):
                if option["text"]["text"] == label:
                    return block, element, option
        raise LookupError(f"No option '{label}' in:\n{plain(message)}")

    def _state(self, message: SentMessage) -> dict[str, dict[str, Any]]:
        values: dict[str, dict[str, Any]] = {}
        for block, element in _places(message, *_STATE):
            held = {_STATE[element["type"]][0]: self._held(message, block, element)}
            place = values.setdefault(block["block_id"], {})
            place[element["action_id"]] = {"type": element["type"], **returned(held)}
        return values

    def _held(self, message: SentMessage, block: dict[str, Any], element: Element) -> Any:
        """What the form element holds now: picked here, given beforehand, or nothing."""
        name, empty = _STATE[element["type"]]
        initial = "initial_value" if name == "value" else name.replace("selected", "initial")
        key = (message.ts, block["block_id"], element["action_id"])
        return self._picked.get(key, element.get(initial, empty))


def _places(message: SentMessage, *kinds: str) -> Iterator[Place]:
    for block in message.blocks:
        for _, element in elements_of(block):
            if not kinds or element["type"] in kinds:
                yield block, element


def _only(places: Iterable[Place], *, wanted: str, message: SentMessage) -> Place:
    found = list(places)
    if len(found) != 1:
        raise LookupError(f"{len(found)} of '{wanted}', not one, in:\n{plain(message)}")
    return found[0]


def _offered(element: Element) -> list[dict[str, Any]]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(one for group in groups for one in group["options"])]
