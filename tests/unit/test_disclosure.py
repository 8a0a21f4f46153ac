"""Who may know what: the policy against the visibility matrix, written out here by hand."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path as FilePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files.disclosure_format import DisclosureFile
from adapters.files.documents import read_document
from bot.domain.cases import Ask, Capacity, Case, Path, Stage, Urgency
from bot.domain.disclosure import CaseFacts, Field, Level, Matrix

MATRIX = read_document(
    FilePath(__file__).parents[2] / "flows" / "policy" / "disclosure.yaml", DisclosureFile
).matrix()

COLUMNS = (
    Capacity.CLIENT,
    Capacity.EMPLOYEE,
    Capacity.MANAGER,
    Capacity.HR_LIAISON,
    Capacity.HR_ADVISOR_EMPLOYEE,
    Capacity.HR_ENFORCER,
    Capacity.INVESTIGATOR,
    Capacity.LEGAL,
    Capacity.LEADERSHIP,
)

# 03-visibility-matrix.md. F full, R redacted, S summary, - never; a digit: from this stage; then
# o own, c consent, a approval (also for each condition that a person must judge), k unless risk,
# m removal path, d dismissal path. The last two rows: 02-role-charter.md, section 5.
ALLOWED = """
exists            S      F2         F    F   F     F   F   F   S
complaint         Fo     S2|R4|F4a  S2   F   S|Fc  F   F   F   S
complainant       Fo     F2k|F2a    Fa   F   Fa    F   F   F   Fa
particulars       Fo     S2|F4a     S    F   Fa    F   F   F   -
red_flags         -      S7a        -    S   S     F   S   F   Fa
employee_account  Sca    Fo         S3   -   Fc    F   F   F   -
witnesses         -      R4         -    -   -     F   F   F   -
health            -      Fo         Sa   -   Fc    Fa  Fa  F   -
record            -      Fo         Ra   -   Fa    F   Fa  F   -
investigation     -      S3         -    S   -     F   F   F   -
findings          S5a    F5         F5   S   Fc    F   Fo  F   S
sanction          -      Fo         F    -   Fc    F   -   F   Sd
service_plan      F      S          F    F   -     F   -   S   S
removal           Fo     Sm|Fma     F    F   Fc    F   F   F   F
contract          Fo     S          S    S   -     F   -   F   F
push_back         F      S|Fa       S    F   -     F   -   F   F
redeployment      -      Fo         F    -   Fc    F   -   S   S
pay               -      Fo         F    -   Fc    F   -   F   S
legal_advice      -      -          -    -   -     F   -   F   F
appeal            -      Fo         Fa   S   Fc    Fa  Fa  F   -
exit_date         F      Fo         F    F   F     F   -   F   F
exit_reason       -      Fo         -    -   Fc    F   -   F   S
drafts            -      -          Fo   Fo  Fo    Fo  Fo  Fa  -
relationship      Sa     -          S    S   -     S   -   -   F
commitments       Fo     Fo         F    F   F     F   -   F   F
hr_load           -      -          -    Fo  Fo    Fo  Fo  -   Sa
role              -      F          F    F   F     F   -   F   F
liaison           F      F          F    F   F     F   -   F   F
"""
CELLS = {
    (Field(row[0]), capacity): cell.split("|")
    for row in map(str.split, ALLOWED.strip().splitlines())
    for capacity, cell in zip(COLUMNS, row[1:], strict=True)
}
LEVELS = {"F": Level.FULL, "R": Level.REDACTED, "S": Level.SUMMARY, "-": Level.SILENT}
EVERYTHING = frozenset((capacity, field) for capacity in Capacity for field in Field)

facts_of_a_viewer = st.builds(
    CaseFacts,
    stage=st.sampled_from(Stage),
    paths=st.frozensets(st.sampled_from(Path)),
    consents=st.sampled_from((frozenset(), frozenset(Field)))
    | st.frozensets(st.sampled_from(Field)),
    approvals=st.sampled_from((frozenset(), EVERYTHING)),
    risk_to_complainant=st.booleans(),
    own=st.booleans(),
    employee_told=st.booleans(),
)


def allowed(field: Field, capacity: Capacity, facts: CaseFacts) -> Level:
    """The most that the table above allows."""
    told = facts.employee_told if facts.stage is Stage.CLOSED else facts.stage.order >= 2
    if capacity is Capacity.EMPLOYEE and not told:
        return Level.SILENT
    best = Level.SILENT
    for cell in CELLS[field, capacity]:
        met = {
            "o": facts.own,
            "c": field in facts.consents,
            "a": (capacity, field) in facts.approvals,
            "k": not facts.risk_to_complainant,
            "m": Path.REMOVAL in facts.paths,
            "d": Path.DISMISSAL in facts.paths,
        }
        opens = all(facts.stage.order >= int(c) if c.isdigit() else met[c] for c in cell[1:])
        if opens and LEVELS[cell[0]].rank > best.rank:
            best = LEVELS[cell[0]]
    return best


def level(field: Field, capacity: Capacity, facts: CaseFacts) -> Level:
    """What the policy gives."""
    return MATRIX.judge(field, capacity, facts).level


def at(stage: Stage, **others: object) -> CaseFacts:
    """Facts at a stage, nothing else given."""
    return dataclasses.replace(CaseFacts(stage=stage, paths=frozenset()), **others)  # type: ignore[arg-type]


@given(st.sampled_from(Field), st.sampled_from(COLUMNS), facts_of_a_viewer)
def test_the_policy_gives_what_the_visibility_matrix_allows_and_never_more(
    field: Field, capacity: Capacity, facts: CaseFacts
) -> None:
    """For every field, party, stage and condition the policy is the matrix."""
    assert level(field, capacity, facts) is allowed(field, capacity, facts)


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("stage", [Stage.INTAKE, Stage.SCREEN])
@pytest.mark.parametrize("capacity", [Capacity.EMPLOYEE, Capacity.COMPANION])
def test_before_they_are_told_the_employee_hears_nothing(
    field: Field, stage: Stage, capacity: Capacity
) -> None:
    """No consent, approval or authorship opens anything before S2, and the verdict says so."""
    facts = CaseFacts(
        stage=stage,
        paths=frozenset(Path),
        consents=frozenset(Field),
        approvals=EVERYTHING,
        own=True,
        employee_told=True,
    )
    verdict = MATRIX.judge(field, capacity, facts)
    assert verdict.level is Level.SILENT
    if verdict.opens:
        assert verdict.opens.order >= 2
        assert "hears nothing before that" in verdict.reason


@pytest.mark.parametrize("field", Field)
def test_no_edit_of_the_table_reaches_the_employee_before_they_are_told(field: Field) -> None:
    """The hard rule is in the code: a row that opens at S0 for all still waits for S2."""
    open_grant = MATRIX.rows[Field.EXISTS].cells[Capacity.MANAGER]
    row = dataclasses.replace(MATRIX.rows[field], cells=dict.fromkeys(Capacity, open_grant))
    matrix = Matrix({field: row})
    assert matrix.judge(field, Capacity.EMPLOYEE, at(Stage.SCREEN)).level is Level.SILENT
    assert matrix.judge(field, Capacity.EMPLOYEE, at(Stage.EMPLOYEE_TOLD)).level is Level.FULL


@pytest.mark.parametrize("field", Field)
def test_a_case_that_closed_untold_says_nothing_to_the_employee(field: Field) -> None:
    """Closing a case does not tell its employee of it."""
    facts = at(Stage.CLOSED, own=True, consents=frozenset(Field), approvals=EVERYTHING)
    verdict = MATRIX.judge(field, Capacity.EMPLOYEE, facts)
    assert (verdict.level, verdict.opens) == (Level.SILENT, None)
    told = at(Stage.CLOSED, employee_told=True)
    assert level(Field.EXISTS, Capacity.EMPLOYEE, told) is Level.FULL


@given(st.sampled_from(Field), facts_of_a_viewer)
def test_the_opener_sees_as_liaison(field: Field, facts: CaseFacts) -> None:
    """Until roles are settled HR sees no more than the liaison would."""
    as_liaison = level(field, Capacity.HR_LIAISON, facts)
    assert level(field, Capacity.HR_INTAKE, facts) is as_liaison


@given(st.sampled_from(Field), facts_of_a_viewer)
def test_the_account_lead_sees_as_the_client_and_four_rows_more(
    field: Field, facts: CaseFacts
) -> None:
    """Rows 13, 15 and 25 open to the account lead, and who holds which role."""
    seen = level(field, Capacity.ACCOUNT_LEAD, facts)
    if field in (Field.SERVICE_PLAN, Field.CONTRACT, Field.COMMITMENTS, Field.ROLE):
        assert seen is Level.FULL
    else:
        assert seen is level(field, Capacity.CLIENT, facts)


@given(st.sampled_from(Field), facts_of_a_viewer)
def test_an_advisor_to_the_manager_sees_no_more_than_one_to_the_employee(
    field: Field, facts: CaseFacts
) -> None:
    """What the employee shares with their own advisor is not the manager's advisor's."""
    theirs = level(field, Capacity.HR_ADVISOR_MANAGER, facts)
    assert theirs.rank <= level(field, Capacity.HR_ADVISOR_EMPLOYEE, facts).rank
    if field in (Field.EMPLOYEE_ACCOUNT, Field.HEALTH):
        assert theirs is Level.SILENT


@given(st.sampled_from(Field), facts_of_a_viewer)
def test_a_companion_sees_what_the_employee_sees_and_allows(field: Field, facts: CaseFacts) -> None:
    """Never more than the employee, and nothing without the employee's consent."""
    seen = level(field, Capacity.COMPANION, facts)
    employee = level(field, Capacity.EMPLOYEE, dataclasses.replace(facts, own=True))
    assert seen.rank <= employee.rank
    if field not in facts.consents:
        assert seen is Level.SILENT


@given(st.sampled_from(Field), facts_of_a_viewer)
def test_a_witness_sees_their_own_statement_only(field: Field, facts: CaseFacts) -> None:
    """Beside it a witness knows that there is a case, from S3 on."""
    seen = level(field, Capacity.WITNESS, facts)
    if field is Field.EXISTS:
        assert seen.rank <= Level.SUMMARY.rank
    elif field is not Field.WITNESSES or not facts.own:
        assert seen is Level.SILENT


@given(
    st.sampled_from(Field),
    st.sampled_from((Capacity.DECISION_MAKER, Capacity.APPEAL_MANAGER)),
    facts_of_a_viewer,
)
def test_who_decides_gets_what_the_enforcer_releases(
    field: Field, capacity: Capacity, facts: CaseFacts
) -> None:
    """No more than the enforcer has, by approval; never past cases, flags or money talk."""
    seen = level(field, capacity, facts)
    approved = dataclasses.replace(facts, approvals=EVERYTHING)
    assert seen.rank <= level(field, Capacity.HR_ENFORCER, approved).rank
    if field in (Field.RECORD, Field.RED_FLAGS, Field.CONTRACT, Field.RELATIONSHIP, Field.DRAFTS):
        assert seen is Level.SILENT
    known = field is Field.EXISTS or (
        capacity is Capacity.DECISION_MAKER and field in (Field.SANCTION, Field.EXIT_REASON)
    )
    if not known and (capacity, field) not in facts.approvals:
        assert seen is Level.SILENT
    if capacity is Capacity.APPEAL_MANAGER and facts.stage.order < 6:
        assert seen is Level.SILENT


@given(st.sampled_from(Field), facts_of_a_viewer)
def test_the_dpo_sees_nothing_without_an_approval(field: Field, facts: CaseFacts) -> None:
    """Everything inside a flag that they own, each by a recorded approval."""
    without = dataclasses.replace(facts, approvals=frozenset())
    assert level(field, Capacity.DPO, without) is Level.SILENT


@pytest.mark.parametrize("capacity", Capacity)
def test_a_field_without_a_row_is_silent(capacity: Capacity) -> None:
    """Deny by default."""
    verdict = Matrix({}).judge(Field.EXISTS, capacity, at(Stage.CLOSED, employee_told=True))
    assert (verdict.level, verdict.opens) == (Level.SILENT, None)


@given(st.sampled_from(Field), st.sampled_from(Capacity), facts_of_a_viewer)
def test_the_next_opening_is_where_more_opens(
    field: Field, capacity: Capacity, facts: CaseFacts
) -> None:
    """`opens` names the first later stage that shows more, all else as it is."""
    verdict = MATRIX.judge(field, capacity, facts)
    assert verdict.reason.endswith(".")
    if verdict.opens is None:
        return
    assert verdict.opens.order > facts.stage.order
    then = dataclasses.replace(facts, stage=verdict.opens, employee_told=True)
    assert level(field, capacity, then).rank > verdict.level.rank


def test_a_verdict_says_what_it_waits_for() -> None:
    """HR reads the condition and the reason of the row."""
    stage = MATRIX.judge(Field.FINDINGS, Capacity.MANAGER, at(Stage.FACTS))
    assert stage.opens is Stage.OUTCOME
    assert stage.reason.startswith("Held: waits for the stage “outcome”. They are used for")
    approval = MATRIX.judge(Field.COMPLAINANT, Capacity.MANAGER, at(Stage.FACTS))
    assert approval.reason.startswith("Held: waits for a recorded approval.")
    never = MATRIX.judge(Field.HEALTH, Capacity.CLIENT, at(Stage.CLOSED))
    assert never.reason.startswith("Not for this party at any stage. Special data")


def test_facts_are_read_from_the_case() -> None:
    """Stage, paths and whether the employee was told come from the case itself."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    case = Case(
        id="c",
        reference="EH-2026-0001",
        client_id="contoso",
        contact_id="kim",
        employee_id="ben",
        opened_by="maya",
        opened_at=now,
        jurisdiction="PH",
        stage=Stage.CLOSED,
        asks=(Ask.REMOVE,),
        remedy="",
        effect="",
        urgency=Urgency.NORMAL,
        safety="",
        allegations=(),
    )
    assert CaseFacts.of(case) == at(Stage.CLOSED, paths=frozenset({Path.REMOVAL}))
    told = CaseFacts.of(dataclasses.replace(case, employee_told_at=now))
    assert told.employee_knows
    assert not CaseFacts.of(case).employee_knows
