"""The facts are being established; the journal has who did what."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast
from tests.scenarios.main_case.standing import MOVED_ON, NEWER, settled

CASE_OF_NOOR = """
    EH-2026-0001
    Stands at: Employee told
    Your part: HR liaison
    Opened: Mon 23 Nov 2026, 09:30 (Manila time)
    Next update by: Wed 25 Nov 2026, 12:00 (Manila time)
    Looked after by: Noor Lim
    Client: Contoso Retail
    About: Ben Cruz
    Raised by: Kim Sand, Contoso Retail
    Employee: told Mon 23 Nov 2026, 10:00 (Manila time)
    What was raised
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    • Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.
    The client asks for: coach them and replace them on the account
    Kim Sand wrote:
    I want somebody else by Monday, or a plan that I can believe.
    Who is in it
    • Maya Reyes: HR, took the complaint (on Slack)
    • Kim Sand: client (on Slack)
    • Ben Cruz: employee (on Slack)
    • Lea Santos: line manager (in the playground)
    • Leo Tan: account lead (in the playground)
    • Noor Lim: HR liaison, confirmed (in the playground)
    You see what your part in the case may know.
    [Settle a role]
    [Send an update]
    [Move on]
    [Add to it]
    [Journal]
    [Close the case]
    """
WHICH_STAGE = """
    The stage
    Where does the case stand now?
    It stands at: Employee told.
    - Establishing facts
    - Hearing
    - Outcome
    - Appeal
    [Cancel]
    """
STAGE_TAKEN = """
    The stage
    Where does the case stand now?: Establishing facts
    """
STAGE_REVIEW = """
    Please check
    Each party then sees what that stage opens to it. Nothing is sent by this step: tell the parties
        with an update.
    The stage
    Where does the case stand now?: Establishing facts
    [Move on]
    [Edit: The stage]
    [Back]
    [Cancel]
    """
STAGE_DONE = """
    Please check
    Done.
    """
CASE_MOVED = """
    EH-2026-0001
    Stands at: Establishing facts
    Your part: HR liaison
    Opened: Mon 23 Nov 2026, 09:30 (Manila time)
    Next update by: Wed 25 Nov 2026, 12:00 (Manila time)
    Looked after by: Noor Lim
    Client: Contoso Retail
    About: Ben Cruz
    Raised by: Kim Sand, Contoso Retail
    Employee: told Mon 23 Nov 2026, 10:00 (Manila time)
    What was raised
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    • Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.
    The client asks for: coach them and replace them on the account
    Kim Sand wrote:
    I want somebody else by Monday, or a plan that I can believe.
    Who is in it
    • Maya Reyes: HR, took the complaint (on Slack)
    • Kim Sand: client (on Slack)
    • Ben Cruz: employee (on Slack)
    • Lea Santos: line manager (in the playground)
    • Leo Tan: account lead (in the playground)
    • Noor Lim: HR liaison, confirmed (in the playground)
    You see what your part in the case may know.
    [Settle a role]
    [Send an update]
    [Move on]
    [Add to it]
    [Journal]
    [Close the case]
    """
JOURNAL = """
    Journal of EH-2026-0001
    • Mon 23 Nov 2026, 09:30 (Manila time), Maya Reyes (slack): The complaint was received,
        and HR opened EH-2026-0001.
    • Mon 23 Nov 2026, 09:30 (Manila time), Evenhand (slack): The client was told that the
        complaint has arrived.
    • Mon 23 Nov 2026, 09:30 (Manila time), Maya Reyes (slack): Noor Lim acts as HR liaison.
    • Mon 23 Nov 2026, 09:30 (Manila time), Noor Lim (playground): Confirmed the role: Noor
        Lim (HR liaison)
    • Mon 23 Nov 2026, 10:00 (Manila time), Maya Reyes (slack): The line manager was sent the
        summary.
    • Mon 23 Nov 2026, 10:00 (Manila time), Lea Santos (playground): Confirmed to have read
        the notice: Lea Santos (line manager)
    • Mon 23 Nov 2026, 10:00 (Manila time), Maya Reyes (slack): Ben Cruz was told about the
        complaint and will be heard.
    • Mon 23 Nov 2026, 10:00 (Manila time), Ben Cruz (slack): Confirmed to have read the
        notice: Ben Cruz (employee)
    • Mon 23 Nov 2026, 10:00 (Manila time), Maya Reyes (slack): Left out of what was sent:
        Leo Tan (account lead). Reason: Leo is on a flight and hears it from me tonight.
    • Mon 23 Nov 2026, 10:00 (Manila time), Maya Reyes (slack): An update was sent to Kim
        Sand, Ben Cruz, Lea Santos and Noor Lim
    • Tue 24 Nov 2026, 11:00 (Manila time), Evenhand: A reminder was sent. Owed: Send the
        update that was promised. To: Noor Lim
    • Tue 24 Nov 2026, 11:01 (Manila time), Noor Lim (playground): A reminder was put off.
        Owed: Send the update that was promised
    • Tue 24 Nov 2026, 12:01 (Manila time), Evenhand: A reminder was sent. Owed: Send the
        update that was promised. To: Noor Lim
    • Tue 24 Nov 2026, 17:00 (Manila time), Evenhand: A reminder was sent. Owed: Send the
        update that was promised. To: Noor Lim
    • Tue 24 Nov 2026, 17:01 (Manila time), Noor Lim (playground): A reminder was marked as
        done. Owed: Send the update that was promised
    • Wed 25 Nov 2026, 13:00 (Manila time), Noor Lim (playground): The case has come to its
        next stage: Establishing facts.
    The latest 16 of 16 entries. Nothing in a journal is ever changed.
    """


async def the_case_moves_on(cast: Cast) -> None:
    """Noor says that the facts are being established; nobody is written to."""
    noor = cast.noor
    await noor.press("Open the case")
    noor.reads(CASE_OF_NOOR)
    await noor.press("Move on")
    noor.reads(WHICH_STAGE)
    await noor.fill({"Where does the case stand now?": "Establishing facts"})
    noor.reads(STAGE_TAKEN, STAGE_REVIEW)
    await noor.press("Move on")
    noor.reads(settled(CASE_OF_NOOR, NEWER), STAGE_DONE, CASE_MOVED)
    cast.maya.reads(MOVED_ON)
    cast.world.quiet()


async def who_did_what(cast: Cast) -> None:
    """The journal has every step, who took it, where and when."""
    maya = cast.maya
    await maya.say("journal EH-2026-0001")
    maya.reads(JOURNAL)
    cast.world.quiet()
