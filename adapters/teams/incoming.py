"""A checked activity → what a person did, in our own words. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.teams import codec
from adapters.teams.activities import Activity
from adapters.teams.connect import SURFACE
from bot.dialogue.inputs import Fill, Go, Incoming, Input, Words
from bot.domain.references import Reference

# Teams brings a press again within this time when it had no answer, maybe under a new id. After it,
# a person who presses the same button again means it.
AGAIN = 15  # seconds: Bot Service gives up waiting at 10 to 15


def said(activity: Activity, *, now: datetime) -> Incoming | None:
    """A message: typed words, or a card's button on a client that knows no Action.Execute."""
    if isinstance(activity.value, Mapping) and not activity.text:
        return pressed(activity, activity.value, now=now)
    words = activity.words
    return _from(activity, Words(words)) if words else None


def pressed(activity: Activity, value: object, *, now: datetime) -> Incoming:
    """A card's button, with what its inputs held."""
    done = codec.decode(value)
    return _from(activity, done, also=_also(activity, done, value, now=now))


def reference(activity: Activity) -> Reference | None:
    """Where the sender can be written to from now on; None outside their personal chat."""
    if not activity.is_personal or not activity.sender.id or not activity.service_url:
        return None
    return Reference(
        surface=SURFACE,
        tenant="",
        user=activity.sender.id,
        object_id=_object_id(activity),
        conversation=activity.conversation.id,
        service_url=activity.service_url,
        bot=activity.recipient.id,
    )


def users(activity: Activity) -> tuple[str, str]:
    """Who did it, and their other id: the directory's own first, where it was said.

    The organisation's file may have either; both are the platform's word.
    """
    known = _object_id(activity)
    return (known, activity.sender.id) if known else (activity.sender.id, "")


def _from(activity: Activity, does: Input, *, also: tuple[str, ...] = ()) -> Incoming:
    user, alias = users(activity)
    return Incoming(
        SURFACE,
        "",
        user,
        key=f"{activity.conversation.id}:{activity.id}",
        input=does,
        also=also,
        alias=alias,
    )


def _also(activity: Activity, done: Input, value: object, *, now: datetime) -> tuple[str, ...]:
    """By what the same press is known under another id: who, which card, and all it held.

    A page is answered once in one way. Any other button may be pressed again, later.
    """
    held = json.dumps(value, sort_keys=True, default=str)
    digest = hashlib.sha256(f"{users(activity)[0]}\n{held}".encode()).hexdigest()[:40]
    if isinstance(done, Fill | Go):
        return (f"press:{digest}",)
    span = int(now.timestamp()) // AGAIN
    return (f"press:{digest}:{span}", f"press:{digest}:{span + 1}")


def _object_id(activity: Activity) -> str:
    return (activity.sender.object_id or "").lower()


def action_data(value: Any) -> object:
    """What a button of a card carried, in an invoke `adaptiveCard/action`."""
    action = value.get("action") if isinstance(value, Mapping) else None
    return action.get("data") if isinstance(action, Mapping) else None
