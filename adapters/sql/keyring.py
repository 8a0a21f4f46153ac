"""Envelope encryption: a data key per scope, each wrapped by a master key made from SECRET_KEY.

AES-256-GCM, for the data and for the keys: it authenticates what it hides and binds it to its
place, so that a sealed text moved to another row does not open; Fernet has no such binding, is
AES-128 and costs a third more room. Deleting a data key's row shreds all that was sealed with it.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass, field
from functools import lru_cache

import uuid_utils
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import Column, Connection, delete, insert, select

from adapters.sql.tables import TENANT, data_keys, master_keys
from adapters.sql.types import Envelope
from bot.domain.errors import ConfigurationError, NotReady, StoreFault

ORGANISATION = "organisation"
JOURNAL = "journal"  # chains the journals; outlives every case

_CHECK = b"evenhand"
_WRONG_KEY = (
    "SECRET_KEY is not the one that this database was made with, so nothing in it can be read. "
    "Set SECRET_KEY to the first one again (or DATABASE_URL to a new database)."
)


def case_scope(case_id: str) -> str:
    """The scope of all that was said in a case."""
    return f"case:{case_id}"


def person_scope(person_id: str) -> str:
    """The scope of what belongs to a person and to no case; strangers share the organisation's."""
    return f"person:{person_id}" if person_id else ORGANISATION


@dataclass(frozen=True)
class MasterKey:
    """Wraps data keys. Held in memory only; what is stored is its salt and a check."""

    key: bytes = field(repr=False)

    @classmethod
    def derive(cls, secret_key: str, salt: bytes) -> MasterKey:
        """The same key for the same SECRET_KEY and salt."""
        return cls(_stretched(secret_key, salt))

    def wrap(self, raw: bytes, *, place: str) -> bytes:
        nonce = os.urandom(12)
        return nonce + AESGCM(self.key).encrypt(nonce, raw, place.encode())

    def unwrap(self, wrapped: bytes, *, place: str) -> bytes:
        """Raises `NotReady` when it was wrapped by another master key."""
        try:
            return AESGCM(self.key).decrypt(wrapped[:12], wrapped[12:], place.encode())
        except InvalidTag as exc:
            raise NotReady(_WRONG_KEY) from exc


@lru_cache(maxsize=1)
def _stretched(secret_key: str, salt: bytes) -> bytes:
    """Slow on purpose (about 50 ms, once at the start): SECRET_KEY may be a mere phrase."""
    stretch = Scrypt(salt=salt, length=32, n=2**14, r=8, p=1)
    return stretch.derive(secret_key.encode("utf-8", "surrogatepass"))


def check_key(connection: Connection, secret_key: str) -> MasterKey:
    """The master key of this database; the first start with an empty database makes it.

    Raises `NotReady` when SECRET_KEY is not the one that the database was made with.
    """
    if not secret_key:
        raise ConfigurationError("SECRET_KEY is not set: set it to a long random text, and keep it")
    row = connection.execute(
        select(master_keys.c.salt, master_keys.c.proof).where(master_keys.c.tenant_id == TENANT)
    ).one_or_none()
    if row is None:
        salt = os.urandom(16)
        master = MasterKey.derive(secret_key, salt)
        proof = master.wrap(_CHECK, place="check")
        connection.execute(insert(master_keys).values(tenant_id=TENANT, salt=salt, proof=proof))
        return master
    master = MasterKey.derive(secret_key, row.salt)
    master.unwrap(row.proof, place="check")
    return master


class Vault:
    """Seals and opens text within one transaction.

    Unwrapped keys are remembered for that transaction and no longer: a key that was rolled back,
    or deleted meanwhile, is never used.
    """

    def __init__(self, connection: Connection, master: MasterKey, tenant: str = TENANT) -> None:
        self._connection = connection
        self._master = master
        self._tenant = tenant
        self._keys: dict[str, bytes] = {}  # by key id
        self._ids: dict[str, str] = {}  # key id by scope

    def seal(self, raw: bytes, *, scope: str, place: str) -> Envelope:
        """Hide `raw` under the scope's key; `place` (table and id) must be given to open it."""
        key_id, key = self._of_scope(scope)
        nonce = os.urandom(12)
        return Envelope(key_id, nonce, AESGCM(key).encrypt(nonce, raw, place.encode()))

    def open(self, envelope: Envelope, *, place: str) -> bytes | None:
        """What was sealed; None when its key was deleted and the content is gone for good."""
        if envelope.key_id not in self._keys and not self._load(data_keys.c.id, envelope.key_id):
            return None
        key = self._keys[envelope.key_id]
        try:
            return AESGCM(key).decrypt(envelope.nonce, envelope.sealed, place.encode())
        except InvalidTag as exc:
            raise StoreFault(f"the sealed text at {place} was changed or moved") from exc

    def sign(self, message: bytes, *, scope: str) -> bytes:
        """A keyed digest that nobody can make without the scope's key."""
        return hmac.digest(self._of_scope(scope)[1], message, "sha256")

    def shred(self, scope: str) -> None:
        """Delete the scope's key: what was sealed with it can never be read again."""
        self._connection.execute(
            delete(data_keys).where(
                data_keys.c.tenant_id == self._tenant, data_keys.c.scope == scope
            )
        )
        self._keys.pop(self._ids.pop(scope, ""), None)

    def _of_scope(self, scope: str) -> tuple[str, bytes]:
        if scope not in self._ids and not self._load(data_keys.c.scope, scope):
            self._make(scope)
        key_id = self._ids[scope]
        return key_id, self._keys[key_id]

    def _load(self, column: Column[str], value: str) -> bool:
        row = self._connection.execute(
            select(data_keys.c.id, data_keys.c.scope, data_keys.c.wrapped).where(
                data_keys.c.tenant_id == self._tenant, column == value
            )
        ).one_or_none()
        if row is None:
            return False
        self._ids[row.scope] = row.id
        self._keys[row.id] = self._master.unwrap(row.wrapped, place=f"{row.id}:{row.scope}")
        return True

    def _make(self, scope: str) -> None:
        key_id, key = str(uuid_utils.uuid7()), AESGCM.generate_key(256)
        self._connection.execute(
            insert(data_keys).values(
                tenant_id=self._tenant,
                id=key_id,
                scope=scope,
                wrapped=self._master.wrap(key, place=f"{key_id}:{scope}"),
            )
        )
        self._ids[scope], self._keys[key_id] = key_id, key
