"""What every store does with cases, the journal, reminders, sessions and what was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.state import Place, Session, SessionStatus, State
from bot.domain.cases import Capacity, Stage
from bot.domain.errors import StoreFault
from bot.domain.events import Event, EventKind
from bot.domain.reminders import Reminder, ReminderKind, cancelled, done
from bot.domain.roles import PastHolding
from bot.ports import Database, Work
from tests.contract.stores import NOW, a_case, a_party

HOUR = timedelta(hours=1)
OPENED = Event(EventKind.CASE_OPENED, {})


# --- cases --------------------------------------------------------------------------------------


async def test_references_count_within_a_year(store: Database) -> None:
    """Each is new; a work that is undone may leave a gap and never a double."""

    def count(work: Work) -> list[str]:
        return [work.cases.next_reference(year) for year in (2026, 2026, 2027, 2026)]

    assert await store.write(count) == [
        *("EH-2026-0001", "EH-2026-0002"),
        *("EH-2027-0001", "EH-2026-0003"),
    ]


async def test_a_case_comes_back_equal(store: Database) -> None:
    """With all that was written in it, by id and by reference, before and after it is saved."""
    case = a_case()
    moved = replace(
        case,
        stage=Stage.EMPLOYEE_TOLD,
        particulars_at=NOW,
        manager_told_at=NOW,
        employee_told_at=NOW + HOUR,
        employee_told_by="maya",
        update_due_at=NOW + 9 * HOUR,
        effect="",
        safety="x" * 100_000,
    )

    def keep(work: Work) -> None:
        work.cases.add(case)
        assert work.cases.get(case.id) == case
        work.cases.save(moved)

    await store.write(keep)

    def look(work: Work) -> None:
        assert work.cases.get(case.id) == moved
        assert work.cases.by_reference(case.reference) == moved
        assert work.cases.get("case-9") is None
        assert work.cases.by_reference("EH-2026-9999") is None
        assert work.cases.by_reference("' OR '1'='1") is None
        assert work.cases.by_reference("\ud800") is None

    await store.read(look)


async def test_what_was_never_added_cannot_be_saved(store: Database) -> None:
    """A save that would be lost in silence raises."""
    for save in (
        lambda work: work.cases.save(a_case()),
        lambda work: work.cases.save_party(a_party("p1", "maya", Capacity.HR_INTAKE)),
        lambda work: work.reminders.save(a_reminder("r1")),
    ):
        with pytest.raises(LookupError):
            await store.write(save)


async def test_open_cases_are_those_with_an_open_part(store: Database) -> None:
    """The latest first; a part that ended, a closed case and another's case are not among them."""

    def keep(work: Work) -> None:
        for number in range(1, 5):
            opened = NOW + number * HOUR
            stage = Stage.CLOSED if number == 4 else Stage.SCREEN
            work.cases.add(
                a_case(f"case-{number}", f"EH-2026-000{number}", opened_at=opened, stage=stage)
            )
            part = a_party(f"p{number}", "maya", Capacity.HR_INTAKE, case_id=f"case-{number}")
            work.cases.add_party(part)
        work.cases.add_party(a_party("p9", "noor", Capacity.HR_LIAISON, until=NOW))
        second = a_party("p10", "maya", Capacity.HR_LIAISON, case_id="case-2")
        work.cases.add_party(second)

    await store.write(keep)

    def look(work: Work) -> None:
        found = [case.id for case in work.cases.open_of("maya", limit=9)]
        assert found == ["case-3", "case-2", "case-1"]
        assert [case.id for case in work.cases.open_of("maya", limit=1)] == ["case-3"]
        assert work.cases.open_of("noor", limit=9) == []

    await store.read(look)


async def test_parties_come_in_the_order_in_which_they_began(store: Database) -> None:
    """Past ones too, dated and acknowledged as they were."""
    first = a_party("p1", "maya", Capacity.HR_INTAKE)
    second = a_party("p2", "noor", Capacity.HR_LIAISON, since=NOW + HOUR)
    ended = replace(first, until=NOW + HOUR)
    acknowledged = replace(second, acknowledged_at=NOW + 2 * HOUR)

    def keep(work: Work) -> None:
        work.cases.add(a_case())
        work.cases.add_party(second)
        work.cases.add_party(first)
        work.cases.save_party(ended)
        work.cases.save_party(acknowledged)
        assert work.cases.parties("case-1") == [ended, acknowledged]
        assert work.cases.party("p2") == acknowledged
        assert work.cases.party("p9") is None
        assert work.cases.parties("case-9") == []

    await store.write(keep)


async def test_holdings_are_parts_that_can_conflict(store: Database) -> None:
    """In this case, about the same employee or from the same contact; others do not count."""
    here = a_case()
    others = (
        a_case("case-2", "EH-2026-0002", contact_id="ray", client_id="fabrikam"),
        a_case("case-3", "EH-2026-0003", employee_id="lea"),
        a_case("case-4", "EH-2026-0004", employee_id="lea", contact_id="ray"),
    )

    def keep(work: Work) -> None:
        for number, case in enumerate((here, *others)):
            work.cases.add(case)
            since = NOW + number * HOUR
            part = a_party(f"p{number}", "maya", Capacity.HR_INTAKE, case_id=case.id, since=since)
            work.cases.add_party(part)
        work.cases.add_party(a_party("p9", "noor", Capacity.HR_LIAISON))

    await store.write(keep)
    found = await store.read(lambda work: work.cases.holdings("maya", case=here))
    assert [holding.case_id for holding in found] == ["case-1", "case-2", "case-3"]
    assert [holding.same_case for holding in found] == [True, False, False]
    assert found[1] == PastHolding(
        capacity=Capacity.HR_INTAKE,
        employee_id="ben",
        client_id="fabrikam",
        case_id="case-2",
        same_case=False,
        since=NOW + HOUR,
        until=None,
        contact_id="ray",
    )


# --- journal ------------------------------------------------------------------------------------


async def test_the_journal_numbers_what_happened(store: Database) -> None:
    """Entries are numbered within their case and come back as they were written, in order."""

    def keep(work: Work) -> None:
        work.cases.add(a_case())
        work.cases.add(a_case("case-2", "EH-2026-0002"))
        told = Event(EventKind.EMPLOYEE_TOLD, {"party": "p1", "words": "لا 🙏 <b>"})
        entries = [
            work.journal.append("case-1", OPENED, at=NOW, actor="maya", surface="slack"),
            work.journal.append("case-1", told, at=NOW + HOUR, actor="", surface=""),
        ]
        work.journal.append("case-2", OPENED, at=NOW, actor="maya", surface="slack")
        assert [entry.number for entry in entries] == [1, 2]
        assert work.journal.of_case("case-1") == entries
        assert work.journal.of_case("case-1", after=1) == entries[1:]
        assert [entry.number for entry in work.journal.of_case("case-2")] == [1]
        assert work.journal.of_case("case-9") == []
        assert work.journal.verify("case-1")
        assert work.journal.verify("case-9")

    await store.write(keep)


# --- reminders ----------------------------------------------------------------------------------


def a_reminder(id_: str, **more: object) -> Reminder:
    """An acknowledgement that Maya owes."""
    base = Reminder(
        id=id_,
        case_id="case-1",
        kind=ReminderKind.ACKNOWLEDGE_CLIENT,
        owner_id="maya",
        party_id=None,
        started_at=NOW,
        due_at=NOW + 8 * HOUR,
        next_at=NOW + 4 * HOUR,
    )
    return replace(base, **more)  # type: ignore[arg-type]


async def test_reminders_are_due_when_their_time_has_come(store: Database) -> None:
    """The oldest first, as many as asked for; what is done or has no next time is never due."""
    late, soon = a_reminder("r1", next_at=NOW + 2 * HOUR), a_reminder("r2", next_at=NOW + HOUR)

    def keep(work: Work) -> None:
        work.cases.add(a_case())
        assert work.reminders.next_moment() is None
        for each in (
            late,
            soon,
            a_reminder("r3", next_at=None),
            done(a_reminder("r4"), "maya", NOW),
        ):
            work.reminders.add(each)
        assert work.reminders.get("r1") == late
        assert work.reminders.get("r9") is None
        assert work.reminders.next_moment() == NOW + HOUR
        assert work.reminders.due(NOW, limit=9) == []
        assert work.reminders.due(NOW + HOUR, limit=9) == [soon]
        assert work.reminders.due(NOW + 9 * HOUR, limit=9) == [soon, late]
        assert work.reminders.due(NOW + 9 * HOUR, limit=1) == [soon]
        work.reminders.save(cancelled(soon, NOW))
        assert work.reminders.due(NOW + 9 * HOUR, limit=9) == [late]

    await store.write(keep)


async def test_open_reminders_of_a_case_are_found_by_kind(store: Database) -> None:
    """What is done or cancelled is not among them."""
    told = a_reminder("r1", kind=ReminderKind.TELL_EMPLOYEE, due_at=NOW + 9 * HOUR)
    ack = a_reminder("r2")

    def keep(work: Work) -> None:
        work.cases.add(a_case())
        for each in (told, ack, done(a_reminder("r3"), "maya", NOW)):
            work.reminders.add(each)
        assert work.reminders.open_of_case("case-1") == [ack, told]
        assert work.reminders.open_of_case("case-1", ReminderKind.TELL_EMPLOYEE) == [told]
        assert work.reminders.open_of_case("case-2") == []

    await store.write(keep)


async def test_what_a_person_is_to_be_reminded_of_is_found(store: Database) -> None:
    """Across cases; not what is over or has no next time, and nobody else's."""
    mine, other = a_reminder("r1"), a_reminder("r2", owner_id="noor")

    def keep(work: Work) -> None:
        work.cases.add(a_case())
        work.cases.add(a_case("case-2", "EH-2026-0002"))
        elsewhere = a_reminder("r5", case_id="case-2")
        silent, over = a_reminder("r3", next_at=None), done(a_reminder("r4"), "maya", NOW)
        for each in (elsewhere, mine, other, silent, over):
            work.reminders.add(each)
        assert work.reminders.pending_of("maya") == [mine, elsewhere]
        assert work.reminders.pending_of("ben") == []

    await store.write(keep)


# --- sessions -----------------------------------------------------------------------------------


def a_session(id_: str, address_id: str, **more: object) -> Session:
    """Maya's way through the intake."""
    base = Session(
        id=id_,
        address_id=address_id,
        person_id="maya",
        flow="complaint",
        version=1,
        state=State(Place("what", 1), {"client": "contoso", "items": [{"when": "2026-11-20"}]}),
        status=SessionStatus.ACTIVE,
        revision=3,
        page_post=None,
        started_at=NOW,
        updated_at=NOW,
        about="EH-2026-0042",
    )
    return replace(base, **more)  # type: ignore[arg-type]


async def test_a_session_comes_back_as_it_was_left(store: Database) -> None:
    """One is active at an address; those left for another come back the last one first."""

    def keep(work: Work) -> None:
        address = work.addresses.owner("slack", "", "U0MAYA")
        assert address is not None
        one = a_session("s1", address.id)
        work.sessions.save(one)
        assert work.sessions.get("s1") == one
        assert work.sessions.get("s9") is None
        assert work.sessions.active(address.id) == one
        parked = [
            replace(one, status=SessionStatus.PARKED, updated_at=NOW + HOUR),
            a_session("s2", address.id, status=SessionStatus.PARKED, updated_at=NOW + 2 * HOUR),
            a_session("s3", address.id, status=SessionStatus.DONE),
        ]
        for each in parked:
            work.sessions.save(each)
        assert work.sessions.active(address.id) is None
        assert work.sessions.parked(address.id) == [parked[1], parked[0]]
        assert work.sessions.parked("nowhere") == []

    await store.write(keep)


async def test_two_flows_cannot_be_active_in_one_conversation(store: Database) -> None:
    """The store refuses what the conversation must never do."""

    def keep(work: Work) -> None:
        address = work.addresses.owner("slack", "", "U0MAYA")
        assert address is not None
        work.sessions.save(a_session("s1", address.id))
        work.sessions.save(a_session("s2", address.id))

    with pytest.raises(StoreFault):
        await store.write(keep)


# --- what was seen ------------------------------------------------------------------------------


async def test_a_key_is_new_once(store: Database) -> None:
    """The same key is old from then on, in its surface and workspace; forgotten keys are new."""

    def keep(work: Work) -> None:
        assert work.seen.first("slack", "", "Ev1", at=NOW)
        assert not work.seen.first("slack", "", "Ev1", at=NOW + HOUR)
        assert work.seen.first("slack", "T1", "Ev1", at=NOW)
        assert work.seen.first("playground", "", "Ev1", at=NOW + HOUR)
        assert work.seen.forget(NOW + HOUR) == 2
        assert work.seen.first("slack", "", "Ev1", at=NOW)
        assert not work.seen.first("playground", "", "Ev1", at=NOW)

    await store.write(keep)
