"""HR closes a case with a closing note to all."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.fields import Answers
from bot.dialogue.flow import Flow, Review, Scene
from bot.dialogue.notices import Version, closing
from bot.domain.commands import CloseCase
from flows import versions
from flows.case_steps import reference, speaker, which_case


def compose(answers: Answers, scene: Scene) -> Sequence[Version]:
    """What each party would get."""
    return closing.versions(speaker(answers, scene), sender=scene.actor.id)


def close_case(answers: Answers, _scene: Scene) -> CloseCase:
    """The command that the answers make."""
    return CloseCase(
        case_id=str(answers["case"]),
        versions=versions.written(answers),
        left_out=versions.left_out(answers),
    )


CLOSE = Flow(
    id="close",
    title="Close the case",
    complete=close_case,
    about=reference,
    steps=(
        which_case("audience"),
        *versions.pages(compose, title="The closing note for each party", then="review"),
        Review(
            id="review",
            title="This goes out, and the case is closed",
            submit_label="Close the case",
            shows_answers=False,
            reading=versions.preview(compose),
            check=versions.version_problems,
        ),
    ),
)
