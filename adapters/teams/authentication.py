"""Who sends us a request: Bot Service for our app, or nobody we listen to.

Source: learn.microsoft.com, "Authenticate requests from the Bot Connector service". Any fault of
a token is one refusal, and says no more to whoever sent it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from adapters.teams.connect import CHANNEL
from adapters.teams.keys import Key, Keys

ISSUER = "https://api.botframework.com"
SKEW = 300  # seconds by which the two clocks may differ
MOST = 16 * 1024  # characters of a header; a real one has about 2,000


class Unauthorised(Exception):
    """The request is not from Bot Service for us; the text is for the log."""


@dataclass(frozen=True)
class Proof:
    """A token that is true; what it vouches for is still to be compared."""

    claims: Mapping[str, Any]
    key: Key

    def covers(self, *, channel: str, service_url: str) -> None:
        """Raises `Unauthorised` unless the activity is one that it vouches for."""
        if channel != CHANNEL or channel not in self.key.endorsements:
            raise Unauthorised("channel")
        if _address(self.claims.get("serviceurl")) != _address(service_url):
            raise Unauthorised("serviceurl")


@dataclass(frozen=True)
class Authentication:
    """Checks the Authorization header of each request."""

    keys: Keys
    app_id: str

    async def proof(self, header: str) -> Proof:
        """What the header proves. Raises `Unauthorised`, and `NoKeys` when nobody can tell."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > MOST:
            raise Unauthorised("header")
        key = await self.keys.key(_key_id(token))
        if key is None:
            raise Unauthorised("key")
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self.app_id,
                issuer=ISSUER,
                leeway=SKEW,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as exc:
            raise Unauthorised(type(exc).__name__) from exc
        return Proof(claims, key)


def _key_id(token: str) -> str:
    try:
        kid = jwt.get_unverified_header(token).get("kid")
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as exc:
        raise Unauthorised(type(exc).__name__) from exc
    if not isinstance(kid, str) or not kid:
        raise Unauthorised("kid")
    return kid


def _address(url: object) -> str:
    """As it is compared; what is no text equals nothing."""
    if not isinstance(url, str) or not url:
        raise Unauthorised("serviceurl")
    return url.rstrip("/").casefold()
