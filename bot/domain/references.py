"""Where a bot may write to a person first: the platform says so, and it cannot be made up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """One person's private conversation with the bot, as the platform last named it."""

    surface: str
    tenant: str  # "" is the organisation's own
    user: str  # the person, as this bot knows them: "29:…"
    object_id: str  # the same person in the tenant's directory; "" where it was not said
    conversation: str
    service_url: str  # where the platform takes what we say
    bot: str  # who we are in it: "28:…"
