"""HR takes a complaint on Teams, and people on Teams, on Slack and in the playground hear of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios import given
from tests.scenarios.teams_users import TeamsUser, on_teams, world_with_teams
from tests.scenarios.world import World
from tests.standins import teams_reading as reading
from tests.standins.teams_cloud import TeamsStandIn

Place = tuple[World, TeamsStandIn]
WISH = {
    "What was the effect on the service?": given.EFFECT,
    "What does the client ask for?": ["Coach them", "Replace them on the account"],
    "In the client's own words": given.REMEDY,
}
TOLD = """\
    A complaint has been raised, and you will be heard
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now.
        Kim Sand at Contoso Retail has raised a complaint that concerns your work.
    What was raised:
    • Fri 20 Nov 2026, 14:00 (Manila time): Three of eight tickets of Friday were not answered.
    Nothing has been decided. You will be asked for your side before anything is, and you will get
        time to prepare your answer.
    Noor Lim in HR looks after this.
    If you have a question, want to talk it through, or want somebody with you at a meeting about
        this, please write to Noor Lim: noor@northwind.example
    You hear from us again by Thu 26 Nov 2026, 09:00 (Manila time). With the client we speak about
        the service. We do not share your personal matters with them.
    [I have read this]"""


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    """The program, with a Teams and a Slack around it."""
    async with world_with_teams(tmp_path) as made:
        yield made


async def people_at_teams(place: Place, *names: str) -> list[TeamsUser]:
    """Some who have added the app."""
    users = [on_teams(*place, name) for name in names]
    for user in users:
        await user.install()
    return users


async def everybody(place: Place) -> list[TeamsUser]:
    """All who are on Teams: HR, the employee, the manager, leadership."""
    return await people_at_teams(place, "noor", "ben", "lea", "leo")


async def to_the_people(noor: TeamsUser) -> None:
    """Noor begins a complaint, and says who it is about."""
    await noor.say("complaint")
    await noor.fill({"Which client raised this?": "Contoso Retail"})


async def to_the_wish(noor: TeamsUser) -> None:
    """Noor goes on to what the client asks for."""
    await to_the_people(noor)
    await noor.fill({"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"})
    await noor.fill(
        {
            "What was observed?": given.OBSERVED,
            "When did it happen, or begin?": "2026-11-20T14:00",
            "How do they know?": "Seen",
        }
    )
    await noor.press("Go on")


async def to_the_review(noor: TeamsUser) -> None:
    """Noor fills in everything."""
    await to_the_wish(noor)
    await noor.fill(WISH)
    await noor.fill({})


def titles(user: TeamsUser) -> list[str]:
    """The first line of each message."""
    return [message.text.partition("\n")[0] for message in user.messages()]


async def test_a_step_is_a_card_that_is_answered_as_a_whole(place: Place) -> None:
    """A search as one types, a remark, an error beside its field; what was typed is kept."""
    (noor,) = await people_at_teams(place, "noor")
    await noor.say("complaint")
    noor.reads(
        """\
        The client
        Client complaint · 1 of 6
        Which client raised this?
        - Contoso Retail
        [Next]
        [Cancel]"""
    )
    await noor.fill({"Which client raised this?": "Contoso Retail"})
    assert await noor.search("Who is it about?", "be") == ["Ben Cruz"]
    assert await noor.search("Who is it about?", "nobody") == []
    await noor.fill({"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"})
    await noor.fill(
        {
            "What was observed?": "He is lazy.",
            "When did it happen, or begin?": "2026-11-20T14:00",
            "When did it end?": "2026-11-19T10:00",
            "How do they know?": "Seen",
        }
    )
    noor.sees("💡 “lazy”: What was seen or heard that shows it?")
    noor.sees("= He is lazy.")
    await noor.fill({})
    noor.sees(
        "⚠ The end lies before the start. Please correct one of them.\nWhen did it end?\n"
        "= 2026-11-19\nAt what time? (Asia/Manila time)\n= 10:00"
    )
    await noor.fill({"What was observed?": given.OBSERVED, "When did it end?": ""})
    noor.sees(f"1. Fri 20 Nov 2026, 14:00 (Manila time): {given.OBSERVED}")


async def test_hr_takes_a_complaint_from_the_first_word_to_the_case(place: Place) -> None:
    """With a change at the end; then everybody hears their part, wherever they are."""
    _, teams = place
    noor, ben, lea, _ = await everybody(place)
    kim = place[0].on_slack("kim")
    await to_the_review(noor)
    await noor.fill({"What would you like to edit?": "Edit: Effect and wish"}, press="Edit")
    noor.sees(f"= {given.EFFECT}")
    await noor.fill({"What does the client ask for?": ["Coach them"]})
    noor.sees("What does the client ask for?: Coach them\n")
    await noor.press("Submit")
    assert titles(noor)[-2:] == ["✓ Please check", "EH-2026-0001"]
    assert [m.text.partition("\n")[0] for m in kim.messages()] == [
        "Thank you, we have your complaint"
    ]
    assert titles(lea) == ["A case was opened that concerns your team"]
    lea.never_saw(*given.SECRETS)
    assert titles(ben) == []
    for begin, send in (("Brief the manager", "Send"), ("Tell the employee", "Tell the employee")):
        await noor.press(begin)
        await noor.press("Next")
        await noor.press(send)
    ben.reads(TOLD)
    ben.never_saw(given.REMEDY, given.EFFECT)
    assert ben.notices() == ["EH-2026-0001: a message for you"]
    told = [*noor.notices(), *lea.notices(), *ben.notices()]
    assert not any(secret in notice for notice in told for secret in given.SECRETS)
    assert teams.fetched == 1


async def test_no_dead_card_stays(place: Place) -> None:
    """Each page gives way to its answers in its own place; only the open one has buttons."""
    (noor,) = await people_at_teams(place, "noor")
    await to_the_review(noor)
    asked = [message for message in noor.messages() if message.buttons]
    assert [message.text.partition("\n")[0] for message in asked] == ["Please check"]
    assert titles(noor)[:-1] == [
        "✓ The client",
        "✓ The people",
        "✓ Allegation 1",
        "✓ What is said to have happened",
        "✓ Effect and wish",
        "✓ Urgency, safety and law",
    ]


async def test_a_restart_in_the_middle_loses_nothing(place: Place) -> None:
    """The card that stands is answered after the restart, and what was given is still there."""
    world, teams = place
    noor, *_ = await everybody(place)
    await to_the_wish(noor)
    await world.restart()
    await noor.fill(WISH)
    await noor.fill({})
    noor.sees(given.REMEDY)
    noor.sees(given.OBSERVED)
    await noor.press("Submit")
    assert len(world.rows()["cases"]) == 1
    assert teams.fetched == 2  # once for each start


async def test_what_comes_again_is_done_once(place: Place) -> None:
    """Under the same id or another one, before a restart or after: one case, the same answer."""
    world, teams = place
    noor, *_ = await everybody(place)
    await to_the_review(noor)
    await noor.press("Submit")
    first, before = noor.client.answer, titles(noor)
    for new_id in (False, True):
        assert await noor.client.again(new_id=new_id) == 200
        assert noor.client.answer == first
    await world.restart()
    for new_id in (False, True):
        assert await noor.client.again(new_id=new_id) == 200
    await world.settle()
    assert len(world.rows()["cases"]) == 1
    assert titles(noor) == before
    assert set(keys(teams).values()) == {1}


async def test_a_message_that_comes_again_is_answered_once(place: Place) -> None:
    """A redelivered word begins nothing anew."""
    world, _ = place
    (noor,) = await people_at_teams(place, "noor")
    await noor.say("complaint")
    for _ in range(2):
        assert await noor.client.again() == 200
    await world.settle()
    assert titles(noor) == ["The client"]


async def test_a_button_may_be_pressed_again_on_purpose(place: Place) -> None:
    """At once it is the same press; some time later it is another one."""
    world, _ = place
    (noor,) = await people_at_teams(place, "noor")
    await noor.say("help")
    await noor.press("My cases")
    assert await noor.client.again(new_id=True) == 200
    await world.settle()
    assert len(noor.messages()) == 2


async def test_an_answer_to_a_card_that_is_over_says_so(place: Place) -> None:
    """What was typed is given back, and nothing is overwritten."""
    world, _ = place
    (noor,) = await people_at_teams(place, "noor")
    await to_the_wish(noor)
    old = noor.last().form.card
    await noor.fill(WISH)
    late = {**WISH, "In the client's own words": "Another wish that comes too late."}
    assert await noor.client.execute(noor.client.value(old, "Next", late)) == 200
    await world.settle()
    assert "That page is over" in titles(noor)
    assert "Another wish that comes too late." in "\n".join(m.text for m in noor.messages())
    noor.sees("Urgency, safety and law")


async def test_a_client_without_execute_sends_the_same(place: Place) -> None:
    """Its Action.Submit comes as a message with a value, and answers the page."""
    world, _ = place
    (noor,) = await people_at_teams(place, "noor")
    await noor.say("complaint")
    answers = {"Which client raised this?": "Contoso Retail"}
    data = noor.client.value(noor.last().form.card, "Next", answers)
    assert await noor.client.submit(data) == 200
    await world.settle()
    assert titles(noor) == ["✓ The client", "The people"]


async def test_whoever_clicks_is_judged_and_nobody_else(place: Place) -> None:
    """Another's card, pressed by somebody else with its very data, shows and changes nothing."""
    world, _ = place
    noor, leo = await people_at_teams(place, "noor", "leo")
    stranger = on_teams(*place, "guest", user="29:guest")
    await to_the_people(noor)
    page = noor.last()
    before = world.rows("sessions")
    answers = {"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"}
    data = noor.client.value(page.form.card, "Next", answers)
    for other in (leo, stranger):
        assert await other.client.execute(data) == 200
        found = await searched_by(other, page.form.card)
        assert found == []
    await world.settle()
    assert world.rows("sessions") == before
    leo.never_saw("Kim Sand", "Contoso")
    stranger.never_saw("Kim Sand", "Contoso", "Ben")


async def searched_by(user: TeamsUser, card: dict[str, object]) -> list[str]:
    """What somebody finds who asks in another's drop-down."""
    node = next(n for n in reading.inputs(card) if "choices.data" in n)
    value = {"queryText": "", "dataset": node["choices.data"]["dataset"]}
    sent = user.client.activity("invoke", name="application/search", value=value)
    assert await user.client.send(sent) == 200
    found: list[str] = user.client.answer["value"]["results"]
    return found


async def test_another_tenant_is_refused(place: Place) -> None:
    """A true token for a person of another organisation: 403, and nothing is kept."""
    world, _ = place
    tables = ("addresses", "posts", "sessions", "seen", "conversation_references")
    other = on_teams(*place, "noor", tenant="bbbbbbbb-0000-4000-8000-000000000000")
    before = world.rows(*tables)
    assert await other.client.install() == 403
    assert await other.client.say("complaint") == 403
    assert await other.client.execute({}) == 403
    assert world.rows(*tables) == before
    assert other.messages() == []


async def test_a_group_or_channel_shows_no_case(place: Place) -> None:
    """The mediator says where to look, once; a button that was carried there does nothing."""
    world, teams = place
    noor, *_ = await everybody(place)
    await given.opened(world, by="noor")
    noor.news()
    teams.chat("19:group")
    conversation = {"conversationType": "groupChat", "id": "19:group"}
    mention = {"type": "mention", "text": "<at>Evenhand</at>"}
    said = noor.client.activity(
        "message",
        text="<at>Evenhand</at> case EH-2026-0001",
        conversation=conversation,
        entities=[{**mention, "mentioned": {"id": noor.client.activity("x")["recipient"]["id"]}}],
    )
    before = world.rows("sessions", "posts")
    assert await noor.client.send(said) == 200
    assert await noor.client.send(said) == 200
    action = {"action": {"data": {}}, "trigger": "manual"}
    pressed = noor.client.activity(
        "invoke", name="adaptiveCard/action", value=action, conversation=conversation
    )
    assert await noor.client.send(pressed) == 200
    assert "personal chat" in noor.client.answer["value"]
    await world.settle()
    (only,) = teams.chats["19:group"].messages
    told = "I talk about cases in private only. Please write to me in our personal chat."
    assert only.activity["text"] == told
    assert world.rows("sessions", "posts") == before
    noor.reads()


async def test_who_has_not_added_the_app_is_not_reachable(place: Place) -> None:
    """HR hears of it at once, and what was to be said; nothing is lost in silence."""
    world, _ = place
    (noor,) = await people_at_teams(place, "noor")
    await given.opened(world, by="noor")
    await world.advance("2026-11-23T09:05")
    world.troubles_are_meant("post_dead", "post_dead")
    found = ("Lea Santos cannot be reached", "Leo Tan cannot be reached")
    assert sorted(titles(noor)) == sorted(found)


@pytest.mark.parametrize("how", ["blocked", "removed"])
async def test_who_blocks_or_removes_the_app_is_noticed(place: Place, how: str) -> None:
    """The conversation is closed; once they are back, they are written to again."""
    world, _ = place
    noor, lea, _ = await people_at_teams(place, "noor", "lea", "leo")
    if how == "blocked":
        lea.client.chat.blocked = True
    else:
        assert await lea.client.install("remove") == 200
    await given.opened(world, by="noor")
    await world.advance("2026-11-23T09:05")
    assert titles(lea) == []
    assert titles(noor) == ["Lea Santos cannot be reached"]
    kept = world.rows("conversation_references")["conversation_references"]
    assert {row["user"] for row in kept} == {"29:noor", "29:leo"}
    world.troubles_are_meant("post_dead")
    lea.client.chat.blocked = False
    await lea.install()
    await lea.say("case")
    assert len(titles(lea)) == 1


async def test_teams_that_asks_for_time_gets_it(place: Place) -> None:
    """After a 429 nothing is sent before the time that was asked for, and then all of it."""
    world, teams = place
    (noor,) = await people_at_teams(place, "noor")
    teams.fail("POST", 429, "TooManyRequests", retry_after=120)
    await noor.say("help")
    assert titles(noor) == []
    await world.advance("2026-11-23T09:01")
    assert titles(noor) == []
    await world.advance("2026-11-23T09:03")
    assert titles(noor) == ["What you can say here"]


async def test_what_was_taken_without_an_answer_can_be_told_from_a_second_message(
    place: Place,
) -> None:
    """When the answer is lost, what is sent again carries the key of the first."""
    world, teams = place
    (noor,) = await people_at_teams(place, "noor")
    teams.fail("POST", 502, done=True)
    await noor.say("help")
    await world.advance("2026-11-23T09:05")
    assert titles(noor) == ["What you can say here"] * 2
    assert list(keys(teams).values()) == [2]


async def test_a_card_that_is_gone_is_said_anew(place: Place) -> None:
    """Whoever deleted the card still gets what takes its place."""
    (noor,) = await people_at_teams(place, "noor")
    await noor.say("complaint")
    page = noor.last().form
    noor.client.chat.messages.clear()
    answers = {"Which client raised this?": "Contoso Retail"}
    assert await noor.client.press(page, "Next", answers) == 200
    await noor.settle()
    assert titles(noor) == ["✓ The client", "The people"]


def keys(teams: TeamsStandIn) -> Counter[str]:
    """How often each post was put before anybody, replacements left out."""
    posted = [activity for method, activity in teams.calls if method == "POST"]
    return Counter(each["channelData"]["evenhand"]["key"] for each in posted)
