"""What Slack knows and does: people, direct messages, views; each Web API method a function.

No HTTP here: `slack_api` serves it. A method takes its arguments and gives its answer or raises
`Refused` with Slack's own error code (docs.slack.dev/reference/methods, read 2026-11).
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.standins.slack_limits import (
    MOST_TEXT,
    MOST_WEIGHT,
    block_violations,
    elements_of,
    violations,
    weight,
)
from tests.standins.slack_reading import SentMessage
from tests.standins.slack_views import Refused, Views

APP_ID = "A0EVENHAND"
MOST_UPDATED_TEXT = 4_000  # chat.update takes less than chat.postMessage


@dataclass(frozen=True)
class User:
    """A person on Slack. Of another team than the workspace's: met through Slack Connect."""

    id: str
    team_id: str
    name: str
    real_name: str
    tz: str  # IANA; empty where Slack does not tell it
    email: str  # empty where the profile has none
    locale: str = "en-US"
    is_stranger: bool = False
    deleted: bool = False


@dataclass
class Conversation:
    """A direct message with the bot (`user_id` set) or a channel."""

    id: str
    user_id: str = ""
    name: str = "directmessage"  # of a channel, without its #
    is_open: bool = True
    with_bot: bool = True
    sent: dict[str, SentMessage] = field(default_factory=dict)  # by ts, in order
    whispered: list[SentMessage] = field(default_factory=list)  # ephemeral, to one person
    written: dict[str, dict[str, Any]] = field(default_factory=dict)  # by people, by ts


class Workspace:
    """One workspace with our app installed in it."""

    def __init__(
        self,
        *,
        team_id: str,
        clock: Callable[[], float],
        name: str = "Northwind",
        enterprise_id: str = "",
        bot_user_id: str = "U0EVENHAND",
        count: itertools.count[int] | None = None,
    ) -> None:
        self.team_id = team_id
        self.name = name
        self.domain = name.lower()
        self.enterprise_id = enterprise_id
        self.org_wide = False  # the app is installed for the whole enterprise
        self.bot_user_id = bot_user_id
        self.bot_id = f"B{bot_user_id[1:]}"
        self.app_id = APP_ID
        self.users: dict[str, User] = {}
        self.conversations: dict[str, Conversation] = {}
        self._clock = clock
        self._count = count or itertools.count(1)
        self.modals = Views(
            team_id=team_id,
            app_id=self.app_id,
            bot_id=self.bot_id,
            clock=clock,
            count=self._count,
            named=self._named,
        )
        self.methods: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "auth.test": self.auth_test,
            "chat.getPermalink": self.permalink,
            "chat.postEphemeral": self.post_ephemeral,
            "chat.postMessage": self.post_message,
            "chat.update": self.update_message,
            "conversations.open": self.open_conversation,
            "team.info": self.team_info,
            "users.info": self.user_info,
            "views.open": self.modals.open_modal,
            "views.publish": self.publish_view,
            "views.push": self.modals.push,
            "views.update": self.modals.update,
        }

    # --- what people do in their own client ----------------------------------------------------

    def wrote(self, user_id: str, place: Conversation, message: dict[str, Any]) -> dict[str, Any]:
        """Keep what a person wrote; give it with the parts that Slack adds."""
        ts = self.next_ts()
        place.is_open = True
        place.written[ts] = {
            "type": "message",
            "client_msg_id": str(uuid4()),
            "user": user_id,
            "ts": ts,
            "team": self.users[user_id].team_id,
            **message,
        }
        return place.written[ts]

    def dm(self, user_id: str) -> Conversation:
        """The person's direct message with the bot, opened or not."""
        return next(one for one in self.conversations.values() if one.user_id == user_id)

    def next_ts(self) -> str:
        """A message timestamp: unique, and later than those before."""
        return f"{int(self._clock())}.{next(self._count):06d}"

    def new_trigger(self, user_id: str) -> str:
        """A trigger_id for what this person does now: good once, for three seconds."""
        return self.modals.new_trigger(user_id)

    # --- who and where -------------------------------------------------------------------------

    def auth_test(self, args: dict[str, Any]) -> dict[str, Any]:
        """Who the token belongs to."""
        answer = {
            "url": f"https://{self.domain}.slack.example/",
            "team": self.name,
            "user": "evenhand",
            "team_id": self.enterprise_id if self.org_wide else self.team_id,
            "user_id": self.bot_user_id,
            "bot_id": self.bot_id,
            "is_enterprise_install": self.org_wide,
        }
        return {**answer, "enterprise_id": self.enterprise_id} if self.enterprise_id else answer

    def team_info(self, args: dict[str, Any]) -> dict[str, Any]:
        """The workspace."""
        if args.get("team", self.team_id) != self.team_id:
            raise Refused("team_not_found")
        return {"team": {"id": self.team_id, "name": self.name, "domain": self.domain}}

    def user_info(self, args: dict[str, Any]) -> dict[str, Any]:
        """A person's profile; one of another workspace has no email address."""
        user = self._user(args.get("user"))
        elsewhere = user.team_id != self.team_id
        profile = {"real_name": user.real_name, "display_name": user.name, "team": user.team_id}
        if user.email and not elsewhere:
            profile["email"] = user.email
        told = {
            "id": user.id,
            "team_id": user.team_id,
            "name": user.name,
            "real_name": user.real_name,
            "deleted": user.deleted,
            "is_bot": False,
            "is_stranger": user.is_stranger,
            "profile": profile,
        }
        if args.get("include_locale") in (True, 1, "1", "true"):
            told["locale"] = user.locale
        return {"user": {**told, **self._zone(user)}}

    def _zone(self, user: User) -> dict[str, Any]:
        if not user.tz:
            return {}
        moment = datetime.fromtimestamp(self._clock(), UTC)
        offset = moment.astimezone(ZoneInfo(user.tz)).utcoffset()
        return {"tz": user.tz, "tz_offset": int(offset.total_seconds()) if offset else 0}

    def permalink(self, args: dict[str, Any]) -> dict[str, Any]:
        """The address of a message in a conversation that the bot is in."""
        place = self._conversation(args.get("channel"))
        ts = str(args.get("message_ts"))
        if ts not in place.sent and ts not in place.written:
            raise Refused("message_not_found")
        url = f"https://{self.domain}.slack.example/archives/{place.id}/p{ts.replace('.', '')}"
        return {"channel": place.id, "permalink": url}

    def open_conversation(self, args: dict[str, Any]) -> dict[str, Any]:
        """Open the direct message with one person; rooms of several are never asked for."""
        if "channel" in args:
            conversation = self._conversation(args["channel"])
        else:
            named = [one for one in str(args.get("users", "")).split(",") if one]
            if not named:
                raise Refused("users_list_not_supplied")
            if len(named) > 1:
                raise Refused("invalid_user_combination", "the stand-in opens 1:1 messages only")
            if self._user(named[0]).deleted:
                raise Refused("user_disabled")
            conversation = self.dm(named[0])
        already, conversation.is_open = conversation.is_open, True
        channel: dict[str, Any] = {"id": conversation.id}
        if args.get("return_im") in (True, "1", "true"):
            channel |= {"is_im": True, "user": conversation.user_id, "is_open": True}
        return {"no_op": already, "already_open": already, "channel": channel}

    # --- messages ------------------------------------------------------------------------------

    def post_message(self, args: dict[str, Any]) -> dict[str, Any]:
        """Put a message into an opened conversation."""
        conversation = self._conversation(args.get("channel"))
        sent = self.compose(args, conversation.id)
        conversation.sent[sent.ts] = sent
        return {"channel": sent.channel, "ts": sent.ts, "message": self.as_stored(sent)}

    def post_ephemeral(self, args: dict[str, Any]) -> dict[str, Any]:
        """Show a message to one person of the conversation until they reload."""
        conversation = self._conversation(args.get("channel"))
        user = self._user(args.get("user"))
        if conversation.user_id not in ("", user.id):
            raise Refused("user_not_in_channel")
        return {"message_ts": self.whisper(conversation, user.id, args).ts}

    def whisper(self, place: Conversation, user_id: str, args: dict[str, Any]) -> SentMessage:
        """Show a message to this one person there."""
        sent = replace(self.compose(args, place.id), to=user_id)
        place.whispered.append(sent)
        return sent

    def update_message(self, args: dict[str, Any]) -> dict[str, Any]:
        """Change a message: without blocks it has none from now on, its metadata stays."""
        conversation = self._conversation(args.get("channel"))
        ts = args.get("ts")
        if ts in conversation.written:
            raise Refused("cant_update_message")
        if ts not in conversation.sent:
            raise Refused("message_not_found")
        new = self.compose(args, conversation.id, longest=MOST_UPDATED_TEXT)
        metadata = new.metadata if "metadata" in args else conversation.sent[ts].metadata
        sent = replace(new, ts=ts, metadata=metadata or None, edited=True)
        conversation.sent[ts] = sent
        message = self.as_stored(sent)
        return {"channel": sent.channel, "ts": ts, "text": sent.text, "message": message}

    def as_stored(self, sent: SentMessage) -> dict[str, Any]:
        """The message as Slack gives it back, in answers and in interaction payloads."""
        stored = {
            "type": "message",
            "user": self.bot_user_id,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "team": self.team_id,
            "ts": sent.ts,
            "text": sent.text,
            "blocks": list(sent.blocks),
        }
        return stored if sent.metadata is None else {**stored, "metadata": sent.metadata}

    def compose(
        self, args: dict[str, Any], channel: str, *, longest: int = MOST_TEXT
    ) -> SentMessage:
        """The message that these arguments make, if Slack would take it."""
        text, blocks = args.get("text", ""), args.get("blocks", [])
        if not isinstance(text, str) or not text.strip():
            raise Refused("no_text", *violations(args, kind="message"))
        if len(text) > longest:
            raise Refused("msg_too_long", f"text: {len(text)} characters, at most {longest}")
        if not isinstance(blocks, list):
            raise Refused("invalid_blocks_format")
        wrong = block_violations(blocks, kind="message")
        if wrong:
            raise Refused("invalid_blocks", *wrong)
        if weight(blocks) > MOST_WEIGHT:
            raise Refused("msg_blocks_too_long", f"blocks: about {weight(blocks)} characters")
        metadata = _metadata(args.get("metadata"))
        named = tuple(self._named(block) for block in blocks)
        return SentMessage(self.next_ts(), channel, text, named, metadata, edited=False)

    def _named(self, block: dict[str, Any]) -> dict[str, Any]:
        """The block with the ids that Slack gives to what has none."""
        named = copy.deepcopy(block)
        named.setdefault("block_id", f"b{next(self._count)}")
        for _, element in elements_of(named):
            if element["type"] != "image":
                element.setdefault("action_id", f"a{next(self._count)}")
        return named

    # --- views ---------------------------------------------------------------------------------

    def publish_view(self, args: dict[str, Any]) -> dict[str, Any]:
        """Put a view into a person's App Home."""
        user = self._user(args.get("user_id"))
        if user.team_id != self.team_id:  # assumed: they have no Home of an app from elsewhere
            raise Refused("user_not_found")
        return self.modals.publish(user.id, args)

    # --- finding -------------------------------------------------------------------------------

    def _user(self, user_id: Any) -> User:
        if not isinstance(user_id, str) or user_id not in self.users:
            raise Refused("user_not_found")
        return self.users[user_id]

    def _conversation(self, channel: Any) -> Conversation:
        """The conversation, if it was ever opened: Slack does not tell apart what is not there."""
        found = self.conversations.get(channel) if isinstance(channel, str) else None
        if found is None or not found.is_open:
            raise Refused("channel_not_found")
        if not found.with_bot:
            raise Refused("not_in_channel")
        return found


def _metadata(metadata: Any) -> dict[str, Any] | None:
    if metadata is None or metadata == {}:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format", "metadata: event_type and event_payload, no more")
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not kind.strip() or not isinstance(payload, dict):
        raise Refused("invalid_metadata_format", "metadata: a name and an object")
    return metadata
