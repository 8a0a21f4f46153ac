"""A stand-in for Slack's Web API, to be given to the app as `SLACK_API_URL`.

It answers as Slack does and refuses what Slack refuses, with Slack's codes; where Slack is lenient
(unknown arguments, a message without `text`) it is strict. Tests read what every person sees with
`messages` and `plain`, and make Slack slow, limited or broken with `slow`, `limit`, `fail` and
`refuse`.
"""

from __future__ import annotations

import asyncio
import base64
import json
import socket
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.standins.slack_installs import SCOPES, Grant, MissingScope
from tests.standins.slack_payloads import Actor
from tests.standins.slack_reading import SentMessage, buttons, plain, read_mrkdwn
from tests.standins.slack_responses import Responses
from tests.standins.slack_views import Refused, ShownView
from tests.standins.slack_world import SlackWorld

__all__ = ["SentMessage", "ShownView", "SlackStandIn", "buttons", "plain", "read_mrkdwn"]

ARGUMENTS: dict[str, frozenset[str]] = {
    method: frozenset([*names.split(), "team_id"])  # Bolt's clients send team_id with every call
    for method, names in {
        "auth.revoke": "",
        "auth.teams.list": "limit cursor include_icon",
        "auth.test": "",
        "chat.getPermalink": "channel message_ts",
        "chat.postEphemeral": "channel user text blocks mrkdwn parse link_names",
        "chat.postMessage": "channel text blocks metadata mrkdwn parse link_names"
        " unfurl_links unfurl_media",
        "chat.update": "channel ts text blocks metadata parse link_names",
        "apps.connections.open": "",
        "conversations.open": "users channel return_im prevent_creation",
        "oauth.v2.access": "client_id client_secret code grant_type redirect_uri refresh_token",
        "team.info": "team",
        "users.info": "user include_locale",
        "views.open": "trigger_id view",
        "views.publish": "user_id view hash",
        "views.push": "trigger_id view",
        "views.update": "view view_id external_id hash",
    }.items()
}
_STRUCTURED = {"blocks", "metadata", "view"}


@dataclass(frozen=True)
class Fault:
    """What the next call of a method meets instead of, or after, its answer."""

    status: int = 200
    error: str = ""
    retry_after: int | None = None
    done: bool = False  # the call was carried out all the same, and its answer was lost


@dataclass(frozen=True)
class Held:
    """A method of which no call is answered for now; `called` is set when the first has come."""

    called: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> None:
        """Say that a call has come, and keep it waiting."""
        self.called.set()
        await self.over.wait()


class SlackStandIn(SlackWorld):
    """Slack for one test: start it with `async with`, give its `url` to the app.

    Args:
        token: The bot token of the first workspace.
        team_id: The first workspace; the app is installed in it.
        clock: Unix seconds, for timestamps and for triggers, which live three seconds.
        scopes: What the first token was given.
        port: A port of 127.0.0.1; 0 takes one that is free.
    """

    def __init__(
        self,
        *,
        token: str = "xoxb-stand-in",
        team_id: str = "T0HOME",
        clock: Callable[[], float] = time.time,
        scopes: Iterable[str] = SCOPES,
        port: int = 0,
    ) -> None:
        super().__init__(token=token, team_id=team_id, clock=clock, scopes=scopes)
        self.calls: list[tuple[str, dict[str, Any]]] = []  # all of known methods, refused ones too
        self.tokens: list[str] = []  # of these calls, one for each
        self._port = port
        self._responses = Responses(clock)
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.connections: set[tuple[str, int]] = set()  # by which the app came
        self._slow: dict[str, float] = {}
        self._held: dict[str, Held] = {}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        listening = socket.create_server(("127.0.0.1", self._port))
        self._port = listening.getsockname()[1]
        app = web.Application(client_max_size=4_000_000)
        app.router.add_route("*", "/api/{method}", self._serve)
        app.router.add_post("/response/{name}", self._respond)
        app.router.add_get("/link/", self.sockets.serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The base URL of the Web API, with its slash at the end."""
        return f"http://127.0.0.1:{self._port}/api/"

    def response_url(self, actor: Actor, channel: str, to: SentMessage | None = None) -> str:
        """A URL to answer what this person does now; `to` is the message they act on."""
        name = self._responses.new(actor, channel, to)
        return f"http://127.0.0.1:{self._port}/response/{name}"

    # --- trouble -------------------------------------------------------------------------------

    def limit(self, method: str, *, times: int = 1, retry_after: int = 1) -> None:
        """Answer the next calls of the method with 429 and Retry-After."""
        fault = Fault(429, "ratelimited", retry_after=retry_after)
        self._faults[method].extend([fault] * times)

    def fail(self, method: str, *, status: int = 500, times: int = 1, done: bool = False) -> None:
        """Break the next calls of the method; `done`: they are carried out, the answer is lost."""
        self._faults[method].extend([Fault(status, done=done)] * times)

    def refuse(self, method: str, error: str, *, times: int = 1) -> None:
        """Refuse the next calls of the method with this code of Slack's."""
        self._faults[method].extend([Fault(error=error)] * times)

    def slow(self, method: str, seconds: float) -> None:
        """Let every call of the method take so long, until it is set to 0."""
        self._slow[method] = seconds

    @contextmanager
    def hold(self, method: str) -> Iterator[Held]:
        """Let no call of the method be answered before this ends."""
        held = self._held[method] = Held()
        try:
            yield held
        finally:
            del self._held[method]
            held.over.set()

    # --- HTTP ----------------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.transport:
            self.connections.add(request.transport.get_extra_info("peername"))
        if method not in ARGUMENTS:
            return _no("unknown_method")
        try:
            args = await _arguments(request)
        except ValueError:
            return _no("invalid_json")
        token = _token(request, args)
        self.calls.append((method, args))
        self.tokens.append(token)
        if method != "oauth.v2.access" and not token:
            return _no("not_authed")
        try:
            grant = self.installs.judge(method, token) if token else Grant([], frozenset())
        except Refused as refused:
            return _no(refused)
        await asyncio.sleep(self._slow.get(method, 0))
        if method in self._held:
            await self._held[method].wait()
        faults = self._faults[method]
        fault = faults.popleft() if faults else None
        if fault is None:
            return self._answer(method, args, grant)
        if fault.done:
            self._answer(method, args, grant)
        return _broken(fault)

    async def _respond(self, request: web.Request) -> web.Response:
        try:
            said = json.loads(await request.text())
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        try:
            self._responses.answer(request.match_info["name"], said)
        except Refused as refused:
            return web.json_response({"ok": False, "error": refused.code}, status=404)
        return web.json_response({"ok": True})

    def _answer(self, method: str, args: dict[str, Any], grant: Grant) -> web.Response:
        unknown = sorted(set(args) - ARGUMENTS[method])
        nested = sorted(
            name
            for name, value in args.items()
            if isinstance(value, dict | list) and name not in _STRUCTURED
        )
        wrong = [f"unknown argument '{name}'" for name in unknown]
        wrong += [f"argument '{name}' must be a plain value" for name in nested]
        headers = {"X-OAuth-Scopes": ",".join(sorted(grant.scopes))} if grant.scopes else {}
        try:
            if wrong:
                raise Refused("invalid_arguments", *wrong)
            answer = {"ok": True, **self._done(method, args, grant)}
        except Refused as refused:
            return _no(refused, headers=headers)
        return web.json_response(answer, headers=headers)

    def _done(self, method: str, args: dict[str, Any], grant: Grant) -> dict[str, Any]:
        if method == "oauth.v2.access":
            return self.installs.access(args)
        if method == "auth.revoke":
            grant.refusal = "token_revoked"
            return {"revoked": True}
        if method == "auth.teams.list":
            return {"teams": [{"id": one.team_id, "name": one.name} for one in grant.workspaces]}
        if method == "apps.connections.open":
            return {"url": self.sockets.url(f"127.0.0.1:{self._port}")}
        answer = grant.workspace(args).methods[method](args)
        if method == "users.info" and "users:read.email" not in grant.scopes:
            answer["user"]["profile"].pop("email", None)
        return answer


async def _arguments(request: web.Request) -> dict[str, Any]:
    """The arguments of a call, from the query, a form or a JSON body."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = json.loads(await request.text() or "{}")
        if not isinstance(body, dict):
            raise ValueError(body)
        args |= body
    else:
        args |= dict(await request.post())
    return {name: _decoded(name, value) for name, value in args.items()}


def _decoded(name: str, value: Any) -> Any:
    if name not in _STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value  # the method answers for its form


def _token(request: web.Request, args: dict[str, Any]) -> str:
    """The token of a call; the app's own name and secret, given like one, become arguments."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    in_form = str(args.pop("token", ""))
    if scheme.lower() == "basic":
        name, _, secret = base64.b64decode(given).decode().partition(":")
        args |= {"client_id": name, "client_secret": secret}
        return in_form
    return given.strip() if scheme.lower() == "bearer" else in_form


def _no(refused: Refused | str, *, headers: dict[str, str] | None = None) -> web.Response:
    if isinstance(refused, str):
        refused = Refused(refused)
    answer: dict[str, Any] = {"ok": False, "error": refused.code}
    if refused.reasons:
        answer["response_metadata"] = {"messages": list(refused.reasons)}
    if isinstance(refused, MissingScope):
        answer |= {"needed": refused.needed, "provided": refused.provided}
    return web.json_response(answer, headers=headers or {})


def _broken(fault: Fault) -> web.Response:
    if fault.status >= 500:
        return web.Response(status=fault.status, text="<html>oops</html>", content_type="text/html")
    answer = web.json_response({"ok": False, "error": fault.error}, status=fault.status)
    if fault.retry_after is not None:
        answer.headers["Retry-After"] = str(fault.retry_after)
    return answer
