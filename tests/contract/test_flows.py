"""Every flow, on every surface: from the first word to one and the same command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import pytest

from adapters.slack.limits import TYPED
from flows.catalogue import checked_flows
from tests.contract.crowd import crowd
from tests.contract.every_surface import SURFACES
from tests.contract.prepared import furnished
from tests.contract.scripts import SCRIPTS
from tests.contract.walking import Script, Walked, Walker

FORM = "slack_form"
INSTEAD = "In short: see what was written."
T = TypeVar("T")


def test_every_flow_has_a_script() -> None:
    """No flow can be added without being walked here."""
    assert {script.flow for script in SCRIPTS.values()} == set(checked_flows())


@pytest.mark.parametrize("name", SCRIPTS)
async def test_a_flow_can_be_walked_on_every_surface_to_the_same_end(name: str) -> None:
    """Each page is within the limits, each move and answer reads back, each error is shown.

    Whatever a surface can show, what the same answers decide is the same.
    """
    script = SCRIPTS[name]
    decided: list[str] = []
    for surface in sorted(SURFACES):
        walked = await walk(_fitting(script) if surface == FORM else script, surface)
        _assert_all_was_seen(script, walked)
        decided.append(_cut_in(script, repr(walked.command)))
    assert decided.count(decided[0]) == len(decided)


async def walk(script: Script, surface: str) -> Walked:
    """The script walked on one surface, in a house of its own."""
    actor = crowd().person(script.actor)
    async with furnished() as house, SURFACES[surface](house, actor) as opened:
        return await Walker(house, opened, script=script, actor=actor).walk()


def _assert_all_was_seen(script: Script, walked: Walked) -> None:
    assert set(script.wrong) <= set(walked.errors)
    assert set(script.nudged) <= set(walked.nudged)
    steps = [step.id for step in checked_flows()[script.flow].steps]
    assert {page.step for page in walked.pages} == set(steps)
    asked = {one.field.id.partition(":")[0] for page in walked.pages for one in page.questions}
    assert set(script.answers).union(*script.items) <= asked


# --- texts that no form takes are typed as messages: see the scenarios ----------------------------


def _too_long(script: Script) -> list[str]:
    said = [*script.answers.values(), *(each for item in script.items for each in item.values())]
    said += [script.cites.words] if script.cites else []
    return [each for each in said if isinstance(each, str) and len(each) > TYPED]


def _fitting(script: Script) -> Script:
    """The same, with other words for those that are too long."""
    long = _too_long(script)

    def cut(answers: Mapping[str, T]) -> dict[str, T | str]:
        return {name: INSTEAD if said in long else said for name, said in answers.items()}

    cites = script.cites
    if cites and cites.words in long:
        cites = replace(cites, words=INSTEAD)
    items = tuple(cut(item) for item in script.items)
    return replace(script, cites=cites, answers=cut(script.answers), items=items)


def _cut_in(script: Script, decided: str) -> str:
    for text in _too_long(script):
        decided = decided.replace(repr(text), repr(INSTEAD))
    return decided
