"""Maya says what it did to the service, what the client wants, and how soon."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast

EFFECT = """
    Effect and wish
    Client complaint · 4 of 6
    What was the effect on the service?
    Numbers help: orders late, calls missed. Leave it open if not known yet.
    Type your answer here.
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
OWN_WORDS = """
    Effect and wish
    Client complaint · 4 of 6
    In the client's own words
    As they said or wrote it. It is kept word for word and goes to few.
    Type your answer here.
    [Back]
    [Cancel]
    """
HOW_SOON = """
    Urgency, safety and law
    Client complaint · 5 of 6
    How soon does the client need to hear more?
    Your answer so far: In the normal course
    [In the normal course]
    [Soon: this week]
    [Today]
    Or type its name or number.
    [Back]
    [Cancel]
    """
SAFETY = """
    Urgency, safety and law
    Client complaint · 5 of 6
    Is anybody's safety a concern?
    The employee, someone at the client, a customer, a colleague.
    Your answer so far: No
    • Yes – Somebody may be at risk
    [No]
    [Yes]
    Or type its name or number.
    [Back]
    [Cancel]
    """
REVIEW = """
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
    Refunds were two days late for 14 customers.
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


async def effect_and_wish(cast: Cast) -> None:
    """What it did to the service, and what the client asks for."""
    maya = cast.maya
    await maya.press("Go on")
    maya.reads("✓ What is said to have happened", EFFECT)
    await maya.say("Refunds were two days late for 14 customers.")
    maya.reads(
        """
        ✓ Effect and wish
        What was the effect on the service?
        Refunds were two days late for 14 customers.
        """,
        ASKS,
    )
    await maya.choose("Coach them", "Replace them on the account")
    maya.reads(
        """
        ✓ Effect and wish
        What does the client ask for?
        Coach them; Replace them on the account
        """,
        OWN_WORDS,
    )
    await maya.say("I want somebody else by Monday, or a plan that I can believe.")
    maya.reads(
        """
        ✓ Effect and wish
        In the client's own words
        I want somebody else by Monday, or a plan that I can believe.
        """,
        HOW_SOON,
    )
    cast.world.quiet()


async def urgency_safety_and_law(cast: Cast) -> None:
    """The rest is asked with what is likely."""
    maya = cast.maya
    await maya.choose("Soon: this week")
    maya.reads(
        """
        ✓ Urgency, safety and law
        How soon does the client need to hear more?
        Soon: this week
        """,
        SAFETY,
    )
    await maya.choose("No")
    maya.reads("✓ Urgency, safety and law\nIs anybody's safety a concern?\nNo", maya.last().text)
    maya.sees(
        "Which country's rules apply to the employee?\nAs a rule, where they habitually work."
    )
    await maya.press("Keep this answer")
    maya.reads(
        "✓ Urgency, safety and law\nWhich country's rules apply to the employee?\nPhilippines",
        REVIEW,
    )
    cast.world.quiet()
