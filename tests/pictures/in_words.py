"""Chapters in which people write, and are asked one thing at a time."""

from __future__ import annotations

from tests.pictures.cast import Cast, keep_until


async def first_words(cast: Cast) -> None:
    """What people meet who just write something."""
    await cast.nobody.say("hello")
    await cast.kim.say("hello")
    await cast.maya.say("hello")
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
    await maya.press("Go on")


async def wishes_in_words(cast: Cast) -> None:
    """What it did to the service, and what the client asks for; something comes in between."""
    maya = cast.maya
    await maya.say("Refunds were two days late for 14 customers.")
    await maya.choose("Coach them", "Replace them on the account")
    await maya.say("I want somebody else by Monday, or a plan that I can believe.")
    await maya.choose("Soon: this week")
    await maya.choose("No")
    await maya.press("Keep this answer")
    await maya.say("where am i")
    await maya.say("edit")
    await maya.press("Edit: Effect and wish")
    await maya.say("help")
    await maya.say("roles")
    await maya.say("cancel")
    await maya.press("Resume")
    await maya.say("cancel")
