"""A checked payload → what a person did, in our own words. Pure."""

from __future__ import annotations

from typing import assert_never

from adapters.slack import codec, tenancy
from adapters.slack.connect import SURFACE, SlackHome
from adapters.slack.payloads import (
    BlockActions,
    EventCallback,
    MessageEvent,
    Other,
    Payload,
    UrlVerification,
)
from adapters.slack.typed import as_typed
from bot.dialogue.inputs import Incoming, Words

# What people themselves send carries none of the other subtypes: those are edits, deletions,
# joins, and what apps post.
_SPOKEN = (None, "file_share", "me_message", "thread_broadcast")


def heard(payload: Payload, home: SlackHome) -> list[Incoming]:
    """All that is for us in a payload, in order."""
    match payload:
        case EventCallback():
            said = _words(payload, home)
            return [said] if said else []
        case BlockActions():
            return _presses(payload, home)
        case UrlVerification() | Other():
            return []
        case _:
            assert_never(payload)


def _words(callback: EventCallback, home: SlackHome) -> Incoming | None:
    """What somebody wrote to us directly; None for everything that is not that.

    A case is never spoken of in a channel or a group, so nothing said there is taken.
    """
    event = callback.event
    if not isinstance(event, MessageEvent) or event.subtype not in _SPOKEN:
        return None
    if event.channel_type != "im" or not event.user:
        return None
    if event.bot_id or event.user == home.bot_user_id:
        return None
    tenant = tenancy.of_event(callback, home)
    if tenant is None:
        return None
    return Incoming(
        surface=SURFACE,
        tenant=tenant,
        user=event.user,
        key=callback.event_id,
        input=Words(as_typed(event.text or "", event.blocks or ())),
    )


def _presses(payload: BlockActions, home: SlackHome) -> list[Incoming]:
    """What somebody did with the controls of a message; marks that are not sent yet are left out.

    Slack puts one action into a payload, though it is a list.
    """
    state = payload.state.values if payload.state else {}
    tenant = tenancy.of_interaction(payload, home)
    taken = [(action.action_id, codec.decode(action, state)) for action in payload.actions]
    return [
        Incoming(
            surface=SURFACE,
            tenant=tenant,
            user=payload.user.id,
            key=f"{payload.trigger_id}:{name}",
            input=done,
        )
        for name, done in taken
        if done is not None and tenant is not None
    ]
