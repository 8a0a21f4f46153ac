"""Bar 1: the main job from end to end, with people on different surfaces."""

from __future__ import annotations

from tests.scenarios.main_case import (
    closing,
    intake,
    moving_on,
    reminding,
    roles,
    submitting,
    telling,
    update,
    versions,
    wishes,
)
from tests.scenarios.main_case.cast import Cast, meet
from tests.scenarios.world import World

SCENES = (
    *(intake.who_is_concerned, intake.a_verdict_is_asked_about),
    *(intake.the_first_allegation, intake.the_second_allegation),
    *(wishes.effect_and_wish, wishes.urgency_safety_and_law),
    *(submitting.a_number_is_corrected, submitting.the_case_is_opened),
    *(roles.one_who_may_not, roles.one_who_may, roles.all_concerned_are_told),
    *(telling.the_manager_is_briefed, telling.ben_is_told, telling.each_sees_their_side),
    *(update.what_is_told, update.one_is_left_out),
    *(versions.a_leak_is_refused, versions.all_get_theirs_together),
    *(reminding.half_of_the_time_is_over, reminding.put_off_by_an_hour, reminding.done),
    *(moving_on.the_case_moves_on, moving_on.who_did_what),
    *(closing.the_notes, closing.the_case_is_closed, closing.nothing_is_left),
)
BEFORE_BEN_IS_TOLD = SCENES.index(telling.ben_is_told)


async def test_a_complaint_reaches_everyone_it_concerns(world: World) -> None:
    """From the intake to the closing note each hears what they may, word by word, and no more."""
    cast = meet(world)
    for scene in SCENES[:BEFORE_BEN_IS_TOLD]:
        await scene(cast)
    assert cast.ben.messages() == []
    assert cast.ben.everything == []
    for scene in SCENES[BEFORE_BEN_IS_TOLD:]:
        await scene(cast)
    nobody_saw_what_is_not_theirs(cast)
    notifications_say_nothing(cast)
    logs_say_nothing(world)


def nobody_saw_what_is_not_theirs(cast: Cast) -> None:
    """What was never put before a party, folded and edited messages included."""
    wish = "somebody else by Monday"
    cast.kim.never_saw("Ben", "Lea", "Leo", "Rosa", "shift lead", "on a flight")
    cast.ben.never_saw(wish, "15 customers", "coach", "Rosa", "shift lead", "on a flight")
    cast.lea.never_saw("Kim", wish, "15 customers", "Three of eight", "coach", "Rosa")
    cast.leo.never_saw("Kim", wish, "15 customers", "Three of eight", "coach", "second person")
    for person in (cast.kim, cast.ben, cast.lea, cast.leo):
        person.never_saw("slack", "playground", "allegation", "flight", "journal")


def notifications_say_nothing(cast: Cast) -> None:
    """A notification holds the reference and a neutral word, whatever its message says."""
    case = "EH-2026-0001"
    assert cast.kim.notices() == [
        f"{case}: received",
        f"{case}: your contact",
        f"{case}: the case",
        f"{case}: an update",
        f"{case}: closed",
        "Evenhand",
    ]
    assert cast.ben.notices() == [
        f"{case}: a message for you",
        "Evenhand: an answer for you",
        f"{case}: the case",
        f"{case}: an update",
        f"{case}: closed",
        "Evenhand",
    ]
    told = {args["text"] for method, args in cast.world.slack.calls if method.startswith("chat.")}
    flows = ("Client complaint", "Settle a role", "Brief the line manager", "Tell the employee")
    assert told - {*cast.kim.notices(), *cast.ben.notices()} == {
        *(f"{flow}: a question for you" for flow in (*flows, "Status update", "Close the case")),
        f"{case}: there is news",
        f"{case}: the journal",
        "There is something for you here.",  # what a page becomes once it is answered
    }


def logs_say_nothing(world: World) -> None:
    """Lines of the log hold what was done and ids, never what somebody wrote or is called."""
    log = repr(world.logs)
    for words in ("lazy", "tickets", "Monday", "Cruz", "Reyes", "Contoso", "refund", "flight"):
        assert words not in log, words
