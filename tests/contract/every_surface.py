"""The surfaces that the contract suite runs on: a new one is a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from bot.domain.people import Person
from tests.contract.house import House
from tests.contract.playground_chair import playground_chair
from tests.contract.slack_direct import slack_direct
from tests.contract.slack_form import slack_form
from tests.contract.surfaces import SurfaceUnderTest
from tests.contract.teams_card import teams_card

Opened = Callable[[House, Person], AbstractAsyncContextManager[SurfaceUnderTest]]

SURFACES: Mapping[str, Opened] = {
    "slack": slack_direct,
    "slack_form": slack_form,
    "playground": playground_chair,
    "teams": teams_card,
}
