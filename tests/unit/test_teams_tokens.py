"""The token with which we speak to Bot Service, and what is said when there is none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import aiohttp
import pytest

from adapters.files.settings_teams import TeamsSettings
from adapters.teams.assembly import own_tokens, proved
from adapters.teams.tokens import Tokens, TokenUnknown
from bot.domain.errors import ConfigurationError
from tests.standins.teams_cloud import APP_ID, PASSWORD, TENANT, TeamsStandIn
from tests.unit.test_teams_keys import Seconds


@dataclass
class Setting:
    """Tokens, where they come from, and their clock."""

    tokens: Tokens
    teams: TeamsStandIn
    seconds: Seconds


@pytest.fixture
async def setting() -> AsyncIterator[Setting]:
    """No token yet."""
    async with TeamsStandIn() as teams, aiohttp.ClientSession() as http:
        seconds, url = Seconds(), f"{teams.url}/{TENANT}/oauth2/v2.0/token"
        yield Setting(Tokens(http, url, APP_ID, PASSWORD, seconds), teams, seconds)


async def test_a_token_is_fetched_once_and_renewed_before_its_end(setting: Setting) -> None:
    """Many who ask at once wait for one call; five minutes before the end there is another."""
    found = await asyncio.gather(*(setting.tokens.token() for _ in range(10)))
    assert set(found) == {"token-1"}
    setting.seconds.now += 3599 - 301
    assert await setting.tokens.token() == "token-1"
    setting.seconds.now += 2
    assert await setting.tokens.token() == "token-2"


async def test_a_token_that_was_refused_is_not_used_again(setting: Setting) -> None:
    """Only the one that was refused: another may be there by then."""
    assert await setting.tokens.token() == "token-1"
    setting.tokens.refused("token-0")
    assert await setting.tokens.token() == "token-1"
    setting.tokens.refused("token-1")
    assert await setting.tokens.token() == "token-2"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_fault_of_theirs_is_no_refusal(setting: Setting, status: int) -> None:
    """It may be tried again."""
    setting.teams.fail("token", status, "temporarily_unavailable")
    with pytest.raises(TokenUnknown):
        await setting.tokens.token()
    assert await setting.tokens.token()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "another"}, "MICROSOFT_APP_PASSWORD"),
        ({"app_id": TENANT}, "MICROSOFT_APP_ID"),
        ({"tenant_id": APP_ID}, "MICROSOFT_APP_TENANT_ID"),
        ({"api_url": "http://127.0.0.1:9"}, "could not be reached"),
    ],
)
async def test_wrong_credentials_are_said_in_words(wrong: dict[str, str], said: str) -> None:
    """The text names the setting and what to write, and never what was set."""
    async with TeamsStandIn() as teams, aiohttp.ClientSession() as http:
        right = TeamsSettings(APP_ID, PASSWORD, TENANT, teams.url)
        tokens = own_tokens(http, right)
        assert tokens
        await proved(tokens)
        tokens = own_tokens(http, replace(right, **wrong))
        assert tokens
        with pytest.raises(ConfigurationError) as caught:
            await proved(tokens)
    assert said in str(caught.value)
    assert PASSWORD not in f"{caught.value} {right!r} {tokens!r}"
