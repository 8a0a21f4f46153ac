"""A world for each scenario."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios import world as worlds
from tests.scenarios.world import World


@pytest.fixture
def start() -> str:
    """When it begins, by the clocks of Manila; a test may choose another time."""
    return worlds.MONDAY


@pytest.fixture
async def world(tmp_path: Path, start: str) -> AsyncIterator[World]:
    """The program on an empty file."""
    async with worlds.world(tmp_path, at=start) as made:
        yield made
