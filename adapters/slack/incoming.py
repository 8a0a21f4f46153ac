"""A checked payload → what a person did, in our own words. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import assert_never

from adapters.slack import asked_by, codec, tenancy
from adapters.slack.connect import SURFACE, SlackHome
from adapters.slack.payloads import (
    BlockActions,
    BlockSuggestion,
    Command,
    EventCallback,
    Interaction,
    MessageAction,
    MessageEvent,
    Other,
    Payload,
    Shortcut,
    UrlVerification,
    UserChange,
    View,
    ViewClosed,
    ViewSubmission,
)
from adapters.slack.typed import as_typed
from adapters.slack.users import profile_of
from bot.dialogue.inputs import Fill, Go, Incoming, Input, Leave, Press, Words
from bot.domain.introductions import Profile

# What people themselves send carries none of the other subtypes: those are edits, deletions,
# joins, and what apps post.
_SPOKEN = (None, "file_share", "me_message", "thread_broadcast")


@dataclass(frozen=True)
class Introduced:
    """What Slack tells of one of its users."""

    tenant: str
    user: str
    profile: Profile


def heard(payload: Payload, home: SlackHome) -> list[Incoming]:
    """All that is for us in a payload, in order."""
    match payload:
        case EventCallback():
            return _words(payload, home)
        case BlockActions():
            return _used(payload, home)
        case ViewSubmission():
            return _submitted(payload, home)
        case ViewClosed():
            return _closed(payload, home)
        case Shortcut() | MessageAction():
            return _shortcut(payload, home)
        case Command():
            return _command(payload, home)
        case BlockSuggestion() | UrlVerification() | Other():
            return []
        case _:
            assert_never(payload)


def introduced(payload: Payload, home: SlackHome) -> Introduced | None:
    """Whose profile an event tells of; None for everything that is no such event."""
    if not isinstance(payload, EventCallback) or not isinstance(payload.event, UserChange):
        return None
    tenant, user = tenancy.of_event(payload, home), payload.event.user
    return None if tenant is None else Introduced(tenant, user.id, profile_of(user, home))


def _words(callback: EventCallback, home: SlackHome) -> list[Incoming]:
    """What somebody wrote to us directly; nothing of all that is not that.

    A case is never spoken of in a channel or a group, so nothing said there is taken.
    """
    event = callback.event
    if not isinstance(event, MessageEvent) or event.subtype not in _SPOKEN:
        return []
    if event.channel_type != "im" or not event.user:
        return []
    if event.bot_id or event.user == home.bot_user_id:
        return []
    said = Words(as_typed(event.text or "", event.blocks or ()))
    tenant = tenancy.of_event(callback, home)
    return _from(event.user, tenant, key=callback.event_id, does=said)


def _used(payload: BlockActions, home: SlackHome) -> list[Incoming]:
    """What somebody did with the controls; marks that are not sent yet are left out.

    Slack puts one action into a payload, though it is a list. What a page asks in the conversation
    is answered there; everything else may open a form, or happens in one.
    """
    view = payload.view
    state = view.values if view else payload.state.values if payload.state else {}
    found: list[Incoming] = []
    for action in payload.actions:
        done = codec.decode(action, state)
        if done is None:
            continue
        if view and isinstance(done, Go):
            done = replace(done, values=_typed(view) or {})
        key = f"{payload.trigger_id}:{action.action_id}"
        in_form = view is not None or isinstance(done, Press)
        found += _acting(payload, home, key=key, does=done, in_form=in_form)
    return found


def _submitted(payload: ViewSubmission, home: SlackHome) -> list[Incoming]:
    """The answers of a modal, or the way on that its own button is.

    A corrected answer is a new one: so the key has a digest of what stands in the modal.
    """
    view = payload.view
    mark, typed = codec.read_mark(view.private_metadata), _typed(view)
    done: Input = codec.STALE
    if mark and typed is not None:
        done = Fill(mark.session, mark.revision, typed)
        if mark.move in codec.MOVES:
            done = Go(mark.session, mark.revision, mark.move)
    key = f"{view.id}:{view.hash}:{_digest(view)}"
    return _acting(payload, home, key=key, does=done, in_form=True)


def _typed(view: View) -> codec.Typed | None:
    mark = codec.read_mark(view.private_metadata)
    return codec.typed(view.values, mark) if mark else None


def _digest(view: View) -> str:
    held = {
        block: {name: one.model_dump(exclude_none=True) for name, one in controls.items()}
        for block, controls in view.values.items()
    }
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:32]


def _closed(payload: ViewClosed, home: SlackHome) -> list[Incoming]:
    view = payload.view
    mark = codec.read_mark(view.private_metadata)
    if mark is None:
        return []
    key = f"{view.id}:{view.hash}:closed"
    return _acting(payload, home, key=key, does=Leave(mark.session, "closed"))


def _shortcut(payload: Shortcut | MessageAction, home: SlackHome) -> list[Incoming]:
    done = asked_by.shortcut(payload, home)
    if done is None:
        return []
    return _acting(payload, home, key=payload.trigger_id, does=done, in_form=True)


def _command(payload: Command, home: SlackHome) -> list[Incoming]:
    done = asked_by.command(payload)
    if done is None:
        return []
    tenant = tenancy.of_command(payload, home)
    return _from(payload.user_id, tenant, key=payload.trigger_id, does=done, in_form=True)


def _acting(
    payload: Interaction, home: SlackHome, *, key: str, does: Input, in_form: bool = False
) -> list[Incoming]:
    tenant = tenancy.of_interaction(payload, home)
    return _from(payload.user.id, tenant, key=key, does=does, in_form=in_form)


def _from(
    user: str, tenant: str | None, *, key: str, does: Input, in_form: bool = False
) -> list[Incoming]:
    """It, unless nobody can tell of which workspace the person is."""
    if tenant is None:
        return []
    return [Incoming(SURFACE, tenant, user, key=key, input=does, in_form=in_form)]
