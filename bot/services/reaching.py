"""How somebody is reached, for HR: where, or why not and what to do; and what they cannot do.

What is open is decided in one place, `Desk.shut`; here it is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.posts import PostState
from bot.domain.lanes import Address, Shut
from bot.domain.people import Person
from bot.services.desk import Desk

PLACES = {"slack": "on Slack", "playground": "in the playground", "teams": "in Teams"}
EASIEST = (Shut.REMOVED, Shut.OFF, Shut.CLOSED)  # to mend, the easiest first
TO_DO_WITHOUT = "ask your administrator to add how they are reached"
LIMITED = "they can write and press buttons; their workspace has no app for commands and forms"


@dataclass(frozen=True)
class Reach:
    """How somebody is reached by now."""

    place: str = ""  # "on Slack"; "" when nothing reaches them
    but: str = ""  # what they cannot do there, or what did not work
    why_not: str = ""
    to_do: str = ""  # for HR to mend it: "ask …"

    def __str__(self) -> str:
        """On one line: "on Slack", "not reachable: …; ask …"."""
        if not self.place:
            return f"not reachable: {self.why_not}; {self.to_do}"
        return f"{self.place}: {self.but}" if self.but else self.place


def reach(desk: Desk, person: Person) -> Reach:
    """Where a person is written to; nowhere has a reason, and something that mends it."""
    address = desk.address(person.id)
    if address is None:
        return _nowhere(desk, person)
    if desk.work.posts.last_outcome(address.id) is PostState.DEAD:
        return Reach(
            _place(desk, person, address),
            but="the last message did not arrive",
            why_not="my message did not arrive",
            to_do="ask your administrator to look into it",
        )
    limited = desk.is_installed(address) is None
    return Reach(_place(desk, person, address), but=LIMITED if limited else "")


def _nowhere(desk: Desk, person: Person) -> Reach:
    known = desk.work.addresses.of_person(person.id)
    if not known:
        return Reach(why_not="no address is known", to_do=TO_DO_WITHOUT)
    address = min(known, key=lambda each: EASIEST.index(desk.shut(each) or Shut.OFF))
    surface = address.surface.capitalize()
    match desk.shut(address):
        case Shut.CLOSED:
            why, to_do = f"their account on {surface} is closed", TO_DO_WITHOUT
        case Shut.REMOVED:
            why = f"Evenhand was removed from {_workspace(desk, person)}"
            to_do = "ask them to have it installed again"
        case _:
            why, to_do = f"{surface} is off", "ask your administrator to turn it on"
    return Reach(why_not=why, to_do=to_do)


def _place(desk: Desk, person: Person, address: Address) -> str:
    place = PLACES.get(address.surface, f"on {address.surface.capitalize()}")
    return f"{place}, in {_workspace(desk, person)}" if address.tenant else place


def _workspace(desk: Desk, person: Person) -> str:
    client = desk.work.directory.client(person.client) if person.client else None
    return f"the workspace of {client.name}" if client else "another workspace"
