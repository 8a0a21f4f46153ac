"""A process that writes and is killed: run as a module with a database's url.

It says "kept N" after each commit. With "batch" it then works on a batch that it never commits,
says "begun" in the middle of it, and waits to be killed.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable

from adapters.sql import open_database
from bot.ports import Work
from tests.contract.stores import NOW, SECRET


def keep(key: str) -> Callable[[Work], bool]:
    """Work that records a key."""
    return lambda work: work.seen.first("test", "", key, at=NOW)


def say(words: str) -> None:
    """Tell whoever listens, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def hang(work: Work) -> None:
    """Write, tell, and never come back."""
    work.seen.first("test", "", "hanging", at=NOW)
    say("begun")
    time.sleep(60)


async def main(url: str, mode: str) -> None:
    """Write until killed."""
    store = open_database(url, SECRET)
    if mode == "batch":
        await store.write(keep("0"))
        say("kept 0")
        blocked = asyncio.ensure_future(store.write(lambda _: time.sleep(0.05)))
        await asyncio.sleep(0)
        await asyncio.gather(
            blocked, store.write(keep("beside")), store.write(hang), store.write(keep("behind"))
        )
    number = 0
    while True:
        keys = [str(number + offset) for offset in range(5)]
        await asyncio.gather(*(store.write(keep(key)) for key in keys))
        for key in keys:
            say(f"kept {key}")
        number += len(keys)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
