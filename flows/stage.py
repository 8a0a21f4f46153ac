"""HR says that a case has come to its next stage."""

from __future__ import annotations

from bot.dialogue.fields import Answers, Choice, Field, Option
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.domain.cases import Stage
from bot.domain.commands import MoveStage
from flows.case_steps import reference, speaker, which_case

STEPS = (Stage.SCREEN, Stage.FACTS, Stage.HEARING, Stage.OUTCOME, Stage.APPEAL)
"""S2 is reached by telling the employee, S7 by closing: neither can be chosen here."""


def stage_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """The stages that lie ahead."""
    says = speaker(answers, scene)
    now = says.file.case.stage
    ahead = [stage for stage in STEPS if not now.reached(stage)]
    if not ahead:
        return ()
    words = {each: says.wording.line(f"stage.{each.value}", scene.actor) for each in (now, *ahead)}
    return (
        Choice(
            id="stage",
            label="Where does the case stand now?",
            hint=f"It stands at: {words[now]}.",
            options=tuple(Option(stage.value, words[stage]) for stage in ahead),
        ),
    )


def stage_problems(answers: Answers, scene: Scene) -> Problems:
    """A case does not go back, and goes past S2 only when the employee was told."""
    file = speaker(answers, scene).file
    if not answers.get("stage"):
        return {"": "No stage lies ahead but the end: write “close”, or press “Close”."}
    wanted = Stage(str(answers["stage"]))
    if file.case.stage.reached(wanted):
        return {"stage": "The case has come that far already. Please choose a later stage."}
    if wanted.reached(Stage.FACTS) and not file.is_employee_told:
        return {
            "stage": f"{file.employee.first_name} has not been told about the complaint yet. "
            "Please press “Tell the employee” first: nobody is looked into behind their back."
        }
    if wanted.reached(Stage.OUTCOME) and file.to_put():
        name = file.employee.first_name
        return {
            "stage": f"Something was added after {name} was told, and was not put to {name} yet. "
            f"Please tell {name} with an update first. If you have put it to {name} yourself, "
            "press Done on its reminder."
        }
    return {}


def move_stage(answers: Answers, _scene: Scene) -> MoveStage:
    """The command that the answers make."""
    return MoveStage(case_id=str(answers["case"]), stage=Stage(str(answers["stage"])))


STAGE = Flow(
    id="stage",
    title="Move the case on",
    complete=move_stage,
    about=reference,
    steps=(
        which_case("stage"),
        Form(
            id="stage",
            title="The stage",
            fields=stage_fields,
            check=stage_problems,
            then="review",
        ),
        Review(
            id="review",
            intro="Each party then sees what that stage opens to it. Nothing is sent by this step: "
            "tell the parties with an update.",
            submit_label="Move on",
            check=stage_problems,
        ),
    ),
)
