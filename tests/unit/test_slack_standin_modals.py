"""Modals stack, keep what was typed and close as Slack's do; what Slack refuses is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import ShownView, SlackStandIn, buttons, plain
from tests.standins.slack_client import WAITS, NotSubmitted, SlackPerson
from tests.unit.slack_reception import Reception, reception_desk


class Clock:
    """Unix seconds that pass when the test says so."""

    now = 1_795_000_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def text(said: str) -> dict[str, Any]:
    """A plain text."""
    return {"type": "plain_text", "text": said}


def option(value: str, label: str) -> dict[str, Any]:
    """An option of a menu."""
    return {"text": text(label), "value": value}


def asking(label: str, block_id: str, element: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An input block; its element's action_id is `answer`."""
    named = {"action_id": "answer", **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": text(label),
        "element": named,
        **fields,
    }


def modal(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A modal of these blocks; of one text field by default."""
    given = list(blocks) or [asking("What", "what", {"type": "plain_text_input"})]
    return {"type": "modal", "title": text("Complaint"), "submit": text("Next"), "blocks": given,
            **fields}  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    """Slack's clock."""
    return Clock()


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[SlackStandIn]:
    """A Slack with one person."""
    async with SlackStandIn(clock=clock) as standin:
        standin.add_user("U0MAYA", real_name="Maya Reyes")
        standin.add_channel("C0OPEN", name="random", with_bot=False)
        yield standin


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """One HTTP session."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def bot(slack: SlackStandIn, http: aiohttp.ClientSession) -> AsyncWebClient:
    """The app's own client of the Web API."""
    return AsyncWebClient(slack.token, base_url=slack.url, session=http, retry_handlers=[])


@pytest.fixture
async def reception() -> AsyncIterator[Reception]:
    """A server in our app's place."""
    async with reception_desk() as place:
        yield place


@pytest.fixture
def maya(
    slack: SlackStandIn, reception: Reception, http: aiohttp.ClientSession, clock: Clock
) -> SlackPerson:
    """Maya at her Slack client."""
    return SlackPerson(
        base_url=reception.url,
        signing_secret="made-up",
        user_id="U0MAYA",
        team_id="T0HOME",
        standin=slack,
        http=http,
        clock=clock,
    )


async def opened(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception, **view: Any
) -> ShownView:
    """The modal that opens on Maya's command."""
    await maya.command("/complaint")
    shown = view.get("view", modal())
    await bot.views_open(trigger_id=reception.form["trigger_id"], view=shown)
    return maya.modal()


async def refusal(bot: AsyncWebClient, method: str, /, **args: Any) -> tuple[str, list[str]]:
    """The code with which a call is refused, and the reasons."""
    with pytest.raises(SlackApiError) as caught:
        await bot.api_call(method, json=args)
    answer = caught.value.response
    return str(answer.get("error")), answer.get("response_metadata", {}).get("messages", [])


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


# --- answering ------------------------------------------------------------------------------------


async def test_a_submission_has_slacks_form(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """It holds the view with all that is in its fields; an empty answer closes the modal."""
    menu = {"type": "static_select", "options": [option("r", "R & D"), option("s", "Sales")]}
    shown = await opened(bot, maya, reception, view=modal(
        asking("What", "what", {"type": "plain_text_input"}),
        asking("Team", "team", menu),
        asking("Signs", "signs", {"type": "checkboxes", "options": [option("x", "X")]},
               optional=True),
        asking("Day", "day", {"type": "datepicker"}),
        private_metadata="session 1", callback_id="intake",
    ))  # fmt: skip
    await maya.type(shown, "What", "Late & loud")
    assert await maya.choose(shown, "R & D", field="Team") == WAITS
    assert await maya.pick_date(shown, "2026-11-20") == WAITS
    assert "Signs (optional)" in plain(shown)
    assert "✓ R & D" in plain(shown)
    assert await maya.submit(shown) == 200
    sent = reception.last
    assert sent["type"] == "view_submission"
    assert (sent["view"]["private_metadata"], sent["view"]["callback_id"]) == (
        "session 1", "intake",
    )  # fmt: skip
    assert sent["view"]["state"]["values"] == {
        "what": {"answer": {"type": "plain_text_input", "value": "Late & loud"}},
        "team": {"answer": {"type": "static_select", "selected_option":
                            option("r", "R &amp; D")}},
        "signs": {"answer": {"type": "checkboxes", "selected_options": []}},
        "day": {"answer": {"type": "datepicker", "selected_date": "2026-11-20"}},
    }  # fmt: skip
    assert sent["response_urls"] == []
    assert maya.stack() == []


async def test_the_client_holds_back_what_is_not_filled_in(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """A required field, a length and a form of text are checked before anything is sent."""
    short = {"type": "plain_text_input", "min_length": 3, "max_length": 5}
    number = {"type": "number_input", "is_decimal_allowed": False, "max_value": "9"}
    shown = await opened(bot, maya, reception, view=modal(
        asking("What", "what", short),
        asking("Why", "why", {"type": "plain_text_input"}, optional=True),
        asking("Marks", "marks", {"type": "checkboxes", "options": [option("x", "X")]}),
        asking("Mail", "mail", {"type": "email_text_input"}, optional=True),
        asking("Times", "times", number, optional=True),
    ))  # fmt: skip
    sent = len(reception.got)
    for typed, why in (("", "What: required"), ("ab", "at least 3"), ("abcdef", "at most 5")):
        await maya.type(shown, "What", typed)
        with pytest.raises(NotSubmitted, match=why):
            await maya.submit()
    await maya.type(shown, "What", "abc")
    await maya.type(shown, "Mail", "me@")
    await maya.type(shown, "Times", "10")
    with pytest.raises(NotSubmitted, match="Marks: required; Mail: not a email; Times: at most 9"):
        await maya.submit()
    await maya.empty(shown, "Times")
    await maya.type(shown, "Mail", "me@x.example")
    await maya.choose(shown, "X")
    assert len(reception.got) == sent
    assert await maya.submit() == 200


async def test_errors_stand_beside_their_fields(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """They are read where they belong until the view is submitted again."""
    shown = await opened(bot, maya, reception)
    await maya.type(shown, "What", "x")
    reception.reply = (200, {"response_action": "errors", "errors": {"what": "Say a little more."}})
    await maya.submit()
    assert plain(maya.modal()).splitlines() == [
        "Complaint", "What", "x", "! Say a little more.", "[Next]", "[Cancel]",
    ]  # fmt: skip
    reception.reply = (500, None)
    assert await maya.submit() == 500
    assert maya.modal().errors == {}


async def test_an_answer_can_replace_push_and_clear(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The view stays the same one when it is replaced, and keeps what is in fields that stay."""
    shown = await opened(bot, maya, reception)
    await maya.type(shown, "What", "x")
    reception.reply = (200, {"response_action": "update", "view": modal(title=text("Two"))})
    await maya.submit()
    two = maya.modal()
    assert (two.id, two.title, "x" in plain(two)) == (shown.id, "Two", True)
    reception.reply = (200, {"response_action": "push", "view": modal(title=text("Three"))})
    await maya.submit()
    assert [one.title for one in maya.stack()] == ["Two", "Three"]
    await maya.type(maya.modal(), "What", "y")
    reception.reply = (200, {"response_action": "clear"})
    await maya.submit()
    assert maya.stack() == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"response_action": "errors", "errors": {"nowhere": "No"}}, "'nowhere' is no input block"),
        ({"response_action": "errors", "errors": {"said": "No"}}, "'said' is no input block"),
        ({"response_action": "errors", "errors": {"what": " "}}, "nothing is said at 'what'"),
        ({"response_action": "errors", "errors": {}}, "empty"),
        ({"response_action": "update", "view": modal(title=text("t" * 25))}, "title: 25"),
        ({"response_action": "update"}, "update: has"),
        ({"response_action": "open", "view": modal()}, "unknown response_action"),
        ({"text": "Thanks"}, "without response_action"),
    ],
)
async def test_answers_that_slack_would_not_take_are_found(
    *,
    bot: AsyncWebClient,
    maya: SlackPerson,
    reception: Reception,
    answer: dict[str, Any],
    why: str,
) -> None:
    """Where people would read that there was some trouble, the test hears which."""
    said = {"type": "section", "block_id": "said", "text": text("Hello")}
    view = modal(said, asking("What", "what", {"type": "plain_text_input"}))
    shown = await opened(bot, maya, reception, view=view)
    await maya.type(shown, "What", "x")
    reception.reply = (200, answer)
    with pytest.raises(AssertionError, match=why):
        await maya.submit()


async def test_a_submission_is_repeated_as_it_was(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The same bytes come again, even when the modal has long been closed."""
    shown = await opened(bot, maya, reception)
    await maya.type(shown, "What", "x")
    await maya.submit()
    await maya.again(retry=None)
    await maya.again(request=maya.requests[0])
    assert reception.got[1][1] == reception.got[2][1]
    assert reception.got[0][1] == reception.got[3][1]


# --- controls that are sent at once ---------------------------------------------------------------


async def test_a_button_in_a_modal_sends_what_is_typed_so_far(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """The payload holds the view and its present state; nothing of a message."""
    back = {"type": "button", "action_id": "back", "text": text("Back"), "value": "1"}
    view = modal(
        asking("What", "what", {"type": "plain_text_input"}),
        {"type": "actions", "block_id": "moves", "elements": [back]},
    )
    shown = await opened(bot, maya, reception, view=view)
    await maya.type(shown, "What", "x")
    assert buttons(shown)[0]["label"] == "Back"
    await maya.press(shown, "Back")
    sent = reception.last
    assert sent["container"] == {"type": "view", "view_id": shown.id}
    assert sent["view"]["state"]["values"]["what"]["answer"]["value"] == "x"
    assert (sent["actions"][0]["value"], sent["actions"][0]["block_id"]) == ("1", "moves")
    assert not {"message", "channel", "state", "response_url"} & set(sent)


async def test_a_field_that_dispatches_is_sent_at_once(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """A menu by its choice, a text by Enter; and a menu outside of input blocks always."""
    menu = {"type": "static_select", "options": [option("r", "Red"), option("g", "Green")]}
    shown = await opened(bot, maya, reception, view=modal(
        asking("Colour", "colour", menu, dispatch_action=True),
        asking("Word", "word", {"type": "plain_text_input"}, dispatch_action=True),
        {"type": "section", "block_id": "more", "text": text("More"),
         "accessory": {**menu, "action_id": "pick", "options": [option("b", "Blue")]}},
    ))  # fmt: skip
    assert await maya.choose(shown, "Green") == 200
    assert reception.last["actions"][0]["selected_option"]["value"] == "g"
    assert await maya.type(shown, "Word", "x") == WAITS
    assert await maya.type(shown, "Word", "xy", enter=True) == 200
    assert reception.last["actions"][0]["value"] == "xy"
    assert await maya.choose(shown, "Blue") == 200
    assert set(reception.last["view"]["state"]["values"]) == {"colour", "word", "more"}


async def test_a_search_in_a_modal_names_its_view(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception
) -> None:
    """What is typed goes to the server; what it offers has Slack's limits."""
    asked = asking("Who", "who", {"type": "multi_external_select", "max_selected_items": 1})
    shown = await opened(bot, maya, reception, view=modal(asked))
    reception.reply = (
        200,
        {
            "option_groups": [
                {
                    "label": text("Northwind"),
                    "options": [option("ben", "Ben"), option("kim", "Kim")],
                }
            ]
        },
    )
    assert await maya.choose(shown, "Ben", field="Who") == WAITS
    sent = reception.last
    assert (sent["type"], sent["value"], sent["view"]["id"]) == (
        "block_suggestion", "Ben", shown.id,
    )  # fmt: skip
    assert "✓ Ben" in plain(shown)
    with pytest.raises(AssertionError, match="at most 1"):
        await maya.choose(shown, "Kim")
    wrongs: list[dict[str, Any]] = [
        {"options": [option(str(n), "x") for n in range(101)]},
        {"options": [option("x", "x" * 76)]},
        {"options": [], "option_groups": []},
        {"suggestions": []},
    ]
    for wrong in wrongs:
        reception.reply = (200, wrong)
        with pytest.raises(AssertionError, match="does not show"):
            await maya.suggest(shown, "x")
    reception.reply = (500, None)
    assert await maya.suggest(shown, "x") == []
