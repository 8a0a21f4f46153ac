"""Two cases under way for the demo, made by the same commands that people give.

Nothing here reaches round a handler: what the demo shows is what the program does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.dialogue.notices import telling, updating
from bot.dialogue.notices.updating import Composed
from bot.domain.cases import Allegation, Ask, Capacity, Case, Known, Stage, Urgency
from bot.domain.commands import (
    AssignRole,
    BriefManager,
    Command,
    MoveStage,
    OpenCase,
    SendUpdate,
    TellEmployee,
)
from bot.domain.disclosure import Field
from bot.domain.roles import Role
from bot.ports import Work
from bot.services.delivery import arrived
from bot.services.desk import Desk, Practice
from bot.services.handlers import handle
from bot.services.outcomes import Refused
from bot.services.renewing import renew


@dataclass(frozen=True)
class Sample:
    """Plays the past of the demo in one transaction, at the times it happened."""

    work: Work
    practice: Practice
    now: datetime

    def play(self) -> None:
        """Two cases: one in Sydney that has come to the facts, one in London just taken."""
        self._sydney()
        self._london()

    def _do(self, actor: str, at: datetime, command: Command) -> None:
        person = self.work.directory.person(actor)
        desk = Desk(self.work, self.practice, at, person, "playground")
        outcome = handle(desk, command)
        if isinstance(outcome, Refused):
            raise LookupError(f"the sample was refused: {outcome.reason}")
        renew(desk)
        self._deliver(at)

    def _deliver(self, at: datetime) -> None:
        """What was due by then has arrived, as far as the hours for writing let it."""
        posts = self.work.posts
        for address in posts.due_addresses(at, limit=100):
            while post := posts.next_due(address, at):
                posts.sent(post.id, message_id=post.id, at=at)
                desk = Desk(self.work, self.practice, at, None, "playground")
                arrived(desk, post)
                renew(desk)

    def _case_of(self, employee: str) -> Case:
        return next(iter(self.work.cases.open_of(employee, limit=1)))

    def _sydney(self) -> None:
        start = _past_morning(self.now, days=3, weekdays=(0, 1, 2))
        self._do("maya", start, _sydney_complaint(start))
        case = self._case_of("tuan")
        self._do("maya", start + timedelta(hours=1), self._briefing(case, start))
        self._do("maya", start + timedelta(hours=2), self._telling(case, start))
        for hours, role, holder in ((3, Role.ENFORCER, "chidi"), (4, Role.LIAISON, "maya")):
            at = start + timedelta(hours=hours)
            self._do("maya", at, self._role(case, role, holder, at=at))
        at = start + timedelta(hours=24)
        self._do("maya", at, MoveStage(case_id=case.id, stage=Stage.FACTS))
        self._do("maya", at + timedelta(hours=1), self._update(case, at + timedelta(hours=1)))

    def _london(self) -> None:
        start = _past_morning(self.now, days=1, weekdays=(0, 1, 2, 3, 4)) + timedelta(hours=9)
        self._do("chidi", start, _london_complaint(start))

    def _desk(self, at: datetime, actor: str = "maya") -> Desk:
        return Desk(self.work, self.practice, at, self.work.directory.person(actor), "playground")

    def _briefing(self, case: Case, at: datetime) -> BriefManager:
        speaker = self._desk(at).speaker(case)
        manager = speaker.file.holder(Capacity.MANAGER)
        reader = speaker.file.person(manager) if manager else speaker.file.employee
        return BriefManager(case_id=case.id, text=telling.briefing(speaker, reader))

    def _telling(self, case: Case, at: datetime) -> TellEmployee:
        return TellEmployee(case_id=case.id, text=telling.telling(self._desk(at).speaker(case)))

    def _role(self, case: Case, role: Role, holder: str, *, at: datetime) -> AssignRole:
        basis = len(self._desk(at).file(case).entries)
        return AssignRole(case_id=case.id, role=role, holder_id=holder, basis=basis)

    def _update(self, case: Case, at: datetime) -> SendUpdate:
        speaker = self._desk(at).speaker(self._case_of("tuan"))
        happened = tuple(entry.number for entry in updating.tellable(speaker))
        composed = Composed(
            items=happened,
            words="A second person checks each claim file before it goes out.",
            words_tag=Field.SERVICE_PLAN,
            coming="We speak with both sides this week.",
            next_at=self._desk(at).calendar(speaker.hr).add_working_days(self.now, 1),
        )
        versions = updating.versions(speaker, composed, sender="maya")
        return SendUpdate(
            case_id=case.id,
            versions={each.party.id: each.text for each in versions if not each.locked},
            left_out={each.party.id: each.locked for each in versions if each.locked},
            items=happened,
            words=composed.words,
            words_tag=composed.words_tag,
            next_at=composed.next_at,
            send_at=None,
            apart=False,
            basis=speaker.file.entries[-1].number,
        )


def _past_morning(now: datetime, *, days: int, weekdays: Collection[int]) -> datetime:
    """01:00 UTC, morning in Manila and noon in Sydney, at least so many days ago."""
    at = datetime.combine(now.astimezone(UTC).date() - timedelta(days=days), time(1), UTC)
    while at.weekday() not in weekdays:
        at -= timedelta(days=1)
    return at


def _sydney_complaint(start: datetime) -> OpenCase:
    return OpenCase(
        client_id="fabrikam",
        contact_id="henrik",
        employee_id="tuan",
        allegations=(
            Allegation(
                observed="Seven of forty claim files went out without the second signature.",
                began=start - timedelta(days=9),
                ended=start - timedelta(days=4),
                observed_by="Henrik Dahl",
                known=Known.SEEN,
            ),
            Allegation(
                observed="Two calls on one afternoon were not returned the same day.",
                began=start - timedelta(days=5),
                ended=None,
                observed_by="Marta Lindqvist",
                known=Known.REPORTED,
            ),
        ),
        effect="Payment of seven claims was delayed by two working days.",
        asks=(Ask.COACH, Ask.INFORMATION),
        remedy="I need to know that this is under control, and I want him trained on our checks.",
        urgency=Urgency.SOON,
        safety="",
        jurisdiction="AU-NSW",
    )


def _london_complaint(start: datetime) -> OpenCase:
    return OpenCase(
        client_id="tailspin",
        contact_id="yasmin",
        employee_id="arjun",
        allegations=(
            Allegation(
                observed="The nightly stock report was empty on two mornings.",
                began=start - timedelta(days=2),
                ended=start - timedelta(days=1),
                observed_by="Yasmin Haddad",
                known=Known.SEEN,
            ),
        ),
        effect="The morning plan for forty vans was made by hand on both days.",
        asks=(Ask.REPLACE,),
        remedy="Please put somebody else on our reports from Monday.",
        urgency=Urgency.TODAY,
        safety="",
        jurisdiction="GB-ENG",
    )
