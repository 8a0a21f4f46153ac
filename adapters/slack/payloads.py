"""What Slack sends, as far as we read it: raw body → a checked payload.

Everything past this module may rely on the types here. What is not of this shape is `Malformed`;
kinds of payload that we do not read at all are `Other`, and are acknowledged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import unquote_to_bytes

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
    ValidationError,
)

Id = Annotated[str, StringConstraints(max_length=500, pattern=r"^[\x21-\x7e]+$")]
Short = Annotated[str, StringConstraints(max_length=4000)]


class Malformed(Exception):
    """The body is not what Slack sends; the text says what is wrong and holds none of it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class UrlVerification(_Part):
    """Slack asks whether this address is ours; the challenge is the answer."""

    type: Literal["url_verification"]
    challenge: Short


class MessageEvent(_Part):
    """Somebody wrote something, or a message was changed, deleted, posted by an app."""

    type: Literal["message"]
    subtype: Id | None = None
    user: Id | None = None
    bot_id: Id | None = None
    user_team: Id | None = None  # the writer's workspace, in Slack Connect
    source_team: Id | None = None  # the same
    team: Id | None = None
    channel_type: Id | None = None
    text: str | None = None
    blocks: Sequence[Mapping[str, Any]] | None = None


class OtherEvent(_Part):
    """An event that we do not act on."""

    type: Id


def _event_kind(value: object) -> str:
    kind = value.get("type") if isinstance(value, Mapping) else None
    return "message" if kind == "message" else "other"


class EventCallback(_Part):
    """One event of the Events API."""

    type: Literal["event_callback"]
    team_id: Id | None = None  # in a shared channel, the workspace that made it
    enterprise_id: Id | None = None
    context_team_id: Id | None = None  # the workspace through which it reaches us
    context_enterprise_id: Id | None = None
    is_ext_shared_channel: bool | None = None
    event_id: Id
    event: Annotated[
        Annotated[MessageEvent, Tag("message")] | Annotated[OtherEvent, Tag("other")],
        Discriminator(_event_kind),
    ]


class Chosen(_Part):
    """An option of a menu or of checkboxes."""

    value: Short


class Control(_Part):
    """An element that was used, or its present state: whichever of these its type has."""

    type: Id
    value: Short | None = None
    selected_option: Chosen | None = None
    selected_options: Sequence[Chosen] | None = None
    selected_date: Short | None = None
    selected_date_time: int | None = None


class Action(Control):
    """A control that somebody used just now."""

    action_id: Id
    block_id: Id = ""


class User(_Part):
    """Who did it, and of which workspace."""

    id: Id
    team_id: Id | None = None


class Team(_Part):
    """The workspace in which it happened; absent in an organisation-wide installation."""

    id: Id


class Enterprise(_Part):
    """The Enterprise Grid of that workspace."""

    id: Id


class State(_Part):
    """The present state of a message's controls, by block and by action."""

    values: Mapping[str, Mapping[str, Control]] = {}


class BlockActions(_Part):
    """Somebody used a control of a message."""

    type: Literal["block_actions"]
    trigger_id: Id
    user: User
    team: Team | None = None
    enterprise: Enterprise | None = None
    actions: Annotated[Sequence[Action], Field(min_length=1)]
    state: State | None = None


class Other(_Part):
    """A payload of a kind that we do not serve."""

    type: Id


Payload = UrlVerification | EventCallback | BlockActions | Other

_KINDS = ("url_verification", "event_callback", "block_actions")


def _kind(value: object) -> str:
    kind = value.get("type") if isinstance(value, Mapping) else None
    return kind if isinstance(kind, str) and kind in _KINDS else "other"


_PAYLOAD: TypeAdapter[Payload] = TypeAdapter(
    Annotated[
        Annotated[UrlVerification, Tag("url_verification")]
        | Annotated[EventCallback, Tag("event_callback")]
        | Annotated[BlockActions, Tag("block_actions")]
        | Annotated[Other, Tag("other")],
        Discriminator(_kind),
    ]
)


def parse(raw: bytes, content_type: str) -> Payload:
    """The payload in this body. Raises `Malformed`."""
    match content_type:
        case "application/json":
            return _read(raw)
        case "application/x-www-form-urlencoded":
            return _read(_field(raw, b"payload"))
        case _:
            raise Malformed("content type")


def _read(text: bytes) -> Payload:
    try:
        return _PAYLOAD.validate_json(text)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Malformed(f"{first['type']} at {where or 'the top'}") from None


def _field(raw: bytes, name: bytes) -> bytes:
    """One field of a form. Slack sends interactions as the single field `payload`."""
    for pair in raw.split(b"&"):
        key, _, value = pair.partition(b"=")
        if key == name:
            return unquote_to_bytes(value.replace(b"+", b" "))
    raise Malformed("no payload in the form")
