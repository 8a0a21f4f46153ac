"""The payloads that Slack sends to an app, in the form that it gives them.

Forms: docs.slack.dev/reference/events/message.im and …/interaction-payloads/block_actions-payload.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.standins.slack_reading import SentMessage
from tests.standins.slack_typing import escaped, event_blocks, event_text
from tests.standins.slack_workspace import User, Workspace


@dataclass(frozen=True)
class Actor:
    """Who does something, and where our app is installed."""

    workspace: Workspace
    user_id: str
    team_id: str  # the person's own; another than the workspace's is Slack Connect

    @property
    def user(self) -> User:
        """What Slack knows of the person."""
        return self.workspace.users[self.user_id]


def message_event(
    actor: Actor, typed: str, *, event_id: str, channel: str | None = None
) -> dict[str, Any]:
    """The event for a message that the actor typed to the bot, or into a channel.

    The conversation is open from now on, as it is when a person writes first.
    """
    workspace = actor.workspace
    ts = workspace.next_ts()
    place = workspace.conversations[channel] if channel else workspace.dm(actor.user_id)
    place.is_open = True
    place.typed.add(ts)
    event = {
        "client_msg_id": str(uuid4()),
        "type": "message",
        "text": event_text(typed),
        "user": actor.user_id,
        "ts": ts,
        "team": actor.team_id,
        "blocks": event_blocks(typed, block_id=f"t{ts}"),
        "channel": place.id,
        "event_ts": ts,
        "channel_type": "channel" if channel else "im",
    }
    stranger = actor.team_id != workspace.team_id
    if stranger:
        event |= {"user_team": actor.team_id, "source_team": actor.team_id}
    return _callback(workspace, event, event_id=event_id, shared=stranger)


def _callback(
    workspace: Workspace, event: dict[str, Any], *, event_id: str, shared: bool
) -> dict[str, Any]:
    installed = {
        "enterprise_id": None,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "verification-token",
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(float(event["ts"])),
        "authorizations": [installed],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event_id}",
    }


def interaction(actor: Actor, message: SentMessage, *, kind: str) -> dict[str, Any]:
    """What block_actions and block_suggestion payloads on a message have in common."""
    workspace, name = actor.workspace, actor.user.name
    where = workspace.conversations[message.channel]
    return {
        "type": kind,
        "user": {"id": actor.user_id, "username": name, "name": name, "team_id": actor.team_id},
        "api_app_id": workspace.app_id,
        "token": "verification-token",
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message in where.whispered,
        },
        "team": {"id": workspace.team_id, "domain": "northwind"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {
            "id": message.channel,
            "name": "directmessage" if where.user_id else "general",
        },
        "message": returned(workspace.as_stored(message)),
    }


def returned(value: Any) -> Any:
    """The value as Slack sends it back: plain text comes escaped (slackapi/bolt-python #513)."""
    if isinstance(value, list):
        return [returned(one) for one in value]
    if not isinstance(value, dict):
        return value
    back = {name: returned(one) for name, one in value.items()}
    if value.get("type") == "plain_text":
        back["text"] = escaped(value["text"])
    return back
