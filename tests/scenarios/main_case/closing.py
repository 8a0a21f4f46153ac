"""The case is closed with a note to all. After that there is nothing more."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast
from tests.scenarios.main_case.moving_on import CASE_MOVED
from tests.scenarios.main_case.reminding import SECOND
from tests.scenarios.main_case.standing import CLOSED as CASE_CLOSED
from tests.scenarios.main_case.standing import OVER, settled

WHO_IS_TOLD = """
    Who is told
    Close the case · 1 of 4
    Who is told?
    All get theirs together. Whoever you leave out needs a reason.
    - Kim Sand (client)
    - Ben Cruz (employee)
    - Lea Santos (line manager)
    - Leo Tan (account lead)
    - Noor Lim (HR liaison)
    [Done]
    Or type names or numbers, with commas between.
    [Cancel]
    """
FOR_KIM = """
    The closing note for each party
    Close the case · 2 of 3
    One version for each, made from what it may know. Change the words as you like; what a party
        may not know is pointed out.
    Kim Sand (client)
    Times are in their zone.
    Your answer so far:
    Hello Kim. We have looked into the points that you raised on Mon 23 Nov 2026, and
        EH-2026-0001 is now closed.

    Thank you for telling us. If something about the service needs attention, please write to
        Noor: noor@northwind.example
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
FOR_BEN = """
    The closing note for each party
    Close the case · 2 of 3
    Ben Cruz (employee)
    Times are in their zone.
    Your answer so far:
    Hello Ben. EH-2026-0001 is now closed.

    We know that this took time and patience. Thank you for both. If you have a question about
        it, or want to talk, Noor Lim is there for you: noor@northwind.example
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
FOR_LEA = """
    The closing note for each party
    Close the case · 2 of 3
    Lea Santos (line manager)
    Times are in their zone.
    Your answer so far:
    Hello Lea. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
FOR_LEO = """
    The closing note for each party
    Close the case · 2 of 3
    Leo Tan (account lead)
    Times are in their zone.
    Your answer so far:
    Hello Leo. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
FOR_NOOR = """
    The closing note for each party
    Close the case · 2 of 3
    Noor Lim (HR liaison)
    Times are in their zone.
    Your answer so far:
    Hello Noor. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
REVIEW = """
    This goes out, and the case is closed
    Close the case · 3 of 3
    Kim Sand (client)
    Hello Kim. We have looked into the points that you raised on Mon 23 Nov 2026, and
        EH-2026-0001 is now closed.

    Thank you for telling us. If something about the service needs attention, please write to
        Noor: noor@northwind.example
    Ben Cruz (employee)
    Hello Ben. EH-2026-0001 is now closed.

    We know that this took time and patience. Thank you for both. If you have a question about
        it, or want to talk, Noor Lim is there for you: noor@northwind.example
    Lea Santos (line manager)
    Hello Lea. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    Leo Tan (account lead)
    Hello Leo. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    Noor Lim (HR liaison)
    Hello Noor. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    [Close the case]
    [Edit: Who is told]
    [Edit: The closing note for each party]
    [Back]
    [Cancel]
    """
CLOSED = """
    EH-2026-0001 is closed
    Kim, Ben, Lea, Leo and Noor get the closing note. Nothing more is due in this case.
    """
KIM_READS = """
    EH-2026-0001 is closed
    Hello Kim. We have looked into the points that you raised on Mon 23 Nov 2026, and
        EH-2026-0001 is now closed.
    Thank you for telling us. If something about the service needs attention, please write to
        Noor: noor@northwind.example
    """
BEN_READS = """
    EH-2026-0001 is closed
    Hello Ben. EH-2026-0001 is now closed.
    We know that this took time and patience. Thank you for both. If you have a question about
        it, or want to talk, Noor Lim is there for you: noor@northwind.example
    """
NOOR_READS = """
    EH-2026-0001 is closed
    Hello Noor. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    """
LEA_READS = """
    EH-2026-0001 is closed
    Hello Lea. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    """
LEO_READS = """
    EH-2026-0001 is closed
    Hello Leo. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what you
        learnt in it as confidential.
    """
NO_SUCH_CASE = """
    I cannot show that case
    There is no open case by that reference for you. Please check the reference, or write “case”
        to see yours.
    """


async def the_notes(cast: Cast) -> None:
    """A closing note for each, in their own words."""
    maya = cast.maya
    await maya.say("close EH-2026-0001")
    maya.reads(WHO_IS_TOLD)
    await maya.press("Done")
    maya.reads(
        """
        ✓ Who is told
        Who is told?
        Kim Sand (client); Ben Cruz (employee); Lea Santos (line manager); Leo Tan (account
            lead); Noor Lim (HR liaison)
        """,
        FOR_KIM,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ The closing note for each party
        Kim Sand (client)
        Hello Kim. We have looked into the points that you raised on Mon 23 Nov 2026, and
            EH-2026-0001 is now closed. Thank you…
        """,
        FOR_BEN,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ The closing note for each party
        Ben Cruz (employee)
        Hello Ben. EH-2026-0001 is now closed. We know that this took time and patience. Thank
            you for both. If you have a ques…
        """,
        FOR_LEA,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ The closing note for each party
        Lea Santos (line manager)
        Hello Lea. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what
            you learnt in it as confidentia…
        """,
        FOR_LEO,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ The closing note for each party
        Leo Tan (account lead)
        Hello Leo. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what
            you learnt in it as confidentia…
        """,
        FOR_NOOR,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ The closing note for each party
        Noor Lim (HR liaison)
        Hello Noor. EH-2026-0001 is now closed. Thank you for your part in it. Please treat what
            you learnt in it as confidenti…
        """,
        REVIEW,
    )
    cast.world.quiet()


async def the_case_is_closed(cast: Cast) -> None:
    """All get their note, and nothing about it can be pressed any more."""
    maya, noor, kim, ben, lea, leo = cast.maya, cast.noor, cast.kim, cast.ben, cast.lea, cast.leo
    await maya.press("Close the case")
    maya.reads(CASE_CLOSED, "✓ This goes out, and the case is closed\nDone.", CLOSED)
    kim.reads(KIM_READS)
    ben.reads(BEN_READS)
    done = "Done on Tue 24 Nov 2026, 17:01 (Manila time)."
    noor.reads(settled(SECOND, done, OVER), settled(CASE_MOVED, OVER), NOOR_READS)
    lea.reads(LEA_READS)
    leo.reads(LEO_READS)
    cast.world.quiet()


async def nothing_is_left(cast: Cast) -> None:
    """A month later nothing was due, and the reference is refused as any other."""
    world, maya, noor, kim, ben, lea = (
        cast.world,
        cast.maya,
        cast.noor,
        cast.kim,
        cast.ben,
        cast.lea,
    )
    await world.advance("2026-12-24T09:00")
    await ben.say("case EH-2026-0001")
    ben.reads(NO_SUCH_CASE)
    await kim.say("case EH-2026-0001")
    kim.reads(NO_SUCH_CASE)
    await lea.say("case EH-2026-0001")
    lea.reads("> case EH-2026-0001", NO_SUCH_CASE)
    await noor.say("case EH-2026-0001")
    noor.reads("> case EH-2026-0001", NO_SUCH_CASE)
    for person in (maya, noor, kim, ben, lea, cast.leo):
        assert [each for one in person.messages() for each in one.buttons] == []
    cast.world.quiet()
