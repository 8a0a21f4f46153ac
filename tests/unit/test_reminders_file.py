"""The reminder schedules that HR edits, and the public holidays of a jurisdiction."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

import pytest

from adapters.files.holidays import holidays_for
from adapters.files.reminders import load_schedules
from bot.domain.calendars import NO_HOLIDAYS, Duration, Unit
from bot.domain.errors import ConfigurationError
from bot.domain.reminders import (
    AfterDue,
    AfterStart,
    AtDue,
    Force,
    OnDueDay,
    PartOfSpan,
    Recipient,
    ReminderKind,
)

POLICY = Path(__file__).parents[2] / "flows" / "policy" / "reminders.yaml"
HOURS, DAYS = Unit.WORKING_HOURS, Unit.WORKING_DAYS
TELLING = [
    AfterStart(Duration(1, DAYS)),
    OnDueDay(time(10)),
    AfterDue(Duration(4, HOURS)),
    AfterDue(Duration(1, DAYS)),
]
OWNER, WITH_LEAD = (Recipient.OWNER,), (Recipient.OWNER, Recipient.HR_LEAD)


def test_the_policy_has_the_rows_of_the_schedule() -> None:
    """Due times and rungs are those of the reminder schedule's rows."""
    found = load_schedules(POLICY)
    assert set(found) == set(ReminderKind)
    assert {kind: schedule.due for kind, schedule in found.items()} == {
        ReminderKind.ACKNOWLEDGE_CLIENT: Duration(1, DAYS),
        ReminderKind.TELL_EMPLOYEE: Duration(2, DAYS),
        ReminderKind.PUT_TO_EMPLOYEE: Duration(2, DAYS),
        ReminderKind.ACKNOWLEDGE_ROLE: Duration(1, DAYS),
        ReminderKind.PROMISED_UPDATE: None,
    }
    assert {kind: [rung.at for rung in found[kind].rungs] for kind in found} == {
        ReminderKind.ACKNOWLEDGE_CLIENT: [
            AfterStart(Duration(4, HOURS)),
            AfterStart(Duration(7, HOURS)),
            AfterStart(Duration(1, DAYS)),
            AfterStart(Duration(2, DAYS)),
        ],
        ReminderKind.TELL_EMPLOYEE: TELLING,
        ReminderKind.PUT_TO_EMPLOYEE: TELLING,
        ReminderKind.ACKNOWLEDGE_ROLE: [AfterStart(Duration(4, HOURS)), AtDue()],
        ReminderKind.PROMISED_UPDATE: [
            PartOfSpan(50),
            PartOfSpan(75),
            AtDue(),
            AfterDue(Duration(1, DAYS)),
        ],
    }


def test_the_owner_is_asked_alone_twice_then_beside_hrs_lead_then_others() -> None:
    """The fourth rung goes to legal or leadership; a role's receipt blocks instead."""
    for schedule in load_schedules(POLICY).values():
        heard = [rung.to for rung in schedule.rungs]
        assert heard[:3] == [OWNER, OWNER, WITH_LEAD][: len(heard)]
        assert set(heard[3:]) <= {(Recipient.LEGAL,), (Recipient.LEADERSHIP,)}
        assert schedule.blocks is (schedule.kind is ReminderKind.ACKNOWLEDGE_ROLE)


def test_every_number_has_its_source_and_its_force() -> None:
    """All of them are our own defaults, from a named row."""
    for schedule in load_schedules(POLICY).values():
        for source, force in [(schedule.source, schedule.force)] + [
            (rung.source, rung.force) for rung in schedule.rungs
        ]:
            assert source.startswith("Reminder schedule, row ")
            assert force is Force.POLICY_DEFAULT


def edited(folder: Path, old: str, new: str) -> Path:
    """The policy with one edit, as HR would make it."""
    text = POLICY.read_text(encoding="utf-8")
    assert old in text
    path = folder / "reminders.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_rung_may_have_a_source_of_its_own(tmp_path: Path) -> None:
    """A number that a contract gives is marked with it, the others keep the entry's."""
    path = edited(
        tmp_path,
        "{number: 1, at: 4 working hours after the start, to: [owner]}",
        "{number: 1, at: 2 hours after the start, to: [owner], source: Contoso 7.2, force: law}",
    )
    first, second, *_ = load_schedules(path)[ReminderKind.ACKNOWLEDGE_CLIENT].rungs
    assert first.at == AfterStart(Duration(2, Unit.HOURS))
    assert (first.source, first.force) == ("Contoso 7.2", Force.LAW)
    assert second.force is Force.POLICY_DEFAULT


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("due: 1 working day\n", "due: tomorrow\n", "no length of time; write one like"),
        ("due: 1 working day\n", "due: 0 working days\n", "no length of time"),
        ("due: 1 working day\n", "due: 1\n", "no length of time"),
        ("at: 4 working hours after the start", "at: when it suits", "no time of a rung"),
        ("at: 4 working hours after the start", "at: 4 moons after the start", "no length of"),
        ("at: at 10:00 on the due day", "at: at 25:00 on the due day", "no time of a rung"),
        ("to: [owner]", "to: [ower]", "did you mean owner"),
        ("to: [owner]", "to: []", "rung 1: name at least one who hears"),
        ("{number: 1", "{number: 2", "number the rungs 1, 2, 3, 4"),
        ("to: [leadership]", "to: [owner]", "the owner had three nudges"),
        ("    force: policy_default", "    force: strong", "write one of: policy_default"),
        ("title: Acknowledge the", "titel: Acknowledge the", "titel"),
        ("then: block", "then: nag", "block"),
        ("  acknowledge_role:", "  acknowledge_roles:", "acknowledge_role"),
    ],
)
def test_a_slip_is_named_with_its_line_and_what_to_write(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    """Whoever edits the policy is told where and what."""
    path = edited(tmp_path, old, new)
    with pytest.raises(ConfigurationError, match=re.escape(says)) as caught:
        load_schedules(path)
    assert re.match(rf"{re.escape(str(path))}:\d+: reminders", str(caught.value))


def test_a_kind_without_a_schedule_is_missed(tmp_path: Path) -> None:
    """A reminder that nobody scheduled would never be sent."""
    text = POLICY.read_text(encoding="utf-8")
    path = tmp_path / "reminders.yaml"
    path.write_text(text[: text.index("  promised_update:")], encoding="utf-8")
    with pytest.raises(ConfigurationError, match="has no schedule for promised_update; write one"):
        load_schedules(path)


# --- holidays -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jurisdiction", "day", "name"),
    [
        ("PH", date(2026, 11, 30), "Bonifacio Day"),
        ("PH", date(2026, 12, 30), "Rizal Day"),
        ("ph", date(2026, 12, 25), "Christmas Day"),
        ("PH", date(2026, 11, 23), None),
        ("GB-ENG", date(2026, 8, 31), "Late Summer Bank Holiday"),
        ("GB-SCT", date(2026, 11, 30), "Saint Andrew's Day"),
        ("GB-ENG", date(2026, 11, 30), None),
        ("AU-NSW", date(2026, 1, 26), "Australia Day"),
        ("AU-NSW", date(2026, 8, 3), None),  # a bank holiday: other people work
        ("US-NY", date(2021, 12, 31), "New Year's Day (observed)"),
    ],
)
def test_a_jurisdiction_has_its_public_holidays(
    jurisdiction: str, day: date, name: str | None
) -> None:
    """With its subdivision's days, without bank and school holidays."""
    assert holidays_for(jurisdiction).name_of(day) == name


def test_a_jurisdiction_names_the_list_that_was_used() -> None:
    """It is kept with each deadline."""
    assert re.fullmatch(r"holidays \d+\.\d+ GB-ENG", holidays_for("GB-ENG").version)


@pytest.mark.parametrize("jurisdiction", ["DEFAULT", "XX", "GB-NOWHERE", ""])
def test_an_unknown_jurisdiction_has_no_holidays(jurisdiction: str) -> None:
    """Nothing is guessed; the organisation's own check asks for a known one."""
    assert holidays_for(jurisdiction) is NO_HOLIDAYS


def test_a_jurisdiction_is_read_once() -> None:
    """The list is kept: the sweep asks for it again and again."""
    assert holidays_for("PH") is holidays_for("PH")
