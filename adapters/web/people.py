"""Who may sit in a chair, and who sits there at first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from adapters.web.view import View
from bot.dialogue import phrasing
from bot.domain.cases import Capacity, Case
from bot.domain.people import Duty, Person
from bot.ports import Work

Part = Literal["hr", "client", "employee", "manager"]
PARTS: Mapping[Part, str] = {
    "hr": "HR",
    "client": "Client",
    "employee": "Employee",
    "manager": "Manager",
}
SEATS: Mapping[Part, tuple[Capacity, ...]] = {  # whose part in a case fits a chair, best first
    "hr": (Capacity.HR_LIAISON, Capacity.HR_INTAKE, Capacity.HR_ENFORCER),
    "client": (Capacity.CLIENT,),
    "employee": (Capacity.EMPLOYEE,),
    "manager": (Capacity.MANAGER,),
}
ALL = 10_000  # people: the demo's organisation is small
LATEST = 20  # open cases of one person that are looked at
WORDS_OF_HR = ("complaint", "case", "update", "help")
WORDS_OF_OTHERS = ("case", "help")
_DUTY_TITLES = {
    Duty.HR_LEAD: "HR lead",
    Duty.HR: "HR",
    Duty.LEGAL: "Legal",
    Duty.LEADERSHIP: "Leadership",
    Duty.DPO: "Data protection",
    Duty.SAFEGUARDING: "Safeguarding",
}


@dataclass(frozen=True)
class Sitter:
    """A person, the house they belong to, and the part they most likely play."""

    person: Person
    company: str
    part: Part


def seated(work: Work) -> tuple[Sequence[Sitter], Mapping[Part, str]]:
    """Everybody, and by chair the id of who sits there at first."""
    sitters = everyone(work)
    return sitters, first_chairs(work, sitters)


def everyone(work: Work) -> tuple[Sitter, ...]:
    """All staff by name, then each client's contacts."""
    directory = work.directory
    house = directory.organisation().name
    staff = directory.find_staff("", limit=ALL)
    managers = {person.manager for person in staff}
    inside = [Sitter(each, house, _part(each, managers)) for each in staff]
    outside = [
        Sitter(contact, client.name, "client")
        for client in directory.find_clients("", limit=ALL)
        for contact in directory.find_contacts(client.id, "", limit=ALL)
    ]
    return (*inside, *outside)


def _part(person: Person, managers: set[str | None]) -> Part:
    if person.is_hr:
        return "hr"
    return "manager" if person.id in managers or person.duties else "employee"


def first_chairs(work: Work, sitters: Sequence[Sitter]) -> dict[Part, str]:
    """Who sits where at first, so that a newcomer sees four people in the middle of something.

    The people of the latest case whose employee has been told; without one, four who would meet
    in a case. Empty when there is nobody at all.
    """
    cases = {
        case.id: case
        for each in sitters
        if each.part == "hr"
        for case in work.cases.open_of(each.person.id, limit=LATEST)
        if case.employee_told_at
    }
    known = {each.person.id for each in sitters}
    for case in sorted(cases.values(), key=lambda case: case.opened_at, reverse=True):
        seated = _people_of(work, case)
        if len(known.intersection(seated.values())) == len(PARTS):
            return seated
    return likely_chairs(sitters)


def _people_of(work: Work, case: Case) -> dict[Part, str]:
    """By chair: who holds the part in the case that fits it best."""
    held = {
        party.capacity: party.person_id for party in work.cases.parties(case.id) if party.is_open
    }
    fitting = {
        part: [held[capacity] for capacity in capacities if capacity in held]
        for part, capacities in SEATS.items()
    }
    return {part: people[0] for part, people in fitting.items() if people}


def likely_chairs(sitters: Sequence[Sitter]) -> dict[Part, str]:
    """Four who belong together, the employee serving the client; empty when there is nobody."""
    if not sitters:
        return {}
    by_id = {each.person.id: each for each in sitters}
    client = _first(sitters, lambda s: s.part == "client")
    employee = _first(
        sitters,
        lambda s: s.part == "employee" and s.person.account == client.person.client,
        lambda s: s.part == "employee",
    )
    manager = by_id.get(employee.person.manager or "") or _first(
        sitters, lambda s: s.part == "manager"
    )
    hr = _first(
        sitters,
        lambda s: _is_partner(s) and s.person.time_zone == employee.person.time_zone,
        _is_partner,
        lambda s: s.part == "hr",
    )
    return {
        "hr": hr.person.id,
        "client": client.person.id,
        "employee": employee.person.id,
        "manager": manager.person.id,
    }


def _is_partner(sitter: Sitter) -> bool:
    """HR who takes cases, not who leads those that do."""
    return sitter.part == "hr" and Duty.HR_LEAD not in sitter.person.duties


def _first(sitters: Sequence[Sitter], *wishes: Callable[[Sitter], bool]) -> Sitter:
    """The first who fits the first wish that anybody fits, else the first of all."""
    for wish in wishes:
        for each in sitters:
            if wish(each):
                return each
    return sitters[0]


def view(sitter: Sitter) -> View:
    """A person as the page shows them."""
    person = sitter.person
    return {
        "id": person.id,
        "name": person.name,
        "initials": _initials(person.name),
        "title": person.job_title or _title(sitter),
        "company": sitter.company,
        "part": sitter.part,
        "zone": person.time_zone,
        "place": phrasing.place(person.zone, person.language),
        "working_days": sorted(person.working_days),
        "words": list(WORDS_OF_HR if person.is_hr else WORDS_OF_OTHERS),
    }


def _title(sitter: Sitter) -> str:
    titles = [title for duty, title in _DUTY_TITLES.items() if duty in sitter.person.duties]
    return titles[0] if titles else PARTS[sitter.part]


def _initials(name: str) -> str:
    words: Iterable[str] = name.split()
    letters = [word[0].upper() for word in words if word[0].isalpha()]
    return "".join([*letters[:1], *letters[1:][-1:]]) or "?"
