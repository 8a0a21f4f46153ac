"""Column types: plain words, moments in UTC, sealed text; none takes what it would store wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import DateTime, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_VERSION = b"\x01"
_KEY = 36
_NONCE = 12


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC in a form that sorts as it is."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone; give it in UTC")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Plain(TypeDecorator[str]):
    """Ids, names and platform words, open to be looked for.

    A lone surrogate, which no database keeps but any sender can send, is stored as its escape: so
    a made-up id is simply not found.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else value.encode("utf-8", "backslashreplace").decode()


@dataclass(frozen=True)
class Envelope:
    """Sealed bytes, with the id of the key that opens them."""

    key_id: str
    nonce: bytes
    sealed: bytes

    def stored(self) -> bytes:
        """As it stands in the column: version, key id, nonce, sealed bytes."""
        return _VERSION + self.key_id.encode("ascii") + self.nonce + self.sealed

    @classmethod
    def of(cls, stored: bytes) -> Self:
        """Read what `stored` wrote."""
        if stored[:1] != _VERSION or len(stored) < 1 + _KEY + _NONCE:
            raise ValueError("this is not sealed text")
        key, rest = stored[1 : 1 + _KEY], stored[1 + _KEY :]
        return cls(key.decode("ascii"), rest[:_NONCE], rest[_NONCE:])


class Sealed(TypeDecorator[Envelope]):
    """Text that is never stored in the open: nothing but an `Envelope` goes in or comes out."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Envelope):
            raise TypeError("seal text with the vault before it is stored")
        return value.stored()

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Envelope | None:
        return None if value is None else Envelope.of(value)
