"""What a refusal of Bot Connector means for the message that was to be sent.

Codes: learn.microsoft.com, "Send proactive messages" and "Optimize your bot with rate limiting".
"""

from __future__ import annotations

import json
import traceback

import structlog
from aiohttp import ClientResponse

from bot.domain.errors import DeliveryError, TryLater, Undeliverable

log = structlog.get_logger()


class Refused(Exception):
    """A call failed. Never holds what was to be sent.

    Args:
        status: HTTP's; 0 when there was no answer, so that nobody knows whether it was taken.
        code: Bot Connector's own word, "" when it had none.
        after: Seconds to wait, when it said so.
        reason: What there is to say without an answer.
    """

    def __init__(
        self, status: int, code: str = "", *, after: float | None = None, reason: str = ""
    ) -> None:
        super().__init__(reason or f"HTTP {status} {code}".strip())
        self.status = status
        self.code = code
        self.after = after

    @property
    def of_replacing(self) -> bool:
        """True when the message to replace is out of reach; nothing was written then."""
        return self.status in (404, 405)

    @property
    def of_place(self) -> bool:
        """True when the conversation is closed to us: blocked, removed, or gone."""
        return self.status in (403, 404)

    def as_error(self) -> DeliveryError:
        """What delivery is told. Whatever leaves the outcome open is tried again later only."""
        if self.of_place or self.status in (400, 405, 413, 415):
            return Undeliverable(str(self))
        return TryLater(str(self), after=self.after if self.status == 429 else None)


async def refusal(answer: ClientResponse) -> Refused:
    """Read what went wrong."""
    try:
        said = json.loads(await answer.read())
        code = said["error"]["code"]
    except (ValueError, LookupError, TypeError):
        code = ""
    known = code if isinstance(code, str) and code.isascii() and code.isalnum() else ""
    return Refused(answer.status, known[:60], after=_seconds(answer.headers.get("Retry-After")))


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isascii() and header.isdigit() else None


def logged(error: Exception, *, kind: str) -> None:
    """Note a fault of ours while taking a request: where it is, and nothing of what was sent."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename}:{last.lineno}"  # the message itself might quote what was written
    log.error("teams_request_failed", kind=kind, error=type(error).__name__, where=where)
