"""What would be loaded at its first use, loaded while nobody waits for an answer.

Reading "yesterday 3 pm" for the first time takes a quarter of a second of computing, inside a
transaction and so for everybody; a message that is said for the first time takes some
milliseconds for its templates.
"""

from __future__ import annotations

from datetime import datetime

from bot.dialogue import dates
from bot.domain.people import Organisation
from bot.services.desk import Practice


def warm_up(practice: Practice, organisation: Organisation, now: datetime) -> None:
    """Load what reads words, the templates, and the organisation's holidays; in any thread."""
    dates.read_moment("yesterday 3 pm", now=now, zone=organisation.zone)
    practice.wording.prepare()
    practice.holidays_for(organisation.jurisdiction).name_of(now.date())
