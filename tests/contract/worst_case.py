"""A case at its worst, played from the first word to the closing note, so that all is said.

Everything goes through the real services and a real SQLite file: hostile and huge texts, twenty
allegations, thirty parties, odd names, people who cannot be reached, promises that are not kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.dialogue.content import Button, Card, Home, Page
from bot.dialogue.inputs import Aim, Cite, Fill, Press, Words
from bot.dialogue.posts import Post
from bot.domain.cases import Capacity, Case, Party, Stage
from bot.domain.introductions import Profile
from bot.domain.people import Person
from bot.ports import Work
from bot.services import cards
from bot.services.desk import Desk, new_id
from tests.contract import worst_homes
from tests.contract.crowd import crowd, slack_user
from tests.contract.hostile import HOSTILE
from tests.contract.house import House, practice
from tests.contract.playing import Listening, Player, Said
from tests.contract.prepared import TUESDAY
from tests.contract.stores import sqlite_store

LONG = "EH-2026-0001"  # twenty allegations, and all that HR can do in a case
CROWDED = "EH-2026-0002"  # thirty parties; some can be reached nowhere, and nothing is done in time
HUGE = ("long", "unbroken", "signs_that_count_double")
LATER = ("templates", "control", "zero_width", "combining", "emoji")  # what HR writes to parties
ALLEGATIONS = 20
FURTHER: Mapping[str, Said] = {
    "observed": HOSTILE["lines"],
    "began": "2026-11-20T01:00:00+00:00",
    "observed_by": "The *desk* <!here>",
    "known": "reported",
}
OUTSIDE = [c for c in Capacity if not c.is_hr and c not in (Capacity.CLIENT, Capacity.EMPLOYEE)]
MORE = [  # who takes parts that nobody takes in a flow yet: thirty parties with the five of intake
    (OUTSIDE[number % len(OUTSIDE)], f"{kind}{number % 15 + 9:02}")
    for number, kind in enumerate(["staff"] * 15 + ["hr"] * 10)
]


@dataclass(frozen=True)
class Told:
    """All that was said to anybody."""

    posts: Sequence[Post]
    cards: Sequence[tuple[Card, Person]]  # composed for somebody, and not sent
    pages: Mapping[str, Sequence[Page]]  # by surface: what it would ask, at each place
    homes: Sequence[Home]
    said: frozenset[str]  # the catalogue's keys


async def play() -> Told:
    """Everything, from the complaint to the closing note and after."""
    with TemporaryDirectory(prefix="evenhand-contract-") as folder:
        database = sqlite_store(Path(folder))
        try:
            await database.write(crowd().load)
            wording = Listening(practice().wording)
            story = _Story(House(database, now=TUESDAY, wording=wording))
            await story.play()
            posts, pages = story.house.posts, story.player.pages
            return Told(posts, story.cards, pages, story.homes, frozenset(wording.said))
        finally:
            database.close()


class _Story:
    def __init__(self, house: House) -> None:
        self.house = house
        self.player = Player(house)
        self.cards: list[tuple[Card, Person]] = []
        self.homes: list[Home] = []
        self._pressed: set[tuple[str, str]] = set()

    async def play(self) -> None:
        await self._small_talk()
        await self._long_case()
        await self._crowded_case()
        await self._wait(12)
        await self._buttons()
        await self._over()
        await self._at_home()
        await self._introductions()

    async def _long_case(self) -> None:
        await self._complaint()
        await self._particulars()
        await self._journal(LONG)
        await self._roles("hr03", {"liaison": "hr04", "enforcer": "hr06"})
        await self._roles("hr06", {"advisor_employee": "hr07"})
        await self._in_the_way()
        await self._wait(2)
        await self._buttons()
        await self._begin("hr06", "brief", {"text": _and_more("templates")})
        await self._roles("hr06", {"advisor_manager": "hr04", "liaison": "hr10"})
        await self._begin("hr06", "tell", {"text": _and_more("templates")})
        await self._roles("hr06", {"advisor_employee": "hr09"})
        await self._add("hr06")
        await self._update("hr06")
        await self._begin("hr06", "stage", {"stage": "S3"})
        await self._sides(LONG, stages=(Stage.FACTS,))
        self.homes += await worst_homes.homes(self.house)
        await self._buttons()

    # --- the turns of the story ------------------------------------------------------------------

    async def _small_talk(self) -> None:
        """What can be said without a case, and by whom the mediator does not know."""
        for person in ("maya", "ben", "kim"):
            for words in ("help", "case", "journal", "update", "resume", HOSTILE["markdown"]):
                await self.player.does(person, Words(words))
            await self.player.does(person, Words("cancel"))
        await self.player.does("nobody", Words("hello"), surface="slack")
        for press in ("nonsense", "read_all", "received", "take_role", "why", "start"):
            await self.player.does("maya", Press(press, "x"))
        await self.player.does("maya", Fill("gone", 3, dict(HOSTILE)))
        await self.player.does("maya", Words("help"), surface="slack")  # and back: a switch
        await self.player.does("maya", Words("case EH-2099-0001"))

    async def _complaint(self) -> None:
        """With everything that can be wrong with a text, and not all of it there."""
        texts = [text for name, text in HOSTILE.items() if name not in (*LATER, *HUGE)]
        items = [
            {
                "observed": texts[n % len(texts)],
                "began": f"2026-11-{n % 20 + 1:02}T02:00:00+00:00" if n % 3 else None,
                "ended": f"2026-11-{n % 20 + 1:02}T03:30:00+00:00" if n % 2 and n % 3 else None,
                "observed_by": f"{n} {texts[n % len(texts)]}"[:200] if n % 4 else None,
                "known": ("seen", "reported", "inferred")[n % 3],
            }
            for n in range(ALLEGATIONS)
        ]
        answers: dict[str, Said] = {
            "client": "client00",
            "contact": "voice0of00",
            "employee": "staff08",
            "asks": lambda question: [option.value for option in question.options],
            "remedy": HOSTILE["unbroken"],
            "urgency": "today",
            "safety": "yes",
            "safety_words": HOSTILE["lines"],
            "jurisdiction": "AU-NSW",
        }
        await self.player.goes_through("hr03", Words("complaint"), answers, items=items)

    async def _particulars(self) -> None:
        answers: dict[str, Said] = {
            "began": "2026-11-20T01:00:00+00:00",
            "by": "Somebody <b>else</b> & co",
            "effect": HOSTILE["right_to_left"],
        }
        await self._begin("hr03", "particulars", answers)

    async def _roles(self, actor: str, holders: Mapping[str, str]) -> None:
        for role, holder in holders.items():
            answers: dict[str, Said] = {
                "role": role,
                "holder": holder,
                "reason": HOSTILE["control"],
                "kept": "in the *log* <!here> only",
            }
            await self._begin(actor, "roles", answers)

    async def _add(self, actor: str) -> None:
        """What comes after the telling, from messages of the complainant and of somebody else."""
        for user, kind in (("voice0of00", "allegation"), ("voice0of00", "fact"), ("x", "fact")):
            cited = Cite(
                what=Aim.ADD_TO_CASE,
                words=HOSTILE["long" if kind == "allegation" else "right_to_left"],
                tenant="",
                user=user,
                author="Somebody <!here>",
                written_at=self.house.clock.now(),
                link=f"https://chat.example/archives/C1/p1?words={kind}&more=*_~",
            )
            answers = {**FURTHER, "kind": kind, "belongs_to": "1", "fact": HOSTILE["markdown"]}
            case = (await self._case(LONG)).id
            await self.player.goes_through(actor, cited, {**answers, "case": case})

    async def _in_the_way(self) -> None:
        """One flow is put aside for another; where one is; what is not open to everybody."""
        await self.player.does("hr04", Words(f"update {LONG}"))
        await self.player.does("hr04", Words("where am I"))
        await self.player.does("hr04", Words("help"))
        await self.player.does("hr04", Words(HOSTILE["emoji"]))
        await self.player.does("hr04", Words("complaint"))
        await self.player.does("hr04", Words("cancel"))
        await self.player.does("hr04", Words("resume"))
        await self.player.does("hr04", Words("cancel"))
        await self.player.does("staff08", Words(f"case {LONG}"))
        await self.player.does("hr06", Words("case"), surface="slack")
        await self.player.does("hr06", Words(f"journal {LONG}"))  # back: a switch in a case
        await self._journal(LONG)

    async def _update(self, actor: str, case: str = LONG) -> None:
        """Some are left out; who has a version gets it, with as much as it may know."""
        next_at = (self.house.clock.now() + timedelta(days=2)).isoformat()
        answers: dict[str, Said] = {
            "words": HOSTILE["zero_width"],
            "tag": "service_plan",
            "coming": "We speak with everybody.\n\n- first\n- then " + HOSTILE["combining"],
            "next_at": next_at,
            "audience": lambda question: [option.value for option in question.options[1:]],
            "reason": HOSTILE["mentions"][:200],
        }
        await self._begin(actor, "update", answers, case=case)

    async def _crowded_case(self) -> None:
        answers: dict[str, Said] = {
            "client": "client01",
            "contact": "voice1of01",
            "employee": "arjun",
            "effect": "Late.",
            "asks": ["other"],
            "remedy": "Do something.",
        }
        item: dict[str, Said] = {
            "observed": HOSTILE["html"],
            "began": "2026-11-20T01:00:00+00:00",
            "observed_by": "Somebody",
            "known": "seen",
        }
        await self.player.goes_through("maya", Words("complaint"), answers, items=[item])
        await self._begin("maya", "stage", {"stage": "S1"}, case=CROWDED)
        await self._join()
        await self._update("maya", CROWDED)
        await self._begin("maya", "tell", {"reason": "They are away."}, case=CROWDED)
        await self._begin("maya", "add", {**FURTHER, "kind": "allegation"}, case=CROWDED)
        await self._sides(CROWDED, stages=(Stage.INTAKE, Stage.OUTCOME, Stage.CLOSED))

    async def _join(self) -> None:
        """Thirty parties in all, of every capacity."""
        case, now = await self._case(CROWDED), self.house.clock.now()

        def join(work: Work) -> None:
            for capacity, person in MORE:
                work.cases.add_party(Party(new_id(), case.id, person, capacity, now))

        await self.house.database.write(join)

    async def _over(self) -> None:
        """What was begun when the case was open ends with it, and gives back what was typed."""
        begin = Press("start", f"update:{(await self._case(LONG)).id}")
        posts = await self.player.does("hr10", begin)
        page = next(post.content for post in posts if isinstance(post.content, Page))
        await self._begin("hr06", "close", {"reason": HOSTILE["html"][:200]})
        given = dict.fromkeys((each.field.id for each in page.questions), HOSTILE["html"])
        await self.player.does("hr10", Fill(page.session, page.revision, given))
        await self._begin("maya", "close", {"reason": "They know."}, case=CROWDED)
        await self._buttons()
        await self._journal(LONG)
        await self._journal(CROWDED)

    async def _at_home(self) -> None:
        """More than fits, in the middle of more than is listed."""
        case = await self._case(CROWDED)
        await worst_homes.crowd_in(self.house, case, "maya")
        for flow in ("complaint", "update", "stage", "roles", "close", "tell", "brief"):
            await self.player.does("maya", Press("start", flow))
        self.homes += await worst_homes.homes(self.house)

    async def _introductions(self) -> None:
        """Two people whom nobody knows, and what HR says to it; and once more, when it is over."""
        for user, person in (("stranger", "arjun"), ("another", "voice1of01")):
            email = crowd().person(person).email
            said = Profile(name=HOSTILE["mentions"][:200], email=email, is_home=True)
            self.house.profiles[slack_user(user)] = said
            await self.player.does(user, Words("hello"), surface="slack")
            await self._wait(1)
            asks = [post for post in self.house.posts if "link_yes" in _actions(post)]
            question = asks[-1]
            asked, target = question.address, _buttons(question)[0].target
            for action in ("link_yes", "link_no") if user == "stranger" else ("link_no",):
                press = Press(action, target)
                await self.player.does(asked.person_id, press, surface=asked.surface)
            await self._wait(1)

    # --- how ---------------------------------------------------------------------------------

    async def _case(self, reference: str) -> Case:
        found = await self.house.database.read(lambda work: work.cases.by_reference(reference))
        assert found is not None
        return found

    async def _begin(
        self, actor: str, flow: str, answers: Mapping[str, Said], *, case: str = LONG
    ) -> None:
        begin = Press("start", f"{flow}:{(await self._case(case)).id}")
        await self.player.goes_through(actor, begin, answers)

    async def _wait(self, days: int) -> None:
        await self.house.advance(self.house.clock.now() + timedelta(days=days))

    async def _buttons(self) -> None:
        """Press every button on every card, once, and leave what it begins."""
        cards = [post for post in self.house.posts if isinstance(post.content, Card)]
        asking = [post for post in cards if "why" in [b.action for b in _buttons(post)]]
        for post in [*asking, *cards]:  # a reminder is asked about before it is settled
            for button in _buttons(post)[::-1]:
                if (button.action, button.target) in self._pressed:
                    continue
                self._pressed.add((button.action, button.target))
                press, person = Press(button.action, button.target), post.address.person_id
                await self.player.does(person, press, surface=post.address.surface)
                if button.action == "start":
                    await self.player.does(person, Words("cancel"), surface=post.address.surface)

    async def _sides(self, reference: str, *, stages: Sequence[Stage]) -> None:
        """The case as each of its parties sees it, at each of these stages."""
        case, told = await self._case(reference), self.house.clock.now()
        for stage in stages:
            closed = told if stage is Stage.CLOSED else None
            here = replace(case, stage=stage, employee_told_at=told, closed_at=closed)
            await self.house.database.read(partial(self._look, here))

    def _look(self, case: Case, work: Work) -> None:
        for party in work.cases.parties(case.id):
            viewer = work.directory.person(party.person_id)
            if viewer is None or not party.is_open:
                continue
            try:
                card = cards.case_card(self._desk(work, viewer), case, viewer)
            except LookupError:
                continue  # they may not know of it yet
            self.cards.append((card, viewer))

    async def _journal(self, reference: str) -> None:
        """The journal as it stands, of a closed case too."""
        case, maya = await self._case(reference), crowd().person("maya")
        card = await self.house.database.read(
            lambda work: cards.journal_card(self._desk(work, maya), case, maya)
        )
        self.cards.append((card, maya))

    def _desk(self, work: Work, actor: Person) -> Desk:
        return Desk(work, self.house.practice, self.house.clock.now(), actor)


def _buttons(post: Post) -> Sequence[Button]:
    return post.content.buttons if isinstance(post.content, Card) else ()


def _actions(post: Post) -> Sequence[str]:
    return [button.action for button in _buttons(post)]


def _and_more(name: str) -> Said:
    return lambda question: f"{question.value}\n\n{HOSTILE[name]}"
