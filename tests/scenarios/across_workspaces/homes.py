"""What each one's Home shows of the case."""

from __future__ import annotations

from inspect import cleandoc

from tests.scenarios.across_workspaces.cast import Cast
from tests.standins.slack_reading import plain

HOME_OF_MAYA = """
    Hello Maya
    Here is what you owe next, your cases, what you left in the middle, and your roles.
    Only you see this page. All times are your own. What you press here is answered in our
        messages.
    [New complaint]
    What you owe next
    EH-2026-0001: Send the update that was promised
    Please do this by Thu 26 Nov 2026, 15:00 (Manila time).
    [Send an update]
    [Done]
    [Snooze to tomorrow]
    [Why am I getting this?]
    Your cases
    EH-2026-0001: Employee told
    Your part
    HR, took the complaint
    About
    Ben Cruz
    Client
    Contoso Retail
    Next
    Send the update that was promised, by Thu 26 Nov 2026, 15:00 (Manila time)
    Next update by
    Thu 26 Nov 2026, 15:00 (Manila time)
    [Open EH-2026-0001]
    [Send an update]
    What you left in the middle
    Nothing. What you begin and do not finish is kept for you here.
    Your roles
    None just now. When you are liaison, advisor or enforcer in a case, it stands here.
    """
HOME_OF_KIM = """
    Hello Kim
    Here are the cases that concern you, and what comes next in them.
    Only you see this page. All times are your own. What you press here is answered in our
        messages.
    Your cases
    EH-2026-0001: In progress
    Your part
    client
    Next update by
    Thu 26 Nov 2026, 18:00 (Sydney time)
    Looked after by
    Maya Reyes
    [Open EH-2026-0001]
    """
HOME_OF_BEN = """
    Hello Ben
    Here are the cases that concern you, and what comes next in them.
    Only you see this page. All times are your own. What you press here is answered in our
        messages.
    Your cases
    EH-2026-0001: Employee told
    Your part
    employee
    Next update by
    Thu 26 Nov 2026, 15:00 (Manila time)
    Looked after by
    Maya Reyes
    [Open EH-2026-0001]
    """
HOME_OF_LEA = """
    Hello Lea
    Here are the cases that concern you, and what comes next in them.
    Only you see this page. All times are your own. What you press here is answered in our
        messages.
    Your cases
    EH-2026-0001: Employee told
    Your part
    line manager
    About
    Ben Cruz
    Client
    Contoso Retail
    Next update by
    Thu 26 Nov 2026, 15:00 (Manila time)
    Looked after by
    Maya Reyes
    [Open EH-2026-0001]
    """


async def each_home_shows_their_side(cast: Cast) -> None:
    """What HR owes; and of the case, to each what is theirs."""
    for person in (cast.maya, cast.kim, cast.ben, cast.lea):
        assert await person.client.open_home() == 200
    await cast.world.settle()
    expected = {
        cast.maya: HOME_OF_MAYA,
        cast.kim: HOME_OF_KIM,
        cast.ben: HOME_OF_BEN,
        cast.lea: HOME_OF_LEA,
    }
    for person, said in expected.items():
        home = plain(person.client.home())
        assert home == cleandoc(said).replace("\n    ", " ")
        person.everything.append(home)
