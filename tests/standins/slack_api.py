"""A stand-in for Slack's Web API, to be given to the app as `SLACK_API_URL`.

It answers as Slack does and refuses what Slack refuses, with Slack's codes; where Slack is lenient
(unknown arguments, a message without `text`) it is strict. Tests read what every person sees with
`messages` and `plain`, and make Slack slow, limited or broken with `slow`, `limit`, `fail` and
`refuse`.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.standins.slack_payloads import Actor
from tests.standins.slack_reading import SentMessage, buttons, plain, read_mrkdwn
from tests.standins.slack_responses import Responses
from tests.standins.slack_views import Refused, ShownView
from tests.standins.slack_workspace import Conversation, User, Workspace

__all__ = ["SentMessage", "ShownView", "SlackStandIn", "buttons", "plain", "read_mrkdwn"]

ARGUMENTS: dict[str, frozenset[str]] = {
    method: frozenset([*names.split(), "team_id"])  # Bolt's clients send team_id with every call
    for method, names in {
        "auth.test": "",
        "chat.postEphemeral": "channel user text blocks mrkdwn parse link_names",
        "chat.postMessage": "channel text blocks metadata mrkdwn parse link_names"
        " unfurl_links unfurl_media",
        "chat.update": "channel ts text blocks metadata parse link_names",
        "conversations.open": "users channel return_im prevent_creation",
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


class SlackStandIn:
    """Slack for one test: start it with `async with`, give its `url` to the app.

    Args:
        token: The bot token that it takes; any other is `invalid_auth`.
        team_id: The workspace that the app is installed in.
        clock: Unix seconds, for timestamps and for triggers, which live three seconds.
        port: A port of 127.0.0.1; 0 takes one that is free.
    """

    def __init__(
        self,
        *,
        token: str = "xoxb-stand-in",
        team_id: str = "T0HOME",
        clock: Callable[[], float] = time.time,
        port: int = 0,
    ) -> None:
        self.token = token
        self.workspace = Workspace(team_id=team_id, clock=clock)
        self.calls: list[tuple[str, dict[str, Any]]] = []  # all of known methods, refused ones too
        self._port = port
        self._responses = Responses(clock)
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._slow: dict[str, float] = {}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        listening = socket.create_server(("127.0.0.1", self._port))
        self._port = listening.getsockname()[1]
        app = web.Application(client_max_size=4_000_000)
        app.router.add_route("*", "/api/{method}", self._serve)
        app.router.add_post("/response/{name}", self._respond)
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

    @property
    def team_id(self) -> str:
        """The workspace that the app is installed in."""
        return self.workspace.team_id

    # --- people and places ---------------------------------------------------------------------

    def add_user(
        self,
        user_id: str,
        *,
        team_id: str | None = None,
        tz: str = "Asia/Manila",
        real_name: str = "",
        email: str = "",
    ) -> str:
        """Let a person be known; give the id of their direct message, which is not open yet."""
        name = user_id.lower()
        known = User(
            user_id,
            team_id=team_id or self.team_id,
            name=name,
            real_name=real_name or name,
            tz=tz,
            email=email or f"{name}@northwind.example",
        )
        self.workspace.users[user_id] = known
        channel = f"D{len(self.workspace.users):02d}{user_id[1:]}"
        self.workspace.conversations[channel] = Conversation(channel, user_id, is_open=False)
        return channel

    def add_channel(self, channel: str, *, name: str = "general", with_bot: bool = True) -> None:
        """Let there be a channel, with the bot in it or without."""
        place = Conversation(channel, name=name, with_bot=with_bot)
        self.workspace.conversations[channel] = place

    def channel_of(self, user_id: str) -> str:
        """The id of the person's direct message with the bot, opened or not."""
        return self.workspace.dm(user_id).id

    # --- what is seen --------------------------------------------------------------------------

    def messages(self, user_id: str) -> list[SentMessage]:
        """What stands in the person's direct message now, the oldest first."""
        return list(self.workspace.dm(user_id).sent.values())

    def messages_in(self, channel: str) -> list[SentMessage]:
        """What stands in a channel now, the oldest first."""
        return list(self.workspace.conversations[channel].sent.values())

    def whispers(self, user_id: str) -> list[SentMessage]:
        """What the person alone was shown, wherever it was: ephemeral messages, oldest first."""
        places = self.workspace.conversations.values()
        shown = [one for place in places for one in place.whispered if one.to == user_id]
        return sorted(shown, key=lambda one: one.ts)

    def views(self, user_id: str) -> list[dict[str, Any]]:
        """The person's modals and App Home, as they are shown now."""
        modals = self.workspace.modals
        return [one for id_, one in modals.open.items() if modals.owners[id_] == user_id]

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

    # --- HTTP ----------------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method not in self.workspace.methods:
            return _no("unknown_method")
        try:
            args = await _arguments(request)
        except ValueError:
            return _no("invalid_json")
        token = _token(request, args)
        self.calls.append((method, args))
        if not token:
            return _no("not_authed")
        if token != self.token:
            return _no("invalid_auth")
        await asyncio.sleep(self._slow.get(method, 0))
        faults = self._faults[method]
        fault = faults.popleft() if faults else None
        if fault is None:
            return self._answer(method, args)
        if fault.done:
            self._answer(method, args)
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

    def _answer(self, method: str, args: dict[str, Any]) -> web.Response:
        unknown = sorted(set(args) - ARGUMENTS[method])
        nested = sorted(
            name
            for name, value in args.items()
            if isinstance(value, dict | list) and name not in _STRUCTURED
        )
        if unknown or nested:
            return _no(
                "invalid_arguments",
                *(f"unknown argument '{name}'" for name in unknown),
                *(f"argument '{name}' must be a plain value" for name in nested),
            )
        try:
            return web.json_response({"ok": True, **self.workspace.methods[method](args)})
        except Refused as refused:
            return _no(refused.code, *refused.reasons)


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
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    in_form = str(args.pop("token", ""))
    return token.strip() if scheme.lower() == "bearer" else in_form


def _no(code: str, *reasons: str) -> web.Response:
    answer: dict[str, Any] = {"ok": False, "error": code}
    if reasons:
        answer["response_metadata"] = {"messages": list(reasons)}
    return web.json_response(answer)


def _broken(fault: Fault) -> web.Response:
    if fault.status >= 500:
        return web.Response(status=fault.status, text="<html>oops</html>", content_type="text/html")
    answer = web.json_response({"ok": False, "error": fault.error}, status=fault.status)
    if fault.retry_after is not None:
        answer.headers["Retry-After"] = str(fault.retry_after)
    return answer
