"""The app, installed in one workspace of a chat platform or in a whole organisation there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Installation:
    """What it takes to speak in one place; its tokens never show when it is printed."""

    surface: str  # "slack"
    tenant: str  # the platform's id of the workspace or, for a whole organisation, of that
    enterprise: str  # the organisation that the workspace belongs to; "" for none
    name: str  # what its people call it
    bot_user: str  # who we are there
    bot: str
    scopes: frozenset[str]
    token: str = field(repr=False)
    installed_at: datetime
    refresh_token: str = field(repr=False, default="")
    expires_at: datetime | None = None  # None: the token is good until it is revoked
    gone_at: datetime | None = None  # it was removed, or its token is not taken any more
    gone_because: str = ""  # the platform's own word for it

    @property
    def is_whole(self) -> bool:
        """True when it holds for every workspace of the organisation."""
        return self.tenant == self.enterprise
