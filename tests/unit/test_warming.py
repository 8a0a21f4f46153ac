"""What is loaded before somebody has to wait for it."""

from __future__ import annotations

import sys
from dataclasses import replace

from bot.domain.people import Organisation
from bot.services.warming import warm_up
from tests.fakes import NOW, wording
from tests.unit.office import practice

HOUSE = Organisation("Northwind Services", "Asia/Manila", "PH")


def test_whoever_needs_something_first_does_not_load_it() -> None:
    """After it, days can be read, words be said and holidays be known without loading more."""
    words = wording()
    warm_up(replace(practice(), wording=words), HOUSE, NOW)
    assert {"dateparser.date", "holidays"} <= set(sys.modules)
    entries = words._entries.values()
    assert {text for entry in entries for text in (entry.title, entry.notice)} <= set(
        words._compiled
    )
