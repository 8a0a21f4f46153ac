"""What an answer costs at the very least: a bare server in a process of its own.

`/verified` checks the signature and answers 200. `/kept` also commits one row to SQLite first, in a
thread, with the settings that Evenhand has (write-ahead log, synchronous FULL).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

SECRET = "made-up-signing-secret"  # noqa: S105 (it guards nothing)


def application(file: Path) -> web.Application:
    """Both handlers; `file` is where the rows go."""
    writer = ThreadPoolExecutor(max_workers=1)
    database = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE seen (body BLOB)"
    )

    def keep(body: bytes) -> None:
        database.execute("INSERT INTO seen VALUES (?)", (body,))

    async def verified(request: web.Request) -> web.Response:
        body = await request.read()
        return web.Response(status=200 if _is_signed(request, body) else 401)

    async def kept(request: web.Request) -> web.Response:
        body = await request.read()
        if not _is_signed(request, body):
            return web.Response(status=401)
        await asyncio.get_running_loop().run_in_executor(writer, keep, body)
        return web.Response()

    made = web.Application()
    made.add_routes([web.post("/verified", verified), web.post("/kept", kept)])
    return made


def signed(body: bytes) -> dict[str, str]:
    """The headers of a request that is signed now."""
    at = str(int(time.time()))
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": _signature(at, body),
    }


def _is_signed(request: web.Request, body: bytes) -> bool:
    expected = _signature(request.headers["X-Slack-Request-Timestamp"], body)
    return hmac.compare_digest(request.headers["X-Slack-Signature"], expected)


def _signature(at: str, body: bytes) -> str:
    basis = b"v0:" + at.encode() + b":" + body
    return "v0=" + hmac.new(SECRET.encode(), basis, hashlib.sha256).hexdigest()


async def _serve(folder: Path) -> None:
    runner = web.AppRunner(application(folder / "floor.db"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()  # until whoever started it ends it


if __name__ == "__main__":
    with TemporaryDirectory() as made_up:
        asyncio.run(_serve(Path(made_up)))
