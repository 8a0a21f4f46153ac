"""One update, composed in a form, to all in their own words."""

from __future__ import annotations

from tests.scenarios.across_workspaces.cast import Cast

WHAT_HAPPENED = """
    Status update
    Step 1 of 7
    What happened
    What happened that you want to tell? (optional)
    From the journal since the last update.
    ✓ The complaint was received, and HR opened EH-2026-0001.
    Goes to everybody
    ✓ The client was told that the complaint has arrived.
    Goes to everybody
    ✓ Ben Cruz was told about the complaint and will be heard.
    Goes to all but Kim Sand (client) and Leo Tan (account lead)
    [Cancel]
    [Next]
    [Finish later]
    """
YOUR_WORDS = """
    Status update
    Step 2 of 7
    Your words and the next promise
    What do you want to add, in your own words? (optional)
    Only those who may know this kind of thing get it.
    What comes next?
    For everyone, so without names and details. For example: We speak with both sides this week.
    By when do they hear from you again?
    In your time (Manila). Each party reads it in its own.
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
WHO_IS_TOLD = """
    Status update
    Step 3 of 7
    Who is told
    Who is told?
    All get theirs together. Whoever you leave out needs a reason.
    ✓ Kim Sand (client)
    ✓ Ben Cruz (employee)
    ✓ Lea Santos (line manager)
    ✓ Leo Tan (account lead)
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
WHAT_EACH_READS = """
    Status update
    Step 4 of 6
    What each party reads
    One version for each, made from what it may know. Change the words as you like; what a party
        may not know is pointed out.
    Kim Sand (client)
    Times are in their zone.
    Hello Kim, this is where EH-2026-0001 stands.

    - Your complaint was received, and we look after it under EH-2026-0001.
    - We confirmed to you that your complaint has arrived.

    We look at the tickets of that day.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 18:00 (Sydney time).
    Ben Cruz (employee)
    Your own words are left out here; the gist of them may be said neutrally. Times are in their
        zone.
    Hello Ben, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - You were told about the complaint, and you will be heard.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    Lea Santos (line manager)
    Times are in their zone.
    Hello Lea, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - Ben Cruz was told about the complaint and will be heard.

    We look at the tickets of that day.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    Leo Tan (account lead)
    Times are in their zone.
    Hello Leo, this is where EH-2026-0001 stands.

    - We have received the matter and look after it under EH-2026-0001.
    - The client was told that the complaint has arrived.

    We look at the tickets of that day.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
THIS_GOES_OUT = """
    Status update
    Step 5 of 5
    This goes out
    Goes out
    Now
    They hear again by
    Thu 26 Nov 2026, 15:00 (Manila time)
    Kim Sand (client)
    Hello Kim, this is where EH-2026-0001 stands.

    - Your complaint was received, and we look after it under EH-2026-0001.
    - We confirmed to you that your complaint has arrived.

    We look at the tickets of that day.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 18:00 (Sydney time).
    Ben Cruz (employee)
    Hello Ben, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - You were told about the complaint, and you will be heard.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    Lea Santos (line manager)
    Hello Lea, this is where EH-2026-0001 stands.

    - The complaint was received, and HR opened EH-2026-0001.
    - The client was told that the complaint has arrived.
    - Ben Cruz was told about the complaint and will be heard.

    We look at the tickets of that day.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    Leo Tan (account lead)
    Hello Leo, this is where EH-2026-0001 stands.

    - We have received the matter and look after it under EH-2026-0001.
    - The client was told that the complaint has arrived.

    We look at the tickets of that day.

    We check the queue each evening.

    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    [Edit: What happened]
    [Edit: Your words and the next promise]
    [Edit: Who is told]
    [Edit: What each party reads]
    [Back]
    [Cancel]
    [Send]
    [Finish later]
    """
UPDATE_FOR_KIM = """
    Where EH-2026-0001 stands
    Hello Kim, this is where EH-2026-0001 stands.
    • Your complaint was received, and we look after it under EH-2026-0001.
    • We confirmed to you that your complaint has arrived.
    We look at the tickets of that day.
    We check the queue each evening.
    You hear from us again by Thu 26 Nov 2026, 18:00 (Sydney time).
    """
UPDATE_FOR_BEN = """
    Where EH-2026-0001 stands
    Hello Ben, this is where EH-2026-0001 stands.
    • The complaint was received, and HR opened EH-2026-0001.
    • The client was told that the complaint has arrived.
    • You were told about the complaint, and you will be heard.
    We check the queue each evening.
    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    """
UPDATE_FOR_LEA = """
    Where EH-2026-0001 stands
    Hello Lea, this is where EH-2026-0001 stands.
    • The complaint was received, and HR opened EH-2026-0001.
    • The client was told that the complaint has arrived.
    • Ben Cruz was told about the complaint and will be heard.
    We look at the tickets of that day.
    We check the queue each evening.
    You hear from us again by Thu 26 Nov 2026, 15:00 (Manila time).
    """


async def all_hear_how_it_stands(cast: Cast) -> None:
    """One update, composed in a form with a version for each, goes to all together."""
    form = cast.form
    await form.command("/update", "EH-2026-0001")
    form.reads(WHAT_HAPPENED)
    await form.submit()
    form.reads(YOUR_WORDS)
    words = {
        "What do you want to add, in your own words?": "We look at the tickets of that day.",
        "What comes next?": "We check the queue each evening.",
        "By when do they hear from you again?": "2026-11-26T15:00",
    }
    await form.answer(words)
    await form.answer({"What kind of thing is that?": "A change in the service, naming no person"})
    form.reads(WHO_IS_TOLD)
    await form.submit()
    form.reads(WHAT_EACH_READS)
    await form.submit()
    form.reads(THIS_GOES_OUT)
    await form.submit()
    form.sees("Kim, Ben, Lea and Leo get it together, now.")
    cast.kim.reads(UPDATE_FOR_KIM)
    cast.ben.reads(UPDATE_FOR_BEN)
    cast.lea.reads(UPDATE_FOR_LEA)
