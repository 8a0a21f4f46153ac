"""The intake: HR takes a client's complaint, fact by fact."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import values
from bot.dialogue.content import Block, Heading, Note
from bot.dialogue.fields import Answers, Choice, Choices, Field, LongText, Option, Pick
from bot.dialogue.flow import Flow, Form, Problems, Repeat, Review, Scene
from bot.dialogue.quoting import source_in
from bot.domain.cases import Ask, Urgency
from bot.domain.commands import OpenCase
from flows.allegations import (
    ALLEGATION,
    GOES_TO_FEW,
    QUOTED,
    allegation,
    in_one_line,
    message,
    message_to_answer,
    time_problems,
)

HINTS = {
    Ask.COACH: "Talk, train, help to do better",
    Ask.REPLACE: "Somebody else does the work",
    Ask.REMOVE: "They no longer work for this client",
    Ask.DISCIPLINE: "A warning or the like",
    Ask.DISMISS: "End their employment",
    Ask.INFORMATION: "They want to know something",
    Ask.OTHER: "Their own words say what",
}
ASKS = tuple(Option(ask.value, ask.words.capitalize(), HINTS[ask]) for ask in Ask)
URGENCY = (
    Option("normal", "In the normal course"),
    Option("soon", "Soon: this week"),
    Option("today", "Today"),
)
SAFETY = (
    Option("no", "No"),
    Option("yes", "Yes", "Somebody may be at risk"),
)


def has_safety_concern(answers: Answers) -> bool:
    """True when HR said that somebody may be at risk."""
    return answers.get("safety") == "yes"


def people_problems(answers: Answers, scene: Scene) -> Problems:
    """Who may not be in one case together (conflict table, 02-role-charter.md section 3)."""
    employee = scene.lookup.person(str(answers.get("employee")))
    if employee is None:
        return {"employee": "Please choose the person again."}
    if employee.id == answers.get("contact"):
        return {"employee": "The person who complained cannot be the person it is about."}
    if employee.id == scene.actor.id:
        return {
            "employee": "You cannot open a case about yourself. "
            "Please ask a colleague in HR to take this complaint."
        }
    if employee.id in line_above(scene, scene.actor.id):
        return {
            "employee": f"{employee.name} is in your own line, so you cannot take this complaint. "
            "Please ask a colleague in HR who does not report to them."
        }
    if scene.actor.id in line_above(scene, employee.id):
        return {
            "employee": f"{employee.name} reports to you, so you cannot take this complaint. "
            "Please ask a colleague in HR who is not in one line with them."
        }
    return {}


def line_above(scene: Scene, person_id: str) -> Sequence[str]:
    """The ids of a person's manager, that manager's manager, and so on."""
    line: list[str] = []
    person = scene.lookup.person(person_id)
    while person and person.manager and person.manager not in line:
        line.append(person.manager)
        person = scene.lookup.person(person.manager)
    return line


def last_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """Urgency, safety, and the law that applies: by default the law where the person works."""
    employee = scene.lookup.person(str(answers.get("employee")))
    return (
        Choice(
            id="urgency",
            label="How soon does the client need to hear more?",
            options=URGENCY,
            default="normal",
        ),
        Choice(
            id="safety",
            label="Is anybody's safety a concern?",
            hint="The employee, someone at the client, a customer, a colleague.",
            options=SAFETY,
            default="no",
        ),
        LongText(
            id="safety_words",
            label="What is the concern, and for whom?",
            hint="If somebody is in danger now, call the emergency services first.",
            shown_if=has_safety_concern,
        ),
        Pick(
            id="jurisdiction",
            label="Which country's rules apply to the employee?",
            hint="As a rule, where they habitually work.",
            source="jurisdictions",
            default=employee.jurisdiction if employee else None,
            follows=True,
        ),
    )


def open_case(answers: Answers, _scene: Scene) -> OpenCase:
    """The command that the answers make."""
    asks, source = answers.get("asks"), source_in(answers)
    return OpenCase(
        client_id=str(answers["client"]),
        contact_id=str(answers["contact"]),
        employee_id=str(answers["employee"]),
        allegations=tuple(
            allegation(item, source) for item in values.items_of(answers["allegations"])
        ),
        effect=str(answers.get("effect") or ""),
        asks=tuple(Ask(str(ask)) for ask in asks) if isinstance(asks, Sequence) else (),
        remedy=str(answers.get("remedy") or ""),
        urgency=Urgency(str(answers["urgency"])),
        safety=str(answers.get("safety_words") or "") if has_safety_concern(answers) else "",
        jurisdiction=str(answers["jurisdiction"]),
    )


def quoted_message(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """The message once more, with who will read it."""
    shown = message(answers, scene)
    return (Heading("The message"), *shown, Note(GOES_TO_FEW)) if shown else ()


COMPLAINT = Flow(
    id="complaint",
    title="Client complaint",
    complete=open_case,
    steps=(
        Form(
            id="client",
            title="The client",
            fields=(Pick(id="client", label="Which client raised this?", source="clients"),),
            then="people",
        ),
        Form(
            id="people",
            title="The people",
            fields=(
                Pick(id="contact", label="Who at the client complained?", source="contacts"),
                Pick(id="employee", label="Who is it about?", source="staff"),
            ),
            check=people_problems,
            then="allegations",
        ),
        Repeat(
            id="allegations",
            title="What is said to have happened",
            item_title="Allegation {number}",
            intro="One thing at a time. Facts first: what was seen or heard, when, and by whom.",
            fields=(*ALLEGATION, QUOTED),
            reading=message_to_answer,
            summary=in_one_line,
            check=time_problems,
            add_label="Add another allegation",
            then="wishes",
        ),
        Form(
            id="wishes",
            title="Effect and wish",
            fields=(
                LongText(
                    id="effect",
                    label="What was the effect on the service?",
                    hint="Numbers help: orders late, calls missed. Leave it open if not known yet.",
                    required=False,
                    neutral=True,
                ),
                Choices(id="asks", label="What does the client ask for?", options=ASKS),
                LongText(
                    id="remedy",
                    label="In the client's own words",
                    hint="As they said or wrote it. It is kept word for word and goes to few.",
                ),
            ),
            then="last",
        ),
        Form(id="last", title="Urgency, safety and law", fields=last_fields, then="review"),
        Review(
            id="review",
            intro="Nothing has been sent to anybody yet. On Submit, the client hears that the "
            "complaint arrived; the line manager and the account lead hear that a case exists. "
            "The employee is told by a step of its own, when you decide.",
            reading=quoted_message,
        ),
    ),
)
