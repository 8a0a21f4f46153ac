"""The flows themselves: what each asks, refuses and ends in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.dialogue.content import Bullets, Note, Quote
from bot.dialogue.fields import Value
from bot.dialogue.flow import Flow, NoSuchCase, Scene
from bot.domain.cases import Capacity, Known, Stage, Urgency
from bot.domain.commands import (
    AssignRole,
    BriefManager,
    Command,
    CompleteParticulars,
    MoveStage,
    OpenCase,
    SnoozeReminder,
    TellEmployee,
)
from bot.domain.people import Person
from bot.domain.roles import Conflict, ConflictLevel, Role
from flows.brief import BRIEF
from flows.catalogue import FLOWS, checked_flows
from flows.complaint import COMPLAINT, people_problems
from flows.particulars import PARTICULARS
from flows.roles import ROLES_FLOW
from flows.snooze import SNOOZE
from flows.stage import STAGE
from flows.tell import TELL
from tests.fakes import (
    CASE,
    EARLY_PARTS,
    EVERYBODY,
    MAYA,
    NOOR,
    NOW,
    SEEN,
    at_stage,
    scene,
    somebody,
    speaker,
)
from tests.walks import ITEM, Walk, intake

BOTH = pytest.mark.parametrize("chat", [False, True], ids=["forms", "chat"])
EARLY = speaker(at_stage(Stage.SCREEN), parts=EARLY_PARTS)
LATE = speaker(at_stage(Stage.FACTS))
THAT_CASE = {"case": "case-1", "basis": "7"}


def about(flow: Flow, at: Scene, *, chat: bool = False) -> Walk:
    """HR at the beginning of a flow about the sample case."""
    return Walk(flow, chat=chat, at=at, preset=THAT_CASE)


def decided(walk: Walk) -> Command:
    """What the review ends in."""
    walk.go()
    assert walk.done is not None, (walk.where, walk.page.error, walk.state.errors)
    return walk.flow.complete(walk.done, walk.at)


def error(walk: Walk, name: str) -> str:
    """What is said beside a field."""
    return next(each.error for each in walk.page.questions if each.field.id == name)


# --- all of them ---------------------------------------------------------------------------------


def test_every_flow_can_be_offered() -> None:
    """The start checks each graph, and finds every flow by its word."""
    assert set(checked_flows()) == {flow.id for flow in FLOWS}


@pytest.mark.parametrize("flow", [f for f in FLOWS if f.id not in ("complaint", "snooze")])
@BOTH
def test_a_flow_about_a_case_asks_which_one(flow: Flow, chat: bool) -> None:
    """Unless it is known; and back leads there again."""
    walk = Walk(flow, chat=chat, at=scene(EARLY, LATE))
    assert walk.state.place.step == "which"
    assert walk.answer({"case": "EH-2026-0042"}).state.place.step != "which"
    assert walk.back().state.place.step == "which"
    assert about(flow, scene(EARLY)).state.place.step != "which"


@pytest.mark.parametrize("flow", [f for f in FLOWS if f.id not in ("complaint", "snooze")])
def test_a_case_that_is_gone_is_refused_politely(flow: Flow) -> None:
    """The conversation hears of it as of nothing else."""
    assert flow.about({"case": "case-1"}, scene()) == ""
    assert flow.about({"case": "case-1"}, scene(EARLY)) == "EH-2026-0042"
    with pytest.raises(NoSuchCase):
        Walk(flow, at=scene(), preset=THAT_CASE).fill(role="liaison", holder="maya")


# --- the intake ----------------------------------------------------------------------------------


@BOTH
def test_an_intake_ends_in_a_case(chat: bool) -> None:
    """Everything that was answered is in the command."""
    command = decided(intake(chat=chat))
    assert isinstance(command, OpenCase)
    (allegation,) = command.allegations
    assert allegation.observed == ITEM["observed"]
    assert allegation.began == datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert (allegation.ended, allegation.observed_by) == (None, "Dana Fox")
    assert allegation.known is Known.SEEN
    assert (command.client_id, command.contact_id, command.employee_id) == ("contoso", "kim", "ben")
    assert [ask.value for ask in command.asks] == ["coach", "replace"]
    assert (command.urgency, command.safety, command.jurisdiction) == (Urgency.NORMAL, "", "PH")


def test_a_safety_concern_is_in_the_command_only_while_there_is_one() -> None:
    """Who takes it back is not held to what they wrote."""
    walk = intake(chat=False, upto="last").fill(safety="yes")
    assert [each.field.id for each in walk.page.questions][2] == "safety_words"
    walk.fill(safety_words="A fight in the car park.")
    command = decided(walk)
    assert isinstance(command, OpenCase)
    assert command.safety == "A fight in the car park."
    walk = intake(chat=False, upto="last").fill(safety="yes", safety_words="A fight.")
    command = decided(walk.edit("last").fill(safety="no"))
    assert isinstance(command, OpenCase)
    assert command.safety == ""


@pytest.mark.parametrize(
    ("actor", "employee", "said"),
    [
        (MAYA, "maya", "You cannot open a case about yourself."),
        (MAYA, "noor", "Noor Lim is in your own line"),
        (MAYA, "leo", "Leo Tan is in your own line"),
        (NOOR, "maya", "Maya Reyes reports to you"),
    ],
)
@BOTH
def test_hr_takes_no_complaint_about_their_own_line(
    chat: bool, actor: Person, employee: str, said: str
) -> None:
    """A clear message stands beside the field, and says whom to ask."""
    walk = Walk(COMPLAINT, chat=chat, at=scene(actor=actor)).answer({"client": "contoso"})
    walk.answer({"contact": "kim", "employee": employee})
    assert said in error(walk, "employee")
    assert "Please ask a colleague in HR" in error(walk, "employee")
    walk.answer({"employee": "ben"})
    assert walk.state.place.step == "allegations"


def test_who_complains_cannot_be_whom_it_is_about() -> None:
    """Whatever the lists offered."""
    problems = people_problems({"contact": "ben", "employee": "ben"}, scene())
    assert "cannot be the person it is about" in problems["employee"]
    assert people_problems({"employee": "gone"}, scene())


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"began": "tomorrow 9:00"}, "began", "future"),
        ({"ended": "in 3 hours"}, "ended", "future"),
        ({"began": None, "ended": "yesterday 4 pm"}, "began", "no start"),
        ({"ended": "yesterday 2 pm"}, "ended", "before the start"),
        ({"began": "someday"}, "began", "could not be read"),
    ],
)
@BOTH
def test_an_incident_lies_in_the_past_and_ends_after_it_begins(
    chat: bool, given: Mapping[str, Value], field: str, said: str
) -> None:
    """What is wrong is said beside its field, and the rest stays."""
    walk = intake(chat=chat, upto="allegations").answer({**ITEM, **given})
    assert said in error(walk, field)
    assert walk.state.given["observed"] == ITEM["observed"]


def test_the_law_that_applies_follows_the_employee() -> None:
    """By default it is that of the place where they work."""
    walk = intake(chat=False)
    abroad = somebody("gil", "Gil Moor", jurisdiction="GB-ENG")
    walk.at = scene(people=(*EVERYBODY, abroad))
    walk.edit("people").fill(employee="gil")
    assert walk.where == "review"
    assert walk.state.answers["jurisdiction"] == "GB-ENG"


# --- the particulars -----------------------------------------------------------------------------


def test_only_what_is_open_is_asked_and_may_stay_so() -> None:
    """HR records what the client has said by now, and the rest another time."""
    lacking = replace(SEEN, began=None, observed_by="")
    case = replace(CASE, allegations=(SEEN, lacking), effect="")
    walk = about(PARTICULARS, scene(speaker(case)))
    assert [each.field.id for each in walk.page.questions] == ["began1", "by1", "effect"]
    assert "future" in error(walk.fill(began1="tomorrow 9:00"), "began1")
    command = decided(walk.fill(began1="yesterday 9:00", by1=None, effect=None))
    assert isinstance(command, CompleteParticulars)
    assert command.allegations[0] == SEEN
    assert command.allegations[1].began == datetime(2026, 11, 22, 1, tzinfo=UTC)
    assert (command.allegations[1].observed_by, command.effect) == ("", "")


def test_nothing_is_recorded_when_nothing_is_given() -> None:
    """The review says so."""
    case = replace(CASE, effect="")
    walk = about(PARTICULARS, scene(speaker(case))).skip().go()
    assert walk.done is None
    assert "Nothing is filled in" in walk.page.error


# --- roles ---------------------------------------------------------------------------------------


@BOTH
def test_a_role_is_settled_with_its_charter_in_view(chat: bool) -> None:
    """What it may and may not do, and who hears of it."""
    walk = about(ROLES_FLOW, scene(EARLY), chat=chat)
    walk.answer({"role": "enforcer", "holder": "Chidi"})
    bullets = [block for block in walk.page.blocks if isinstance(block, Bullets)]
    assert "skip a block" in bullets[1].items
    walk.skip()
    read = [block for block in walk.page.blocks if isinstance(block, Bullets)]
    assert "Lea Santos (line manager)" in read[0].items
    assert any(line.startswith("Ben Cruz (employee): The employee has") for line in read[1].items)
    command = decided(walk)
    assert command == AssignRole(case_id="case-1", role=Role.ENFORCER, holder_id="chidi", basis=7)


@BOTH
def test_a_conflict_refuses_with_its_reason(chat: bool) -> None:
    """And says what to do instead."""
    reason = "They are a witness. Let somebody else hold the role."
    refused = Conflict(ConflictLevel.REFUSED, reason, "Role charter")
    at = scene(EARLY, conflicts={(Role.ENFORCER, "noor"): refused})
    walk = about(ROLES_FLOW, at, chat=chat).answer({"role": "enforcer", "holder": "noor"})
    assert error(walk, "holder") == reason
    assert walk.answer({"holder": "chidi"}).state.place.step == "charter"


def test_a_notice_is_shown_and_does_not_bar() -> None:
    """It is said openly to those whom it concerns."""
    noted = Conflict(ConflictLevel.NOTICE, "They once advised the employee.", "Role charter")
    at = scene(EARLY, conflicts={(Role.LIAISON, "noor"): noted})
    walk = about(ROLES_FLOW, at).fill(role="liaison", holder="noor")
    notes = [block.text for block in walk.page.blocks if isinstance(block, Note)]
    assert any("They once advised the employee." in note for note in notes)


def test_who_holds_a_role_already_is_not_given_it_again() -> None:
    """Choosing them is a mistake, and said so."""
    walk = about(ROLES_FLOW, scene(LATE)).fill(role="liaison", holder="maya")
    assert "hold this role already" in error(walk, "holder")


@pytest.mark.parametrize(
    ("role", "holder", "stays"),
    [
        ("liaison", "noor", "in the shared log of the case"),
        ("enforcer", "noor", "in the evidence file"),
        ("advisor_employee", "chidi", "in the evidence file"),
    ],
)
def test_a_change_needs_a_reason_and_says_where_notes_stay(
    role: str, holder: str, stays: str
) -> None:
    """Where they stay is the old role's own rule, until HR says otherwise."""
    walk = about(ROLES_FLOW, scene(LATE)).fill(role=role, holder=holder)
    reason, kept = walk.page.questions
    assert reason.field.required
    assert str(kept.value).startswith(stays)
    assert walk.skip().page.error
    command = decided(walk.fill(reason="A long leave."))
    assert isinstance(command, AssignRole)
    assert (command.reason, command.notes_kept) == ("A long leave.", kept.value)


# --- the deliberate step -------------------------------------------------------------------------


@BOTH
def test_the_manager_is_briefed_with_words_that_hr_has_read(chat: bool) -> None:
    """The summary is made, may be edited, and is previewed."""
    walk = about(BRIEF, scene(EARLY), chat=chat)
    made = walk.page.questions[0].value
    assert str(made).startswith("Hello Lea.")
    assert walk.keep().page.blocks[0] == Quote(str(made))
    assert decided(walk) == BriefManager(case_id="case-1", text=str(made))


def test_a_summary_may_not_name_a_witness() -> None:
    """What a manager may not know is pointed out beside the text, which is kept."""
    walk = about(BRIEF, scene(EARLY)).fill(text="Dana Fox saw it.")
    assert "Take out “Dana Fox”" in error(walk, "text")
    assert walk.page.questions[0].value == "Dana Fox saw it."


def test_a_case_without_a_manager_has_nobody_to_brief() -> None:
    """It says so before it begins, and at the review whatever happens between."""
    parts = {c: who for c, who in EARLY_PARTS.items() if c is not Capacity.MANAGER}
    at = scene(speaker(at_stage(Stage.SCREEN), parts=parts))
    assert "no line manager" in BRIEF.refusal(THAT_CASE, at)
    assert "no line manager" in about(BRIEF, at).go().page.error


@BOTH
def test_the_employee_is_told_on_purpose(chat: bool) -> None:
    """The text is made and previewed; without a briefing the reason is asked first."""
    walk = about(TELL, scene(EARLY), chat=chat)
    assert [each.field.id for each in walk.page.questions] == ["reason"]
    walk.answer({"reason": "She is on leave."})
    made = str(walk.page.questions[0].value)
    command = decided(walk.keep())
    assert command == TellEmployee(
        case_id="case-1", text=made, manager_not_briefed="She is on leave."
    )


def test_no_reason_is_asked_when_the_manager_was_briefed() -> None:
    """Then the message comes at once."""
    case = replace(at_stage(Stage.SCREEN), manager_told_at=NOW)
    walk = about(TELL, scene(speaker(case, parts=EARLY_PARTS)))
    assert [each.field.id for each in walk.page.questions] == ["text"]


def test_what_was_done_is_not_begun_again() -> None:
    """Briefing and telling are done once."""
    at = scene(LATE)
    assert "told already" in TELL.refusal(THAT_CASE, at)
    assert "already" in BRIEF.refusal(THAT_CASE, at)
    assert TELL.refusal(THAT_CASE, scene(EARLY)) == ""


def test_a_message_follows_the_case_until_it_is_sent() -> None:
    """Roles that are settled while HR reads the preview are in it, and it is read again."""
    walk = about(TELL, scene(EARLY)).fill(reason="She is on leave.").keep()
    assert walk.where == "review"
    walk.at = scene(speaker(at_stage(Stage.SCREEN)))
    assert "Chidi" not in str(walk.state.answers["text"])
    assert "read it once more" in walk.go().page.error
    assert "Chidi Okafor in HR makes sure" in str(walk.state.answers["text"])
    assert isinstance(decided(walk), TellEmployee)


# --- moving on -----------------------------------------------------------------------------------


def test_a_case_moves_forward_only() -> None:
    """Only what lies ahead is offered."""
    walk = about(STAGE, scene(LATE))
    assert [option.value for option in walk.page.questions[0].options] == ["S4", "S5", "S6"]
    assert decided(walk.fill(stage="hearing")) == MoveStage(case_id="case-1", stage=Stage.HEARING)


def test_nothing_is_looked_into_behind_anybodys_back() -> None:
    """Past the telling only when the employee was told."""
    walk = about(STAGE, scene(EARLY)).fill(stage="S3")
    assert "Ben has not been told" in error(walk, "stage")


def test_at_the_last_stage_only_the_end_is_left() -> None:
    """It says how to close."""
    walk = about(STAGE, scene(speaker(at_stage(Stage.APPEAL)))).go()
    assert walk.done is None
    assert "close" in walk.page.error


# --- snoozing ------------------------------------------------------------------------------------


@BOTH
def test_a_reminder_is_put_off_to_a_day(chat: bool) -> None:
    """To its morning; not into the past."""
    walk = Walk(SNOOZE, chat=chat, preset={"reminder": "r-1"})
    assert error(walk.answer({"day": "today"}), "day")
    command = decided(walk.answer({"day": "Friday"}))
    assert command == SnoozeReminder(reminder_id="r-1", until=datetime(2026, 11, 27, 1, tzinfo=UTC))


def test_a_snooze_says_what_it_is_about() -> None:
    """When what is put off is due; nothing for a reminder that is not theirs."""
    at = scene(due={"r-1": NOW})
    assert SNOOZE.about({"reminder": "r-1"}, at) == "due Mon 23 Nov 2026, 10:00 (Manila time)"
    assert SNOOZE.about({"reminder": "r-2"}, at) == ""
