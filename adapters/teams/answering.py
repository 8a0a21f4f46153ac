"""What Teams is told about each kind of activity, once what it asks for is committed.

A case is spoken of in the personal chat only. Anywhere else the mediator says where to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from botbuilder.core import TurnContext

from adapters.teams import cards, codec, incoming
from adapters.teams.activities import Activity
from adapters.teams.connect import SURFACE
from adapters.teams.elements import Json
from adapters.teams.faults import Refused, logged
from adapters.teams.references import References
from adapters.teams.tokens import TokenRefused, TokenUnknown
from bot.dialogue.content import Card, Page
from bot.dialogue.fields import Option
from bot.dialogue.inputs import Incoming
from bot.ports import Clock

TAKEN = "I have it. My answer is in this chat."
AGAIN = "This could not be kept just now, and nothing was changed. Please try once more."
ELSEWHERE = "I talk about cases in private only. Please write to me in our personal chat."

_MESSAGE = "application/vnd.microsoft.activity.message"
_FOUND = "application/vnd.microsoft.search.searchResponse"
_ERROR = "application/vnd.microsoft.error"

log = structlog.get_logger()


class Conversations(Protocol):
    """Takes what people do, and looks up what they may choose."""

    async def receive(self, incoming: Incoming) -> Page | Card | None:
        """Do it and commit, once per key; what is said in answer comes as posts."""

    async def options(
        self,
        *,
        surface: str,
        tenant: str,
        user: str,
        session: str,
        field: str,
        query: str,
        alias: str,
    ) -> tuple[Option, ...]:
        """The options of a page's field that fit some words, for who has that page open."""


@dataclass(frozen=True)
class Reply:
    """What the request is answered with."""

    status: int
    body: Json | None = None


@dataclass(frozen=True)
class Answering:
    """Does what an activity asks for."""

    conversations: Conversations
    references: References
    clock: Clock  # the real time, never a demo's

    async def answer(self, activity: Activity, context: TurnContext) -> Reply | None:
        """The reply to an invoke; None for one that we do not know, and where none is needed."""
        match activity.type, activity.name:
            case "message", _:
                await self._heard(activity, context)
            case "invoke", "adaptiveCard/action":
                return await self._pressed(activity)
            case "invoke", "application/search":
                return await self._searched(activity)
            case "installationUpdate" | "conversationUpdate", _:
                await self._installed(activity)
            case _:
                pass
        return None

    async def _heard(self, activity: Activity, context: TurnContext) -> None:
        if not activity.is_personal:
            await self._point_elsewhere(activity, context)
            return
        await self.references.met(activity)
        done = incoming.said(activity, now=self.clock.now())
        if done:
            await self.conversations.receive(done)

    async def _pressed(self, activity: Activity) -> Reply:
        if not activity.is_personal:
            return _said(ELSEWHERE)
        try:
            await self.references.met(activity)
            data = incoming.action_data(activity.value)
            await self.conversations.receive(incoming.pressed(activity, data, now=self.clock.now()))
        except Exception as exc:  # noqa: BLE001 - whoever pressed it is told, and keeps their words
            logged(exc, kind="adaptiveCard/action")
            return Reply(200, _failed())
        return _said(TAKEN)

    async def _searched(self, activity: Activity) -> Reply:
        value = activity.value if isinstance(activity.value, Mapping) else {}
        asked = codec.searched(str(value.get("dataset") or ""))
        found: tuple[Option, ...] = ()
        if asked and activity.is_personal:
            user, alias = incoming.users(activity)
            found = await self.conversations.options(
                surface=SURFACE,
                tenant="",
                user=user,
                session=asked[0],
                field=asked[1],
                query=str(value.get("queryText") or ""),
                alias=alias,
            )
        return _answered(_FOUND, cards.choices(found))

    async def _installed(self, activity: Activity) -> None:
        """The app was added to somebody's personal chat, or taken away from it."""
        if activity.type == "installationUpdate" and (activity.action or "").startswith("remove"):
            await self.references.lost(activity)
        elif activity.is_personal:
            await self.references.met(activity)

    async def _point_elsewhere(self, activity: Activity, context: TurnContext) -> None:
        """Said once to a message; that it could not be said is nothing to send it again for."""
        if not await self.references.first(f"{activity.conversation.id}:{activity.id}"):
            return
        try:
            await context.send_activity(ELSEWHERE)
        except (Refused, TokenRefused, TokenUnknown) as exc:
            log.warning("teams_not_said", why=str(exc))


def _said(words: str) -> Reply:
    return _answered(_MESSAGE, words)


def _answered(kind: str, value: Any) -> Reply:
    return Reply(200, {"statusCode": 200, "type": kind, "value": value})


def _failed() -> Json:
    return {"statusCode": 500, "type": _ERROR, "value": {"code": "NotKept", "message": AGAIN}}
