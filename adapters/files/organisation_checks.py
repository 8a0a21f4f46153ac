"""What must hold between the entries of organisation.yaml: ids lead somewhere, nothing is twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from adapters.files.organisation_format import OrganisationEntry, PersonEntry, StaffEntry
from adapters.files.problems import Lines, Location, Problem, did_you_mean, shown
from bot.domain.people import Duty

Place = tuple[Location, PersonEntry]


def problems(document: OrganisationEntry, lines: Lines) -> Iterator[Problem]:
    """All that does not fit together."""
    everyone = list(_everyone(document))
    yield from _repeated(document, everyone, lines)
    yield from _dangling(document)
    yield from _circles(document.people)
    for where, person in everyone:
        if person.slack_team and not person.slack:
            yield Problem((*where, "slack_team"), "has no `slack` beside it; write the member ID")
    if not any({Duty.HR, Duty.HR_LEAD} & {*person.duties} for person in document.people):
        text = "nobody has the duty hr; write `duties: [hr]` for whoever takes complaints"
        yield Problem(("people",), text)


def slack_tenant(person: PersonEntry, document: OrganisationEntry) -> str:
    """The person's own workspace; "" is the home one, which may be named beside them too."""
    team = person.slack_team or ""
    return "" if team == document.slack_team else team


def _everyone(document: OrganisationEntry) -> Iterator[Place]:
    for position, person in enumerate(document.people):
        yield ("people", position), person
    for number, client in enumerate(document.clients):
        for position, contact in enumerate(client.contacts):
            yield ("clients", number, "contacts", position), contact


def _repeated(
    document: OrganisationEntry, everyone: Collection[Place], lines: Lines
) -> Iterator[Problem]:
    ids = (((*where, "id"), person.id) for where, person in everyone)
    yield from _twice(ids, lines, "give each person and each contact an id of their own")
    clients = (
        (("clients", number, "id"), client.id) for number, client in enumerate(document.clients)
    )
    yield from _twice(clients, lines, "give each client an id of its own")
    emails = (((*where, "email"), person.email) for where, person in everyone)
    yield from _twice(emails, lines, "write each person's own")
    slack = (
        ((*where, "slack"), f"{slack_tenant(person, document)} {person.slack}".strip())
        for where, person in everyone
        if person.slack
    )
    yield from _twice(slack, lines, "write each person's own member ID")
    teams = (((*where, "teams"), person.teams) for where, person in everyone if person.teams)
    yield from _twice(teams, lines, "write each person's own")


def _twice(
    written: Iterable[tuple[Location, str]], lines: Lines, instead: str
) -> Iterator[Problem]:
    """Values that stand twice, differences of case apart."""
    first: dict[str, Location] = {}
    for where, value in written:
        taken = first.setdefault(value.casefold(), where)
        if taken != where:
            text = f"{shown(value)} stands in line {lines.of(taken)} already; {instead}"
            yield Problem(where, text)


def _dangling(document: OrganisationEntry) -> Iterator[Problem]:
    people = {person.id for person in document.people}
    clients = {client.id for client in document.clients}
    for position, person in enumerate(document.people):
        where: Location = ("people", position)
        others = people - {person.id}
        yield from _missing(
            (*where, "manager"), person.manager, others, "somebody else in `people`"
        )
        yield from _missing((*where, "deputy"), person.deputy, others, "somebody else in `people`")
        yield from _missing((*where, "account"), person.account, clients, "a client in `clients`")
    for position, client in enumerate(document.clients):
        lead: Location = ("clients", position, "account_lead")
        yield from _missing(lead, client.account_lead, people, "somebody in `people`")


def _missing(
    where: Location, value: str | None, known: Collection[str], whose: str
) -> Iterator[Problem]:
    if value is not None and value not in known:
        hint = did_you_mean(value, known)
        yield Problem(where, f"{shown(value)} is not the id of {whose}; {hint}write one that is")


def _circles(people: Collection[StaffEntry]) -> Iterator[Problem]:
    """Each circle of managers once, where its first member stands."""
    manager = {person.id: person.manager for person in people if person.manager != person.id}
    told: set[str] = set()
    for position, person in enumerate(people):
        line = [person.id]
        while (above := manager.get(line[-1])) and above not in line:
            line.append(above)
        if above == person.id and person.id not in told:
            told.update(line)
            circle = " → ".join([*line, person.id])
            text = f"the managers go in a circle ({circle}); write another for one of them, or none"
            yield Problem(("people", position, "manager"), text)
