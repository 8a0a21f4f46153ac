"""Who a platform says that one of its users is, and what HR says to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Profile:
    """What a platform says of one of its users. "" is what it does not say."""

    name: str = ""
    email: str = ""  # confirmed by the platform, else ""
    time_zone: str = ""  # IANA name
    language: str = ""  # a tag such as pt-BR
    is_home: bool = False  # of the organisation's own workspace, never met through a shared one
    is_guest: bool = False  # of home, invited for some channels
    is_person: bool = True  # False: an app
    is_active: bool = True  # False: the account was closed
    as_of: datetime | None = None  # when it last changed

    @property
    def may_be_proposed(self) -> bool:
        """True when the e-mail address may propose who this is, for HR to confirm once.

        The one rule for everybody, staff and clients' contacts alike: whoever has an account in
        the organisation's own workspace, guests among them, since its administrators let them in.
        Never somebody of another workspace: what their profile says is theirs to write (design,
        Security; platform notes, Identity).
        """
        return bool(self.email) and self.is_home and self.is_person and self.is_active


class LinkState(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Link:
    """A user whom nobody knew, and the person that they may be: one proposal for a user, ever."""

    id: str
    address_id: str  # the user's, as they were met
    person_id: str  # whom the e-mail address names
    asked_id: str  # person id: who is to say whether it is so
    proposed_at: datetime
    state: LinkState = LinkState.PROPOSED
    decided_by: str | None = None  # person id
    decided_at: datetime | None = None
