"""The playground on a port of its own, with the script behind it.

`python -m tests.browser.serving [port]` serves it to look at.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass

from aiohttp import web

from adapters.web import plain
from adapters.web.listeners import Listeners
from adapters.web.playground import Playground
from adapters.web.surface import PlaygroundSurface
from bot.dialogue.content import Answered, Said
from tests.browser import contents
from tests.browser.fakes import FakeDatabase, FakeMachine, Mouth
from tests.browser.mediator import ScriptedMediator


@dataclass(frozen=True)
class Stage:
    """Everything behind the page."""

    database: FakeDatabase
    machine: FakeMachine
    mediator: ScriptedMediator
    mouth: Mouth
    listeners: Listeners
    application: web.Application


def build() -> Stage:
    """A playground without a word said in it."""
    database, machine, listeners = FakeDatabase(), FakeMachine(), Listeners()
    mouth = Mouth(database.posts, PlaygroundSurface(listeners), machine)
    mediator = ScriptedMediator(mouth)
    playground = Playground(
        conversations=mediator, database=database, machine=machine, listeners=listeners
    )
    app = web.Application()
    plain.add_routes(app, home="/demo")
    app.add_subapp("/demo", playground.application())
    return Stage(database, machine, mediator, mouth, listeners, app)


async def begin(stage: Stage) -> None:
    """A case under way, in all four chairs."""
    who = Answered("Who it concerns", (("Client", "Contoso Retail"), ("Employee", "Ben Cruz")))
    await stage.mouth.say("maya", contents.WELCOME)
    await stage.mouth.say("maya", Said("complaint"))
    await stage.mouth.say("maya", who)
    await stage.mediator.show("maya", contents.EVERY_FIELD)
    await stage.mouth.say("kim", contents.FOR_CLIENT)
    await stage.mouth.say("lea", contents.FOR_MANAGER)
    await stage.mouth.say("lea", Said("Who watches the queue until then?"))
    await stage.mouth.say("noor", contents.CASE_CARD)


async def _serve(port: int) -> None:
    stage = build()
    await begin(stage)
    runner = web.AppRunner(stage.application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8099))
