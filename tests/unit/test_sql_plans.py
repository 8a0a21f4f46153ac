"""Queries that run at every message or tick go by index, whatever has piled up."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from adapters.sql.engines import reading_engine
from adapters.sql.keyring import MasterKey
from adapters.sql.work import SqlWork
from bot.domain.people import Duty
from bot.domain.reminders import ReminderKind
from bot.ports import Work
from tests.contract.stores import NOW, a_case, seed, sqlite_store

QUERIES: dict[str, tuple[Callable[[Work], object], str]] = {
    "person": (lambda w: w.directory.person("maya"), "people"),
    "staff": (lambda w: w.directory.find_staff("", limit=9), "ix_people_staff"),
    "found staff": (
        lambda w: w.directory.find_staff("may", limit=9, duties=(Duty.HR,)),
        "ix_people_staff",
    ),
    "contacts": (
        lambda w: w.directory.find_contacts("contoso", "k", limit=9),
        "ix_people_contacts",
    ),
    "clients": (lambda w: w.directory.find_clients("", limit=9), "ix_clients_active"),
    "owner": (lambda w: w.addresses.owner("slack", "", "U"), "ix_addresses_owner"),
    "of person": (lambda w: w.addresses.of_person("maya"), "ix_addresses_person"),
    "asked for": (lambda w: w.introductions.due(NOW, limit=9), "ix_addresses_asked_for"),
    "open cases": (lambda w: w.cases.open_of("maya", limit=9), "ix_parties_tenant_id_person_id"),
    "reference": (lambda w: w.cases.by_reference("EH-1"), "autoindex_cases"),
    "parties": (lambda w: w.cases.parties("case-1"), "ix_parties_tenant_id_case_id_since"),
    "holdings": (
        lambda w: w.cases.holdings("maya", case=a_case()),
        "ix_parties_tenant_id_person_id",
    ),
    "journal": (lambda w: w.journal.of_case("case-1", after=3), "autoindex_events"),
    "due addresses": (lambda w: w.posts.due_addresses(NOW, limit=9), "ix_posts_due"),
    "next due": (lambda w: w.posts.next_due("a", NOW), "ix_posts_unsent"),
    "by key": (lambda w: w.posts.by_key("k"), "autoindex_posts"),
    "transcript": (lambda w: w.posts.transcript("a", limit=9), "ix_posts_transcript"),
    "next moment": (lambda w: w.posts.next_moment(), "ix_posts_due"),
    "next retry": (lambda w: w.posts.next_moment(), "ix_posts_retried"),
    "live cards of a case": (
        lambda w: w.posts.live("case-1", people=["maya"]),
        "ix_posts_live_case",
    ),
    "live cards of its parties": (
        lambda w: w.posts.live("case-1", people=["maya"]),
        "ix_posts_live_address",
    ),
    "live cards of an address": (
        lambda w: w.posts.live_at("a", about_no_case=True),
        "ix_posts_live_address",
    ),
    "due reminders": (lambda w: w.reminders.due(NOW, limit=9), "ix_reminders_pending"),
    "next reminder": (lambda w: w.reminders.next_moment(), "ix_reminders_pending"),
    "open reminders": (
        lambda w: w.reminders.open_of_case("case-1", ReminderKind.TELL_EMPLOYEE),
        "ix_reminders_tenant_id_case_id_state",
    ),
    "owner's reminders": (lambda w: w.reminders.pending_of("maya"), "ix_reminders_owner"),
    "owed": (lambda w: w.reminders.open_of("maya"), "ix_reminders_owed"),
    "outlines": (lambda w: w.cases.outlines("maya"), "ix_parties_tenant_id_person_id"),
    "outdated homes": (lambda w: w.homes.due(NOW, on=("slack",), limit=9), "ix_homes_outdated"),
    "active session": (lambda w: w.sessions.active("a"), "ix_sessions_"),
    "parked sessions": (lambda w: w.sessions.parked("a"), "ix_sessions_"),
}

SMALL = ("SCAN held", "SCAN heads")  # what an index has found already


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Readers of a seeded store."""
    folder: Path = tmp_path_factory.mktemp("plans")
    store = sqlite_store(folder)
    asyncio.run(store.write(seed))
    store.close()
    reading = reading_engine(f"sqlite:///{folder / 'store.db'}", size=1)
    yield reading
    reading.dispose()


def plans(engine: Engine, query: Callable[[Work], object]) -> list[str]:
    """The lines of the plans of every statement that the query runs."""
    said: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    with engine.connect() as connection, connection.begin():
        event.listen(connection, "before_cursor_execute", note)
        query(SqlWork(connection, MasterKey(b"0" * 32)))
        event.remove(connection, "before_cursor_execute", note)
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return [
            str(row[3])
            for statement, parameters in said
            for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


def test_live_cards_are_found_by_their_case_and_its_people(engine: Engine) -> None:
    """However many cards lie there: those that nobody can press any more are in no index of these.

    200 old cards of a case cost nothing; the latest of each reader is found by one entry.
    """
    lines = plans(engine, lambda work: work.posts.live("case-1", people=["maya", "ben"]))
    assert not [line for line in lines if line.endswith("(tenant_id=?)")], lines


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_goes_by_index(engine: Engine, name: str) -> None:
    """No table is read whole, and the index that was made for the query serves it."""
    query, index = QUERIES[name]
    lines = plans(engine, query)
    assert not [line for line in lines if line.startswith("SCAN") and line not in SMALL]
    assert any(index in line for line in lines), lines


def test_forgetting_goes_by_index(tmp_path: Path) -> None:
    """Old keys of platforms are found by their time."""
    store = sqlite_store(tmp_path)
    asyncio.run(store.write(lambda work: work.seen.forget(NOW - timedelta(days=1))))
    store.close()
    with sqlite3.connect(tmp_path / "store.db") as raw:
        plan = raw.execute("EXPLAIN QUERY PLAN DELETE FROM seen WHERE tenant_id='x' AND at<'2'")
        assert "ix_seen_tenant_id_at" in str(plan.fetchall())
    raw.close()
