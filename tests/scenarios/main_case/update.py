"""One update for all: what is told, to whom, and why one is left out."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast

WHAT_HAPPENED = """
    What happened
    Status update · 1 of 7
    What happened that you want to tell?
    From the journal since the last update.
    - The complaint was received, and HR opened EH-2026-0001.
    Goes to everybody
    - The client was told that the complaint has arrived.
    Goes to everybody
    - Noor Lim acts as HR liaison.
    Goes to everybody
    - Ben Cruz was told about the complaint and will be heard.
    Goes to all but Kim Sand (client) and Leo Tan (account lead)
    [Done]
    Or type names or numbers, with commas between.
    [Skip]
    [Cancel]
    """
OWN_WORDS = """
    Your words and the next promise
    Status update · 2 of 7
    What do you want to add, in your own words?
    Only those who may know this kind of thing get it.
    Type your answer here.
    [Skip]
    [Back]
    [Cancel]
    """
WHAT_KIND = """
    Your words and the next promise
    Status update · 2 of 7
    What kind of thing is that?
    It decides who gets your words.
    Choose one…
    - Where the case stands, and dates
    Goes to all but Kim Sand (client) and Leo Tan (account lead)
    - A change in the service, naming no person
    Goes to all but Ben Cruz (employee)
    - What somebody promised to do
    Goes to everybody
    - What was found
    Goes to nobody as things stand
    - What the client said
    Goes to Kim Sand (client) and Noor Lim (HR liaison)
    - How the facts are looked into
    Goes to nobody as things stand
    Or type its name or number.
    [Back]
    [Cancel]
    """
WHAT_COMES = """
    Your words and the next promise
    Status update · 2 of 7
    What comes next?
    For everyone, so without names and details. For example: We speak with both sides this week.
    Type your answer here.
    [Back]
    [Cancel]
    """
BY_WHEN = """
    Your words and the next promise
    Status update · 2 of 7
    By when do they hear from you again?
    In your time (Manila). Each party reads it in its own.
    [Done]
    Or type it, for example: tomorrow 3 pm, or Friday 14:00.
    [Back]
    [Cancel]
    """
WHO_IS_TOLD = """
    Who is told
    Status update · 3 of 7
    Who is told?
    All get theirs together. Whoever you leave out needs a reason.
    - Kim Sand (client)
    - Ben Cruz (employee)
    - Lea Santos (line manager)
    - Leo Tan (account lead)
    - Noor Lim (HR liaison)
    [Done]
    Or type names or numbers, with commas between.
    [Back]
    [Cancel]
    """
WHY_NOT = """
    Who is not told, and why
    Status update · 4 of 7
    Why is Leo Tan (account lead) not told?
    Your reason goes into the journal.
    Type your answer here.
    [Back]
    [Cancel]
    """
FOR_KIM = """
    What each party reads
    Status update · 5 of 7
    One version for each, made from what it may know. Change the words as you like; what a party
        may not know is pointed out.
    Kim Sand (client)
    Times are in their zone.
    Your answer so far:
    Hello Kim, this is where EH-2026-0001 stands.

    - Your complaint was received, and we look after it under EH-2026-0001.
    - We confirmed to you that your complaint has arrived.
    - Noor Lim acts as HR liaison.

    A second person reads every refund before it goes out.

    We speak with both sides this week.

    You hear from us again by Wed 25 Nov 2026, 15:00 (Sydney time).
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """


async def what_is_told(cast: Cast) -> None:
    """What happened, Maya's own words with their kind, what comes, and the next promise."""
    maya = cast.maya
    await maya.say("update EH-2026-0001")
    maya.reads(WHAT_HAPPENED)
    await maya.press("Done")
    maya.reads(
        """
        ✓ What happened
        What happened that you want to tell?
        The complaint was received, and HR opened EH-2026-0001.; The client was told that the
            complaint has arrived.; Noor Lim…
        """,
        OWN_WORDS,
    )
    await maya.say("A second person reads every refund before it goes out.")
    maya.reads(
        """
        ✓ Your words and the next promise
        What do you want to add, in your own words?
        A second person reads every refund before it goes out.
        """,
        WHAT_KIND,
    )
    await maya.choose("A change in the service, naming no person")
    maya.reads(
        """
        ✓ Your words and the next promise
        What kind of thing is that?
        A change in the service, naming no person
        """,
        WHAT_COMES,
    )
    await maya.say("We speak with both sides this week.")
    maya.reads(
        """
        ✓ Your words and the next promise
        What comes next?
        We speak with both sides this week.
        """,
        BY_WHEN,
    )
    await maya.date("2026-11-25T12:00")
    maya.reads(
        """
        ✓ Your words and the next promise
        By when do they hear from you again?
        Wed 25 Nov 2026, 12:00 (Manila time)
        """,
        WHO_IS_TOLD,
    )
    cast.world.quiet()


async def one_is_left_out(cast: Cast) -> None:
    """Leo is not told this time, for a reason that is on record."""
    maya = cast.maya
    await maya.mark(
        "Kim Sand (client)",
        "Ben Cruz (employee)",
        "Lea Santos (line manager)",
        "Noor Lim (HR liaison)",
    )
    maya.reads(
        """
        ✓ Who is told
        Who is told?
        Kim Sand (client); Ben Cruz (employee); Lea Santos (line manager); Noor Lim (HR liaison)
        """,
        WHY_NOT,
    )
    await maya.say("Leo is on a flight and hears it from me tonight.")
    maya.reads(
        """
        ✓ Who is not told, and why
        Why is Leo Tan (account lead) not told?
        Leo is on a flight and hears it from me tonight.
        """,
        FOR_KIM,
    )
    cast.world.quiet()
