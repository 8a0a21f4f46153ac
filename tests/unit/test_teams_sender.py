"""A post becomes one card in a personal chat, or a clear word to delivery about why not."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from adapters.sql import SqliteDatabase
from adapters.teams.connectors import Connectors
from adapters.teams.references import References
from adapters.teams.sender import TeamsSurface
from adapters.teams.tokens import Tokens
from bot.dialogue.content import Card, Quote
from bot.dialogue.posts import Post
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.lanes import Address
from bot.domain.references import Reference
from bot.services.time_machine import MovableClock
from tests.contract.stores import sqlite_store
from tests.standins import teams_reading as reading
from tests.standins.teams_cloud import APP_ID, PASSWORD, TENANT, TeamsStandIn

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CARD = Card("EH-2026-0042: there is news", "News", (Quote("*bold* <at>x</at>", by="Kim"),))


@dataclass
class Setting:
    """The surface, and the Teams around it."""

    surface: TeamsSurface
    teams: TeamsStandIn
    store: SqliteDatabase


@pytest.fixture
async def setting(tmp_path: Path) -> AsyncIterator[Setting]:
    """Noor has the app."""
    store = sqlite_store(tmp_path)
    async with TeamsStandIn() as teams, aiohttp.ClientSession() as http:
        url = f"{teams.url}/{TENANT}/oauth2/v2.0/token"
        tokens = Tokens(http, url, APP_ID, PASSWORD, time.monotonic)
        references = References(store, MovableClock(lambda: NOW))
        where = teams.chat("a:noor").id
        noor = Reference("teams", "", "29:noor", "", where, teams.service_url, "28:bot")
        await store.write(lambda work: work.references.put(noor))
        yield Setting(TeamsSurface(Connectors(http, tokens), references), teams, store)
    store.close()


def post(*, user: str = "29:noor", key: str = "opened:p1") -> Post:
    """A post to somebody on Teams."""
    return Post("post-1", Address("a1", "noor", "teams", "", user), 1, key, CARD, NOW, NOW)


async def test_a_post_is_a_card_with_its_key_behind_it(setting: Setting) -> None:
    """The notification says no more than the notice does."""
    message_id = await setting.surface.send(post(), replaced="")
    (sent,) = setting.teams.chats["a:noor"].messages
    assert message_id == sent.id
    assert sent.summary == "EH-2026-0042: there is news"
    assert reading.words(sent.card) == "News\nKim wrote:\n*bold* <at>x</at>"
    assert sent.activity["channelData"] == {"evenhand": {"key": "opened:p1"}}


async def test_a_card_takes_the_place_of_an_earlier_one(setting: Setting) -> None:
    """In the chat it is one message; one that is gone is said anew."""
    first = await setting.surface.send(post(), replaced="")
    assert await setting.surface.send(post(key="second"), replaced=first) == first
    assert [method for method, _ in setting.teams.calls] == ["POST", "PUT"]
    anew = await setting.surface.send(post(key="third"), replaced="1600000000000")
    assert anew not in ("", first)
    assert setting.teams.fetched == 1


async def test_a_quiet_card_is_never_a_message_of_its_own(setting: Setting) -> None:
    """Where its message is gone it is dropped, and the conversation stays open."""
    with pytest.raises(Undeliverable):
        await setting.surface.send(replace(post(), quiet=True), replaced="1600000000000")
    assert setting.teams.chats["a:noor"].messages == []
    assert await setting.surface.send(post(), replaced="")


@pytest.mark.parametrize(
    ("status", "code"), [(403, "MessageWritesBlocked"), (404, "ConversationNotFound")]
)
async def test_a_closed_conversation_is_given_up(setting: Setting, status: int, code: str) -> None:
    """And forgotten: nothing is tried there until the person is met again."""
    setting.teams.fail("POST", status, code)
    with pytest.raises(Undeliverable, match=code):
        await setting.surface.send(post(), replaced="")
    with pytest.raises(Undeliverable, match="not with them"):
        await setting.surface.send(post(), replaced="")
    assert setting.teams.calls == []


async def test_whoever_has_no_app_is_out_of_reach(setting: Setting) -> None:
    """Nothing is called for them."""
    with pytest.raises(Undeliverable):
        await setting.surface.send(post(user="29:leo"), replaced="")
    assert setting.teams.fetched == 0


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("status", [401, 408, 412, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_later_and_never_at_once(
    setting: Setting, method: str, status: int
) -> None:
    """One call, whatever the answer; only a 429 says how long to wait."""
    setting.teams.fail(method, status, "Busy", retry_after=7, times=9)
    with pytest.raises(TryLater) as caught:
        await setting.surface.send(post(), replaced="1" if method == "PUT" else "")
    assert caught.value.after == (7 if status == 429 else None)
    assert sum(failure.times for failure in setting.teams._failures) == 8


async def test_a_token_that_is_refused_is_fetched_anew(setting: Setting) -> None:
    """The next try goes through."""
    await setting.surface.send(post(), replaced="")
    setting.teams.tokens.clear()
    with pytest.raises(TryLater):
        await setting.surface.send(post(key="b"), replaced="")
    assert await setting.surface.send(post(key="b"), replaced="")
    assert setting.teams.fetched == 2


async def test_what_is_refused_for_its_form_is_given_up(setting: Setting) -> None:
    """The same again would be refused again; the conversation stays open."""
    for status in (400, 413):
        setting.teams.fail("POST", status, "MessageSizeTooBig")
        with pytest.raises(Undeliverable):
            await setting.surface.send(post(), replaced="")
    assert await setting.surface.send(post(), replaced="")


async def test_no_answer_at_all_is_tried_later(setting: Setting) -> None:
    """Nobody knows whether it was taken."""
    leo = Reference("teams", "", "29:leo", "", "a:leo", "http://127.0.0.1:9/", "28:bot")
    await setting.store.write(lambda work: work.references.put(leo))
    with pytest.raises(TryLater):
        await setting.surface.send(post(user="29:leo"), replaced="")
