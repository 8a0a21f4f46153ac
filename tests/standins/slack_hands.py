"""A person's hands on what they have before them: a message, a modal or their App Home.

In a message, and in a section or an actions block of a view, each use of a control is sent at
once. In an input block it waits for Submit, unless the block has `dispatch_action`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from tests.standins import slack_answers as answers
from tests.standins import slack_payloads as payloads
from tests.standins import slack_places as places
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_payloads import Actor, returned
from tests.standins.slack_places import STATE, Block, Key, Place
from tests.standins.slack_reading import SentMessage, plain
from tests.standins.slack_views import ShownView
from tests.standins.slack_wire import Wire
from tests.standins.slack_workspace import Workspace

WAITS = 0  # given instead of a status: nothing was sent, it waits in its field for Submit
Screen = SentMessage | ShownView


class Hands(Wire):
    """What a person can do with controls.

    Args:
        base_url: Our app's address, without the path.
        signing_secret: The app's secret; another one forges.
        user_id: Who acts; known to the stand-in.
        team_id: The person's own workspace; another than the stand-in's is Slack Connect.
        standin: The Slack that our app talks to.
        http: The session to send with.
        clock: Unix seconds, for signatures.
        workspace: Where they act, if not in the stand-in's first workspace.
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
        workspace: Workspace | None = None,
    ) -> None:
        super().__init__(
            base_url=base_url,
            signing_secret=signing_secret,
            http=http,
            sockets=standin.sockets,
            clock=clock,
        )
        self.actor = Actor(workspace or standin.workspace, user_id, team_id)
        self._standin = standin
        self._picked: dict[str, dict[Key, Any]] = {}  # by the ts of a message

    async def press(
        self,
        screen: Screen,
        label_or_action_id: str,
        *,
        trigger_id: str | None = None,
        value: str | None = None,
    ) -> int:
        """Press the button with this label or action_id; `value` forges what it carries."""
        block, button = places.only(
            (
                place
                for place in places.places(screen, "button")
                if label_or_action_id in (place[1]["text"]["text"], place[1]["action_id"])
            ),
            wanted=label_or_action_id,
            reading=plain(screen),
        )
        carried = ("text", "value", "style", "url")
        action = {name: returned(button[name]) for name in carried if name in button}
        if value is not None:
            action["value"] = value
        return await self.act(screen, block, button, action=action, trigger_id=trigger_id)

    async def type(self, screen: Screen, field: str, text: str, *, enter: bool = False) -> int:
        """Type into the text field with this label or id; all that stood there is replaced.

        `enter` ends with the Enter key, which a field with `dispatch_action` can wait for.
        """
        place = self._only(screen, *places.TYPED, field=field)
        dispatch = place[1].get("dispatch_action_config", {})
        waits_for = dispatch.get("trigger_actions_on", ["on_enter_pressed"])
        sends = "on_character_entered" in waits_for or (enter and "on_enter_pressed" in waits_for)
        self._kept(screen)[places.key(*place)] = text or None
        if not sends or not place[0].get("dispatch_action", False):
            return WAITS
        return await self.act(screen, *place, action={"value": text or None})

    async def choose(
        self, screen: Screen, label: str, *, field: str = "", trigger_id: str | None = None
    ) -> int:
        """Pick the option with this label in a select, a menu, radio buttons or checkboxes.

        Where several may be chosen, one that is chosen already is taken away, as a click does.
        `field` is the label or id of the control, where several offer the option.
        """
        place, option = await self._option(screen, label, field=field)
        picked: Any = option
        name = STATE.get(place[1]["type"], ("selected_option", None))[0]
        if name == "selected_options":
            chosen = places.held(place, self._kept(screen))
            without = [one for one in chosen if one != option]
            picked = without if option in chosen else [*chosen, option]
            most = place[1].get("max_selected_items", len(picked))
            assert len(picked) <= most, f"'{label}' would be one too many, at most {most}"
        return await self._pick(screen, place, (name, picked), trigger_id=trigger_id)

    def mark(self, screen: Screen, *labels: str) -> None:
        """Let these be all that is chosen where they are offered; the clicks are not sent."""
        for place in places.places(screen, *STATE):
            options = places.offered(place[1])
            chosen = [one for one in options if one["text"]["text"] in labels]
            if len(chosen) == len(labels):
                self._kept(screen)[places.key(*place)] = chosen

    async def pick_date(
        self, screen: Screen, iso: str, *, field: str = "", trigger_id: str | None = None
    ) -> int:
        """Pick a date (2026-11-23), a time (09:30) or, with a T between, both in one picker.

        A moment without an offset is in the person's own time zone.
        """
        kind = "datetimepicker" if "T" in iso else "timepicker" if ":" in iso else "datepicker"
        place = self._only(screen, kind, field=field)
        picked: Any = iso
        if kind == "datetimepicker":
            moment = datetime.fromisoformat(iso)
            zone = ZoneInfo(self.actor.user.tz)
            picked = int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())
        return await self._pick(screen, place, (STATE[kind][0], picked), trigger_id=trigger_id)

    async def empty(self, screen: Screen, field: str) -> int:
        """Take away what the control with this label or id holds."""
        place = self._only(screen, *STATE, field=field)
        name, nothing = STATE[place[1]["type"]]
        return await self._pick(screen, place, (name, nothing), trigger_id=None)

    async def suggest(self, screen: Screen, query: str, *, field: str = "") -> list[dict[str, Any]]:
        """Type into a search menu; give the options that our server offers, if it answers at all.

        Raises `AssertionError` for options that Slack would not show.
        """
        block, element = self._only(screen, *places.SEARCHES, field=field)
        payload = {
            **payloads.interaction(self.actor, screen, kind="block_suggestion"),
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": query,
        }
        status = await self.interact(payload)
        if status != 200 or not self.body.strip():
            return []  # the client says that it could not load them
        return list(payloads.options_of(answers.suggested(self.body)))

    async def act(
        self,
        screen: Screen,
        block: Mapping[str, Any],
        element: Mapping[str, Any],
        *,
        action: Mapping[str, Any],
        trigger_id: str | None = None,
    ) -> int:
        """Send one action as Slack would; its parts may be made up."""
        identity = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": self.actor.workspace.next_ts(),
        }
        payload = {
            **payloads.interaction(self.actor, screen, kind="block_actions"),
            "trigger_id": trigger_id or self._trigger(screen),
            "actions": [{**identity, **action}],
        }
        if isinstance(screen, SentMessage):
            state = places.state(screen, self._kept(screen))
            payload["state"] = {"values": returned(state)}
            payload["response_url"] = self._standin.response_url(self.actor, screen.channel, screen)
        return await self.interact(payload)

    # --- inside --------------------------------------------------------------------------------

    async def _pick(
        self, screen: Screen, place: Place, picked: tuple[str, Any], *, trigger_id: str | None
    ) -> int:
        block, element = place
        name, value = picked
        if element["type"] in STATE:
            self._kept(screen)[places.key(block, element)] = value
        if _waits(screen, block):
            return WAITS
        shown = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
        action = returned({name: value, **shown})
        return await self.act(screen, block, element, action=action, trigger_id=trigger_id)

    async def _option(
        self, screen: Screen, label: str, *, field: str
    ) -> tuple[Place, dict[str, Any]]:
        for place in places.places(screen, field=field):
            for option in places.offered(place[1]):
                if option["text"]["text"] == label:
                    return place, option
        for block, element in places.places(screen, *places.SEARCHES, field=field):
            for option in await self.suggest(screen, label, field=element["action_id"]):
                if option["text"]["text"] == label:
                    return (block, element), option
        raise LookupError(f"No option '{label}' in:\n{plain(screen)}")

    def _only(self, screen: Screen, *kinds: str, field: str) -> Place:
        found = places.places(screen, *kinds, field=field)
        return places.only(found, wanted=field or kinds[0], reading=plain(screen))

    def _kept(self, screen: Screen) -> dict[Key, Any]:
        if isinstance(screen, ShownView):
            return screen.kept
        return self._picked.setdefault(screen.ts, {})

    def _trigger(self, screen: Screen) -> str:
        view_id = screen.id if isinstance(screen, ShownView) else ""
        return self.actor.workspace.modals.new_trigger(self.actor.user_id, view_id=view_id)


def _waits(screen: Screen, block: Block) -> bool:
    """Whether what is put into this block is sent with Submit only."""
    in_view = isinstance(screen, ShownView)
    return in_view and block["type"] == "input" and not block.get("dispatch_action", False)
