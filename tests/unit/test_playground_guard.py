"""The playground keeps to this computer and to its own page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer, make_mocked_request

from adapters.web import guard, plain
from tests.browser.serving import Stage, build

BODY = {"key": "0f8fad5b-d9cb", "text": "complaint"}
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def stage() -> Stage:
    """The playground's parts."""
    return build()


@pytest.fixture
async def base(stage: Stage) -> AsyncIterator[str]:
    """Its address."""
    async with TestServer(stage.application) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    """Something that speaks HTTP."""
    async with ClientSession() as session:
        yield session


@pytest.mark.parametrize("host", ["127.0.0.1:3978", "localhost", "LOCALHOST:80", "[::1]:3978"])
async def test_this_computers_own_names_are_answered(
    base: str, http: ClientSession, host: str
) -> None:
    """The page is there under each name that means this computer."""
    async with http.get(f"{base}/demo", headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:80", "10.0.0.1", "[::2]"]
)
@pytest.mark.parametrize("path", ["/demo", "/demo/state", "/demo/static/js/app.js", "/demo/none"])
async def test_a_rebound_name_is_refused_everywhere(
    base: str, http: ClientSession, host: str, path: str
) -> None:
    """A foreign name that leads here reads nothing, not even a script."""
    async with http.get(f"{base}{path}", headers={"Host": host}) as response:
        assert response.status == 403
        assert (await response.json())["message"].endswith("on this computer only.")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
async def test_only_the_own_page_may_post(
    stage: Stage, base: str, http: ClientSession, headers: dict[str, str]
) -> None:
    """Without the browser's word that our own page asks, nothing is done."""
    async with http.post(f"{base}/demo/people/maya/say", json=BODY, headers=headers) as response:
        assert response.status == 403
    assert stage.mediator.received == []


async def test_the_own_origin_may_post(stage: Stage, base: str, http: ClientSession) -> None:
    """A browser that sends Origin alone is our page as well."""
    url = f"{base}/demo/people/maya/say"
    async with http.post(url, json=BODY, headers={"Origin": base}) as response:
        assert response.status == 202
    assert len(stage.mediator.received) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_a_post_is_json_or_nothing(base: str, http: ClientSession, kind: str) -> None:
    """What a plain form on another page could send is refused by its type."""
    headers = {**OWN, "Content-Type": kind}
    async with http.post(f"{base}/demo/people/maya/say", data="{}", headers=headers) as response:
        assert response.status == 415


@pytest.mark.parametrize(("mode", "status"), [("cors", 403), ("no-cors", 403), ("navigate", 200)])
async def test_another_page_may_link_here_and_not_read(
    base: str, http: ClientSession, mode: str, status: int
) -> None:
    """A link from elsewhere opens the page; a script or an image from elsewhere gets nothing."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
    async with http.get(f"{base}/demo", headers=headers) as response:
        assert response.status == status


@pytest.mark.parametrize(
    "path", ["/demo", "/demo/state", "/demo/nothing", "/demo/static/js/app.js"]
)
async def test_every_answer_is_hardened(base: str, http: ClientSession, path: str) -> None:
    """Page, data, errors and scripts all carry the security headers."""
    async with http.get(f"{base}{path}") as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["..%2f..%2fguard.py", "../guard.py", "%2e%2e/playground.py", ""])
async def test_static_files_are_the_static_folders_own(
    base: str, http: ClientSession, name: str
) -> None:
    """No path leads out of the folder, and the folder itself is not listed."""
    async with http.get(f"{base}/demo/static/{name}") as response:
        assert response.status in (403, 404)


async def test_the_page_has_nothing_inline(base: str, http: ClientSession) -> None:
    """What the policy forbids is not there to be blocked."""
    async with http.get(f"{base}/demo") as response:
        page = await response.text()
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in page.replace(" one", "").replace(" only", "")
    assert page.count("<script") == page.count("<script src=") + page.count('type="module" src=')


class Peer:
    """A connection from somewhere."""

    def __init__(self, address: str) -> None:
        self._address = address

    def get_extra_info(self, name: str, default: object = None) -> object:
        """Its peer name, as asyncio gives it."""
        return (self._address, 5000) if name == "peername" else default


@pytest.mark.parametrize(
    ("peer", "allowed"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.5", False),
        ("::ffff:192.168.1.5", False),
        ("fe80::1", False),
        ("", False),
    ],
)
async def test_only_loopback_peers_are_answered(peer: str, allowed: bool) -> None:
    """A neighbour on the network is refused, whatever name it asks for."""

    async def handler(_request: web.Request) -> web.StreamResponse:
        return web.Response(text="in")

    headers = {"Host": "localhost"}
    request = make_mocked_request("GET", "/", headers=headers, transport=Peer(peer))
    if allowed:
        assert (await guard.own_computer_only(request, handler)).status == 200
    else:
        with pytest.raises(web.HTTPForbidden):
            await guard.own_computer_only(request, handler)


async def test_serve_mode_shows_a_plain_page_and_a_sign_of_life(http: ClientSession) -> None:
    """Outside the demo, `/` says that it runs, probes get an answer, and `/demo` is not there."""
    app = web.Application()
    plain.add_routes(app)
    async with TestServer(app) as server:
        base = f"http://127.0.0.1:{server.port}"
        async with http.get(base) as response:
            assert "Evenhand is running" in await response.text()
            assert response.headers["X-Content-Type-Options"] == "nosniff"
        async with http.get(f"{base}/healthz") as response:
            assert await response.json() == {"status": "ok"}
        async with http.get(f"{base}/demo") as response:
            assert response.status == 404


async def test_in_the_demo_the_root_leads_to_the_playground(base: str, http: ClientSession) -> None:
    """Whoever opens the bare address lands in the playground."""
    async with http.get(base, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, "/demo")
    async with http.get(f"{base}/demo/", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (308, "/demo")
