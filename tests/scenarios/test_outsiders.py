"""Bar 5: whoever is outside a case neither reads nor moves it, whatever they send."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from bot.dialogue.intents import STARTS
from bot.domain.cases import Capacity, Case
from bot.domain.roles import Role
from bot.services.actions import ACTIONS
from flows.catalogue import FLOWS
from tests.scenarios import given
from tests.scenarios.people import Chair, SlackUser
from tests.scenarios.world import World

Outsider = SlackUser | Chair
MOVES = ("go", "back", "skip", "keep", "cancel", "edit", "add", "remove")
NOBODY_KNOWS = "EH-2026-9999"  # no case has this reference


@dataclass(frozen=True)
class Under:
    """A case that is under way, with everything in it that has an id."""

    world: World
    case: Case
    closed: Case
    targets: tuple[str, ...]
    session: Mapping[str, Any]  # Maya's, at a page of an update


@pytest.fixture
async def under(world: World) -> Under:
    """Cases before S2, one of them closed; an enforcer who has not confirmed; a page open."""
    maya = world.on_slack("maya")
    await given.opened(world)  # its reference stands as an example in the help
    closed = await given.opened(world)
    await given.closed(world, closed)
    case = await given.opened(world)
    await given.role(world, case, Role.ENFORCER, "noor")
    await maya.say(f"update {case.reference}")
    await maya.press("Done")
    await maya.say("A second person reads every refund before it goes out.")
    session = world.rows("sessions")["sessions"][-1]
    employee = await given.party(world, case, Capacity.EMPLOYEE)
    enforcer = await given.party(world, case, Capacity.HR_ENFORCER)
    owed = [row for row in world.rows()["reminders"] if row["case_id"] == case.id]
    said = [row for row in world.rows("posts")["posts"] if row["case_id"] == case.id]
    ids = (case.id, employee.id, enforcer.id, owed[0]["id"], owed[-1]["id"], said[0]["id"])
    return Under(world, case, closed, (*ids, session["id"], session["page_post"]), session)


def presses(targets: Iterable[str], case_id: str) -> list[tuple[str, str]]:
    """Every action on every target, and every flow about the case."""
    made = [(action, target) for action in (*ACTIONS, "no_such_action") for target in targets]
    flows = [("start", f"{flow.id}:{case_id}") for flow in FLOWS]
    return [*made, *flows, ("start", f"snooze:{case_id}")]


def words(reference: str) -> list[str]:
    """Every command about a case."""
    said = [f"{word} {reference}" for word in ("case", "journal", *STARTS)]
    return [*said, f"/case {reference.lower()}", reference]


async def press_all(person: Outsider, tries: Iterable[tuple[str, str]]) -> set[str]:
    """What is said to them in answer to presses of buttons that nobody offered them."""
    person.news()
    if isinstance(person, Chair):
        acts = [person.post("press", action=action, target=target) for action, target in tries]
        assert {status for status, _ in await asyncio.gather(*acts)} == {202}
    else:
        values = [f"{action}:{quote(target, safe='')}" for action, target in tries]
        sent = await asyncio.gather(*(person.forge("press.0", value) for value in values))
        assert set(sent) == {200}
    await person.settle()
    return set(person.news())


async def say_all(person: Outsider, said: Iterable[str]) -> list[str]:
    """What is said to them in answer to words; a chair shows their own words too."""
    person.news()
    if isinstance(person, Chair):
        await asyncio.gather(*(person.post("say", text=text) for text in said))
    else:
        await asyncio.gather(*(person.client.say(text) for text in said))
    await person.settle()
    return sorted(person.news())


def kept(world: World, *, but: Outsider) -> Mapping[str, Any]:
    """The cases and their journals, and what others were told and are in the middle of."""
    addresses = world.rows("addresses")["addresses"]
    own = {row["id"] for row in addresses if _is_of(row, but)}
    others = {
        table: [row for row in rows if row["address_id"] not in own]
        for table, rows in world.rows("posts", "sessions").items()
    }
    return {**world.rows(), **others}


def _is_of(address: Mapping[str, Any], person: Outsider) -> bool:
    if isinstance(person, Chair):
        return (address["surface"], address["user"]) == ("playground", person.id)
    if person.id == "another team's":
        return bool(address["workspace"] == "T0OTHER")
    return (address["workspace"], address["user"]) == ("", person.client.actor.user_id)


def on_slack(world: World) -> Iterator[SlackUser]:
    """People on Slack who are outside, or do not know of the case yet."""
    yield world.on_slack("ben")  # the employee, before S2
    yield world.on_slack("amihan")  # a colleague
    yield world.on_slack("henrik")  # another client's contact
    yield world.on_slack("nobody")  # whom the organisation does not know
    yield world.on_slack("another team's", user="U0MAYA", team="T0OTHER")  # with Maya's very id


def in_chairs(world: World) -> Iterator[Chair]:
    """People in the playground who are outside."""
    yield world.in_chair("rosa")  # HR, with no part in the case
    yield world.in_chair("dana")  # another contact of the same client


def outside(world: World) -> Iterator[Outsider]:
    """Everybody who is outside."""
    yield from on_slack(world)
    yield from in_chairs(world)


async def test_no_forged_press_reads_or_moves_a_case(under: Under) -> None:
    """Each action on each id of the case is answered as one on an id that there never was."""
    made_up = presses([str(uuid4())], str(uuid4()))
    for person in outside(under.world):
        await person.say("help")
        before = kept(under.world, but=person)
        # The employee before S2 is the nearest of them: every action meets every id.
        targets = under.targets if person.id == "ben" else under.targets[:2]
        real = presses(targets, under.case.id)
        assert await press_all(person, real) == await press_all(person, made_up), person.id
        assert kept(under.world, but=person) == before, person.id
        person.never_saw(under.case.reference, *given.SECRETS, "Kim Sand")


async def test_a_reference_is_no_key(under: Under) -> None:
    """Words with the reference of the case are answered as with one that there never was."""
    for person in outside(under.world):
        await person.say("help")
        before = kept(under.world, but=person)
        expected = await say_all(person, words(NOBODY_KNOWS))
        for reference in (under.case.reference, under.closed.reference):
            heard = await say_all(person, words(reference))
            assert [_unnamed(text, reference) for text in heard] == [
                _unnamed(text, NOBODY_KNOWS) for text in expected
            ], person.id
        assert kept(under.world, but=person) == before, person.id
        person.never_saw(*given.SECRETS)


def _unnamed(text: str, reference: str) -> str:
    """The text without the reference that the person wrote themself."""
    return re.sub(reference, "…", text, flags=re.IGNORECASE)


async def test_nobody_fills_or_moves_somebody_elses_page(under: Under) -> None:
    """A page's session and revision in other hands answer nothing, and find no options."""
    id_, revision = under.session["id"], under.session["revision"]
    for person in on_slack(under.world):
        await person.say("help")
        before = kept(under.world, but=person)
        for move in MOVES:
            assert await person.forge("go.0", f"{id_}:{revision}:{move}:") == 200
        assert await person.forge("fill.0", f"{id_}:{revision}:tag:exists") == 200
        await person.settle()
        assert kept(under.world, but=person) == before, person.id
        person.never_saw(under.case.reference, "A second person reads")
    for chair in in_chairs(under.world):
        before = kept(under.world, but=chair)
        page = {"session": id_, "revision": revision}
        for move in MOVES:
            await chair.go(page, move)
        await chair.act("fill", **page, values={"tag": "exists", "words": "Mine, now."})
        assert kept(under.world, but=chair) == before, chair.id
        chair.never_saw(under.case.reference, "A second person reads")


async def test_a_search_finds_nothing_for_somebody_elses_page(world: World) -> None:
    """Options are looked up for who has the page open, and for nobody else."""
    noor, rosa = world.in_chair("noor"), world.in_chair("rosa")
    await noor.say("complaint")
    page = noor.page()["session"]
    assert [each["label"] for each in await noor.search(page, "client", "cont")] == [
        "Contoso Retail"
    ]
    for field in ("client", "contact", "employee", "jurisdiction", "case"):
        assert await rosa.search(page, field, "") == []


async def test_parties_who_may_not_act_move_nothing(under: Under) -> None:
    """The client, the manager and the account lead see their side of the case, and no more."""
    world = under.world
    kim = world.on_slack("kim")
    lea, leo = world.in_chair("lea"), world.in_chair("leo")
    parties: tuple[Outsider, ...] = (kim, lea, leo)
    for person in parties:
        await person.say("help")
        before = kept(world, but=person)
        await say_all(person, words(under.case.reference))
        await press_all(person, presses(under.targets[:2], under.case.id))
        after = kept(world, but=person)
        assert _without_receipts(after, person.id) == _without_receipts(before, person.id)
    kim.never_saw("Lea", "Leo", "Noor", "Ben")
    for person in (lea, leo):
        person.never_saw(*given.SECRETS)


def _without_receipts(rows: Mapping[str, Any], person: str) -> Mapping[str, Any]:
    """All but that the person said that they have read their own notice."""
    parties = [
        {**row, "acknowledged_at": None} if row["person_id"] == person else row
        for row in rows["parties"]
    ]
    events = [
        row
        for row in rows["events"]
        if not (row["actor"] == person and row["kind"] == "notice_received")
    ]
    return {**rows, "parties": parties, "events": events, "journals": None}


async def test_the_playground_answers_to_its_own_page_only(under: Under) -> None:
    """Another host, another origin or another content type gets 403 or 415, and does nothing."""
    world, own = under.world, under.world.url
    before = world.rows(*world.rows(), "posts", "sessions", "seen")
    body = {"key": "0123456789", "text": f"case {under.case.reference}"}
    for refused in (
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": own.replace("http:", "https:")},
        {"Origin": own + "1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": own, "Sec-Fetch-Site": "cross-site"},
        {},
    ):
        for act in ("say", "press", "fill", "go"):
            path = f"{own}/demo/people/maya/{act}"
            async with world.http.post(path, json=body, headers=refused) as answer:
                assert (refused, answer.status) == (refused, 403)
                assert under.case.reference not in await answer.text()
    for looking in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
        for path in ("people/maya/messages", "state", "stream", "clock", "people/maya/options"):
            async with world.http.get(f"{own}/demo/{path}", headers=looking) as answer:
                assert (path, answer.status) == (path, 403)
    form = {"Origin": own, "Content-Type": "text/plain"}
    async with world.http.post(f"{own}/demo/people/maya/say", data="{}", headers=form) as answer:
        assert answer.status == 415
    await world.settle()
    assert world.rows(*world.rows(), "posts", "sessions", "seen") == before


async def test_addresses_without_a_case_behind_them_show_nothing(under: Under) -> None:
    """No path leads to a case, and a person whom nobody knows has no chair."""
    world, case = under.world, under.case
    for path in (
        f"/case/{case.id}",
        f"/p/{case.id}",
        f"/demo/cases/{case.reference}",
        f"/demo/people/{case.id}/messages",
        "/demo/people/nobody/messages",
        "/demo/people/..%2Fmaya/messages",
        "/demo/static/../../app.py",
        "/demo/static/%2e%2e/%2e%2e/app.py",
    ):
        async with world.http.get(f"{world.url}{path}") as answer:
            assert (path, answer.status) == (path, 404)
            assert case.reference not in await answer.text()
