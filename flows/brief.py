"""HR gives the line manager the summary, one step before the employee is told."""

from __future__ import annotations

from bot.dialogue.content import Block, Note, Quote
from bot.dialogue.fields import Answers, Field, LongText
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.dialogue.notices import secrets, telling
from bot.domain.cases import Capacity
from bot.domain.commands import BriefManager
from flows.case_steps import reference, speaker, which_case


def refusal(answers: Answers, scene: Scene) -> str:
    """It is done once, and only where there is a line manager."""
    found = scene.lookup.speaker(str(answers.get("case")))
    if found is None:
        return ""
    if found.file.holder(Capacity.MANAGER) is None:
        return "This case has no line manager to brief. You can tell the employee directly."
    if found.file.case.manager_told_at:
        return "The line manager had the summary already. To say more, send an update."
    return ""


def text_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """The summary as it would go out, to be edited."""
    says = speaker(answers, scene)
    manager = says.file.holder(Capacity.MANAGER)
    if manager is None:
        return ()
    reader = says.file.person(manager)
    return (
        LongText(
            id="text",
            label=f"The summary for {reader.name}",
            hint="Keep to what was observed. What a line manager may not know is left out. "
            f"Times are in {reader.first_name}'s zone.",
            default=telling.briefing(says, reader),
            follows=True,
            neutral=True,
        ),
    )


def text_problems(answers: Answers, scene: Scene) -> Problems:
    """What may not go to a line manager."""
    says = speaker(answers, scene)
    manager = says.file.holder(Capacity.MANAGER)
    if manager is None:
        return {"": "This case has no line manager to brief. You can tell the employee directly."}
    found = secrets.leaked_when_told(says, manager, str(answers.get("text")))
    return {"text": " ".join(leak.message for leak in found)} if found else {}


def preview(answers: Answers, _scene: Scene) -> tuple[Block, ...]:
    """The words as they go out."""
    return (Quote(str(answers.get("text"))), Note("This goes out when you press Send."))


def brief_manager(answers: Answers, _scene: Scene) -> BriefManager:
    """The command that the answers make."""
    return BriefManager(case_id=str(answers["case"]), text=str(answers["text"]))


BRIEF = Flow(
    id="brief",
    title="Brief the line manager",
    complete=brief_manager,
    about=reference,
    refusal=refusal,
    steps=(
        which_case("text"),
        Form(
            id="text",
            title="The summary",
            fields=text_fields,
            check=text_problems,
            then="review",
        ),
        Review(
            id="review",
            title="This is what the manager reads",
            submit_label="Send",
            shows_answers=False,
            reading=preview,
            check=text_problems,
        ),
    ),
)
