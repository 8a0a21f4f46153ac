"""HR in forms, the client in a workspace of their own, employee and manager in direct messages."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.across_workspaces import homes, intake, telling, update
from tests.scenarios.across_workspaces.cast import Cast, meet


async def test_a_complaint_crosses_workspaces_by_forms(tmp_path: Path, start: str) -> None:
    """Each hears their side word by word and nothing else, notifications included."""
    async with meet(tmp_path, at=start) as cast:
        await intake.the_complaint_is_taken(cast)
        await intake.the_case_is_opened(cast)
        await telling.the_manager_and_ben_are_told(cast)
        await update.all_hear_how_it_stands(cast)
        await homes.each_home_shows_their_side(cast)
        nobody_saw_what_is_not_theirs(cast)
        notifications_say_nothing(cast)


def nobody_saw_what_is_not_theirs(cast: Cast) -> None:
    """What was never put before a party, whatever became of it since."""
    cast.kim.never_saw("Ben", "Lea", "Leo", "journal", "account lead")
    cast.ben.never_saw("somebody else by Monday", "14 customers", "coach", "Leo")
    cast.lea.never_saw("Kim", "somebody else by Monday", "14 customers", "coach")


def notifications_say_nothing(cast: Cast) -> None:
    """On a locked screen: the reference and a neutral word."""
    case = "EH-2026-0001"
    assert cast.kim.notices() == [f"{case}: received", f"{case}: an update"]
    assert cast.lea.notices() == [
        f"{case}: opened",
        f"{case}: a summary for you",
        f"{case}: an update",
    ]
    assert cast.ben.notices() == [
        f"{case}: a message for you",
        "Evenhand: an answer for you",
        f"{case}: an update",
    ]
    for notice in cast.maya.notices():
        assert not any(name in notice for name in ("Ben", "Kim", "Lea", "Contoso")), notice
