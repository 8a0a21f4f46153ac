"""Slack as a surface: one post, one direct message."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass, replace

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import limits
from adapters.slack.connect import SURFACE
from adapters.slack.elements import Json
from adapters.slack.faults import Fault, fault_of
from adapters.slack.plain_form import render_plain
from adapters.slack.render import Message, render
from adapters.slack.workspaces import Clients
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.posts import Post
from bot.domain.errors import Undeliverable

CAPABILITIES = Capabilities(
    whole_pages=False,
    options=25,  # a menu takes 100, but with what each means they would fill the message
    text=limits.SECTION_TEXT // 2,  # in characters, each of which may count as two
    keeps_own_words=True,
    option_label=limits.OPTION_LABEL,
    button_label=limits.BUTTON_LABEL,
)
FORM = replace(CAPABILITIES, whole_pages=True, options=limits.OPTIONS)  # a modal

Channels = dict[tuple[str, str], str]  # direct messages by workspace and user

log = structlog.get_logger()


class SlackSurface:
    """Sends posts as direct messages.

    Within one call nothing is sent again after an answer that leaves open whether it was taken;
    what delivery sends again carries the same key in its metadata, so that a double can be told.
    """

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._channels: Channels = {}

    @property
    def name(self) -> str:
        """The surface's name in addresses."""
        return SURFACE

    @property
    def capabilities(self) -> Capabilities:
        """One question at a time; people's own words stay where they typed them."""
        return CAPABILITIES

    @property
    def form(self) -> Capabilities | None:
        """A modal: a whole step at once."""
        return FORM

    async def send(self, post: Post, *, replaced: str) -> str:
        """Post it, or put it in place of an earlier message; the id is `channel:ts`.

        Raises `TryLater` when Slack may take it later and `Undeliverable` when it never will.
        """
        client = await self._clients.of(post.address.tenant)
        sending = _Sending(client, self._channels, post)
        try:
            return await _said(sending, replaced=replaced)
        except _Failed as failed:
            code = failed.fault.code
            await self._clients.refused(post.address.tenant, code, token=client.token or "")
            raise failed.fault.as_error() from failed


async def _said(sending: _Sending, *, replaced: str) -> str:
    """Say it; should Slack refuse its form, then plainly."""
    post = sending.post
    try:
        return await sending.say(render(post.content, post_id=post.id), replaced=replaced)
    except _Failed as failed:
        if not failed.fault.of_form:
            raise
        log.warning("slack_form_refused", post=post.id, code=failed.fault.code)
    return await sending.say(render_plain(post.content, post_id=post.id), replaced=replaced)


@dataclass(frozen=True)
class _Sending:
    """One post on its way. Raises `_Failed`."""

    client: AsyncWebClient
    channels: Channels
    post: Post

    async def say(self, message: Message, *, replaced: str) -> str:
        channel, _, ts = replaced.partition(":")
        if channel and ts:
            try:
                return await self._update(message, channel=channel, ts=ts)
            except _Failed as failed:
                if not failed.fault.of_replacing:
                    raise
                log.info("slack_message_gone", post=self.post.id, code=failed.fault.code)
        if self.post.quiet:
            raise Undeliverable("the message that it would replace is gone")
        return await self._post(message)

    async def _post(self, message: Message) -> str:
        known = self.channels.get(self._person)
        try:
            return await self._post_to(known or await self._open(), message)
        except _Failed as failed:
            if known is None or failed.fault.code != "channel_not_found":
                raise
        # The conversation that we remembered is gone, so nothing was posted: open it anew.
        del self.channels[self._person]
        return await self._post_to(await self._open(), message)

    @property
    def _person(self) -> tuple[str, str]:
        return self.post.address.tenant, self.post.address.user

    async def _open(self) -> str:
        opened = await _answer(self.client.conversations_open(users=self.post.address.user))
        channel = opened.get("channel")
        if not isinstance(channel, dict) or not isinstance(channel.get("id"), str):
            raise _Failed(Fault("conversations.open named no channel"))
        self.channels[self._person] = channel["id"]
        return self.channels[self._person]

    async def _post_to(self, channel: str, message: Message) -> str:
        call = self.client.chat_postMessage(
            channel=channel,
            text=message.text,
            blocks=message.blocks,
            metadata=_metadata(self.post),
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        return _message_id(await _answer(call))

    async def _update(self, message: Message, *, channel: str, ts: str) -> str:
        call = self.client.chat_update(
            channel=channel,
            ts=ts,
            text=message.text,
            blocks=message.blocks,
            metadata=_metadata(self.post),
        )
        return _message_id(await _answer(call))


class _Failed(Exception):
    """A call failed; its fault says how."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


async def _answer(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    try:
        return await call
    except (SlackApiError, ClientError, TimeoutError) as exc:
        raise _Failed(fault_of(exc)) from exc
    except AttributeError as exc:  # slack_sdk, on a 200 that is text: some proxy's, not Slack's
        raise _Failed(Fault("the answer was not Slack's")) from exc


def _metadata(post: Post) -> Json:
    return {"event_type": "evenhand_post", "event_payload": {"key": post.key}}


def _message_id(answer: AsyncSlackResponse) -> str:
    return f"{answer['channel']}:{answer['ts']}"
