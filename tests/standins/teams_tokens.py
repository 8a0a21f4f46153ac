"""How Bot Service proves itself: keys that change, and JSON web tokens signed with them."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
HOUR = 3600

Json = dict[str, Any]


@cache
def private_key(number: int) -> rsa.RSAPrivateKey:
    """The first, the second, … key: they take long to make, so all tests share them."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Signing:
    """The keys that are published, and whatever is signed with them, truly or falsely."""

    def __init__(self, app_id: str) -> None:
        self.app_id = app_id
        self.kid = "key-0"
        self.endorsements: list[str] | None = ["msteams", "webchat"]
        self.read = 0  # how often the keys were read
        self._number = 0

    def roll(self) -> None:
        """From now on another key is published, and signs."""
        self._number += 1
        self.kid = f"key-{self._number}"

    def key_set(self) -> Json:
        """What is published."""
        self.read += 1
        named = json.loads(RSAAlgorithm.to_jwk(private_key(self._number).public_key()))
        key = {**named, "kid": self.kid, "use": "sig", "x5t": self.kid}
        if self.endorsements is not None:
            key["endorsements"] = self.endorsements
        return {"keys": [key]}

    def token(self, *, service_url: str, kid: str = "", key: int = -1, **claims: Any) -> str:
        """A token; `claims` replace the true ones, and None leaves one out."""
        now = int(time.time())
        true = {
            "iss": ISSUER,
            "aud": self.app_id,
            "nbf": now - 60,
            "exp": now + HOUR,
            "serviceurl": service_url,
        }
        said = {name: each for name, each in {**true, **claims}.items() if each is not None}
        signer = private_key(self._number if key < 0 else key)
        return jwt.encode(said, signer, algorithm="RS256", headers={"kid": kid or self.kid})
