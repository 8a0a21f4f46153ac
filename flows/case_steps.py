"""What the flows about an existing case share: which case, and how to speak of it."""

from __future__ import annotations

from bot.dialogue.fields import Answers, Pick
from bot.dialogue.flow import Form, NoSuchCase, Scene
from bot.dialogue.notices import Speaker


def which_case(then: str) -> Form:
    """Ask which case is meant, unless that is known."""
    return Form(
        id="which",
        title="Which case",
        fields=(Pick(id="case", label="Which case is it?", source="cases"),),
        skip_if=lambda answers: bool(answers.get("case")),
        then=then,
    )


def speaker(answers: Answers, scene: Scene) -> Speaker:
    """The case that the answers name. Raises NoSuchCase when the actor may not act on it."""
    found = scene.lookup.speaker(str(answers.get("case")))
    if found is None:
        raise NoSuchCase
    return found


def reference(answers: Answers, scene: Scene) -> str:
    """What a session about a case is about: its reference."""
    found = scene.lookup.speaker(str(answers.get("case")))
    return found.file.case.reference if found else ""


def basis(answers: Answers) -> int:
    """The journal number up to which the case was known when the flow began."""
    return int(str(answers.get("basis") or 0))
