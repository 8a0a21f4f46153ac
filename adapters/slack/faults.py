"""What a failed call to Slack's Web API means for the message that was to be sent.

Codes: docs.slack.dev/reference/methods/chat.postMessage, chat.update, conversations.open.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.domain.errors import DeliveryError, TryLater, Undeliverable

# The person or their conversation is gone, or we are.
_GONE = frozenset(
    {
        "account_inactive",
        "access_denied",
        "cannot_dm_bot",
        "channel_is_archived",
        "channel_not_found",
        "enterprise_is_restricted",
        "invalid_auth",
        "invalid_user_combination",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
# Our rendering is at fault: the same message in a plainer form may pass.
_REFUSED_FORM = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_must_be_sent_from_app",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
    }
)
# The message that was to be replaced cannot be: it is said anew.
_NOT_REPLACEABLE = frozenset(
    {
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "is_inactive",
        "message_not_found",
        "update_failed",
    }
)

log = structlog.get_logger()


@dataclass(frozen=True)
class Fault:
    """A call that failed: Slack's own code, or "" when there was no answer to read one from."""

    reason: str  # fit for a log
    code: str = ""
    after: float | None = None  # seconds, when Slack said how long to wait

    @property
    def of_form(self) -> bool:
        """True when the message's form was refused, so certainly nothing was posted."""
        return self.code in _REFUSED_FORM

    @property
    def of_replacing(self) -> bool:
        """True when the message to replace is out of reach."""
        return self.code in _NOT_REPLACEABLE

    def as_error(self) -> DeliveryError:
        """What delivery is told. A code that we do not know may pass: delivery tries so often."""
        if self.code in _GONE or self.of_form:
            return Undeliverable(self.reason)
        return TryLater(self.reason, after=self.after)


def fault_of(exc: SlackApiError | ClientError | TimeoutError) -> Fault:
    """Read what went wrong. Never holds what was to be sent."""
    if not isinstance(exc, SlackApiError):
        return Fault(f"no answer: {type(exc).__name__}")
    # The answer is slack_sdk's own, or aiohttp's when its body was not JSON.
    status = getattr(exc.response, "status_code", None) or getattr(exc.response, "status", 0)
    data = getattr(exc.response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    after = _seconds(exc.response.headers.get("Retry-After"))
    if status == 429:
        return Fault("rate limited", "ratelimited", after)
    return Fault(code or f"HTTP {status}", code, after)


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isdigit() else None


def logged(error: Exception, *, key: str | None) -> None:
    """Note a fault of ours while taking a request: where it is, and nothing of what was sent."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename}:{last.lineno}"  # the message itself might quote what was written
    log.error("slack_request_failed", key=key, error=type(error).__name__, where=where)
