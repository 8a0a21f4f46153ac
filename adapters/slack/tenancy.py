"""Of which workspace somebody is: one rule for everything that Slack sends.

An address is (tenant, user), and its tenant is the person's own workspace, not the one in which
they happen to act: through Slack Connect people of others press our buttons in ours, and a user
id says nothing by itself. What is not certainly of home is not of home.

Slack names the person's workspace in several places, and the one in which something happened
beside it (github.com/slackapi/java-slack-sdk issues 629 and 1041; slack_bolt/request/internals.py,
`extract_actor_team_id`).
"""

from __future__ import annotations

from collections.abc import Iterable

from adapters.slack.connect import SlackHome
from adapters.slack.payloads import (
    CitedMessage,
    Command,
    EventCallback,
    Interaction,
    MessageEvent,
    UserChange,
)


def tenant(
    home: SlackHome,
    *,
    own: Iterable[str | None],
    here: str | None,
    enterprise: str | None = None,
    shared: bool = False,
) -> str | None:
    """The tenant of who did something: "" is home; None when nobody can tell.

    Args:
        home: Our own workspace.
        own: What names the person's own workspace, the surest first; absent in most places.
        here: The workspace through which it reached us; theirs too, where nothing else is said.
        enterprise: The Enterprise Grid of `here`.
        shared: It happened in a conversation with people of other workspaces: there `here` says
            nothing about a person.
    """
    named = next((team for team in own if team), None)
    team = named or (None if shared else here or enterprise)
    if not team:
        return None
    return home.place(team, enterprise) if enterprise and team == here else home.tenant(team)


def of_event(callback: EventCallback, home: SlackHome) -> str | None:
    """Of which workspace the one is who did what an event tells of."""
    return tenant(
        home,
        own=_named_in(callback.event),
        here=callback.context_team_id or callback.team_id,
        enterprise=callback.context_enterprise_id or callback.enterprise_id,
        shared=bool(callback.is_ext_shared_channel),
    )


def _named_in(event: object) -> tuple[str | None, ...]:
    match event:
        case MessageEvent():
            return event.user_team, event.source_team, event.team
        case UserChange():
            return event.user.teams
        case _:
            return ()


def of_interaction(payload: Interaction, home: SlackHome) -> str | None:
    """Of which workspace the one is who used a control.

    `team` is the workspace of the app and is null in an organisation-wide installation.
    """
    return tenant(
        home,
        own=(payload.user.team_id,),
        here=payload.team.id if payload.team else None,
        enterprise=payload.enterprise.id if payload.enterprise else None,
    )


def of_command(payload: Command, home: SlackHome) -> str | None:
    """Of which workspace the one is who typed a command: people of others cannot type ours."""
    return tenant(home, own=(), here=payload.team_id, enterprise=payload.enterprise_id)


def of_author(message: CitedMessage, home: SlackHome) -> str | None:
    """Of which workspace the one is who wrote a message; it may stand in a shared channel."""
    own = (message.user_team, message.source_team, message.team)
    return tenant(home, own=own, here=None, shared=True)
