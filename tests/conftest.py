"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

# A busy machine makes nothing false: examples have no time limit.
hypothesis.settings.register_profile("evenhand", deadline=None)
hypothesis.settings.load_profile("evenhand")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own directory."""
    return Path(__file__).parent.parent
