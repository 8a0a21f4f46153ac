"""The keys of Bot Service are read once, and again when there may be others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from adapters.teams.connect import endpoints
from adapters.teams.keys import Keys, NoKeys
from tests.standins.teams_cloud import TeamsStandIn


@dataclass
class Seconds:
    """A clock that stands still."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Setting:
    """Keys, where they come from, and their clock."""

    keys: Keys
    teams: TeamsStandIn
    seconds: Seconds


@pytest.fixture
async def setting() -> AsyncIterator[Setting]:
    """Keys that were not read yet."""
    async with TeamsStandIn() as teams, aiohttp.ClientSession() as http:
        seconds = Seconds()
        yield Setting(Keys(http, endpoints(teams.url).metadata, seconds), teams, seconds)


async def test_keys_are_read_once_and_again_after_a_day(setting: Setting) -> None:
    """A known key needs no look, until they are a day old."""
    for _ in range(3):
        assert await setting.keys.key("key-0")
    assert setting.teams.signing.read == 1
    setting.seconds.now += 24 * 3600
    assert await setting.keys.key("key-0")
    assert setting.teams.signing.read == 2


async def test_unknown_keys_are_looked_for_once_a_minute(setting: Setting) -> None:
    """Whoever makes up key ids cannot make us call Microsoft for each."""
    for number in range(20):
        assert await setting.keys.key(f"made-up-{number}") is None
    assert setting.teams.signing.read == 1
    setting.teams.signing.roll()
    setting.seconds.now += 60
    assert await setting.keys.key("key-1")
    assert await setting.keys.key("key-0") is None
    assert setting.teams.signing.read == 3


async def test_what_is_known_stays_good_while_they_cannot_be_read(setting: Setting) -> None:
    """A fault of theirs costs only what is signed with a new key, and not for long."""
    assert await setting.keys.key("key-0")
    setting.teams.closed = True
    setting.teams.signing.roll()
    setting.seconds.now += 24 * 3600
    assert await setting.keys.key("key-0")
    for _ in range(2):
        with pytest.raises(NoKeys):
            await setting.keys.key("key-1")
    setting.teams.closed = False
    setting.seconds.now += 5
    assert await setting.keys.key("key-1")
