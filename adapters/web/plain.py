"""What every mode serves: a plain page that says it runs, and a sign of life for probes."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "templates" / "running.html"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


def add_routes(app: web.Application, *, home: str = "") -> None:
    """Serve `/` and `/healthz`; with `home`, as in the demo, `/` leads there instead."""

    async def root(_request: web.Request) -> web.StreamResponse:
        if home:
            raise web.HTTPFound(home)
        return web.FileResponse(PAGE, headers=HEADERS)

    app.router.add_get("/", root)
    app.router.add_get("/healthz", _alive)


async def _alive(_request: web.Request) -> web.Response:
    """The process answers. Whether it can work is for `/readyz` and `check` to say."""
    return web.json_response({"status": "ok"}, headers=HEADERS)
