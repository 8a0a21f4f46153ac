"""Lines of management: who is in one with the subject has no part in the case.

02-role-charter.md section 3, last row, and design, Who: they hold no role, take no complaint, and
no escalation goes to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.ports import Directory


def above(directory: Directory, person_id: str) -> Iterator[str]:
    """The ids of a person's manager, that manager's manager, and so on; a circle ends."""
    seen: set[str] = set()
    person = directory.person(person_id)
    while person and person.manager and person.manager not in seen:
        seen.add(person.manager)
        yield person.manager
        person = directory.person(person.manager)


def in_one_line(directory: Directory, one: str, other: str) -> bool:
    """True when they are the same, or one reports to the other, directly or through others."""
    return one == other or one in above(directory, other) or other in above(directory, one)
