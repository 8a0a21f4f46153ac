"""Every flow, on every surface: from the first word to one and the same command."""

from __future__ import annotations

import pytest

from flows.catalogue import checked_flows
from tests.contract.crowd import crowd
from tests.contract.every_surface import SURFACES
from tests.contract.prepared import furnished
from tests.contract.scripts import SCRIPTS
from tests.contract.walking import Script, Walked, Walker


def test_every_flow_has_a_script() -> None:
    """No flow can be added without being walked here."""
    assert {script.flow for script in SCRIPTS.values()} == set(checked_flows())


@pytest.mark.parametrize("name", SCRIPTS)
async def test_a_flow_can_be_walked_on_every_surface_to_the_same_end(name: str) -> None:
    """Each page is within the limits, each move and answer reads back, each error is shown.

    Whatever a surface can show, what the same answers decide is the same.
    """
    script = SCRIPTS[name]
    done = [await walk(script, surface) for surface in sorted(SURFACES)]
    for each in done:
        assert set(script.wrong) <= set(each.errors)
        assert set(script.nudged) <= set(each.nudged)
        steps = [step.id for step in checked_flows()[script.flow].steps]
        assert {page.step for page in each.pages} == set(steps)
        asked = {one.field.id.partition(":")[0] for page in each.pages for one in page.questions}
        assert set(script.answers).union(*script.items) <= asked
    commands = [each.command for each in done]
    assert commands.count(commands[0]) == len(commands)


async def walk(script: Script, surface: str) -> Walked:
    """The script walked on one surface, in a house of its own."""
    actor = crowd().person(script.actor)
    async with furnished() as house, SURFACES[surface](house, actor) as opened:
        return await Walker(house, opened, script=script, actor=actor).walk()
