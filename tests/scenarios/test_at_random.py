"""Whatever people press and write, in any order: nothing breaks, and the hard rules hold."""

from __future__ import annotations

from random import Random

import pytest

from bot.domain.roles import Role
from tests.scenarios import given
from tests.scenarios.people import Chair, Json, Person
from tests.scenarios.world import World

STEPS = 60
WORDS = (
    *("help", "back", "skip", "cancel", "edit", "edit 1", "keep", "go", "where am I", "resume"),
    *("complaint", "case", "update", "roles", "brief", "tell", "stage", "close", "journal"),
    *("update EH-2026-0001", "roles EH-2026-0001", "tell EH-2026-0001", "close EH-2026-0001"),
    *("stage EH-2026-0001", "brief EH-2026-0001", "case EH-2026-0001", "1", "2", "1, 2"),
    *("Ben Cruz", "Kim Sand", "Noor", "Liaison", "Seen", "coach", "yes", "PH", "yesterday"),
    *("tomorrow 3 pm", "20 Nov 2026 14:00", "He is lazy.", "Words of mine that are fine."),
)
ANSWERS = {"moment": {"wall": "2026-11-26T10:00"}, "day": "2026-11-27"}


async def act(person: Person, random: Random) -> None:
    """Press something that is shown, fill a form, or write something."""
    shown = [message for message in person.messages()[-3:] if message.buttons]
    if shown and random.random() < 0.6:
        await person.press(random.choice(random.choice(shown).buttons))
    elif isinstance(person, Chair) and random.random() < 0.6 and person.is_asked():
        await person.fill(
            {
                asked["label"]: _any_answer(asked, random)
                for asked in person.page()["questions"]
                if random.random() < 0.8
            }
        )
    else:
        await person.say(random.choice(WORDS))


def _any_answer(asked: Json, random: Random) -> Json:
    labels = [option["label"] for option in asked["options"]]
    if not labels:
        return ANSWERS.get(asked["type"], random.choice(WORDS))
    return [random.choice(labels)] if asked["type"] == "choices" else random.choice(labels)


@pytest.mark.parametrize("seed", [1, 2])
async def test_nothing_that_people_do_breaks_it(world: World, seed: int) -> None:
    """At random, over a restart: no fault, the journal verifies, and Ben hears nothing before."""
    random = Random(seed)  # noqa: S311 (a test's own dice)
    maya, noor, lea = world.on_slack("maya"), world.in_chair("noor"), world.in_chair("lea")
    ben, kim = world.on_slack("ben"), world.on_slack("kim")
    case = await given.opened(world)
    await given.role(world, case, Role.ENFORCER, "noor")
    for step in range(STEPS):
        await act(random.choices((maya, noor, lea, kim), (5, 5, 1, 1))[0], random)
        if step == STEPS // 2:
            await world.restart("2026-11-24T10:00:05")
        assert world.troubles == []
        told = [row["employee_told_at"] for row in world.rows("cases")["cases"]]
        assert any(told) or ben.everything == []
    assert await given.read(world, lambda work: work.journal.verify(case.id))
