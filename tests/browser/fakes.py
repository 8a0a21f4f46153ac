"""What stands behind the playground in these tests: people, posts and a clock, all in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

from adapters.web.people import Part
from adapters.web.surface import NAME, PlaygroundSurface
from bot.dialogue.content import Content
from bot.dialogue.posts import Post, PostState
from bot.domain.cases import Capacity, Case, Party, Stage, Urgency
from bot.domain.lanes import Address
from bot.domain.people import Client, Duty, Organisation, Person
from bot.ports import Work

T = TypeVar("T")
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday 09:00 in Manila


def person(
    person_id: str, name: str, job_title: str, zone: str = "Asia/Manila", **more: object
) -> Person:
    """A person of the sample organisation."""
    made = Person(person_id, name, f"{person_id}@example.com", zone, "PH", job_title=job_title)
    return replace(made, **more)  # type: ignore[arg-type] # checked by the dataclass's tests


STAFF = (
    person("maya", "Maya Reyes", "HR partner", duties=frozenset({Duty.HR})),
    person("noor", "Noor Lim", "Head of HR", duties=frozenset({Duty.HR, Duty.HR_LEAD})),
    person("ben", "Ben Cruz", "Support specialist", manager="lea", account="contoso"),
    person("lea", "Lea Santos", "Team lead, retail support"),
    person("ana", "Ana Uy", "Counsel", duties=frozenset({Duty.LEGAL})),
    person("leo", "Leo Tan", "Client director", "Australia/Sydney"),
)
CONTACTS = (
    person("kim", "Kim Sand", "Operations director", "Europe/London", client="contoso"),
    person("raj", "Raj Patel", "Vendor lead", "Europe/London", client="fabrikam"),
)
CLIENTS = (Client("contoso", "Contoso Retail", "leo"), Client("fabrikam", "Fabrikam Health"))


class FakeDirectory:
    """The sample organisation."""

    def organisation(self) -> Organisation:
        return Organisation("Northwind Services", "Asia/Manila", "PH")

    def person(self, person_id: str) -> Person | None:
        return next((each for each in (*STAFF, *CONTACTS) if each.id == person_id), None)

    def find_staff(
        self, query: str, *, limit: int, duties: Collection[Duty] = ()
    ) -> Sequence[Person]:
        """Staff whose names hold the words."""
        assert not duties
        return [each for each in STAFF if query.casefold() in each.name.casefold()][:limit]

    def find_clients(self, query: str, *, limit: int) -> Sequence[Client]:
        return [each for each in CLIENTS if query in each.name][:limit]

    def find_contacts(self, client_id: str, query: str, *, limit: int) -> Sequence[Person]:
        found = [each for each in CONTACTS if each.client == client_id and query in each.name]
        return found[:limit]


class FakeAddresses:
    """Everybody has the playground."""

    def owner(self, surface: str, tenant: str, user: str) -> Address | None:
        assert (surface, tenant) == (NAME, "")
        return Address(f"at-{user}", user, NAME, "", user)


class FakePosts:
    """Posts as they were sent."""

    def __init__(self) -> None:
        self.sent: list[Post] = []

    def get(self, post_id: str) -> Post | None:
        return next((post for post in self.sent if post.id == post_id), None)

    def transcript(self, address_id: str, *, limit: int) -> Sequence[Post]:
        return [post for post in self.sent if post.address.id == address_id][-limit:]


class FakeCases:
    """Open cases, as much of them as a seating needs."""

    def __init__(self) -> None:
        self.known: list[Case] = []
        self._parties: list[Party] = []

    def add(self, seated: Mapping[Part, str], *, told: bool) -> Case:
        """A case of these people, opened after those before it."""
        at = START + timedelta(hours=len(self.known))
        case = Case(
            id=f"case-{len(self.known)}",
            reference=f"EH-2026-{len(self.known):04}",
            client_id="contoso",
            contact_id=seated["client"],
            employee_id=seated["employee"],
            opened_by=seated["hr"],
            opened_at=at,
            jurisdiction="PH",
            stage=Stage.EMPLOYEE_TOLD if told else Stage.INTAKE,
            asks=(),
            remedy="",
            effect="",
            urgency=Urgency.NORMAL,
            safety="",
            allegations=(),
            employee_told_at=at if told else None,
        )
        self.known.append(case)
        for part, person_id in seated.items():
            self.join(case, person_id, Capacity("hr_intake" if part == "hr" else part))
        return case

    def join(self, case: Case, person_id: str, capacity: Capacity) -> None:
        """Somebody takes a part in it."""
        number = f"party-{len(self._parties)}"
        self._parties.append(Party(number, case.id, person_id, capacity, case.opened_at))

    def open_of(self, person_id: str, *, limit: int) -> Sequence[Case]:
        mine = {each.case_id for each in self._parties if each.person_id == person_id}
        return [case for case in reversed(self.known) if case.id in mine][:limit]

    def parties(self, case_id: str) -> Sequence[Party]:
        return [each for each in self._parties if each.case_id == case_id]


@dataclass(frozen=True)
class FakeWork:
    """The part of a transaction that the playground reads."""

    directory: FakeDirectory
    addresses: FakeAddresses
    cases: FakeCases
    posts: FakePosts


class FakeDatabase:
    """Reads in memory. `broken` makes every read fail, as a full disk would."""

    def __init__(self) -> None:
        self.posts = FakePosts()
        self.cases = FakeCases()
        self.broken = False
        self._work = FakeWork(FakeDirectory(), FakeAddresses(), self.cases, self.posts)

    async def read(self, work: Callable[[Work], T]) -> T:
        if self.broken:
            raise OSError("the disk is full of somebody's secrets")
        return work(cast("Work", self._work))  # a part of it, all that is asked for here

    async def write(self, work: Callable[[Work], T]) -> T:
        raise AssertionError("the playground itself never writes")


class FakeMachine:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = START
        self.due: datetime | None = None

    def now(self) -> datetime:
        return self.at

    async def move_to(self, at: datetime) -> None:
        self.at = at
        if self.due is not None and self.due <= at:
            self.due = None

    async def next_due(self) -> datetime | None:
        return self.due


@dataclass
class Mouth:
    """Says things to people as delivery does: sent to the surface, then on record."""

    posts: FakePosts
    surface: PlaygroundSurface
    machine: FakeMachine
    said: int = field(default=0)

    async def say(
        self,
        person_id: str,
        content: Content,
        *,
        instead_of: str | None = None,
        quiet: bool = False,
    ) -> str:
        """Send one message; returns its id."""
        self.said += 1
        address = Address(f"at-{person_id}", person_id, NAME, "", person_id)
        now = self.machine.now()
        post = Post(
            f"post-{self.said}",
            address,
            self.said,
            f"key-{self.said}",
            content,
            now,
            now,
            replaces=instead_of,
            quiet=quiet,
        )
        message_id = await self.surface.send(post, replaced=instead_of or "")
        sent = replace(post, state=PostState.SENT, message_id=message_id, sent_at=now)
        self.posts.sent.append(sent)
        return post.id
