"""The manager is briefed and Ben is told, from forms to their direct messages."""

from __future__ import annotations

from tests.scenarios.across_workspaces.cast import Cast

THE_SUMMARY = """
    Brief the line manager
    Step 1 of 2
    The summary
    The summary for Lea Santos
    Keep to what was observed. What a line manager may not know is left out. Times are in Lea's
        zone.
    Hello Lea. This is the summary of the complaint that concerns Ben Cruz.

    - Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.

    This is a point to look into. Nothing has been decided.

    HR tells Ben next. Please keep this to yourself until then. If Ben comes to you afterwards:
        listen, keep to what you have seen yourself, and promise no outcome.
    [Cancel]
    [Next]
    [Finish later]
    """
WHAT_LEA_READS = """
    Brief the line manager
    Step 2 of 2
    This is what the manager reads
    Hello Lea. This is the summary of the complaint that concerns Ben Cruz.

    - Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.

    This is a point to look into. Nothing has been decided.

    HR tells Ben next. Please keep this to yourself until then. If Ben comes to you afterwards:
        listen, keep to what you have seen yourself, and promise no outcome.
    This goes out when you press Send.
    [Edit: The summary]
    [Back]
    [Cancel]
    [Send]
    [Finish later]
    """
THE_SUMMARY_FOR_LEA = """
    A summary for you, before the employee is told
    Hello Lea. This is the summary of the complaint that concerns Ben Cruz.
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.
    This is a point to look into. Nothing has been decided.
    HR tells Ben next. Please keep this to yourself until then. If Ben comes to you afterwards:
        listen, keep to what you have seen yourself, and promise no outcome.
    [I have read this]
    """
THE_MESSAGE = """
    Tell the employee
    Step 1 of 2
    The message
    What Ben will read
    Be kind, plain and true. Times are in their zone.
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now. Kim
        Sand at Contoso Retail has raised a complaint that concerns your work.

    What was raised:

    - Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.

    Nothing has been decided. You will be asked for your side before anything is, and you will get
        time to prepare your answer.

    Maya Reyes in HR looks after this.

    If you have a question, want to talk it through, or want somebody with you at a meeting about
        this, please write to Maya Reyes: maya@northwind.example

    You hear from us again by Thu 26 Nov 2026, 09:00 (Manila time). With the client we speak about
        the service. We do not share your personal matters with them.
    [Cancel]
    [Next]
    [Finish later]
    """
WHAT_BEN_READS = """
    Tell the employee
    Step 2 of 2
    This is what the employee reads
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now. Kim
        Sand at Contoso Retail has raised a complaint that concerns your work.

    What was raised:

    - Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.

    Nothing has been decided. You will be asked for your side before anything is, and you will get
        time to prepare your answer.

    Maya Reyes in HR looks after this.

    If you have a question, want to talk it through, or want somebody with you at a meeting about
        this, please write to Maya Reyes: maya@northwind.example

    You hear from us again by Thu 26 Nov 2026, 09:00 (Manila time). With the client we speak about
        the service. We do not share your personal matters with them.
    Talk to Ben first if you can: in person or by phone, then in writing.
    This goes out when you press the button, and cannot be taken back.
    [Edit: The message]
    [Back]
    [Cancel]
    [Tell the employee]
    [Finish later]
    """
THE_MESSAGE_FOR_BEN = """
    A complaint has been raised, and you will be heard
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now. Kim
        Sand at Contoso Retail has raised a complaint that concerns your work.
    What was raised:
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.
    Nothing has been decided. You will be asked for your side before anything is, and you will get
        time to prepare your answer.
    Maya Reyes in HR looks after this.
    If you have a question, want to talk it through, or want somebody with you at a meeting about
        this, please write to Maya Reyes: maya@northwind.example
    You hear from us again by Thu 26 Nov 2026, 09:00 (Manila time). With the client we speak about
        the service. We do not share your personal matters with them.
    [I have read this]
    """
BEN_HAS_READ = (
    """
    A complaint has been raised, and you will be heard
    Hello Ben. We want you to hear this from us, and to hear all of it that we can share now. Kim
        Sand at Contoso Retail has raised a complaint that concerns your work.
    What was raised:
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.
    Nothing has been decided. You will be asked for your side before anything is, and you will get
        time to prepare your answer.
    Maya Reyes in HR looks after this.
    If you have a question, want to talk it through, or want somebody with you at a meeting about
        this, please write to Maya Reyes: maya@northwind.example
    You hear from us again by Thu 26 Nov 2026, 09:00 (Manila time). With the client we speak about
        the service. We do not share your personal matters with them.
    You said on Mon 23 Nov 2026, 09:00 (Manila time) that you have read this.
    """,
    """
    Thank you
    It is noted that you have read this. You agree to nothing by it.
    """,
)


async def the_manager_and_ben_are_told(cast: Cast) -> None:
    """Each by an act of HR's own, from a button to a form to their direct message."""
    maya, form = cast.maya, cast.form
    await maya.press("Brief the manager")
    form.reads(THE_SUMMARY)
    await form.submit()
    form.reads(WHAT_LEA_READS)
    await form.submit()
    await form.close()
    maya.sees("Lea gets the summary")
    maya.news()
    cast.lea.reads(THE_SUMMARY_FOR_LEA)
    assert cast.ben.everything == []
    await maya.press("Tell the employee")
    form.reads(THE_MESSAGE)
    await form.submit()
    form.reads(WHAT_BEN_READS)
    await form.submit()
    await form.close()
    maya.sees("Ben is being told")
    maya.news()
    cast.ben.reads(THE_MESSAGE_FOR_BEN)
    await cast.ben.press("I have read this")
    cast.ben.reads(*BEN_HAS_READ)
    cast.maya.news()
    cast.world.quiet()
