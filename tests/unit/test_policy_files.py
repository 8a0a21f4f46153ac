"""The policy files as they stand, and what is said about one that is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adapters.files.policy import load_policy
from bot.domain.disclosure import Field
from bot.domain.errors import ConfigurationError
from bot.domain.reminders import ReminderKind
from bot.domain.roles import Role

DIRECTORY = Path(__file__).parents[2] / "flows" / "policy"
NAMES = ("charter.yaml", "disclosure.yaml", "reminders.yaml", "tone.yaml")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy of the policy that a test may spoil."""
    for name in NAMES:
        shutil.copy(DIRECTORY / name, tmp_path / name)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first `old`, and return the line where it stood."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_policy_is_whole() -> None:
    """Every field, role, tie and reminder has its entry."""
    policy = load_policy(DIRECTORY)
    assert set(policy.matrix.rows) == set(Field)
    assert set(policy.charters) == set(Role)
    assert policy.conflicts.rules
    assert policy.tone.patterns
    assert set(policy.schedules) == set(ReminderKind)


def test_the_rows_carry_their_numbers_in_order() -> None:
    """The 26 rows of the visibility matrix, and two from the role charter."""
    numbers = [row.number for row in load_policy(DIRECTORY).matrix.rows.values()]
    assert numbers == [*range(1, 27), None, None]


def test_every_rule_names_its_source() -> None:
    """HR and counsel find where each rule is written."""
    policy = load_policy(DIRECTORY)
    for row in policy.matrix.rows.values():
        expected = f"Visibility matrix, row {row.number}" if row.number else "Role charter"
        assert row.source.startswith(expected)
    for source in [rule.source for rule in policy.conflicts.rules] + [
        rule.source for rule in policy.conflicts.ties
    ]:
        assert source.startswith("Role charter, section")
    for pattern in policy.tone.patterns:
        assert pattern.source.startswith("Tone guide, section 1, ")


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        (
            "disclosure.yaml",
            ("employee: full from S2\n", "employee: full since S2\n"),
            "rows[0].who.employee: 'full since S2' is not understood; write one of full, redacted",
        ),
        (
            "disclosure.yaml",
            ("redacted from S4, full from S4 with approval]", "full with approval from S4]"),
            "'full with approval from S4' is not understood",
        ),
        ("disclosure.yaml", ("employee: full from S2\n", "employee: []\n"), "is an empty list"),
        ("disclosure.yaml", ("manager: full\n", "manger: full\n"), "did you mean manager?"),
        ("disclosure.yaml", ("field: exists", "field: exist"), "did you mean exists?"),
        ("disclosure.yaml", ("reason: Each", "reasons: Each"), "rows[0].reason: is missing"),
        (
            "disclosure.yaml",
            ("hr_intake: hr_liaison", "hr_intake: account_lead"),
            "hr_intake sees as account_lead, who sees as somebody else",
        ),
        ("charter.yaml", ("role: liaison", "role: judge"), "'judge' is unknown; write one of:"),
        ("charter.yaml", ("level: notice", "level: maybe"), "'maybe' is unknown; write one of:"),
        ("charter.yaml", ("months: 12", "months: 0"), "conflicts[4].months: 0 does not fit"),
        ("charter.yaml", ("when: facts_gathered", "when: later"), "'later' is unknown"),
        ("charter.yaml", ("aim: shared", "goal: shared"), "charters[0].aim: is missing"),
        ("tone.yaml", ("- lazy/laziness", "- (a+)+b"), "'(a+)+b' is no word of a cue"),
        ("tone.yaml", ("- lazy/laziness", "- doesn't"), "(does not, for doesn't)"),
        ("tone.yaml", ("- lazy/laziness", "- so?"), "may be nothing at all"),
        ("tone.yaml", ("- lazy/laziness", "- 7"), "7 is no row of words"),
        ("tone.yaml", ("shapes: [capitals, marks]", "shapes: [italics]"), "'italics' is unknown"),
        ("tone.yaml", ("shapes: [capitals, marks]", "shapes: []"), "finds nothing"),
        ("reminders.yaml", ("due: 1 working day", "due: soon"), "'soon' is no length of time"),
    ],
)
def test_a_wrong_file_is_named_with_its_line_and_what_to_write(
    directory: Path, name: str, change: tuple[str, str], message: str
) -> None:
    """Whoever edits the policy learns where it is wrong."""
    line = spoil(directory / name, *change)
    with pytest.raises(ConfigurationError) as caught:
        load_policy(directory)
    text = str(caught.value)
    assert message in text
    where = [int(part.split(":", 2)[1]) for part in text.splitlines()]
    assert all(part.startswith(str(directory / name)) for part in text.splitlines())
    assert min(abs(line - each) for each in where) <= 5


@pytest.mark.parametrize(
    ("name", "entry", "message"),
    [
        ("disclosure.yaml", "  - field: liaison\n", "no row for liaison; write one"),
        ("charter.yaml", "  - role: enforcer\n", "write exactly one charter for: enforcer"),
        ("charter.yaml", "  - tie: is_witness\n", "write exactly one entry for: is_witness"),
    ],
)
def test_a_missing_entry_is_named(directory: Path, name: str, entry: str, message: str) -> None:
    """Nothing is silent by accident: every field, role and tie is written down."""
    path = directory / name
    before, _, after = path.read_text("utf-8").partition(entry)
    ends = [place for mark in ("\n  - ", "\n\n") if (place := after.find(mark)) >= 0]
    path.write_text(before + after[min(ends, default=len(after)) + 1 :], "utf-8")
    with pytest.raises(ConfigurationError, match=message):
        load_policy(directory)


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("disclosure.yaml", ("field: liaison", "field: role"), "role: more than one row"),
        ("charter.yaml", ("role: enforcer", "role: liaison"), "charter for: liaison, enforcer"),
        ("tone.yaml", ("name: heat", "name: blame"), "blame: written more than once"),
    ],
)
def test_an_entry_that_is_written_twice_is_named(
    directory: Path, name: str, change: tuple[str, str], message: str
) -> None:
    """Two entries for one thing would leave it to chance which one counts."""
    spoil(directory / name, *change)
    with pytest.raises(ConfigurationError, match=message):
        load_policy(directory)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_named(directory: Path, name: str) -> None:
    """No file, no start."""
    (directory / name).unlink()
    with pytest.raises(ConfigurationError, match=name):
        load_policy(directory)
