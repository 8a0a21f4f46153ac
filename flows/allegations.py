"""What is asked of one thing that is said to have happened, and of the message that says so.

The message is shown above the questions and kept beside the answers. It answers none of them:
"What was observed?" is a fact in HR's words, which the employee will read; the message is
somebody's own words, which go to few. Nor does when it was written say when it happened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.dialogue import phrasing, quoting
from bot.dialogue.content import Block, Note
from bot.dialogue.fields import Answers, Choice, Field, LongText, Moment, Option, Text
from bot.dialogue.flow import Problems, Scene
from bot.domain.cases import Allegation, Known, Source

KNOWN = (
    Option("seen", "Seen", "Whoever names it saw or heard it"),
    Option("reported", "Reported", "Somebody told them"),
    Option("inferred", "Inferred", "They conclude it from something else"),
)
ALLEGATION: tuple[Field, ...] = (
    LongText(
        id="observed",
        label="What was observed?",
        hint="What somebody saw or heard, in plain words and without a verdict.",
        neutral=True,
    ),
    Moment(
        id="began",
        label="When did it happen, or begin?",
        hint="Leave it open if the client has not said yet.",
        required=False,
    ),
    Moment(
        id="ended",
        label="When did it end?",
        hint="Only if it went on for a time.",
        required=False,
    ),
    Text(
        id="observed_by",
        label="Who observed it?",
        hint="A name or a post. Leave it open if the client has not said yet.",
        required=False,
    ),
    Choice(id="known", label="How do they know?", options=KNOWN),
)
QUOTED = Choice(
    id="quoted",
    label="Does the quoted message say this?",
    options=(
        Option("yes", "Yes", "The message is kept with it, word for word"),
        Option("no", "No", "It was said elsewhere"),
    ),
    default="yes",
    shown_if=quoting.is_quoted,
)
IN_YOUR_WORDS = (
    "The message is kept as it is. Below, please say in your own neutral words what was observed: "
    "that is what others read. When it was written is not when it happened."
)
GOES_TO_FEW = (
    "The message is kept word for word, with its link, for HR on this case. Nobody else reads it."
)


def message(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """The message that the answers rest on, for who pointed at it; nothing when there is none."""
    source = quoting.source_in(answers)
    return tuple(quoting.blocks(source, scene.actor, named=True)) if source else ()


def message_to_answer(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """The message above the questions about what it says."""
    shown = message(answers, scene)
    return (*shown, Note(IN_YOUR_WORDS)) if shown else ()


def time_problems(answers: Answers, scene: Scene) -> Problems:
    """An incident lies in the past and ends after it begins."""
    began, ended = moment_of(answers.get("began")), moment_of(answers.get("ended"))
    if began and began > scene.now:
        return {"began": "This lies in the future. When did it happen?"}
    if ended and ended > scene.now:
        return {"ended": "This lies in the future. If it still goes on, leave the end open."}
    if ended and began is None:
        return {"began": "There is an end but no start. When did it begin?"}
    if began and ended and ended < began:
        return {"ended": "The end lies before the start. Please correct one of them."}
    return {}


def moment_of(value: object) -> datetime | None:
    """A stored moment, or None when there is none."""
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None


def in_one_line(item: Answers, scene: Scene) -> str:
    """An allegation for the list: when, and what was observed."""
    began = moment_of(item.get("began"))
    when = phrasing.moment_for(scene.actor, began) if began else "Date not known yet"
    return f"{when}: {phrasing.excerpt(str(item.get('observed')), 100)}"


def allegation(item: Answers, source: Source | None = None) -> Allegation:
    """One thing said to have happened, with the message where that says so."""
    made = Allegation(
        observed=str(item["observed"]),
        began=moment_of(item.get("began")),
        ended=moment_of(item.get("ended")),
        observed_by=str(item.get("observed_by") or ""),
        known=Known(str(item["known"])),
    )
    return replace(made, source=source) if item.get("quoted") == "yes" else made
