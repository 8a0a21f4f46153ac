"""Chapters in which HR answers in forms, and everybody reads what comes of it."""

from __future__ import annotations

from tests.pictures.cast import CASE, Cast
from tests.scenarios.forms import Form

VERDICT = "He is lazy. Three of eight tickets of Friday were not answered."
SEEN = "Three of eight tickets of Friday were not answered."
WISH = "I want somebody else by Monday, or a plan that I can believe."


async def intake(cast: Cast) -> None:
    """The complaint as a form, with what can be wrong in it."""
    form = Form(cast.maya)
    await form.command("/complaint")
    await cast.answer(form, {"Which client raised this?": "Contoso Retail"})
    await cast.answer(
        form, {"Who at the client complained?": "Kim Sand", "Who is it about?": "Maya Reyes"}
    )
    await cast.answer(form, {"Who is it about?": "Ben Cruz"})
    allegation = {
        "What was observed?": VERDICT,
        "When did it happen, or begin?": "2026-11-24T15:00",
        "Who observed it?": "Kim Sand",
        "How do they know?": "Seen",
    }
    await cast.answer(form, allegation)
    await cast.answer(form, {"What was observed?": SEEN})
    await cast.answer(form, {"When did it happen, or begin?": "2026-11-20T14:00"})
    await form.press("Add another allegation")
    await form.close()
    await cast.maya.press("Resume")


async def effect_and_wish(cast: Cast) -> None:
    """A second allegation, the rest of the pages, and the review."""
    form = Form(cast.maya)
    await cast.answer(
        form,
        {
            "What was observed?": "A call on Thursday ended after two minutes.",
            "When did it happen, or begin?": "2026-11-19T10:30",
            "How do they know?": "Reported",
        },
    )
    await form.submit()
    await cast.answer(
        form,
        {
            "What was the effect on the service?": "Refunds were two days late for 14 customers.",
            "What does the client ask for?": ("Coach them", "Replace them on the account"),
            "In the client's own words": WISH,
        },
    )
    await form.fill({"Is anybody's safety a concern?": "Yes"})
    await cast.answer(form, {"How soon does the client need to hear more?": "Soon: this week"})
    await cast.answer(form, {"Is anybody's safety a concern?": "No"})
    await form.press("Edit: Effect and wish")
    await form.submit()
    await form.submit() if "Submit" not in form.view.submit else None


async def opened(cast: Cast) -> None:
    """The case is opened, and those who may hear of it do."""
    await cast.world.advance("2026-11-23T09:30")
    await Form(cast.maya).submit()
    await cast.kim.say(f"case {CASE}")
    await cast.lea.say("case")
    await cast.ben.say("case")
    await cast.maya.client.command("/case")
    await cast.maya.client.command("/evenhand", "help")
    await cast.world.settle()
    await cast.homes(cast.maya, cast.kim, cast.ben, cast.lea, cast.nobody)


async def roles(cast: Cast) -> None:
    """A role is refused to one and given to another."""
    form = Form(cast.maya)
    await form.command("/roles", CASE)
    await cast.answer(
        form, {"Which role is it about?": "Liaison", "Who in HR is to hold it?": "Rosa Diaz"}
    )
    await cast.answer(form, {"Who in HR is to hold it?": "Noor Lim"})
    await form.submit()
    await form.submit()
    await cast.noor.press("I take this role")


async def telling(cast: Cast) -> None:
    """The manager is briefed, and Ben is told by a step of its own."""
    world, maya, form = cast.world, cast.maya, Form(cast.maya)
    await maya.press("Tell the employee")
    await form.press("Cancel")
    await maya.press("Brief the manager")
    leak = "Hello Lea. I want somebody else by Monday, says the client."
    await cast.answer(form, {"The summary for Lea Santos": leak})
    plain = "Hello Lea. Some tickets of Friday are said to be open. Nothing has been decided."
    await cast.answer(form, {"The summary for Lea Santos": plain})
    await form.submit()
    await cast.lea.press("I have read this")
    await world.advance("2026-11-23T10:00")
    await maya.press("Tell the employee")
    await form.submit()
    await form.submit()
    await cast.ben.press("I have read this")
    await cast.ben.say(f"case {CASE}")
    await cast.ben.say("this is not true")
    await cast.lea.say(f"case {CASE}")
    await cast.homes(maya, cast.ben, cast.lea, cast.kim)


async def update(cast: Cast) -> None:
    """All get an update, each their own words."""
    form = Form(cast.maya)
    await form.command("/update", CASE)
    await form.submit()
    words = "A second person reads every refund before it goes out."
    await form.fill({"What do you want to add, in your own words?": words})
    await cast.answer(
        form,
        {
            "What comes next?": "We speak with both sides this week.",
            "By when do they hear from you again?": "2026-11-25T12:00",
        },
    )
    for _ in range(8):
        if not form.is_open or form.view.submit in ("", "Send"):
            break
        if "What kind of thing is that?" in form.text:
            kind = "A change in the service, naming no person"
            await cast.answer(form, {"What kind of thing is that?": kind})
        else:
            await form.submit()
    await form.submit()


async def reminders(cast: Cast) -> None:
    """What is owed is reminded of."""
    world, noor = cast.world, cast.noor
    await world.advance("2026-11-24T11:01")
    await noor.press("Why am I getting this?")
    await noor.press("Snooze 1 hour")
    await world.advance("2026-11-24T12:02")
    await noor.press("Another day")
    await cast.homes(noor)
    await Form(noor).close()
    await world.advance("2026-11-24T17:01")
    await noor.press("Done")


async def moving_on(cast: Cast) -> None:
    """The case comes to its next stage."""
    maya, form = cast.maya, Form(cast.maya)
    await maya.say(f"case {CASE}")
    await maya.press("Move on")
    await cast.answer(form, {"Where does the case stand now?": "Establishing facts"})
    await form.submit()
    await maya.press("Journal")


async def closing(cast: Cast) -> None:
    """A note to each, and nothing is left to press."""
    maya, form = cast.maya, Form(cast.maya)
    await maya.press("Close the case")
    for _ in range(8):
        if not form.is_open or not form.view.submit:
            break
        await form.submit()
    await cast.ben.say(f"case {CASE}")
    await cast.homes(cast.maya, cast.ben)
