"""Somebody's App Home, as it stands before them; each act waits until what follows has arrived."""

from __future__ import annotations

from inspect import cleandoc

from tests.scenarios.people import SlackUser
from tests.scenarios.world import World
from tests.standins import slack_places as places
from tests.standins.slack_reading import plain


class HomePage:
    """What the tab Home shows to one person."""

    def __init__(self, world: World, user: SlackUser) -> None:
        self._world = world
        self._user = user

    async def look(self) -> None:
        """Open the tab."""
        assert await self._user.client.open_home() == 200
        await self._user.settle()

    @property
    def text(self) -> str:
        """All that is read in it."""
        return plain(self._user.client.home())

    def reads(self, said: str) -> None:
        """Assert that it reads exactly so."""
        assert self.text == cleandoc(said).replace("\n    ", " ")

    def sees(self, words: str) -> None:
        """Assert that it says this."""
        assert words in self.text, self.text

    def lacks(self, *words: str) -> None:
        """Assert that it says none of this."""
        assert not [each for each in words if each in self.text], self.text

    async def press(self, label: str, *, about: str = "") -> None:
        """Press the button of this label; `about` is what a screen reader says after it."""
        view = self._user.client.home()
        found = [
            place
            for place in places.places(view, "button")
            if place[1]["text"]["text"] == label
            and about in place[1].get("accessibility_label", "")
        ]
        assert found, f"no [{label}] in:\n{self.text}"
        block, button = found[0]
        action = {"value": button["value"]}
        assert await self._user.client.act(view, block, button, action=action) == 200
        await self._user.settle()

    @property
    def published(self) -> int:
        """How often it was published, or tried to be."""
        mine = self._user.client.actor.user_id
        calls = (args for method, args in self._world.slack.calls if method == "views.publish")
        return sum(args["user_id"] == mine for args in calls)
