"""Where Microsoft's services are: the keys it signs with, our own tokens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout

SURFACE = "teams"
CHANNEL = "msteams"  # Teams among the channels of Bot Service
SECONDS = 20  # for one call; delivery tries again later


@dataclass(frozen=True)
class Endpoints:
    """Addresses of the public cloud, or of a stand-in on this machine."""

    metadata: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    login: str = "https://login.microsoftonline.com"

    def token(self, tenant: str) -> str:
        """Where a tenant's apps get their tokens."""
        return f"{self.login}/{tenant}/oauth2/v2.0/token"


def endpoints(api_url: str) -> Endpoints:
    """Microsoft's own for "", else a stand-in's."""
    if not api_url:
        return Endpoints()
    return Endpoints(f"{api_url}/v1/.well-known/openidconfiguration", api_url)


@asynccontextmanager
async def session() -> AsyncIterator[ClientSession]:
    """One pool of connections for everything that is called. It never tries again by itself."""
    async with ClientSession(timeout=ClientTimeout(total=SECONDS)) as made:
        yield made


def is_loopback(host: str | None) -> bool:
    """True for a host that only this machine reaches."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def leads_here(url: str) -> bool:
    """True for an address on this machine; what cannot be read leads elsewhere."""
    try:
        return is_loopback(urlsplit(url).hostname)
    except ValueError:
        return False
