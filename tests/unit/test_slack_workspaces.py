"""Which token speaks where: refreshed before it expires, and never lost to a race."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.slack.connect import SlackHome, web_api
from adapters.slack.oauth import OAuth
from adapters.slack.workspaces import Workspaces, keep_newest, serving
from adapters.sql import SqliteDatabase
from bot.domain.errors import TryLater, Undeliverable
from bot.domain.installations import Installation
from tests.contract.stores import sqlite_store
from tests.standins.slack_api import SlackStandIn

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HALF_A_DAY = timedelta(hours=12)
HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT")
BY_ORGANISATION = Installation(
    surface="slack",
    tenant="E0GRID",
    enterprise="E0GRID",
    name="Grid",
    bot_user="U0BOT",
    bot="B0BOT",
    scopes=frozenset(),
    token="xoxb-grid",
    installed_at=NOW,
)
IN_CONTOSO = replace(BY_ORGANISATION, tenant="T0CONTOSO", enterprise="", name="Contoso")


class MovableClock:
    """Ours and Slack's."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        """Ours."""
        return self.at

    def __call__(self) -> float:
        """Slack's."""
        return self.at.timestamp()


class Lost:
    """Keeps what is lost."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, Collection[str]]] = []

    async def lost(
        self, surface: str, tenant: str, *, because: str, cut_off: Collection[str]
    ) -> None:
        """Keep it."""
        self.told.append((tenant, because, cut_off))


@pytest.fixture
def clock() -> MovableClock:
    """Nine o'clock."""
    return MovableClock()


@pytest.fixture
async def slack(clock: MovableClock) -> AsyncIterator[SlackStandIn]:
    """A Slack that rotates tokens, with the client's workspace in it."""
    async with SlackStandIn(clock=clock) as standin:
        standin.installs.rotation = True
        standin.add_workspace("T0CONTOSO", name="Contoso")
        yield standin


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """An empty store."""
    made = sqlite_store(tmp_path)
    yield made
    made.close()


@dataclass(frozen=True)
class Scene:
    """What is tested, and all around it."""

    slack: SlackStandIn
    store: SqliteDatabase
    clock: MovableClock
    oauth: OAuth
    lost: Lost
    workspaces: Workspaces

    async def installed(self) -> Installation:
        """The app, installed in the client's workspace."""
        asked = (
            f"https://slack.com/oauth/v2/authorize?client_id={self.oauth.client_id}"
            "&scope=chat:write&state=x&redirect_uri=https://evenhand.example/back"
        )
        contoso = self.slack.workspaces["T0CONTOSO"]
        back = self.slack.installs.approve(asked, contoso, user_id="U0ADMIN")
        code = back.partition("code=")[2].partition("&")[0]
        made = await self.oauth.exchange(code, redirect_uri="https://evenhand.example/back")
        await self.store.write(lambda work: work.installations.put(made))
        return made


@pytest.fixture
async def scene(
    slack: SlackStandIn, store: SqliteDatabase, clock: MovableClock
) -> AsyncIterator[Scene]:
    """The app is installed nowhere but at home, by its token."""
    lost, app = Lost(), slack.installs
    async with web_api(token=slack.token, api_url=slack.url) as client:
        oauth = OAuth(client, app.client_id, app.client_secret, clock)
        made = Workspaces(client, home=HOME, database=store, clock=clock, oauth=oauth, losses=lost)
        yield Scene(slack, store, clock, oauth, lost, made)


async def kept(store: SqliteDatabase) -> Installation:
    """What is kept of the client's workspace."""
    found = await store.read(lambda work: work.installations.get("slack", "T0CONTOSO"))
    assert found
    return found


def calls(slack: SlackStandIn, method: str) -> int:
    """How often a method was called."""
    return [name for name, _ in slack.calls].count(method)


async def test_a_token_is_refreshed_before_it_expires_and_once(scene: Scene) -> None:
    """However many ask at once; the refresh token, good once, is kept with it."""
    first = await scene.installed()
    assert (await scene.workspaces.of("T0CONTOSO")).token == first.token
    scene.clock.at += HALF_A_DAY - timedelta(minutes=59)
    found = await asyncio.gather(*(scene.workspaces.of("T0CONTOSO") for _ in range(5)))
    (token,) = {each.token for each in found}
    assert token != first.token
    assert calls(scene.slack, "oauth.v2.access") == 2
    scene.clock.at += HALF_A_DAY
    third = await scene.workspaces.of("T0CONTOSO")
    assert third.token not in (first.token, token)
    assert (await third.auth_test())["team_id"] == "T0CONTOSO"


async def test_a_refresh_that_fails_is_tried_again_with_the_next_message(scene: Scene) -> None:
    """While the old token is good, it serves; after that a message waits for the next try."""
    first = await scene.installed()
    scene.clock.at += HALF_A_DAY - timedelta(minutes=30)
    scene.slack.fail("oauth.v2.access", times=2)
    assert (await scene.workspaces.of("T0CONTOSO")).token == first.token
    scene.clock.at += timedelta(minutes=30)
    with pytest.raises(TryLater, match="expired"):
        await scene.workspaces.of("T0CONTOSO")
    assert (await scene.workspaces.of("T0CONTOSO")).token != first.token


async def test_a_refresh_that_slack_refuses_for_good_is_told(scene: Scene) -> None:
    """Nothing but installing it again mends that."""
    await scene.installed()
    scene.clock.at += HALF_A_DAY
    scene.slack.refuse("oauth.v2.access", "invalid_refresh_token")
    with pytest.raises(Undeliverable):
        await scene.workspaces.of("T0CONTOSO")
    assert scene.lost.told == [("T0CONTOSO", "invalid_refresh_token", {"T0CONTOSO"})]


async def test_the_newest_tokens_stand_whoever_writes_last(store: SqliteDatabase) -> None:
    """A slower refresh does not put an older token in place of a newer one."""
    old = replace(IN_CONTOSO, token="xoxe-1", refresh_token="r1", expires_at=NOW)
    newer = replace(old, token="xoxe-3", refresh_token="r3", expires_at=NOW + HALF_A_DAY)
    slower = replace(old, token="xoxe-2", refresh_token="r2", expires_at=NOW + HALF_A_DAY / 2)
    await store.write(lambda work: work.installations.put(old))
    assert await store.write(lambda work: keep_newest(work, newer)) == newer
    assert await store.write(lambda work: keep_newest(work, slower)) == newer
    assert await kept(store) == newer


@pytest.mark.parametrize("code", ["account_inactive", "invalid_auth", "token_revoked"])
async def test_an_answer_that_the_app_is_gone_is_told(scene: Scene, code: str) -> None:
    """With whom it cuts off; not for a token that was replaced meanwhile, nor for other codes."""
    token = (await scene.installed()).token
    await scene.workspaces.refused("T0CONTOSO", "channel_not_found", token=token)
    await scene.workspaces.refused("T0CONTOSO", code, token="xoxb-an-older-one")
    assert scene.lost.told == []
    await scene.workspaces.refused("T0CONTOSO", code, token=token)
    assert scene.lost.told == [("T0CONTOSO", code, {"T0CONTOSO"})]


async def test_where_it_was_never_installed_home_speaks_and_where_it_is_gone_nobody(
    scene: Scene,
) -> None:
    """Slack Connect may carry it from home; what was removed is not gone round."""
    assert (await scene.workspaces.of("T0CONTOSO")).token == scene.slack.token
    await scene.installed()
    await scene.store.write(
        lambda work: work.installations.gone("slack", "T0CONTOSO", at=NOW, because="removed")
    )
    with pytest.raises(Undeliverable, match="removed"):
        await scene.workspaces.of("T0CONTOSO")


def test_an_organisation_is_served_by_itself_or_by_any_of_its_workspaces() -> None:
    """A workspace by its own installation first, and by its organisation's where it is ours."""
    in_grid = replace(BY_ORGANISATION, tenant="T0ONE")
    assert serving([BY_ORGANISATION, in_grid], "E0GRID") == BY_ORGANISATION
    assert serving([in_grid], "E0GRID") == in_grid
    assert serving([BY_ORGANISATION, in_grid], "T0ONE") == in_grid
    assert serving([BY_ORGANISATION], "T0TWO") is None
    assert serving([BY_ORGANISATION], "T0TWO", "E0GRID") == BY_ORGANISATION
    gone = replace(in_grid, gone_at=NOW)
    assert serving([gone, BY_ORGANISATION], "T0ONE", "E0GRID") == BY_ORGANISATION
    assert serving([gone], "T0ONE") == gone
