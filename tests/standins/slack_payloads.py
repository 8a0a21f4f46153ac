"""The payloads that Slack sends to an app, in the form that it gives them.

Forms: docs.slack.dev/reference/events (message.im, app_home_opened) and
…/reference/interaction-payloads (block_actions, block_suggestion, view interactions, shortcuts);
commands: docs.slack.dev/interactivity/implementing-slash-commands. Read 2026-11.

Where the app is installed for a whole enterprise, `team` is null (known for views' payloads,
assumed for the others); a command names its team all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.standins import slack_places as places
from tests.standins.slack_reading import SentMessage
from tests.standins.slack_typing import escaped, event_blocks, event_text
from tests.standins.slack_views import ShownView
from tests.standins.slack_workspace import Conversation, User, Workspace

TOKEN = "verification-token"


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

    @property
    def stranger(self) -> bool:
        """They are of another workspace, met through Slack Connect."""
        return self.team_id != self.workspace.team_id

    def place(self, channel: str | None) -> Conversation:
        """The channel; by default the person's direct message with the bot."""
        workspace = self.workspace
        return workspace.conversations[channel] if channel else workspace.dm(self.user_id)


@dataclass(frozen=True)
class Written:
    """A message that a person wrote."""

    ts: str
    channel: str
    payload: dict[str, Any]  # as Slack gives it in events and shortcuts


# --- events -------------------------------------------------------------------------------------


def written(actor: Actor, typed: str, *, channel: str | None = None, thread: str = "") -> Written:
    """What the actor writes to the bot, or into a channel; kept, but told to nobody yet."""
    place = actor.place(channel)
    message: dict[str, Any] = {"text": event_text(typed)}
    if actor.stranger:
        message |= {"user_team": actor.team_id, "source_team": actor.team_id}
    if thread:
        message["thread_ts"] = thread
    kept = actor.workspace.wrote(actor.user_id, place, message)
    kept |= {"team": actor.team_id, "blocks": event_blocks(typed, block_id=f"t{kept['ts']}")}
    return Written(kept["ts"], place.id, kept)


def message_event(
    actor: Actor, typed: str, *, event_id: str, channel: str | None = None
) -> dict[str, Any]:
    """The event for a message that the actor typed to the bot, or into a channel.

    The conversation is open from now on, as it is when a person writes first.
    """
    message = written(actor, typed, channel=channel)
    event = {
        **message.payload,
        "channel": message.channel,
        "event_ts": message.ts,
        "channel_type": "channel" if channel else "im",
    }
    return event_callback(actor.workspace, event, event_id=event_id, shared=actor.stranger)


def home_opened(actor: Actor, *, tab: str, event_id: str) -> dict[str, Any]:
    """The event for a look at the app's page, at its tab `home` or `messages`."""
    workspace = actor.workspace
    event: dict[str, Any] = {
        "type": "app_home_opened",
        "user": actor.user_id,
        "channel": workspace.dm(actor.user_id).id,
        "tab": tab,
        "event_ts": workspace.next_ts(),
    }
    home = workspace.modals.home(actor.user_id)
    if tab == "home" and home is not None:
        event["view"] = view(home)
    return event_callback(workspace, event, event_id=event_id)


def user_change(actor: Actor, *, event_id: str) -> dict[str, Any]:
    """The event for a profile that was changed: the user as `users.info` gives it."""
    told = actor.workspace.user_info({"user": actor.user_id, "include_locale": True})
    ts = actor.workspace.next_ts()
    event = {"type": "user_change", **told, "cache_ts": int(float(ts)), "event_ts": ts}
    return event_callback(actor.workspace, event, event_id=event_id)


def removed(workspace: Workspace, kind: str, *, event_id: str) -> dict[str, Any]:
    """The event `app_uninstalled` or `tokens_revoked`; Slack's examples authorize nobody by it."""
    event: dict[str, Any] = {"type": kind}
    if kind == "tokens_revoked":
        event["tokens"] = {"oauth": [], "bot": [workspace.bot_user_id]}
    told = event_callback(workspace, event, event_id=event_id)
    return {name: one for name, one in told.items() if name != "authorizations"}


def event_callback(
    workspace: Workspace, event: dict[str, Any], *, event_id: str, shared: bool = False
) -> dict[str, Any]:
    """The envelope in which an event of this workspace comes."""
    enterprise = workspace.enterprise_id or None
    installed = {
        "enterprise_id": enterprise,
        "team_id": None if workspace.org_wide else workspace.team_id,
        "user_id": workspace.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": workspace.org_wide,
    }
    return {
        "token": TOKEN,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": enterprise,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(float(event.get("event_ts") or workspace.next_ts())),
        "authorizations": [installed],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event_id}",
    }


# --- interactions -------------------------------------------------------------------------------


def interaction(actor: Actor, shown: SentMessage | ShownView, *, kind: str) -> dict[str, Any]:
    """What block_actions and block_suggestion payloads on a message or a view have in common."""
    about = _in_view(shown) if isinstance(shown, ShownView) else _in_message(actor, shown)
    return {"type": kind, **_common(actor), **about}


def view_submission(actor: Actor, shown: ShownView, *, trigger_id: str) -> dict[str, Any]:
    """What is sent when a modal's view is submitted."""
    said = {"trigger_id": trigger_id, "view": view(shown), "response_urls": []}
    return {"type": "view_submission", **_common(actor), **said}


def view_closed(actor: Actor, shown: ShownView, *, cleared: bool) -> dict[str, Any]:
    """What is sent when a view is closed by hand, if the view asks for it."""
    return {
        "type": "view_closed",
        **_common(actor),
        "view": view(shown),
        "is_cleared": cleared,
    }


def message_action(
    actor: Actor,
    message: SentMessage | Written,
    *,
    callback_id: str,
    trigger_id: str,
    response_url: str,
) -> dict[str, Any]:
    """What is sent when a shortcut is picked in a message's menu."""
    return {
        "type": "message_action",
        **_common(actor),
        "action_ts": actor.workspace.next_ts(),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "response_url": response_url,
        "message_ts": message.ts,
        "channel": _channel(actor.workspace.conversations[message.channel]),
        "message": returned(_stored(actor, message)),
    }


def global_shortcut(actor: Actor, *, callback_id: str, trigger_id: str) -> dict[str, Any]:
    """What is sent when a shortcut is picked outside of any message."""
    return {
        "type": "shortcut",
        **_common(actor),
        "action_ts": actor.workspace.next_ts(),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def slash_command(
    actor: Actor,
    command: str,
    text: str,
    *,
    place: Conversation,
    trigger_id: str,
    response_url: str,
) -> dict[str, str]:
    """The form that is sent when a command is typed; text is escaped as the manifest asks."""
    workspace = actor.workspace
    form = {
        "token": TOKEN,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": place.id,
        "channel_name": place.name,
        "user_id": actor.user_id,
        "user_name": actor.user.name,
        "command": command,
        "text": event_text(text),
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "true" if workspace.org_wide else "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }
    if workspace.enterprise_id:
        form |= {"enterprise_id": workspace.enterprise_id, "enterprise_name": "Northwind Group"}
    return form


def view(shown: ShownView) -> dict[str, Any]:
    """A view as payloads hold it: with what is in its controls."""
    told: dict[str, Any] = returned(shown.payload)
    return {**told, "state": {"values": returned(places.state(shown, shown.kept))}}


def options_of(answer: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """All options of an answer to block_suggestion, those in groups too."""
    nested = [one for group in answer.get("option_groups", []) for one in group["options"]]
    return [*answer.get("options", []), *nested]


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


def _common(actor: Actor) -> dict[str, Any]:
    workspace, name = actor.workspace, actor.user.name
    enterprise = workspace.enterprise_id
    team = {"id": workspace.team_id, "domain": workspace.domain}
    if enterprise:
        team |= {"enterprise_id": enterprise, "enterprise_name": "Northwind Group"}
    return {
        "user": {"id": actor.user_id, "username": name, "name": name, "team_id": actor.team_id},
        "api_app_id": workspace.app_id,
        "token": TOKEN,
        "team": None if workspace.org_wide else team,
        "enterprise": {"id": enterprise, "name": "Northwind Group"} if enterprise else None,
        "is_enterprise_install": workspace.org_wide,
    }


def _in_view(shown: ShownView) -> dict[str, Any]:
    return {"container": {"type": "view", "view_id": shown.id}, "view": view(shown)}


def _in_message(actor: Actor, message: SentMessage) -> dict[str, Any]:
    where = actor.workspace.conversations[message.channel]
    return {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message in where.whispered,
        },
        "channel": _channel(where),
        "message": returned(actor.workspace.as_stored(message)),
    }


def _stored(actor: Actor, message: SentMessage | Written) -> dict[str, Any]:
    if isinstance(message, Written):
        return message.payload
    return actor.workspace.as_stored(message)


def _channel(where: Conversation) -> dict[str, str]:
    return {"id": where.id, "name": where.name}
