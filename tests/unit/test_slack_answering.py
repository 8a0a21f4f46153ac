"""What Slack is told about commands, forms, searches and shortcuts, over signed HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from adapters.slack import codec, modal
from adapters.slack.connect import SlackHome
from adapters.slack.inbound import PATH, routes
from adapters.slack.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign
from bot.dialogue.content import Card, Move, Page, Question
from bot.dialogue.fields import LongText, Option, Pick
from bot.dialogue.inputs import Aim, Cite, Fill, Go, Incoming, Leave, Press, Words
from tests.slack_forms import KeptConversations, KeptForms, answering

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRET = "made-up-signing-secret"
HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT", bot_id="B0BOT")
SESSION = "0199c0de-7000-7000-8000-00000000cafe"
NOTE = Question(LongText(id="note", label="What was seen?"))
PAGE = Page(
    session=SESSION,
    revision=3,
    flow="complaint",
    flow_title="Client complaint",
    step="what",
    title="Allegation 1",
    notice="Client complaint: a question for you",
    questions=(NOTE,),
    moves=(Move("back", "Back"),),
)
REVIEW = replace(PAGE, questions=(), moves=(Move("go", "Submit"), Move("back", "Back")))
ENDED = Card("Evenhand", "EH-2026-0001")
BLOCK = codec.fill_block(SESSION, 3, field="note")
WHO: Mapping[str, Any] = {
    "user": {"id": "U0MAYA", "team_id": "T0HOME"},
    "team": {"id": "T0HOME", "domain": "northwind"},
}


class FixedClock:
    """Stands still."""

    def now(self) -> datetime:
        """Always the same."""
        return NOW


@dataclass
class Scene:
    """Slack's path, what is behind it, and what Slack shows."""

    http: aiohttp.ClientSession
    url: Any
    talks: KeptConversations
    forms: KeptForms

    async def post(self, form: Mapping[str, str]) -> Any:
        """Post it signed; gives the answer's body, None when it is empty."""
        raw, at = urlencode(form).encode(), str(int(NOW.timestamp()))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            TIMESTAMP_HEADER: at,
            SIGNATURE_HEADER: sign(raw, timestamp=at, secret=SECRET),
        }
        async with self.http.post(self.url, data=raw, headers=headers) as answer:
            assert answer.status == 200
            return json.loads(await answer.text() or "null")

    async def send(self, **payload: Any) -> Any:
        """Post an interaction."""
        return await self.post({"payload": json.dumps({**WHO, **payload})})

    async def submit(self, page: Page, values: Mapping[str, Any] | None = None) -> Any:
        """Submit a page's modal."""
        return await self.send(type="view_submission", view=view_of(page, values))

    async def command(self, command: str, text: str = "") -> Any:
        """Type a command."""
        typed = {"command": command, "text": text, "trigger_id": "1.2.3"}
        return await self.post({**typed, "user_id": "U0MAYA", "team_id": "T0HOME"})

    @property
    def heard(self) -> Incoming:
        """The last thing that came in."""
        return self.talks.received[-1]


def view_of(page: Page, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A page's modal as Slack sends it back."""
    view = modal.page_view(page)
    known = {"id": "V1", "type": "modal", "hash": "156.abc", "callback_id": "page"}
    return {**known, **view, "state": {"values": values or {}}}


def typed(text: str | None) -> dict[str, Any]:
    """What stands in the one field."""
    return {BLOCK: {"mark.0": {"type": "plain_text_input", "value": text}}}


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """A server with Slack's path."""
    talks, forms = KeptConversations(), KeptForms()
    app = web.Application()
    app.add_routes(
        routes(
            signing_secret=SECRET,
            home=HOME,
            answering=answering(HOME, talks, forms=forms),
            clock=FixedClock(),
        )
    )
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Scene(http, server.make_url(PATH), talks, forms)


# --- forms --------------------------------------------------------------------------------------


async def test_a_submitted_page_is_answered_with_the_next(scene: Scene) -> None:
    """Its answers come in under a key of their own, and the modal shows what is asked now."""
    scene.talks.shown = REVIEW
    answer = await scene.submit(PAGE, typed("Three tickets & more"))
    assert answer == {"response_action": "update", "view": modal.page_view(REVIEW)}
    assert scene.heard.input == Fill(SESSION, 3, {"note": "Three tickets & more"})
    assert scene.heard.in_form
    await scene.submit(PAGE, typed("Three tickets"))
    await scene.submit(PAGE, typed("Three tickets"))
    first, second, third = (one.key for one in scene.talks.received)
    assert first != second == third


async def test_what_is_wrong_stands_beside_its_field(scene: Scene) -> None:
    """The modal stays as it is when that says everything, else it is drawn anew."""
    wrong = replace(NOTE, error="Please say more.", value="x")
    scene.talks.shown = replace(PAGE, questions=(wrong,))
    answer = await scene.submit(PAGE, typed("x"))
    assert answer == {"response_action": "errors", "errors": {BLOCK: "Please say more."}}
    scene.talks.shown = replace(PAGE, questions=(wrong,), error="And not like this.")
    assert (await scene.submit(PAGE, typed("x")))["response_action"] == "update"
    scene.talks.shown = replace(PAGE, questions=(wrong,), revision=4)
    assert (await scene.submit(PAGE, typed("x")))["response_action"] == "update"


async def test_a_reviews_own_button_is_the_way_on(scene: Scene) -> None:
    """The modal says of itself what its button means."""
    scene.talks.shown = ENDED
    answer = await scene.submit(REVIEW)
    assert scene.heard.input == Go(SESSION, 3, "go")
    assert answer == {"response_action": "update", "view": modal.ending_view(ENDED)}
    scene.talks.shown = None
    assert await scene.submit(REVIEW) == {"response_action": "clear"}


async def test_a_button_in_a_form_puts_the_next_page_in_its_place(scene: Scene) -> None:
    """By a call of Slack's, for this very state of the modal; what was typed comes along."""
    scene.talks.shown = REVIEW
    pressed = {"type": "button", "action_id": "go.0", "value": codec.go(SESSION, 3, move="back")}
    view = view_of(PAGE, typed("Half a pa"))
    send = {"type": "block_actions", "trigger_id": "1.2.3", "actions": [pressed], "view": view}
    for shown in (REVIEW, ENDED, None):
        scene.talks.shown = shown
        assert await scene.send(**send) is None
    assert scene.heard.input == Go(SESSION, 3, "back", "", {"note": "Half a pa"})
    shown_views = [modal.page_view(REVIEW), modal.ending_view(ENDED), modal.over_view()]
    assert scene.forms.updated == [("V1", "156.abc", view) for view in shown_views]
    assert scene.forms.opened == []


async def test_fields_of_another_page_are_not_taken_for_this_one(scene: Scene) -> None:
    """Slack sends along what stood in a modal before, now and then."""
    old = codec.fill_block(SESSION, 2, field="client")
    held = {old: {"mark.0": {"type": "plain_text_input", "value": "old"}}, **typed("new")}
    await scene.submit(PAGE, held)
    assert scene.heard.input == Fill(SESSION, 3, {"note": "new"})


async def test_a_form_that_is_closed_is_told_of(scene: Scene) -> None:
    """What it was about; one that is not ours is nothing."""
    await scene.send(type="view_closed", view=view_of(PAGE))
    assert scene.heard.input == Leave(SESSION, "closed")
    await scene.send(type="view_closed", view={**view_of(PAGE), "private_metadata": "x"})
    assert len(scene.talks.received) == 1


async def test_a_form_that_is_not_ours_overwrites_nothing(scene: Scene) -> None:
    """Whatever its fields hold."""
    for wrong in (
        {**view_of(PAGE, typed("x")), "private_metadata": "a:b:c"},
        view_of(PAGE, {BLOCK: {"mark.0": {"type": "unknown_input"}}}),
        view_of(PAGE, {BLOCK: {}}),
    ):
        await scene.send(type="view_submission", view=wrong)
        assert scene.heard.input == Press("stale")


# --- what opens one -------------------------------------------------------------------------------


@pytest.mark.parametrize("surface", ["message", "home"])
async def test_a_button_that_begins_something_opens_a_form(scene: Scene, surface: str) -> None:
    """On a card and on the person's own page alike; what it says besides is a message."""
    pressed = {"type": "button", "action_id": "press.0", "value": codec.press("start", "roles")}
    view = {"view": {"id": "V9", "type": "home"}} if surface == "home" else {}
    send = {"type": "block_actions", "trigger_id": "1.2.3", "actions": [pressed], **view}
    for shown in (ENDED, None, PAGE):
        scene.talks.shown = shown
        assert await scene.send(**send) is None
    assert scene.heard.input == Press("start", "roles")
    assert scene.heard.in_form
    assert scene.forms.opened == [("1.2.3", modal.page_view(PAGE))]
    assert scene.forms.updated == []


async def test_a_page_in_the_conversation_is_answered_there(scene: Scene) -> None:
    """Its buttons open nothing."""
    scene.talks.shown = PAGE
    value = codec.fill(SESSION, 3, field="known", value="seen")
    pressed = {"type": "button", "action_id": "fill.0", "value": value}
    await scene.send(type="block_actions", trigger_id="1.2.3", actions=[pressed])
    assert not scene.heard.in_form
    assert scene.forms.opened == []


@pytest.mark.parametrize(
    ("command", "text", "words"),
    [
        ("/complaint", "", "complaint"),
        ("/case", "", "case"),
        ("/case", " EH-2026-0001 ", "case EH-2026-0001"),
        ("/roles", "EH-2026-0001", "roles EH-2026-0001"),
        ("/update", "EH-2026-0001", "update EH-2026-0001"),
        ("/evenhand", "", "help"),
        ("/evenhand", "where am I", "where am I"),
        ("/evenhand", "&lt;b&gt; &amp;amp;", "<b> &amp;"),
    ],
)
async def test_a_command_stands_for_words(
    scene: Scene, command: str, text: str, words: str
) -> None:
    """The same as typed in the direct message; its sender alone reads where the answer is."""
    answer = await scene.command(command, text)
    assert scene.heard == Incoming(
        "slack", "", "U0MAYA", key="1.2.3", input=Words(words), in_form=True
    )
    assert answer["response_type"] == "ephemeral"
    assert answer["text"] == "I answered you in our direct messages."


async def test_a_command_that_opens_a_form_says_nothing_besides(scene: Scene) -> None:
    """But for words that it does not take: they are not dropped in silence."""
    scene.talks.shown = PAGE
    assert await scene.command("/complaint") is None
    answer = await scene.command("/complaint", "Ben was late")
    assert answer["text"].startswith("Your words behind the command were not taken over.")
    assert [trigger for trigger, _ in scene.forms.opened] == ["1.2.3", "1.2.3"]


async def test_a_form_that_does_not_open_is_offered_again(scene: Scene) -> None:
    """The mediator is told, once, under a key of its own."""
    scene.talks.shown, scene.forms.works = PAGE, False
    answer = await scene.command("/complaint")
    assert answer["text"] == "I answered you in our direct messages."
    assert scene.heard.input == Leave(SESSION, "not_opened")
    assert scene.heard.key == "1.2.3:not_opened"


async def test_shortcuts_are_the_intake_and_a_message_that_is_pointed_at(scene: Scene) -> None:
    """Its words, author, time and place, as Slack vouches for them."""
    scene.talks.shown = PAGE
    asked = {"trigger_id": "1.2.3", "callback_id": "complaint"}
    assert await scene.send(type="shortcut", **asked) is None
    assert scene.talks.received[0].input == Words("complaint")
    message = {
        "user": "U0KIM",
        "team": "T0THEIRS",
        "ts": "1763974800.000100",
        "thread_ts": "1763974700.000100",
        "text": "Three &amp; more <https://x.example|x.example>",
    }
    cited = {"channel": {"id": "C0SHARED"}, "message": message, "trigger_id": "1.2.4"}
    for name, aim in (("open_case", Aim.OPEN_CASE), ("add_to_case", Aim.ADD_TO_CASE)):
        await scene.send(type="message_action", callback_id=name, **cited)
        assert scene.heard.input == Cite(
            what=aim,
            words="Three & more x.example",
            tenant="T0THEIRS",
            user="U0KIM",
            author="",
            written_at=datetime(2025, 11, 24, 9, 0, tzinfo=UTC),
            link="https://northwind.slack.com/archives/C0SHARED/p1763974800000100"
            "?thread_ts=1763974700.000100&cid=C0SHARED",
        )
    assert len(scene.forms.opened) == 3
    heard = len(scene.talks.received)
    await scene.send(type="shortcut", trigger_id="1.2.5", callback_id="another_apps")
    assert len(scene.talks.received) == heard


async def test_a_message_of_an_app_has_no_author_among_people(scene: Scene) -> None:
    """Nor has one of whom nobody can tell where they belong."""
    message = {"ts": "1763974800.000100", "text": "x", "user": "U0APP", "team": "T0HOME"}
    for more in ({"bot_id": "B1", "username": "CI"}, {"team": None}):
        cited = {"channel": {"id": "C1"}, "message": {**message, **more}, "trigger_id": "1.2.4"}
        await scene.send(type="message_action", callback_id="open_case", **cited)
        assert isinstance(scene.heard.input, Cite)
        assert scene.heard.input.user == ""


# --- lists ----------------------------------------------------------------------------------------


async def test_a_list_is_filled_with_what_fits_the_words(scene: Scene) -> None:
    """Names that are too long are marked; who asks, for what, and what stands beside is told."""
    scene.talks.found = (
        Option("ben", "Ben Cruz", "Support"),
        Option("w", "Wolfeschlegel" * 9),
        Option("x" * 200, "A value that Slack cannot carry"),
    )
    view = view_of(replace(PAGE, questions=(Question(Pick(id="who", label="Who?", source="s")),)))
    view["state"] = {"values": typed("beside")}
    block = codec.fill_block(SESSION, 3, field="who")
    asked = {"action_id": "mark.0", "block_id": block, "value": "be"}
    answer = await scene.send(type="block_suggestion", view=view, **asked)
    labels = [one["text"]["text"] for one in answer["options"]]
    assert labels == ["Ben Cruz", ("Wolfeschlegel" * 9)[:74] + "…"]
    assert answer["options"][0]["description"]["text"] == "Support"
    assert scene.talks.searches == [
        {
            "surface": "slack",
            "tenant": "",
            "user": "U0MAYA",
            "session": SESSION,
            "field": "who",
            "query": "be",
            "values": {"note": "beside"},
        }
    ]


async def test_a_list_that_is_not_ours_stays_empty(scene: Scene) -> None:
    """Nothing is looked up for it."""
    asked = {"action_id": "mark.0", "value": "be"}
    for block in ("made-up", "fill:a:b:c", codec.fill_block(SESSION, 3, field="\0")):
        answer = await scene.send(type="block_suggestion", block_id=block or "x", **asked)
        assert answer == {"options": []}
    assert scene.talks.searches == []


# --- faults of ours -------------------------------------------------------------------------------


async def test_after_a_fault_of_ours_nothing_is_lost_and_it_can_be_tried_again(
    scene: Scene,
) -> None:
    """A form keeps what was typed in it, and a command says that it was not taken."""
    scene.talks.fault = RuntimeError("disk full of secrets")
    with capture_logs() as logs:
        answer = await scene.submit(PAGE, typed("Three tickets"))
        assert answer == {"response_action": "errors", "errors": {BLOCK: modal.TRY_AGAIN}}
        answer = await scene.submit(REVIEW)
        again = {**view_of(REVIEW), **answer["view"]}
        whispered = await scene.command("/case")
    assert "nothing was changed" in whispered["text"]
    assert [one["event"] for one in logs] == ["slack_request_failed"] * 3
    assert "secrets" not in str(logs)
    scene.talks.fault = None
    await scene.send(type="view_submission", view=again)
    assert scene.heard.input == Go(SESSION, 3, "go")
