"""A stand-in Slack with a person in it, and both sides of what goes between it and an app."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import SlackStandIn
from tests.standins.slack_client import SlackPerson
from tests.unit.slack_standin.clocks import Clock
from tests.unit.slack_standin.reception import Reception, reception_desk


@pytest.fixture
def clock() -> Clock:
    """Slack's clock."""
    return Clock()


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[SlackStandIn]:
    """A Slack with Maya, with Kim of another workspace, and a channel without the bot."""
    async with SlackStandIn(clock=clock) as standin:
        standin.add_user("U0MAYA", real_name="Maya Reyes", email="maya@northwind.example")
        standin.add_user("U0KIM", team_id="T0CONTOSO", tz="Australia/Sydney")
        standin.add_channel("C0OPEN", name="acme-support", with_bot=False)
        yield standin


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """One HTTP session."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def bot(slack: SlackStandIn, http: aiohttp.ClientSession) -> AsyncWebClient:
    """The app's own client of the Web API."""
    return AsyncWebClient(slack.token, base_url=slack.url, session=http, retry_handlers=[])


@pytest.fixture
async def reception() -> AsyncIterator[Reception]:
    """A server in our app's place."""
    async with reception_desk() as place:
        yield place


@pytest.fixture
def maya(
    slack: SlackStandIn, reception: Reception, http: aiohttp.ClientSession, clock: Clock
) -> SlackPerson:
    """Maya at her Slack client."""
    return SlackPerson(
        base_url=reception.url,
        signing_secret="made-up",
        user_id="U0MAYA",
        team_id="T0HOME",
        standin=slack,
        http=http,
        clock=clock,
    )
