"""What has happened in a case: the entries of its journal.

An event holds ids and parameters, never sentences; the wording catalogue has those, one for each
audience. `TAGS` says which row of the visibility matrix an event belongs to: an event without a
tag is for HR's eyes only and is never offered for an update.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.disclosure import Field


class EventKind(StrEnum):
    """The past-tense names of what can happen."""

    CASE_OPENED = "case_opened"
    CLIENT_ACKNOWLEDGED = "client_acknowledged"  # data: delivered_at
    PARTICULARS_COMPLETED = "particulars_completed"
    MANAGER_BRIEFED = "manager_briefed"
    EMPLOYEE_TOLD = "employee_told"
    NOTICE_RECEIVED = "notice_received"  # a click on "I have read this"; data: party
    ROLE_ASSIGNED = "role_assigned"  # data: role, holder
    ROLE_HANDED_OVER = "role_handed_over"  # data: role, holder, former
    ROLE_ACKNOWLEDGED = "role_acknowledged"
    STAGE_REACHED = "stage_reached"  # data: stage
    ALLEGATION_ADDED = "allegation_added"  # data: allegation (its place in the case, from 0)
    RECORD_ADDED = "record_added"  # data: allegation, record (its place with that allegation)
    UPDATE_SENT = "update_sent"  # data: parties, next_at, send_at
    PARTY_LEFT_OUT = "party_left_out"  # data: party, reason
    REMINDER_SENT = "reminder_sent"
    REMINDER_SNOOZED = "reminder_snoozed"
    REMINDER_DONE = "reminder_done"
    NOT_REACHABLE = "not_reachable"
    LANE_SWITCHED = "lane_switched"
    CASE_CLOSED = "case_closed"


TAGS: Mapping[EventKind, Field] = {
    EventKind.CASE_OPENED: Field.EXISTS,
    EventKind.CLIENT_ACKNOWLEDGED: Field.EXISTS,
    EventKind.EMPLOYEE_TOLD: Field.EXISTS,
    EventKind.ROLE_ASSIGNED: Field.ROLE,
    EventKind.ROLE_HANDED_OVER: Field.ROLE,
    EventKind.STAGE_REACHED: Field.EXISTS,
    EventKind.ALLEGATION_ADDED: Field.COMPLAINT,
    EventKind.RECORD_ADDED: Field.COMPLAINT,
    EventKind.CASE_CLOSED: Field.EXISTS,
}


@dataclass(frozen=True)
class Event:
    """One thing that happened, before the journal numbers and chains it."""

    kind: EventKind
    data: Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """An event as the journal keeps it: numbered, dated and signed with who did it and where."""

    case_id: str
    number: int  # 1, 2, 3 … within the case
    at: datetime
    actor: str  # person id; "" when the mediator did it by itself
    surface: str
    event: Event
