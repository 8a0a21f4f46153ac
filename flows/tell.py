"""HR tells the employee: a deliberate step with its text previewed, never an accident."""

from __future__ import annotations

from bot.dialogue import phrasing
from bot.dialogue.content import Block, Note, Paragraph, Quote
from bot.dialogue.fields import Answers, Field, LongText
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.dialogue.notices import secrets, telling
from bot.domain.cases import Capacity
from bot.domain.commands import TellEmployee
from flows.case_steps import reference, speaker, which_case


def refusal(answers: Answers, scene: Scene) -> str:
    """It is done once."""
    found = scene.lookup.speaker(str(answers.get("case")))
    if found is None or found.file.case.employee_told_at is None:
        return ""
    at = phrasing.moment_for(scene.actor, found.file.case.employee_told_at)
    name = found.file.employee.first_name
    return f"{name} was told already, on {at}. To say more to {name}, send an update."


def manager_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """Asked only when the line manager has not had the summary."""
    file = speaker(answers, scene).file
    manager = file.holder(Capacity.MANAGER)
    if manager is None or file.case.manager_told_at:
        return ()
    return (
        LongText(
            id="reason",
            label=f"Why is {file.person(manager).first_name} not briefed first?",
            hint="As a rule, the line manager gets the summary one step before. Your reason is "
            "recorded. To brief them first, cancel and press “Brief the manager”.",
        ),
    )


def text_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """The message as it would go out, to be edited."""
    says = speaker(answers, scene)
    return (
        LongText(
            id="text",
            label=f"What {says.file.employee.first_name} will read",
            hint="Be kind, plain and true. Times are in their zone.",
            default=telling.telling(says, now=scene.now),
            follows=True,
            neutral=True,
        ),
    )


def text_problems(answers: Answers, scene: Scene) -> Problems:
    """What an employee may not learn from this message yet."""
    says = speaker(answers, scene)
    employee = says.file.holder(Capacity.EMPLOYEE)
    if employee is None:
        return {"": "This case has no employee who could be told."}
    found = secrets.leaked_when_told(says, employee, str(answers.get("text")))
    return {"text": " ".join(leak.message for leak in found)} if found else {}


def preview(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """The words as they go out, and what to do beside them."""
    name = speaker(answers, scene).file.employee.first_name
    return (
        Quote(str(answers.get("text"))),
        Paragraph(f"Talk to {name} first if you can: in person or by phone, then in writing."),
        Note("This goes out when you press the button, and cannot be taken back."),
    )


def tell_employee(answers: Answers, _scene: Scene) -> TellEmployee:
    """The command that the answers make."""
    return TellEmployee(
        case_id=str(answers["case"]),
        text=str(answers["text"]),
        manager_not_briefed=str(answers.get("reason") or ""),
    )


TELL = Flow(
    id="tell",
    title="Tell the employee",
    complete=tell_employee,
    about=reference,
    refusal=refusal,
    steps=(
        which_case("manager"),
        Form(id="manager", title="The line manager", fields=manager_fields, then="text"),
        Form(
            id="text",
            title="The message",
            fields=text_fields,
            check=text_problems,
            then="review",
        ),
        Review(
            id="review",
            title="This is what the employee reads",
            submit_label="Tell the employee",
            shows_answers=False,
            reading=preview,
            check=text_problems,
        ),
    ),
)
