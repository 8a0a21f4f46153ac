"""The composer's pages that updates and closing share: who hears it, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.dialogue.content import Block, Facts, Heading, Quote
from bot.dialogue.fields import Answers, Choices, Field, LongText, Option, Text
from bot.dialogue.flow import Form, Problems, Scene
from bot.dialogue.notices import Version, secrets
from flows.case_steps import speaker

Composer = Callable[[Answers, Scene], Sequence[Version]]

WORDS = "version:"
REASON = "reason:"


def pages(compose: Composer, *, title: str, then: str) -> tuple[Form, Form, Form]:
    """Who is told, why somebody is not, and what each reads; the first is called "audience"."""
    return (
        Form(
            id="audience",
            title="Who is told",
            reading=locked(compose),
            fields=audience_fields(compose),
            then="reasons",
        ),
        Form(
            id="reasons",
            title="Who is not told, and why",
            fields=reason_fields(compose),
            then="versions",
        ),
        Form(
            id="versions",
            title=title,
            intro="One version for each, made from what it may know. Change the words as you like; "
            "what a party may not know is pointed out.",
            reading=made_anew(compose),
            fields=version_fields(compose),
            check=version_problems,
            then=then,
        ),
    )


def audience_fields(compose: Composer) -> Callable[[Answers, Scene], tuple[Field, ...]]:
    """Who gets a version: by default everybody who may."""

    def fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
        open_to = [version for version in compose(answers, scene) if not version.locked]
        options = tuple(Option(each.party.id, each.label) for each in open_to)
        if not options:
            return ()
        return (
            Choices(
                id="audience",
                label="Who is told?",
                hint="All get theirs together. Whoever you leave out needs a reason.",
                options=options,
                default=[option.value for option in options],
            ),
        )

    return fields


def locked(compose: Composer) -> Callable[[Answers, Scene], tuple[Block, ...]]:
    """Who cannot be told yet, and why."""

    def reading(answers: Answers, scene: Scene) -> tuple[Block, ...]:
        shut = [each for each in compose(answers, scene) if each.locked]
        rows = tuple((each.label, each.locked) for each in shut)
        return (Heading("Not yet to be told"), Facts(rows)) if rows else ()

    return reading


def reason_fields(compose: Composer) -> Callable[[Answers, Scene], tuple[Field, ...]]:
    """A reason for each party that is left out or not yet to be told."""

    def fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
        told = audience(answers)
        return tuple(
            Text(
                id=f"{REASON}{each.party.id}",
                label=f"Why is {each.label} not told?",
                hint=each.locked or "Your reason goes into the journal.",
            )
            for each in compose(answers, scene)
            if each.party.id not in told
        )

    return fields


def version_fields(compose: Composer) -> Callable[[Answers, Scene], tuple[Field, ...]]:
    """Each party's version, to be edited within what it may know."""

    def fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
        told = audience(answers)
        return tuple(
            LongText(
                id=f"{WORDS}{each.party.id}",
                label=each.label,
                hint=f"{each.note} Times are in their zone.".strip(),
                default=each.text,
                follows=True,
                neutral=True,
            )
            for each in compose(answers, scene)
            if each.party.id in told
        )

    return fields


def made_anew(compose: Composer) -> Callable[[Answers, Scene], tuple[Block, ...]]:
    """What the words would be that somebody has changed since, to compare."""

    def reading(answers: Answers, scene: Scene) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for each in compose(answers, scene):
            text = answers.get(f"{WORDS}{each.party.id}")
            if each.party.id in audience(answers) and text and text != each.text:
                blocks += [Heading(f"As it was made for {each.label}"), Quote(each.text)]
        return tuple(blocks)

    return reading


def version_problems(answers: Answers, scene: Scene) -> Problems:
    """What a version gives away that its reader may not know."""
    says, told = speaker(answers, scene), audience(answers)
    problems: dict[str, str] = {}
    for party in says.file.open_parties:
        text = answers.get(f"{WORDS}{party.id}")
        if party.id not in told or not isinstance(text, str):
            continue
        if found := secrets.leaked(says, party, text):
            problems[f"{WORDS}{party.id}"] = " ".join(leak.message for leak in found)
    return problems


def preview(compose: Composer) -> Callable[[Answers, Scene], tuple[Block, ...]]:
    """All versions beside each other, as they go out."""

    def reading(answers: Answers, scene: Scene) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for each in compose(answers, scene):
            text = answers.get(f"{WORDS}{each.party.id}")
            if text and each.party.id in audience(answers):
                blocks += [Heading(each.label), Quote(str(text))]
            elif reason := answers.get(f"{REASON}{each.party.id}"):
                blocks += [Heading(each.label), Facts((("Not told, because", str(reason)),))]
        return tuple(blocks)

    return reading


def audience(answers: Answers) -> Sequence[str]:
    """The ids of the parties who are told."""
    value = answers.get("audience")
    return [str(each) for each in value] if isinstance(value, Sequence) else []


def written(answers: Answers) -> Mapping[str, str]:
    """By party: the words it gets."""
    return {party: str(answers.get(f"{WORDS}{party}") or "") for party in audience(answers)}


def left_out(answers: Answers) -> Mapping[str, str]:
    """By party: why it gets none."""
    told = audience(answers)
    return {
        name.removeprefix(REASON): str(value)
        for name, value in answers.items()
        if name.startswith(REASON) and value and name.removeprefix(REASON) not in told
    }
