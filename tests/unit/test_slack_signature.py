"""Only what Slack signed, just now, over exactly these bytes, is Slack's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.signature import is_fresh, is_signed, sign

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
SECRET = "made-up-signing-secret"


def test_the_signature_is_the_one_of_slacks_own_verifier() -> None:
    """Slack's SDK and we agree on what the signature of a body is."""
    body = '{"text": "héllo 🙂"}'
    theirs = SignatureVerifier(SECRET).generate_signature(timestamp=str(SECOND), body=body)
    assert sign(body.encode(), timestamp=str(SECOND), secret=SECRET) == theirs


@pytest.mark.parametrize(
    ("body", "timestamp", "secret"),
    [(b"other", "1", SECRET), (b"body", "2", SECRET), (b"body", "1", "another-secret")],
)
def test_another_body_time_or_secret_is_not_signed(
    body: bytes, timestamp: str, secret: str
) -> None:
    """A signature holds for one body at one time under one secret."""
    signature = sign(b"body", timestamp="1", secret=SECRET)
    assert is_signed(b"body", timestamp="1", signature=signature, secret=SECRET)
    assert not is_signed(body, timestamp=timestamp, signature=signature, secret=secret)


@pytest.mark.parametrize("signature", ["", "v0=", "nonsense", "é", "\udcff"])
def test_a_signature_of_any_form_is_compared_and_never_fails(signature: str) -> None:
    """A header that is no signature at all is simply not the right one."""
    assert not is_signed(b"body", timestamp="1", signature=signature, secret=SECRET)


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_either_way_are_fresh(seconds: int) -> None:
    """Clocks may differ, and requests may take their time, by five minutes."""
    assert is_fresh(str(SECOND + seconds), NOW)


@pytest.mark.parametrize(
    "timestamp",
    ["", "now", "1e9", " 1", "-5", "1.5", "٣", "9" * 50, str(SECOND - 301), str(SECOND + 301)],
)
def test_a_stale_or_odd_timestamp_is_not_fresh(timestamp: str) -> None:
    """What is older, newer or no whole number is refused, whatever it is."""
    assert not is_fresh(timestamp, NOW)
