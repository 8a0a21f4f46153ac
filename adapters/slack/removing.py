"""Slack tells that the app was removed somewhere, or that its token does not hold any more.

Both events come, in any order (docs.slack.dev/reference/events/app_uninstalled), perhaps late; and
an organisation may remove the app from one of its workspaces only. So Slack is asked whether our
token still holds before anything is written down.
"""

from __future__ import annotations

from adapters.slack.connect import SURFACE
from adapters.slack.payloads import EventCallback, Removal
from adapters.slack.workspaces import Workspaces
from bot.domain.installations import Installation
from bot.ports import Database, Work


class SlackRemovals:
    """Implements `adapters.slack.answering.Removals`."""

    def __init__(self, workspaces: Workspaces, database: Database) -> None:
        self._workspaces = workspaces
        self._database = database

    async def hear(self, callback: EventCallback) -> None:
        """Mark the installation gone if it is. Raises `Refused` when Slack cannot be asked."""
        event = callback.event
        if not isinstance(event, Removal):
            return
        if event.type == "tokens_revoked" and not (event.tokens and event.tokens.bot):
            return
        for installation in await self._candidates(callback):
            if not installation.gone_at and await self._workspaces.is_refused(installation):
                await self._workspaces.lose(installation, because=event.type)

    async def _candidates(self, callback: EventCallback) -> list[Installation]:
        """The workspace's own installation; without one, its organisation's."""
        team = callback.team_id or callback.context_team_id or ""
        grid = callback.enterprise_id or callback.context_enterprise_id or ""

        def find(work: Work) -> list[Installation]:
            found = (work.installations.get(SURFACE, tenant) for tenant in (team, grid) if tenant)
            return [each for each in found if each][:1]

        return await self._database.read(find)
