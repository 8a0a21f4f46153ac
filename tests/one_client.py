"""One Slack client for every workspace, as with a bot token and nothing installed."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient


class OneClient:
    """Implements `adapters.slack.workspaces.Clients`, and keeps what was refused."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.refusals: list[tuple[str, str]] = []
        self._client = client

    async def of(self, tenant: str) -> AsyncWebClient:
        """The same for all."""
        return self._client

    async def refused(self, tenant: str, code: str, *, token: str) -> None:
        """Keep it."""
        self.refusals.append((tenant, code))
