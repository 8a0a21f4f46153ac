"""People, their duties, and the client companies they serve or speak for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class Duty(StrEnum):
    """What the organisation has entrusted to a person, across all cases."""

    HR = "hr"
    HR_LEAD = "hr_lead"
    LEGAL = "legal"
    LEADERSHIP = "leadership"
    DPO = "dpo"
    SAFEGUARDING = "safeguarding"


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Person:
    """Someone who works for the organisation, or a client's contact (then `client` is set)."""

    id: str
    name: str
    email: str
    time_zone: str  # IANA name
    jurisdiction: str  # a pack's code: PH, GB-ENG; a client's contact has the organisation's
    working_days: frozenset[str] = frozenset(WEEKDAYS[:5])
    duties: frozenset[Duty] = frozenset()
    manager: str | None = None  # person id
    account: str | None = None  # id of the client whom the person serves
    client: str | None = None  # id of the client for whom the person speaks
    deputy: str | None = None  # person id
    language: str = "en"
    job_title: str = ""
    own_zone: bool = True  # False: nobody wrote it down for them; where they are met says it
    own_language: bool = True  # likewise

    @property
    def zone(self) -> ZoneInfo:
        """The person's own time zone: every time they are shown is in it."""
        return ZoneInfo(self.time_zone)

    @property
    def first_name(self) -> str:
        """What a message calls them."""
        return self.name.split()[0]

    @property
    def is_hr(self) -> bool:
        """True for those who may open a case."""
        return bool(self.duties & {Duty.HR, Duty.HR_LEAD})


@dataclass(frozen=True)
class Identity:
    """Who a person is on one platform: how they are recognised there, and written to."""

    person_id: str
    surface: str  # "slack" or "teams"
    tenant: str  # "" is the organisation's own workspace or tenant
    user: str  # the platform's id


@dataclass(frozen=True)
class Client:
    """A company that the organisation serves."""

    id: str
    name: str
    account_lead: str | None = None  # person id


@dataclass(frozen=True)
class Organisation:
    """The house that employs the people; its zone dates the references of its cases."""

    name: str
    time_zone: str
    jurisdiction: str

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which dates without one are read."""
        return ZoneInfo(self.time_zone)


def stranger(organisation: Organisation) -> Person:
    """Somebody whom the organisation does not know, as a message needs a reader."""
    return Person(
        id="",
        name="there",
        email="",
        time_zone=organisation.time_zone,
        jurisdiction=organisation.jurisdiction,
    )
