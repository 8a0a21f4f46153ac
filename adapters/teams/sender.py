"""Teams as a surface: one post, one message in somebody's personal chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import structlog
from botbuilder.schema import Activity, Attachment
from msrest.exceptions import ClientException

from adapters.teams import cards
from adapters.teams.capabilities import CAPABILITIES
from adapters.teams.connect import SURFACE
from adapters.teams.connectors import Connectors
from adapters.teams.faults import Refused
from adapters.teams.references import References
from adapters.teams.tokens import TokenRefused, TokenUnknown
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.posts import Post
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.references import Reference

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"

log = structlog.get_logger()


class TeamsSurface:
    """Sends posts as cards.

    Within one call nothing is sent again after an answer that leaves open whether it was taken;
    what delivery sends again carries the same key, so that a double can be told.
    """

    def __init__(self, connectors: Connectors, references: References) -> None:
        self._connectors = connectors
        self._references = references

    @property
    def name(self) -> str:
        """The surface's name in addresses."""
        return SURFACE

    @property
    def capabilities(self) -> Capabilities:
        """A whole step in one card; people's own words stay where they typed them."""
        return CAPABILITIES

    @property
    def form(self) -> Capabilities | None:
        """None: everything happens in the chat."""
        return None

    async def send(self, post: Post, *, replaced: str) -> str:
        """Say it, or put it in place of an earlier message; the id is the activity's.

        Raises `TryLater` when Teams may take it later and `Undeliverable` when it never will.
        """
        reference = await self._references.of(post.address)
        if reference is None:
            raise Undeliverable("the app is not with them on Teams")
        sending = _Sending(self._connectors.to(reference.service_url), reference, post)
        try:
            return await sending.say(replaced)
        except Refused as refused:
            if refused.of_place:
                await self._references.closed(reference)
            raise refused.as_error() from refused
        except (TokenRefused, TokenUnknown) as exc:
            raise TryLater(f"no token: {exc}") from exc
        except ClientException as exc:  # botbuilder could not read the answer
            raise TryLater(f"no answer: {type(exc).__name__}") from exc


@dataclass(frozen=True)
class _Sending:
    """One post on its way. Raises `Refused`; `Undeliverable` for a quiet one that has no place."""

    connector: Any
    reference: Reference
    post: Post

    async def say(self, replaced: str) -> str:
        activity = _activity(self.post, self.reference)
        talks, conversation = self.connector.conversations, self.reference.conversation
        if replaced:
            try:
                await talks.update_activity(conversation, replaced, activity)
            except Refused as refused:
                if not refused.of_replacing:
                    raise
                if self.post.quiet:
                    raise Undeliverable(str(refused)) from refused
                log.info("teams_message_gone", post=self.post.id, code=refused.code)
            else:
                return replaced
        sent = await talks.send_to_conversation(conversation, activity)
        return str(sent.id or "") if sent else ""


def _activity(post: Post, reference: Reference) -> Activity:
    made = cards.render(post.content, post_id=post.id)
    return Activity(
        type="message",
        from_property={"id": reference.bot},
        conversation={"id": reference.conversation},
        recipient={"id": reference.user},
        summary=made.summary,
        attachments=[Attachment(content_type=ADAPTIVE_CARD, content=made.card)],
        channel_data={"evenhand": {"key": post.key}},
    )
