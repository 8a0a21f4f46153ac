"""The manager is briefed one step before, and Ben is told by a step of its own."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast
from tests.scenarios.main_case.standing import EMPLOYEE_TOLD, MANAGER_BRIEFED, READ, settled

SUMMARY = """
    The summary
    Brief the line manager · 1 of 2
    The summary for Lea Santos
    Keep to what was observed. What a line manager may not know is left out. Times are in Lea's
        zone.
    Your answer so far:
    Hello Lea. This is the summary of the complaint that concerns Ben Cruz.

    - Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    - Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.

    These are points to look into. Nothing has been decided.

    HR tells Ben next. Please keep this to yourself until then. If Ben comes to you afterwards:
        listen, keep to what you have seen yourself, and promise no outcome.
    [Keep this answer]
    To change it, write it anew.
    [Cancel]
    """
TOO_MUCH = """
    The summary
    Brief the line manager · 1 of 2
    The summary for Lea Santos
    Keep to what was observed. What a line manager may not know is left out. Times are in Lea's
        zone.
    ⚠ Take out “I want somebody else by Monday”. The employee has a right to answer it;
        bystanders in it are protected.
    You wrote:
    Hello Lea. I want somebody else by Monday, says the client.
    To change it, write it anew.
    [Cancel]
    """
MANAGER_READS = """
    This is what the manager reads
    Brief the line manager · 2 of 2
    Hello Lea. Some tickets of Friday are said to be open. Nothing has been decided.
    This goes out when you press Send.
    [Send]
    [Edit: The summary]
    [Back]
    [Cancel]
    """
BRIEFED = """
    Lea gets the summary
    The next step is to tell Ben. It is due by Wed 25 Nov 2026, 09:30 (Manila time).
    [Tell the employee]
    """
BRIEFING = """
    A summary for you, before the employee is told
    Hello Lea. Some tickets of Friday are said to be open. Nothing has been decided.
    [I have read this]
    """
RECEIVED = """
    Thank you
    It is noted that you have read this. You agree to nothing by it.
    """
MESSAGE = """
    The message
    Tell the employee · 1 of 2
    What Ben will read
    Be kind, plain and true. Times are in their zone.
    Your answer so far:
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now.
        Kim Sand at Contoso Retail has raised a complaint that concerns your work.

    What was raised:

    - Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    - Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.

    Nothing has been decided. You will be asked for your side before anything is, and you will
        get time to prepare your answer.

    Noor Lim in HR carries facts and dates between both sides, and does not judge.

    If you object to one of these people in their part, please tell the HR lead, with your
        reason. You get an answer within two working days.

    If you have a question, want to talk it through, or want somebody with you at a meeting
        about this, please write to Noor Lim: noor@northwind.example

    You hear from us again by Thu 26 Nov 2026, 09:30 (Manila time). With the client we speak
        about the service. We do not share your personal matters with them.
    [Keep this answer]
    To change it, write it anew.
    [Cancel]
    """
EMPLOYEE_READS = """
    This is what the employee reads
    Tell the employee · 2 of 2
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now.
        Kim Sand at Contoso Retail has raised a complaint that concerns your work.

    What was raised:

    - Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    - Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.

    Nothing has been decided. You will be asked for your side before anything is, and you will
        get time to prepare your answer.

    Noor Lim in HR carries facts and dates between both sides, and does not judge.

    If you object to one of these people in their part, please tell the HR lead, with your
        reason. You get an answer within two working days.

    If you have a question, want to talk it through, or want somebody with you at a meeting
        about this, please write to Noor Lim: noor@northwind.example

    You hear from us again by Thu 26 Nov 2026, 09:30 (Manila time). With the client we speak
        about the service. We do not share your personal matters with them.
    Talk to Ben first if you can: in person or by phone, then in writing.
    This goes out when you press the button, and cannot be taken back.
    [Tell the employee]
    [Edit: The message]
    [Back]
    [Cancel]
    """
BEING_TOLD = """
    Ben is being told
    The message is on its way to Ben. Please also speak to Ben in person or by phone: hard news
        should not stay a message.
    """
TOLD = """
    A complaint has been raised, and you will be heard
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now.
        Kim Sand at Contoso Retail has raised a complaint that concerns your work.
    What was raised:
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were
        not answered.
    • Thu 19 Nov 2026, 10:30 (Manila time): A call on Thursday ended after two minutes.
    Nothing has been decided. You will be asked for your side before anything is, and you will
        get time to prepare your answer.
    Noor Lim in HR carries facts and dates between both sides, and does not judge.
    If you object to one of these people in their part, please tell the HR lead, with your
        reason. You get an answer within two working days.
    If you have a question, want to talk it through, or want somebody with you at a meeting
        about this, please write to Noor Lim: noor@northwind.example
    You hear from us again by Thu 26 Nov 2026, 09:30 (Manila time). With the client we speak
        about the service. We do not share your personal matters with them.
    [I have read this]
    """
CASE_OF_BEN = """
    EH-2026-0001
    Stands at
    Employee told
    Your part
    employee
    Opened
    Mon 23 Nov 2026, 09:30 (Manila time)
    Next update by
    Thu 26 Nov 2026, 09:30 (Manila time)
    Looked after by
    Noor Lim
    What was raised was sent to you in a message of its own on Mon 23 Nov 2026, 10:00 (Manila
        time).
    You see what your part in the case may know.
    """
CASE_OF_KIM = """
    EH-2026-0001
    Stands at
    In progress
    Your part
    client
    Opened
    Mon 23 Nov 2026, 12:30 (Sydney time)
    Next update by
    Thu 26 Nov 2026, 12:30 (Sydney time)
    Looked after by
    Noor Lim
    Client
    Contoso Retail
    What was raised
    • Fri 20 Nov 2026, 17:00 (Sydney time): He is lazy. Three of eight tickets of Friday were
        not answered.
    • Thu 19 Nov 2026, 13:30 (Sydney time): A call on Thursday ended after two minutes.
    The client asks for
    coach them and replace them on the account
    Kim Sand wrote:
    I want somebody else by Monday, or a plan that I can believe.
    You see what your part in the case may know.
    """
CASE_OF_LEA = """
    EH-2026-0001
    Stands at: Employee told
    Your part: line manager
    Opened: Mon 23 Nov 2026, 09:30 (Manila time)
    Next update by: Thu 26 Nov 2026, 09:30 (Manila time)
    Looked after by: Noor Lim
    Client: Contoso Retail
    About: Ben Cruz
    What was raised was sent to you in a message of its own on Mon 23 Nov 2026, 10:00 (Manila
        time).
    You see what your part in the case may know.
    """
CASE_OF_LEO = """
    EH-2026-0001
    Stands at: In progress
    Your part: account lead
    Opened: Mon 23 Nov 2026, 09:30 (Manila time)
    Next update by: Thu 26 Nov 2026, 09:30 (Manila time)
    Looked after by: Noor Lim
    Client: Contoso Retail
    You see what your part in the case may know.
    """


async def the_manager_is_briefed(cast: Cast) -> None:
    """What a manager may not know is refused beside the text; the summary goes out."""
    world, maya, lea = cast.world, cast.maya, cast.lea
    await world.advance("2026-11-23T10:00")
    await maya.say("brief EH-2026-0001")
    maya.reads(SUMMARY)
    await maya.say("Hello Lea. I want somebody else by Monday, says the client.")
    maya.reads(
        """
        ✓ The summary
        The summary for Lea Santos
        Hello Lea. I want somebody else by Monday, says the client.
        """,
        TOO_MUCH,
    )
    await maya.say(
        "Hello Lea. Some tickets of Friday are said to be open. Nothing has been decided."
    )
    maya.reads(
        """
        ✓ The summary
        The summary for Lea Santos
        Hello Lea. Some tickets of Friday are said to be open. Nothing has been decided.
        """,
        MANAGER_READS,
    )
    await maya.press("Send")
    maya.reads(MANAGER_BRIEFED, "✓ This is what the manager reads\nDone.", BRIEFED)
    lea.reads(BRIEFING)
    await lea.press("I have read this")
    lea.reads(settled(BRIEFING, READ), RECEIVED)
    cast.world.quiet()


async def ben_is_told(cast: Cast) -> None:
    """The text is previewed word by word, and goes to Ben alone."""
    maya, ben = cast.maya, cast.ben
    await maya.say("tell EH-2026-0001")
    maya.reads(MESSAGE)
    await maya.press("Keep this answer")
    maya.reads(
        """
        ✓ The message
        What Ben will read
        Hello Ben. We want you to hear this from us, and to hear all of it that we can share
            now. Kim Sand at Contoso Retail ha…
        """,
        EMPLOYEE_READS,
    )
    await maya.press("Tell the employee")
    told = "Ben was told on Mon 23 Nov 2026, 10:00 (Manila time), by Maya Reyes."
    maya.reads(
        EMPLOYEE_TOLD,
        settled(BRIEFED, told),
        "✓ This is what the employee reads\nDone.",
        BEING_TOLD,
    )
    ben.reads(TOLD)
    await ben.press("I have read this")
    ben.reads(settled(TOLD, READ), RECEIVED)
    cast.world.quiet()


async def each_sees_their_side(cast: Cast) -> None:
    """The case, as each part may see it."""
    kim, ben, lea, leo = cast.kim, cast.ben, cast.lea, cast.leo
    await ben.say("case EH-2026-0001")
    ben.reads(CASE_OF_BEN)
    await kim.say("case EH-2026-0001")
    kim.reads(CASE_OF_KIM)
    await lea.say("case EH-2026-0001")
    lea.reads("> case EH-2026-0001", CASE_OF_LEA)
    await leo.say("case EH-2026-0001")
    leo.reads("> case EH-2026-0001", CASE_OF_LEO)
    cast.world.quiet()
