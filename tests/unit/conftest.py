"""What the unit tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.stores import sqlite_store
from tests.unit.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """An office on a Monday morning in Manila, in which nothing has happened yet."""
    database = sqlite_store(tmp_path)
    made = Office(database)
    await made.load()
    yield made
    database.close()
