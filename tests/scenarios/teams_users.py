"""People on Teams in the scenarios, and the Teams around them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.scenarios.people import Message, Person
from tests.scenarios.world import World, world
from tests.standins import teams_reading as reading
from tests.standins.teams_client import Given, TeamsPerson
from tests.standins.teams_cloud import TENANT, TeamsStandIn

ORGANISATION = Path(__file__).parent / "organisation_teams.yaml"
OBJECT_IDS = {"noor": "0f0f0f0f-1111-4222-8333-444444444401"}


class TeamsUser(Person):
    """Somebody in their personal chat with the mediator."""

    def __init__(
        self, id_: str, settle: Callable[[], Awaitable[None]], *, client: TeamsPerson
    ) -> None:
        super().__init__(id_, settle)
        self.client = client

    def messages(self) -> list[Message]:
        return [
            Message(
                one.id,
                one.summary,
                reading.words(one.card) if one.card else str(one.activity["text"]),
                tuple(button["title"] for button in reading.buttons(one.card)) if one.card else (),
                one,
            )
            for one in self.client.chat.messages
        ]

    async def refresh(self) -> None:
        mine = self.client.chat.id
        self.everything = [
            json.dumps(activity, ensure_ascii=False)
            for _, activity in self.client.standin.calls
            if activity["conversation"]["id"] == mine
        ]

    async def install(self) -> None:
        """Add the app."""
        assert await self.client.install() == 200
        await self.settle()

    async def say(self, text: str) -> None:
        assert await self.client.say(text) == 200
        await self.settle()

    async def press(self, label: str) -> None:
        await self.fill({}, press=label)

    async def fill(self, answers: Mapping[str, Given], *, press: str = "Next") -> None:
        """Fill in the latest card that has this button, and press it."""
        status = await self.client.press(self._with(press).form, press, answers)
        assert status == 200, status
        assert self.client.answer["statusCode"] == 200, self.client.answer
        await self.settle()

    async def search(self, label: str, words: str) -> list[str]:
        """Type into a drop-down of the latest card."""
        return await self.client.search(self.last().form, label, words)


def on_teams(made: World, teams: TeamsStandIn, id_: str, **more: str) -> TeamsUser:
    """Somebody at their Teams client, known to the bot as "29:" and their name."""
    client = TeamsPerson(
        base_url=made.url,
        user=more.get("user", f"29:{id_}"),
        standin=teams,
        http=made.http,
        object_id=OBJECT_IDS.get(id_, ""),
        tenant=more.get("tenant", TENANT),
    )
    user = TeamsUser(id_, made.settle, client=client)
    made.people[f"TeamsUser:{id_}"] = user
    return user


@asynccontextmanager
async def world_with_teams(folder: Path) -> AsyncIterator[tuple[World, TeamsStandIn]]:
    """A world whose people are on Teams, on Slack and in the playground."""
    async with (
        TeamsStandIn() as teams,
        world(folder, organisation=ORGANISATION, environ=teams.environ) as made,
    ):
        yield made, teams
        assert not teams.refusals
