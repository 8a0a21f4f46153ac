"""The real services over a real SQLite file, on surfaces that keep what is sent through them.

Nothing is slow and nothing is random: the clock stands still until it is moved, and what is due
is sent before an act returns.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from adapters.files.holidays import holidays_for
from adapters.files.jurisdictions import jurisdictions
from adapters.files.policy import load_policy
from adapters.files.wording import load_wording
from adapters.slack.sender import CAPABILITIES as SLACK
from adapters.slack.sender import FORM as SLACK_FORM
from adapters.sql import SqliteDatabase
from adapters.teams.capabilities import CAPABILITIES as TEAMS
from adapters.web.surface import CAPABILITIES as PLAYGROUND
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Card, Page
from bot.dialogue.fields import Answers
from bot.dialogue.flow import Flow, Scene
from bot.dialogue.inputs import Incoming, Input
from bot.dialogue.posts import Post
from bot.dialogue.wording import Wording
from bot.domain.commands import Command
from bot.domain.introductions import Profile
from bot.domain.lanes import Address
from bot.services.acquainting import Acquainting
from bot.services.conversations import Conversations
from bot.services.delivery import Delivery
from bot.services.desk import Practice
from bot.services.sweeping import Sweep
from bot.services.time_machine import MovableClock, TimeMachine
from flows.catalogue import checked_flows

ROOT = Path(__file__).parents[2]
CAPABILITIES: Mapping[str, Capabilities] = {
    "slack": SLACK,
    "playground": PLAYGROUND,
    "teams": TEAMS,
}
FORMS: Mapping[str, Capabilities] = {"slack": SLACK_FORM}
SHOWING: Mapping[str, Capabilities] = {**CAPABILITIES, "slack_form": SLACK_FORM}


@cache
def practice() -> Practice:
    """The policy, the words and the calendars that the program itself runs with."""
    return Practice(
        flows=checked_flows(),
        policy=load_policy(ROOT / "flows" / "policy"),
        wording=load_wording(ROOT / "flows" / "wording" / "en.yaml"),
        holidays_for=holidays_for,
        jurisdictions=jurisdictions(),
        surfaces=CAPABILITIES,
    )


@dataclass(frozen=True)
class Kept:
    """A surface that takes everything and keeps it."""

    name: str
    capabilities: Capabilities
    posts: list[Post]
    form: Capabilities | None = None

    async def send(self, post: Post, *, replaced: str) -> str:
        """Keep it; its own id is its message's."""
        self.posts.append(post)
        return post.id


@dataclass
class Woken:
    """The jobs' place: remembers whom delivery was woken for."""

    addresses: set[str] = field(default_factory=set)

    def wake(self, address_ids: Collection[str]) -> None:
        """Remember them."""
        self.addresses.update(address_ids)


class House:
    """The mediator with everything of its own, and none of a platform's.

    Args:
        database: Holds the organisation already.
        now: Where the clock stands at first.
        wording: Another catalogue than the program's, for tests that listen to it.
    """

    def __init__(
        self, database: SqliteDatabase, *, now: datetime, wording: Wording | None = None
    ) -> None:
        self.database = database
        self.posts: list[Post] = []  # all that was sent, in order
        self.commands: list[Command] = []  # all that flows ended in, in order
        self.flows = {name: self._noted(flow) for name, flow in checked_flows().items()}
        said = practice().wording if wording is None else wording
        self.practice = replace(practice(), flows=self.flows, wording=said)
        self.clock = MovableClock(lambda: now)
        self._woken = Woken()
        self._keys = itertools.count()
        self.shown: Page | Card | None = None  # what a form shows after the last thing done
        kept = {name: Kept(name, can, self.posts) for name, can in CAPABILITIES.items()}
        self._surfaces = surfaces = kept
        self._delivery = Delivery(database, surfaces, self.clock, self.practice)
        self.profiles: dict[str, Profile] = {}  # what Slack says of its users, by id
        self._acquainting = Acquainting(database, {"slack": self}, self.clock, self.practice)
        self._sweep = Sweep(
            database=database,
            clock=self.clock,
            practice=self.practice,
            delivery=self._delivery,
            acquainting=self._acquainting,
        )
        self.conversations = Conversations(
            database, surfaces, self.practice, self.clock, self._woken
        )
        self._machine = TimeMachine(clock=self.clock, database=database, settle=self._fall_due)

    def opens_forms(self, surface: str) -> None:
        """From now on a form opens where a surface can open one."""
        self._surfaces[surface] = replace(self._surfaces[surface], form=FORMS[surface])

    def _noted(self, flow: Flow) -> Flow:
        """The flow, with its commands kept as they are made."""

        def complete(answers: Answers, scene: Scene) -> Command:
            self.commands.append(flow.complete(answers, scene))
            return self.commands[-1]

        return replace(flow, complete=complete)

    async def take(self, incoming: Incoming) -> list[Post]:
        """Let somebody do something; returns all that was sent because of it."""
        before = len(self.posts)
        self.shown = await self.conversations.receive(incoming)
        await self._settle()
        return self.posts[before:]

    async def act(self, surface: str, user: str, act: Input) -> list[Post]:
        """The same for an act that comes by no platform."""
        key = f"act-{next(self._keys):08}"
        return await self.take(Incoming(surface, "", user, key, act))

    async def advance(self, to: datetime) -> list[Post]:
        """Move the clock; returns what was sent on the way."""
        before = len(self.posts)
        await self._machine.move_to(to)
        return self.posts[before:]

    async def profile(self, address: Address) -> Profile | None:
        """What Slack says of a user."""
        return self.profiles.get(address.user)

    async def _fall_due(self) -> None:
        self._woken.wake(await self._sweep())
        await self._settle()

    async def _settle(self) -> None:
        """Send what is due to whoever delivery was woken for."""
        while self._woken.addresses:
            address = self._woken.addresses.pop()
            await self._delivery.drain(address)
            self._woken.wake(await self._acquainting.ask(address))
