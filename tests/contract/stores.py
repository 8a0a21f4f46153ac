"""The stores that the contract suite runs on, and a small organisation to keep in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.sql import SqliteDatabase, migrate, open_database
from bot.dialogue.content import Card, Paragraph
from bot.domain.cases import Allegation, Ask, Capacity, Case, Known, Party, Stage, Urgency
from bot.domain.people import Client, Duty, Identity, Organisation, Person
from bot.ports import Work

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SECRET = "a long random text"

ORGANISATION = Organisation("Northwind Services", "Asia/Manila", "PH")
CLIENTS = (Client("contoso", "Contoso Retail", account_lead="leo"), Client("fabrikam", "Fabrikam"))


def person(id_: str, name: str, **more: object) -> Person:
    """Somebody in Manila, with a few things said of them."""
    base = Person(id_, name, f"{id_}@northwind.example", "Asia/Manila", "PH")
    return replace(base, **more)  # type: ignore[arg-type]


PEOPLE = (
    person("maya", "Maya Reyes", duties=frozenset({Duty.HR}), job_title="HR partner"),
    person("noor", "Noor Lim", duties=frozenset({Duty.HR, Duty.HR_LEAD})),
    person("ben", "Ben Cruz", manager="lea", account="contoso"),
    person("lea", "Léa Santos", job_title="Team lead"),
    person("leo", "Leo Tan", duties=frozenset({Duty.LEADERSHIP})),
    person("kim", "Kim Sand", email="kim@contoso.example", client="contoso"),
    person("ray", "Ray Moss", email="ray@fabrikam.example", client="fabrikam"),
)
IDENTITIES = (
    Identity("maya", "slack", "", "U0MAYA"),
    Identity("ben", "slack", "", "U0BEN"),
    Identity("kim", "slack", "T0CONTOSO", "U0KIM"),
)


@cache
def _empty() -> bytes:
    """An empty SQLite database of today's shape: made once, then copied."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        migrate(f"sqlite:///{file}")
        open_database(f"sqlite:///{file}", SECRET).close()
        return file.read_bytes()


def sqlite_store(folder: Path) -> SqliteDatabase:
    """A fresh SQLite file in a folder, opened."""
    file = folder / "store.db"
    file.write_bytes(_empty())
    return open_database(f"sqlite:///{file}", SECRET)


STORES: Mapping[str, Callable[[Path], SqliteDatabase]] = {"sqlite": sqlite_store}


def seed(
    work: Work,
    people: Collection[Person] = PEOPLE,
    identities: Collection[Identity] = IDENTITIES,
) -> None:
    """Load the organisation."""
    work.directory.load(ORGANISATION, people, CLIENTS, identities)


def a_case(id_: str = "case-1", reference: str = "EH-2026-0001", **more: object) -> Case:
    """Kim's complaint about Ben, as it is after intake."""
    base = Case(
        id=id_,
        reference=reference,
        client_id="contoso",
        contact_id="kim",
        employee_id="ben",
        opened_by="maya",
        opened_at=NOW,
        jurisdiction="PH",
        stage=Stage.INTAKE,
        asks=(Ask.COACH, Ask.REPLACE),
        remedy="Send somebody <b>else</b>, please. 🙏",
        effect="Two shifts without cover.",
        urgency=Urgency.SOON,
        safety="",
        allegations=(
            Allegation("Left at 14:00", NOW - timedelta(days=3), None, "Kim", Known.SEEN),
            Allegation("ليس في مكانه", NOW - timedelta(days=9), NOW, "", Known.REPORTED),
        ),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def a_party(id_: str, person_id: str, capacity: Capacity, **more: object) -> Party:
    """Somebody's part in `case-1` since now."""
    base = Party(id_, "case-1", person_id, capacity, NOW)
    return replace(base, **more)  # type: ignore[arg-type]


def say(words: str) -> Card:
    """A message."""
    return Card(notice="News", blocks=(Paragraph(words),))
