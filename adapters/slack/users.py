"""What Slack says of its users, in our own words: asked with `users.info`, or told."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime
from functools import cache

import structlog
from aiohttp import ClientError
from babel import Locale, UnknownLocaleError
from pydantic import ValidationError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.connect import SlackHome
from adapters.slack.faults import fault_of
from adapters.slack.user_object import SlackUser
from adapters.slack.workspaces import Clients
from bot.domain.errors import DeliveryError, TryLater, Undeliverable
from bot.domain.introductions import Profile
from bot.domain.lanes import Address

log = structlog.get_logger()


def profile_of(user: SlackUser, home: SlackHome) -> Profile:
    """The user in our own words."""
    email = user.profile.email if user.is_email_confirmed is not False else ""
    return Profile(
        name=user.real_name or user.profile.real_name or "",
        email=email or "",
        time_zone=_zone(user.tz or ""),
        language=_language(user.locale or ""),
        is_home=_is_home(user, home),
        is_guest=user.is_restricted or user.is_ultra_restricted,
        is_person=not user.is_bot,
        is_active=not user.deleted,
        as_of=datetime.fromtimestamp(user.updated, UTC) if user.updated else None,
    )


def _is_home(user: SlackUser, home: SlackHome) -> bool:
    """True for who has an account in our workspace or Grid; unknown is not home."""
    if user.is_stranger:
        return False
    return any(team and home.tenant(team) == "" for team in user.teams)


def _zone(tz: str) -> str:
    return tz if tz in _zones() else ""


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _language(locale: str) -> str:
    """The tag, or as much of it as is known; English is one language, as our sentences are."""
    for tag in (locale, locale.partition("-")[0]):
        try:
            language = Locale.parse(tag, sep="-").language
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        return "en" if language == "en" else tag
    return ""


class SlackProfiles:
    """Implements `bot.ports.Profiles` with `users.info`."""

    def __init__(self, clients: Clients, home: SlackHome) -> None:
        self._clients = clients
        self._home = home

    async def profile(self, address: Address) -> Profile | None:
        """What Slack says of this user; None when it does not know them or may not say."""
        try:
            client = await self._clients.of(address.tenant)
            said = await client.users_info(user=address.user, include_locale=True)
        except (SlackApiError, ClientError, TimeoutError) as exc:
            refused: DeliveryError = fault_of(exc).as_error()
        except Undeliverable as gone:
            refused = gone
        else:
            return self._read(said, address)
        if isinstance(refused, TryLater):
            raise refused
        log.warning("slack_profile_refused", address=address.id, why=str(refused))
        return None

    def _read(self, said: AsyncSlackResponse, address: Address) -> Profile | None:
        try:
            return profile_of(SlackUser.model_validate(said.get("user")), self._home)
        except ValidationError:
            log.warning("slack_profile_malformed", address=address.id)
            return None
