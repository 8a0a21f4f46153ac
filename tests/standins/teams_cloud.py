"""Bot Service for Teams, on this machine: keys, tokens and Bot Connector, as strict as theirs.

What it refuses: another's token, a conversation where the app is not, what is too large, and a
card that the official schema does not take. Sources: learn.microsoft.com, "Bot Connector API
reference" and "Send proactive messages".
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.standins.adaptive_cards import violations
from tests.standins.teams_tokens import Signing

APP_ID = "11111111-2222-4333-8444-555555555555"
TENANT = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
PASSWORD = "made-up~client~secret"
MOST_BYTES = 28_000  # of an activity, by the strictest of Microsoft's pages
CARD = "application/vnd.microsoft.card.adaptive"

Json = dict[str, Any]


@dataclass
class Message:
    """A message of the bot as it stands in a chat now."""

    id: str
    activity: Json

    @property
    def card(self) -> Json:
        """Its card; {} for one that is only words."""
        held = self.activity.get("attachments") or [{"content": {}}]
        card: Json = held[0]["content"]
        return card

    @property
    def summary(self) -> str:
        """What a notification shows."""
        return str(self.activity.get("summary") or self.activity.get("text") or "")


@dataclass
class Chat:
    """A conversation in which the bot may be."""

    id: str
    installed: bool = True
    blocked: bool = False
    messages: list[Message] = field(default_factory=list)


@dataclass
class Failure:
    """What some of the next calls are answered with."""

    method: str
    status: int
    code: str = ""
    times: int = 1
    retry_after: int = 0
    done: bool = False  # it is done all the same: only the answer is lost


class TeamsStandIn:
    """Everything of Microsoft's that we speak to."""

    def __init__(self) -> None:
        self.signing = Signing(APP_ID)
        self.chats: dict[str, Chat] = {}
        self.calls: list[tuple[str, Json]] = []  # to Bot Connector: method and activity
        self.refusals: list[str] = []  # cards that were no cards, and other faults of ours
        self.tokens: set[str] = set()  # that are good
        self.fetched = 0  # tokens
        self.password = PASSWORD
        self.closed = False  # True: the keys cannot be read
        self._failures: list[Failure] = []
        self._gate = asyncio.Event()
        self._gate.set()
        self._ids = itertools.count(1_700_000_000_000)
        self._server = TestServer(self._application())

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._gate.set()
        await self._server.close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return str(self._server.make_url("/")).rstrip("/")

    @property
    def service_url(self) -> str:
        """Where Bot Connector takes what the bot says."""
        return f"{self.url}/apac/"

    @property
    def environ(self) -> Mapping[str, str]:
        """The settings of a bot that is registered here."""
        return {
            "MICROSOFT_APP_ID": APP_ID,
            "MICROSOFT_APP_PASSWORD": PASSWORD,
            "MICROSOFT_APP_TENANT_ID": TENANT,
            "TEAMS_API_URL": self.url,
        }

    def chat(self, id_: str) -> Chat:
        """A conversation, with the app in it from the first time on."""
        return self.chats.setdefault(id_, Chat(id_))

    def new_id(self) -> str:
        """An activity's."""
        return str(next(self._ids))

    def fail(self, method: str, status: int, code: str = "", **more: Any) -> None:
        """Answer some of the next calls (POST, PUT, token) like this."""
        self._failures.append(Failure(method, status, code, **more))

    def hold(self) -> None:
        """Let no call to Bot Connector through until `release`."""
        self._gate.clear()

    def release(self) -> None:
        """Let them through again."""
        self._gate.set()

    # --- what is called --------------------------------------------------------------------------

    def _application(self) -> web.Application:
        made = web.Application(client_max_size=4 * 1024 * 1024)
        activities = "/apac/v3/conversations/{chat}/activities"
        made.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        made.router.add_get("/v1/.well-known/keys", self._key_set)
        made.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        made.router.add_post(activities, self._post)
        made.router.add_post(activities + "/{reply_to}", self._post)
        made.router.add_put(activities + "/{activity}", self._put)
        return made

    async def _metadata(self, _request: web.Request) -> web.Response:
        if self.closed:
            return web.Response(status=503)
        return web.json_response({"jwks_uri": f"{self.url}/v1/.well-known/keys"})

    async def _key_set(self, _request: web.Request) -> web.Response:
        return web.json_response(self.signing.key_set())

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.fetched += 1
        if failed := self._failure("token"):
            return web.json_response({"error": failed.code}, status=failed.status)
        if request.match_info["tenant"] != TENANT:
            return _refused_token("invalid_request", 90002)
        if form["client_id"] != APP_ID:
            return _refused_token("unauthorized_client", 700016)
        if form["client_secret"] != self.password:
            return _refused_token("invalid_client", 7000215)
        assert form["grant_type"] == "client_credentials"
        assert form["scope"] == "https://api.botframework.com/.default"
        token = f"token-{self.fetched}"
        self.tokens.add(token)
        said = {"token_type": "Bearer", "expires_in": 3599, "access_token": token}
        return web.json_response(said)

    async def _post(self, request: web.Request) -> web.Response:
        return await self._called(request)

    async def _put(self, request: web.Request) -> web.Response:
        return await self._called(request)

    async def _called(self, request: web.Request) -> web.Response:
        await self._gate.wait()
        failed = self._failure(request.method)
        if failed and not failed.done:
            return _failure(failed)
        answer = await self._taken(request)
        return _failure(failed) if failed else answer

    async def _taken(self, request: web.Request) -> web.Response:
        raw = await request.read()
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return self._refused(401, "Unauthorized")
        chat = self.chats.get(request.match_info["chat"])
        if chat is None:
            return self._refused(404, "ConversationNotFound")
        if chat.blocked or not chat.installed:
            code = "MessageWritesBlocked" if chat.blocked else "BotNotInConversationRoster"
            return self._refused(403, code)
        if len(raw) > MOST_BYTES:
            self.refusals.append(f"{len(raw)} bytes")
            return self._refused(413, "MessageSizeTooBig")
        activity = json.loads(raw)
        if wrong := _wrong(activity):
            self.refusals.extend(wrong)
            return self._refused(400, "BadSyntax")
        self.calls.append((request.method, activity))
        return self._kept(chat, request, activity)

    def _kept(self, chat: Chat, request: web.Request, activity: Json) -> web.Response:
        if request.method == "POST":
            chat.messages.append(Message(self.new_id(), activity))
            return web.json_response({"id": chat.messages[-1].id}, status=201)
        for message in chat.messages:
            if message.id == request.match_info["activity"]:
                message.activity = activity
                return web.json_response({"id": message.id})
        return self._refused(404, "ActivityNotFoundInConversation")

    def _refused(self, status: int, code: str) -> web.Response:
        return _failure(Failure("", status, code))

    def _failure(self, method: str) -> Failure | None:
        for failure in self._failures:
            if failure.method == method and failure.times > 0:
                failure.times -= 1
                return failure
        return None


def _wrong(activity: Json) -> list[str]:
    if activity.get("type") != "message":
        return [f"a {activity.get('type')}"]
    held = activity.get("attachments") or []
    found = [f"a {each['contentType']}" for each in held if each["contentType"] != CARD]
    if not held and not activity.get("text"):
        found.append("nothing is said")
    if held and not activity.get("summary"):
        found.append("a card without a summary")
    return found + [wrong for each in held for wrong in violations(each["content"])]


def _failure(failed: Failure) -> web.Response:
    headers = {"Retry-After": str(failed.retry_after)} if failed.retry_after else {}
    said = {"error": {"code": failed.code, "message": "as in the test"}}
    return web.json_response(said, status=failed.status, headers=headers)


def _refused_token(error: str, number: int) -> web.Response:
    said = {"error": error, "error_description": f"AADSTS{number}: …", "error_codes": [number]}
    return web.json_response(said, status=400 if number == 90002 else 401)
