"""A surface as the contract suite sees it: what goes out over the wire, what comes back.

A new surface is one class with these methods and a line in `tests/contract/every_surface.py`; the
tests stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Card, Content, Page
from bot.dialogue.fields import Option, Value
from bot.dialogue.inputs import Incoming
from bot.services.conversations import Conversations

_NONE: Mapping[str, Value] = MappingProxyType({})
POST = "0199c0de-7000-7000-8000-0000000000aa"


@dataclass(frozen=True)
class Shown:
    """A message as it goes over the wire, and what it was made from."""

    content: Content
    payload: Any  # JSON, as the platform or the page gets it


@dataclass(frozen=True)
class Given:
    """An answer: as it is to be stored, and as a person would type it where it is not offered."""

    value: Value
    words: str = ""


@dataclass(frozen=True)
class Pressed:
    """A control that a person used, and what we heard of it; None when it only marks something."""

    label: str
    heard: Incoming | None


class SurfaceUnderTest(Protocol):
    """One person at one surface, played against its real translations, outward and inward."""

    @property
    def name(self) -> str:
        """The surface's name in addresses."""

    @property
    def capabilities(self) -> Capabilities:
        """What it declares to be able to show."""

    @property
    def lists(self) -> bool:
        """Whether what can be picked stands on the page, and is not only found by opening it."""

    def show(self, content: Content, *, post_id: str = POST) -> Shown:
        """The message as it goes over the wire."""

    def violations(self, shown: Shown) -> list[str]:
        """What the platform would refuse of it, or would do with it that was not meant."""

    def reads(self, shown: Shown) -> str:
        """Everything that is read in it, as text."""

    def notification(self, shown: Shown) -> str:
        """What stands on a locked screen."""

    async def press_all(self, shown: Shown, *, label: str = "") -> Sequence[Pressed]:
        """Use every button of the message and every option of its menus, one after another.

        With a label, only what bears it.
        """

    async def answer(self, shown: Shown, answers: Mapping[str, Given]) -> Incoming:
        """Answer the page's questions, by their ids; what is not named stays as it stands."""

    async def say(self, text: str) -> Incoming:
        """Type words."""


@dataclass
class Ear:
    """Stands in the services' place: keeps what the surface's inbound translation makes."""

    conversations: Conversations  # for what is looked up while a person types
    heard: list[Incoming] = field(default_factory=list)
    shown: Page | Card | None = None

    async def receive(self, incoming: Incoming) -> Page | Card | None:
        """Keep it; what comes of it is for the test to find out."""
        self.heard.append(incoming)
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
        values: Mapping[str, Value] = _NONE,
    ) -> tuple[Option, ...]:
        """What fits the words, as the real services say."""
        return await self.conversations.options(
            surface=surface,
            tenant=tenant,
            user=user,
            session=session,
            field=field,
            query=query,
            values=values,
        )

    def last(self) -> Incoming | None:
        """What was heard since it was last asked: one thing at most."""
        heard, self.heard = self.heard, []
        assert len(heard) < 2, heard
        return heard[0] if heard else None
