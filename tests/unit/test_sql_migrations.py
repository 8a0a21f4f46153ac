"""Migrations make what the code expects, and a start with anything else says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from adapters.sql import migrate, open_database, status
from adapters.sql.engines import reading_engine, writing_engine
from adapters.sql.tables import metadata
from bot.domain.errors import ConfigurationError, NotReady
from bot.domain.lanes import Address
from bot.domain.people import Person
from bot.ports import Work

MIGRATIONS = Path(__file__).parents[2] / "adapters" / "sql" / "migrations"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a database may be."""
    return tmp_path / "evenhand.db"


@pytest.fixture
def url(file: Path) -> str:
    """The url of `file`."""
    return f"sqlite:///{file}"


def set_revision(file: Path, revision: str) -> None:
    """Make a database say that it is at a revision."""
    raw = sqlite3.connect(file)
    with raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    raw.close()


def test_a_migrated_database_is_what_the_code_expects(url: str) -> None:
    """Tables, columns, types, keys and indexes, conditions of partial indexes among them."""
    migrate(url)
    engine = reading_engine(url, size=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_partial_indexes_have_the_conditions_that_queries_use(url: str, file: Path) -> None:
    """A comparison of metadata does not see the conditions: their text is compared."""
    migrate(url)
    made = schema(file)
    other = file.with_name("direct.db")
    migrate(f"sqlite:///{other}")
    raw = sqlite3.connect(other)
    for table in [*metadata.tables, "alembic_version"]:
        raw.execute(f"DROP TABLE {table}")
    raw.close()
    engine = reading_engine(f"sqlite:///{other}", size=1)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        metadata.create_all(connection)
        connection.commit()
    engine.dispose()
    assert made == schema(other)


def schema(file: Path) -> dict[str, str]:
    """The text of every index, by name, without what is only layout."""
    raw = sqlite3.connect(file)
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''")
    texts = {name: " ".join(text.split()) for name, text in found}
    raw.close()
    return texts


def test_the_file_is_for_its_owner_only(url: str, file: Path) -> None:
    """Other accounts of the machine can open neither the database nor, after it, its log."""
    migrate(url)
    assert file.stat().st_mode & 0o077 == 0


def test_status_tells_how_a_database_stands(url: str, file: Path) -> None:
    """Missing makes no file; what is known and older is behind; what is unknown is ahead."""
    assert status(url) == "missing"
    assert not file.exists()
    file.touch()
    assert status(url) == "missing"
    migrate(url)
    assert status(url) == "current"
    set_revision(file, "9999")
    assert status(url) == "ahead"


async def test_the_first_release_is_brought_forward_with_all_that_it_holds(
    url: str, file: Path
) -> None:
    """Until the file is loaded again, what it said of a person counts as stated there."""
    as_released(url)
    raw = sqlite3.connect(file)
    with raw:
        raw.execute(
            "INSERT INTO people (tenant_id, id, name, email, time_zone, jurisdiction, working_days,"
            " language, job_title, active, sort_name, search) VALUES ('home', 'ben', 'Ben Cruz',"
            " 'ben@northwind.example', 'Asia/Manila', 'PH', '[\"mon\"]', 'en', '', 1, 'b', ' b')"
        )
        raw.execute(
            "INSERT INTO addresses (tenant_id, id, person_id, surface, workspace, user, position,"
            " current) VALUES ('home', 'a1', 'ben', 'slack', '', 'U0BEN', 0, 1)"
        )
    raw.close()
    assert status(url) == "behind"
    migrate(url)
    store = open_database(url, "secret")

    def look(work: Work) -> None:
        ben = work.directory.person("ben")
        assert ben == Person(
            "ben", "Ben Cruz", "ben@northwind.example", "Asia/Manila", "PH", frozenset({"mon"})
        )
        (address,) = work.addresses.of_person("ben")
        assert address == Address("a1", "ben", "slack", "", "U0BEN")

    await store.read(look)
    assert not await store.write(
        lambda work: work.directory.met("ben", time_zone="Europe/London", language="de")
    )
    store.close()


def as_released(url: str) -> None:
    """Make a database as the first release made it."""
    engine = writing_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


def test_migrating_again_changes_nothing(url: str, file: Path) -> None:
    """It may be run at every start."""
    migrate(url)
    before = schema(file)
    migrate(url)
    assert schema(file) == before
    assert status(url) == "current"


def test_a_start_without_a_database_says_what_to_run(url: str, file: Path) -> None:
    """And makes none: a wrong path must not become an empty database."""
    with pytest.raises(NotReady, match=r"python app\.py migrate"):
        open_database(url, "secret")
    assert not file.exists()


def test_a_newer_database_is_refused(url: str, file: Path) -> None:
    """Neither the start nor a migration touches what a newer version has made."""
    migrate(url)
    set_revision(file, "9999")
    for refused in (lambda: open_database(url, "secret"), lambda: migrate(url)):
        with pytest.raises(NotReady, match="newer version"):
            refused()


def test_a_file_that_is_no_database_is_named(url: str, file: Path) -> None:
    """The text names the file and asks whether it is the right one."""
    file.write_text("name: Northwind Services\n" * 200)
    with pytest.raises(NotReady, match=r"evenhand\.db cannot be read"):
        status(url)


@pytest.mark.parametrize(
    "wrong",
    ["", "evenhand.db", "sqlite://", "sqlite:///:memory:", "postgresql://host/name", "mysql://x"],
)
def test_a_wrong_url_says_what_to_write(wrong: str) -> None:
    """The text shows a right one, and never the wrong one, which may hold a password."""
    with pytest.raises(ConfigurationError, match=r"sqlite:///evenhand\.db"):
        status(wrong)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A path into a folder that does not exist is a clear error."""
    with pytest.raises(ConfigurationError, match="there is no folder"):
        migrate(f"sqlite:///{tmp_path}/none/evenhand.db")
