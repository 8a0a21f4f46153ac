"""What is put into a modal's fields is checked, sent, answered and kept as Slack does it."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import buttons, plain
from tests.standins.slack_client import WAITS, NotSubmitted, SlackPerson
from tests.unit.slack_standin.modals import asking, modal, opened, option, text
from tests.unit.slack_standin.reception import Reception

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
