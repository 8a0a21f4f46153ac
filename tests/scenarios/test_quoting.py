"""A message in a channel becomes a case, or part of one, and its words stay with HR."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.cases import Case
from tests.scenarios import given
from tests.scenarios.forms import Form
from tests.scenarios.people import Person, SlackUser
from tests.scenarios.world import World
from tests.standins import slack_payloads as payloads
from tests.standins.slack_payloads import Written

CHANNEL = "C0SHARED"
WROTE = "Ben is useless! Three of eight tickets of Friday had no answer. I want him gone."
ANOTHER = "And today a refund went to the wrong customer, honestly, who hires these people?"
LATER = "A refund of Monday went to the wrong customer."
OBSERVED = "Three of eight tickets of Friday were not answered."
ASIDE = ("useless", "want him gone", "who hires", "archives", "northwind.slack.com")
STOPPED = "{{ 7 * 7 }} <!channel> <@U0BEN> *bold* &lt;b&gt; http://evil.example"
WORDS = {
    "that mentions everybody": STOPPED,
    "from right to left": "שלום \u202eabc\u202c " * 20,
    "of forty thousand characters": "late again, " * 3_300,
    "without words": "",
}


@pytest.fixture
def channel(world: World) -> str:
    """A channel in which the client and the team write, and the bot is not."""
    world.slack.add_channel(CHANNEL, name="contoso-support", with_bot=False)
    return CHANNEL


def writes(world: World, who: str, text: str = WROTE) -> Written:
    """Somebody writes into the channel; nobody is told of it."""
    return world.on_slack(who).client.writes(text, channel=CHANNEL)


async def points(person: SlackUser, message: Written, aim: str = "open_case") -> Form:
    """Somebody picks a shortcut in the menu of the message."""
    assert await person.client.use_on(message, aim) == 200
    await person.settle()
    form = Form(person)
    if form.is_open:
        person.everything.append(form.text)
    return form


async def through_people(form: Form, *, contact: str = "Kim Sand") -> None:
    """The client and the people, as they stand or as they are known to HR."""
    await form.answer({"Which client raised this?": "Contoso Retail"})
    await form.answer({"Who at the client complained?": contact, "Who is it about?": "Ben Cruz"})


async def to_the_review(form: Form, *, remedy: str | None = None) -> None:
    """One allegation in HR's words, and all the rest."""
    await form.answer({"What was observed?": OBSERVED, "How do they know?": "Seen"})
    await form.submit()
    wishes = {"What does the client ask for?": ("Coach them",)}
    await form.fill(wishes)
    if remedy is not None:
        await form.fill({"In the client's own words": remedy})
    await form.submit()
    await form.submit()


async def opened(world: World, message: Written, *, remedy: str | None = None) -> Case:
    """The case that Maya makes of a message."""
    maya = world.on_slack("maya")
    form = await points(maya, message)
    await through_people(form)
    await to_the_review(form, remedy=remedy)
    await form.submit()
    (case,) = await given.read(world, lambda work: work.cases.open_of("maya", limit=5))
    return case


async def added(form: Form, case: Case, *, observed: str) -> None:
    """A further allegation from the message, up to the last press."""
    await form.answer({"Which case is it?": case.reference})
    await form.answer({"What do you add?": "A further allegation"})
    await form.answer({"What was observed?": observed, "How do they know?": "Reported"})


def everybody_else(world: World) -> list[Person]:
    """The parties but for HR and the client's contact."""
    return [world.on_slack("ben"), world.in_chair("lea"), world.in_chair("leo")]


# --- a case from a message -----------------------------------------------------------------------


async def test_a_clients_message_becomes_a_case(world: World, channel: str) -> None:
    """What is known is filled in and can be seen; what was observed is HR's to say."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    message = writes(world, "kim")
    form = await points(maya, message)
    form.sees("Which client raised this?")
    form.sees("✓ Contoso Retail")
    await form.submit()
    form.sees("✓ Kim Sand")
    await form.answer({"Who is it about?": "Ben Cruz"})
    form.sees(f"Kim Sand wrote:\n{WROTE}\nOpen the message")
    form.sees("When it was written is not when it happened.")
    await to_the_review(form)
    form.sees(WROTE)
    await form.submit()
    (case,) = await given.read(world, lambda work: work.cases.open_of("maya", limit=5))
    (source,) = case.sources
    link = f"https://northwind.slack.com/archives/{CHANNEL}/p{message.ts.replace('.', '')}"
    assert (source.words, source.author_id, source.link) == (WROTE, "kim", link)
    assert (case.contact_id, case.remedy) == ("kim", WROTE)
    assert case.allegations[0].observed == OBSERVED
    assert case.allegations[0].began is None
    await maya.say(f"case {case.reference}")
    maya.sees(f"Kim Sand wrote:\n{WROTE}\nOpen the message")
    kim.sees("Your complaint has reached us")
    assert world.slack.messages_in(channel) == []


async def test_the_words_are_kept_out_of_what_goes_to_others(world: World, channel: str) -> None:
    """HR may paste them, by habit or by mistake: what would go out points at them, and waits."""
    maya, others = world.on_slack("maya"), everybody_else(world)
    case = await opened(world, writes(world, "kim"), remedy="A plan that I can believe.")
    await maya.say(f"brief {case.reference}")
    await maya.say("Hello Lea. Kim wrote: of Friday had no answer. I want him gone.")
    await maya.press("Keep as it is")  # its tone; what it gives away is another matter
    maya.sees("Take out “of Friday had no answer. I want him gone”.")
    maya.sees("Take out “Kim”.")
    await maya.press("Cancel")
    await told(maya, case, f"The message is {case.sources[0].link} and nothing is decided.")
    maya.sees(f"Take out “{path(case)}”.")
    await maya.press("Cancel")
    for person in others:
        await person.say("case")
        person.never_saw(*ASIDE)


async def told(maya: SlackUser, case: Case, text: str = "") -> None:
    """The telling, up to its last press: in these words, or as it was made."""
    await maya.say(f"tell {case.reference}")
    await maya.say("Lea is on leave today.")
    if text:
        await maya.say(text)
    else:
        await maya.press("Keep this answer")


async def test_what_comes_after_the_telling_is_put_to_the_employee(
    world: World, channel: str
) -> None:
    """By an update, in HR's words; of the messages nobody reads a word, nor who wrote them."""
    maya, others = world.on_slack("maya"), everybody_else(world)
    case = await opened(world, writes(world, "kim"), remedy="A plan that I can believe.")
    await told(maya, case)
    await maya.press("Tell the employee")
    form = await points(maya, writes(world, "amihan", ANOTHER), "add_to_case")
    await added(form, case, observed=LATER)
    form.sees("Ben was told of this case without it.")
    await form.submit()
    for person in others:
        await person.say(f"case {case.reference}")
        person.never_saw(LATER)
    await updated(maya, case)
    ben = others[0]
    ben.sees("A further point was raised. Nothing has been decided on it, and you will be heard.")
    ben.sees(LATER)
    world.on_slack("kim").never_saw(LATER)  # it was Amihan who said so
    await given.closed(world, case)
    assert await world.on_slack("ben").client.open_home() == 200
    await world.settle()
    for person in others:
        person.never_saw(*ASIDE, "Amihan")
    nothing_went_elsewhere(world)


def nothing_went_elsewhere(world: World) -> None:
    """Slack was told the words for Maya alone, and never as what a notification shows."""
    hers = (world.slack.channel_of("U0MAYA"), "U0MAYA")
    for call, args in world.slack.calls:
        assert not [each for each in (*ASIDE, LATER) if each in str(args.get("text", ""))], call
        to = args.get("channel", args.get("user_id"))
        if to and to not in hers:
            assert not [each for each in ASIDE if each in json.dumps(args)], (call, to)


async def updated(maya: SlackUser, case: Case) -> None:
    """An update with all that happened, as it was made."""
    await maya.say(f"update {case.reference}")
    await maya.press("Done")
    await maya.answer("skip", "We speak with everybody this week.", "in three days 3pm")
    while "Send" not in maya.last().buttons:
        kept = "Keep this answer" in maya.last().buttons
        await maya.press("Keep this answer" if kept else "Done")
    await maya.press("Send")


def path(case: Case) -> str:
    """Where the message stands, without the workspace."""
    return case.sources[0].link.partition(".com/")[2]


@pytest.mark.parametrize("who", ["ben", "kim", "amihan", "nobody"])
@pytest.mark.parametrize("aim", ["open_case", "add_to_case"])
async def test_nobody_but_hr_makes_a_case_of_a_message(
    world: World, channel: str, who: str, aim: str
) -> None:
    """They are told so alone, nothing is kept of the message, and the channel hears nothing."""
    await given.opened(world)
    person, message = world.on_slack(who), writes(world, "henrik")
    before = world.rows("cases", "parties", "events", "sessions")
    form = await points(person, message, aim)
    said = form.text if form.is_open else person.last().text
    assert "That is not open to you" in said or "I do not know you yet" in said
    assert world.rows("cases", "parties", "events", "sessions") == before
    assert WROTE not in json.dumps([args for _, args in world.slack.calls])
    assert world.slack.messages_in(channel) == []


@pytest.mark.parametrize(
    ("who", "by"),
    [("nobody", ""), ("ben", "Ben Cruz wrote:"), ("amihan", "Amihan Bautista wrote:")],
)
async def test_whose_message_it_is_decides_what_is_filled_in(
    world: World, channel: str, who: str, by: str
) -> None:
    """Of somebody unknown, the employee themself or a colleague: no client, and nobody's wish."""
    maya = world.on_slack("maya")
    form = await points(maya, writes(world, who))
    form.lacks("Contoso Retail")
    await through_people(form)
    form.sees(f"{by}\n{WROTE}".strip())
    if not by:
        form.sees("I do not know who wrote it.")
    await form.answer({"What was observed?": OBSERVED, "How do they know?": "Seen"})
    await form.submit()
    form.lacks(WROTE)
    await form.answer(
        {
            "What does the client ask for?": ("Coach them",),
            "In the client's own words": "Please look into it.",
        }
    )
    await form.submit()
    await form.submit()
    (case,) = await given.read(world, lambda work: work.cases.open_of("maya", limit=5))
    assert case.sources[0].author_id == ("" if who == "nobody" else who)
    assert case.remedy == "Please look into it."
    for person in everybody_else(world):
        await person.say("case")
        person.never_saw(*ASIDE)


async def test_a_message_of_another_workspace_is_nobodys_here(world: World, channel: str) -> None:
    """Somebody there may have Kim's very id: they are not taken for Kim."""
    maya = world.on_slack("maya")
    there = world.on_slack("a stranger", user="U0KIM", team="T0OTHER")
    form = await points(maya, there.client.writes(WROTE, channel=CHANNEL))
    form.lacks("Contoso Retail")


@pytest.mark.parametrize("name", WORDS)
async def test_any_message_is_kept_as_it_is(world: World, channel: str, name: str) -> None:
    """It is shown as text, in part where it is long; it mentions nobody and is kept whole."""
    case = await opened(world, writes(world, "kim", WORDS[name]), remedy="Mend it.")
    assert case.sources[0].words == WORDS[name]
    maya = world.on_slack("maya")
    await maya.say(f"case {case.reference}")
    assert ("Read all" in maya.last().buttons) == (len(WORDS[name]) > 3000)
    if not WORDS[name]:
        maya.sees("The message has no words, only what is attached to it.")
    for person in everybody_else(world):
        person.never_saw("evil.example", "late again", "שלום")


async def test_what_is_delivered_twice_is_one_draft(world: World, channel: str) -> None:
    """Slack sends the shortcut again: the same page of the same draft stands there."""
    maya = world.on_slack("maya")
    await points(maya, writes(world, "kim"))
    assert await maya.client.again() == 200
    await maya.settle()
    assert len(world.rows("sessions")["sessions"]) == 1


async def test_a_draft_of_a_message_outlives_the_form_and_a_restart(
    world: World, channel: str
) -> None:
    """Closed on the third page: in the direct message it goes on there, the message above it."""
    maya = world.on_slack("maya")
    form = await points(maya, writes(world, "kim"))
    await through_people(form)
    await form.close()
    await world.restart()
    await maya.say("resume")
    maya.sees("What was observed?")
    maya.sees(f"Kim Sand wrote:\n{WROTE}")


# --- more of a case that there is ----------------------------------------------------------------


async def test_a_message_is_added_to_the_one_case(world: World, channel: str) -> None:
    """It is chosen already and shown; a fact says to what it belongs."""
    maya = world.on_slack("maya")
    case = await given.opened(world)
    form = await points(maya, writes(world, "kim", ANOTHER), "add_to_case")
    form.sees(f"✓ {case.reference}")
    await form.submit()
    await form.answer({"What do you add?": "A fact"})
    form.sees(f"Kim Sand wrote:\n{ANOTHER}")
    await form.answer({"What does it add?": "A refund went to the wrong customer."})
    await form.submit()
    form.sees(f"It is in {case.reference} now")
    after = await given.fresh(world, case)
    (record,) = after.allegations[0].records
    assert record.source
    assert (record.observed, record.source.words) == (
        "A refund went to the wrong customer.",
        ANOTHER,
    )
    await maya.say(f"journal {case.reference}")
    maya.sees("More was said on what was raised: A refund went to the wrong customer.")


async def test_a_case_of_colleagues_cannot_be_reached_by_a_forged_answer(
    world: World, channel: str
) -> None:
    """Maya has a case of her own, and sends the id of one in which she has no part."""
    maya = world.on_slack("maya")
    theirs = await given.opened(world, by="chidi")
    mine = await given.opened(world)
    form = await points(maya, writes(world, "kim"), "add_to_case")
    form.lacks(theirs.reference)
    before = world.rows("cases", "events")
    status = await maya.client.interact(forged(maya, form, mine.id, theirs.id))
    await maya.settle()
    assert status == 200
    assert world.rows("cases", "events") == before
    assert "response_action" in json.dumps(maya.client.body)
    assert theirs.reference not in json.dumps(maya.client.body)
    assert await maya.client.say(f"add {theirs.reference}") == 200
    await maya.settle()
    maya.sees("There is no open case by that reference for you.")


def forged(person: SlackUser, form: Form, chosen: str, other: str) -> dict[str, Any]:
    """The form submitted, with another value than the one that was offered."""
    actor = person.client.actor
    trigger = actor.workspace.new_trigger(actor.user_id)
    honest = json.dumps(payloads.view_submission(actor, form.view, trigger_id=trigger))
    assert chosen in honest
    made: dict[str, Any] = json.loads(honest.replace(chosen, other))
    return made


async def test_who_looks_after_no_case_hears_so_at_once(world: World, channel: str) -> None:
    """Nothing is asked that could lead nowhere."""
    maya = world.on_slack("maya")
    form = await points(maya, writes(world, "kim"), "add_to_case")
    assert not form.is_open
    maya.sees("You look after no open case that you could add to.")
    assert world.rows("sessions")["sessions"] == []
