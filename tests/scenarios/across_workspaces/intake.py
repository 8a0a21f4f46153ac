"""Maya takes the complaint page by page; the program is restarted in the middle of page three."""

from __future__ import annotations

from collections.abc import Mapping

from tests.scenarios.across_workspaces.cast import Cast
from tests.scenarios.forms import Given

THE_CLIENT = """
    Client complaint
    Step 1 of 6
    The client
    Which client raised this?
    Type a name, or choose one…
    [Cancel]
    [Next]
    [Finish later]
    """
THE_PEOPLE = """
    Client complaint
    Step 2 of 6
    The people
    Who at the client complained?
    Type a name, or choose one…
    Who is it about?
    Type a name, or choose one…
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
AN_ALLEGATION = """
    Client complaint
    Step 3 of 6
    Allegation 1
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    What was observed?
    What somebody saw or heard, in plain words and without a verdict.
    When did it happen, or begin? (optional)
    Leave it open if the client has not said yet.
    When did it end? (optional)
    Only if it went on for a time.
    Who observed it? (optional)
    A name or a post. Leave it open if the client has not said yet.
    How do they know?
    - Seen
    Whoever names it saw or heard it
    - Reported
    Somebody told them
    - Inferred
    They conclude it from something else
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
A_GENTLE_QUESTION = """
    Client complaint
    Step 3 of 6
    Allegation 1
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    What was observed?
    What somebody saw or heard, in plain words and without a verdict.
    He is lazy. Three of eight tickets were open.
    💡 “lazy”: What was seen or heard that shows it? To keep it as it is, press Next again.
    When did it happen, or begin? (optional)
    Leave it open if the client has not said yet.
    When did it end? (optional)
    Only if it went on for a time.
    Who observed it? (optional)
    A name or a post. Leave it open if the client has not said yet.
    Kim Sand
    How do they know?
    ✓ Seen
    Whoever names it saw or heard it
    - Reported
    Somebody told them
    - Inferred
    They conclude it from something else
    [Keep as it is]
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
THE_ALLEGATIONS = """
    Client complaint
    Step 3 of 6
    What is said to have happened
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    1. Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.
    [Edit]
    [Add another allegation]
    [Back]
    [Cancel]
    [Go on]
    [Finish later]
    """
EFFECT_AND_WISH = """
    Client complaint
    Step 4 of 6
    Effect and wish
    What was the effect on the service? (optional)
    Numbers help: orders late, calls missed. Leave it open if not known yet.
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
    In the client's own words
    As they said or wrote it. It is kept word for word and goes to few.
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
URGENCY_SAFETY_AND_LAW = """
    Client complaint
    Step 5 of 6
    Urgency, safety and law
    How soon does the client need to hear more?
    ✓ In the normal course
    - Soon: this week
    - Today
    Is anybody's safety a concern?
    The employee, someone at the client, a customer, a colleague.
    ✓ No
    - Yes
    Somebody may be at risk
    Which country's rules apply to the employee?
    As a rule, where they habitually work.
    ✓ Philippines
    [Back]
    [Cancel]
    [Next]
    [Finish later]
    """
PLEASE_CHECK = """
    Client complaint
    Step 6 of 6
    Please check
    Nothing has been sent to anybody yet. On Submit, the client hears that the complaint arrived;
        the line manager and the account lead hear that a case exists. The employee is told by a
        step of its own, when you decide.
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
    He is lazy. Three of eight tickets were open.
    When did it happen, or begin?
    Fri 20 Nov 2026, 14:00 (Manila time)
    When did it end?
    left open
    Who observed it?
    Kim Sand
    How do they know?
    Seen
    Effect and wish
    What was the effect on the service?
    Refunds were two days late for 14 customers.
    What does the client ask for?
    Coach them; Replace them on the account
    In the client's own words
    I want somebody else by Monday.
    Urgency, safety and law
    How soon does the client need to hear more?
    In the normal course
    Is anybody's safety a concern?
    No
    Which country's rules apply to the employee?
    Philippines
    [Edit: The client]
    [Edit: The people]
    [Edit: What is said to have happened]
    [Edit: Effect and wish]
    [Edit: Urgency, safety and law]
    [Back]
    [Cancel]
    [Submit]
    [Finish later]
    """
OPENED = """
    Evenhand
    EH-2026-0001
    Who hears of it
    • Kim Sand (client): now
    • Ben Cruz (employee): not by this step
    • Lea Santos (line manager): now
    • Leo Tan (account lead): now
    Who owes what
    • Acknowledge the complaint to the client: Maya, by Tue 24 Nov 2026, 09:00 (Manila time)
    • Tell the employee: Maya, by Wed 25 Nov 2026, 09:00 (Manila time)
    • Send the update that was promised: Maya, by Thu 26 Nov 2026, 09:00 (Manila time)
    Stands at
    Intake
    Your part
    HR, took the complaint
    Opened
    Mon 23 Nov 2026, 09:00 (Manila time)
    Next update by
    Thu 26 Nov 2026, 09:00 (Manila time)
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
    • Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets were open.
    The client asks for
    coach them and replace them on the account
    Kim Sand wrote:
    I want somebody else by Monday.
    Who is in it
    • Maya Reyes: HR, took the complaint (on Slack)
    • Kim Sand: client (on Slack, in the workspace of Contoso Retail)
    • Ben Cruz: employee (on Slack)
    • Lea Santos: line manager (on Slack)
    • Leo Tan: account lead (in the playground)
    You see what your part in the case may know.
    The next steps are in our direct messages.
    [Close]
    """
ACKNOWLEDGED = """
    Thank you, we have your complaint
    Hello Kim. Thank you for telling us. Your complaint has reached us, and Maya Reyes in HR looks
        after it. It has the reference EH-2026-0001.
    What happens next
    • We look at what happened, fairly and for everyone. We may ask you for dates, places and
        examples.
    • You hear from us again by Thu 26 Nov 2026, 12:00 (Sydney time), even if there is little to
        tell by then.
    We can tell you about the service that you receive and when you hear more. We do not share
        personal matters of the people who serve you.
    If you want to add something, please write to Maya: maya@northwind.example
    You get this because Contoso Retail raised a complaint with us. To see where it stands, write:
        case EH-2026-0001
    """
THERE_IS_A_CASE = """
    A case was opened that concerns your team
    Hello Lea. A client raised a complaint that concerns Ben Cruz. HR has opened a case for it:
        EH-2026-0001. Maya Reyes looks after it.
    Nothing has been decided. Maya will give you a summary before Ben is told. Until then, please
        do not raise it with Ben or with the team.
    Next update by
    Thu 26 Nov 2026, 09:00 (Manila time)
    You get this because you are Ben's line manager.
    """


async def the_complaint_is_taken(cast: Cast) -> None:
    """Page by page; the program is restarted while page three stands half filled in."""
    form = cast.form
    await form.command("/complaint")
    form.reads(THE_CLIENT)
    await form.answer({"Which client raised this?": "Contoso Retail"})
    form.reads(THE_PEOPLE)
    people = {"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"}
    await form.answer(people)
    form.reads(AN_ALLEGATION)
    await form.fill({"What was observed?": "He is lazy. Three of eight tickets were open."})
    await cast.world.restart()
    await form.answer({"Who observed it?": "Kim Sand", "How do they know?": "Seen"})
    form.reads(A_GENTLE_QUESTION)
    await form.answer({"When did it happen, or begin?": "2026-11-20T14:00"})
    form.reads(THE_ALLEGATIONS)
    await form.submit()
    form.reads(EFFECT_AND_WISH)
    wish: Mapping[str, Given] = {
        "What was the effect on the service?": "Refunds were two days late for 14 customers.",
        "What does the client ask for?": ("Coach them", "Replace them on the account"),
        "In the client's own words": "I want somebody else by Monday.",
    }
    await form.answer(wish)
    form.reads(URGENCY_SAFETY_AND_LAW)
    await form.submit()
    form.reads(PLEASE_CHECK)
    cast.world.quiet()


async def the_case_is_opened(cast: Cast) -> None:
    """The client hears it in their workspace, Lea that there is a case, and Ben nothing."""
    await cast.form.submit()
    cast.form.reads(OPENED)
    cast.form.sees("The next steps are in our direct messages.")
    await cast.form.close()
    assert cast.maya.last().buttons[:2] == ("Brief the manager", "Tell the employee")
    cast.maya.news()
    cast.kim.reads(ACKNOWLEDGED)
    cast.lea.reads(THERE_IS_A_CASE)
    cast.world.quiet()
