"""The token with which we speak to Bot Service: fetched once, renewed before it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession
from pydantic import BaseModel, ConfigDict, ValidationError

SCOPE = "https://api.botframework.com/.default"
EARLY = 300.0  # seconds before its end at which a token is renewed


class TokenRefused(Exception):
    """Microsoft gives us no token: its own code, such as invalid_client, and AADSTS number."""

    def __init__(self, code: str, number: str) -> None:
        super().__init__(f"{code} {number}".strip())
        self.code = code
        self.number = number


class TokenUnknown(Exception):
    """Nobody answered, or not in words that we know: it may be tried again."""


@dataclass
class Tokens:
    """Our app's own token.

    Args:
        http: The connections.
        url: Where the tenant gives tokens.
        app_id: Of our bot.
        password: Its secret.
        seconds: A clock that only ever goes forward.
    """

    http: ClientSession
    url: str
    app_id: str
    password: str = field(repr=False)
    seconds: Callable[[], float]
    _token: str = field(default="", repr=False)
    _renew_at: float = 0.0
    _fetching: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def token(self) -> str:
        """A token that is good now. Raises `TokenRefused` and `TokenUnknown`."""
        if not self._is_good():
            async with self._fetching:  # one call for everybody who waits
                if not self._is_good():
                    await self._fetch()
        return self._token

    def refused(self, token: str) -> None:
        """Bot Service did not take it: the next call fetches another."""
        if token == self._token:
            self._token = ""

    def _is_good(self) -> bool:
        return bool(self._token) and self.seconds() < self._renew_at

    async def _fetch(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.app_id,
            "client_secret": self.password,
            "scope": SCOPE,
        }
        asked_at = self.seconds()
        try:
            async with self.http.post(self.url, data=form) as answer:
                status, raw = answer.status, await answer.read()
        except (ClientError, TimeoutError) as exc:
            raise TokenUnknown(type(exc).__name__) from exc
        try:
            if status != 200:
                raise _refusal(status, raw)
            given = _Given.model_validate_json(raw)
        except ValidationError as exc:
            raise TokenUnknown(f"HTTP {status}") from exc
        self._token = given.access_token
        self._renew_at = asked_at + max(given.expires_in - EARLY, given.expires_in / 2)


class _Given(BaseModel):
    model_config = ConfigDict(extra="ignore")

    access_token: str
    expires_in: float


class _Refused(BaseModel):
    model_config = ConfigDict(extra="ignore")

    error: str
    error_codes: tuple[int, ...] = ()


def _refusal(status: int, raw: bytes) -> TokenRefused | TokenUnknown:
    said = _Refused.model_validate_json(raw)
    if status == 429 or status >= 500:
        return TokenUnknown(f"HTTP {status}")
    return TokenRefused(said.error, " ".join(f"AADSTS{number}" for number in said.error_codes))
