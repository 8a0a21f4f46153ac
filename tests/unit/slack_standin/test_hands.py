"""What people do outside of modals comes as Slack sends it, and answers are shown as it does."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import SlackStandIn, plain
from tests.standins.slack_client import SlackPerson
from tests.unit.slack_standin.clocks import Clock
from tests.unit.slack_standin.reception import Reception

HOME: dict[str, Any] = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": {"type": "plain_text", "text": "Your cases"}},
        {
            "type": "actions",
            "block_id": "moves",
            "elements": [
                {"type": "button", "action_id": "open", "value": "EH-1",
                 "text": {"type": "plain_text", "text": "Open"}},
            ],
        },
    ],
}  # fmt: skip


async def refusal(bot: AsyncWebClient, method: str, /, **args: Any) -> str:
    """The code with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        await bot.api_call(method, json=args)
    return str(caught.value.response.get("error"))


# --- commands -------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [{"text": "For you &amp; only you."}, {
    "response_type": "ephemeral", "text": "short",
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "For you & only you."}}],
}])  # fmt: skip
async def test_a_commands_answer_is_for_its_sender_alone(
    slack: SlackStandIn, maya: SlackPerson, reception: Reception, answer: dict[str, Any]
) -> None:
    """It is shown in the channel where it was typed, and nobody else sees it."""
    reception.reply = (200, answer)
    assert await maya.command("/case", "EH-1 & more", channel="C0OPEN") == 200
    assert (reception.form["channel_name"], reception.form["text"]) == (
        "acme-support", "EH-1 &amp; more",
    )  # fmt: skip
    (whisper,) = slack.whispers("U0MAYA")
    assert (plain(whisper), whisper.channel) == ("For you & only you.", "C0OPEN")
    assert slack.messages_in("C0OPEN") == slack.whispers("U0KIM") == []


@pytest.mark.parametrize(
    "answer",
    [{"response_type": "ephemeral"}, {"text": "x", "blocks": [{"type": "section"}]}, {"say": "x"}],
)
async def test_an_answer_that_slack_would_not_show_is_found(
    maya: SlackPerson, reception: Reception, answer: dict[str, Any]
) -> None:
    """Without text, with blocks that are none, or of another form."""
    reception.reply = (200, answer)
    with pytest.raises(AssertionError):
        await maya.command("/case")


async def test_a_response_url_takes_five_answers_in_half_an_hour(
    *,
    slack: SlackStandIn,
    maya: SlackPerson,
    reception: Reception,
    http: aiohttp.ClientSession,
    clock: Clock,
) -> None:
    """They are shown to who did it; after that it is used up, or too old."""
    await maya.command("/case")
    url = reception.form["response_url"]

    async def answer(**said: Any) -> tuple[int, str]:
        async with http.post(url, json=said) as response:
            return response.status, str((await response.json()).get("error"))

    assert (await answer(say="x"))[1] == "invalid_payload"
    for number in range(5):
        assert await answer(text=f"Part {number}") == (200, "None")
    assert await answer(text="x") == (404, "used_url")
    assert [plain(one) for one in slack.whispers("U0MAYA")] == [f"Part {n}" for n in range(5)]
    await maya.command("/case")
    url = reception.form["response_url"]
    clock.now += 1801
    assert await answer(text="x") == (404, "expired_url")


async def test_a_message_is_replaced_or_deleted_by_its_response_url(
    *,
    slack: SlackStandIn,
    bot: AsyncWebClient,
    maya: SlackPerson,
    reception: Reception,
    http: aiohttp.ClientSession,
) -> None:
    """What was pressed can be changed in place, and go."""
    channel = (await bot.conversations_open(users=["U0MAYA"]))["channel"]["id"]
    await bot.chat_postMessage(channel=channel, text="A case", blocks=HOME["blocks"])
    await maya.press(slack.messages("U0MAYA")[0], "Open")
    url = reception.last["response_url"]
    await http.post(url, json={"replace_original": True, "text": "Opened"})
    (changed,) = slack.messages("U0MAYA")
    assert (plain(changed), changed.edited) == ("Opened", True)
    await http.post(url, json={"delete_original": True})
    assert slack.messages("U0MAYA") == []


# --- shortcuts ------------------------------------------------------------------------------------


async def test_a_message_shortcut_brings_the_message(
    slack: SlackStandIn, maya: SlackPerson, reception: Reception, http: aiohttp.ClientSession
) -> None:
    """What somebody wrote where the bot is not, with who wrote it, where and when."""
    kim = SlackPerson(
        base_url=reception.url,
        signing_secret="made-up",
        user_id="U0KIM",
        team_id="T0CONTOSO",
        standin=slack,
        http=http,
    )
    message = kim.writes("Late again & again", channel="C0OPEN")
    assert reception.got == []
    await maya.use_on(message, "open_case")
    sent = reception.last
    assert (sent["type"], sent["callback_id"], sent["message_ts"]) == (
        "message_action", "open_case", message.ts,
    )  # fmt: skip
    assert sent["channel"] == {"id": "C0OPEN", "name": "acme-support"}
    assert sent["team"] == {"id": "T0HOME", "domain": "northwind"}
    assert (sent["message"]["user"], sent["message"]["user_team"]) == ("U0KIM", "T0CONTOSO")
    assert sent["message"]["text"] == "Late again &amp; again"
    assert sent["user"]["id"] == "U0MAYA"
    assert sent["trigger_id"] in slack.workspace.modals.triggers
    assert sent["response_url"].startswith("http://127.0.0.1:")


async def test_a_shortcut_can_be_used_on_the_bots_own_message(
    slack: SlackStandIn, bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """It comes with the bot's ids, as Slack stores it."""
    channel = (await bot.conversations_open(users=["U0MAYA"]))["channel"]["id"]
    await bot.chat_postMessage(channel=channel, text="A case")
    await maya.use_on(slack.messages("U0MAYA")[0], "open_case")
    assert reception.last["message"]["bot_id"] == "B0EVENHAND"


async def test_a_global_shortcut_is_of_no_message(maya: SlackPerson, reception: Reception) -> None:
    """It has a trigger, and neither channel nor message nor a URL to answer to."""
    await maya.shortcut("complaint")
    sent = reception.last
    assert (sent["type"], sent["callback_id"]) == ("shortcut", "complaint")
    assert sent["trigger_id"]
    assert not {"message", "channel", "response_url"} & set(sent)


async def test_a_message_has_an_address_where_the_bot_is(
    slack: SlackStandIn, bot: AsyncWebClient, maya: SlackPerson
) -> None:
    """chat.getPermalink tells it, and nothing of channels that the bot is not in."""
    slack.add_channel("C0BOT")
    here = maya.writes("x", channel="C0BOT")
    answer = await bot.chat_getPermalink(channel="C0BOT", message_ts=here.ts)
    assert answer["permalink"].endswith(f"/archives/C0BOT/p{here.ts.replace('.', '')}")
    there = maya.writes("x", channel="C0OPEN")
    about = {"channel": "C0OPEN", "message_ts": there.ts}
    assert await refusal(bot, "chat.getPermalink", **about) == "not_in_channel"
    about = {"channel": "C0BOT", "message_ts": "1.0"}
    assert await refusal(bot, "chat.getPermalink", **about) == "message_not_found"


# --- the app's own page ---------------------------------------------------------------------------


async def test_a_home_is_published_opened_and_used(
    slack: SlackStandIn, bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The event says which tab; a button's payload holds the view it stands in."""
    assert await maya.open_home() == 200
    event = reception.last["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", "U0MAYA")
    assert "view" not in event
    with pytest.raises(LookupError, match="Nothing was published"):
        maya.home()
    await bot.views_publish(user_id="U0MAYA", view=HOME)
    assert plain(maya.home()).splitlines() == ["Your cases", "[Open]"]
    await maya.press(maya.home(), "Open")
    sent = reception.last
    assert sent["container"] == {"type": "view", "view_id": maya.home().id}
    assert (sent["view"]["type"], sent["actions"][0]["value"]) == ("home", "EH-1")
    await maya.open_home(tab="messages")
    assert reception.last["event"]["tab"] == "messages"


async def test_a_home_is_refused_like_a_modal(bot: AsyncWebClient, maya: SlackPerson) -> None:
    """For an old hash, an unknown person, somebody of elsewhere, and too many blocks."""
    first = (await bot.views_publish(user_id="U0MAYA", view=HOME))["view"]
    await bot.views_publish(user_id="U0MAYA", view=HOME, hash=first["hash"])
    publish = {"user_id": "U0MAYA", "view": HOME}
    assert await refusal(bot, "views.publish", **publish, hash=first["hash"]) == "hash_conflict"
    for nobody in ("U0NOBODY", "U0KIM"):
        publish["user_id"] = nobody
        assert await refusal(bot, "views.publish", **publish) == "user_not_found"
    long = {"type": "home", "blocks": [{"type": "divider"}] * 101}
    assert await refusal(bot, "views.publish", user_id="U0MAYA", view=long) == "invalid_arguments"


async def test_a_changed_profile_is_told(maya: SlackPerson, reception: Reception) -> None:
    """The event holds the user as users.info gives it."""
    await maya.change_profile(tz="Europe/Berlin", locale="de-DE")
    event = reception.last["event"]
    assert (event["type"], event["user"]["tz"], event["user"]["locale"]) == (
        "user_change", "Europe/Berlin", "de-DE",
    )  # fmt: skip
