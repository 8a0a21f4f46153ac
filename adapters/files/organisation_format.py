"""The shape of organisation.yaml, entry by entry."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from adapters.files import values
from bot.domain.people import WEEKDAYS, Duty

Identifier = Annotated[str, AfterValidator(values.identifier)]
Name = Annotated[str, AfterValidator(values.name)]
OneLine = Annotated[str, AfterValidator(values.one_line)]
Email = Annotated[str, AfterValidator(values.email)]
TimeZone = Annotated[str, AfterValidator(values.time_zone)]
Jurisdiction = Annotated[str, AfterValidator(values.jurisdiction)]
Language = Annotated[str, AfterValidator(values.language)]
Weekday = Annotated[str, AfterValidator(values.weekday)]
SlackUser = Annotated[str, AfterValidator(values.slack_user)]
SlackTeam = Annotated[str, AfterValidator(values.slack_team)]
TeamsUser = Annotated[str, AfterValidator(values.teams_user)]


class Entry(BaseModel):
    """A mapping of the file; a key that it does not name is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonEntry(Entry):
    """What staff and contacts have in common.

    Without a zone or a language, what the platform says on which they are met holds; without
    that, the organisation's zone, and English.
    """

    id: Identifier
    name: Name
    email: Email
    job_title: OneLine = ""
    time_zone: TimeZone | None = None
    working_days: Annotated[tuple[Weekday, ...], AfterValidator(values.distinct)] = WEEKDAYS[:5]
    language: Language | None = None
    slack: SlackUser | None = None
    slack_team: SlackTeam | None = None  # absent: the home workspace
    teams: TeamsUser | None = None


class StaffEntry(PersonEntry):
    """Someone who works for the organisation."""

    duties: Annotated[tuple[Duty, ...], AfterValidator(values.distinct)] = ()
    manager: str | None = None  # id of another in `people`
    deputy: str | None = None  # id of another in `people`
    account: str | None = None  # id of the client whom they serve
    jurisdiction: Jurisdiction | None = None


class ClientEntry(Entry):
    """A company that the organisation serves, and who speaks for it."""

    id: Identifier
    name: Name
    account_lead: str | None = None  # id of one in `people`
    contacts: tuple[PersonEntry, ...] = ()


class OrganisationEntry(Entry):
    """The whole file."""

    name: Name
    jurisdiction: Jurisdiction
    time_zone: TimeZone
    slack_team: SlackTeam | None = None  # the home workspace; absent: the bot token's own
    people: tuple[StaffEntry, ...]
    clients: tuple[ClientEntry, ...] = ()
