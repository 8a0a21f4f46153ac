"""What each audience hears: who gets which words at which stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.dialogue.notices import Speaker, closing, holding, opening, telling, updating
from bot.dialogue.notices.updating import Composed
from bot.domain.cases import Capacity, Party, Path, Stage
from bot.domain.disclosure import Field
from bot.domain.events import Event, EventKind
from bot.domain.roles import Role
from tests.fakes import (
    CASE,
    CHIDI,
    EARLY_PARTS,
    HAPPENED,
    LEA,
    MAYA,
    NOOR,
    NOW,
    SEEN,
    at_stage,
    speaker,
)
from tests.notices import COMPOSED, NEXT, settled, words


def party(says: Speaker, capacity: Capacity) -> Party:
    """Who holds a part."""
    held = says.file.holder(capacity)
    assert held
    return held


def heard(says: Speaker, composed: Composed = COMPOSED) -> Mapping[Capacity, str]:
    """What each part gets of an update."""
    made = updating.versions(says, composed, sender="maya")
    return {version.party.capacity: version.text for version in made}


# --- a case is opened ----------------------------------------------------------------------------


def test_the_client_manager_and_account_lead_hear_of_a_new_case() -> None:
    """Nobody else does, and each hears its own words."""
    says = speaker(at_stage(Stage.INTAKE), parts=EARLY_PARTS)
    told = {
        one.capacity: words(opening.opened(says, one, next_at=NEXT))
        for one in says.file.open_parties
    }
    assert [capacity for capacity, text in told.items() if text] == [
        Capacity.CLIENT,
        Capacity.MANAGER,
        Capacity.ACCOUNT_LEAD,
    ]
    assert "Thu 26 Nov 2026, 13:00 (Sydney time)" in told[Capacity.CLIENT]
    assert "maya@northwind.example" in told[Capacity.CLIENT]
    assert "Ben" not in told[Capacity.CLIENT]
    assert "Ben Cruz" in told[Capacity.MANAGER]
    assert "Kim" not in told[Capacity.MANAGER]
    assert SEEN.observed not in "".join(told.values())


# --- the deliberate step -------------------------------------------------------------------------


def test_the_employee_hears_what_was_raised_by_whom_and_what_happens_next() -> None:
    """In words that promise nothing that does not hold everywhere."""
    text = telling.telling(speaker(at_stage(Stage.SCREEN), parts=EARLY_PARTS), now=NOW)
    assert "Kim Sand at Contoso Retail has raised a complaint" in text
    assert "- Tue 17 Nov 2026, 10:00 (Manila time): Three of eight tickets" in text
    assert "Maya Reyes in HR looks after this." in text
    assert "Wed 25 Nov 2026, 10:00 (Manila time)" in text
    assert "right" not in text.replace("your rights", "")
    assert "union" not in text
    assert CASE.remedy not in text


def test_a_complainant_who_is_protected_is_not_named() -> None:
    """When the matrix keeps the name from the employee, the client alone is named."""
    says = speaker(at_stage(Stage.SCREEN), parts=EARLY_PARTS)
    rows = {field: row for field, row in says.matrix.rows.items() if field != "complainant"}
    text = telling.telling(replace(says, matrix=replace(says.matrix, rows=rows)))
    assert "Kim" not in text
    assert "Contoso Retail has raised a complaint" in text


@pytest.mark.parametrize("due", [None, NOW - timedelta(hours=1)])
def test_a_promise_that_has_passed_is_not_made_again(due: datetime | None) -> None:
    """The employee is not told that they hear by yesterday."""
    case = replace(at_stage(Stage.SCREEN), update_due_at=due)
    assert "You hear from us again" not in telling.telling(speaker(case), now=NOW)


LOOKED_AFTER = "Maya Reyes in HR looks after this."
CARRIES = "Maya Reyes in HR carries facts and dates between both sides, and does not judge."
ENFORCES = (
    "Chidi Okafor in HR makes sure that the rules are followed for everyone; "
    "what you tell Chidi may be used in the case."
)
ADVISES = (
    "Noor Lim in HR is there to help you understand the process, your rights and your options."
)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({Capacity.HR_INTAKE: "maya"}, [LOOKED_AFTER]),
        (
            {Capacity.HR_LIAISON: "maya", Capacity.HR_ENFORCER: "chidi"},
            [CARRIES, ENFORCES],
        ),
        (
            {Capacity.HR_INTAKE: "maya", Capacity.HR_ADVISOR_EMPLOYEE: "noor"},
            [LOOKED_AFTER, ADVISES],
        ),
    ],
)
def test_the_employee_hears_who_in_hr_does_what(
    parts: Mapping[Capacity, str], said: list[str]
) -> None:
    """Roles that were settled before are told with the telling, in plain sentences."""
    parts = {Capacity.EMPLOYEE: "ben", Capacity.CLIENT: "kim", **parts}
    told = telling.telling(speaker(at_stage(Stage.SCREEN), parts=parts))
    assert f"\n\n{' '.join(said)}\n\n" in told
    assert ("If you object to one of these people" in told) is (said != [LOOKED_AFTER])


def test_the_summary_for_the_manager_names_no_complainant_and_no_witness() -> None:
    """What HR recorded is told with the names left out in the open."""
    seen = replace(SEEN, observed="Kim Sand and Dana Fox waited. Ben did not call.")
    case = replace(at_stage(Stage.SCREEN), allegations=(seen, SEEN))
    text = telling.briefing(speaker(case), LEA)
    assert "[name left out] and [name left out] waited. Ben did not call." in text
    assert "These are points to look into." in text


def test_one_point_is_a_point() -> None:
    """Singular and plural."""
    assert "This is a point to look into." in telling.briefing(speaker(at_stage(Stage.SCREEN)), LEA)


# --- roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.LIAISON, {"client", "employee", "manager", "account_lead", "hr_enforcer"}),
        (Role.ENFORCER, {"employee", "manager", "account_lead", "hr_liaison"}),
        (
            Role.ADVISOR_EMPLOYEE,
            {"employee", "manager", "account_lead", "hr_liaison", "hr_enforcer"},
        ),
    ],
)
def test_a_role_is_told_to_whom_it_concerns(role: Role, told: set[str]) -> None:
    """A client hears of the liaison alone; the holder gets the charter instead."""
    says = speaker(at_stage(Stage.FACTS))
    holder = {Role.LIAISON: MAYA, Role.ENFORCER: CHIDI}.get(role, NOOR)
    reached = {
        one.capacity.value
        for one in says.file.open_parties
        if holding.for_party(says, one, settled(role, holder=holder))
    }
    assert reached == told


def test_the_employee_hears_of_no_role_before_they_were_told() -> None:
    """It is told with the telling."""
    says = speaker(at_stage(Stage.SCREEN))
    assert holding.for_party(says, party(says, Capacity.EMPLOYEE), settled(Role.LIAISON)) is None


def test_an_advisor_is_there_for_you_only_if_they_advise_you() -> None:
    """Others hear whom the advisor advises."""
    says = speaker(at_stage(Stage.FACTS))
    advisor = settled(Role.ADVISOR_EMPLOYEE, holder=NOOR)
    employee = words(holding.for_party(says, party(says, Capacity.EMPLOYEE), advisor))
    manager = words(holding.for_party(says, party(says, Capacity.MANAGER), advisor))
    assert "help you understand" in employee
    assert "Noor advises the employee and takes no part in the decision." in manager
    assert "help you" not in manager


def test_a_client_does_not_hear_which_role_the_new_liaison_gave_up() -> None:
    """That somebody enforced is none of the client's business."""
    says = speaker(at_stage(Stage.OUTCOME))
    change = replace(settled(Role.LIAISON, holder=CHIDI), old=Role.ENFORCER)
    client = words(holding.for_party(says, party(says, Capacity.CLIENT), change))
    manager = words(holding.for_party(says, party(says, Capacity.MANAGER), change))
    assert "nforcer" not in client
    assert "changes from HR enforcer to HR liaison" in manager


def test_a_handover_says_who_holds_it_instead_of_whom_and_what_stays_where() -> None:
    """Dated, with the way to object for the employee."""
    says = speaker(at_stage(Stage.FACTS))
    change = settled(Role.LIAISON, holder=NOOR, former=MAYA)
    text = words(holding.for_party(says, party(says, Capacity.EMPLOYEE), change))
    assert "From Mon 23 Nov 2026, Noor Lim acts as HR liaison in EH-2026-0042" in text
    assert "in place of Maya Reyes" in text
    assert "What was told to Maya in the old role stays in the case log." in text
    assert "please tell Noor Lim by Wed 25 Nov 2026" in text


def test_a_holder_is_asked_and_one_who_took_the_role_is_not_told_by_themselves() -> None:
    """Nobody reads that they have asked themselves."""
    says = speaker(at_stage(Stage.FACTS))
    assert "Maya Reyes asks you" in words(holding.for_holder(says, settled(Role.ENFORCER)))
    own = words(holding.for_holder(says, settled(Role.LIAISON, holder=MAYA)))
    assert "You have taken the role" in own
    assert "asks you" not in own


# --- updates -------------------------------------------------------------------------------------


def test_each_party_hears_what_happened_in_its_own_words() -> None:
    """The client of its complaint, the employee of theirs, HR of the stage by name."""
    told = heard(speaker(at_stage(Stage.FACTS)))
    assert "Your complaint was received" in told[Capacity.CLIENT]
    assert "We confirmed to you" in told[Capacity.CLIENT]
    assert "You were told about the complaint" in told[Capacity.EMPLOYEE]
    assert "Ben Cruz was told about the complaint" in told[Capacity.MANAGER]
    assert "The client was told that the complaint has arrived." in told[Capacity.ACCOUNT_LEAD]
    assert "You act as HR enforcer." in told[Capacity.HR_ENFORCER]
    for capacity in (Capacity.CLIENT, Capacity.ACCOUNT_LEAD):
        assert "Establishing facts" not in told[capacity]
        assert "Ben" not in told[capacity]


def test_a_client_hears_of_the_liaison_and_of_no_other_role() -> None:
    """In an update as elsewhere."""
    told = heard(speaker(at_stage(Stage.FACTS)))
    assert "Maya Reyes acts as HR liaison." in told[Capacity.CLIENT]
    assert "Chidi" not in told[Capacity.CLIENT]
    assert "Chidi Okafor acts as HR enforcer." in told[Capacity.EMPLOYEE]


@pytest.mark.parametrize(
    ("tag", "stage", "told"),
    [
        (Field.EXISTS, Stage.FACTS, {"employee", "manager", "hr_enforcer"}),
        (Field.SERVICE_PLAN, Stage.FACTS, {"client", "manager", "account_lead", "hr_enforcer"}),
        (
            Field.COMMITMENTS,
            Stage.FACTS,
            {"client", "employee", "manager", "account_lead", "hr_enforcer"},
        ),
        (Field.FINDINGS, Stage.FACTS, {"hr_enforcer"}),
        (Field.FINDINGS, Stage.OUTCOME, {"employee", "manager", "hr_enforcer"}),
        (Field.PARTICULARS, Stage.FACTS, {"client", "hr_enforcer"}),
        (Field.INVESTIGATION, Stage.FACTS, {"hr_enforcer"}),
        (None, Stage.FACTS, set()),
    ],
)
def test_hrs_own_words_go_only_to_those_who_may_know_such_a_thing(
    tag: Field | None, stage: Stage, told: set[str]
) -> None:
    """The tag and the stage decide; for the others HR is told that they are left out."""
    says = speaker(at_stage(stage))
    composed = replace(COMPOSED, words_tag=tag)
    versions = updating.versions(says, composed, sender="maya")
    got = {each.party.capacity.value for each in versions if COMPOSED.words in each.text}
    assert got == told
    assert all(bool(each.note) != (COMPOSED.words in each.text) for each in versions)


def test_before_they_are_told_the_employee_is_locked_with_the_reason() -> None:
    """An update cannot reach them, and says so to HR."""
    says = speaker(at_stage(Stage.SCREEN), parts=EARLY_PARTS)
    for made in (
        updating.versions(says, COMPOSED, sender="maya"),
        closing.versions(says, sender=""),
    ):
        employee = next(each for each in made if each.party.capacity is Capacity.EMPLOYEE)
        assert not employee.text
        assert employee.locked
        assert employee.label == "Ben Cruz (employee)"


def test_only_what_was_chosen_is_told() -> None:
    """What HR leaves out of an update is in nobody's version."""
    says = speaker(at_stage(Stage.FACTS))
    composed = replace(COMPOSED, items=(1,))
    assert all("next stage" not in text for text in heard(says, composed).values())


def test_what_was_told_once_is_not_offered_again() -> None:
    """An update begins after the one before."""
    happened = (
        *HAPPENED,
        Event(EventKind.UPDATE_SENT, {}),
        Event(EventKind.STAGE_REACHED, {"stage": "S4"}),
    )
    says = speaker(at_stage(Stage.HEARING), happened=happened)
    assert [entry.number for entry in updating.tellable(says)] == [9]


def test_hr_sees_who_may_hear_of_what() -> None:
    """Beside each thing that happened."""
    says = speaker(at_stage(Stage.FACTS))
    by_kind = {e.event.kind: updating.audience(says, e) for e in updating.tellable(says)}
    assert by_kind[EventKind.CASE_OPENED] == "Goes to everybody"
    told = by_kind[EventKind.EMPLOYEE_TOLD]
    assert told == "Goes to all but Kim Sand (client) and Zofia Kowalska (account lead)"


# --- closing -------------------------------------------------------------------------------------


def test_a_closing_note_says_only_what_was_done() -> None:
    """A case that was not looked into does not claim that it was."""
    told = {
        stage: {
            v.party.capacity: v.text for v in closing.versions(speaker(at_stage(stage)), sender="")
        }
        for stage in (Stage.SCREEN, Stage.OUTCOME)
    }
    assert "We have looked into" in told[Stage.OUTCOME][Capacity.CLIENT]
    assert "We have looked into" not in told[Stage.SCREEN][Capacity.CLIENT]
    assert "Thu 19 Nov 2026" in told[Stage.SCREEN][Capacity.CLIENT]
    assert told[Stage.OUTCOME][Capacity.EMPLOYEE] != told[Stage.OUTCOME][Capacity.MANAGER]


def test_paths_open_no_words_of_their_own() -> None:
    """What the client asks for does not show in what the employee reads at the telling."""
    assert Path.REMOVAL in CASE.paths
    text = telling.telling(speaker(at_stage(Stage.SCREEN)))
    assert not {"remove", "replace", "dismiss"} & set(text.casefold().split())
