"""The program itself behind the page: real flows, a real SQLite file, nothing scripted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

import app
from adapters.files.settings import read_settings

MONDAY = datetime(2026, 11, 23, 9, 0, 5, tzinfo=ZoneInfo("Asia/Manila"))


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[str]:
    """The demo without its sample cases, on a port of its own; gives its address."""
    given = {
        "DATABASE_URL": f"sqlite:///{folder / 'evenhand.db'}",
        "SECRET_KEY": "a key that only these tests have, and nobody else",
    }
    settings = read_settings(given, demo=True)
    async with app.program(settings, demo=True, at=MONDAY, sample=False) as program:
        runner = web.AppRunner(program.web, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
