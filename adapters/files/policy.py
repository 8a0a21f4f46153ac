"""The policy files that HR and counsel edit: flows/policy/*.yaml."""

from __future__ import annotations

from pathlib import Path

from adapters.files.charter_format import CharterFile
from adapters.files.disclosure_format import DisclosureFile
from adapters.files.documents import read_document
from adapters.files.reminders import load_schedules
from adapters.files.tone_format import ToneFile
from bot.domain.policy import Policy


def load_policy(directory: Path) -> Policy:
    """The policy in a directory: disclosure, charter, tone and reminders.

    Raises:
        ConfigurationError: a line for each problem in the first file that has any, with what to
            write instead.
    """
    charter = read_document(directory / "charter.yaml", CharterFile)
    return Policy(
        matrix=read_document(directory / "disclosure.yaml", DisclosureFile).matrix(),
        charters=charter.by_role(),
        conflicts=charter.table(),
        tone=read_document(directory / "tone.yaml", ToneFile).tone(),
        schedules=load_schedules(directory / "reminders.yaml"),
    )
