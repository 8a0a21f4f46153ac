"""Activities as Bot Service sends them, as far as they are used, checked before anything else.

Source: github.com/microsoft/botframework-sdk, specs/botframework-activity.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.teams.connect import CHANNEL

PERSONAL = "personal"


class Malformed(Exception):
    """No activity; the text is for the log and holds nothing of it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Account(_Part):
    """Somebody in a conversation: a person, or us."""

    id: str = Field("", max_length=500)
    object_id: str | None = Field(None, alias="aadObjectId", max_length=100)


class Conversation(_Part):
    """Where it was said."""

    id: str = Field(min_length=1, max_length=1000)
    kind: str | None = Field(None, alias="conversationType", max_length=100)
    tenant: str | None = Field(None, alias="tenantId", max_length=100)


class Tenant(_Part):
    """A Microsoft 365 organisation."""

    id: str = Field("", max_length=100)


class ChannelData(_Part):
    """What Teams says besides."""

    tenant: Tenant | None = None


class Entity(_Part):
    """Something that the text holds; of interest are mentions."""

    type: str = ""
    text: str | None = None
    mentioned: Account | None = None


class Activity(_Part):
    """One thing that happened, in the eyes of Bot Service."""

    type: str = Field(min_length=1, max_length=100)
    id: str = Field("", max_length=500)
    name: str | None = Field(None, max_length=200)  # of an invoke
    action: str | None = Field(None, max_length=100)  # of an installation
    channel: str = Field(alias="channelId", max_length=100)
    service_url: str = Field(alias="serviceUrl", max_length=1000)
    sender: Account = Field(alias="from")
    recipient: Account = Account()
    conversation: Conversation
    channel_data: ChannelData | None = Field(None, alias="channelData")
    text: str | None = None
    entities: list[Entity] | None = None
    value: Any = None

    @property
    def is_personal(self) -> bool:
        """True in the one place where a case may be spoken of."""
        return self.conversation.kind == PERSONAL

    @property
    def tenant(self) -> str:
        """The tenant it comes from, as Teams vouches for it."""
        named = (
            self.channel_data.tenant.id if self.channel_data and self.channel_data.tenant else ""
        )
        return (named or self.conversation.tenant or "").lower()

    @property
    def words(self) -> str:
        """What was typed, without the mention of us: as its entity has it, and nothing else."""
        said = self.text or ""
        for entity in self.entities or ():
            ours = entity.mentioned and entity.mentioned.id == self.recipient.id
            if entity.type == "mention" and ours and entity.text:
                said = said.replace(entity.text, "", 1)
        return said.strip()


def parse(raw: bytes) -> tuple[Activity, dict[str, Any]]:
    """The activity, and the whole of what was sent. Raises `Malformed`."""
    try:
        body = json.loads(raw)
        activity = Activity.model_validate(body)
    except (ValidationError, RecursionError, ValueError) as exc:
        raise Malformed(type(exc).__name__) from exc
    if activity.channel != CHANNEL:
        raise Malformed("channel")
    return activity, body
