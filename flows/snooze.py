"""Be reminded on another day; what is owed stays due when it is due."""

from __future__ import annotations

from datetime import date, datetime

from bot.dialogue import phrasing
from bot.dialogue.fields import Answers, Day
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.domain.commands import SnoozeReminder
from bot.domain.reminders import SnoozeProblem, snooze_until


def until(answers: Answers, scene: Scene) -> datetime | SnoozeProblem:
    """09:00 by the person's clocks on that day, or on their next working day."""
    day = date.fromisoformat(str(answers["day"]))
    return snooze_until(day, scene.now, scene.lookup.calendar(scene.actor))


def day_problems(answers: Answers, scene: Scene) -> Problems:
    """A snooze ends in the future."""
    found = until(answers, scene)
    return {"day": found.message} if isinstance(found, SnoozeProblem) else {}


def snooze(answers: Answers, scene: Scene) -> SnoozeReminder:
    """The command that the answers make."""
    at = until(answers, scene)
    if isinstance(at, SnoozeProblem):
        raise ValueError(at.message)
    return SnoozeReminder(reminder_id=str(answers["reminder"]), until=at)


def about(answers: Answers, scene: Scene) -> str:
    """When what is put off is due."""
    due = scene.lookup.reminder_due(str(answers.get("reminder")))
    return f"due {phrasing.moment_for(scene.actor, due)}" if due else ""


SNOOZE = Flow(
    id="snooze",
    title="Remind me on another day",
    complete=snooze,
    about=about,
    hr_only=False,
    steps=(
        Form(
            id="day",
            title="The day",
            fields=(
                Day(
                    id="day",
                    ahead=True,
                    label="On which day shall I remind you?",
                    hint="I write in the morning of that day. What is due stays due.",
                ),
            ),
            check=day_problems,
            then="review",
        ),
        Review(id="review", submit_label="Remind me then", check=day_problems),
    ),
)
