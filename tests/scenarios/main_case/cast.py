"""Who plays in the main case, and where they sit."""

from __future__ import annotations

from dataclasses import dataclass

from tests.scenarios.people import Chair, SlackUser
from tests.scenarios.world import World


@dataclass(frozen=True)
class Cast:
    """Everybody whom the case concerns; each reads what comes, and nothing else may come."""

    world: World
    maya: SlackUser  # HR, takes the complaint
    kim: SlackUser  # the client's contact
    ben: SlackUser  # the employee
    noor: Chair  # HR, becomes liaison
    lea: Chair  # Ben's manager
    leo: Chair  # leads the client's account


def meet(world: World) -> Cast:
    """Everybody at their own surface."""
    return Cast(
        world,
        maya=world.on_slack("maya"),
        kim=world.on_slack("kim"),
        ben=world.on_slack("ben"),
        noor=world.in_chair("noor"),
        lea=world.in_chair("lea"),
        leo=world.in_chair("leo"),
    )
