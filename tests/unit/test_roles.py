"""HR's roles and who may not hold which: the conflict table cell by cell."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files.charter_format import CharterFile
from adapters.files.documents import read_document
from bot.domain.cases import Capacity, Stage
from bot.domain.roles import (
    Conflict,
    ConflictFacts,
    ConflictLevel,
    PastHolding,
    Role,
    Tie,
)

FILE = read_document(Path(__file__).parents[2] / "flows" / "policy" / "charter.yaml", CharterFile)
TABLE, CHARTERS = FILE.table(), FILE.by_role()
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

FACTS = ConflictFacts(
    person_id="maya",
    employee_id="ben",
    client_id="contoso",
    in_own_line=False,
    is_witness=False,
    is_subject=False,
    is_complainant=False,
    reports_to_account_lead=False,
    facts_gathered=False,
    now=NOW,
    stage=Stage.SCREEN,
    contact_id="kim",
)


def held(capacity: Capacity, **others: object) -> PastHolding:
    """A part in the case in question, held until yesterday unless said otherwise."""
    holding = PastHolding(
        capacity=capacity,
        employee_id="ben",
        client_id="contoso",
        case_id="this",
        same_case=True,
        since=NOW - timedelta(days=9),
        until=NOW - timedelta(days=1),
        contact_id="kim",
    )
    return dataclasses.replace(holding, **others)  # type: ignore[arg-type]


def elsewhere(capacity: Capacity, **others: object) -> PastHolding:
    """The same in another case about the same employee."""
    return held(capacity, **{"same_case": False, "case_id": "other", **others})


def judged(taking: Capacity, *holdings: PastHolding, facts: ConflictFacts = FACTS) -> str:
    """`refused`, `notice` or `free`."""
    found = TABLE.conflict(taking, held=holdings, facts=facts)
    return found.level if found else "free"


# 02-role-charter.md, section 3: n notice, x refused, - no conflict.
# Columns: liaison, advisor to employee, advisor to manager, enforcer, investigator, decision maker,
# appeal manager. Nothing is gathered, closing or closed.
TAKING = (
    *(role.capacity for role in Role),
    Capacity.INVESTIGATOR,
    Capacity.DECISION_MAKER,
    Capacity.APPEAL_MANAGER,
)
CELLS = """
hr_liaison           - n n n x x x
hr_advisor_employee  x - x x x x x
hr_advisor_manager   n x - x x x x
hr_enforcer          x x x - x x x
investigator         x x x x - x x
"""
WORDS = {"-": "free", "n": "notice", "x": "refused"}


@pytest.mark.parametrize(
    ("before", "taking", "expected"),
    [
        (Capacity(row[0]), taking, WORDS[cell])
        for row in map(str.split, CELLS.strip().splitlines())
        for taking, cell in zip(TAKING, row[1:], strict=True)
    ],
)
@pytest.mark.parametrize("until", [None, NOW - timedelta(days=1)])
def test_every_cell_of_the_conflict_table_holds(
    before: Capacity, taking: Capacity, expected: str, until: datetime | None
) -> None:
    """Whether the part is held still or was held before, the same person in the same case."""
    assert judged(taking, held(before, until=until)) == expected


@pytest.mark.parametrize(
    ("before", "role", "change", "expected"),
    [
        (Capacity.HR_LIAISON, Role.ENFORCER, {"facts_gathered": True}, "refused"),
        (Capacity.HR_LIAISON, Role.ADVISOR_EMPLOYEE, {"facts_gathered": True}, "notice"),
        (Capacity.HR_ENFORCER, Role.LIAISON, {"stage": Stage.OUTCOME}, "notice"),
        (Capacity.HR_ENFORCER, Role.LIAISON, {"stage": Stage.APPEAL}, "refused"),
        (Capacity.HR_ENFORCER, Role.LIAISON, {"stage": Stage.CLOSED}, "notice"),
        (Capacity.HR_ENFORCER, Role.LIAISON, {"stage": None}, "refused"),
        (Capacity.HR_ENFORCER, Role.ADVISOR_MANAGER, {"stage": Stage.CLOSED}, "notice"),
        (Capacity.HR_ENFORCER, Role.ADVISOR_MANAGER, {"stage": Stage.OUTCOME}, "refused"),
        (Capacity.HR_ENFORCER, Role.ENFORCER, {"stage": Stage.APPEAL}, "refused"),
    ],
)
def test_some_cells_depend_on_how_far_the_case_has_come(
    before: Capacity, role: Role, change: dict[str, object], expected: str
) -> None:
    """Before facts, for the closing message, after closure, and afresh for an appeal."""
    facts = dataclasses.replace(FACTS, **change)  # type: ignore[arg-type]
    assert judged(role.capacity, held(before), facts=facts) == expected


def after(year: int, month: int, day: int) -> ConflictFacts:
    """The facts at nine on another day."""
    return dataclasses.replace(FACTS, now=datetime(year, month, day, 9, tzinfo=UTC))


def test_an_advisor_is_barred_from_liaison_for_twelve_months() -> None:
    """On this employee's cases with that client; afterwards those concerned are told."""
    advised = held(Capacity.HR_ADVISOR_EMPLOYEE, until=NOW)
    last_day, next_day = after(2027, 11, 22), after(2027, 11, 23)
    liaison = Capacity.HR_LIAISON
    assert judged(liaison, advised, facts=last_day) == "refused"
    assert judged(liaison, advised, facts=next_day) == "notice"
    other = elsewhere(Capacity.HR_ADVISOR_EMPLOYEE, until=NOW)
    assert judged(liaison, other, facts=last_day) == "refused"
    assert judged(liaison, other, facts=next_day) == "free"
    with_another_client = dataclasses.replace(other, client_id="fabrikam")
    assert judged(liaison, with_another_client, facts=last_day) == "notice"


def test_twelve_months_from_a_leap_day_end_on_the_first_of_march() -> None:
    """A day that the later month lacks becomes the first day after."""
    advised = held(Capacity.HR_ADVISOR_EMPLOYEE, until=datetime(2028, 2, 29, 9, tzinfo=UTC))
    assert judged(Capacity.HR_LIAISON, advised, facts=after(2029, 2, 28)) == "refused"
    assert judged(Capacity.HR_LIAISON, advised, facts=after(2029, 3, 1)) == "notice"


@pytest.mark.parametrize("advisor", [Role.ADVISOR_EMPLOYEE, Role.ADVISOR_MANAGER])
@pytest.mark.parametrize("years", [0, 5, 50])
def test_advisor_and_enforcer_are_never_the_same_person(advisor: Role, years: int) -> None:
    """In one case no time heals it, either way round, save advising the manager once closed."""
    past = NOW - timedelta(days=366 * years)
    for one, other in ((advisor, Role.ENFORCER), (Role.ENFORCER, advisor)):
        before = held(one.capacity, since=past, until=past)
        assert judged(other.capacity, before) == "refused"


@pytest.mark.parametrize(("days", "expected"), [(1, "refused"), (360, "refused"), (370, "free")])
def test_another_case_of_the_same_employee_counts_for_twelve_months(
    days: int, expected: str
) -> None:
    """Who advised the employee last spring does not enforce in autumn."""
    advised = elsewhere(Capacity.HR_ADVISOR_EMPLOYEE, until=NOW - timedelta(days=days))
    assert judged(Capacity.HR_ENFORCER, advised) == expected


def test_another_case_of_the_same_complainant_is_told() -> None:
    """Other employee, same complainant: possible with notice; a stranger's case is no link."""
    advised = elsewhere(Capacity.HR_ADVISOR_EMPLOYEE, employee_id="rosa")
    assert judged(Capacity.HR_ENFORCER, advised) == "notice"
    assert judged(Capacity.HR_ENFORCER, dataclasses.replace(advised, contact_id="lou")) == "free"
    nobody = dataclasses.replace(FACTS, contact_id="")
    unknown = dataclasses.replace(advised, contact_id="")
    assert judged(Capacity.HR_ENFORCER, unknown, facts=nobody) == "free"


@pytest.mark.parametrize("tie", Tie)
@pytest.mark.parametrize("taking", TAKING)
def test_a_tie_bars_from_every_part(tie: Tie, taking: Capacity) -> None:
    """Their own case, own complaint, own line, a witness, or reporting to the account lead."""
    facts = dataclasses.replace(FACTS, **{tie.value: True})  # type: ignore[arg-type]
    assert judged(taking, facts=facts) == "refused"


@pytest.mark.parametrize("role", Role)
def test_whoever_opened_the_case_may_take_any_role(role: Role) -> None:
    """Intake is no role: it ends when roles are settled."""
    assert judged(role.capacity, held(Capacity.HR_INTAKE, until=None)) == "free"
    assert judged(role.capacity) == "free"


OTHERS = [c for c in Capacity if not c.is_hr and c is not Capacity.INVESTIGATOR]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("role", Role)
def test_one_person_holds_one_part_in_a_case(other: Capacity, role: Role) -> None:
    """Whoever has another part in this case takes no role of HR's in it."""
    assert judged(role.capacity, held(other)) == "refused"
    assert judged(role.capacity, elsewhere(other)) == "free"


holdings = st.builds(
    held,
    st.sampled_from(Capacity),
    same_case=st.booleans(),
    employee_id=st.sampled_from(("ben", "rosa")),
    client_id=st.sampled_from(("contoso", "fabrikam")),
    until=st.none() | st.integers(0, 900).map(lambda days: NOW - timedelta(days=days)),
)


@given(st.sampled_from(Role), st.lists(holdings, max_size=4), holdings)
def test_more_holdings_never_make_it_milder(
    role: Role, some: list[PastHolding], one_more: PastHolding
) -> None:
    """The gravest conflict speaks, in whatever order the parts were held."""
    grave = ["free", "notice", "refused"]
    before = grave.index(judged(role.capacity, *some))
    assert grave.index(judged(role.capacity, *some, one_more)) >= before
    assert judged(role.capacity, *some) == judged(role.capacity, *reversed(some))


def test_a_conflict_says_why_and_what_to_do_instead() -> None:
    """HR reads plain sentences, and where the rule is written."""
    found = TABLE.conflict(Role.ENFORCER, held=[held(Capacity.HR_ADVISOR_EMPLOYEE)], facts=FACTS)
    assert found == Conflict(
        ConflictLevel.REFUSED,
        "They advised the employee and know what was said to them in confidence. Nobody may advise "
        "and enforce in one matter, and no one can waive this. Let an HR person who has advised "
        "neither side be the enforcer.",
        "Role charter, section 3, row Advisor to employee; section 6",
    )
    linked = TABLE.conflict(
        Role.ENFORCER, held=[elsewhere(Capacity.HR_ADVISOR_EMPLOYEE)], facts=FACTS
    )
    assert linked is not None
    assert linked.reason.endswith("less than 12 months ago, which counts like this one.")


def test_every_reason_is_whole_sentences() -> None:
    """Each refusal says what to do: let somebody else, or tell those concerned."""
    reasons = [rule.reason for rule in TABLE.rules] + [rule.reason for rule in TABLE.ties]
    for reason in reasons:
        assert reason.endswith(".")
        assert "let " in reason.casefold() or "Tell " in reason


def test_roles_are_capacities_and_back() -> None:
    """The opener's part and parts that are not HR's are no role."""
    assert [Role.of(role.capacity) for role in Role] == list(Role)
    assert {c for c in Capacity if c.is_hr and Role.of(c) is None} == {Capacity.HR_INTAKE}
    assert Role.of(Capacity.MANAGER) is None


def test_every_role_has_its_charter() -> None:
    """What it says first is what the charter's section 2 gives, word for word."""
    assert set(CHARTERS) == set(Role)
    assert CHARTERS[Role.LIAISON].says_first == (
        "I carry facts and dates between both sides. I do not judge and I do not share personal "
        "data."
    )
    assert CHARTERS[Role.ENFORCER].says_first == (
        "I make sure that the rules are followed for everyone. What you tell me may be used in the "
        "case."
    )
    advisors = (CHARTERS[Role.ADVISOR_EMPLOYEE], CHARTERS[Role.ADVISOR_MANAGER])
    assert advisors[0].says_first == advisors[1].says_first
    assert [charter.serves for charter in advisors] == ["the employee", "the line manager"]
    assert "promise an outcome" in CHARTERS[Role.LIAISON].may_not
    assert "skip a block" in CHARTERS[Role.ENFORCER].may_not
