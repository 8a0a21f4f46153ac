"""A house in which cases are under way already: made once, then copied for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.sql import open_database
from bot.domain.cases import Allegation, Ask, Known, Stage, Urgency
from bot.domain.commands import Command, MoveStage, OpenCase
from bot.ports import Work
from bot.services.desk import Desk
from bot.services.handlers import handle
from bot.services.outcomes import Refused
from bot.services.sample import Sample
from tests.contract.crowd import crowd
from tests.contract.house import House, practice
from tests.contract.stores import SECRET, sqlite_store

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # Wednesday: 18:00 in Manila, 21:00 in Sydney

HEARD = "EH-2026-0001"  # the sample's case in Sydney: an update was sent, and a hearing held
TAKEN = "EH-2026-0002"  # the sample's case in London: just taken, with all its particulars
OPEN = "EH-2026-0003"  # Maya's, about Ben: what the client said is not complete

_MADE: list[bytes] = []


@asynccontextmanager
async def furnished() -> AsyncIterator[House]:
    """A house with the crowd and three cases, each test's own; Wednesday evening in Manila."""
    with TemporaryDirectory(prefix="evenhand-contract-") as folder:
        file = Path(folder) / "house.db"
        file.write_bytes(await _furniture())
        database = open_database(f"sqlite:///{file}", SECRET)
        try:
            yield House(database, now=NOW)
        finally:
            database.close()


async def _furniture() -> bytes:
    """The file as it is after Wednesday's reminders, made by whoever asks first."""
    if not _MADE:
        with TemporaryDirectory(prefix="evenhand-contract-") as folder:
            await _furnish(Path(folder))
            _MADE.append((Path(folder) / "store.db").read_bytes())
    return _MADE[0]


async def _furnish(folder: Path) -> None:
    database = sqlite_store(folder)
    try:
        await database.write(crowd().load)
        await database.write(lambda work: Sample(work, practice(), TUESDAY).play())
        await database.write(_take_complaint)
        await database.write(_come_to_the_hearing)
        await House(database, now=TUESDAY).advance(NOW)
    finally:
        database.close()


def _take_complaint(work: Work) -> None:
    """Kim's complaint about Ben, of which the client has not said everything yet."""
    said = Allegation("Three chats were left without an answer.", None, None, "", Known.SEEN)
    _as_maya(
        work,
        OpenCase(
            client_id="contoso",
            contact_id="kim",
            employee_id="ben",
            allegations=(said,),
            effect="",
            asks=(Ask.COACH,),
            remedy="Please see that this does not happen again.",
            urgency=Urgency.SOON,
            safety="",
            jurisdiction="PH",
        ),
    )


def _come_to_the_hearing(work: Work) -> None:
    """Something has happened in the sample's first case since the last update."""
    case = work.cases.by_reference(HEARD)
    if case is None:
        raise LookupError(HEARD)
    _as_maya(work, MoveStage(case_id=case.id, stage=Stage.HEARING))


def _as_maya(work: Work, command: Command) -> None:
    desk = Desk(work, practice(), TUESDAY, work.directory.person("maya"), "playground")
    outcome = handle(desk, command)
    if isinstance(outcome, Refused):
        raise LookupError(outcome.reason)
