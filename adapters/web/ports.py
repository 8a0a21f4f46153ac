"""What the playground needs from the services behind it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.dialogue.fields import Option
from bot.dialogue.inputs import Incoming


class Conversations(Protocol):
    """Takes what people do, and looks up what they may choose."""

    async def receive(self, incoming: Incoming) -> object:
        """Do it and commit, once per key; what is said in answer comes as posts."""

    async def options(
        self, *, surface: str, tenant: str, user: str, session: str, field: str, query: str
    ) -> tuple[Option, ...]:
        """Options of a field of the session's page; none when it is not this person's."""


class TimeMachine(Protocol):
    """The demo's clock, which can be moved forward."""

    def now(self) -> datetime:
        """The moment that the demo lives in, aware."""

    async def move_to(self, at: datetime) -> None:
        """Move forward to `at` and do what falls due on the way."""

    async def next_due(self) -> datetime | None:
        """When the next message or reminder falls due; None when nothing waits."""
