"""Which token speaks for us in which workspace, over one HTTP session for all.

The home workspace may be set by its bot token; every other, and a home without one, is what the
installation store holds. A workspace in which the app was never installed is spoken to from home,
as far as Slack Connect allows it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.connect import SURFACE, SlackHome, speaking
from adapters.slack.oauth import OAuth, Refused, answered
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.installations import Installation
from bot.ports import Clock, Database, Work

REFRESH_BEFORE = timedelta(hours=1)  # a token lives for twelve

# The app is not in the workspace any more, or its token is not taken: nothing mends that but
# installing it again.
REVOKED = frozenset({"account_inactive", "app_uninstalled", "invalid_auth", "token_revoked"})
# The same of a refresh token.
_NO_MORE = REVOKED | {"invalid_refresh_token", "invalid_grant", "token_expired"}

log = structlog.get_logger()


class Losses(Protocol):
    """Is told when the app is gone from somewhere."""

    async def lost(
        self, surface: str, tenant: str, *, because: str, cut_off: Collection[str]
    ) -> None:
        """Mark the installation gone, and tell HR whom that cuts off, once."""


class Clients(Protocol):
    """Who speaks for us where."""

    async def of(self, tenant: str) -> AsyncWebClient:
        """The client for people of this workspace ("" is home).

        Raises `Undeliverable` where the app is not any more, `TryLater` where its token cannot be
        had now.
        """

    async def refused(self, tenant: str, code: str, *, token: str) -> None:
        """Slack gave this answer to what was said there with this token.

        It may mean that the app is gone.
        """


class Workspaces:
    """Implements `Clients` on the installation store.

    Args:
        client: Makes the connections; its own token is home's, "" where home installs the app.
        home: The workspace that is ours.
        clock: The real time.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        home: SlackHome,
        database: Database,
        clock: Clock,
        oauth: OAuth | None,
        losses: Losses,
    ) -> None:
        self._client = client
        self._home = home
        self._database = database
        self._clock = clock
        self._oauth = oauth
        self._losses = losses
        self._refreshing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, tenant: str) -> AsyncWebClient:
        """The client for people of this workspace."""
        if not tenant and self._client.token:
            return self._client
        found = await self._serving(tenant)
        if found is None and tenant:
            return await self.of("")
        if found and found.gone_at:
            raise Undeliverable(f"the app is gone from there ({found.gone_because})")
        if found is None or not found.token:
            raise TryLater("the app is not installed in the home workspace yet")
        return speaking(self._client, (await self._fresh(found)).token)

    async def refused(self, tenant: str, code: str, *, token: str) -> None:
        """That we are not there any more is told on, unless another token was put in meanwhile."""
        found = await self._serving(tenant) if code in REVOKED else None
        ours = found is not None and token == (found.token or self._client.token)
        if found and ours and not found.gone_at:
            await self.lose(found, because=code)

    async def is_refused(self, installation: Installation) -> bool:
        """True when its token does not hold any more. Raises `Refused` when Slack does not say."""
        token = installation.token or self._client.token or ""
        try:
            await answered(speaking(self._client, token).auth_test())
        except Refused as refused:
            if refused.fault.code not in REVOKED:
                raise
            return True
        return False

    async def lose(self, gone: Installation, *, because: str) -> None:
        """The app is gone from there, as Slack says; HR is told of whom nothing else serves."""
        known = await self._database.read(_all)
        left = [each for each in known if each.tenant != gone.tenant and not each.gone_at]
        home = self._home.place(gone.tenant, gone.enterprise)
        tenants = {gone.tenant, gone.enterprise} - {""} if home else {""}
        cut_off = {tenant for tenant in tenants if self._serves(left, tenant) is None}
        await self._losses.lost(SURFACE, gone.tenant, because=because, cut_off=cut_off)

    async def _serving(self, tenant: str) -> Installation | None:
        return self._serves(await self._database.read(_all), tenant)

    def _serves(self, known: Sequence[Installation], tenant: str) -> Installation | None:
        grid = "" if tenant else self._home.grid
        return serving(known, tenant or self._home.team_id, grid)

    async def _fresh(self, installation: Installation) -> Installation:
        """The installation with a token that is good for a while."""
        if not self._is_stale(installation):
            return installation
        async with self._refreshing[installation.tenant]:
            now_kept = await self._database.read(
                lambda work: work.installations.get(SURFACE, installation.tenant)
            )
            if now_kept and not self._is_stale(now_kept):
                return now_kept  # somebody else was faster
            return await self._refreshed(installation)

    def _is_stale(self, installation: Installation) -> bool:
        soon = self._clock.now() + REFRESH_BEFORE
        return installation.expires_at is not None and installation.expires_at <= soon

    async def _refreshed(self, old: Installation) -> Installation:
        if self._oauth is None or not old.refresh_token:
            log.error("slack_token_expires", team=old.tenant)
            return old
        try:
            new = await self._oauth.refresh(old)
        except Refused as refused:
            return await self._not_refreshed(old, refused)
        log.info("slack_token_refreshed", team=old.tenant)
        return await self._database.write(lambda work: keep_newest(work, new))

    async def _not_refreshed(self, old: Installation, refused: Refused) -> Installation:
        log.warning("slack_token_not_refreshed", team=old.tenant, why=str(refused))
        if refused.fault.code in _NO_MORE:
            await self.lose(old, because=refused.fault.code)
            raise Undeliverable(f"the token cannot be refreshed ({refused})") from None
        if old.expires_at and old.expires_at > self._clock.now():
            return old  # good until then; the next message tries again
        raise TryLater(f"the token has expired ({refused})", after=refused.fault.after) from None


def _all(work: Work) -> Sequence[Installation]:
    return work.installations.all(SURFACE)


def serving(known: Collection[Installation], team: str, grid: str = "") -> Installation | None:
    """The installation that serves a workspace: its own, else that of its whole organisation.

    For an organisation (`team` is its id), one in any of its workspaces will do. One that is gone
    serves only to say so.
    """
    fits = [
        each
        for each in known
        if team in (each.tenant, each.enterprise) or (each.is_whole and each.tenant == grid)
    ]
    return min(fits, key=lambda each: (each.gone_at is not None, each.tenant != team), default=None)


def keep_newest(work: Work, new: Installation) -> Installation:
    """Keep refreshed tokens unless others are good for longer; returns what stands."""
    stands = work.installations.get(new.surface, new.tenant)
    if stands is None or new.expires_at is None:
        return new
    if stands.expires_at is None or stands.expires_at >= new.expires_at:
        return stands
    kept = replace(
        stands, token=new.token, refresh_token=new.refresh_token, expires_at=new.expires_at
    )
    work.installations.put(kept)
    return kept
