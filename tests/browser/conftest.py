"""A real browser for each test here; without Chromium they are skipped and say so."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from tests.browser.chromium import CHROMIUM, started
from tests.browser.serving import Stage, build
from tests.browser.visits import Visitor

# A browser that reloads hangs up on files under way; aiohttp leaves them to the collector.
HUNG_UP = "ignore:unclosed file .*static:ResourceWarning"


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker by which these tests are chosen or left out."""
    config.addinivalue_line("markers", "browser: needs Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip them all in the open where there is no browser."""
    for item in items:
        if not item.get_closest_marker("browser"):
            continue
        item.add_marker(pytest.mark.filterwarnings(HUNG_UP))
        if not CHROMIUM.exists():
            item.add_marker(pytest.mark.skip(reason=f"there is no Chromium at {CHROMIUM}"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests; each has windows of its own."""
    async with started() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> Stage:
    """The playground's parts, nothing said yet."""
    return build()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(chromium: Browser, stage: Stage) -> AsyncIterator[Visitor]:
    """Opens the playground in windows of any size; at the end no window may have complained."""
    async with TestServer(stage.application) as server:
        visitor = Visitor(chromium, f"http://127.0.0.1:{server.port}")
        yield visitor
        await visitor.leave()
    assert visitor.complaints == []
