"""The URLs to which an app may answer later: `response_url`.

Known (docs.slack.dev/interactivity/handling-user-interaction): five answers within 30 minutes, for
the person alone unless they say otherwise. Assumed: the codes `used_url` and `expired_url`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.standins import slack_answers as answers
from tests.standins.slack_payloads import Actor
from tests.standins.slack_reading import SentMessage
from tests.standins.slack_views import Refused

MOST_USES = 5
SECONDS = 30 * 60


@dataclass
class _Response:
    actor: Actor
    channel: str
    to: SentMessage | None  # the message that was acted on
    at: float
    uses: int = 0


class Responses:
    """All response URLs that were given out. `clock` is in Unix seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._given: dict[str, _Response] = {}

    def new(self, actor: Actor, channel: str, to: SentMessage | None = None) -> str:
        """The secret end of a URL for what this person does now."""
        name = uuid4().hex
        self._given[name] = _Response(actor, channel, to, self._clock())
        return name

    def answer(self, name: str, said: dict[str, Any]) -> None:
        """Do what the app says with one use of the URL. Raises `Refused`."""
        given = self._given.get(name)
        if given is None:
            raise Refused("no_such_url")
        if self._clock() - given.at > SECONDS:
            raise Refused("expired_url")
        if given.uses >= MOST_USES:
            raise Refused("used_url")
        place = given.actor.workspace.conversations[given.channel]
        answers.say(given.actor, place, said, to=given.to)
        given.uses += 1
