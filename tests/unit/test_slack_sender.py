"""A post becomes one direct message, or a clear word to delivery about why not."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.connect import web_api
from adapters.slack.sender import SlackSurface
from bot.dialogue.content import Answered, Button, Card, Content, Page, Paragraph, Question, Quote
from bot.dialogue.fields import Choice, Option
from bot.dialogue.posts import Post
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.lanes import Address
from tests.one_client import OneClient
from tests.standins.slack_api import SlackStandIn, buttons, plain

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CARD = Card("EH-2026-0042: there is news", "News", (Quote("<!channel> it is private", by="Kim"),))
PAGE = Page(
    session="0199c0de-session",
    revision=1,
    flow="complaint",
    flow_title="Client complaint",
    step="ask",
    title="What they ask for",
    notice="Client complaint: a question for you",
    questions=(
        Question(
            Choice(id="ask", label="Which?", options=()),
            (Option("coach", "Coach", "Help them do better"), Option("other", "Other")),
        ),
    ),
)


def post(content: Content = CARD, *, user: str = "U0MAYA", key: str = "opened:p1") -> Post:
    """A post to somebody on Slack."""
    address = Address("a1", "maya", "slack", "", user)
    return Post("post-1", address, 1, key, content, NOW, NOW)


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack with two people."""
    async with SlackStandIn() as standin:
        standin.add_user("U0MAYA")
        standin.add_user("U0KIM", team_id="T0THEIRS")
        yield standin


@pytest.fixture
async def surface(slack: SlackStandIn) -> AsyncIterator[SlackSurface]:
    """The surface, connected."""
    async with web_api(token=slack.token, api_url=slack.url) as client:
        yield SlackSurface(OneClient(client))


def called(slack: SlackStandIn) -> list[str]:
    """The methods that were called, in order."""
    return [method for method, _ in slack.calls]


async def test_a_post_is_a_direct_message(slack: SlackStandIn, surface: SlackSurface) -> None:
    """The person gets it in their own conversation, with the post's key behind it."""
    message_id = await surface.send(post(), replaced="")
    (sent,) = slack.messages("U0MAYA")
    assert message_id == f"{sent.channel}:{sent.ts}"
    assert sent.text == "EH-2026-0042: there is news"
    assert plain(sent) == "News\nKim wrote:\n<!channel> it is private"
    assert sent.metadata == {"event_type": "evenhand_post", "event_payload": {"key": "opened:p1"}}
    assert not slack.messages("U0KIM")


async def test_the_conversation_is_opened_once(slack: SlackStandIn, surface: SlackSurface) -> None:
    """A second post to the same person goes straight to the conversation that is known."""
    await surface.send(post(), replaced="")
    await surface.send(post(key="second"), replaced="")
    await surface.send(post(user="U0KIM"), replaced="")
    assert called(slack).count("conversations.open") == 2
    assert len(slack.messages("U0MAYA")) == 2


async def test_a_conversation_that_is_gone_is_opened_anew(
    slack: SlackStandIn, surface: SlackSurface
) -> None:
    """What is remembered may be out of date: then it is asked for again, once."""
    await surface.send(post(), replaced="")
    slack.refuse("chat.postMessage", "channel_not_found")
    await surface.send(post(key="second"), replaced="")
    assert called(slack).count("conversations.open") == 2
    assert len(slack.messages("U0MAYA")) == 2


async def test_a_post_takes_the_place_of_an_earlier_one(
    slack: SlackStandIn, surface: SlackSurface
) -> None:
    """An answered page becomes its answer, in place, and nothing is left to press."""
    first = await surface.send(post(PAGE), replaced="")
    answered = Answered("What they ask for", (("Which?", "Coach"),))
    assert await surface.send(post(answered, key="second"), replaced=first) == first
    (sent,) = slack.messages("U0MAYA")
    assert sent.edited
    assert plain(sent) == "✓ What they ask for\nWhich?\nCoach"
    assert buttons(sent) == []


@pytest.mark.parametrize(
    "code", ["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"]
)
async def test_what_cannot_be_replaced_is_said_anew(
    slack: SlackStandIn, surface: SlackSurface, code: str
) -> None:
    """When the earlier message is out of reach, the new one is not lost."""
    first = await surface.send(post(), replaced="")
    slack.refuse("chat.update", code)
    second = await surface.send(post(key="second"), replaced=first)
    assert second != first
    assert len(slack.messages("U0MAYA")) == 2


@pytest.mark.parametrize("gone", ["message_not_found", "edit_window_closed", ""])
async def test_a_quiet_post_is_never_a_message_of_its_own(
    slack: SlackStandIn, surface: SlackSurface, gone: str
) -> None:
    """Nobody wants an old card to come up anew, without its buttons."""
    first = await surface.send(post(), replaced="")
    quiet = replace(post(key="renewed:post-1"), quiet=True)
    assert await surface.send(quiet, replaced=first) == first
    if gone:
        slack.refuse("chat.update", gone)
    with pytest.raises(Undeliverable, match="is gone"):
        await surface.send(quiet, replaced=first if gone else "nonsense")
    assert len(slack.messages("U0MAYA")) == 1


@pytest.mark.parametrize("replaced", ["nonsense", ":", "D1:", ":1.2"])
async def test_an_id_that_is_not_ours_replaces_nothing(
    slack: SlackStandIn, surface: SlackSurface, replaced: str
) -> None:
    """An id of another form belongs to no message of ours."""
    await surface.send(post(), replaced=replaced)
    assert "chat.update" not in called(slack)
    assert len(slack.messages("U0MAYA")) == 1


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage"])
async def test_slack_may_ask_for_time(
    slack: SlackStandIn, surface: SlackSurface, method: str
) -> None:
    """How long Slack asks to wait reaches delivery; nobody sleeps here, and nothing is sent."""
    slack.limit(method, retry_after=7)
    with pytest.raises(TryLater) as refused:
        await surface.send(post(), replaced="")
    assert refused.value.after == 7
    assert slack.messages("U0MAYA") == []
    assert called(slack).count(method) == 1


async def test_an_update_that_is_limited_is_not_said_anew(
    slack: SlackStandIn, surface: SlackSurface
) -> None:
    """Only a message that cannot be replaced is said again; one that may be later, waits."""
    first = await surface.send(post(), replaced="")
    slack.limit("chat.update", retry_after=3)
    with pytest.raises(TryLater):
        await surface.send(post(key="second"), replaced=first)
    assert len(slack.messages("U0MAYA")) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("done", [False, True])
async def test_a_broken_answer_is_tried_later_and_never_at_once(
    slack: SlackStandIn, surface: SlackSurface, status: int, done: bool
) -> None:
    """Nobody knows whether it was taken: within this call it is not sent a second time."""
    slack.fail("chat.postMessage", status=status, done=done)
    with pytest.raises(TryLater) as refused:
        await surface.send(post(), replaced="")
    assert refused.value.after is None
    assert called(slack).count("chat.postMessage") == 1


@pytest.mark.parametrize("code", ["internal_error", "service_unavailable", "something_new"])
async def test_a_trouble_of_slacks_own_is_tried_later(
    slack: SlackStandIn, surface: SlackSurface, code: str
) -> None:
    """A code that may pass, or that we do not know, is left to delivery's patience."""
    slack.refuse("chat.postMessage", code)
    with pytest.raises(TryLater, match=code):
        await surface.send(post(), replaced="")


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("conversations.open", "user_not_found"),
        ("conversations.open", "user_disabled"),
        ("chat.postMessage", "channel_not_found"),
        ("chat.postMessage", "is_archived"),
        ("chat.postMessage", "account_inactive"),
        ("chat.postMessage", "invalid_auth"),
        ("chat.postMessage", "token_revoked"),
    ],
)
async def test_an_address_that_is_gone_is_undeliverable(
    slack: SlackStandIn, surface: SlackSurface, method: str, code: str
) -> None:
    """Delivery is told Slack's code, so that somebody can put it right."""
    slack.refuse(method, code, times=2)
    with pytest.raises(Undeliverable, match=code):
        await surface.send(post(), replaced="")


async def test_somebody_whom_slack_does_not_know_is_undeliverable(surface: SlackSurface) -> None:
    """A wrong id in the organisation's file is found out at the first message."""
    with pytest.raises(Undeliverable, match="user_not_found"):
        await surface.send(post(user="U0NOBODY"), replaced="")


async def test_a_slack_that_is_not_there_is_tried_later() -> None:
    """No connection, and an answer that takes too long, are no reason to give up."""
    async with SlackStandIn() as standin:
        url, token = standin.url, standin.token
    async with web_api(token=token, api_url=url) as client:
        with pytest.raises(TryLater):
            await SlackSurface(OneClient(client)).send(post(), replaced="")


async def test_a_slack_that_is_slow_is_tried_later(slack: SlackStandIn) -> None:
    """What takes longer than our patience may have been taken: delivery decides."""
    slack.slow("chat.postMessage", 0.5)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.1)) as session:
        client = AsyncWebClient(slack.token, base_url=slack.url, session=session, retry_handlers=[])
        with pytest.raises(TryLater):
            await SlackSurface(OneClient(client)).send(post(), replaced="")
    slack.slow("chat.postMessage", 0)


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
@pytest.mark.parametrize("content", [CARD, PAGE])
async def test_a_refused_form_is_said_plainly(
    slack: SlackStandIn, surface: SlackSurface, code: str, content: Content
) -> None:
    """If Slack should refuse our blocks, the words still arrive, and can be answered in words."""
    slack.refuse("chat.postMessage", code)
    await surface.send(post(content), replaced="")
    (sent,) = slack.messages("U0MAYA")
    assert {block["type"] for block in sent.blocks} <= {"section", "context"}
    read = plain(sent)
    assert ("it is private" in read) == (content is CARD)
    assert ("1. Coach (Help them do better)\n2. Other" in read) == (content is PAGE)
    assert called(slack).count("chat.postMessage") == 2


async def test_a_form_that_is_refused_twice_is_undeliverable(
    slack: SlackStandIn, surface: SlackSurface
) -> None:
    """Then a person has to look: the code says what Slack did not like."""
    slack.refuse("chat.postMessage", "invalid_blocks", times=2)
    with pytest.raises(Undeliverable, match="invalid_blocks"):
        await surface.send(post(), replaced="")
    assert called(slack).count("chat.postMessage") == 2


async def test_nothing_of_a_message_reaches_a_log(
    slack: SlackStandIn, surface: SlackSurface, caplog: pytest.LogCaptureFixture
) -> None:
    """Not at the noisiest level, and not when it fails: slack_sdk would log whole requests."""
    caplog.set_level(logging.DEBUG)
    await surface.send(post(), replaced="")
    slack.refuse("chat.postMessage", "is_archived")
    with pytest.raises(Undeliverable) as refused:
        await surface.send(post(), replaced="")
    assert "private" not in caplog.text
    assert "private" not in str(refused.value)


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "application/json"])
async def test_an_answer_that_is_not_slacks_is_tried_later(kind: str) -> None:
    """A proxy's page in Slack's place, whatever it says, proves nothing."""

    async def proxy(_request: web.Request) -> web.Response:
        return web.Response(text="<p>Please sign in</p>", content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", proxy)
    async with TestServer(app) as server, web_api(token="x", api_url=_url(server)) as client:
        with pytest.raises(TryLater):
            await SlackSurface(OneClient(client)).send(post(), replaced="")


def _url(server: BaseTestServer) -> str:
    return str(server.make_url("/api/"))


async def test_what_is_long_is_sent_within_slacks_limits(
    slack: SlackStandIn, surface: SlackSurface
) -> None:
    """A hundred thousand characters in every text: one message, marked, with a way to read it."""
    long: dict[str, Any] = {"text": "слово " * 17_000}
    blocks = (Quote(**long), Paragraph(**long), Quote(**long))
    card = Card("news", "News", blocks, (Button("Done", "remind_done", "r1"),))
    await surface.send(post(card), replaced="")
    (sent,) = slack.messages("U0MAYA")
    assert [one["label"] for one in buttons(sent)] == ["Read all", "Done"]
    assert plain(sent).count("… (102,000 characters)") == 3
