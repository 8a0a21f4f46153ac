"""Takes down what each person has before them whenever it has changed, as HTML to be pictured."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tests.pictures import frames
from tests.pictures.elements import Look
from tests.pictures.text import Json
from tests.scenarios.people import SlackUser
from tests.scenarios.world import World
from tests.standins.slack_limits import elements_of
from tests.standins.slack_reading import SentMessage, plain
from tests.standins.slack_views import ShownView

_NAMED = 6  # words of what is read in it, for the file's name
_MENUS = ("static_select", "multi_static_select", "overflow")


@dataclass(frozen=True)
class Shot:
    """What one person sees at one moment."""

    name: str  # chapter, number, who and what: the file's name
    html: str


class Camera:
    """Looks over the shoulder of everybody on Slack."""

    def __init__(self, world: World, shots: list[Shot]) -> None:
        self.shots = shots
        self.chapter = ""
        self._world = world
        self._seen: set[str] = set()
        world.onlookers.append(self.look)

    def look(self) -> None:
        """Take down whatever has come or changed since the last look."""
        for person in self._world.people.values():
            if isinstance(person, SlackUser):
                self._messages(person)
                self._views(person)

    def _messages(self, person: SlackUser) -> None:
        user = person.client.actor.user_id
        standing = [*self._world.slack.messages(user), *self._world.slack.whispers(user)]
        fresh = [one for one in standing if self._is_new(user, one.ts, one.text, one.blocks)]
        if not fresh:
            return
        self._conversation(person, fresh, menus_open=False)
        if any(_has_menu(one.blocks) for one in fresh):
            self._conversation(person, fresh, menus_open=True)
        for one in fresh:
            self._confirmations(person, one.blocks)

    def _conversation(
        self, person: SlackUser, messages: Sequence[SentMessage], *, menus_open: bool
    ) -> None:
        look = Look(zone=person.client.actor.user.tz, menus_open=menus_open)
        at = f"{self._world.now.astimezone(ZoneInfo(look.zone)):%-I:%M %p}"
        shown = [
            frames.message(one.blocks, look, text=one.text, at=at, is_edited=one.edited)
            for one in messages
        ]
        self._keep(person, "message", plain(messages[-1]), frames.conversation(shown))

    def _views(self, person: SlackUser) -> None:
        views = person.client.actor.workspace.modals
        user = person.client.actor.user_id
        for view in (views.modal(user), views.home(user)):
            if view and self._is_new(user, view.id, view.blocks, view.errors, _kept(view)):
                self._view(person, view)

    def _view(self, person: SlackUser, view: ShownView) -> None:
        draw = frames.home if view.type == "home" else frames.modal
        for menus_open in (False, True)[: 1 + _has_menu(view.blocks)]:
            look = Look(
                zone=person.client.actor.user.tz,
                kept=dict(view.kept),
                errors=view.errors,
                menus_open=menus_open,
            )
            self._keep(person, view.type, plain(view), draw(view.payload, look))
        self._confirmations(person, view.blocks)

    def _confirmations(self, person: SlackUser, blocks: Sequence[Json]) -> None:
        """What asks whether it is meant, once each."""
        for asked in _asked(blocks):
            if self._is_new(asked):
                self._keep(person, "confirm", asked["title"]["text"], frames.confirmation(asked))

    def _is_new(self, *what: object) -> bool:
        said = json.dumps(what)
        is_new = said not in self._seen
        self._seen.add(said)
        return is_new

    def _keep(self, person: SlackUser, kind: str, reads: str, html: str) -> None:
        words = re.findall(r"[a-z0-9]+", reads.lower())[:_NAMED]
        name = "-".join([f"{len(self.shots) + 1:03}", person.id, kind, *words])
        self.shots.append(Shot(f"{self.chapter}/{name}", html))


def _kept(view: ShownView) -> list[tuple[str, str, object]]:
    return [(block, action, held) for (block, action), held in view.kept.items()]


def _has_menu(blocks: Sequence[Json]) -> bool:
    return any(one["type"] in _MENUS for block in blocks for _, one in elements_of(block))


def _asked(blocks: Sequence[Json]) -> Iterator[Json]:
    yield from (
        one["confirm"] for block in blocks for _, one in elements_of(block) if "confirm" in one
    )
