"""OAuth with Slack: a code becomes an installation, and an old token a new one.

docs.slack.dev/authentication/installing-with-oauth, …/using-token-rotation,
…/enterprise/developing-for-enterprise-orgs.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.connect import SURFACE, speaking
from adapters.slack.faults import Fault, fault_of
from bot.domain.installations import Installation
from bot.ports import Clock


class Refused(Exception):
    """Slack did not give what was asked; `fault` says why, and holds no secret."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


@dataclass(frozen=True)
class OAuth:
    """What the app does in its own name. Raises `Refused`."""

    client: AsyncWebClient
    client_id: str
    client_secret: str = field(repr=False)
    clock: Clock  # the real time

    async def exchange(self, code: str, *, redirect_uri: str) -> Installation:
        """What a person has just granted; who we are there is asked for as well."""
        said = await self._access({"code": code, "redirect_uri": redirect_uri})
        granted = self._granted(said)
        try:
            who = await answered(speaking(self.client, granted.token).auth_test())
        except Refused:
            with suppress(Refused):  # it is kept nowhere all the same
                await self.revoke(granted.token)
            raise
        return replace(granted, bot=str(who.get("bot_id") or ""))

    def _granted(self, said: AsyncSlackResponse) -> Installation:
        team, enterprise = said.get("team") or {}, said.get("enterprise") or {}
        whole = said.get("is_enterprise_install") is True
        tenant = enterprise.get("id") if whole else team.get("id")
        token, bot_user = said.get("access_token"), said.get("bot_user_id")
        if said.get("token_type") != "bot" or not (tenant and token and bot_user):
            raise Refused(Fault("the answer names no bot of ours", "no_bot"))
        named = enterprise if whole else team
        now = self.clock.now()
        lasts = said.get("expires_in")
        return Installation(
            surface=SURFACE,
            tenant=str(tenant),
            enterprise=str(enterprise.get("id") or ""),
            name=str(named.get("name") or tenant),
            bot_user=str(bot_user),
            bot="",
            scopes=frozenset(filter(None, str(said.get("scope") or "").split(","))),
            token=str(token),
            refresh_token=str(said.get("refresh_token") or ""),
            expires_at=now + timedelta(seconds=int(lasts)) if lasts else None,
            installed_at=now,
        )

    async def refresh(self, old: Installation) -> Installation:
        """The same installation with tokens that are good for longer."""
        said = await self._access(
            {"grant_type": "refresh_token", "refresh_token": old.refresh_token}
        )
        token, refresh, lasts = (
            said.get(name) for name in ("access_token", "refresh_token", "expires_in")
        )
        if not token or not refresh or not lasts:
            raise Refused(Fault("the answer holds no new tokens"))
        expires_at = self.clock.now() + timedelta(seconds=int(lasts))
        return replace(old, token=token, refresh_token=refresh, expires_at=expires_at)

    async def _access(self, form: Mapping[str, str]) -> AsyncSlackResponse:
        """Like slack_sdk's `oauth_v2_access`, which uses what aiohttp calls deprecated."""
        who = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        headers = {"Authorization": f"Basic {who}"}
        return await answered(
            self.client.api_call("oauth.v2.access", data=dict(form), headers=headers)
        )

    async def revoke(self, token: str) -> None:
        """Give a token back that is not kept."""
        await answered(speaking(self.client, token).auth_revoke())


async def answered(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """What Slack answers. Raises `Refused`."""
    try:
        return await call
    except (SlackApiError, ClientError, TimeoutError) as exc:
        raise Refused(fault_of(exc)) from None  # the request holds the secret
    except AttributeError:  # slack_sdk, on a 200 that is text: some proxy's, not Slack's
        raise Refused(Fault("the answer was not Slack's")) from None
