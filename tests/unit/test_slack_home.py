"""A Home as Slack's App Home: within every limit, read in order, and shown where it belongs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.slack.connect import web_api
from adapters.slack.home import render
from adapters.slack.publishing import SlackHomes
from bot.dialogue.content import Bullets, Button, Facts, Home, Item, Note, Paragraph, Section
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.lanes import Address
from tests.contract.hostile import HOSTILE
from tests.one_client import OneClient
from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_limits import violations
from tests.standins.slack_reading import plain

DROP = Button("Drop it", "drop", "s1", "danger", confirm="What you entered is lost.")
OPEN = Button("Open", "case", "c")
HOME = Home(
    "Hello Maya",
    (Paragraph("Here it is."), Note("Only you see this.")),
    (Button("New complaint", "start", "complaint", "primary"),),
    (
        Section(
            "Your cases",
            (
                Item(
                    "EH-1: Intake", (Facts((("Your part", "HR"),)),), (Button("Open", "case", "c"),)
                ),
            ),
            left=3,
            more="write “case”",
        ),
        Section("Your drafts", (Item("Complaint", (), (DROP,)),), left=1),
        Section("Your roles", empty="None just now."),
    ),
)
MAYA = Address("a1", "maya", "slack", "", "U0MAYA")


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack with Maya."""
    async with SlackStandIn() as standin:
        standin.add_user("U0MAYA")
        yield standin


@pytest.fixture
async def homes(slack: SlackStandIn) -> AsyncIterator[SlackHomes]:
    """The Homes, connected."""
    async with web_api(token=slack.token, api_url=slack.url) as client:
        yield SlackHomes(OneClient(client))


def shown(slack: SlackStandIn) -> str:
    """What Maya reads in her Home."""
    view = slack.workspace.modals.home("U0MAYA")
    assert view
    return plain(view)


def buttons(view: dict[str, Any]) -> list[dict[str, Any]]:
    """Every button."""
    blocks = [block for block in view["blocks"] if block["type"] == "actions"]
    return [element for block in blocks for element in block["elements"]]


async def test_it_reads_from_the_top_to_the_bottom(slack: SlackStandIn, homes: SlackHomes) -> None:
    """Headings first, and under each what stands there, or will."""
    await homes.publish(MAYA, homes.view(HOME))
    assert shown(slack).split("\n") == [
        "Hello Maya",
        "Here it is.",
        "Only you see this.",
        "[New complaint]",
        "Your cases",
        "EH-1: Intake",
        "Your part",
        "HR",
        "[Open]",
        "… and 3 more: write “case”",
        "Your drafts",
        "Complaint",
        "[Drop it]",
        "… and 1 more",
        "Your roles",
        "None just now.",
    ]


def test_headings_are_headings_to_a_screen_reader() -> None:
    """Slack's header blocks are announced as such; a button says what it is about."""
    view = render(HOME)
    heads = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]
    assert heads == ["Hello Maya", "Your cases", "Your drafts", "Your roles"]
    heard = [each.get("accessibility_label") for each in buttons(view)]
    assert heard == [None, "Open, EH-1: Intake", "Drop it, Complaint"]


def test_what_loses_something_asks_first() -> None:
    """In Slack's own dialog, with the button's own word for yes."""
    (ask,) = [each["confirm"] for each in buttons(render(HOME)) if "confirm" in each]
    texts = {name: value["text"] for name, value in ask.items()}
    assert texts == {
        "title": "Are you sure?",
        "text": "What you entered is lost.",
        "confirm": "Drop it",
        "deny": "Keep it",
    }


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_whatever_stands_in_it_slack_takes_it(name: str) -> None:
    """Of what does not fit there is a marked part, and how many things are left."""
    words = HOSTILE[name][:6000]
    ask = Button(words[:70], "start", "x", confirm=words)
    item = Item(words, (Paragraph(words), Facts(((words, words),)), Bullets((words,) * 3)), (ask,))
    sections = tuple(Section(words, (item,) * 12, empty=words, left=7) for _ in range(4))
    view = render(Home(words, (Paragraph(words), Note(words)), (ask,) * 5, sections))
    assert violations(view, kind="home") == []
    assert "… and " in json.dumps(view, ensure_ascii=False)


def test_more_than_fits_is_counted() -> None:
    """With what was left out before."""
    items = tuple(Item(f"{n}", (Paragraph("words"),), (DROP,)) for n in range(60))
    view = render(Home("Hello", sections=(Section("Cases", items, left=5, more="write “case”"),)))
    titles = [block for block in view["blocks"] if block["type"] == "actions"]
    assert f"… and {65 - len(titles)} more: write “case”" in str(view)
    assert violations(view, kind="home") == []


def test_the_same_home_is_the_same_view() -> None:
    """So that it need not be published twice."""
    homes = SlackHomes(OneClient(None))  # type: ignore[arg-type]
    assert homes.view(HOME) == homes.view(HOME)


@pytest.mark.parametrize(
    "code", ["not_enabled", "user_not_found", "invalid_arguments", "account_inactive"]
)
async def test_what_can_never_be_shown_is_said_so(
    slack: SlackStandIn, homes: SlackHomes, code: str
) -> None:
    """Then nobody tries again."""
    slack.refuse("views.publish", code)
    with pytest.raises(Undeliverable, match=code):
        await homes.publish(MAYA, homes.view(HOME))


async def test_slack_says_how_long_to_wait(slack: SlackStandIn, homes: SlackHomes) -> None:
    """Its Retry-After is passed on; where it breaks, later is all there is to say."""
    slack.limit("views.publish", retry_after=17)
    slack.fail("views.publish")
    with pytest.raises(TryLater) as limited:
        await homes.publish(MAYA, homes.view(HOME))
    assert limited.value.after == 17
    with pytest.raises(TryLater) as broken:
        await homes.publish(MAYA, homes.view(HOME))
    assert broken.value.after is None


async def test_another_workspaces_user_is_never_taken_for_ours(
    slack: SlackStandIn, homes: SlackHomes
) -> None:
    """Where the app is not installed, the home token would show it to whoever has that id here."""
    theirs = Address("a2", "", "slack", "T0OTHER", "U0MAYA")
    with pytest.raises(Undeliverable, match="not installed"):
        await homes.publish(theirs, homes.view(HOME))
    assert slack.workspace.modals.home("U0MAYA") is None
