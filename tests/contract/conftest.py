"""Every store, opened and seeded, for the suite that all of them must pass."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sql import SqliteDatabase
from tests.contract.stores import STORES, seed


@pytest.fixture(params=sorted(STORES))
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """A store that holds the organisation and nothing else."""
    database = STORES[request.param](tmp_path)
    await database.write(seed)
    yield database
    database.close()
