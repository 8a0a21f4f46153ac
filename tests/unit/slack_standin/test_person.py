"""A person played at their Slack client sends what Slack sends, in its form and signed."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import SentMessage, SlackStandIn
from tests.standins.slack_client import SlackPerson
from tests.unit.slack_standin.reception import Reception

SECRET = "made-up-signing-secret"
SEND = {"type": "plain_text", "text": "Send & close"}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    """An actions block with an id."""
    return {"type": "actions", "block_id": "ask", "elements": list(elements)}


def option(value: str, label: str) -> dict[str, Any]:
    """An option of a menu."""
    return {"text": {"type": "plain_text", "text": label}, "value": value}


@pytest.fixture
def maya(slack: SlackStandIn, reception: Reception, http: aiohttp.ClientSession) -> SlackPerson:
    """Maya at her Slack client."""
    return SlackPerson(
        base_url=reception.url,
        signing_secret=SECRET,
        user_id="U0MAYA",
        team_id="T0HOME",
        standin=slack,
        http=http,
    )


async def opened(bot: AsyncWebClient, user: str = "U0MAYA") -> str:
    """The person's direct message, opened by the bot."""
    answer = await bot.conversations_open(users=[user])
    return str(answer["channel"]["id"])


async def posted(bot: AsyncWebClient, slack: SlackStandIn, *blocks: dict[str, Any]) -> SentMessage:
    """A message to Maya with these blocks, as it stands in her direct message."""
    await bot.chat_postMessage(channel=await opened(bot), text="A case", blocks=list(blocks))
    return slack.messages("U0MAYA")[-1]


async def test_a_persons_own_words_cannot_be_changed(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The bot may change its own messages only; but what a person writes opens the conversation."""
    await maya.say("complaint")
    event = reception.last["event"]
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await bot.chat_update(channel=event["channel"], ts=event["ts"], text="x")
    assert (await bot.chat_postMessage(channel=event["channel"], text="Welcome"))["ok"]


async def test_what_is_typed_arrives_signed_and_in_slacks_form(
    maya: SlackPerson, reception: Reception, slack: SlackStandIn
) -> None:
    """An event of a direct message, escaped and linked as Slack does, with a good signature."""
    assert await maya.say("1 < 2 & <@U9>, see https://x.example/a?b=1&c. 👍 to me@x.com") == 200
    headers, body = reception.got[-1]
    assert SignatureVerifier(SECRET).is_valid_request(body, headers)
    payload = reception.last
    event = payload["event"]
    assert event["text"] == (
        "1 &lt; 2 &amp; &lt;@U9&gt;, see <https://x.example/a?b=1&amp;c>. :+1: to "
        "<mailto:me@x.com|me@x.com>"
    )
    typed = event["blocks"][0]["elements"][0]["elements"]
    assert typed[0] == {"type": "text", "text": "1 < 2 & <@U9>, see "}
    assert typed[3] == {"type": "emoji", "name": "+1", "unicode": "1f44d"}
    assert (payload["type"], event["channel_type"]) == ("event_callback", "im")
    assert event["channel"] == slack.channel_of("U0MAYA")
    assert payload["authorizations"][0]["is_bot"] is True


async def test_an_event_is_delivered_again_as_it_was(
    maya: SlackPerson, reception: Reception
) -> None:
    """A retry carries the same body and says that it is one."""
    await maya.say("help")
    await maya.say("help", event_id=maya.last_event_id, retry=1)
    await maya.again(retry=2)
    first, second, third = reception.got
    assert first[1] == second[1] == third[1]
    assert "X-Slack-Retry-Num" not in first[0]
    assert (second[0]["X-Slack-Retry-Num"], third[0]["X-Slack-Retry-Num"]) == ("1", "2")


async def test_a_button_press_has_slacks_form(
    bot: AsyncWebClient, slack: SlackStandIn, maya: SlackPerson, reception: Reception
) -> None:
    """The payload names who, where and what, and comes back with plain text escaped."""
    send = {"type": "button", "text": SEND, "action_id": "send", "value": "c1"}
    message = await posted(bot, slack, actions(send))
    await maya.press(message, "Send & close")
    payload = reception.last
    assert payload["type"] == "block_actions"
    assert payload["user"] == {
        "id": "U0MAYA", "username": "u0maya", "name": "u0maya", "team_id": "T0HOME"
    }  # fmt: skip
    assert payload["container"] == {
        "type": "message", "message_ts": message.ts, "channel_id": message.channel,
        "is_ephemeral": False,
    }  # fmt: skip
    assert payload["channel"] == {"id": message.channel, "name": "directmessage"}
    (action,) = payload["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("send", "ask", "c1")
    assert action["text"]["text"] == "Send &amp; close"
    assert payload["message"]["ts"] == message.ts
    assert payload["state"] == {"values": {}}
    assert payload["response_url"].startswith("http://127.0.0.1:")
    await maya.press(message, "send", value="c2", trigger_id="1.2.3")
    assert reception.last["actions"][0]["value"] == "c2"
    assert reception.last["trigger_id"] == "1.2.3"
    with pytest.raises(LookupError, match="Send & close"):
        await maya.press(message, "Save")


async def test_picks_are_sent_and_kept_in_the_state(
    bot: AsyncWebClient, slack: SlackStandIn, maya: SlackPerson, reception: Reception
) -> None:
    """Options, dates and moments come as Slack sends them, and stay in the message's state."""
    message = await posted(
        bot,
        slack,
        actions(
            {"type": "static_select", "action_id": "ask", "options": [option("r", "R & D")]},
            {"type": "checkboxes", "action_id": "ticks",
             "options": [option("x", "X"), option("y", "Y")],
             "initial_options": [option("x", "X")]},
            {"type": "datepicker", "action_id": "day"},
            {"type": "datetimepicker", "action_id": "at"},
        ),
    )  # fmt: skip
    await maya.choose(message, "R & D")
    picked = reception.last["actions"][0]["selected_option"]
    assert (picked["value"], picked["text"]["text"]) == ("r", "R &amp; D")
    await maya.choose(message, "Y")
    await maya.pick_date(message, "2026-11-23")
    await maya.pick_date(message, "2026-11-23T09:00")
    assert reception.last["state"]["values"]["ask"] == {
        "ask": {"type": "static_select", "selected_option": picked},
        "ticks": {"type": "checkboxes",
                  "selected_options": [option("x", "X"), option("y", "Y")]},
        "day": {"type": "datepicker", "selected_date": "2026-11-23"},
        "at": {"type": "datetimepicker", "selected_date_time": 1_795_395_600},
    }  # fmt: skip


async def test_a_second_click_takes_a_tick_away(
    bot: AsyncWebClient, slack: SlackStandIn, maya: SlackPerson, reception: Reception
) -> None:
    """What was ticked, here or beforehand, is unticked by choosing it again."""
    ticks = [option("x", "X"), option("y", "Y")]
    message = await posted(
        bot,
        slack,
        actions({"type": "checkboxes", "action_id": "ticks", "options": ticks,
                 "initial_options": ticks[:1]}),
    )  # fmt: skip
    for label, left in (("X", []), ("Y", ticks[1:]), ("Y", [])):
        await maya.choose(message, label)
        assert reception.last["actions"][0]["selected_options"] == left


async def test_a_search_menu_asks_the_server(
    bot: AsyncWebClient, slack: SlackStandIn, maya: SlackPerson, reception: Reception
) -> None:
    """To choose in an external select, the client asks for options first."""
    message = await posted(bot, slack, actions({"type": "external_select", "action_id": "who"}))
    reception.reply = (200, {"options": [option("ben", "Ben Cruz")]})
    await maya.choose(message, "Ben Cruz")
    asked, chosen = (json.loads(parse_qs(body.decode())["payload"][0]) for _, body in reception.got)
    assert (asked["type"], asked["value"], asked["action_id"]) == (
        "block_suggestion", "Ben Cruz", "who",
    )  # fmt: skip
    assert chosen["actions"][0]["selected_option"] == option("ben", "Ben Cruz")


async def test_forged_and_stale_requests_can_be_made(
    maya: SlackPerson, reception: Reception
) -> None:
    """Signatures with another secret or an old time do not verify."""
    body = b'{"type":"event_callback"}'
    verifier = SignatureVerifier(SECRET)
    assert verifier.is_valid_request(body, maya.signed_headers(body))
    assert not verifier.is_valid_request(body, maya.signed_headers(body, secret="other"))
    old = int(time.time()) - 301
    assert not verifier.is_valid_request(body, maya.signed_headers(body, timestamp=old))
    reception.reply = (401, {"error": "no"})
    assert await maya.post(body, headers=maya.signed_headers(body, timestamp="soon")) == 401
    assert maya.body == '{"error": "no"}'


async def test_any_part_of_a_submission_can_be_made_up(
    bot: AsyncWebClient, slack: SlackStandIn, maya: SlackPerson, reception: Reception
) -> None:
    """What is submitted can be another view than was shown, signed all the same."""
    view = {"type": "modal", "title": SEND, "submit": SEND, "private_metadata": "mine", "blocks": [
        {"type": "divider"}]}  # fmt: skip
    await bot.views_open(trigger_id=slack.workspace.new_trigger("U0MAYA"), view=view)
    shown = maya.modal()
    forged = replace(shown, payload={**shown.payload, "private_metadata": "somebody else's"})
    await maya.submit(forged)
    assert reception.last["view"]["private_metadata"] == "somebody else's"
    headers, body = reception.got[-1]
    assert SignatureVerifier(SECRET).is_valid_request(body, headers)
    made_up = {"type": "view_closed", "view": {"id": "V9"}}
    await maya.interact(made_up)
    assert reception.last == made_up


async def test_slacks_own_framework_understands_the_person(
    bot: AsyncWebClient, slack: SlackStandIn, maya: SlackPerson, reception: Reception
) -> None:
    """Bolt verifies the requests and dispatches them to the listeners they are for."""
    heard: list[str] = []
    app = AsyncApp(client=bot, signing_secret=SECRET, process_before_response=True)

    @app.event("message")
    async def on_message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    @app.action("send")
    async def on_send(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append(body["user"]["id"])

    await maya.say("complaint")
    button = {"type": "button", "text": SEND, "action_id": "send", "value": "c1"}
    await maya.press(await posted(bot, slack, actions(button)), "send")
    for headers, body in reception.got:
        request = AsyncBoltRequest(body=body.decode(), headers=dict(headers))
        assert (await app.async_dispatch(request)).status == 200
    assert heard == ["complaint", "U0MAYA"]


async def test_very_long_text_is_typed_whole(maya: SlackPerson, reception: Reception) -> None:
    """A hundred thousand characters arrive, quickly, as they were typed."""
    start = time.monotonic()
    for typed in ("a" * 100_000, "a." * 50_000, "\u200f\u05d0\u200b" * 30_000):
        await maya.say(typed)
        assert reception.last["event"]["text"] == typed
    assert time.monotonic() - start < 2
