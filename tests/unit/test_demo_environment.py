"""What the demo keeps for itself."""

from __future__ import annotations

from pathlib import Path

from adapters.files.demo import demo_environment

ORGANISATION = Path("organisation.demo.yaml")


def test_the_demo_never_takes_the_key_of_the_environment(tmp_path: Path) -> None:
    """A real database next to the demo stays closed to its chairs."""
    real = {"SECRET_KEY": "r" * 48}
    given = demo_environment(real, folder=tmp_path, organisation=ORGANISATION, fresh=False)
    assert given["SECRET_KEY"] != real["SECRET_KEY"]
    assert len(given["SECRET_KEY"]) >= 32


def test_the_key_is_kept_and_for_its_owner_alone(tmp_path: Path) -> None:
    """The next start opens what this one wrote, and no other user of the machine can."""
    first = demo_environment({}, folder=tmp_path, organisation=ORGANISATION, fresh=False)
    second = demo_environment({}, folder=tmp_path, organisation=ORGANISATION, fresh=True)
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_fresh_forgets_the_database_and_nothing_else(tmp_path: Path) -> None:
    """What was played is gone, with SQLite's files beside it; other files stay."""
    for name in ("evenhand.db", "evenhand.db-wal", "notes.txt"):
        (tmp_path / name).write_text("played")
    demo_environment({}, folder=tmp_path, organisation=ORGANISATION, fresh=True)
    assert {file.name for file in tmp_path.iterdir()} == {"notes.txt", "secret.key"}


def test_what_the_environment_names_is_taken(tmp_path: Path) -> None:
    """An empty variable counts as not set."""
    named = {"DATABASE_URL": "sqlite:///mine.db", "LOG_LEVEL": " "}
    given = demo_environment(named, folder=tmp_path, organisation=ORGANISATION, fresh=False)
    assert given["DATABASE_URL"] == "sqlite:///mine.db"
    assert given["LOG_LEVEL"] == "WARNING"
