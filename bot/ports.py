"""What the mediator needs from the world: small Protocols in our own types.

A `Work` is one transaction. Its repositories see what it has written, and all of it is committed
together or not at all. Nothing in a `Work` may touch the network.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Content, Home
from bot.dialogue.posts import Post, PostState, Published
from bot.dialogue.state import Session
from bot.domain.cases import Case, Outline, Party
from bot.domain.events import Entry, Event
from bot.domain.installations import Installation
from bot.domain.introductions import Link, Profile
from bot.domain.lanes import Address
from bot.domain.people import Client, Duty, Identity, Organisation, Person
from bot.domain.references import Reference
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.roles import PastHolding

T = TypeVar("T")


class Clock(Protocol):
    """The time; only the composition root knows the real one."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class Directory(Protocol):
    """The organisation's people and its clients."""

    def organisation(self) -> Organisation: ...

    def person(self, person_id: str) -> Person | None: ...

    def by_email(self, email: str) -> Person | None:
        """The one active person, of staff or of a client, whose e-mail address this is.

        Capital and small letters count as the same, and nothing else does.
        """

    def met(self, person_id: str, *, time_zone: str, language: str) -> bool:
        """Note what a platform says of a person; "" is what it does not say.

        It counts where the organisation's file states nothing for them. True when this changed
        the person.
        """

    def client(self, client_id: str) -> Client | None: ...

    def find_staff(
        self, query: str, *, limit: int, duties: Collection[Duty] = ()
    ) -> Sequence[Person]:
        """Staff by name, e-mail or title, best match first; "" lists by name."""

    def find_clients(self, query: str, *, limit: int) -> Sequence[Client]: ...

    def find_contacts(self, client_id: str, query: str, *, limit: int) -> Sequence[Person]: ...

    def load(
        self,
        organisation: Organisation,
        people: Collection[Person],
        clients: Collection[Client],
        identities: Collection[Identity],
    ) -> None:
        """Make the directory what the organisation's file says; the same again changes nothing.

        Who is no longer in the file is marked inactive and never deleted: not found any more,
        not recognised on any surface, still named where they had a part. A changed identity
        replaces the person's old address on that surface.
        """


class Addresses(Protocol):
    """Where people are reached."""

    def get(self, address_id: str) -> Address | None: ...

    def owner(self, surface: str, tenant: str, user: str) -> Address | None:
        """The address of a platform user whom the organisation knows, else None."""

    def of_person(self, person_id: str) -> Sequence[Address]:
        """A person's addresses, the one to use first: last verified, then as configured.

        None for a person who is no longer in the organisation's file.
        """

    def of_workspace(self, surface: str, tenant: str) -> Sequence[Address]:
        """The addresses of people in the organisation's file that lead into one workspace."""

    def add(self, address: Address) -> Address:
        """Record an address; the same (surface, tenant, user) again changes nothing.

        Returns the address that stands: the one recorded first.
        """

    def hand_over(self, address_id: str, person_id: str) -> Address | None:
        """The user who is met at an address turned out to be this person.

        Returns the address that is theirs from now on; what was said at the old one stays there.
        It lasts until the organisation's file names another user for the person. None, and
        nothing is changed, when the address is not in use any more.
        """

    def verify(self, address_id: str, at: datetime) -> None:
        """The platform vouched for a message from here, so somebody is there."""


class Introductions(Protocol):
    """Whom the platforms are to be asked about, and the links that HR is to confirm."""

    def want(self, address_id: str, *, at: datetime, since: datetime) -> None:
        """Have the platform asked at `at` who this is, unless it was asked after `since`."""

    def wanted(self, address_id: str, now: datetime) -> bool:
        """True when the platform is to be asked by now; never for an address out of use."""

    def due(self, now: datetime, *, limit: int) -> Sequence[str]:
        """Addresses that are to be asked about by now, the longest waiting first."""

    def later(self, address_id: str, *, at: datetime) -> None:
        """The platform did not answer: ask at `at`."""

    def asked(self, address_id: str, *, at: datetime) -> None:
        """The platform answered."""

    def told(self, address_id: str, *, as_of: datetime | None, gone_at: datetime | None) -> bool:
        """Note whether somebody is there (`gone_at` None), or since when not.

        False, and nothing is noted, when what was said before is of a later time than `as_of`.
        """

    def propose(self, link: Link) -> None: ...

    def save(self, link: Link) -> None: ...

    def link(self, link_id: str) -> Link | None: ...

    def link_of(self, address_id: str) -> Link | None: ...


class Cases(Protocol):
    """Cases and their parties. What was never added cannot be saved: `LookupError`."""

    def next_reference(self, year: int) -> str:
        """`EH-<year>-<number>` from a locked counter; gaps are allowed."""

    def add(self, case: Case) -> None: ...

    def save(self, case: Case) -> None: ...

    def get(self, case_id: str) -> Case | None: ...

    def by_reference(self, reference: str) -> Case | None: ...

    def open_of(self, person_id: str, *, limit: int) -> Sequence[Case]:
        """Open cases in which the person has an open part, the latest first."""

    def outlines(self, person_id: str) -> Sequence[Outline]:
        """Each open part of the person in an open case; what anybody wrote is not read for it."""

    def add_party(self, party: Party) -> None: ...

    def save_party(self, party: Party) -> None: ...

    def party(self, party_id: str) -> Party | None: ...

    def parties(self, case_id: str) -> Sequence[Party]:
        """All parts, past ones too, in the order in which they began."""

    def holdings(self, person_id: str, *, case: Case) -> Sequence[PastHolding]:
        """What parts the person has or had in this case, the first one first.

        And in others about the same employee or from the same contact.
        """


class Journal(Protocol):
    """The append-only record of a case, chained over what is stored."""

    def append(
        self, case_id: str, event: Event, *, at: datetime, actor: str, surface: str
    ) -> Entry: ...

    def of_case(self, case_id: str, *, after: int = 0) -> Sequence[Entry]: ...

    def touched(self) -> Collection[str]:
        """The cases into whose journals this transaction has written."""

    def verify(self, case_id: str) -> bool:
        """True when no entry was changed, removed or put in."""


class Posts(Protocol):
    """The outbox, and the proof of who was told what and when."""

    def add(
        self,
        address: Address,
        content: Content,
        *,
        key: str,
        due_at: datetime,
        created_at: datetime,
        case_id: str | None = None,
        party_id: str | None = None,
        replaces: str | None = None,
        quiet: bool = False,
    ) -> str:
        """Queue a message behind the address's others; returns its id. A known key is kept."""

    def get(self, post_id: str) -> Post | None: ...

    def by_key(self, key: str) -> Post | None: ...

    def due_addresses(self, now: datetime, *, limit: int) -> Sequence[str]:
        """Addresses whose next post is due."""

    def last_outcome(self, address_id: str) -> PostState | None:
        """What became of the latest message to an address that was sent or given up."""

    def next_due(self, address_id: str, now: datetime) -> Post | None:
        """The address's first unsent post that is due, in sequence.

        None when that one waits to be tried again: those behind it wait with it. A post whose
        `due_at` is still to come holds nobody up.
        """

    def sent(self, post_id: str, *, message_id: str, at: datetime) -> None: ...

    def later(self, post_id: str, *, retry_at: datetime, failure: str) -> None:
        """Not taken this time: one attempt more, not before `retry_at`; the others wait for it."""

    def dead(self, post_id: str, *, failure: str) -> None: ...

    def withdraw(self, post_id: str) -> None:
        """It is not to go out any more. One that is on its way may still arrive, and is `sent`."""

    def dealt(self) -> Mapping[str, str | None]:
        """The live cards that this transaction has queued: their ids, and the case of each."""

    def live(self, case_id: str, *, people: Collection[str]) -> Sequence[Post]:
        """The live cards about a case, in order, and those of these people about no one case.

        What was replaced is live no more.
        """

    def live_at(self, address_id: str, *, about_no_case: bool) -> Sequence[Post]:
        """The live cards of an address, all of them or those that are about no one case."""

    def addressed(self) -> Collection[str]:
        """The addresses for which this transaction has queued something."""

    def transcript(self, address_id: str, *, limit: int) -> Sequence[Post]:
        """The last `limit` sent posts of an address, in order."""

    def next_moment(self) -> datetime | None:
        """When the next post may go out, waits and retries counted; None when nothing waits."""

    def last_moment(self) -> datetime | None:
        """When the latest post was queued; None before the first."""


class Reminders(Protocol):
    """What is owed, by whom, and when to say so next."""

    def add(self, reminder: Reminder) -> None: ...

    def save(self, reminder: Reminder) -> None: ...

    def get(self, reminder_id: str) -> Reminder | None: ...

    def due(self, now: datetime, *, limit: int) -> Sequence[Reminder]:
        """Open reminders whose `next_at` has come, the oldest first; by index."""

    def open_of_case(
        self, case_id: str, kind: ReminderKind | None = None
    ) -> Sequence[Reminder]: ...

    def pending_of(self, owner_id: str) -> Sequence[Reminder]:
        """What a person owes and is still to be reminded of, in any case."""

    def open_of(self, owner_id: str) -> Sequence[Reminder]:
        """What a person owes in all cases, what is due first in front."""

    def next_moment(self) -> datetime | None: ...


class Sessions(Protocol):
    """Flows under way."""

    def get(self, session_id: str) -> Session | None: ...

    def active(self, address_id: str) -> Session | None: ...

    def parked(self, address_id: str) -> Sequence[Session]:
        """Sessions left for another, the last one first."""

    def save(self, session: Session) -> None: ...


class Seen(Protocol):
    """What a platform has sent already."""

    def first(self, surface: str, tenant: str, key: str, *, at: datetime) -> bool:
        """Record the key; False when it was there already."""

    def forget(self, before: datetime) -> int:
        """Drop keys that no platform will send again; returns how many."""


class Installations(Protocol):
    """Where the app is installed, one row for each workspace or whole organisation."""

    def get(self, surface: str, tenant: str) -> Installation | None: ...

    def all(self, surface: str) -> Sequence[Installation]:
        """All there ever were, those that are gone too, the first one first."""

    def stands(self, surface: str, tenant: str) -> bool | None:
        """True where the app is, for the workspace or its whole organisation; False where it was.

        None where it never was.
        """

    def put(self, installation: Installation) -> None:
        """Keep it in place of what was known of its tenant."""

    def gone(self, surface: str, tenant: str, *, at: datetime, because: str) -> bool:
        """Mark it gone; False when there is none, or it was gone already."""


class References(Protocol):
    """Where a bot may write to people first: one conversation for each person on a platform."""

    def get(self, surface: str, tenant: str, user: str) -> Reference | None:
        """The person's, by either of their ids."""

    def put(self, reference: Reference) -> None:
        """Keep it in place of what was known of the person."""

    def forget(self, surface: str, tenant: str, user: str) -> bool:
        """The bot is not with them any more; False when it was not known to be."""


class Homes(Protocol):
    """Who has opened their Home, by address, and whether it shows what stands now.

    One goes out of date with every entry in the journal of a case in which its person has or had a
    part, and with every session of its address that is saved: the store marks it so in the same
    transaction, whoever writes.
    """

    def opened(self, address_id: str, *, blank: bool) -> None:
        """Keep this Home current from now on; `blank`: the platform shows nothing in it yet."""

    def outdate(self, address_id: str) -> None:
        """What this Home shows may not stand any more; nothing for one that was never opened."""

    def outdate_all(self) -> None:
        """What was shown may not stand any more: other people, other words, another version."""

    def get(self, address_id: str) -> Published | None: ...

    def due(self, now: datetime, *, on: Collection[str], limit: int) -> Sequence[str]:
        """Addresses on these surfaces whose Home is out of date and may be tried now."""

    def shown(self, address_id: str, *, changes: int, digest: str) -> None:
        """It shows what stood after this many changes."""

    def later(self, address_id: str, *, retry_at: datetime) -> None:
        """Not taken this time: one attempt more, not before `retry_at`."""

    def forget(self, address_id: str) -> None:
        """Keep it current no more, until it is opened again."""


class Work(Protocol):
    """One transaction."""

    @property
    def directory(self) -> Directory: ...
    @property
    def addresses(self) -> Addresses: ...
    @property
    def introductions(self) -> Introductions: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def posts(self) -> Posts: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def seen(self) -> Seen: ...
    @property
    def installations(self) -> Installations: ...
    @property
    def references(self) -> References: ...
    @property
    def homes(self) -> Homes: ...


class Database(Protocol):
    """Runs work off the event loop, one transaction each."""

    async def write(self, work: Callable[[Work], T]) -> T:
        """Run `work` and commit; what it raises undoes all of it and is raised here."""

    async def read(self, work: Callable[[Work], T]) -> T:
        """Run `work` on a snapshot; it must not write."""


class Surface(Protocol):
    """A place where people are: Slack, the playground."""

    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities:
        """What a message in the conversation can take."""

    @property
    def form(self) -> Capabilities | None:
        """What a form that opens over the conversation can take; None where there is none."""

    async def send(self, post: Post, *, replaced: str) -> str:
        """Say it, or put it in place of the message `replaced` ("" for none); returns its id.

        Raises `TryLater` when it may be taken later and `Undeliverable` when it never will.
        """


class Profiles(Protocol):
    """A platform that says who its users are."""

    async def profile(self, address: Address) -> Profile | None:
        """What it says of the user at this address now; None when it says nothing.

        Raises `TryLater` when it may answer later.
        """


class HomeSurface(Protocol):
    """A surface on which each person has a Home, beside their conversation."""

    def view(self, home: Home) -> str:
        """What it would show; the same again need not be published."""

    async def publish(self, address: Address, view: str) -> None:
        """Show it in place of what was there.

        Raises `TryLater` when it may be taken later and `Undeliverable` when it never will.
        """


class Jobs(Protocol):
    """Wakes delivery. The wake is only speed: the sweep finds what a crash left unwoken."""

    def wake(self, address_ids: Collection[str]) -> None:
        """Drain these addresses soon; may be called from any thread, never blocks."""
