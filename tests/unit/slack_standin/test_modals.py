"""Modals open, stack, change and close as Slack's do; what Slack refuses is refused."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import SlackStandIn, plain
from tests.standins.slack_client import WAITS, SlackPerson
from tests.unit.slack_standin.clocks import Clock
from tests.unit.slack_standin.modals import asking, modal, opened, refusal, text
from tests.unit.slack_standin.reception import Reception

# --- opening, pushing, updating -------------------------------------------------------------------


async def test_a_command_opens_a_modal(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The form names who, where and how to answer; its trigger opens a modal."""
    shown = await opened(bot, maya, reception)
    form = reception.form
    assert (form["command"], form["text"], form["channel_name"]) == ("/complaint", "",
                                                                     "directmessage")  # fmt: skip
    assert (form["team_id"], form["user_id"]) == ("T0HOME", "U0MAYA")
    assert form["is_enterprise_install"] == "false"
    assert shown.payload["root_view_id"] == shown.id
    assert shown.payload["previous_view_id"] is None
    assert plain(shown).splitlines() == ["Complaint", "What", "[Next]", "[Cancel]"]


async def test_a_trigger_is_good_once_and_for_three_seconds(
    bot: AsyncWebClient, slack: SlackStandIn, clock: Clock
) -> None:
    """One that is used, old or unknown opens nothing, and says which it is."""
    view = modal()
    trigger = slack.workspace.new_trigger("U0MAYA")
    assert (await refusal(bot, "views.open", trigger_id=trigger, view={}))[0] == "invalid_arguments"
    await bot.views_open(trigger_id=trigger, view=view)
    old = slack.workspace.new_trigger("U0MAYA")
    clock.now += 3.1
    codes = [
        (await refusal(bot, "views.open", trigger_id=one, view=view))[0]
        for one in (trigger, old, "1.2.3")
    ]
    assert codes == ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]


async def test_a_modal_holds_three_views(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """Each is pushed by something done in the one below; a fourth is refused."""
    more = {"type": "actions", "elements": [
        {"type": "button", "action_id": "more", "text": text("More")}]}  # fmt: skip
    first = await opened(bot, maya, reception, view=modal(more))
    for number in (2, 3):
        await maya.press(maya.modal(), "More")
        title = text(f"Page {number}")
        trigger = reception.last["trigger_id"]
        await bot.views_push(trigger_id=trigger, view=modal(more, title=title))
    third = maya.modal()
    assert [one.title for one in maya.stack()] == ["Complaint", "Page 2", "Page 3"]
    assert third.payload["root_view_id"] == first.id
    assert third.payload["previous_view_id"] == maya.stack()[1].id
    await maya.press(third, "More")
    again = {"trigger_id": reception.last["trigger_id"], "view": modal()}
    assert (await refusal(bot, "views.push", **again))[0] == "push_limit_reached"
    assert (await refusal(bot, "views.open", **again))[0] == "invalid_arguments"
    with pytest.raises(LookupError, match="not on top"):
        await maya.submit(first)


async def test_a_submission_opens_no_other_modal(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """Neither before its answer nor after: Slack does not promise that it is seen."""
    shown = await opened(bot, maya, reception)
    await maya.type(shown, "What", "x")
    codes: list[str] = []

    async def open_another() -> None:
        trigger = reception.last["trigger_id"]
        codes.append((await refusal(bot, "views.open", trigger_id=trigger, view=modal()))[0])

    reception.meanwhile = open_another
    await maya.submit()
    await open_another()
    assert codes == ["invalid_arguments", "invalid_arguments"]
    assert maya.stack() == []


async def test_only_a_modal_can_be_pushed_on(bot: AsyncWebClient, slack: SlackStandIn) -> None:
    """A trigger from elsewhere pushes nothing."""
    trigger = slack.workspace.new_trigger("U0MAYA")
    assert (await refusal(bot, "views.push", trigger_id=trigger, view=modal()))[0] == "not_found"


async def test_an_update_keeps_what_was_typed(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The same block_id and action_id keep what they held; anything else starts anew."""
    field = {"type": "plain_text_input"}
    asked = modal(asking("What", "what", field), asking("When", "when", field))
    shown = await opened(bot, maya, reception, view=asked)
    assert await maya.type(shown, "What", "Late & loud") == WAITS
    await maya.type(shown, "When", "Noon")
    filled = {**field, "initial_value": "as before"}
    new = modal(asking("What", "what", filled), asking("When", "when-2", filled))
    await bot.views_update(view_id=shown.id, hash=shown.payload["hash"], view=new)
    assert maya.modal().payload["hash"] != shown.payload["hash"]
    assert plain(maya.modal()).splitlines() == [
        "Complaint", "What", "Late & loud", "When", "as before", "[Next]", "[Cancel]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "code", "reason"),
    [
        ({"hash": "1.2"}, "hash_conflict", ""),
        ({"view_id": "V9"}, "not_found", ""),
        ({"external_id": "mine"}, "invalid_arguments", "either view_id or external_id"),
        ({"view": modal(title=text("t" * 25))}, "invalid_arguments", "title: 25 characters"),
        ({"view": modal(callback_id="c" * 256)}, "invalid_arguments", "callback_id: 256"),
        ({"view": modal(private_metadata="m" * 3001)}, "invalid_arguments", "private_metadata"),
        ({"view": {"type": "home", "blocks": []}}, "invalid_arguments", "type: must be modal"),
        ({"view": "x"}, "invalid_arguments", "view: must be an object"),
    ],
)
async def test_wrong_updates_are_refused(
    *,
    bot: AsyncWebClient,
    maya: SlackPerson,
    reception: Reception,
    args: dict[str, Any],
    code: str,
    reason: str,
) -> None:
    """Each mistake has its code and reason, and changes nothing."""
    shown = await opened(bot, maya, reception)
    given = {"view_id": shown.id, "view": modal(title=text("Changed")), **args}
    found, reasons = await refusal(bot, "views.update", **given)
    assert (found, reason in " ".join(reasons)) == (code, True)
    assert maya.modal().title == "Complaint"


async def test_external_ids_are_unique(
    bot: AsyncWebClient, maya: SlackPerson, slack: SlackStandIn, reception: Reception
) -> None:
    """A view can be found by the app's own name for it, which no second one may bear."""
    await opened(bot, maya, reception, view=modal(external_id="mine"))
    await bot.views_update(external_id="mine", view=modal(external_id="mine", title=text("Two")))
    assert maya.modal().title == "Two"
    slack.add_user("U0BEN")
    trigger = slack.workspace.new_trigger("U0BEN")
    view = modal(external_id="mine")
    assert (await refusal(bot, "views.open", trigger_id=trigger, view=view))[0] == (
        "duplicate_external_id"
    )


async def test_a_closed_view_is_gone(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """Who closes a modal leaves nothing to update; the app hears of it if it asked to."""
    shown = await opened(bot, maya, reception, view=modal(notify_on_close=True))
    assert await maya.close() == 200
    closed = reception.last
    assert (closed["type"], closed["is_cleared"]) == ("view_closed", False)
    assert closed["view"]["id"] == shown.id
    assert (await refusal(bot, "views.update", view_id=shown.id, view=modal()))[0] == "not_found"
    with pytest.raises(LookupError, match="No modal is open"):
        maya.modal()
    quiet = await opened(bot, maya, reception)
    requests = len(reception.got)
    assert await maya.close(quiet) == WAITS
    assert len(reception.got) == requests


async def test_a_stack_is_closed_one_by_one_or_whole(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The button closes the view on top; the X closes all, and says so."""
    await opened(bot, maya, reception, view=modal(notify_on_close=True))
    for title in ("Two", "Three"):
        await maya.type(maya.modal(), "What", "x")
        reception.reply = (200, {"response_action": "push", "view": modal(
            title=text(title), notify_on_close=True)})  # fmt: skip
        await maya.submit()
    reception.reply = (200, None)
    await maya.close()
    assert maya.modal().title == "Two"
    sent = len(reception.got)
    await maya.close(everything=True)
    assert maya.stack() == []
    told = [reception.payload(number) for number in range(sent, len(reception.got))]
    assert [(one["view"]["title"]["text"], one["is_cleared"]) for one in told] == [
        ("Two", True), ("Complaint", True),
    ]  # fmt: skip
