"""All flows, by the word that starts them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.flow import Flow, check_flow
from flows.add import ADD
from flows.brief import BRIEF
from flows.close import CLOSE
from flows.complaint import COMPLAINT
from flows.particulars import PARTICULARS
from flows.roles import ROLES_FLOW
from flows.snooze import SNOOZE
from flows.stage import STAGE
from flows.tell import TELL
from flows.update import UPDATE

FLOWS = (COMPLAINT, PARTICULARS, ADD, ROLES_FLOW, BRIEF, TELL, UPDATE, STAGE, CLOSE, SNOOZE)


def checked_flows() -> Mapping[str, Flow]:
    """The flows by id. Raises ConfigurationError when the graph of one is wrong."""
    for flow in FLOWS:
        check_flow(flow)
    return {flow.id: flow for flow in FLOWS}
