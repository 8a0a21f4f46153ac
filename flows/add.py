"""Something is added to an open case: a further allegation, or a fact to one that is there.

What was told to the employee is never changed by it. What comes after the telling is new to them,
and has to be put to them before anything is decided on it.
"""

from __future__ import annotations

from bot.dialogue import phrasing
from bot.dialogue.content import Block, Heading, Note, Paragraph
from bot.dialogue.fields import Answers, Choice, Field, LongText, Option, Pick
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.dialogue.notices import Speaker
from bot.dialogue.quoting import source_in
from bot.domain.cases import MOST_ALLEGATIONS, Record, Stage
from bot.domain.commands import AddAllegation, AddRecord
from flows.allegations import (
    ALLEGATION,
    GOES_TO_FEW,
    allegation,
    message,
    message_to_answer,
    time_problems,
)
from flows.case_steps import basis, reference, speaker

FURTHER, FACT = "allegation", "fact"
SHORT = 60  # characters by which an allegation is told from others
KIND = Choice(
    id="kind",
    label="What do you add?",
    options=(
        Option(FURTHER, "A further allegation", "Something else is said to have happened"),
        Option(FACT, "A fact", "It belongs to an allegation that is there already"),
    ),
)
NO_CASE = (
    "You look after no open case that you could add to. To take a complaint, write “complaint”."
)


def refusal(answers: Answers, scene: Scene) -> str:
    """There has to be a case to add to."""
    if answers.get("case") or scene.lookup.options("cases", answers=answers, query="", limit=1):
        return ""
    return NO_CASE


def case_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """The actor's own cases; the only one is chosen already, and still to be seen."""
    mine = scene.lookup.options("cases", answers=answers, query="", limit=2)
    only = mine[0].value if len(mine) == 1 else None
    return (Pick(id="case", label="Which case is it?", source="cases", default=only),)


def kind_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """What it is, and for a fact what it belongs to."""
    known = speaker(answers, scene).file.case.allegations
    there = tuple(
        Option(str(number), phrasing.excerpt(each.observed, SHORT) or "Without words")
        for number, each in enumerate(known)
    )
    which = Choice(
        id="belongs_to",
        label="To which allegation does it belong?",
        options=there,
        shown_if=lambda answers: answers.get("kind") == FACT,
    )
    return (KIND, which) if len(there) > 1 else (KIND,)


def kind_problems(answers: Answers, scene: Scene) -> Problems:
    """What is decided on is not added to: a further allegation is a case of its own by then."""
    case = speaker(answers, scene).file.case
    if answers.get("kind") != FURTHER:
        return {}
    if case.stage.reached(Stage.OUTCOME):
        return {
            "kind": "This case has come to its outcome, so nothing more can be alleged in it. "
            "Please take it as a complaint of its own."
        }
    if len(case.allegations) >= MOST_ALLEGATIONS:
        return {"kind": f"At most {MOST_ALLEGATIONS} allegations fit into one case."}
    return {}


def added_fields(answers: Answers, _scene: Scene) -> tuple[Field, ...]:
    """The questions of an allegation, or what a fact says."""
    if answers.get("kind") == FURTHER:
        return ALLEGATION
    return (
        LongText(
            id="fact",
            label="What does it add?",
            hint="One fact: what was seen or heard, in plain words and without a verdict.",
            neutral=True,
        ),
    )


def added_problems(answers: Answers, scene: Scene) -> Problems:
    """An allegation's times have to be possible."""
    return time_problems(answers, scene) if answers.get("kind") == FURTHER else {}


def preview(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """The message that it rests on, and what follows for those who were told already."""
    says, shown = speaker(answers, scene), message(answers, scene)
    quoted = (Heading("The message"), *shown, Note(GOES_TO_FEW)) if shown else ()
    return (*quoted, *_there_already(answers, says), Paragraph(_what_follows(says)))


def _there_already(answers: Answers, says: Speaker) -> tuple[Block, ...]:
    if source_in(answers) not in says.file.case.sources:
        return ()
    return (Note("This message is in the case already. Please check that it says something more."),)


def _what_follows(says: Speaker) -> str:
    name = says.file.employee.first_name
    if says.file.is_employee_told:
        return (
            f"{name} was told of this case without it. What {name} was told does not change: this "
            f"is new, and has to be put to {name} before anything is decided on it. I remind you."
        )
    return f"{name} has not been told of this case yet: the message to {name} will hold it."


def add(answers: Answers, _scene: Scene) -> AddAllegation | AddRecord:
    """The command that the answers make."""
    case_id, source = str(answers["case"]), source_in(answers)
    if answers["kind"] == FURTHER:
        made = allegation({**answers, "quoted": "yes"}, source)
        return AddAllegation(case_id=case_id, allegation=made, basis=basis(answers))
    return AddRecord(
        case_id=case_id,
        allegation=int(str(answers.get("belongs_to") or 0)),
        record=Record(observed=str(answers["fact"]), source=source),
        basis=basis(answers),
    )


ADD = Flow(
    id="add",
    title="Add to a case",
    complete=add,
    about=reference,
    refusal=refusal,
    steps=(
        Form(
            id="which",
            title="Which case",
            reading=message,
            fields=case_fields,
            skip_if=lambda answers: bool(answers.get("case")),
            then="kind",
        ),
        Form(
            id="kind",
            title="What it is",
            fields=kind_fields,
            check=kind_problems,
            then="added",
        ),
        Form(
            id="added",
            title="What is added",
            reading=message_to_answer,
            fields=added_fields,
            check=added_problems,
            then="review",
        ),
        Review(
            id="review",
            intro="Nothing has been sent to anybody, and nothing is sent by this step.",
            submit_label="Add it",
            reading=preview,
            check=kind_problems,
        ),
    ),
)
