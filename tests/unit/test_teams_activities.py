"""What Teams sends, in our own words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.teams import incoming
from adapters.teams.activities import Activity, Malformed, parse
from bot.dialogue.inputs import Press, Words

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BOT = "28:bot"
MENTION = {"type": "mention", "text": "<at>Deal</at>", "mentioned": {"id": BOT, "name": "Deal"}}


def activity(**more: Any) -> Activity:
    """A message in somebody's personal chat."""
    made = {
        "type": "message",
        "id": "1",
        "channelId": "msteams",
        "serviceUrl": "https://smba.example/",
        "from": {"id": "29:noor", "aadObjectId": "ABCD"},
        "recipient": {"id": BOT},
        "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": "T-1"},
        "channelData": {"tenant": {"id": "T-2"}},
        "text": "help",
        **more,
    }
    return parse(json.dumps(made).encode())[0]


@pytest.mark.parametrize(
    ("text", "entities", "words"),
    [
        ("create Deal for Dealer Deals", [], "create Deal for Dealer Deals"),
        ("<at>Deal</at> create Deal for Deals", [MENTION], "create Deal for Deals"),
        ("<at>Deal</at> <at>Deal</at>", [MENTION], "<at>Deal</at>"),
        ("<at>Kim</at> help", [{**MENTION, "mentioned": {"id": "29:kim"}}], "<at>Kim</at> help"),
        ("help", [MENTION], "help"),
        ("help", [{"type": "clientInfo", "locale": "en"}], "help"),
    ],
)
def test_only_our_mention_is_taken_out_by_its_entity(
    text: str, entities: list[dict[str, Any]], words: str
) -> None:
    """What a person wrote is never looked through for the bot's name."""
    assert activity(text=text, entities=entities).words == words


def test_the_tenant_is_what_teams_vouches_for() -> None:
    """Of the channel's data first, in one spelling."""
    assert activity().tenant == "t-2"
    assert activity(channelData=None).tenant == "t-1"
    assert activity(channelData=None, conversation={"id": "a:1"}).tenant == ""


def test_a_person_is_known_by_both_their_ids() -> None:
    """The directory's own first; the bot's where there is no other."""
    heard = incoming.said(activity(), now=NOW)
    assert heard
    assert (heard.user, heard.alias, heard.key) == ("abcd", "29:noor", "a:1:1")
    alone = incoming.said(activity(**{"from": {"id": "29:noor"}}), now=NOW)
    assert alone
    assert (alone.user, alone.alias) == ("29:noor", "")


def test_a_message_without_words_is_nothing() -> None:
    """A picture, a reaction, a mention alone."""
    assert incoming.said(activity(text=None), now=NOW) is None
    assert incoming.said(activity(text="<at>Deal</at> ", entities=[MENTION]), now=NOW) is None
    heard = incoming.said(activity(value={"a": 1}), now=NOW)
    assert heard
    assert heard.input == Words("help")


def test_a_page_is_answered_once_and_a_button_once_in_a_while() -> None:
    """By what was pressed, whatever id it comes under."""
    page = {"evenhand": {"do": "fill", "nonce": "n", "session": "s", "revision": 1}, "text.a": "b"}
    button = {"evenhand": {"do": "press", "nonce": "n", "action": "help"}}

    def keys(value: Any, seconds: float, **more: Any) -> set[str]:
        at = NOW + timedelta(seconds=seconds)
        return set(incoming.pressed(activity(**more), value, now=at).also)

    assert keys(page, 0) == keys(page, 9999, id="2")
    assert keys(page, 0) != keys({**page, "text.a": "c"}, 0)
    assert not keys(page, 0) & keys(page, 0, **{"from": {"id": "29:leo"}})
    assert all(keys(button, 0) & keys(button, later, id="2") for later in (1, 10, 15))
    assert not keys(button, 0) & keys(button, 31, id="2")
    assert incoming.pressed(activity(), None, now=NOW).input == Press("stale")


@pytest.mark.parametrize("raw", [b"", b"7", b"[" * 100_000, b'{"type": "message"}', b"\xff"])
def test_what_is_no_activity_says_nothing_of_itself(raw: bytes) -> None:
    """The log gets the kind of fault alone."""
    with pytest.raises(Malformed, match=r"^[A-Za-z]+$"):
        parse(raw)
