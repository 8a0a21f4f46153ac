"""Who hears when it takes more than the owner of a case: by duty, with a deputy for each.

Neither the subject nor their line is ever among them (design, Who). Whoever is barred, or has no
address, has their deputy in their place, and the deputy theirs; where a duty has nobody left, the
next one of `ORDER` takes over, so that no escalation ends with nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.domain.people import Duty, Person
from bot.services.desk import Desk
from bot.services.lines import in_one_line

ORDER = (Duty.HR_LEAD, Duty.LEGAL, Duty.LEADERSHIP)
AT_MOST = 5  # of one duty


def entrusted(
    desk: Desk, duty: Duty, *, subject: str, besides: Collection[str] = ()
) -> Sequence[Person]:
    """Whom to turn to in a case about `subject`; `besides` are people whom it is not to be."""
    for each in (duty, *(other for other in ORDER if other is not duty)):
        held = desk.work.directory.find_staff("", limit=AT_MOST, duties=(each,))
        found = (_reachable(desk, person, subject, besides) for person in held)
        if people := {person.id: person for person in found if person}:
            return list(people.values())
    return ()


def _reachable(
    desk: Desk, person: Person | None, subject: str, besides: Collection[str]
) -> Person | None:
    """The person, else the first in the chain of deputies who may hear and can."""
    asked: set[str] = set()
    while person and person.id not in asked:
        barred = person.id in besides or in_one_line(desk.work.directory, person.id, subject)
        if not barred and desk.address(person.id):
            return person
        asked.add(person.id)
        person = desk.work.directory.person(person.deputy) if person.deputy else None
    return None
