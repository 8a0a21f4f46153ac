"""HR settles who holds which role in a case, with the charter in view and conflicts refused."""

from __future__ import annotations

from bot.dialogue.content import Block, Bullets, Facts, Heading, Note, Paragraph
from bot.dialogue.fields import Answers, Choice, Field, LongText, Option, Pick, Text
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.domain.cases import Party
from bot.domain.commands import AssignRole
from bot.domain.disclosure import Field as CaseField
from bot.domain.disclosure import Level
from bot.domain.roles import ConflictLevel, Role
from flows.case_steps import basis, reference, speaker, which_case

ROLES = (
    Option("liaison", "Liaison", "Carries facts and dates between both sides"),
    Option("advisor_employee", "Advisor to the employee", "Helps them to understand the process"),
    Option("advisor_manager", "Advisor to the line manager", "Helps them to run it fairly"),
    Option("enforcer", "Enforcer", "Sees that the rules are followed for everyone"),
)


def chosen(answers: Answers) -> Role:
    """The role that is being settled."""
    return Role(str(answers["role"]))


def former(answers: Answers, scene: Scene) -> Party | None:
    """Who holds the role now, unless it is the same person."""
    held = speaker(answers, scene).file.holder(chosen(answers).capacity)
    return held if held and held.person_id != answers.get("holder") else None


def given_up(answers: Answers, scene: Scene) -> Role | None:
    """The role that the person holds in this case and gives up for the new one."""
    file = speaker(answers, scene).file
    parts = file.parts_of(str(answers["holder"]))
    held = (Role.of(party.capacity) for party in parts)
    return next((role for role in held if role and role is not chosen(answers)), None)


def holder_problems(answers: Answers, scene: Scene) -> Problems:
    """What the conflict table refuses, with the reason and what to do instead."""
    role, holder = chosen(answers), str(answers["holder"])
    held = speaker(answers, scene).file.holder(role.capacity)
    if held and held.person_id == holder:
        return {"holder": "They hold this role already. Please choose somebody else."}
    found = scene.lookup.conflict(str(answers["case"]), role=role, person_id=holder)
    if found and found.level is ConflictLevel.REFUSED:
        return {"holder": found.reason}
    return {}


def charter(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """What the role may and may not do, and what stands against the choice."""
    role = chosen(answers)
    text = scene.lookup.charter(role)
    blocks: list[Block] = [
        Paragraph(f"{text.title} serves {text.serves}. Aim: {text.aim}."),
        Heading("May"),
        Bullets(text.may),
        Heading("May not"),
        Bullets(text.may_not),
        Facts((("Decides", text.decides), ("Says first", text.says_first))),
    ]
    found = scene.lookup.conflict(str(answers["case"]), role=role, person_id=str(answers["holder"]))
    if found:
        blocks.append(Note(f"Possible, and said openly to those whom it concerns: {found.reason}"))
    return tuple(blocks)


def change_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """On a change: why, and where what was said in the old role stays (charter, section 5)."""
    old = chosen(answers) if former(answers, scene) else given_up(answers, scene)
    if old is None:
        return (LongText(id="reason", label="A note for the journal", required=False),)
    return (
        LongText(
            id="reason",
            label="Why does the role change?",
            hint="Your reason goes into the journal.",
        ),
        Text(
            id="kept",
            label="Where does what was said in the old role stay?",
            hint="Those who are told of the change read it.",
            default=scene.lookup.charter(old).notes,
            follows=True,
        ),
    )


def who_hears(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """Who is told on confirm, and who is not yet."""
    says = speaker(answers, scene)
    field = CaseField.LIAISON if chosen(answers) is Role.LIAISON else CaseField.ROLE
    told: list[str] = []
    held: list[str] = []
    for party in says.file.open_parties:
        if party.person_id in (scene.actor.id, answers["holder"]):
            continue
        name = f"{says.file.person(party).name} ({party.capacity.words})"
        if says.level(field, party) is not Level.SILENT:
            told.append(name)
        else:
            verdict = says.matrix.judge(field, party.capacity, says.file.facts(party))
            held.append(f"{name}: {verdict.reason}")
    blocks: list[Block] = [
        Heading("On confirm, these are told"),
        Bullets(tuple(told or ["nobody"])),
    ]
    if held:
        blocks += [Heading("Not told, or not yet"), Bullets(tuple(held))]
    return tuple(blocks)


def assign_role(answers: Answers, _scene: Scene) -> AssignRole:
    """The command that the answers make."""
    return AssignRole(
        case_id=str(answers["case"]),
        role=chosen(answers),
        holder_id=str(answers["holder"]),
        basis=basis(answers),
        reason=str(answers.get("reason") or ""),
        notes_kept=str(answers.get("kept") or ""),
    )


ROLES_FLOW = Flow(
    id="roles",
    title="Settle a role",
    complete=assign_role,
    about=reference,
    steps=(
        which_case("who"),
        Form(
            id="who",
            title="The role and its holder",
            intro="One person holds one role in a case. Everyone whom it concerns is told.",
            fields=(
                Choice(id="role", label="Which role is it about?", options=ROLES),
                Pick(id="holder", label="Who in HR is to hold it?", source="hr"),
            ),
            check=holder_problems,
            then="charter",
        ),
        Form(
            id="charter",
            title="What the role may do",
            reading=charter,
            fields=change_fields,
            then="review",
        ),
        Review(
            id="review",
            submit_label="Confirm",
            reading=who_hears,
            check=holder_problems,
        ),
    ),
)
