"""The keys with which Bot Service signs what it sends, and for which channels each may speak.

They change without notice: an unknown key makes us look again. Source: learn.microsoft.com,
"Authenticate requests from the Bot Connector service".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
import structlog
from aiohttp import ClientError, ClientSession
from pydantic import BaseModel, ConfigDict, Field, ValidationError

LOOK_AGAIN = 60.0  # seconds, at the earliest, after a look that found no such key
AFTER_A_FAULT = 5.0  # seconds, at the earliest, after a look that failed
GOOD_FOR = 24 * 3600.0  # seconds; Microsoft asks for a look every day

log = structlog.get_logger()


class NoKeys(Exception):
    """Nobody can tell now whether a signature is true: the sender may try again."""


@dataclass(frozen=True)
class Key:
    """One key, and the channels whose traffic it may sign."""

    public: Any
    endorsements: frozenset[str]


@dataclass
class Keys:
    """What is known of the keys.

    Args:
        http: The connections.
        metadata: Address of the OpenID metadata.
        seconds: A clock that only ever goes forward.
    """

    http: ClientSession
    metadata: str
    seconds: Callable[[], float]
    _keys: Mapping[str, Key] = field(default_factory=dict)
    _read_at: float | None = None
    _not_before: float | None = None  # when an unknown key may make us look again
    _failed: bool = False
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def key(self, kid: str) -> Key | None:
        """The key of this id; None when there is none. Raises `NoKeys`."""
        if self._is_to_look(kid):
            async with self._looking:  # one look for everybody who waits
                if self._is_to_look(kid):
                    await self._look(kid)
        found = self._keys.get(kid)
        if found is None and self._failed:
            raise NoKeys("the keys of Bot Service cannot be read")
        return found

    def _is_to_look(self, kid: str) -> bool:
        now = self.seconds()
        if self._not_before is not None and now < self._not_before:
            return False
        old = self._read_at is not None and now - self._read_at >= GOOD_FOR
        return kid not in self._keys or old

    async def _look(self, kid: str) -> None:
        """Read them; a look in vain is not repeated at once, whoever asks for whatever."""
        now = self.seconds()
        try:
            metadata = _Metadata.model_validate(await self._json(self.metadata))
            found = _KeySet.model_validate(await self._json(metadata.jwks_uri))
        except (ClientError, TimeoutError, ValueError) as exc:
            self._failed = True  # what was known stays good
            self._not_before = now + AFTER_A_FAULT
            log.warning("teams_keys_not_read", error=type(exc).__name__)
            return
        self._failed = False
        self._read_at = now
        self._keys = {kid: key for kid, key in map(_key, found.keys) if key}
        self._not_before = None if kid in self._keys else now + LOOK_AGAIN
        log.info("teams_keys_read", keys=len(self._keys))

    async def _json(self, url: str) -> object:
        async with self.http.get(url, raise_for_status=True) as answer:
            said: object = await answer.json(content_type=None)
            return said


class _Metadata(BaseModel):
    model_config = ConfigDict(extra="ignore")

    jwks_uri: str


class _Named(BaseModel):
    model_config = ConfigDict(extra="allow")

    kid: str
    kty: str
    endorsements: tuple[str, ...] = ()


class _KeySet(BaseModel):
    model_config = ConfigDict(extra="ignore")

    keys: list[dict[str, Any]] = Field(max_length=1000)


def _key(given: Mapping[str, Any]) -> tuple[str, Key | None]:
    """A key that can sign with RS256; others are left out."""
    try:
        named = _Named.model_validate(given)
        public = jwt.PyJWK({**given}, algorithm="RS256").key
    except (ValidationError, jwt.PyJWTError, ValueError, TypeError):
        return "", None
    return named.kid, Key(public, frozenset(named.endorsements))
