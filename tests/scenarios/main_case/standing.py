"""Maya's card of the case, which is made anew in its place as the case moves on."""

from __future__ import annotations

from collections.abc import Sequence

NEWER = "A newer one stands below."
READ = "You said on Mon 23 Nov 2026, 10:00 (Manila time) that you have read this."
OVER = "EH-2026-0001 was closed on Wed 25 Nov 2026, 13:00 (Manila time)."
NEXT_STEPS = (
    "[Settle a role]\n[Send an update]\n[Move on]\n[Add to it]\n[Journal]\n[Close the case]"
)
HEARD_OF_IT = """Who hears of it
• Kim Sand (client): now
• Ben Cruz (employee): not by this step
• Lea Santos (line manager): now
• Leo Tan (account lead): now
"""
NOT_TOLD = "not told yet: this is a step of its own"
TOLD = "told Mon 23 Nov 2026, 10:00 (Manila time)"
TELL = "Tell the employee: Noor, by Wed 25 Nov 2026, 09:30 (Manila time)"
PROMISED = "Send the update that was promised: Noor, by "
THURSDAY = "Thu 26 Nov 2026, 09:30 (Manila time)"
WEDNESDAY = "Wed 25 Nov 2026, 12:00 (Manila time)"


def case_of_maya(
    *, owed: Sequence[str], stands: str, next_by: str, employee: str, below: str
) -> str:
    """What stands there once Noor is liaison; `below`: what can be pressed, or why nothing can."""
    rows = "".join(f"• {each}\n" for each in owed)
    return f"""EH-2026-0001
{"Who owes what" if owed else ""}
{rows}Stands at
{stands}
Your part
HR, took the complaint
Opened
Mon 23 Nov 2026, 09:30 (Manila time)
Next update by
{next_by}
Looked after by
Noor Lim
Client
Contoso Retail
About
Ben Cruz
Raised by
Kim Sand, Contoso Retail
Employee
{employee}
What was raised
• Fri 20 Nov 2026, 14:00 (Manila time): He is lazy. Three of eight tickets of Friday were not \
answered.
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
• Noor Lim: HR liaison, confirmed (in the playground)
You see what your part in the case may know.
{below}""".replace("\n\n", "\n")


ROLE_TAKEN = case_of_maya(
    owed=(TELL, PROMISED + THURSDAY),
    stands="Intake",
    next_by=THURSDAY,
    employee=NOT_TOLD,
    below=f"[Brief the manager]\n[Tell the employee]\n{NEXT_STEPS}",
)
MANAGER_BRIEFED = case_of_maya(
    owed=(TELL, PROMISED + THURSDAY),
    stands="Intake",
    next_by=THURSDAY,
    employee=NOT_TOLD,
    below=f"[Tell the employee]\n{NEXT_STEPS}",
)
EMPLOYEE_TOLD = case_of_maya(
    owed=(PROMISED + THURSDAY,),
    stands="Employee told",
    next_by=THURSDAY,
    employee=TOLD,
    below=NEXT_STEPS,
)
UPDATE_SENT = case_of_maya(
    owed=(PROMISED + WEDNESDAY,),
    stands="Employee told",
    next_by=WEDNESDAY,
    employee=TOLD,
    below=NEXT_STEPS,
)
NOTHING_OWED = case_of_maya(
    owed=(), stands="Employee told", next_by=WEDNESDAY, employee=TOLD, below=NEXT_STEPS
)
MOVED_ON = case_of_maya(
    owed=(), stands="Establishing facts", next_by=WEDNESDAY, employee=TOLD, below=NEXT_STEPS
)
CLOSED = case_of_maya(
    owed=(), stands="Establishing facts", next_by=WEDNESDAY, employee=TOLD, below=OVER
)


def settled(card: str, *said: str, still: str = "") -> str:
    """A card once its buttons are gone, but for `still`, with what is said in their place."""
    lines = [line for line in card.split("\n") if not line.strip().startswith("[")]
    while lines and not lines[-1].strip():
        lines.pop()
    indent = "    " if lines[-1].startswith("    ") else ""
    return "\n".join([*lines, *(indent + each for each in (*said, *filter(None, [still])))])
