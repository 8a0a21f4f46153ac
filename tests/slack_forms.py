"""What stands around Slack's inbound code in tests: conversations, and forms that are only kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.answering import Answering, Conversations, Forms
from adapters.slack.connect import SlackHome
from adapters.slack.elements import Json
from adapters.slack.events import Events
from adapters.slack.payloads import EventCallback, View
from bot.dialogue.content import Card, Page
from bot.dialogue.fields import Option, Value
from bot.dialogue.inputs import Incoming
from bot.domain.introductions import Profile
from tests.fakes import Doors


class KeptConversations:
    """Keeps what it is given, or fails; answers with `shown` and `found`."""

    def __init__(self) -> None:
        self.received: list[Incoming] = []
        self.searches: list[dict[str, Any]] = []
        self.fault: Exception | None = None
        self.shown: Page | Card | None = None
        self.found: tuple[Option, ...] = ()

    async def receive(self, incoming: Incoming) -> Page | Card | None:
        """Keep it."""
        if self.fault:
            raise self.fault
        self.received.append(incoming)
        return self.shown

    async def options(
        self,
        *,
        surface: str,
        tenant: str,
        user: str,
        session: str,
        field: str,
        query: str,
        values: Mapping[str, Value],
    ) -> tuple[Option, ...]:
        """Keep what is looked for."""
        asked = {"surface": surface, "tenant": tenant, "user": user, "session": session}
        self.searches.append({**asked, "field": field, "query": query, "values": values})
        return self.found


class KeptForms:
    """Keeps what is shown; `works` is whether Slack shows it."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, Json]] = []  # by trigger
        self.updated: list[tuple[str, str, Json]] = []  # by view and hash
        self.works = True

    async def open(self, trigger_id: str, view: Json, *, tenant: str) -> bool:
        """Keep it."""
        self.opened.append((trigger_id, view))
        return self.works

    async def update(self, old: View, view: Json, *, tenant: str) -> bool:
        """Keep it."""
        self.updated.append((old.id, old.hash, view))
        return self.works


class KeptAcquaintances:
    """Keeps who it is told of."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, str, Profile]] = []

    async def hear(self, surface: str, tenant: str, user: str, profile: Profile) -> None:
        """Keep it."""
        self.heard.append((surface, tenant, user, profile))


class NoRemovals:
    """Nobody removes the app."""

    async def hear(self, callback: EventCallback) -> None:
        """Nothing."""


def answering(
    home: SlackHome, conversations: Conversations, *, forms: Forms | None = None
) -> Answering:
    """What answers Slack in tests of one workspace; what it would show or note is only kept."""
    events = Events(home, Doors(), KeptAcquaintances(), NoRemovals())
    return Answering(home, conversations=conversations, forms=forms or KeptForms(), events=events)
