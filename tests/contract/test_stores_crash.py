"""What a killed process leaves behind: all that it was told is kept, and nothing half done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from adapters.sql import open_database
from tests.contract.crashing import keep
from tests.contract.stores import SECRET, STORES


@pytest.fixture(params=sorted(STORES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of a fresh store that nobody has open."""
    STORES[request.param](tmp_path).close()
    return f"sqlite:///{tmp_path / 'store.db'}"


def killed(root: Path, url: str, mode: str, *, at: str) -> Collection[str]:
    """The keys that a process was told are kept, before it said `at` and was killed."""
    command = [sys.executable, "-m", "tests.contract.crashing", url, mode]
    said = []
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            if said[-1] == at:
                process.kill()
    return {line.removeprefix("kept ") for line in said if line.startswith("kept ")}


async def known(url: str, keys: Collection[str]) -> set[str]:
    """Which of the keys are kept in the store that was left behind."""
    store = open_database(url, SECRET)
    found = {key for key in keys if not await store.write(keep(key))}
    store.close()
    return found


async def test_a_batch_that_was_cut_off_is_not_there(root: Path, url: str) -> None:
    """What was committed before is; of the batch, even work that was done in it is not."""
    told = killed(root, url, "batch", at="begun")
    assert told == {"0"}
    assert await known(url, {"0", "beside", "hanging", "behind"}) == {"0"}


async def test_what_was_told_is_there_after_a_kill(root: Path, url: str) -> None:
    """Whenever it comes: all whose callers heard of the commit are kept."""
    told = killed(root, url, "stream", at="kept 42")
    assert len(told) >= 43
    assert await known(url, told) == told
