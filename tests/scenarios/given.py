"""What a scenario begins with, brought about by the commands that people's conversations give."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot.dialogue.notices import closing, telling
from bot.domain.cases import Allegation, Ask, Capacity, Case, Known, Party, Urgency
from bot.domain.commands import (
    AssignRole,
    BriefManager,
    CloseCase,
    Command,
    OpenCase,
    TellEmployee,
)
from bot.domain.roles import Role
from bot.ports import Work
from bot.services.desk import Desk
from bot.services.handlers import handle
from bot.services.outcomes import Done
from bot.services.renewing import renew
from tests.scenarios.world import World

T = TypeVar("T")

OBSERVED = "Three of eight tickets of Friday were not answered."
EFFECT = "Refunds were two days late for 14 customers."
REMEDY = "I want somebody else by Monday, or a plan that I can believe."
SECRETS = (OBSERVED, EFFECT, REMEDY)

COMPLAINT = OpenCase(
    client_id="contoso",
    contact_id="kim",
    employee_id="ben",
    allegations=(),
    effect=EFFECT,
    asks=(Ask.COACH, Ask.REPLACE),
    remedy=REMEDY,
    urgency=Urgency.NORMAL,
    safety="",
    jurisdiction="PH",
)


async def opened(world: World, *, by: str = "maya", complaint: OpenCase = COMPLAINT) -> Case:
    """A case that was just opened, with complete particulars unless others are given."""
    if not complaint.allegations:
        seen = Allegation(OBSERVED, world.now - timedelta(days=3), None, "Kim Sand", Known.SEEN)
        complaint = replace(complaint, allegations=(seen,))
    await do(world, by, lambda _: complaint)
    cases = await read(world, lambda work: work.cases.open_of(complaint.employee_id, limit=1))
    return cases[0]


async def told(world: World, *, by: str = "maya") -> Case:
    """A case whose manager was briefed and whose employee was told."""
    case = await opened(world, by=by)
    await brief(world, case, by=by)
    await tell(world, case, by=by)
    return await fresh(world, case)


async def brief(world: World, case: Case, *, by: str = "maya") -> None:
    """The line manager gets the summary as it was made."""

    def send(desk: Desk) -> Command:
        says = desk.speaker(case)
        manager = says.file.holder(Capacity.MANAGER)
        assert manager
        return BriefManager(case_id=case.id, text=telling.briefing(says, says.file.person(manager)))

    await do(world, by, send)


async def tell(world: World, case: Case, *, by: str = "maya") -> None:
    """The employee is told, in the words as they were made."""
    await do(
        world, by, lambda d: TellEmployee(case_id=case.id, text=telling.telling(d.speaker(case)))
    )


async def role(world: World, case: Case, role: Role, holder: str, *, by: str = "maya") -> None:
    """Somebody is given a role, as things stand."""

    def assign(desk: Desk) -> Command:
        basis = len(desk.file(case).entries)
        return AssignRole(case_id=case.id, role=role, holder_id=holder, basis=basis)

    await do(world, by, assign)


async def closed(world: World, case: Case, *, by: str = "maya") -> None:
    """It is closed, with its notes to all who may hear."""

    def close(desk: Desk) -> Command:
        made = closing.versions(desk.speaker(case), sender=by)
        return CloseCase(
            case_id=case.id,
            versions={each.party.id: each.text for each in made if not each.locked},
            left_out={each.party.id: each.locked for each in made if each.locked},
        )

    await do(world, by, close)


async def do(world: World, who: str, command: Callable[[Desk], Command]) -> None:
    """Somebody decides this now, and what follows from it is sent."""
    practice, now = world.program.conversations.practice, world.now

    def act(work: Work) -> Collection[str]:
        desk = Desk(work, practice, now, work.directory.person(who), "slack")
        outcome = handle(desk, command(desk))
        assert isinstance(outcome, Done), outcome
        renew(desk)
        return work.posts.addressed()

    world.program.jobs.wake(await world.program.database.write(act))
    await world.settle()
    for person in world.people.values():
        person.news()


async def fresh(world: World, case: Case) -> Case:
    """The case as it stands now."""
    found = await read(world, lambda work: work.cases.get(case.id))
    assert found
    return found


async def party(world: World, case: Case, capacity: Capacity) -> Party:
    """Who holds a part in it."""
    parties = await read(world, lambda work: work.cases.parties(case.id))
    return next(each for each in parties if each.capacity is capacity and each.is_open)


async def read(world: World, question: Callable[[Work], T]) -> T:
    """Look into the store, through its ports."""
    return await world.program.database.read(question)
