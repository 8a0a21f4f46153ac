"""Who plays: everybody at their own Slack client, the app installed at home and at the client's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.scenarios import installing
from tests.scenarios import world as worlds
from tests.scenarios.forms import Form
from tests.scenarios.installing import BY_LINK, Browser
from tests.scenarios.people import SlackUser
from tests.scenarios.world import World


@dataclass(frozen=True)
class Cast:
    """Everybody at their own Slack client."""

    world: World
    maya: SlackUser  # HR
    ben: SlackUser  # the employee
    lea: SlackUser  # his manager
    kim: SlackUser  # the client's contact, in the client's own workspace
    form: Form  # Maya's


@asynccontextmanager
async def meet(folder: Path, *, at: str) -> AsyncIterator[Cast]:
    """The app is installed by a link at home and at the client's."""
    file = installing.organisation(folder)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{id: lea,", "{id: lea, slack: U0LEA,"), encoding="utf-8")
    async with worlds.world(folder, at=at, organisation=file, environ=BY_LINK) as world:
        installing.workspaces(world.slack)
        world.slack.add_user("U0LEA")
        for team in ("T0HOME", "T0CONTOSO"):
            await Browser(world).install(team)
        maya = world.on_slack("maya")
        yield Cast(
            world,
            maya=maya,
            ben=world.on_slack("ben"),
            lea=world.on_slack("lea", user="U0LEA"),
            kim=world.on_slack("kim", workspace="T0CONTOSO"),
            form=Form(maya),
        )
