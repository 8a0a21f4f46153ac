"""A modal in somebody's hands; each act waits until all that follows from it has arrived."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import cleandoc

from tests.scenarios.people import SlackUser
from tests.standins import slack_places as places
from tests.standins.slack_client import WAITS
from tests.standins.slack_reading import plain
from tests.standins.slack_views import ShownView

Given = str | tuple[str, ...] | None


class Form:
    """The modal that stands before somebody now."""

    def __init__(self, user: SlackUser) -> None:
        self._user = user
        self._client = user.client

    @property
    def view(self) -> ShownView:
        """As Slack has it."""
        return self._client.modal()

    @property
    def text(self) -> str:
        """All that is read in it."""
        return plain(self.view)

    @property
    def is_open(self) -> bool:
        """Whether there is one at all."""
        return bool(self._client.stack())

    def reads(self, said: str) -> None:
        """Assert that it reads exactly so."""
        assert self.text == cleandoc(said).replace("\n    ", " ")

    def sees(self, words: str) -> None:
        """Assert that it says this."""
        assert words in self.text, self.text

    def lacks(self, words: str) -> None:
        """Assert that it does not say this."""
        assert words not in self.text, self.text

    async def command(self, command: str, text: str = "") -> None:
        """Type a command, which may open it."""
        assert await self._client.command(command, text) == 200
        await self._settled()

    async def fill(self, answers: Mapping[str, Given]) -> None:
        """Put answers into fields, by their labels: nothing is sent by it."""
        for label, answer in answers.items():
            await self._put(label, answer)

    async def answer(self, answers: Mapping[str, Given]) -> None:
        """Put answers into fields, and submit them."""
        await self.fill(answers)
        await self.submit()

    async def submit(self) -> None:
        """Press its own button."""
        assert await self._client.submit() == 200
        await self._settled()

    async def press(self, label: str) -> None:
        """Press a button in it, or choose from one of its menus of moves."""
        labels = [element["text"]["text"] for _, element in places.places(self.view, "button")]
        act = self._client.press if label in labels else self._client.choose
        assert await act(self.view, label) == 200
        await self._settled()

    async def edit(self, number: int) -> None:
        """Press Edit beside an item of a list."""
        found = [
            element["action_id"]
            for _, element in places.places(self.view, "button")
            if element["text"]["text"] == "Edit"
        ]
        assert await self._client.press(self.view, found[number - 1]) == 200
        await self._settled()

    async def close(self) -> None:
        """Close it by hand; nothing is sent of one that asks nothing any more."""
        heard = self.view.payload.get("notify_on_close")
        assert await self._client.close() == (200 if heard else WAITS)
        await self._settled()

    async def _put(self, label: str, answer: Given) -> None:
        view = self.view
        (place,) = places.places(view, *places.STATE, field=label)
        kind = place[1]["type"]
        if answer is None:
            await self._client.empty(view, label)
        elif isinstance(answer, tuple):
            self._client.mark(view, *answer)
        elif kind in places.TYPED:
            await self._client.type(view, label, answer)
        elif kind in ("datepicker", "datetimepicker"):
            await self._client.pick_date(view, answer, field=label)
        else:
            await self._client.choose(view, answer, field=label)

    async def _settled(self) -> None:
        await self._user.settle()
        if self.is_open:
            self._user.everything.append(self.text)
