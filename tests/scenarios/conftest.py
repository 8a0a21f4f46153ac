"""A world for each scenario."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios import world as worlds
from tests.scenarios.world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The program on an empty file, on a Monday morning in Manila."""
    async with worlds.world(tmp_path) as made:
        yield made
