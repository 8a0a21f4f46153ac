"""Maya reads it all once more, corrects a number, and submits."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast

EFFECT_AGAIN = """
    Effect and wish
    Client complaint · 4 of 6
    What was the effect on the service?
    Numbers help: orders late, calls missed. Leave it open if not known yet.
    Your answer so far:
    Refunds were two days late for 14 customers.
    [Keep this answer]
    To change it, write it anew.
    [Skip]
    [Back]
    [Cancel]
    """
ASKS = """
    Effect and wish
    Client complaint · 4 of 6
    What does the client ask for?
    - Coach them
    Talk, train, help to do better
    - Replace them on the account
    Somebody else does the work
    - Remove them from the account
    They no longer work for this client
    - Discipline them
    A warning or the like
    - Dismiss them
    End their employment
    - Information
    They want to know something
    - Something else
    Their own words say what
    [Done]
    Or type names or numbers, with commas between.
    [Back]
    [Cancel]
    """
OWN_WORDS_AGAIN = """
    Effect and wish
    Client complaint · 4 of 6
    In the client's own words
    As they said or wrote it. It is kept word for word and goes to few.
    Your answer so far:
    I want somebody else by Monday, or a plan that I can believe.
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
REVIEW_AGAIN = """
    Please check
    Client complaint · 6 of 6
    Nothing has been sent to anybody yet. On Submit, the client hears that the complaint
        arrived; the line manager and the account lead hear that a case exists. The employee is
        told by a step of its own, when you decide.
    The client
    Which client raised this?
    Contoso Retail
    The people
    Who at the client complained?
    Kim Sand
    Who is it about?
    Ben Cruz
    What is said to have happened
    Allegation 1
    What was observed?
    He is lazy. Three of eight tickets of Friday were not answered.
    When did it happen, or begin?
    Fri 20 Nov 2026, 14:00 (Manila time)
    When did it end?
    left open
    Who observed it?
    Kim Sand
    How do they know?
    Seen
    Allegation 2
    What was observed?
    A call on Thursday ended after two minutes.
    When did it happen, or begin?
    Thu 19 Nov 2026, 10:30 (Manila time)
    When did it end?
    left open
    Who observed it?
    A shift lead at the store
    How do they know?
    Reported
    Effect and wish
    What was the effect on the service?
    Refunds were two days late for 15 customers.
    What does the client ask for?
    Coach them; Replace them on the account
    In the client's own words
    I want somebody else by Monday, or a plan that I can believe.
    Urgency, safety and law
    How soon does the client need to hear more?
    Soon: this week
    Is anybody's safety a concern?
    No
    Which country's rules apply to the employee?
    Philippines
    [Submit]
    [Edit: The client]
    [Edit: The people]
    [Edit: What is said to have happened]
    [Edit: Effect and wish]
    [Edit: Urgency, safety and law]
    [Back]
    [Cancel]
    """
CASE_OPENED = """
    EH-2026-0001
    Who hears of it
    • Kim Sand (client): now
    • Ben Cruz (employee): not by this step
    • Lea Santos (line manager): now
    • Leo Tan (account lead): now
    Who owes what
    • Tell the employee: Maya, by Wed 25 Nov 2026, 09:30 (Manila time)
    • Send the update that was promised: Maya, by Thu 26 Nov 2026, 09:30 (Manila time)
    Stands at
    Intake
    Your part
    HR, took the complaint
    Opened
    Mon 23 Nov 2026, 09:30 (Manila time)
    Next update by
    Thu 26 Nov 2026, 09:30 (Manila time)
    Looked after by
    Maya Reyes
    Client
    Contoso Retail
    About
    Ben Cruz
    Raised by
    Kim Sand, Contoso Retail
    Employee
    not told yet: this is a step of its own
    What was raised
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    • Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.
    The client asks for
    coach them and replace them on the account
    Kim Sand wrote:
    I want somebody else by Monday, or a plan that I can believe.
    Who is in it
    • Maya Reyes: HR, took the complaint (on Slack)
    • Kim Sand: client (on Slack)
    • Ben Cruz: employee (on Slack)
    • Lea Santos: line manager (in the playground)
    • Leo Tan: account lead (in the playground)
    You see what your part in the case may know.
    [Brief the manager]
    [Tell the employee]
    [Settle a role]
    [Send an update]
    [Move on]
    [Add to it]
    [Journal]
    [Close the case]
    """
ACKNOWLEDGED = """
    Thank you, we have your complaint
    Hello Kim. Thank you for telling us. Your complaint has reached us, and Maya Reyes in HR
        looks after it. It has the reference EH-2026-0001.
    What happens next
    • We look at what happened, fairly and for everyone. We may ask you for dates, places and
        examples.
    • You hear from us again by Thu 26 Nov 2026, 12:30 (Sydney time), even if there is little to
        tell by then.
    We can tell you about the service that you receive and when you hear more. We do not share
        personal matters of the people who serve you.
    If you want to add something, please write to Maya: maya@northwind.example
    You get this because Contoso Retail raised a complaint with us. To see where it stands,
        write: case EH-2026-0001
    """
MANAGER_TOLD = """
    A case was opened that concerns your team
    Hello Lea. A client raised a complaint that concerns Ben Cruz. HR has opened a case for it:
        EH-2026-0001. Maya Reyes looks after it.
    Nothing has been decided. Maya will give you a summary before Ben is told. Until then,
        please do not raise it with Ben or with the team.
    Next update by: Thu 26 Nov 2026, 09:30 (Manila time)
    You get this because you are Ben's line manager.
    """
ACCOUNT_LEAD_TOLD = """
    A client complaint was opened
    Hello Leo. Contoso Retail raised a complaint, and HR has opened a case for it: EH-2026-0001.
        Maya Reyes looks after it.
    The client was told that they hear from us by Thu 26 Nov 2026, 09:30 (Manila time). If they
        speak to you about it, please pass it on to Maya, and promise no outcome.
    You get this because you lead the account of Contoso Retail.
    """


async def a_number_is_corrected(cast: Cast) -> None:
    """From the review one page is gone through again, and the review is there again."""
    maya = cast.maya
    await maya.press("Edit: Effect and wish")
    maya.reads("✓ Please check", EFFECT_AGAIN)
    await maya.say("Refunds were two days late for 15 customers.")
    maya.reads(
        """
        ✓ Effect and wish
        What was the effect on the service?
        Refunds were two days late for 15 customers.
        """,
        ASKS,
    )
    await maya.press("Done")
    maya.reads(
        """
        ✓ Effect and wish
        What does the client ask for?
        Coach them; Replace them on the account
        """,
        OWN_WORDS_AGAIN,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ Effect and wish
        In the client's own words
        I want somebody else by Monday, or a plan that I can believe.
        """,
        REVIEW_AGAIN,
    )
    cast.world.quiet()


async def the_case_is_opened(cast: Cast) -> None:
    """The client is acknowledged, manager and account lead hear that it exists, Ben nothing."""
    world, maya, kim, lea, leo = cast.world, cast.maya, cast.kim, cast.lea, cast.leo
    await world.advance("2026-11-23T09:30")
    await maya.press("Submit")
    maya.reads("✓ Please check\nDone.", CASE_OPENED)
    kim.reads(ACKNOWLEDGED)
    lea.reads(MANAGER_TOLD)
    leo.reads(ACCOUNT_LEAD_TOLD)
    cast.world.quiet()
