"""A small flow with one of each thing that can happen in one: to see it by itself."""

from __future__ import annotations

from bot.dialogue.fields import Answers, Choice, Field, LongText, Option, Text
from bot.dialogue.flow import Branch, Flow, Form, Problems, Review, Scene
from bot.domain.commands import CloseCase
from tests.walks import Walk


def close(_answers: Answers, _scene: Scene) -> CloseCase:
    """The command of the small flow."""
    return CloseCase(case_id="", versions={}, left_out={})


def letter(answers: Answers, _scene: Scene) -> tuple[Field, ...]:
    """A letter that is made from what was answered before."""
    default = f"Dear {answers['name']}, we meet at {answers.get('town') or 'home'}."
    return (LongText(id="letter", label="The letter", default=default, follows=True),)


def no_shouting(answers: Answers, _scene: Scene) -> Problems:
    """What the small flow refuses."""
    wrong = "Please do not shout."
    return {name: wrong for name in ("name", "town") if str(answers.get(name) or "").isupper()}


YES_NO = (Option("yes", "Yes"), Option("no", "No"))
SMALL = Flow(
    id="small",
    title="A small flow",
    complete=close,
    steps=(
        Form(
            id="who",
            title="Who",
            fields=(
                Text(id="name", label="Your name?"),
                Text(id="town", label="Your town?", required=False),
                Choice(id="more", label="Is there more?", options=YES_NO, default="no"),
                Text(
                    id="what",
                    label="What is it?",
                    shown_if=lambda given: given.get("more") == "yes",
                ),
            ),
            check=no_shouting,
            then=Branch(cases=((lambda given: given["name"] == "Short", "end"),), otherwise="note"),
        ),
        Form(
            id="note",
            title="A note",
            fields=(Text(id="note", label="A note?", required=False),),
            then="letter",
        ),
        Form(id="letter", title="The letter", fields=letter, then="end"),
        Review(id="end"),
    ),
)
WHO = {"name": "Ada", "town": "Cebu", "more": "no"}


def at_end(*, chat: bool) -> Walk:
    """Somebody at the review of the small flow."""
    walk = Walk(SMALL, chat=chat).answer(WHO).skip().keep()
    assert walk.where == "end"
    return walk
