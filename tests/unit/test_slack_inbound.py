"""Slack's path over real HTTP: what is Slack's is done, all else is refused and does nothing."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from structlog.testing import capture_logs

from adapters.slack.connect import SlackHome
from adapters.slack.inbound import MOST_BYTES, PATH, routes
from adapters.slack.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign
from bot.dialogue.inputs import Incoming, Press, Words
from tests.slack_forms import KeptConversations, answering

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
SECRET = "made-up-signing-secret"
HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT", bot_id="B0BOT")
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PRIVATE = "what Ben did is private"


class FixedClock:
    """It is always nine o'clock."""

    def now(self) -> datetime:
        """Nine o'clock."""
        return NOW


class Slack:
    """Sends requests as Slack does, or as somebody who is not Slack."""

    def __init__(self, server: BaseTestServer, http: aiohttp.ClientSession) -> None:
        self._url = server.make_url(PATH)
        self._http = http
        self.body = ""
        self.type = ""

    async def send(
        self,
        raw: bytes,
        *,
        content_type: str = JSON,
        secret: str = SECRET,
        timestamp: str | int = SECOND,
        headers: dict[str, str] | None = None,
    ) -> int:
        """Post these bytes, signed; gives the status."""
        signature = sign(raw, timestamp=str(timestamp), secret=secret)
        signed = {TIMESTAMP_HEADER: str(timestamp), SIGNATURE_HEADER: signature}
        given = {"Content-Type": content_type, **signed, **(headers or {})}
        async with self._http.post(self._url, data=BytesIO(raw), headers=given) as answer:
            self.body, self.type = await answer.text(), answer.content_type
            return answer.status

    async def send_json(self, payload: Any) -> int:
        """Post a payload as JSON."""
        return await self.send(json.dumps(payload).encode())


@pytest.fixture
def conversations() -> KeptConversations:
    """What is behind the path."""
    return KeptConversations()


@pytest.fixture
async def slack(conversations: KeptConversations) -> AsyncIterator[Slack]:
    """A server with Slack's path, and a hand to send with."""
    app = web.Application()
    app.add_routes(
        routes(
            signing_secret=SECRET,
            home=HOME,
            answering=answering(HOME, conversations),
            clock=FixedClock(),
        )
    )
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Slack(server, http)


def message(text: str = "help", *, event_id: str = "Ev1", **fields: Any) -> dict[str, Any]:
    """Somebody writes to us."""
    said = {"type": "message", "channel_type": "im", "user": "U0MAYA", "text": text, "ts": "1.2"}
    return {
        "type": "event_callback",
        "team_id": "T0HOME",
        "event_id": event_id,
        "event": {**said, **fields},
    }


def press(value: str = "tell:case-1", action_id: str = "press.0") -> bytes:
    """Somebody presses a button, as Slack's form."""
    payload = {
        "type": "block_actions",
        "trigger_id": "1.2.3",
        "user": {"id": "U0KIM", "team_id": "T0THEIRS"},
        "team": {"id": "T0HOME"},
        "message": {"blocks": [{"anything": 1}]},
        "state": None,
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


async def test_a_message_is_received_and_answered_empty(
    slack: Slack, conversations: KeptConversations
) -> None:
    """Words to us arrive whole and once; what is said in answer does not go out here."""
    assert await slack.send_json(message("case &lt;1&gt;")) == 200
    assert slack.body == ""
    assert conversations.received == [Incoming("slack", "", "U0MAYA", "Ev1", Words("case <1>"))]


async def test_a_press_is_received(slack: Slack, conversations: KeptConversations) -> None:
    """A button's press arrives under its own key, with the workspace of who pressed."""
    assert await slack.send(press(), content_type=FORM) == 200
    assert slack.body == ""
    done = Press("tell", "case-1")
    key = "1.2.3:press.0"
    pressed = Incoming("slack", "T0THEIRS", "U0KIM", key, done, in_form=True)
    assert conversations.received == [pressed]


async def test_very_long_words_arrive_whole(slack: Slack, conversations: KeptConversations) -> None:
    """A hundred thousand characters of any script are heard to the last."""
    text = "משהו🙂" * 20_000
    blocks = [{"type": "rich_text", "elements": [{"type": "text", "text": text}]}]
    assert await slack.send_json(message(text, blocks=blocks)) == 200
    assert conversations.received[0].input == Words(text)


async def test_a_redelivery_has_the_same_key(
    slack: Slack, conversations: KeptConversations
) -> None:
    """Slack's second try is told apart from a second message by the event's id alone."""
    raw = json.dumps(message()).encode()
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert await slack.send(raw) == await slack.send(raw, headers=retry) == 200
    assert [one.key for one in conversations.received] == ["Ev1", "Ev1"]


async def test_the_address_is_verified_by_its_challenge(slack: Slack) -> None:
    """Slack's question whether this address is ours is answered with its own challenge."""
    assert await slack.send_json({"type": "url_verification", "challenge": "abc"}) == 200
    assert json.loads(slack.body) == {"challenge": "abc"}
    assert slack.type == JSON


@pytest.mark.parametrize(
    "payload",
    [
        message(channel_type="channel"),
        message(user="U0BOT"),
        message(bot_id="B0BOT"),
        message(subtype="message_changed"),
        {**message(), "event": {"type": "app_mention", "user": "U0MAYA", "text": "<@U0BOT> case"}},
        {**message(), "event": {"type": "member_joined_channel", "user": "U0BOT"}},
        {**message(), "event": {"type": "user_change", "user": {"id": "U0MAYA"}}},
        {**message(), "event": {"type": "function_executed"}},
        {"type": "dialog_submission"},
        {"type": "something_new"},
    ],
)
async def test_what_is_not_for_us_is_acknowledged(
    slack: Slack, conversations: KeptConversations, payload: dict[str, Any]
) -> None:
    """Slack is never told 404: that would count as a failure, and at last turn events off."""
    assert await slack.send_json(payload) == 200
    assert slack.body == ""
    assert conversations.received == []


async def test_a_fault_of_ours_makes_slack_try_again(
    slack: Slack, conversations: KeptConversations
) -> None:
    """What could not be committed is not acknowledged, and no log quotes what was written."""
    conversations.fault = RuntimeError(PRIVATE)
    with capture_logs() as logs:
        assert await slack.send_json(message(PRIVATE)) == 500
        assert await slack.send(press(), content_type=FORM) == 500
    assert slack.body == ""
    failed = [one for one in logs if one["event"] == "slack_request_failed"]
    assert [(one["key"], one["error"]) for one in failed] == [
        ("Ev1", "RuntimeError"),
        ("1.2.3", "RuntimeError"),
    ]
    assert PRIVATE not in str(logs)


@pytest.mark.parametrize(
    "odd",
    [
        {"secret": "another-secret"},
        {"timestamp": SECOND - 301},
        {"timestamp": SECOND + 301},
        {"timestamp": "yesterday"},
        {"timestamp": "1e9"},
        {"timestamp": ""},
        {"headers": {SIGNATURE_HEADER: ""}},
        {"headers": {SIGNATURE_HEADER: "v0=" + "0" * 64}},
        {"headers": {SIGNATURE_HEADER: "v0=é"}},
        {"headers": {TIMESTAMP_HEADER: str(SECOND - 1)}},
    ],
)
async def test_what_slack_did_not_sign_just_now_is_refused(
    slack: Slack, conversations: KeptConversations, odd: dict[str, Any]
) -> None:
    """Forged, stale or replayed later: 401, and nothing happens."""
    assert await slack.send(json.dumps(message()).encode(), **odd) == 401
    assert slack.body == ""
    assert conversations.received == []


async def test_a_request_without_a_signature_is_refused(slack: Slack) -> None:
    """Somebody who only knows the address gets nothing from it."""
    async with slack._http.post(slack._url, json=message()) as answer:
        assert answer.status == 401


async def test_a_body_changed_on_its_way_is_refused(
    slack: Slack, conversations: KeptConversations
) -> None:
    """A signature of one body does not carry another."""
    signature = sign(json.dumps(message()).encode(), timestamp=str(SECOND), secret=SECRET)
    raw = json.dumps(message(user="U0NOOR")).encode()
    assert await slack.send(raw, headers={SIGNATURE_HEADER: signature}) == 401
    assert conversations.received == []


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b"[" * 50_000, JSON),
        (b"\xff", JSON),
        (b"{}", "text/plain"),
        (b"{}", "not a content type"),
        (b"{}", 'application/json; charset="nonsense"'),
        (b"payload=%7Bnot+json", FORM),
        (b"payload=%ff", FORM),
        (b"token=x", FORM),
        (json.dumps(message(user=["U0MAYA"])).encode(), JSON),
        (json.dumps({**message(), "event": "message"}).encode(), JSON),
        (b"payload=%7B%22type%22%3A%22block_actions%22%7D", FORM),
    ],
)
async def test_what_is_signed_but_malformed_is_a_bad_request(
    slack: Slack, conversations: KeptConversations, raw: bytes, content_type: str
) -> None:
    """A body of another shape than Slack's: 400, and nothing happens."""
    assert await slack.send(raw, content_type=content_type) == 400
    assert conversations.received == []


@pytest.mark.parametrize("secret", [SECRET, "another-secret"])
async def test_a_huge_body_is_refused_unread(
    slack: Slack, conversations: KeptConversations, secret: str
) -> None:
    """More than the limit is not read, whoever sends it."""
    raw = json.dumps(message("x" * MOST_BYTES)).encode()
    assert await slack.send(raw, secret=secret) == 400
    assert conversations.received == []


async def test_a_huge_body_without_a_length_is_refused(slack: Slack) -> None:
    """A body that does not say how long it is, is read up to the limit and no further."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 65_536 + 2):
            yield b"x" * 65_536

    headers = {TIMESTAMP_HEADER: str(SECOND), SIGNATURE_HEADER: "v0=x", "Content-Type": JSON}
    async with slack._http.post(slack._url, data=endless(), headers=headers) as answer:
        assert answer.status == 400


async def test_nothing_that_was_written_reaches_a_log(
    slack: Slack, conversations: KeptConversations, caplog: pytest.LogCaptureFixture
) -> None:
    """Not at the noisiest level, and not for what is refused: logs hold ids alone."""
    caplog.set_level(logging.DEBUG)
    with capture_logs() as logs:
        await slack.send_json(message(PRIVATE))
        await slack.send_json(message(PRIVATE, channel_type="channel"))
        await slack.send_json({**message(PRIVATE), "event": PRIVATE})
        await slack.send_json(message(PRIVATE, user="x" * 1000))
        await slack.send(json.dumps(message(PRIVATE)).encode(), secret="another-secret")
    assert len(conversations.received) == 1
    assert PRIVATE not in caplog.text
    assert PRIVATE not in str(logs)


async def test_settings_of_the_environment_do_not_change_how_bolt_works(
    conversations: KeptConversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bolt reads Slack's settings from the environment by itself; none of them matters here."""
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "made-up")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-another")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "another-secret")
    app = web.Application()
    app.add_routes(
        routes(
            signing_secret=SECRET,
            home=HOME,
            answering=answering(HOME, conversations),
            clock=FixedClock(),
        )
    )
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        assert await Slack(server, http).send_json(message()) == 200
    assert len(conversations.received) == 1
