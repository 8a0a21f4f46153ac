"""Keeps the playground to this computer and to its own page.

Its chairs have no passwords. So the peer must be loopback; the Host must be this computer's own
name, or a foreign name that was rebound to 127.0.0.1 could read it; and whatever is posted must
be JSON from our own page, or any page in the browser could act in somebody's chair.
"""

from __future__ import annotations

import ipaddress
import re
import traceback

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

log = structlog.get_logger(__name__)

OWN_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FAULT = "That did not work just now. Nothing was lost: please try again."


async def harden(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every response, errors and streams included."""
    response.headers.update(HEADERS)


@web.middleware
async def own_computer_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what does not come from this computer and this page."""
    if not _is_loopback(request) or not OWN_HOST.fullmatch(request.host):
        raise web.HTTPForbidden(text="The playground answers on this computer only.")
    if not _is_own_page(request):
        raise web.HTTPForbidden(text="The playground answers to its own page only.")
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send JSON (content-type application/json).")
    return await handler(request)


def _is_loopback(request: web.Request) -> bool:
    peer = request.transport.get_extra_info("peername") if request.transport else None
    try:
        address = ipaddress.ip_address(peer[0]) if peer else None
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address is not None and address.is_loopback


def _is_own_page(request: web.Request) -> bool:
    """True when the browser says so. Reading by other means than a browser is allowed."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin is not None and origin.lower() != f"{request.scheme}://{request.host}".lower():
        return False
    if request.method != "POST":
        arriving = request.headers.get("Sec-Fetch-Mode") == "navigate"
        return site in (None, "same-origin", "none") or arriving
    return site in (None, "same-origin") and (origin is not None or site is not None)


@web.middleware
async def in_plain_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every error as JSON with one sentence that says what to do."""
    try:
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except web.HTTPException as exc:
        return web.json_response({"message": _sentence(exc)}, status=exc.status)
    except Exception as exc:  # noqa: BLE001 - the last frame before the server: a fault in one
        # request must end as an answer that the page can offer to repeat. The log holds where it
        # happened and not the message, which may quote what somebody wrote.
        resource = request.match_info.route.resource
        log.error(  # noqa: TRY400 - not `exception`, which adds the message
            "playground_fault",
            route=resource.canonical if resource else "",
            error=type(exc).__name__,
            where=traceback.format_tb(exc.__traceback__),
        )
        return web.json_response({"message": FAULT}, status=503)


def _sentence(exc: web.HTTPException) -> str:
    match exc.status:
        case 404 if exc.text == "404: Not Found":
            return "There is nothing here."
        case 405:
            return "This cannot be done here."
        case 413:
            return "This is more than can be taken at once. Please send it in parts."
        case _:
            return exc.text or exc.reason
