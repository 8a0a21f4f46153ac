"""Each party gets a version of its own: a leak is refused, and all go out together."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast
from tests.scenarios.main_case.standing import UPDATE_SENT

FOR_BEN = """
    What each party reads
    Status update · 5 of 7
    Ben Cruz (employee)
    Your own words are left out here; the gist of them may be said neutrally. Times are in their
        zone.
    Your answer so far:
    Hello Ben, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - Noor Lim acts as HR liaison.
    - You were told about the complaint, and you will be heard.

    We speak with both sides this week.

    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
FOR_LEA = """
    What each party reads
    Status update · 5 of 7
    Lea Santos (line manager)
    Times are in their zone.
    Your answer so far:
    Hello Lea, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - Noor Lim acts as HR liaison.
    - Ben Cruz was told about the complaint and will be heard.

    A second person reads every refund before it goes out.

    We speak with both sides this week.

    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
FOR_NOOR = """
    What each party reads
    Status update · 5 of 7
    Noor Lim (HR liaison)
    Times are in their zone.
    Your answer so far:
    Hello Noor, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - You act as HR liaison.
    - Ben Cruz was told about the complaint and will be heard.

    A second person reads every refund before it goes out.

    We speak with both sides this week.

    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    [Keep this answer]
    To change it, write it anew.
    [Back]
    [Cancel]
    """
LEAK = """
    What each party reads
    Status update · 5 of 7
    One version for each, made from what it may know. Change the words as you like; what a party
        may not know is pointed out.
    Kim Sand (client)
    Times are in their zone.
    ⚠ Take out “A shift lead at the store”. Not for this party at any stage. Nobody should be
        able to press a witness.
    You wrote:
    Hello Kim. A shift lead at the store said so, too.
    To change it, write it anew.
    [Back]
    [Cancel]
    """
REVIEW = """
    This goes out
    Status update · 6 of 6
    Goes out
    Now
    They hear again by
    Wed 25 Nov 2026, 12:00 (Manila time)
    Kim Sand (client)
    Hello Kim. A second person reads every refund now.
    Ben Cruz (employee)
    Hello Ben, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - Noor Lim acts as HR liaison.
    - You were told about the complaint, and you will be heard.

    We speak with both sides this week.

    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    Lea Santos (line manager)
    Hello Lea, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - Noor Lim acts as HR liaison.
    - Ben Cruz was told about the complaint and will be heard.

    A second person reads every refund before it goes out.

    We speak with both sides this week.

    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    Leo Tan (account lead)
    Not told, because
    Leo is on a flight and hears it from me tonight.
    Noor Lim (HR liaison)
    Hello Noor, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - You act as HR liaison.
    - Ben Cruz was told about the complaint and will be heard.

    A second person reads every refund before it goes out.

    We speak with both sides this week.

    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    [Send]
    [Edit: What happened]
    [Edit: Your words and the next promise]
    [Edit: Who is told]
    [Edit: Who is not told, and why]
    [Edit: What each party reads]
    [Back]
    [Cancel]
    """
SENT = """
    The update is on its way
    Kim, Ben, Lea and Noor get it together, now.
    Left out, with your reason in the journal: Leo.
    You promised the next update by Wed 25 Nov 2026, 12:00 (Manila time). I will remind you in
        time.
    """
KIM_READS = """
    Where EH-2026-0001 stands
    Hello Kim. A second person reads every refund now.
    """
BEN_READS = """
    Where EH-2026-0001 stands
    Hello Ben, this is where EH-2026-0001 stands.
    • The complaint was received, and HR opened EH-2026-0001.
    • The client was told that the complaint has arrived.
    • Noor Lim acts as HR liaison.
    • You were told about the complaint, and you will be heard.
    We speak with both sides this week.
    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    """
NOOR_READS = """
    Where EH-2026-0001 stands
    Hello Noor, this is where EH-2026-0001 stands.
    • The complaint was received, and HR opened EH-2026-0001.
    • The client was told that the complaint has arrived.
    • You act as HR liaison.
    • Ben Cruz was told about the complaint and will be heard.
    A second person reads every refund before it goes out.
    We speak with both sides this week.
    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    """
LEA_READS = """
    Where EH-2026-0001 stands
    Hello Lea, this is where EH-2026-0001 stands.
    • The complaint was received, and HR opened EH-2026-0001.
    • The client was told that the complaint has arrived.
    • Noor Lim acts as HR liaison.
    • Ben Cruz was told about the complaint and will be heard.
    A second person reads every refund before it goes out.
    We speak with both sides this week.
    You hear from us again by Wed 25 Nov 2026, 12:00 (Manila time).
    """


async def a_leak_is_refused(cast: Cast) -> None:
    """A witness named to the client is pointed out beside the text, and taken out."""
    maya = cast.maya
    await maya.say("Hello Kim. A shift lead at the store said so, too.")
    maya.reads(
        """
        ✓ What each party reads
        Kim Sand (client)
        Hello Kim. A shift lead at the store said so, too.
        """,
        FOR_BEN,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ What each party reads
        Ben Cruz (employee)
        Hello Ben, this is where EH-2026-0001 stands. - The complaint was received, and HR
            opened EH-2026-0001. - The client wa…
        """,
        FOR_LEA,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ What each party reads
        Lea Santos (line manager)
        Hello Lea, this is where EH-2026-0001 stands. - The complaint was received, and HR
            opened EH-2026-0001. - The client wa…
        """,
        FOR_NOOR,
    )
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ What each party reads
        Noor Lim (HR liaison)
        Hello Noor, this is where EH-2026-0001 stands. - The complaint was received, and HR
            opened EH-2026-0001. - The client w…
        """,
        LEAK,
    )
    await maya.say("Hello Kim. A second person reads every refund now.")
    maya.reads(
        """
        ✓ What each party reads
        Kim Sand (client)
        Hello Kim. A second person reads every refund now.
        """,
        REVIEW,
    )
    cast.world.quiet()


async def all_get_theirs_together(cast: Cast) -> None:
    """Four versions go out; Leo hears nothing."""
    maya, noor, kim, ben, lea = cast.maya, cast.noor, cast.kim, cast.ben, cast.lea
    await maya.press("Send")
    maya.reads(UPDATE_SENT, "✓ This goes out\nDone.", SENT)
    kim.reads(KIM_READS)
    ben.reads(BEN_READS)
    noor.reads(NOOR_READS)
    lea.reads(LEA_READS)
    cast.world.quiet()
