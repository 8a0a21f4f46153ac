"""What people said is sealed at rest, with one key for each case, and can be shredded."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from adapters.sql import SqliteDatabase, open_database
from adapters.sql.keyring import case_scope
from adapters.sql.work import SqlWork
from bot.dialogue.content import Card, Paragraph
from bot.dialogue.state import Place, Session, SessionStatus, State
from bot.domain.cases import Allegation, Known
from bot.domain.errors import ConfigurationError, NotReady, StoreFault
from bot.domain.events import Event, EventKind
from bot.domain.lanes import Address
from bot.ports import Work
from tests.contract.stores import NOW, SECRET, a_case, seed, sqlite_store

WORD = "unmistakable"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """A store in which one word was said wherever somebody can say something."""
    database = sqlite_store(tmp_path)
    await database.write(seed)
    await database.write(say_everywhere)
    yield database
    database.close()


def say_everywhere(work: Work) -> None:
    """In a case, its journal, a post to a party, a post to a stranger, and a flow under way."""
    allegation = Allegation(WORD, NOW, None, WORD, Known.SEEN)
    case = a_case(remedy=WORD, effect=WORD, safety=WORD, allegations=(allegation,))
    work.cases.add(case)
    event = Event(EventKind.PARTY_LEFT_OUT, {"reason": WORD})
    work.journal.append("case-1", event, at=NOW, actor="maya", surface="slack")
    maya = work.addresses.owner("slack", "", "U0MAYA")
    assert maya is not None
    stranger = work.addresses.add(Address("a1", "", "slack", "", "U0NEW"))
    card = Card(notice=WORD, title=WORD, blocks=(Paragraph(WORD),))
    work.posts.add(maya, card, key="1", due_at=NOW, created_at=NOW, case_id="case-1")
    work.posts.add(stranger, card, key="2", due_at=NOW, created_at=NOW)
    state = State(Place("what"), {"observed": WORD}, given={"more": WORD})
    work.sessions.save(
        Session(
            id="s1",
            address_id=maya.id,
            person_id="maya",
            flow="complaint",
            version=1,
            state=state,
            status=SessionStatus.ACTIVE,
            revision=1,
            page_post=None,
            started_at=NOW,
            updated_at=NOW,
        )
    )


def change(file: Path, statement: str, *values: object) -> None:
    """Somebody writes to the file behind our back."""
    raw = sqlite3.connect(file)
    with raw:
        raw.execute(statement, values)
    raw.close()


def all_bytes(folder: Path) -> bytes:
    """What stands in a store's files."""
    return b"".join(file.read_bytes() for file in folder.glob("store.db*"))


async def test_nothing_that_was_said_stands_in_the_file(
    store: SqliteDatabase, tmp_path: Path
) -> None:
    """Neither the database nor its log holds a word of it in the open."""
    stored = all_bytes(tmp_path)
    assert b"EH-2026-0001" in stored
    assert WORD.encode() not in stored


async def test_another_secret_key_is_refused_at_the_start(
    store: SqliteDatabase, tmp_path: Path
) -> None:
    """The text says what to do, and the right key still opens it afterwards."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with pytest.raises(NotReady, match="Set SECRET_KEY to the first one"):
        open_database(url, "another")
    with pytest.raises(ConfigurationError, match="SECRET_KEY is not set"):
        open_database(url, "")
    open_database(url, SECRET).close()


async def test_shredding_takes_the_words_and_leaves_the_record(store: SqliteDatabase) -> None:
    """Without its key a case keeps dates, parts and a journal that verifies, and no word."""

    def shred(work: Work) -> None:
        assert isinstance(work, SqlWork)
        work.vault.shred(case_scope("case-1"))

    await store.write(shred)

    def look(work: Work) -> None:
        case = work.cases.get("case-1")
        assert case is not None
        assert (case.reference, case.opened_at) == ("EH-2026-0001", NOW)
        assert (case.remedy, case.effect, case.safety, case.allegations) == ("", "", "", ())
        assert work.journal.verify("case-1")
        entries = work.journal.of_case("case-1")
        assert [entry.event for entry in entries] == [Event(EventKind.PARTY_LEFT_OUT, {})]
        post, other = work.posts.by_key("1"), work.posts.by_key("2")
        assert post is not None
        assert post.content == Card(notice="")
        assert other is not None
        assert said_in(other.content)

    await store.read(look)


def said_in(value: object) -> bool:
    """True when the word is anywhere in a content."""
    if is_dataclass(value):
        return any(said_in(getattr(value, field.name)) for field in fields(value))
    return any(said_in(item) for item in value) if isinstance(value, tuple) else value == WORD


async def test_a_sealed_text_does_not_open_elsewhere(store: SqliteDatabase, tmp_path: Path) -> None:
    """What was moved from one row to another is a fault, and is never shown as that row's."""
    change(
        tmp_path / "store.db",
        "UPDATE posts SET content = (SELECT content FROM posts WHERE key = '1') WHERE key = '2'",
    )
    with pytest.raises(StoreFault, match="changed or moved"):
        await store.read(lambda work: work.posts.by_key("2"))
    assert await store.read(lambda work: work.posts.by_key("1")) is not None


async def test_a_key_that_was_undone_is_not_used_again(store: SqliteDatabase) -> None:
    """A data key made by work that was rolled back dies with it; the next work makes its own."""

    def undone(work: Work) -> None:
        work.cases.add(a_case("case-2", "EH-2026-0002"))
        raise ValueError("undone")

    with pytest.raises(ValueError, match="undone"):
        await store.write(undone)
    await store.write(lambda work: work.cases.add(a_case("case-2", "EH-2026-0002")))
    assert await store.read(lambda work: work.cases.get("case-2")) == a_case(
        "case-2", "EH-2026-0002"
    )


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE events SET actor = 'noor' WHERE number = 2",
        "UPDATE events SET at = '2020-01-01 00:00:00.000000' WHERE number = 1",
        "UPDATE events SET kind = 'case_closed' WHERE number = 3",
        "UPDATE events SET data = (SELECT data FROM events WHERE number = 1) WHERE number = 2",
        "DELETE FROM events WHERE number = 2",
        "DELETE FROM events WHERE number = 3",
        "DELETE FROM events",
        "UPDATE events SET number = 9 WHERE number = 3",
        (
            "INSERT INTO events (tenant_id, case_id, number, at, actor, surface, kind, data, link) "
            "SELECT tenant_id, case_id, 4, at, actor, surface, kind, data, link FROM events LIMIT 1"
        ),
        "UPDATE journals SET length = 2",
        "DELETE FROM journals",
    ],
)
async def test_a_journal_tells_when_it_was_tampered_with(
    store: SqliteDatabase, tmp_path: Path, tampering: str
) -> None:
    """What was changed, removed, put in or cut off is found."""

    def append(work: Work) -> None:
        for kind in (EventKind.CLIENT_ACKNOWLEDGED, EventKind.MANAGER_BRIEFED):
            work.journal.append("case-1", Event(kind, {}), at=NOW, actor="maya", surface="slack")

    await store.write(append)
    assert await store.read(lambda work: work.journal.verify("case-1"))
    change(tmp_path / "store.db", tampering)
    assert not await store.read(lambda work: work.journal.verify("case-1"))
