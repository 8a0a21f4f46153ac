"""What the client says later: dates, sources and the effect that the intake left open.

Until they are on record the employee cannot answer, and the clock to tell them does not start
(packs, step W03).
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import phrasing
from bot.dialogue.fields import Answers, Field, LongText, Moment, Text
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.domain.cases import Allegation
from bot.domain.commands import CompleteParticulars
from flows.allegations import moment_of
from flows.case_steps import reference, speaker, which_case


def refusal(answers: Answers, scene: Scene) -> str:
    """Nothing is asked when nothing is open."""
    found = scene.lookup.speaker(str(answers.get("case")))
    complete_already = found is not None and found.file.case.has_particulars
    return "The particulars are complete: nothing is open." if complete_already else ""


def missing_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """A question for each thing that is still open."""
    case = speaker(answers, scene).file.case
    asked: list[Field] = []
    for number, each in enumerate(case.allegations):
        said = f"“{phrasing.excerpt(each.observed, 80)}”"
        if each.began is None:
            label = "When did it happen?"
            asked.append(Moment(id=f"began{number}", label=label, hint=said, required=False))
        if not each.observed_by.strip():
            label = "Who observed it?"
            asked.append(Text(id=f"by{number}", label=label, hint=said, required=False))
    if not case.effect.strip():
        label = "What was the effect on the service?"
        asked.append(LongText(id="effect", label=label, neutral=True, required=False))
    return tuple(asked)


def time_problems(answers: Answers, scene: Scene) -> Problems:
    """An incident lies in the past."""
    return {
        name: "This lies in the future. When did it happen?"
        for name, value in answers.items()
        if name.startswith("began") and (at := moment_of(value)) and at > scene.now
    }


def nothing_given(answers: Answers, scene: Scene) -> Problems:
    """Something has to be recorded, or there is nothing to do."""
    asked = missing_fields(answers, scene)
    if any(answers.get(field.id) for field in asked):
        return {}
    said = "Nothing is filled in yet. Please edit what is still open, or cancel until you know."
    return {"": said}


def complete(answers: Answers, scene: Scene) -> CompleteParticulars:
    """The command that the answers make."""
    case = speaker(answers, scene).file.case
    return CompleteParticulars(
        case_id=case.id,
        allegations=tuple(
            _filled(each, number, answers) for number, each in enumerate(case.allegations)
        ),
        effect=str(answers.get("effect") or case.effect),
    )


def _filled(allegation: Allegation, number: int, answers: Answers) -> Allegation:
    return replace(
        allegation,
        began=allegation.began or moment_of(answers.get(f"began{number}")),
        observed_by=allegation.observed_by or str(answers.get(f"by{number}") or ""),
    )


PARTICULARS = Flow(
    id="particulars",
    title="Complete the particulars",
    complete=complete,
    about=reference,
    refusal=refusal,
    steps=(
        which_case("missing"),
        Form(
            id="missing",
            title="What is still open",
            intro="Fill in what you know by now, and leave the rest open. The time to tell the "
            "employee starts when all of it is there.",
            fields=missing_fields,
            check=time_problems,
            then="review",
        ),
        Review(id="review", submit_label="Record it", check=nothing_given),
    ),
)
