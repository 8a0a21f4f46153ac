"""What every store does with the places where the app is installed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.domain.installations import Installation
from bot.ports import Database
from tests.contract.stores import NOW, sqlite_store

HOUR = timedelta(hours=1)
CONTOSO = Installation(
    surface="slack",
    tenant="T0CONTOSO",
    enterprise="",
    name="Contoso Retail",
    bot_user="U0BOT",
    bot="B0BOT",
    scopes=frozenset({"chat:write", "commands"}),
    token="xoxe.xoxb-1-made-up-token",
    refresh_token="xoxe-1-made-up-refresh",
    expires_at=NOW + 12 * HOUR,
    installed_at=NOW,
)


async def test_an_installation_comes_back_equal(store: Database) -> None:
    """With its tokens, by its workspace alone; installing again takes its place."""
    await store.write(lambda work: work.installations.put(CONTOSO))
    again = replace(CONTOSO, token="xoxb-another", refresh_token="", expires_at=None)
    other = replace(CONTOSO, tenant="E0FABRIKAM", enterprise="E0FABRIKAM", installed_at=NOW + HOUR)
    assert await store.read(lambda work: work.installations.get("slack", "T0CONTOSO")) == CONTOSO
    await store.write(lambda work: work.installations.put(again))
    await store.write(lambda work: work.installations.put(other))
    assert await store.read(lambda work: work.installations.all("slack")) == [again, other]
    assert [other.is_whole, again.is_whole] == [True, False]
    assert await store.read(lambda work: work.installations.get("teams", "T0CONTOSO")) is None
    assert await store.read(lambda work: work.installations.get("slack", "T0OTHER")) is None


async def test_an_installation_is_gone_once_and_healed_by_another(store: Database) -> None:
    """Only who marks it first may tell of it; what was never there cannot go."""

    async def gone(tenant: str) -> bool:
        return await store.write(
            lambda work: work.installations.gone("slack", tenant, at=NOW, because="uninstalled")
        )

    assert not await gone("T0CONTOSO")
    await store.write(lambda work: work.installations.put(CONTOSO))
    assert [await gone("T0CONTOSO"), await gone("T0CONTOSO")] == [True, False]
    found = await store.read(lambda work: work.installations.get("slack", "T0CONTOSO"))
    assert found == replace(CONTOSO, gone_at=NOW, gone_because="uninstalled")
    await store.write(lambda work: work.installations.put(CONTOSO))
    assert await store.read(lambda work: work.installations.get("slack", "T0CONTOSO")) == CONTOSO


async def test_it_is_known_where_the_app_stands_stood_and_never_was(store: Database) -> None:
    """For a workspace by itself, and for one whose organisation has it as a whole."""

    async def stands(tenant: str) -> bool | None:
        return await store.read(lambda work: work.installations.stands("slack", tenant))

    assert await stands("T0CONTOSO") is None
    await store.write(lambda work: work.installations.put(CONTOSO))
    grid = replace(CONTOSO, tenant="T0ONE", enterprise="E0FABRIKAM", gone_at=NOW)
    await store.write(lambda work: work.installations.put(grid))
    assert [await stands("T0CONTOSO"), await stands("E0FABRIKAM")] == [True, False]
    another = replace(grid, tenant="T0TWO", gone_at=None)
    await store.write(lambda work: work.installations.put(another))
    assert [await stands("E0FABRIKAM"), await stands("T0ONE")] == [True, False]
    assert await store.read(lambda work: work.installations.stands("teams", "T0CONTOSO")) is None


def test_no_token_shows_when_an_installation_is_printed() -> None:
    """Whatever logs it by mistake logs no secret."""
    assert "made-up" not in f"{CONTOSO!r} {CONTOSO}"


async def test_no_token_stands_in_the_file(tmp_path: Path) -> None:
    """Neither in the database nor in its log, by any part of it that would be of use."""
    store = sqlite_store(tmp_path)
    await store.write(lambda work: work.installations.put(CONTOSO))
    written = all_bytes(tmp_path)
    store.close()
    assert b"T0CONTOSO" in written
    assert not any(secret in written for secret in (b"made-up", b"xoxe", b"xoxb"))


def all_bytes(folder: Path) -> bytes:
    """Everything that lies in a folder's files."""
    return b"".join(file.read_bytes() for file in folder.iterdir())
