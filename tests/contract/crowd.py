"""The demo's organisation and a crowd around it: more than fits into any menu, oddly named.

Names are of the kinds that organisation.yaml takes: one line, at most 200 characters, with a
letter or a digit somewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from adapters.files.organisation import load_organisation
from bot.domain.people import Client, Duty, Identity, Organisation, Person
from bot.ports import Work

DEMO = Path(__file__).parents[2] / "flows" / "organisation.demo.yaml"
DEMO_PEOPLE = ("maya", "chidi", "noor", "ana", "ben", "tuan", "aroha", "zofia", "kim", "henrik")
MANY = 30  # of each kind: more than a menu takes on any surface
UNREACHABLE = ("arjun", "voice1of01")  # on no surface

ODD_NAMES = (
    "<!channel> Everyone-Smith",
    "<@U0MAYA> & <b>Bold</b>",
    "*Star* _Under_ ~Tilde~ `Tick`",
    "שרה כהן",
    "\u202eanaM\u202c Turned",
    "Zero\u200bWidth\u200d Joiner",
    "👩‍👩‍👧‍👦 Family 🏽",
    "Zoë Ångström-Ðurić",
    "Wolfeschlegel" * 15,  # 195 letters without a break
    "An endless chain of given names " * 6,
    "Robert'); DROP TABLE people;--",
    "Alex Reyes",
    "Alex Reyes",  # two of one name, told apart by their title
)


@dataclass(frozen=True)
class Crowd:
    """Everybody there is."""

    organisation: Organisation
    people: Sequence[Person]
    clients: Sequence[Client]
    identities: Sequence[Identity]

    def load(self, work: Work) -> None:
        """Put them into the directory."""
        work.directory.load(self.organisation, self.people, self.clients, self.identities)

    def person(self, id_: str) -> Person:
        """One of them."""
        return next(each for each in self.people if each.id == id_)


@cache
def crowd() -> Crowd:
    """The crowd; all but two can be reached in the playground and on Slack."""
    demo = load_organisation(DEMO)
    staff = [_person(number, "staff", manager="lea", account="contoso") for number in range(MANY)]
    hr = [_person(number, "hr", duties=frozenset({Duty.HR})) for number in range(MANY)]
    clients = [Client(f"client{n:02}", _name("Client", n), "zofia") for n in range(MANY)]
    contacts = [_person(number, "contact", client="contoso") for number in range(MANY)]
    contacts += [_person(n, f"voice{n}of", client=each.id) for n, each in enumerate(clients)]
    far = replace(_person(0, "far", client="contoso"), time_zone="America/New_York")
    people = [*demo.people, *staff, *hr, *contacts, far]
    return Crowd(
        organisation=demo.organisation,
        people=people,
        clients=[*demo.clients, *clients],
        identities=[one for each in people for one in _identities(each)],
    )


def slack_user(person_id: str) -> str:
    """The person's id on Slack."""
    return f"U0{person_id.upper()}"


def teams_user(person_id: str) -> str:
    """A person's id on Teams, as a bot gets it."""
    return f"29:{person_id}"


def user_on(surface: str, person_id: str) -> str:
    """A person's id on any surface."""
    ids = {"slack": slack_user, "teams": teams_user}
    return ids[surface](person_id) if surface in ids else person_id


def _identities(person: Person) -> tuple[Identity, ...]:
    if person.id in UNREACHABLE:
        return ()
    return (
        Identity(person.id, "playground", "", person.id),
        Identity(person.id, "slack", "", slack_user(person.id)),
        Identity(person.id, "teams", "", teams_user(person.id)),
    )


def _person(number: int, kind: str, **more: object) -> Person:
    made = Person(
        id=f"{kind}{number:02}",
        name=_name(kind.title(), number),
        email=f"{kind}{number:02}@northwind.example",
        time_zone="Asia/Manila",
        jurisdiction="PH",
        job_title=f"Number {number} of {kind} {'and so on ' * (number % 3 * 6)}".strip(),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _name(kind: str, number: int) -> str:
    return ODD_NAMES[number] if number < len(ODD_NAMES) else f"{kind} Person {number}"
