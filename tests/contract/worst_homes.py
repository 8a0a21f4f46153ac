"""Everybody's Home, and one with more in it than a page can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogue.content import Home
from bot.domain.cases import Capacity, Case, Party, Stage
from bot.domain.people import stranger
from bot.domain.reminders import Reminder, ReminderKind
from bot.ports import Work
from bot.services.desk import Desk, new_id
from bot.services.home import home, strangers_home
from tests.contract.crowd import crowd
from tests.contract.house import House

COPIES = 40
CAPACITIES = (*(each for each in Capacity if each.is_hr), Capacity.CLIENT)


async def homes(house: House) -> list[Home]:
    """The Home of each person who can be reached, and of somebody whom nobody knows."""

    def compose(work: Work) -> list[Home]:
        made = []
        for person in crowd().people:
            desk = Desk(work, house.practice, house.clock.now(), person)
            for address in work.addresses.of_person(person.id):
                made.append(home(desk, address))
        nobody = Desk(work, house.practice, house.clock.now(), None)
        return [*made, strangers_home(nobody, stranger(work.directory.organisation()))]

    return await house.database.read(compose)


async def crowd_in(house: House, case: Case, person: str) -> None:
    """Give somebody every part in many cases like this one, and everything to be done in them."""
    now = house.clock.now()

    def add(work: Work) -> None:
        for number in range(COPIES):
            here = replace(case, stage=Stage.FACTS, closed_at=None, update_due_at=now)
            copy = replace(here, id=new_id(), reference=f"EH-2026-1{number:03}")
            work.cases.add(copy)
            for capacity in CAPACITIES:
                party = Party(new_id(), copy.id, person, capacity, now)
                work.cases.add_party(party)
                if capacity.is_hr:
                    _owe(work, party, now + timedelta(hours=number - 9))

    await house.database.write(add)


def _owe(work: Work, party: Party, due: datetime) -> None:
    for kind in ReminderKind:
        work.reminders.add(
            Reminder(
                id=new_id(),
                case_id=party.case_id,
                kind=kind,
                owner_id=party.person_id,
                party_id=party.id,
                started_at=due - timedelta(days=2),
                due_at=due,
                next_at=None,
            )
        )
