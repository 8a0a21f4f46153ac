"""A handler for each command. It checks again who acts, and changes all or nothing."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands import (
    AddAllegation,
    AddRecord,
    AssignRole,
    BriefManager,
    CloseCase,
    Command,
    CompleteParticulars,
    MoveStage,
    OpenCase,
    SendUpdate,
    SnoozeReminder,
    TellEmployee,
)
from bot.services.desk import Desk
from bot.services.handlers import adding, closing, holding, opening, staging, telling, updating
from bot.services.outcomes import Outcome
from bot.services.reminding import snooze


def handle(desk: Desk, command: Command) -> Outcome:  # noqa: C901, PLR0911 (one a command)
    """Do what a person decided, within the desk's transaction."""
    match command:
        case OpenCase():
            return opening.open_case(desk, command)
        case CompleteParticulars():
            return opening.complete_particulars(desk, command)
        case AddAllegation():
            return adding.add_allegation(desk, command)
        case AddRecord():
            return adding.add_record(desk, command)
        case BriefManager():
            return telling.brief_manager(desk, command)
        case TellEmployee():
            return telling.tell_employee(desk, command)
        case AssignRole():
            return holding.assign_role(desk, command)
        case SendUpdate():
            return updating.send_update(desk, command)
        case MoveStage():
            return staging.move_stage(desk, command)
        case CloseCase():
            return closing.close_case(desk, command)
        case SnoozeReminder():
            return snooze(desk, command)
        case _:
            assert_never(command)
