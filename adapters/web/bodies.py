"""What the page posts, checked before anything else reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.web import times
from bot.dialogue.fields import Value
from bot.dialogue.inputs import Fill, Go, Press, Words

LARGEST = 8 * 1024 * 1024  # bytes: a page of several of the longest texts, each sign escaped

Name = Annotated[str, Field(max_length=200)]
Key = Annotated[str, Field(min_length=8, max_length=80, pattern=r"^[A-Za-z0-9-]+$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Wall(_Body):
    """A day and time on the person's own clock, as a browser's field gives it."""

    wall: Name


class Keyed(_Body):
    """What a person does. `key` is made by the page, the same for each try of one act."""

    key: Key


class Say(Keyed):
    """Typed words."""

    text: Annotated[str, Field(min_length=1)]

    def read(self, _zone: ZoneInfo) -> Words:
        """As an input."""
        return Words(self.text)


class PressButton(Keyed):
    """A card's button."""

    action: Name
    target: Name = ""

    def read(self, _zone: ZoneInfo) -> Press:
        """As an input."""
        return Press(self.action, self.target)


class FillPage(Keyed):
    """A page's answers."""

    session: Name
    revision: int
    values: Mapping[Name, str | bool | list[str] | Wall | None]

    def read(self, zone: ZoneInfo) -> Fill:
        """As an input: wall times of `zone` as moments; what is no time stays as typed."""
        values = {name: _stored(value, zone) for name, value in self.values.items()}
        return Fill(self.session, self.revision, values)


class Turn(Keyed):
    """A move on a page."""

    session: Name
    revision: int
    move: Name
    target: Name = ""

    def read(self, _zone: ZoneInfo) -> Go:
        """As an input."""
        return Go(self.session, self.revision, self.move, self.target)


class MoveClock(_Body):
    """Where the clock is to go: by name, or to a wall time in the organisation's zone."""

    to: Literal["hour", "four_hours", "next_morning", "next_due", "at"]
    at: Name = ""


Act = Say | PressButton | FillPage | Turn
B = TypeVar("B", bound=BaseModel)


def _stored(value: str | bool | list[str] | Wall | None, zone: ZoneInfo) -> Value:
    if not isinstance(value, Wall):
        return value
    at = times.moment(value.wall, zone)
    return value.wall if at is None else at.isoformat()


class Unreadable(web.HTTPBadRequest):
    """The body is not what is expected; the reason is a sentence for whoever sent it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(text=sentence)


async def read(request: web.Request, model: type[B]) -> B:
    """The request's body as `model`. Raises `Unreadable` or 413."""
    raw = await request.clone(client_max_size=LARGEST).read()
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as exc:
        raise Unreadable("This is not JSON that can be read. Reload the page.") from exc
    try:
        return model.model_validate(data)
    except ValidationError as exc:
        raise Unreadable(_sentence(exc)) from exc


def _sentence(exc: ValidationError) -> str:
    """What is wrong, without what was sent."""
    first = exc.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the body"
    if first["type"] == "string_unicode":
        return "There is half a character in the text. Remove it and send again."
    return f"Something in what was sent is not right: {where}: {first['msg']}."
