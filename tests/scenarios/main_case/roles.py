"""Maya settles who is liaison: what must be refused is refused, and all concerned are told."""

from __future__ import annotations

from tests.scenarios.main_case.cast import Cast
from tests.scenarios.main_case.standing import NEWER, ROLE_TAKEN, settled
from tests.scenarios.main_case.submitting import CASE_OPENED

WHICH_ROLE = """
    The role and its holder
    Settle a role · 1 of 3
    One person holds one role in a case. Everyone whom it concerns is told.
    Which role is it about?
    • Liaison – Carries facts and dates between both sides
    • Advisor to the employee – Helps them to understand the process
    • Advisor to the line manager – Helps them to run it fairly
    • Enforcer – Sees that the rules are followed for everyone
    [Liaison]
    [Advisor to the employee]
    [Advisor to the line manager]
    [Enforcer]
    Or type its name or number.
    [Cancel]
    """
WHO_HOLDS_IT = """
    The role and its holder
    Settle a role · 1 of 3
    Who in HR is to hold it?
    [Chidi Okafor]
    [Maya Reyes]
    [Noor Lim]
    [Rosa Diaz]
    Or type a name.
    [Back]
    [Cancel]
    """
REFUSED = """
    The role and its holder
    Settle a role · 1 of 3
    Who in HR is to hold it?
    ⚠ They report to the person who owns this account, so its money could weigh on them. Let an
        HR person who does not report to the account lead hold the role.
    You chose: Rosa Diaz
    [Chidi Okafor]
    [Maya Reyes]
    [Noor Lim]
    [Rosa Diaz]
    Or type a name.
    [Back]
    [Cancel]
    """
CHARTER = """
    What the role may do
    Settle a role · 2 of 3
    Liaison serves the flow of facts between client and company. Aim: shared facts, a calm tone,
        dates kept.
    May
    • take the complaint
    • ask for particulars
    • restate in neutral words
    • set dates
    • pass on agreed messages
    • propose options
    • run a facilitated talk
    May not
    • promise an outcome
    • give a view on guilt
    • share personnel data
    • carry threats
    • decide
    • negotiate price
    Decides
    dates of the process, and the wording of messages to the client inside what it may know
    Says first
    I carry facts and dates between both sides. I do not judge and I do not share personal data.
    A note for the journal
    Type your answer here.
    [Skip]
    [Back]
    [Cancel]
    """
REVIEW = """
    Please check
    Settle a role · 3 of 3
    The role and its holder
    Which role is it about?
    Liaison
    Who in HR is to hold it?
    Noor Lim
    What the role may do
    A note for the journal
    left open
    On confirm, these are told
    • Kim Sand (client)
    • Lea Santos (line manager)
    • Leo Tan (account lead)
    Not told, or not yet
    • Ben Cruz (employee): The employee has not been told of the case yet, and hears nothing
        before that.
    [Confirm]
    [Edit: The role and its holder]
    [Edit: What the role may do]
    [Back]
    [Cancel]
    """
SETTLED = """
    EH-2026-0001
    Who owes what
    • Acknowledge your role: Noor, by Tue 24 Nov 2026, 09:30 (Manila time)
    • Tell the employee: Noor, by Wed 25 Nov 2026, 09:30 (Manila time)
    • Send the update that was promised: Noor, by Thu 26 Nov 2026, 09:30 (Manila time)
    Stands at
    Intake
    Your part
    HR, took the complaint
    Opened
    Mon 23 Nov 2026, 09:30 (Manila time)
    Next update by
    Thu 26 Nov 2026, 09:30 (Manila time)
    Looked after by
    Noor Lim
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
    • Noor Lim: HR liaison, not confirmed yet (in the playground)
    You see what your part in the case may know.
    [Settle another role]
    [Brief the manager]
    [Tell the employee]
    [Send an update]
    [Move on]
    [Add to it]
    [Journal]
    [Close the case]
    """
CONTACT_AT_HR = """
    Your contact at HR
    Noor Lim now acts as HR liaison in EH-2026-0001.
    Noor carries facts and dates between both sides, does not judge, and does not share personal
        data.
    You can reach Noor at noor@northwind.example
    """
ASKED_TO_BE_LIAISON = """
    You are asked to be HR liaison in EH-2026-0001
    Hello Noor. Maya Reyes asks you to take the role of HR liaison. Its aim: shared facts, a
        calm tone, dates kept.
    What to say first, to whoever you speak with: “I carry facts and dates between both sides. I
        do not judge and I do not share personal data.”
    You may
    • take the complaint
    • ask for particulars
    • restate in neutral words
    • set dates
    • pass on agreed messages
    • propose options
    • run a facilitated talk
    You may not
    • promise an outcome
    • give a view on guilt
    • share personnel data
    • carry threats
    • decide
    • negotiate price
    Please confirm that you take the role. If you cannot, please tell Maya today.
    [I take this role]
    """
WHO_DOES_WHAT = """
    Who does what in EH-2026-0001
    Noor Lim now acts as HR liaison in EH-2026-0001.
    The liaison carries facts and dates between both sides. The liaison does not judge and does
        not share personal data.
    """


async def one_who_may_not(cast: Cast) -> None:
    """Rosa reports to the account lead: the reason stands beside the choice."""
    maya = cast.maya
    await maya.say("roles EH-2026-0001")
    maya.reads(WHICH_ROLE)
    await maya.choose("Liaison")
    maya.reads("✓ The role and its holder\nWhich role is it about?\nLiaison", WHO_HOLDS_IT)
    await maya.choose("Rosa Diaz")
    maya.reads("✓ The role and its holder\nWho in HR is to hold it?\nRosa Diaz", REFUSED)
    cast.world.quiet()


async def one_who_may(cast: Cast) -> None:
    """The charter is shown, and who will be told and who not yet."""
    maya = cast.maya
    await maya.choose("Noor Lim")
    maya.reads("✓ The role and its holder\nWho in HR is to hold it?\nNoor Lim", CHARTER)
    await maya.press("Skip")
    maya.reads("✓ What the role may do\nA note for the journal\nleft open", REVIEW)
    cast.world.quiet()


async def all_concerned_are_told(cast: Cast) -> None:
    """Each in their own words; the holder confirms."""
    maya, noor, kim, lea, leo = cast.maya, cast.noor, cast.kim, cast.lea, cast.leo
    await maya.press("Confirm")
    maya.reads(settled(CASE_OPENED, NEWER), "✓ Please check\nDone.", SETTLED)
    kim.reads(CONTACT_AT_HR)
    noor.reads(ASKED_TO_BE_LIAISON)
    lea.reads(WHO_DOES_WHAT)
    leo.reads(WHO_DOES_WHAT)
    await noor.press("I take this role")
    taken = "You took this role on Mon 23 Nov 2026, 09:30 (Manila time)."
    noor.reads(settled(ASKED_TO_BE_LIAISON, taken), "Thank you\nYou are HR liaison in this case.")
    maya.reads(ROLE_TAKEN)
    cast.world.quiet()
