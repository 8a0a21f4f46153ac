"""organisation.yaml: the people, the clients, and who they are on Slack and in Teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.files.documents import read_with_lines
from adapters.files.organisation_checks import problems, slack_tenant
from adapters.files.organisation_format import (
    ClientEntry,
    OrganisationEntry,
    PersonEntry,
    StaffEntry,
)
from bot.domain.people import Client, Identity, Organisation, Person


@dataclass(frozen=True)
class OrganisationFile:
    """What the file says; it may be loaded again at any time."""

    organisation: Organisation
    people: tuple[Person, ...]  # staff first, then the clients' contacts
    clients: tuple[Client, ...]
    identities: tuple[Identity, ...]
    slack_team: str = ""  # the home workspace, where the file names it

    @property
    def slack_teams(self) -> frozenset[str]:
        """The other workspaces and organisations on Slack whose people the file names."""
        return frozenset(each.tenant for each in self.identities if each.surface == "slack") - {""}


def load_organisation(path: Path) -> OrganisationFile:
    """Read and check the file.

    Raises:
        ConfigurationError: a line for each problem, with file, line and what to write.
    """
    document, lines = read_with_lines(path, OrganisationEntry)
    if found := list(problems(document, lines)):
        raise lines.error(found)
    staff = [_staff(entry, document) for entry in document.people]
    contacts = [
        _contact(entry, client, document)
        for client in document.clients
        for entry in client.contacts
    ]
    return OrganisationFile(
        organisation=Organisation(
            name=document.name,
            time_zone=document.time_zone,
            jurisdiction=document.jurisdiction,
        ),
        people=(*staff, *contacts),
        clients=tuple(
            Client(id=client.id, name=client.name, account_lead=client.account_lead)
            for client in document.clients
        ),
        identities=tuple(_identities(document)),
        slack_team=document.slack_team or "",
    )


def _staff(entry: StaffEntry, document: OrganisationEntry) -> Person:
    return replace(
        _person(entry, document),
        jurisdiction=entry.jurisdiction or document.jurisdiction,
        duties=frozenset(entry.duties),
        manager=entry.manager,
        account=entry.account,
        deputy=entry.deputy,
    )


def _contact(entry: PersonEntry, client: ClientEntry, document: OrganisationEntry) -> Person:
    return replace(_person(entry, document), client=client.id)


def _person(entry: PersonEntry, document: OrganisationEntry) -> Person:
    return Person(
        id=entry.id,
        name=entry.name,
        email=entry.email,
        time_zone=entry.time_zone or document.time_zone,
        jurisdiction=document.jurisdiction,
        working_days=frozenset(entry.working_days),
        language=entry.language or "en",
        job_title=entry.job_title,
        own_zone=entry.time_zone is not None,
        own_language=entry.language is not None,
    )


def _identities(document: OrganisationEntry) -> Iterator[Identity]:
    contacts = (contact for client in document.clients for contact in client.contacts)
    for entry in (*document.people, *contacts):
        if entry.slack:
            tenant = slack_tenant(entry, document)
            yield Identity(entry.id, "slack", tenant=tenant, user=entry.slack)
        if entry.teams:
            yield Identity(entry.id, "teams", tenant="", user=entry.teams)
