"""The playground: four chairs in one page, each a chat with the mediator. Demo mode only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import structlog
from aiohttp import web

from adapters.web import bodies, guard, people, transcript, view
from adapters.web.clockwork import Clockwork
from adapters.web.listeners import Listeners
from adapters.web.ports import Conversations, TimeMachine
from adapters.web.stream import Stream
from adapters.web.surface import NAME
from bot.dialogue.inputs import Incoming
from bot.domain.people import Person
from bot.ports import Database

log = structlog.get_logger(__name__)

HERE = Path(__file__).parent
QUERY_LIMIT = 100  # characters of a search that are looked at


class Playground:
    """The routes under `/demo`."""

    def __init__(
        self,
        *,
        conversations: Conversations,
        database: Database,
        machine: TimeMachine,
        listeners: Listeners,
    ) -> None:
        self._conversations = conversations
        self._database = database
        self._listeners = listeners
        self._clockwork = Clockwork(machine=machine, database=database, listeners=listeners)
        self._stream = Stream(
            listeners=listeners,
            clockwork=self._clockwork,
            database=database,
            instance=uuid4().hex,  # a page that outlived its server reads everything anew
        )

    def application(self) -> web.Application:
        """To be mounted with `app.add_subapp("/demo", …)`."""
        app = web.Application(middlewares=[guard.in_plain_words, guard.own_computer_only])
        app.on_response_prepare.append(guard.harden)
        app.on_shutdown.append(self._end_streams)
        app.router.add_get("", _page)
        app.router.add_get("/", _to_page)
        app.router.add_static("/static", HERE / "static")
        app.router.add_get("/state", self._state)
        app.router.add_get("/stream", self._stream.get)
        app.router.add_get("/clock", self._clockwork.get)
        app.router.add_post("/clock", self._clockwork.post)
        app.router.add_get("/people/{person}/messages", self._messages)
        app.router.add_get("/people/{person}/options", self._options)
        app.router.add_post("/people/{person}/say", self._act(bodies.Say))
        app.router.add_post("/people/{person}/press", self._act(bodies.PressButton))
        app.router.add_post("/people/{person}/fill", self._act(bodies.FillPage))
        app.router.add_post("/people/{person}/go", self._act(bodies.Turn))
        return app

    async def _end_streams(self, _app: web.Application) -> None:
        self._listeners.close()

    async def _state(self, _request: web.Request) -> web.Response:
        """The clock, who can be put into a chair, and who sits there at first."""
        sitters, chairs = await self._database.read(people.seated)
        return web.json_response(
            {
                "clock": await self._clockwork.view(),
                "people": [people.view(each) for each in sitters],
                "chairs": [
                    {"part": part, "label": label, "person": chairs.get(part, "")}
                    for part, label in people.PARTS.items()
                ],
            }
        )

    async def _messages(self, request: web.Request) -> web.Response:
        person = await self._person(request)
        shown = await self._database.read(lambda work: transcript.of_person(work, person.id))
        return web.json_response({"messages": [view.message(each, person) for each in shown]})

    async def _options(self, request: web.Request) -> web.Response:
        """What a field of a page offers for the words typed so far."""
        person = await self._person(request)
        found = await self._conversations.options(
            surface=NAME,
            tenant="",
            user=person.id,
            session=request.query.get("session", ""),
            field=request.query.get("field", ""),
            query=request.query.get("q", "")[:QUERY_LIMIT],
        )
        return web.json_response({"options": [view.option(each) for each in found]})

    def _act(
        self, model: type[bodies.Act]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """A handler that passes on what a person did; the answer comes as messages."""

        async def handle(request: web.Request) -> web.Response:
            person = await self._person(request)
            body = await bodies.read(request, model)
            incoming = Incoming(NAME, "", person.id, body.key, body.read(person.zone))
            await self._conversations.receive(incoming)
            log.info("playground_act", act=model.__name__, person=person.id, key=body.key)
            return web.json_response({}, status=202)

        return handle

    async def _person(self, request: web.Request) -> Person:
        """The person whom the path names. Raises 404."""
        person_id = request.match_info["person"]
        person = await self._database.read(lambda work: work.directory.person(person_id))
        if person is None:
            raise web.HTTPNotFound(text="Nobody here goes by that name.")
        return person


async def _page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(HERE / "templates" / "playground.html")


async def _to_page(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPPermanentRedirect("/demo")
