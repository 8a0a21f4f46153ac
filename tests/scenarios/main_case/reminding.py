"""The promise becomes a reminder for Noor, who now looks after the case."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast
from tests.scenarios.main_case.standing import NEWER, NOTHING_OWED, settled

FIRST = """
    An update is promised
    You promised everyone in EH-2026-0001 an update by Wed 25 Nov 2026, 12:00 (Manila time).
        Please send it, even if there is little to tell.
    Silence makes people guess. A promise that is kept late is still worth keeping.
    [Open the case]
    [Done]
    [Snooze 1 hour]
    [Snooze to tomorrow]
    [Another day]
    [Why am I getting this?]
    """
WHY = """
    Why you get this
    Everyone in EH-2026-0001 was promised an update by Wed 25 Nov 2026, 12:00 (Manila time). You
        look after the case. I stop when the update is sent.
    The times are in your organisation's policy: Reminder schedule, row Commitment.
    """
SECOND = """
    An update is promised
    This is the second reminder.
    You promised everyone in EH-2026-0001 an update by Wed 25 Nov 2026, 12:00 (Manila time).
        Please send it, even if there is little to tell.
    Silence makes people guess. A promise that is kept late is still worth keeping.
    [Open the case]
    [Done]
    [Snooze 1 hour]
    [Snooze to tomorrow]
    [Another day]
    [Why am I getting this?]
    """


async def half_of_the_time_is_over(cast: Cast) -> None:
    """The first rung comes when half of the working time is over, and Noor asks why."""
    world, noor = cast.world, cast.noor
    await world.advance("2026-11-24T10:59")
    await world.advance("2026-11-24T11:01")
    noor.reads(FIRST)
    await noor.press("Why am I getting this?")
    noor.reads(WHY)
    cast.world.quiet()


async def put_off_by_an_hour(cast: Cast) -> None:
    """A snooze brings the same rung back, and moves nothing that is due.

    Only the latest reminder of something can be pressed.
    """
    world, noor = cast.world, cast.noor
    await noor.press("Snooze 1 hour")
    noor.reads("""
        Put off
        I remind you again on Tue 24 Nov 2026, 12:01 (Manila time).
        It stays due by Wed 25 Nov 2026, 12:00 (Manila time).
        """)
    await world.advance("2026-11-24T12:00")
    await world.advance("2026-11-24T12:02")
    noor.reads(settled(FIRST, NEWER), FIRST)
    cast.world.quiet()


async def done(cast: Cast) -> None:
    """The second rung comes at three quarters; after Done there is no third."""
    world, noor = cast.world, cast.noor
    await world.advance("2026-11-24T17:01")
    noor.reads(settled(FIRST, NEWER), SECOND)
    await noor.press("Done")
    done = "Done on Tue 24 Nov 2026, 17:01 (Manila time)."
    noor.reads(
        settled(SECOND, done, still="[Open the case]"),
        "Thank you\nI will not remind you of this again.",
    )
    cast.maya.reads(NOTHING_OWED)
    await world.advance("2026-11-25T13:00")
    cast.world.quiet()
