"""The services on a real SQLite file: who decides what, and what each person is sent.

The clock stands still until a test moves it; nothing is sent before `deliver`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from adapters.files.holidays import holidays_for
from adapters.files.jurisdictions import jurisdictions
from adapters.files.organisation import load_organisation
from adapters.sql import SqliteDatabase
from adapters.web.surface import CAPABILITIES
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import Answered, Card, Content, Page
from bot.dialogue.inputs import Fill, Go, Incoming, Input, Press, Words
from bot.dialogue.notices import closing, telling
from bot.dialogue.posts import Post
from bot.dialogue.wording import plain
from bot.domain.cases import Allegation, Ask, Capacity, Case, Known, Party, Urgency
from bot.domain.commands import (
    AssignRole,
    BriefManager,
    CloseCase,
    Command,
    OpenCase,
    SendUpdate,
    TellEmployee,
)
from bot.domain.errors import Undeliverable
from bot.domain.people import Identity
from bot.domain.roles import Role
from bot.ports import Work
from bot.services.acquainting import Acquainting
from bot.services.conversations import Conversations
from bot.services.delivery import Delivery
from bot.services.desk import Desk, Practice
from bot.services.handlers import handle
from bot.services.outcomes import Done, Outcome, Refused
from bot.services.reminding import fire_due
from bot.services.renewing import renew
from bot.services.sweeping import Sweep
from flows.catalogue import checked_flows
from tests.fakes import policy, wording

MANILA = ZoneInfo("Asia/Manila")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=MANILA)
ORGANISATION = Path(__file__).parents[1] / "scenarios" / "organisation.yaml"
OBSERVED = "Three of eight tickets of Friday were not answered."
SURFACES = ("playground", "slack")
LATEST = 30  # no test opens more cases

T = TypeVar("T")


@cache
def practice() -> Practice:
    """The policy, the words and the calendars that the program itself runs with."""
    return Practice(
        flows=checked_flows(),
        policy=policy(),
        wording=wording(),
        holidays_for=holidays_for,
        jurisdictions=jurisdictions(),
        surfaces=SURFACES,
    )


@dataclass
class Kept:
    """A surface that keeps what it is given, but for users who are gone from it."""

    name: str
    posts: list[Post] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    capabilities: Capabilities = CAPABILITIES
    form: Capabilities | None = CAPABILITIES

    async def send(self, post: Post, *, replaced: str) -> str:
        """Keep it; its own id is its message's."""
        if post.address.user in self.gone:
            raise Undeliverable("the user is gone")
        self.posts.append(post)
        return post.id


class Unwoken:
    """Nobody is woken: a test delivers when it wants to."""

    def wake(self, address_ids: Collection[str]) -> None:
        """Nothing."""


class Office:
    """The mediator and the people of the scenarios, all in the playground.

    Args:
        database: An empty store.
    """

    def __init__(self, database: SqliteDatabase) -> None:
        self.database = database
        self.now = MONDAY
        self.surfaces = {name: Kept(name) for name in SURFACES}
        self._keys = count()
        self._talks = Conversations(database, self.surfaces, practice(), _Clock(self), Unwoken())
        self._delivery = Delivery(database, self.surfaces, _Clock(self), practice())

    async def load(
        self,
        changed: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        on: Mapping[str, Collection[str]] | None = None,
        without: Collection[str] = (),
    ) -> None:
        """Load the organisation.

        `changed` is what is different of somebody, by id; `on` the surfaces on which they are
        reached, the first one first; `without` are those who have left.
        """
        file = load_organisation(ORGANISATION)
        different, reached = changed or {}, on or {}
        people = [
            replace(each, **different.get(each.id, {}))
            for each in file.people
            if each.id not in without
        ]
        identities = [
            Identity(person.id, surface, "", person.id)
            for person in people
            for surface in reached.get(person.id, ("playground",))
        ]
        await self.database.write(
            lambda work: work.directory.load(file.organisation, people, file.clients, identities)
        )

    # --- decisions -------------------------------------------------------------------------------

    async def decide(self, who: str, command: Callable[[Desk], Command]) -> Outcome:
        """Somebody decides this now; what came of it."""

        def act(work: Work) -> Outcome:
            desk = self.desk(work, who)
            outcome = handle(desk, command(desk))
            renew(desk)
            return outcome

        return await self.database.write(act)

    async def done(self, who: str, command: Callable[[Desk], Command]) -> Card:
        """Somebody decides this, and it is so."""
        outcome = await self.decide(who, command)
        assert isinstance(outcome, Done), outcome
        return outcome.card

    async def refused(self, who: str, command: Callable[[Desk], Command]) -> str:
        """Somebody decides this, and it is refused; why."""
        outcome = await self.decide(who, command)
        assert isinstance(outcome, Refused), outcome
        return outcome.reason

    def desk(self, work: Work, who: str = "") -> Desk:
        """Somebody's desk in a transaction; nobody's, where the mediator acts by itself."""
        actor = work.directory.person(who) if who else None
        return Desk(work, practice(), self.now.astimezone(ZoneInfo("UTC")), actor, "playground")

    async def opened(self, by: str = "maya", **different: Any) -> Case:
        """A case that was just opened, about Ben."""
        await self.done(by, lambda _: self.complaint(**different))
        return await self.case()

    def complaint(self, **different: Any) -> OpenCase:
        """Kim's complaint about Ben, complete unless said otherwise."""
        seen = Allegation(OBSERVED, self.now - timedelta(days=3), None, "Dana Frost", Known.SEEN)
        base = OpenCase(
            client_id="contoso",
            contact_id="kim",
            employee_id="ben",
            allegations=(seen,),
            effect="Refunds were two days late for 14 customers.",
            asks=(Ask.COACH, Ask.REPLACE),
            remedy="I want somebody else by Monday, or a plan that I can believe.",
            urgency=Urgency.NORMAL,
            safety="",
            jurisdiction="PH",
        )
        return replace(base, **different)

    async def briefed(self, *, by: str = "maya") -> Card:
        """The manager gets the summary as it was made."""
        case = await self.case()

        def brief(desk: Desk) -> Command:
            says = desk.speaker(case)
            manager = says.file.holder(Capacity.MANAGER)
            reader = says.file.person(manager) if manager else says.file.employee
            return BriefManager(case_id=case.id, text=telling.briefing(says, reader))

        return await self.done(by, brief)

    async def told(self, *, by: str = "maya") -> Card:
        """The employee is told, in the words as they were made."""
        case = await self.case()
        return await self.done(
            by, lambda d: TellEmployee(case_id=case.id, text=telling.telling(d.speaker(case)))
        )

    async def role(
        self,
        role: Role,
        holder: str,
        *,
        by: str = "maya",
        kept: str = "",
        reason: str = "",
        basis: int = 0,
    ) -> Outcome:
        """Somebody gives somebody a role, as things stand or stood."""
        case = await self.case()

        def assign(desk: Desk) -> Command:
            return AssignRole(
                case_id=case.id,
                role=role,
                holder_id=holder,
                basis=basis or len(desk.file(case).entries),
                reason=reason,
                notes_kept=kept,
            )

        return await self.decide(by, assign)

    async def updated(
        self, versions: Mapping[str, str], *, by: str = "maya", **different: Any
    ) -> Outcome:
        """Somebody sends an update: words by the person's id; the others are left out."""
        case = await self.case()

        def send(desk: Desk) -> Command:
            file = desk.file(case)
            others = [p for p in file.open_parties if p.person_id != by]
            command = SendUpdate(
                case_id=case.id,
                versions={p.id: versions[p.person_id] for p in others if p.person_id in versions},
                left_out={p.id: "Later." for p in others if p.person_id not in versions},
                items=(),
                words="",
                words_tag=None,
                next_at=self.now + timedelta(days=2),
                send_at=None,
                apart=False,
                basis=len(file.entries),
            )
            return replace(command, **different)

        return await self.decide(by, send)

    async def closed(self, *, by: str = "maya") -> Card:
        """The case is closed, with its notes as they were made."""
        case = await self.case()

        def close(desk: Desk) -> Command:
            made = closing.versions(desk.speaker(case), sender=by)
            return CloseCase(
                case_id=case.id,
                versions={each.party.id: each.text for each in made if not each.locked},
                left_out={each.party.id: each.locked for each in made if each.locked},
            )

        return await self.done(by, close)

    # --- talk ------------------------------------------------------------------------------------

    async def say(self, who: str, text: str, *, surface: str = "playground") -> list[Content]:
        """Somebody types words; what they are answered."""
        return await self.act(who, Words(text), surface=surface)

    async def press(self, who: str, action: str, target: str = "") -> list[Content]:
        """Somebody presses a button."""
        return await self.act(who, Press(action, target))

    async def fill(self, who: str, page: Page, **values: Any) -> list[Content]:
        """Somebody answers a page."""
        return await self.act(who, Fill(page.session, page.revision, values))

    async def go(self, who: str, page: Page, move: str = "go", target: str = "") -> list[Content]:
        """Somebody moves on from a page."""
        return await self.act(who, Go(page.session, page.revision, move, target))

    async def act(self, who: str, act: Input, *, surface: str = "playground") -> list[Content]:
        """Somebody does something; the answers, in order."""
        key = f"act-{next(self._keys)}"
        await self._talks.receive(Incoming(surface, "", who, key, act))
        prefix = f":{key}:"
        posts = await self.queued(who, surface=surface)
        return [post.content for post in posts if prefix in post.key]

    async def in_form(
        self, who: str, act: Input, *, surface: str = "playground", key: str = ""
    ) -> Page | Card | None:
        """Somebody does something that a form can answer at once; what the form shows."""
        key = key or f"act-{next(self._keys)}"
        return await self._talks.receive(Incoming(surface, "", who, key, act, in_form=True))

    async def found(self, who: str, page: Page, name: str, query: str = "") -> list[str]:
        """What a search in a page's field offers."""
        options = await self._talks.options(
            surface="playground", tenant="", user=who, session=page.session, field=name, query=query
        )
        return [option.label for option in options]

    # --- what is kept ----------------------------------------------------------------------------

    async def case(self) -> Case:
        """The case that was opened last, closed or not."""

        def latest(work: Work) -> Case:
            numbers = range(LATEST, 0, -1)
            found = (work.cases.by_reference(f"EH-2026-{number:04d}") for number in numbers)
            return next(case for case in found if case)

        return await self.read(latest)

    async def read(self, question: Callable[[Work], T]) -> T:
        """Look into the store, through its ports."""
        return await self.database.read(question)

    async def party(self, capacity: Capacity) -> Party:
        """Who holds a part in the case."""
        case = await self.case()
        parties = await self.read(lambda work: work.cases.parties(case.id))
        return next(each for each in parties if each.capacity is capacity and each.is_open)

    async def queued(self, who: str, *, surface: str = "playground") -> list[Post]:
        """All that was ever queued for somebody, in order."""

        def posts(work: Work) -> list[Post]:
            address = work.addresses.owner(surface, "", who)
            assert address
            found = []
            while post := work.posts.next_due(address.id, self.now + timedelta(days=3650)):
                found.append(post)
                work.posts.sent(post.id, message_id="seen", at=self.now)
            sent = work.posts.transcript(address.id, limit=1000)
            raise _Looked(sorted(sent, key=lambda post: post.sequence))

        try:
            await self.database.write(posts)
        except _Looked as looked:
            return looked.posts
        raise AssertionError

    async def mail(self, who: str, *, surface: str = "playground") -> list[Post]:
        """What somebody is sent unasked."""
        posts = await self.queued(who, surface=surface)
        return [post for post in posts if not post.quiet and not post.key.startswith("reply:")]

    async def journal(self, who: str = "maya") -> str:
        """The journal as HR reads it."""
        case = await self.case()
        return said(await self.press(who, "journal", case.id))

    async def remind(self) -> None:
        """Fire what is due now."""
        await self.database.write(lambda work: fire_due(self.desk(work)))

    async def sweep(self, practice: Practice) -> Collection[str]:
        """One sweep with this practice; the addresses that have something to be sent."""
        clock = _Clock(self)
        sweep = Sweep(
            database=self.database,
            clock=clock,
            practice=practice,
            delivery=self._delivery,
            acquainting=Acquainting(self.database, {}, clock, practice),
        )
        return await sweep()

    async def deliver(self) -> None:
        """Send what is due now."""
        for address in await self._delivery.due():
            await self._delivery.drain(address)


class _Clock:
    def __init__(self, office: Office) -> None:
        self._office = office

    def now(self) -> datetime:
        """The moment that the office lives in, in UTC."""
        return self._office.now.astimezone(ZoneInfo("UTC"))


class _Looked(Exception):
    def __init__(self, posts: list[Post]) -> None:
        super().__init__()
        self.posts = posts


def said(contents: Collection[Content]) -> str:
    """Everything that is read in some messages."""
    return "\n".join(line for content in contents for line in _lines(content))


def _lines(content: Content) -> list[str]:
    match content:
        case Card():
            return [content.title, *(plain(block) for block in content.blocks)]
        case Page():
            questions = [f"{q.field.label} {q.error} {q.value or ''}" for q in content.questions]
            blocks = [plain(block) for block in content.blocks]
            return [content.title, content.intro, *blocks, *questions, content.error]
        case Answered():
            return [content.title, *(f"{a}: {b}" for a, b in content.rows), content.note]
        case _:
            return [content.text]


def page_of(contents: Collection[Content]) -> Page:
    """The page among some answers."""
    return [content for content in contents if isinstance(content, Page)][-1]
