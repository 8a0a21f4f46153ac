"""The `state` that comes back from Slack: signed, good for ten minutes, and of one browser.

Without it somebody could make another's browser finish an installation that they began
themselves (RFC 6749, section 10.12). The browser holds a secret in a cookie; the state holds its
digest.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Any

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from bot.ports import Clock

COOKIE = "evenhand_install"
SECONDS = 600

_SECRET = re.compile(r"[\w-]{43}", re.ASCII)


class _Signer(TimestampSigner):
    """Takes the time from a clock of ours."""

    def __init__(self, *args: Any, clock: Clock, **more: Any) -> None:
        super().__init__(*args, **more)
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())


class States:
    """Makes states and checks them.

    Args:
        key: What they are signed with.
        clock: The real time.
    """

    def __init__(self, key: str, clock: Clock) -> None:
        self._serializer = URLSafeTimedSerializer(
            key,
            salt="evenhand.slack.install",
            signer=_Signer,
            signer_kwargs={"clock": clock, "digest_method": hashlib.sha256},
        )

    def browser(self, cookie: str | None) -> str:
        """The browser's secret: the one that it has, so that two tabs do not upset each other."""
        return cookie if cookie and _SECRET.fullmatch(cookie) else secrets.token_urlsafe(32)

    def make(self, browser: str) -> str:
        """A state for this browser."""
        return str(self._serializer.dumps(_digest(browser)))

    def is_of(self, browser: str | None, state: str) -> bool:
        """True for a state of ours that is still good, in the browser that it was made for."""
        try:
            digest = self._serializer.loads(state, max_age=SECONDS)
        except BadSignature:
            return False
        return bool(browser) and hmac.compare_digest(str(digest), _digest(str(browser)))


def _digest(browser: str) -> str:
    return hashlib.sha256(browser.encode(errors="surrogateescape")).hexdigest()
