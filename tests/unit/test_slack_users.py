"""What Slack says of a user, in our own words, and whom it may propose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.slack.connect import SlackHome, web_api
from adapters.slack.user_object import SlackUser
from adapters.slack.users import SlackProfiles, profile_of
from bot.domain.errors import TryLater
from bot.domain.introductions import Profile
from bot.domain.lanes import Address
from tests.one_client import OneClient
from tests.standins.slack_api import SlackStandIn

HOME = SlackHome(team_id="T0HOME", bot_user_id="U0BOT", enterprise_id="E0GRID")
LEA = Address("a1", "", "slack", "", "U0LEA")


def said(**fields: Any) -> Profile:
    """What is understood of Lea's user object; `fields` replace parts of it."""
    user = {
        "id": "U0LEA",
        "team_id": "T0HOME",
        "real_name": "Lea Santos",
        "profile": {"email": "lea@northwind.example"},
        "tz": "Asia/Manila",
        "locale": "pt-BR",
        "updated": 1_790_000_000,
    }
    return profile_of(SlackUser.model_validate({**user, **fields}), HOME)


def test_a_user_is_understood() -> None:
    """Name, address, zone, language, and of when that is."""
    assert said() == Profile(
        name="Lea Santos",
        email="lea@northwind.example",
        time_zone="Asia/Manila",
        language="pt-BR",
        is_home=True,
        as_of=datetime.fromtimestamp(1_790_000_000, UTC),
    )
    assert said().may_be_proposed


@pytest.mark.parametrize(
    "fields",
    [
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_app_user": True},
        {"is_email_confirmed": True},
        {"team_id": "E0GRID"},
        {"team_id": None, "enterprise_user": {"enterprise_id": "E0GRID"}},
        {"team_id": "T0SISTER", "enterprise_user": {"enterprise_id": "E0GRID"}},
    ],
)
def test_members_and_guests_of_home_may_be_proposed(fields: dict[str, Any]) -> None:
    """On a Grid, of any of its workspaces."""
    assert said(**fields).may_be_proposed


@pytest.mark.parametrize(
    "fields",
    [
        {"is_stranger": True},
        {"team_id": "T0OTHER"},
        {"team_id": None},
        {"team_id": "", "enterprise_user": {}},
        {"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0OTHER"}},
        {"is_stranger": True, "enterprise_user": {"enterprise_id": "E0GRID"}},
        {"is_bot": True},
        {"deleted": True},
        {"is_email_confirmed": False},
        {"profile": {}},
        {"profile": {"email": ""}},
    ],
)
def test_nobody_else_is_proposed_by_an_address(fields: dict[str, Any]) -> None:
    """People of other workspaces, apps, closed accounts, addresses that nobody confirmed."""
    assert not said(**fields).may_be_proposed


@pytest.mark.parametrize(
    ("fields", "zone", "language"),
    [
        ({"locale": "en-US"}, "Asia/Manila", "en"),
        ({"locale": "es-LA"}, "Asia/Manila", "es"),
        ({"locale": "xx-YY"}, "Asia/Manila", ""),
        ({"locale": None, "tz": None}, "", ""),
        ({"tz": "Mars/Base", "locale": ""}, "", ""),
    ],
)
def test_zone_and_language_are_ones_that_are_known(
    fields: dict[str, Any], zone: str, language: str
) -> None:
    """What cannot be used is as if it was not said; English is one language, as what we write."""
    profile = said(**fields)
    assert (profile.time_zone, profile.language) == (zone, language)


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack that knows Lea."""
    async with SlackStandIn() as standin:
        standin.add_user("U0LEA", email="lea@northwind.example")
        yield standin


async def asked(slack: SlackStandIn, address: Address = LEA) -> Profile | None:
    """What the adapter gets to know."""
    home = SlackHome(team_id=slack.team_id, bot_user_id="U0BOT")
    async with web_api(token=slack.token, api_url=slack.url) as client:
        return await SlackProfiles(OneClient(client), home).profile(address)


async def test_slack_is_asked(slack: SlackStandIn) -> None:
    """With the language, which Slack gives only when it is asked for."""
    profile = await asked(slack)
    assert profile is not None
    assert profile.may_be_proposed
    assert slack.calls[-1][1]["include_locale"] in ("1", "true")


@pytest.mark.parametrize("code", ["missing_scope", "user_not_found", "user_not_visible"])
async def test_what_slack_does_not_say_is_not_known(slack: SlackStandIn, code: str) -> None:
    """Without the scope or the user there is no profile, and no point in asking at once again."""
    slack.refuse("users.info", code)
    with capture_logs() as logs:
        assert await asked(slack) is None
    assert [entry["event"] for entry in logs] == ["slack_profile_refused"]


async def test_slack_is_to_be_asked_later(slack: SlackStandIn) -> None:
    """When it has no time, or its answer does not come."""
    slack.limit("users.info", retry_after=7)
    with pytest.raises(TryLater) as limited:
        await asked(slack)
    assert limited.value.after == 7
    slack.fail("users.info")
    with pytest.raises(TryLater):
        await asked(slack)
