"""Which workspaces belong to an Enterprise Grid in which the app is installed as a whole.

What somebody does there comes without the workspace in which it happened, so what Slack says of
the person's own workspace has to be known for one of the Grid's.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.connect import SlackHome, speaking
from adapters.slack.oauth import Refused, answered
from adapters.slack.payloads import EventCallback
from bot.domain.installations import Installation

MOST = 1000  # workspaces in one answer (docs.slack.dev/reference/methods/auth.teams.list)

log = structlog.get_logger()


async def ask(
    client: AsyncWebClient, installations: Iterable[Installation], *, home: SlackHome
) -> None:
    """Ask for the workspaces of each Grid; what Slack does not tell now is learnt from events."""
    if client.token and home.team_id == home.enterprise_id:
        await _list(client, home.enterprise_id, home.grids)
    for each in installations:
        if each.is_whole and each.token and not each.gone_at:
            await _list(speaking(client, each.token), each.enterprise, home.grids)


async def _list(client: AsyncWebClient, enterprise: str, grids: MutableMapping[str, str]) -> None:
    cursor = ""
    try:
        while True:
            said = await answered(client.auth_teams_list(limit=MOST, cursor=cursor or None))
            grids.update({str(team["id"]): enterprise for team in said.get("teams") or ()})
            cursor = str((said.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return
    except Refused as refused:
        log.warning("slack_grid_not_listed", team=enterprise, why=str(refused))


def learn(callback: EventCallback, home: SlackHome) -> None:
    """An event names the workspace through which it came, and that workspace's Grid."""
    team, enterprise = callback.context_team_id, callback.context_enterprise_id
    if team and enterprise and not callback.is_ext_shared_channel:
        home.grids[team] = enterprise
