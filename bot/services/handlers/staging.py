"""A case comes to its next stage."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import phrasing
from bot.domain.cases import Stage
from bot.domain.commands import MoveStage
from bot.domain.events import EventKind
from bot.services import cards
from bot.services.desk import Desk
from bot.services.handlers.access import acting
from bot.services.outcomes import Done, Outcome, Refused


def move_stage(desk: Desk, command: MoveStage) -> Outcome:
    """Forward only, and past S2 only when the employee was told."""
    found = acting(desk, command.case_id)
    if isinstance(found, Refused):
        return found
    case, wanted = found.file.case, command.stage
    if case.stage.reached(wanted):
        words = found.wording.line(f"stage.{case.stage.value}", desk.reader)
        return Refused(f"The case stands at “{words}” already. Nothing was changed.")
    if wanted in (Stage.EMPLOYEE_TOLD, Stage.CLOSED):
        return Refused("This stage has a step of its own: tell the employee, or close the case.")
    if wanted.reached(Stage.FACTS) and not found.file.is_employee_told:
        return Refused("Tell the employee first: nobody is looked into behind their back.")
    if wanted.reached(Stage.FACTS) and case.employee_told_at and case.employee_told_at > desk.now:
        at = phrasing.moment_for(desk.reader, case.employee_told_at)
        name = found.file.employee.first_name
        return Refused(f"{name} hears of the complaint on {at}. Please move on after that.")
    if wanted.reached(Stage.OUTCOME) and found.file.to_put():
        name = found.file.employee.first_name
        return Refused(f"Put what was added to {name} first: nobody is judged unheard.")
    moved = replace(case, stage=wanted)
    desk.work.cases.save(moved)
    desk.record(case.id, EventKind.STAGE_REACHED, stage=wanted.value)
    return Done(cards.case_card(desk, moved, desk.reader))
