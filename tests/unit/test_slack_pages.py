"""How a page of a flow reads in a direct message, and what a person does with it over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack.connect import connect, web_api
from adapters.slack.inbound import routes
from adapters.slack.sender import SlackSurface
from bot.dialogue.content import (
    Button,
    Card,
    Content,
    Facts,
    Heading,
    Move,
    Note,
    Page,
    Paragraph,
    Question,
    Quote,
)
from bot.dialogue.fields import Choice, Choices, Day, LongText, Moment, Option, Pick
from bot.dialogue.inputs import Fill, Go, Incoming, Press, Words
from bot.dialogue.posts import Post
from bot.domain.lanes import Address
from tests.one_client import OneClient
from tests.slack_forms import KeptConversations, answering
from tests.standins.slack_api import SentMessage, SlackStandIn, plain
from tests.standins.slack_client import SlackPerson

SECRET = "made-up-signing-secret"
SESSION = "0199c0de-7000-7000-8000-00000000cafe"
BACK, CANCEL = Move("back", "Back"), Move("cancel", "Cancel")
HOW = (Option("seen", "Seen"), Option("reported", "Reported", "told by others"))
TEAM = tuple(Option(f"p{n}", f"Person {n}", "Support") for n in range(7))


def page(question: Question | None = None, *, moves: tuple[Move, ...] = (BACK, CANCEL)) -> Page:
    """A page that asks this."""
    return Page(
        session=SESSION,
        revision=3,
        flow="complaint",
        flow_title="Client complaint",
        step="what",
        title="Allegation 1",
        notice="Client complaint: a question for you",
        number=2,
        count=6,
        questions=(question,) if question else (),
        moves=moves,
    )


@dataclass
class Scene:
    """One person, their Slack, and our surface and path."""

    standin: SlackStandIn
    surface: SlackSurface
    person: SlackPerson
    received: list[Incoming]

    async def show(self, content: Content) -> SentMessage:
        """Send the person this; gives the message as they see it."""
        address = Address("a1", "maya", "slack", "", "U0MAYA")
        now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        await self.surface.send(Post("post-1", address, 1, "key", content, now, now), replaced="")
        return self.standin.messages("U0MAYA")[-1]

    @property
    def heard(self) -> list[object]:
        """What the person's doings came in as."""
        return [one.input for one in self.received]


class RealClock:
    """The time by which the stand-in signs."""

    def now(self) -> datetime:
        """Now."""
        return datetime.now(UTC)


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """Slack's path on a server, and a person with a Slack client."""
    conversations = KeptConversations()
    async with (
        SlackStandIn() as standin,
        web_api(token=standin.token, api_url=standin.url) as client,
        aiohttp.ClientSession() as http,
    ):
        standin.add_user("U0MAYA", tz="Asia/Manila")
        app = web.Application()
        home = await connect(client)
        made = routes(
            signing_secret=SECRET,
            home=home,
            answering=answering(home, conversations),
            clock=RealClock(),
        )
        app.add_routes(made)
        async with TestServer(app) as server:
            person = SlackPerson(
                base_url=str(server.make_url("/")),
                signing_secret=SECRET,
                user_id="U0MAYA",
                team_id=standin.team_id,
                standin=standin,
                http=http,
            )
            yield Scene(standin, SlackSurface(OneClient(client)), person, conversations.received)


def filled(name: str, value: object) -> Fill:
    """The answer that should come in."""
    return Fill(SESSION, 3, {name: value})  # type: ignore[dict-item]  # any value, to compare


async def test_a_card_reads_from_top_to_bottom(scene: Scene) -> None:
    """Title, words, facts, what somebody wrote, small print, buttons: in this order."""
    card = Card(
        "EH-2026-0042: there is news",
        "Case EH-2026-0042",
        (
            Paragraph("Hello Kim,"),
            Facts((("Reference", "EH-2026-0042"), ("Next update", "Tue 24 Nov 2026"))),
            Heading("What you told us"),
            Quote("He was late.", by="Kim Sand"),
            Note("You get this because you asked."),
        ),
        (Button("I have read this", "received", "p1", "primary"), Button("Why?", "why", "r1")),
    )
    message = await scene.show(card)
    assert plain(message) == (
        "Case EH-2026-0042\nHello Kim,\nReference\nEH-2026-0042\nNext update\nTue 24 Nov 2026\n"
        "What you told us\nKim Sand wrote:\nHe was late.\nYou get this because you asked.\n"
        "[I have read this]\n[Why?]"
    )
    assert await scene.person.press(message, "I have read this") == 200
    assert scene.heard == [Press("received", "p1")]


async def test_a_text_question_is_answered_in_words(scene: Scene) -> None:
    """What stands so far, and a gentle remark, are shown; the answer is simply typed."""
    field = LongText(id="seen", label="What was observed?", hint="Facts, please.", neutral=True)
    question = Question(field, value="He is useless.", nudge="“useless”: what did he do?")
    message = await scene.show(page(question, moves=(Move("keep", "Keep as it is"), CANCEL)))
    assert plain(message) == (
        "Allegation 1\nClient complaint · 2 of 6\nWhat was observed?\nFacts, please.\n"
        "💡 “useless”: what did he do?\nYour answer so far:\nHe is useless.\n"
        "To change it, write it anew.\n[Keep as it is]\n[Cancel]"
    )
    await scene.person.say("He was late on <Monday> & rude 😡")
    await scene.person.press(message, "Keep as it is")
    assert scene.heard == [Words("He was late on <Monday> & rude 😡"), Go(SESSION, 3, "keep")]


async def test_a_few_short_options_are_buttons(scene: Scene) -> None:
    """What an option means stands beside it, and the present answer too."""
    field = Choice(id="how", label="How is it known?", options=HOW)
    message = await scene.show(page(Question(field, HOW, value="seen")))
    assert plain(message) == (
        "Allegation 1\nClient complaint · 2 of 6\nHow is it known?\nYour answer so far: Seen\n"
        "• Reported – told by others\n[Seen]\n[Reported]\nOr type its name or number.\n"
        "[Back]\n[Cancel]"
    )
    await scene.person.press(message, "Reported")
    assert scene.heard == [filled("how", "reported")]


async def test_people_are_picked_from_a_menu(scene: Scene) -> None:
    """More options are a menu; who is not in it can be found by typing."""
    field = Pick(id="who", label="Who is it about?", source="people")
    message = await scene.show(page(Question(field, TEAM, more_options=True, value="p2")))
    read = plain(message)
    assert "- Person 6\nSupport" in read
    assert "There are more than these: type a name" in read
    await scene.person.choose(message, "Person 6")
    await scene.person.press(message, "Keep this answer")
    assert scene.heard == [filled("who", "p6"), filled("who", "p2")]


async def test_several_options_are_ticked_and_done(scene: Scene) -> None:
    """Ticks are taken together, and only when the person is done."""
    field = Choices(id="asks", label="What do they ask for?", options=TEAM)
    message = await scene.show(page(Question(field, TEAM, value=["p1"])))
    assert await scene.person.choose(message, "Person 3") == 200
    assert scene.heard == []
    await scene.person.press(message, "Done")
    assert scene.heard == [filled("asks", ["p1", "p3"])]


async def test_a_long_list_of_options_is_chosen_from_and_done(scene: Scene) -> None:
    """More than ten are a menu for several; it too is taken with Done."""
    many = tuple(Option(f"p{n}", f"Person {n}") for n in range(30))
    field = Choices(id="who", label="Who was there?", source="people")
    message = await scene.show(page(Question(field, many)))
    await scene.person.choose(message, "Person 29")
    await scene.person.choose(message, "Person 1")
    await scene.person.press(message, "Done")
    assert scene.heard == [filled("who", ["p29", "p1"])]


async def test_a_day_is_picked(scene: Scene) -> None:
    """A day answers as soon as it is picked; what was typed and not understood is given back."""
    field = Day(id="on", label="On which day?")
    question = Question(field, value="blursday", error="I cannot read this as a date.")
    message = await scene.show(page(question))
    assert "⚠ I cannot read this as a date.\nYou wrote:\nblursday" in plain(message)
    assert "[Keep this answer]" not in plain(message)
    await scene.person.pick_date(message, "2026-11-20")
    assert scene.heard == [filled("on", "2026-11-20")]


async def test_a_moment_is_picked_and_done(scene: Scene) -> None:
    """A moment has two parts, so it is taken with Done; what comes in is UTC."""
    message = await scene.show(page(Question(Moment(id="by", label="By when?"))))
    await scene.person.pick_date(message, "2026-11-24T15:00")  # in Manila
    assert scene.heard == []
    await scene.person.press(message, "Done")
    assert scene.heard == [filled("by", "2026-11-24T07:00:00+00:00")]


async def test_done_without_a_moment_is_no_answer(scene: Scene) -> None:
    """Nothing picked is nothing answered: the flow says what it needs."""
    message = await scene.show(page(Question(Moment(id="by", label="By when?"))))
    await scene.person.press(message, "Done")
    assert scene.heard == [filled("by", None)]


async def test_a_review_is_edited_from_a_menu(scene: Scene) -> None:
    """Many parts to edit are one menu, behind the button that sends it off."""
    edits = tuple(Move("edit", f"Edit: Part {n}", f"part-{n}") for n in range(8))
    moves = (Move("go", "Submit", style="primary"), *edits, BACK, CANCEL)
    message = await scene.show(page(moves=moves))
    await scene.person.choose(message, "Edit: Part 5")
    await scene.person.press(message, "Submit")
    assert scene.heard == [Go(SESSION, 3, "edit", "part-5"), Go(SESSION, 3, "go")]


async def test_a_forged_value_is_a_stale_press(scene: Scene) -> None:
    """A value that we never wrote is no order; one of ours is only a claim, checked by services."""
    message = await scene.show(Card("news", buttons=(Button("Tell", "tell", "case-1"),)))
    assert await scene.person.press(message, "Tell", value="<@U1>:x") == 200
    assert await scene.person.press(message, "Tell", value="tell:case-2") == 200
    assert scene.heard == [Press("stale"), Press("tell", "case-2")]


async def test_the_same_press_delivered_again_has_the_same_key(scene: Scene) -> None:
    """One click is one key, and another click another."""
    message = await scene.show(Card("news", buttons=(Button("Tell", "tell", "case-1"),)))
    await scene.person.press(message, "Tell")
    await scene.person.again()
    await scene.person.press(message, "Tell")
    first, second, third = (one.key for one in scene.received)
    assert first == second != third
