"""Every flow, on every surface: from the first word to one and the same command."""

from __future__ import annotations

import asyncio
from functools import cache

import pytest

from flows.catalogue import checked_flows
from tests.contract.crowd import crowd
from tests.contract.every_surface import SURFACES
from tests.contract.prepared import furnished
from tests.contract.scripts import SCRIPTS
from tests.contract.walking import Walked, Walker

ON_EVERY_SURFACE = pytest.mark.parametrize("surface", sorted(SURFACES))


@cache
def walked(name: str, surface: str) -> Walked:
    """The script walked on the surface, once however often it is looked at."""
    return asyncio.run(_walk(name, surface))


async def _walk(name: str, surface: str) -> Walked:
    script = SCRIPTS[name]
    actor = crowd().person(script.actor)
    async with furnished() as house, SURFACES[surface](house, actor) as opened:
        return await Walker(house, opened, script=script, actor=actor).walk()


def test_every_flow_has_a_script() -> None:
    """No flow can be added without being walked here."""
    assert {script.flow for script in SCRIPTS.values()} == set(checked_flows())


@ON_EVERY_SURFACE
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_flow_can_be_walked_to_its_end(name: str, surface: str) -> None:
    """Each page is within the limits, each move and answer is read back, each error is shown."""
    script, done = SCRIPTS[name], walked(name, surface)
    assert set(script.wrong) <= set(done.errors)
    fields = [question.field.id for page in done.pages for question in page.questions]
    asked = {name.partition(":")[0] for name in fields}
    assert set(script.answers).union(*script.items) - asked <= {"tag"}  # asked if there are words


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_flow_ends_in_the_same_command_on_every_surface(name: str) -> None:
    """Whatever a surface can show, what is decided by the same answers is the same."""
    commands = [walked(name, surface).command for surface in sorted(SURFACES)]
    assert commands.count(commands[0]) == len(commands)


@ON_EVERY_SURFACE
def test_every_step_of_every_flow_is_asked(surface: str) -> None:
    """No step is left out by all the scripts together."""
    asked = {
        (script.flow, page.step)
        for name, script in SCRIPTS.items()
        for page in walked(name, surface).pages
    }
    assert asked == {(flow.id, step.id) for flow in checked_flows().values() for step in flow.steps}


@ON_EVERY_SURFACE
def test_what_reads_like_a_verdict_is_asked_about(surface: str) -> None:
    """A text that judges gets its gentle question, and may be kept as it is."""
    assert "observed" in walked("complaint", surface).nudged
