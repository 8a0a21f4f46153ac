"""One status update to every party: chosen from the journal, a version each, sent together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import phrasing
from bot.dialogue.content import Block, Facts
from bot.dialogue.fields import Answers, Choice, Choices, Field, LongText, Moment, Option
from bot.dialogue.flow import Flow, Form, Problems, Review, Scene
from bot.dialogue.notices import Speaker, Version, secrets, updating
from bot.dialogue.notices.updating import Composed
from bot.domain.calendars import common_writing_moment
from bot.domain.commands import SendUpdate
from bot.domain.disclosure import Field as CaseField
from bot.domain.disclosure import Level
from flows import versions
from flows.case_steps import basis, reference, speaker, which_case

TAGS = {
    CaseField.EXISTS: "Where the case stands, and dates",
    CaseField.SERVICE_PLAN: "A change in the service, naming no person",
    CaseField.COMMITMENTS: "What somebody promised to do",
    CaseField.FINDINGS: "What was found",
    CaseField.PARTICULARS: "What the client said",
    CaseField.INVESTIGATION: "How the facts are looked into",
}


def item_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """What happened since the last update, each with who may hear of it."""
    says = speaker(answers, scene)
    happened = updating.tellable(says)
    if not happened:
        return ()
    options = tuple(
        Option(
            str(entry.number),
            updating.said(says, entry, scene.actor, Level.FULL),
            updating.audience(says, entry),
        )
        for entry in happened
    )
    return (
        Choices(
            id="items",
            label="What happened that you want to tell?",
            hint="From the journal since the last update.",
            options=options,
            default=[option.value for option in options],
            required=False,
        ),
    )


def tag_options(says: Speaker, *, sender: str) -> tuple[Option, ...]:
    """What HR's own words can be about, each with who gets them as they are."""
    return tuple(
        Option(tag.value, words, updating.audience_of_words(says, tag, sender=sender))
        for tag, words in TAGS.items()
    )


def words_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """HR's own words with their tag, what comes next, and the next promise."""
    return (
        LongText(
            id="words",
            label="What do you want to add, in your own words?",
            hint="Only those who may know this kind of thing get it.",
            required=False,
            neutral=True,
        ),
        Choice(
            id="tag",
            label="What kind of thing is that?",
            hint="It decides who gets your words.",
            options=tag_options(speaker(answers, scene), sender=scene.actor.id),
            shown_if=lambda answers: bool(answers.get("words")),
        ),
        LongText(
            id="coming",
            label="What comes next?",
            hint="For everyone, so without names and details. For example: We speak with both "
            "sides this week.",
            neutral=True,
        ),
        Moment(
            id="next_at",
            ahead=True,
            label="By when do they hear from you again?",
            hint=f"In your time ({phrasing.place(scene.zone)}). Each party reads it in its own.",
        ),
    )


def words_problems(answers: Answers, scene: Scene) -> Problems:
    """A promise lies ahead, and nothing is said to somebody who may not know it."""
    problems: dict[str, str] = {}
    next_at = datetime.fromisoformat(str(answers["next_at"]))
    if next_at <= scene.now:
        problems["next_at"] = "This lies in the past. By when do they hear from you again?"
    says = speaker(answers, scene)
    for party in updating.recipients(says, sender=scene.actor.id):
        if not says.hears(party):
            continue
        asked = ["coming", *(["words"] if updating.gets_words(says, party, tag(answers)) else [])]
        for name in asked:
            found = secrets.leaked(says, party, str(answers.get(name) or ""))
            if found:
                problems.setdefault(name, f"{says.name(party)} reads this too. {found[0].message}")
    return problems


def compose(answers: Answers, scene: Scene) -> Sequence[Version]:
    """What each party would get of what is chosen so far."""
    return updating.versions(
        speaker(answers, scene),
        Composed(
            items=items(answers),
            words=str(answers.get("words") or ""),
            words_tag=tag(answers),
            coming=str(answers.get("coming") or ""),
            next_at=datetime.fromisoformat(str(answers["next_at"])),
        ),
        sender=scene.actor.id,
    )


def items(answers: Answers) -> Sequence[int]:
    """The chosen journal numbers."""
    chosen = answers.get("items")
    return [int(str(number)) for number in chosen] if isinstance(chosen, Sequence) else []


def tag(answers: Answers) -> CaseField | None:
    """Which row of the matrix HR's own words belong to."""
    return CaseField(str(answers["tag"])) if answers.get("words") and answers.get("tag") else None


def common_moment(answers: Answers, scene: Scene) -> datetime | None:
    """The next moment within the hours of all who are told."""
    told = versions.audience(answers)
    people = [each.person for each in compose(answers, scene) if each.party.id in told]
    return common_writing_moment([scene.lookup.calendar(each) for each in people], scene.now)


def when_fields(answers: Answers, scene: Scene) -> tuple[Field, ...]:
    """Asked only when now is outside somebody's hours for writing."""
    told = versions.audience(answers)
    late = [
        each.person.first_name
        for each in compose(answers, scene)
        if each.party.id in told and not scene.lookup.calendar(each.person).may_write(scene.now)
    ]
    if not late:
        return ()
    common = common_moment(answers, scene)
    now = Option("now", "Send now", "It reaches some people outside their hours")
    if common is None:
        wait = Option("apart", "Wait for their hours", "No hour suits all: each gets it in theirs")
    else:
        wait = Option("common", phrasing.moment_for(scene.actor, common), "The next hour for all")
    return (
        Choice(
            id="when",
            label="When do they get it?",
            hint=f"Now is outside the hours of {phrasing.listed(late)}.",
            options=(wait, now) if common else (now, wait),
        ),
    )


def sending(answers: Answers, scene: Scene) -> tuple[Block, ...]:
    """When it goes out, what is promised with it, and what each party reads."""
    at = send_at(answers, scene)
    goes = phrasing.moment_for(scene.actor, at) if at else "Now"
    if answers.get("when") == "apart":
        goes = "To each when their hours begin"
    promised = datetime.fromisoformat(str(answers["next_at"]))
    rows = (
        ("Goes out", goes),
        ("They hear again by", phrasing.moment_for(scene.actor, promised)),
    )
    return (Facts(rows), *versions.preview(compose)(answers, scene))


def send_at(answers: Answers, scene: Scene) -> datetime | None:
    """None for now; else the moment for all."""
    return common_moment(answers, scene) if answers.get("when") == "common" else None


def send_update(answers: Answers, scene: Scene) -> SendUpdate:
    """The command that the answers make."""
    return SendUpdate(
        case_id=str(answers["case"]),
        versions=versions.written(answers),
        left_out=versions.left_out(answers),
        items=tuple(items(answers)),
        words=str(answers.get("words") or ""),
        words_tag=tag(answers),
        next_at=datetime.fromisoformat(str(answers["next_at"])),
        send_at=send_at(answers, scene),
        apart=answers.get("when") == "apart",
        basis=basis(answers),
    )


UPDATE = Flow(
    id="update",
    title="Status update",
    complete=send_update,
    about=reference,
    steps=(
        which_case("items"),
        Form(id="items", title="What happened", fields=item_fields, then="words"),
        Form(
            id="words",
            title="Your words and the next promise",
            fields=words_fields,
            check=words_problems,
            then="audience",
        ),
        *versions.pages(compose, title="What each party reads", then="when"),
        Form(id="when", title="When", fields=when_fields, then="review"),
        Review(
            id="review",
            title="This goes out",
            submit_label="Send",
            shows_answers=False,
            reading=sending,
            check=versions.version_problems,
        ),
    ),
)
