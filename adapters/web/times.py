"""Wall times as a browser's date fields speak them, and moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def wall(at: str | datetime, zone: ZoneInfo) -> str:
    """A moment as `datetime-local` shows it in this zone: "2026-11-23T09:00".

    What is no moment (an answer as it was typed) stays as it is.
    """
    if isinstance(at, str):
        try:
            return wall(datetime.fromisoformat(at), zone)
        except ValueError:
            return at
    try:
        here = at.astimezone(zone) if at.tzinfo else at
    except OverflowError:  # within a day of the calendar's ends
        return at.isoformat()
    return here.replace(tzinfo=None, microsecond=0).isoformat(timespec="minutes")


def moment(typed: str, zone: ZoneInfo) -> datetime | None:
    """The moment that a wall time in this zone means; None when it is not one.

    A time that happens twice means the first; one that is skipped means as much later.
    """
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
