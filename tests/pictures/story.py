"""The main case with everybody on Slack, as a story in chapters that is played to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from tests.scenarios.people import SlackUser
from tests.scenarios.world import World

CASE = "EH-2026-0001"


@dataclass(frozen=True)
class Cast:
    """Who plays."""

    world: World
    maya: SlackUser  # HR, takes the complaint
    noor: SlackUser  # HR's lead, becomes liaison
    kim: SlackUser  # the client's contact
    ben: SlackUser  # the employee
    lea: SlackUser  # Ben's manager
    leo: SlackUser  # leads the client's account
    nobody: SlackUser  # whom the organisation does not know

    @classmethod
    def at(cls, world: World) -> Self:
        """Everybody at their own Slack."""
        names = ("maya", "noor", "kim", "ben", "lea", "leo", "nobody")
        return cls(world, **{name: world.on_slack(name) for name in names})


async def first_words(cast: Cast) -> None:
    """What people meet who just write something."""
    await cast.nobody.say("hello")
    await cast.kim.say("hello")
    await cast.maya.say("hello")
    await cast.maya.say("help")
    await cast.maya.say("case")
    await cast.maya.say("case EH-2026-0042")
    await cast.kim.say("update EH-2026-0001")


async def intake_in_words(cast: Cast) -> None:
    """The complaint, one question at a time."""
    maya = cast.maya
    await maya.say("complaint")
    await maya.say("Contso")
    await maya.choose("Contoso Retail")
    await maya.choose("Kim Sand")
    await maya.choose("Maya Reyes")
    await maya.choose("Ben Cruz")
    await maya.say("He is lazy. Three of eight tickets of Friday were not answered.")
    await maya.say("Three of eight tickets of Friday were not answered.")
    await maya.say("tomorrow 3 pm")
    await maya.press("Skip")
    await maya.say("Kim Sand")
    await maya.say("she told me")
    await maya.choose("Seen")
    await maya.date("2026-11-20T14:00")
    await keep_until(maya, "Add another allegation")


async def another_allegation(cast: Cast) -> None:
    """A second thing is said to have happened."""
    maya = cast.maya
    await maya.press("Add another allegation")
    await maya.say("A call on Thursday ended after two minutes.")
    await maya.date("2026-11-19T10:30")
    await maya.press("Skip")
    await maya.press("Skip")
    await maya.choose("Reported")
    await maya.press("Go on")


async def effect_and_wish(cast: Cast) -> None:
    """What it did to the service, and what the client asks for."""
    maya = cast.maya
    await maya.say("Refunds were two days late for 14 customers.")
    await maya.choose("Coach them", "Replace them on the account")
    await maya.say("I want somebody else by Monday, or a plan that I can believe.")
    await maya.choose("Soon: this week")
    await maya.choose("No")
    await maya.press("Keep this answer")


async def in_the_middle(cast: Cast) -> None:
    """Something else comes in between, and the draft is offered again."""
    maya = cast.maya
    await maya.say("where am i")
    await maya.say("edit")
    await maya.press("Edit: Effect and wish")
    await maya.say("help")
    await maya.say("case")
    await maya.say("resume")
    await keep_until(maya, "Submit")


async def opened(cast: Cast) -> None:
    """The case is opened, and those who may hear of it do."""
    await cast.world.advance("2026-11-23T09:30")
    await cast.maya.press("Submit")
    await cast.kim.say(f"case {CASE}")
    await cast.lea.say("case")
    await cast.ben.say("case")
    await cast.maya.say("case")


async def roles(cast: Cast) -> None:
    """A role is refused to one and given to another."""
    maya, noor = cast.maya, cast.noor
    await maya.say(f"roles {CASE}")
    await maya.choose("Liaison")
    await maya.choose("Rosa Diaz")
    await maya.choose("Noor Lim")
    await maya.press("Skip")
    await maya.press("Confirm")
    await noor.press("I take this role")


async def telling(cast: Cast) -> None:
    """The manager is briefed, and Ben is told by a step of its own."""
    world, maya = cast.world, cast.maya
    await maya.say(f"tell {CASE}")
    await maya.say("cancel")
    await maya.say(f"brief {CASE}")
    await maya.say("Hello Lea. I want somebody else by Monday, says the client.")
    await maya.say("Hello Lea. Some tickets of Friday are said to be open. Nothing is decided.")
    await maya.press("Send")
    await cast.lea.press("I have read this")
    await world.advance("2026-11-23T10:00")
    await maya.say(f"tell {CASE}")
    await maya.press("Keep this answer")
    await maya.press("Tell the employee")
    await cast.ben.press("I have read this")
    await cast.ben.say(f"case {CASE}")
    await cast.ben.say("hello")
    await cast.lea.say(f"case {CASE}")


async def update(cast: Cast) -> None:
    """All get an update, each their own words."""
    maya = cast.maya
    await maya.say(f"update {CASE}")
    await maya.press("Done")
    await maya.say("A second person reads every refund before it goes out.")
    await maya.choose("A change in the service, naming no person")
    await maya.say("We speak with both sides this week.")
    await maya.date("2026-11-25T12:00")
    await maya.press("Done")
    await keep_until(maya, "Send")
    await maya.press("Send")


async def reminders(cast: Cast) -> None:
    """What is owed is reminded of."""
    world, noor = cast.world, cast.noor
    await world.advance("2026-11-24T11:01")
    await noor.press("Why am I getting this?")
    await noor.press("Snooze 1 hour")
    await world.advance("2026-11-24T12:02")
    await noor.press("Another day")
    await noor.say("cancel")
    await world.advance("2026-11-24T17:01")
    await noor.press("Done")


async def moving_on(cast: Cast) -> None:
    """The case comes to its next stage."""
    maya = cast.maya
    await maya.say(f"stage {CASE}")
    await maya.choose("Establishing facts")
    await maya.press("Move on")
    await maya.say(f"journal {CASE}")


async def homes(cast: Cast) -> None:
    """Everybody's own page, with a form of Maya's that is not finished."""
    await cast.maya.say("complaint")
    for person in (cast.maya, cast.noor, cast.kim, cast.ben, cast.lea, cast.leo, cast.nobody):
        assert await person.client.open_home() == 200
        await person.settle()


async def closing(cast: Cast) -> None:
    """A note to each, and nothing is left to press."""
    maya = cast.maya
    await maya.say(f"close {CASE}")
    await maya.press("Done")
    await keep_until(maya, "Close the case")
    await maya.press("Close the case")
    await cast.ben.say(f"case {CASE}")


async def keep_until(person: SlackUser, label: str) -> None:
    """Keep what stands there, question by question, until there is this button."""
    for _ in range(9):
        offered = person.last().buttons
        if label in offered:
            return
        ways = (way for way in ("Keep this answer", "Done", "Skip") if way in offered)
        await person.press(next(ways))


CHAPTERS = (
    first_words,
    intake_in_words,
    another_allegation,
    effect_and_wish,
    in_the_middle,
    opened,
    roles,
    telling,
    update,
    reminders,
    moving_on,
    homes,
    closing,
)
