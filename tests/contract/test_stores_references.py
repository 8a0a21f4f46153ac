"""What every store does with the conversations in which a bot may write first."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.references import Reference
from bot.ports import Database

NOOR = Reference(
    surface="teams",
    tenant="",
    user="29:noor",
    object_id="0f0f-noor",
    conversation="a:noor",
    service_url="https://smba.example/apac/",
    bot="28:bot",
)


async def get(store: Database, user: str, *, surface: str = "teams") -> Reference | None:
    """What is kept of somebody."""
    return await store.read(lambda work: work.references.get(surface, "", user))


async def test_a_reference_is_found_by_either_id(store: Database) -> None:
    """And by nobody else's."""
    await store.write(lambda work: work.references.put(NOOR))
    await store.write(lambda work: work.references.put(replace(NOOR, user="29:leo", object_id="")))
    assert [await get(store, user) for user in ("29:noor", "0f0f-noor")] == [NOOR, NOOR]
    assert await get(store, "29:kim") is None
    assert await get(store, "29:noor", surface="other") is None


async def test_a_newer_reference_takes_the_place_of_the_older(store: Database) -> None:
    """Also where the bot knows the person by another id than before."""
    newer = replace(NOOR, service_url="https://smba.example/emea/", conversation="a:other")
    again = replace(newer, user="29:noor-anew")
    for each in (NOOR, NOOR, newer, again):
        await store.write(lambda work, each=each: work.references.put(each))  # type: ignore[misc]
    assert await get(store, "0f0f-noor") == again
    assert await get(store, "29:noor") is None


async def test_a_reference_is_forgotten_once(store: Database) -> None:
    """By either id; others stay."""
    leo = replace(NOOR, user="29:leo", object_id="0f0f-leo")
    for each in (NOOR, leo):
        await store.write(lambda work, each=each: work.references.put(each))  # type: ignore[misc]

    async def forget() -> bool:
        return await store.write(lambda work: work.references.forget("teams", "", "0f0f-noor"))

    assert [await forget(), await forget()] == [True, False]
    assert await get(store, "29:noor") is None
    assert await get(store, "29:leo") == leo
