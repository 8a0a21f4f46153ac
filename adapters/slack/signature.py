"""Was this request signed by Slack, and just now?

Slack's recipe: HMAC-SHA256 over `v0:<timestamp>:<raw body>` with the app's signing secret, at most
five minutes old (docs.slack.dev/authentication/verifying-requests-from-slack). It is checked over
the bytes as they came, before anything reads them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime

TIMESTAMP_HEADER = "X-Slack-Request-Timestamp"
SIGNATURE_HEADER = "X-Slack-Signature"
FRESH_SECONDS = 300

_SECONDS = re.compile(r"[0-9]{1,12}")


def is_fresh(timestamp: str, now: datetime) -> bool:
    """True when the timestamp is a whole number of seconds, at most five minutes from `now`."""
    if not _SECONDS.fullmatch(timestamp):
        return False
    return abs(now.timestamp() - int(timestamp)) <= FRESH_SECONDS


def is_signed(raw: bytes, *, timestamp: str, signature: str, secret: str) -> bool:
    """True when the signature is Slack's for exactly these bytes at this time."""
    return hmac.compare_digest(
        sign(raw, timestamp=timestamp, secret=secret).encode(),
        signature.encode(errors="surrogateescape"),
    )


def sign(raw: bytes, *, timestamp: str, secret: str) -> str:
    """The signature that belongs to these bytes."""
    signed = b"v0:" + timestamp.encode(errors="surrogateescape") + b":" + raw
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
