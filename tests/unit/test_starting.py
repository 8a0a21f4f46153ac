"""When the demo begins, as the command line says it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.files.demo import moment
from bot.domain.errors import ConfigurationError

SYDNEY = """
name: Northwind Services
jurisdiction: AU-NSW
time_zone: Australia/Sydney
people: [{id: maya, name: Maya Reyes, email: maya@northwind.example, duties: [hr]}]
clients: []
"""


def test_a_moment_without_an_offset_is_in_the_zone_of_the_own_organisation(tmp_path: Path) -> None:
    """Not in that of the demo's organisation, where another one is loaded."""
    file = tmp_path / "organisation.yaml"
    file.write_text(SYDNEY, encoding="utf-8")
    assert moment("2026-11-23T09:00", file) == datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    assert moment("2026-11-23T09:00+00:00", file) == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_moment_that_is_none_is_said(tmp_path: Path) -> None:
    """With how to write it."""
    with pytest.raises(ConfigurationError, match="write it like 2026-11-23T09:00"):
        moment("tomorrow", tmp_path)
