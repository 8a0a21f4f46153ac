"""Who plays in the pictures, and what they do over and over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from tests.scenarios.forms import Form, Given
from tests.scenarios.people import SlackUser
from tests.scenarios.world import World

CASE = "EH-2026-0001"
_ONWARDS = ("Keep this answer", "Done", "Skip")


@dataclass(frozen=True)
class Cast:
    """Everybody at their own Slack."""

    world: World
    maya: SlackUser  # HR, takes the complaint
    noor: SlackUser  # HR's lead, becomes liaison
    kim: SlackUser  # the client's contact
    ben: SlackUser  # the employee
    lea: SlackUser  # Ben's manager
    leo: SlackUser  # leads the client's account
    nobody: SlackUser  # whom the organisation does not know

    @classmethod
    def at(cls, world: World) -> Self:
        """All of them, at this moment."""
        names = ("maya", "noor", "kim", "ben", "lea", "leo", "nobody")
        return cls(world, **{name: world.on_slack(name) for name in names})

    async def answer(self, form: Form, answers: Mapping[str, Given]) -> None:
        """Fill in a page, let it be seen as it is, and submit it."""
        await form.fill(answers)
        for look in self.world.onlookers:
            look()
        await form.submit()

    async def homes(self, *people: SlackUser) -> None:
        """These look at their App Home."""
        for person in people:
            await person.client.open_home()
            await self.world.settle()


async def keep_until(person: SlackUser, label: str) -> None:
    """Keep what stands there, question by question, until there is this button."""
    for _ in range(9):
        offered = person.last().buttons
        if label in offered:
            return
        await person.press(next(way for way in _ONWARDS if way in offered))
