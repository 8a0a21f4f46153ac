"""Talks that are overtaken: a case closes or changes hands while somebody types."""

from __future__ import annotations

from bot.domain.cases import Stage
from bot.domain.commands import MoveStage
from bot.domain.roles import Role
from tests.unit.office import Office, page_of, said

NOTE = "Chidi knows this client well."


async def test_a_page_of_a_case_that_is_gone_leaves_no_button_behind(office: Office) -> None:
    """What was typed is given back, the page is folded, and what was put aside is offered."""
    case = await office.opened()
    await office.say("maya", "complaint")
    page = page_of(await office.press("maya", "start", f"roles:{case.id}"))
    page = page_of(await office.fill("maya", page, role="liaison", holder="chidi"))
    await office.closed()
    heard = await office.fill("maya", page, reason=NOTE)
    assert "There is no open case by that reference for you." in said(heard)
    assert NOTE in said(heard)
    assert "This is over." in said(heard)
    assert "You left something in the middle" in said(heard)


async def test_what_was_put_aside_for_a_case_that_is_gone_is_over(office: Office) -> None:
    """Going on with it gives back what was typed, once, and disturbs nothing else."""
    case = await office.opened()
    page = page_of(await office.press("maya", "start", f"roles:{case.id}"))
    page = page_of(await office.fill("maya", page, role="liaison", holder="chidi"))
    await office.fill("maya", page, reason=NOTE)
    await office.say("maya", "complaint")
    await office.closed()
    heard = said(await office.press("maya", "resume", page.session))
    assert NOTE in heard
    assert "Here is where you stopped" not in heard
    assert "Client complaint" in said(await office.say("maya", "where am I"))
    assert "Nothing of yours" in said(await office.press("maya", "resume", page.session))


async def test_a_search_in_a_page_of_a_case_that_is_gone_finds_nothing(office: Office) -> None:
    """The case was closed while the person was still typing a name."""
    case = await office.opened()
    page = page_of(await office.press("maya", "start", f"roles:{case.id}"))
    assert await office.found("maya", page, "holder", "chidi") == ["Chidi Okafor"]
    page = page_of(await office.fill("maya", page, role="liaison", holder="chidi"))
    await office.closed()
    assert await office.found("maya", page, "kept") == []


async def test_who_was_told_of_a_faster_colleague_may_decide_anew(office: Office) -> None:
    """The second is refused once; going on after that counts, as the case stands then."""
    case = await office.opened()
    await office.role(Role.ENFORCER, "noor")
    page = page_of(await office.press("maya", "start", f"roles:{case.id}"))
    page = page_of(await office.fill("maya", page, role="liaison", holder="chidi"))
    page = page_of(await office.fill("maya", page))
    await office.role(Role.LIAISON, "maya", by="noor")
    page = page_of(await office.go("maya", page))
    page = page_of(await office.fill("maya", page, reason=NOTE, kept="in the shared log"))
    page = page_of(await office.go("maya", page))
    assert "Noor Lim settled this role in the meantime" in said([page])
    assert "Roles are settled" in said(await office.go("maya", page))


async def test_what_cannot_be_begun_for_a_case_is_said_when_it_is_chosen(office: Office) -> None:
    """Not after a message was written for nobody."""
    case = await office.opened()
    await office.briefed()
    page = page_of(await office.say("maya", "brief"))
    page = page_of(await office.fill("maya", page, case=case.id))
    assert "The line manager had the summary already." in said([page])
    assert page.step == "which"


async def test_a_flow_is_found_again_by_the_case_that_was_chosen_in_it(office: Office) -> None:
    """It is named with its reference, and not begun twice for one case."""
    case = await office.opened()
    page = page_of(await office.say("maya", "stage"))
    page = page_of(await office.fill("maya", page, case=case.id))
    assert case.reference in said(await office.say("maya", "where am I"))
    again = page_of(await office.press("maya", "start", f"stage:{case.id}"))
    assert again.session == page.session


async def test_who_has_come_into_one_line_may_only_hand_over(office: Office) -> None:
    """Ben becomes Maya's manager after she took the complaint about him."""
    case = await office.opened()
    await office.load({"maya": {"manager": "ben"}})
    heard = said(await office.press("maya", "start", f"stage:{case.id}"))
    assert "You and Ben Cruz are in one line of management by now" in heard
    move = MoveStage(case_id=case.id, stage=Stage.SCREEN)
    assert "hand it over" in await office.refused("maya", lambda _: move)
    page = page_of(await office.press("maya", "start", f"roles:{case.id}"))
    page = page_of(await office.fill("maya", page, role="liaison", holder="chidi"))
    page = page_of(await office.fill("maya", page))
    await office.go("maya", page)
    assert case.reference in said(await office.say("chidi", "case"))
