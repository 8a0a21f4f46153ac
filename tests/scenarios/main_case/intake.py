"""Maya takes the complaint, one question at a time, with a restart in the middle."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast

WHICH_CLIENT = """
    The client
    Client complaint · 1 of 6
    Which client raised this?
    [Contoso Retail]
    [Fabrikam Health]
    Or type a name.
    [Cancel]
    """
WHO_COMPLAINED = """
    The people
    Client complaint · 2 of 6
    Who at the client complained?
    [Dana Frost]
    [Kim Sand]
    Or type a name.
    [Back]
    [Cancel]
    """
ABOUT_WHOM = """
    The people
    Client complaint · 2 of 6
    Who is it about?
    Choose one…
    - Amihan Bautista
    - Ana Uy
    - Ben Cruz
    - Chidi Okafor
    - Lea Santos
    - Leo Tan
    - Maya Reyes
    - Noor Lim
    - Rosa Diaz
    - Tuấn Nguyễn
    - Zofia Kowalska
    Or type a name.
    [Back]
    [Cancel]
    """
OBSERVED = """
    Allegation 1
    Client complaint · 3 of 6
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    What was observed?
    What somebody saw or heard, in plain words and without a verdict.
    Type your answer here.
    [Back]
    [Cancel]
    """
A_GENTLE_QUESTION = """
    Allegation 1
    Client complaint · 3 of 6
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    What was observed?
    What somebody saw or heard, in plain words and without a verdict.
    💡 “lazy”: What was seen or heard that shows it?
    Your answer so far:
    He is lazy. Three of eight tickets of Friday were not answered.
    To change it, write it anew.
    [Keep as it is]
    [Back]
    [Cancel]
    """
BEGAN = """
    Allegation 1
    Client complaint · 3 of 6
    When did it happen, or begin?
    Leave it open if the client has not said yet.
    [Done]
    Or type it, for example: yesterday 3 pm, or 20 Nov 2026 14:00.
    [Skip]
    [Back]
    [Cancel]
    """
ENDED = """
    Allegation 1
    Client complaint · 3 of 6
    When did it end?
    Only if it went on for a time.
    [Done]
    Or type it, for example: yesterday 3 pm, or 20 Nov 2026 14:00.
    [Skip]
    [Back]
    [Cancel]
    """
BY_WHOM = """
    Allegation 1
    Client complaint · 3 of 6
    Who observed it?
    A name or a post. Leave it open if the client has not said yet.
    Type your answer here.
    [Skip]
    [Back]
    [Cancel]
    """
HOW_KNOWN = """
    Allegation 1
    Client complaint · 3 of 6
    How do they know?
    • Seen – Whoever names it saw or heard it
    • Reported – Somebody told them
    • Inferred – They conclude it from something else
    [Seen]
    [Reported]
    [Inferred]
    Or type its name or number.
    [Back]
    [Cancel]
    """
ONE_ALLEGATION = """
    What is said to have happened
    Client complaint · 3 of 6
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    1. Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    [Go on]
    [Add another allegation]
    [Edit: Allegation 1]
    [Back]
    [Cancel]
    """
OBSERVED_2 = """
    Allegation 2
    Client complaint · 3 of 6
    What was observed?
    What somebody saw or heard, in plain words and without a verdict.
    Type your answer here.
    [Back]
    [Cancel]
    """
BEGAN_2 = """
    Allegation 2
    Client complaint · 3 of 6
    When did it happen, or begin?
    Leave it open if the client has not said yet.
    [Done]
    Or type it, for example: yesterday 3 pm, or 20 Nov 2026 14:00.
    [Skip]
    [Back]
    [Cancel]
    """
ENDED_2 = """
    Allegation 2
    Client complaint · 3 of 6
    When did it end?
    Only if it went on for a time.
    [Done]
    Or type it, for example: yesterday 3 pm, or 20 Nov 2026 14:00.
    [Skip]
    [Back]
    [Cancel]
    """
BY_WHOM_2 = """
    Allegation 2
    Client complaint · 3 of 6
    Who observed it?
    A name or a post. Leave it open if the client has not said yet.
    Type your answer here.
    [Skip]
    [Back]
    [Cancel]
    """
HOW_KNOWN_2 = """
    Allegation 2
    Client complaint · 3 of 6
    How do they know?
    • Seen – Whoever names it saw or heard it
    • Reported – Somebody told them
    • Inferred – They conclude it from something else
    [Seen]
    [Reported]
    [Inferred]
    Or type its name or number.
    [Back]
    [Cancel]
    """
TWO_ALLEGATIONS = """
    What is said to have happened
    Client complaint · 3 of 6
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    1. Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    2. Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.
    [Go on]
    [Add another allegation]
    [Edit: Allegation 1]
    [Edit: Allegation 2]
    [Remove: Allegation 1]
    [Remove: Allegation 2]
    [Back]
    [Cancel]
    """


async def who_is_concerned(cast: Cast) -> None:
    """The client, who complained, and the employee."""
    maya = cast.maya
    await maya.say("complaint")
    maya.reads(WHICH_CLIENT)
    await maya.choose("Contoso Retail")
    maya.reads("✓ The client\nWhich client raised this?\nContoso Retail", WHO_COMPLAINED)
    await maya.choose("Kim Sand")
    maya.reads("✓ The people\nWho at the client complained?\nKim Sand", ABOUT_WHOM)
    await maya.choose("Ben Cruz")
    maya.reads("✓ The people\nWho is it about?\nBen Cruz", OBSERVED)
    cast.world.quiet()


async def a_verdict_is_asked_about(cast: Cast) -> None:
    """A verdict gets a gentle question, which outlives a restart and may be passed over."""
    world, maya = cast.world, cast.maya
    await maya.say("He is lazy. Three of eight tickets of Friday were not answered.")
    maya.reads(
        """
        ✓ Allegation 1
        What was observed?
        He is lazy. Three of eight tickets of Friday were not answered.
        """,
        A_GENTLE_QUESTION,
    )
    await world.restart()
    await maya.press("Keep as it is")
    maya.reads(
        """
        ✓ Allegation 1
        What was observed?
        He is lazy. Three of eight tickets of Friday were not answered.
        """,
        BEGAN,
    )
    cast.world.quiet()


async def the_first_allegation(cast: Cast) -> None:
    """When, by whom, and how it is known."""
    maya = cast.maya
    await maya.say("20 Nov 2026 14:00")
    maya.reads(
        "✓ Allegation 1\nWhen did it happen, or begin?\nFri 20 Nov 2026, 14:00 (Manila time)", ENDED
    )
    await maya.press("Skip")
    maya.reads("✓ Allegation 1\nWhen did it end?\nleft open", BY_WHOM)
    await maya.say("Kim Sand")
    maya.reads("✓ Allegation 1\nWho observed it?\nKim Sand", HOW_KNOWN)
    await maya.choose("Seen")
    maya.reads("✓ Allegation 1\nHow do they know?\nSeen", ONE_ALLEGATION)
    cast.world.quiet()


async def the_second_allegation(cast: Cast) -> None:
    """Another one, apart from the first."""
    maya = cast.maya
    await maya.press("Add another allegation")
    maya.reads("✓ What is said to have happened", OBSERVED_2)
    await maya.say("A call on Thursday ended after two minutes.")
    maya.reads(
        "✓ Allegation 2\nWhat was observed?\nA call on Thursday ended after two minutes.", BEGAN_2
    )
    await maya.date("2026-11-19T10:30")
    maya.reads(
        "✓ Allegation 2\nWhen did it happen, or begin?\nThu 19 Nov 2026, 10:30 (Manila time)",
        ENDED_2,
    )
    await maya.say("skip")
    maya.reads("✓ Allegation 2\nWhen did it end?\nleft open", BY_WHOM_2)
    await maya.say("A shift lead at the store")
    maya.reads("✓ Allegation 2\nWho observed it?\nA shift lead at the store", HOW_KNOWN_2)
    await maya.choose("Reported")
    maya.reads("✓ Allegation 2\nHow do they know?\nReported", TWO_ALLEGATIONS)
    cast.world.quiet()
