"""The stand-in Slack behaves and refuses as Slack does, seen through slack_sdk's own client."""

from __future__ import annotations

import json
import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import SentMessage, SlackStandIn, buttons, plain, read_mrkdwn

SEND = {"type": "plain_text", "text": "Send & close"}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    """An actions block with an id."""
    return {"type": "actions", "block_id": "ask", "elements": list(elements)}


def option(value: str, label: str) -> dict[str, Any]:
    """An option of a menu."""
    return {"text": {"type": "plain_text", "text": label}, "value": value}


async def opened(bot: AsyncWebClient, user: str = "U0MAYA") -> str:
    """The person's direct message, opened by the bot."""
    answer = await bot.conversations_open(users=[user])
    return str(answer["channel"]["id"])


async def posted(bot: AsyncWebClient, slack: SlackStandIn, *blocks: dict[str, Any]) -> SentMessage:
    """A message to Maya with these blocks, as it stands in her direct message."""
    await bot.chat_postMessage(channel=await opened(bot), text="A case", blocks=list(blocks))
    return slack.messages("U0MAYA")[-1]


async def refusal(bot: AsyncWebClient, method: str, /, **args: Any) -> str:
    """The code with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        await bot.api_call(method, json=args)
    return str(caught.value.response.get("error"))


# --- the Web API ------------------------------------------------------------------------------


async def test_a_message_is_posted_read_and_changed(
    bot: AsyncWebClient, slack: SlackStandIn
) -> None:
    """What is posted stands in the person's direct message; an update changes it in place."""
    channel = await opened(bot)
    metadata = {"event_type": "post", "event_payload": {"key": "k1"}}
    first = await bot.chat_postMessage(
        channel=channel, text="A case", blocks=[{"type": "divider"}], metadata=metadata
    )
    await bot.chat_postMessage(channel=channel, text="Second")
    assert first["message"]["blocks"][0]["block_id"]
    await bot.chat_update(channel=channel, ts=first["ts"], text="Changed &amp; shorter")
    changed, second = slack.messages("U0MAYA")
    assert (changed.ts, changed.edited, changed.blocks, changed.metadata) == (
        first["ts"],
        True,
        (),
        metadata,
    )
    assert (plain(changed), plain(second), second.edited) == ("Changed & shorter", "Second", False)
    assert slack.messages("U0KIM") == []
    assert [method for method, _ in slack.calls] == [
        "conversations.open",
        "chat.postMessage",
        "chat.postMessage",
        "chat.update",
    ]


async def test_people_the_team_and_the_bot_are_known(
    bot: AsyncWebClient, slack: SlackStandIn
) -> None:
    """auth.test, team.info and users.info answer; a stranger's profile has no email address."""
    scopes = ["team:read", "users:read", "users:read.email"]
    slack.installs.grant(slack.token, slack.workspace, scopes=scopes)
    assert (await bot.auth_test())["user_id"] == "U0EVENHAND"
    assert (await bot.team_info())["team"]["id"] == "T0HOME"
    maya = (await bot.users_info(user="U0MAYA"))["user"]
    kim = (await bot.users_info(user="U0KIM"))["user"]
    assert (maya["tz"], maya["tz_offset"], maya["is_stranger"]) == ("Asia/Manila", 28_800, False)
    assert maya["profile"]["email"] == "maya@northwind.example"
    assert (kim["team_id"], kim["is_stranger"]) == ("T0CONTOSO", True)
    assert "email" not in kim["profile"]


async def test_a_form_with_json_inside_is_taken_too(
    slack: SlackStandIn, http: aiohttp.ClientSession
) -> None:
    """Slack takes form-encoded calls, with blocks as a JSON string and the token in the form."""
    channel = slack.channel_of("U0MAYA")
    await http.post(
        slack.url + "conversations.open", data={"token": slack.token, "users": "U0MAYA"}
    )
    form = {"channel": channel, "text": "x", "blocks": json.dumps([{"type": "divider"}])}
    headers = {"Authorization": f"Bearer {slack.token}"}
    answer = await http.post(slack.url + "chat.postMessage", data=form, headers=headers)
    assert (await answer.json())["ok"] is True
    assert slack.messages("U0MAYA")[0].blocks[0]["type"] == "divider"


@pytest.mark.parametrize(
    ("method", "args", "code"),
    [
        ("chat.postMessage", {"channel": "D9", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0MAYA", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "D02" + "0KIM", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "D010MAYA"}, "no_text"),
        ("chat.postMessage", {"channel": "D010MAYA", "text": " "}, "no_text"),
        ("chat.postMessage", {"channel": "D010MAYA", "blocks": [{"type": "divider"}]}, "no_text"),
        ("chat.postMessage", {"channel": "D010MAYA", "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "D010MAYA", "text": "x", "colour": 1},
         "invalid_arguments"),
        ("chat.postMessage", {"channel": ["D010MAYA"], "text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "D010MAYA", "text": "x", "blocks": "[{"},
         "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "D010MAYA", "text": "x", "blocks": [{"type": "section"}]},
         "invalid_blocks"),
        ("chat.postMessage", {"channel": "D010MAYA", "text": "x", "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5},
         "msg_blocks_too_long"),
        ("chat.postMessage", {"channel": "D010MAYA", "text": "x", "metadata": {"event_type": "p"}},
         "invalid_metadata_format"),
        ("chat.update", {"channel": "D010MAYA", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("chat.postEphemeral", {"channel": "D010MAYA", "user": "U0KIM", "text": "x"},
         "user_not_in_channel"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": ""}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U0MAYA,U0KIM"}, "invalid_user_combination"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("views.open", {"trigger_id": "1.2.3", "view": {}}, "invalid_trigger_id"),
        ("views.update", {"view_id": "V1", "view": {}}, "not_found"),
        ("views.publish", {"user_id": "U0MAYA", "view": {"type": "home"}}, "invalid_arguments"),
        ("chat.delete", {"channel": "D010MAYA", "ts": "1.0"}, "unknown_method"),
    ],
)  # fmt: skip
async def test_what_slack_refuses_is_refused(
    bot: AsyncWebClient, method: str, args: dict[str, Any], code: str
) -> None:
    """Each mistake gets Slack's own code."""
    assert await opened(bot) == "D010MAYA"
    assert await refusal(bot, method, **args) == code


async def test_blocks_are_refused_with_the_reasons(bot: AsyncWebClient) -> None:
    """The findings come back in response_metadata, as Slack's do."""
    channel = await opened(bot)
    block = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    with pytest.raises(SlackApiError) as caught:
        await bot.chat_postMessage(channel=channel, text="x", blocks=[block])
    assert caught.value.response["response_metadata"]["messages"] == [
        "blocks[0].text: 151 characters, at most 150"
    ]


@pytest.mark.parametrize(("token", "code"), [("xoxb-other", "invalid_auth"), ("", "not_authed")])
async def test_tokens_are_checked(slack: SlackStandIn, token: str, code: str) -> None:
    """Another token, or none, opens nothing."""
    stranger = AsyncWebClient(token, base_url=slack.url)
    assert await refusal(stranger, "conversations.open", users="U0MAYA") == code


async def test_trouble_comes_when_it_is_asked_for(bot: AsyncWebClient, slack: SlackStandIn) -> None:
    """Limits, faults and refusals meet the next calls in order; then all is well again."""
    channel = await opened(bot)
    slack.limit("chat.postMessage", retry_after=7)
    slack.fail("chat.postMessage", status=503)
    slack.fail("chat.postMessage", done=True)
    slack.refuse("chat.postMessage", "is_archived")
    slack.slow("chat.postMessage", 0.02)
    seen = []
    for _ in range(4):
        with pytest.raises(SlackApiError) as caught:
            await bot.chat_postMessage(channel=channel, text="x")
        answer = caught.value.response
        seen.append((answer.status_code, answer.get("error"), answer.headers.get("Retry-After")))
    assert seen == [
        (429, "ratelimited", "7"),
        (503, None, None),
        (500, None, None),
        (200, "is_archived", None),
    ]
    assert len(slack.messages("U0MAYA")) == 1
    start = time.monotonic()
    await bot.chat_postMessage(channel=channel, text="x")
    assert time.monotonic() - start >= 0.02
    assert len(slack.messages("U0MAYA")) == 2


async def test_views_open_once_per_trigger_and_are_replaced(
    bot: AsyncWebClient, slack: SlackStandIn
) -> None:
    """A trigger opens one modal; an update replaces it, but not with a stale hash."""
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Complaint"},
        "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Loading"}}],
    }
    trigger = slack.workspace.new_trigger("U0MAYA")
    first = (await bot.views_open(trigger_id=trigger, view=view))["view"]
    assert await refusal(bot, "views.open", trigger_id=trigger, view=view) == "exchanged_trigger_id"
    changed = {**view, "title": {"type": "plain_text", "text": "Who"}}
    await bot.views_update(view_id=first["id"], hash=first["hash"], view=changed)
    stale = {"view_id": first["id"], "hash": first["hash"], "view": view}
    assert await refusal(bot, "views.update", **stale) == "hash_conflict"
    home = {"type": "home", "blocks": view["blocks"]}
    for _ in range(2):
        await bot.views_publish(user_id="U0MAYA", view=home)
    assert [one["type"] for one in slack.views("U0MAYA")] == ["modal", "home"]
    assert slack.views("U0MAYA")[0]["title"]["text"] == "Who"


# --- reading ----------------------------------------------------------------------------------


async def test_a_message_reads_as_the_person_reads_it(
    bot: AsyncWebClient, slack: SlackStandIn
) -> None:
    """Every text is a line; markup and escapes are gone; buttons are in brackets."""
    message = await posted(
        bot,
        slack,
        {"type": "header", "text": {"type": "plain_text", "text": "A & B"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Who* says &lt;so&gt;?"},
         "fields": [{"type": "mrkdwn", "text": "*When*\nNoon"}]},
        {"type": "rich_text", "elements": [
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "<@U1> *late*"}]},
            {"type": "rich_text_list", "style": "bullet", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}]}]},
        {"type": "context", "elements": [{"type": "plain_text", "text": "Small print"}]},
        {"type": "input", "label": {"type": "plain_text", "text": "Why"},
         "element": {"type": "plain_text_input", "initial_value": "Because"}},
        actions({"type": "button", "text": SEND, "action_id": "send", "value": "c1"},
                {"type": "static_select", "action_id": "ask", "options": [option("a", "Coach")],
                 "placeholder": {"type": "plain_text", "text": "Pick"}}),
    )  # fmt: skip
    assert plain(message).splitlines() == [
        "A & B", "Who says <so>?", "When", "Noon", "<@U1> *late*", "• one", "Small print", "Why",
        "Because", "[Send & close]", "Pick", "- Coach",
    ]  # fmt: skip
    assert buttons(message) == [
        {"label": "Send & close", "action_id": "send", "block_id": "ask", "value": "c1",
         "style": "", "url": ""}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("&amp;lt; &lt;b&gt;", "&lt; <b>"),
        ("<!channel> <@U1> <#C1|general>", "@channel @U1 #general"),
        ("<https://x.example|here> <https://x.example>", "here https://x.example"),
        ("*bold* _it_ ~no~ `code` snake_case_name 2*3*4", "bold it no code snake_case_name 2*3*4"),
        ("&gt; quoted\n> too", "quoted\ntoo"),
    ],
)
def test_mrkdwn_is_read_as_slack_shows_it(sent: str, read: str) -> None:
    """Text that was sent unescaped does not read as it was typed: that is how tests see it."""
    assert read_mrkdwn(sent) == read
