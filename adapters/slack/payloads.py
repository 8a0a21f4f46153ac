"""What Slack sends, as far as we read it: raw body → a checked payload.

Everything past this module may rely on the types here. What is not of this shape is `Malformed`;
kinds of payload that we do not read at all are `Other`, and are acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

from adapters.slack.user_object import SlackUser

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


class PresentView(_Part):
    """A view as it stands; only that there is one matters."""


class HomeOpenedEvent(_Part):
    """Somebody looks at the app's page: at its Home, or at the conversation."""

    type: Literal["app_home_opened"]
    user: Id
    tab: Id | None = None
    view: PresentView | None = None  # what their Home shows; absent until something was published


class UserChange(_Part):
    """Somebody's profile changed: of our workspace, or of one that we meet in shared channels."""

    type: Literal["user_change"]
    user: SlackUser


class RevokedTokens(_Part):
    """Whose tokens of ours do not hold any more: user ids, of bots and of people."""

    bot: Sequence[Id] | None = None


class Removal(_Part):
    """The app was removed from a workspace, or tokens of it were revoked there."""

    type: Literal["app_uninstalled", "tokens_revoked"]
    tokens: RevokedTokens | None = None


class OtherEvent(_Part):
    """An event that we do not act on."""

    type: Id


def _event_kind(value: object) -> str:
    kind = value.get("type") if isinstance(value, Mapping) else None
    if kind in ("app_uninstalled", "tokens_revoked"):
        return "removal"
    known = ("message", "app_home_opened", "user_change")
    return kind if isinstance(kind, str) and kind in known else "other"


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
        Annotated[MessageEvent, Tag("message")]
        | Annotated[HomeOpenedEvent, Tag("app_home_opened")]
        | Annotated[UserChange, Tag("user_change")]
        | Annotated[Removal, Tag("removal")]
        | Annotated[OtherEvent, Tag("other")],
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
    domain: Id | None = None  # what its addresses begin with


class Enterprise(_Part):
    """The Enterprise Grid of that workspace."""

    id: Id


class State(_Part):
    """The present state of a message's controls, by block and by action."""

    values: Mapping[str, Mapping[str, Control]] = {}


class View(_Part):
    """A modal, or the app's page: as it was shown, and what stands in it now."""

    id: Id
    type: Id
    hash: Id = ""
    callback_id: Short = ""
    private_metadata: Short = ""
    state: State | None = None

    @property
    def is_modal(self) -> bool:
        """True for what lies over the conversation and can be closed."""
        return self.type == "modal"

    @property
    def values(self) -> Mapping[str, Mapping[str, Control]]:
        """What stands in its controls."""
        return self.state.values if self.state else {}


class Interaction(_Part):
    """Somebody did something with what we show, or asked us for something."""

    user: User
    team: Team | None = None
    enterprise: Enterprise | None = None


class BlockActions(Interaction):
    """Somebody used a control of a message or of a view."""

    type: Literal["block_actions"]
    trigger_id: Id
    actions: Annotated[Sequence[Action], Field(min_length=1)]
    state: State | None = None
    view: View | None = None


class ViewSubmission(Interaction):
    """Somebody pressed a modal's own button."""

    type: Literal["view_submission"]
    view: View


class ViewClosed(Interaction):
    """Somebody closed a modal by hand."""

    type: Literal["view_closed"]
    view: View


class BlockSuggestion(Interaction):
    """Somebody opens a list that we fill, or types into it."""

    type: Literal["block_suggestion"]
    action_id: Id
    block_id: Id
    value: Short = ""
    view: View | None = None


class Shortcut(Interaction):
    """Somebody chose a shortcut that is about nothing in particular."""

    type: Literal["shortcut"]
    callback_id: Id
    trigger_id: Id


class CitedMessage(_Part):
    """The message at which somebody pointed: a person's, or an app's."""

    ts: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}\.[0-9]{1,9}$")]
    thread_ts: Id | None = None
    user: Id | None = None
    bot_id: Id | None = None
    user_team: Id | None = None
    source_team: Id | None = None
    team: Id | None = None
    username: Short | None = None
    text: str | None = None
    blocks: Sequence[Mapping[str, Any]] | None = None


class Channel(_Part):
    """Where a message stands."""

    id: Id


class MessageAction(Interaction):
    """Somebody chose a shortcut in the menu of a message."""

    type: Literal["message_action"]
    callback_id: Id
    trigger_id: Id
    channel: Channel
    message: CitedMessage


class Command(_Part):
    """Somebody typed a command. It comes as a form; where they typed it is not ours to know."""

    command: Id
    text: str = ""
    trigger_id: Id
    user_id: Id
    team_id: Id | None = None
    enterprise_id: Id | None = None


class Other(_Part):
    """A payload of a kind that we do not serve."""

    type: Id


Payload = (
    UrlVerification
    | EventCallback
    | BlockActions
    | ViewSubmission
    | ViewClosed
    | BlockSuggestion
    | Shortcut
    | MessageAction
    | Command
    | Other
)

_KINDS = (
    "url_verification",
    "event_callback",
    "block_actions",
    "view_submission",
    "view_closed",
    "block_suggestion",
    "shortcut",
    "message_action",
)


def _kind(value: object) -> str:
    kind = value.get("type") if isinstance(value, Mapping) else None
    return kind if isinstance(kind, str) and kind in _KINDS else "other"


_PAYLOAD: TypeAdapter[Payload] = TypeAdapter(
    Annotated[
        Annotated[UrlVerification, Tag("url_verification")]
        | Annotated[EventCallback, Tag("event_callback")]
        | Annotated[BlockActions, Tag("block_actions")]
        | Annotated[ViewSubmission, Tag("view_submission")]
        | Annotated[ViewClosed, Tag("view_closed")]
        | Annotated[BlockSuggestion, Tag("block_suggestion")]
        | Annotated[Shortcut, Tag("shortcut")]
        | Annotated[MessageAction, Tag("message_action")]
        | Annotated[Other, Tag("other")],
        Discriminator(_kind),
    ]
)


def parse(raw: bytes, content_type: str) -> Payload:
    """The payload in this body. Raises `Malformed`."""
    match content_type:
        case "application/json":
            return _checked(lambda: _PAYLOAD.validate_json(raw))
        case "application/x-www-form-urlencoded":
            return _in_form(_fields(raw))
        case _:
            raise Malformed("content type")


def _in_form(fields: Mapping[bytes, bytes]) -> Payload:
    """An interaction, which Slack sends as the single field `payload`, or a command."""
    if (payload := fields.get(b"payload")) is not None:
        return _checked(lambda: _PAYLOAD.validate_json(payload))
    if b"command" not in fields:
        raise Malformed("no payload in the form")
    try:
        typed = {name.decode(): value.decode() for name, value in fields.items()}
    except UnicodeDecodeError:
        raise Malformed("no UTF-8 in the form") from None
    return _checked(lambda: Command.model_validate(typed))


def _checked(read: Callable[[], Payload]) -> Payload:
    try:
        return read()
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Malformed(f"{first['type']} at {where or 'the top'}") from None


def _fields(raw: bytes) -> Mapping[bytes, bytes]:
    """The fields of a form that are not empty; of two under one name the first."""
    pairs = (pair.partition(b"=") for pair in reversed(raw.split(b"&")))
    return {
        unquote_to_bytes(name): unquote_to_bytes(value.replace(b"+", b" "))
        for name, _, value in pairs
        if value
    }
