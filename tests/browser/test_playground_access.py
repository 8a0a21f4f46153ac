"""Everybody can use the playground: by keyboard, with a screen reader, in either theme."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import expect

from bot.dialogue.inputs import Fill
from tests.browser import contents
from tests.browser.access import tab_to, type_keys, violations
from tests.browser.serving import Stage, begin
from tests.browser.visits import DESK, PHONE, TABLET, Chair, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def set_out(stage: Stage) -> None:
    """Content of every kind, in four chairs."""
    await begin(stage)
    await stage.mouth.say("kim", contents.CASE_CARD)
    await stage.mouth.say("kim", contents.LONG_CARD)
    await stage.mediator.show("ben", contents.REVIEW)
    await stage.mediator.show("lea", contents.ITEMS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESK])
async def test_axe_finds_nothing(
    stage: Stage, visitor: Visitor, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    """No accessibility violation with every kind of content, in either theme, at each width."""
    await set_out(stage)
    window = await visitor.open(size, scheme=scheme)
    await expect(Chair(window, "hr").form).to_be_visible()
    assert await violations(window) == ""
    if size == PHONE:
        for name in ("Client", "Employee", "Manager"):
            await window.get_by_role("navigation").get_by_role("button", name=name).click()
            assert await violations(window) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_when_things_go_wrong(
    stage: Stage, visitor: Visitor, scheme: Literal["light", "dark"]
) -> None:
    """Errors, remarks, open lists and failed acts are accessible as well."""
    window = await visitor.open(scheme=scheme)
    chair, other = Chair(window, "hr"), Chair(window, "manager")
    await chair.send("complaint")
    await chair.form.get_by_label("What was observed?").fill("lazy " + "x" * 600)
    await chair.submit()
    await expect(chair.form.locator(".nudge")).to_be_visible()
    await chair.form.get_by_role("combobox").fill("per")
    await expect(chair.form.get_by_role("option")).to_have_count(10)
    await other.composer.focus()
    await chair.form.get_by_role("combobox").click()
    await expect(chair.form.get_by_role("option")).to_have_count(10)
    assert await violations(window) == ""
    stage.mediator.failures = 1
    await other.send("help")
    await expect(other.node.locator(".fault")).to_contain_text("try again")
    assert await violations(window) == ""
    await window.get_by_text("Set time").click()
    await chair.click("Give HR’s chair the whole width")
    assert await violations(window) == ""
    visitor.forgive("503")


async def test_a_complaint_can_be_made_by_keyboard_alone(stage: Stage, visitor: Visitor) -> None:
    """From the skip link to the last answer, without a mouse; the focus goes where one goes on."""
    window = await visitor.open()
    chair = Chair(window, "hr")
    await window.keyboard.press("Tab")
    await expect(window.get_by_role("link", name="Skip to the chairs")).to_be_focused()
    await window.keyboard.press("Enter")
    await tab_to(window, chair.composer)
    await type_keys(window, "complaint", "Enter")
    await expect(chair.form.get_by_label("In a few words")).to_be_focused()
    await type_keys(window, "Late replies", "Tab", "Three of eight.", "Tab", "ArrowDown")
    await tab_to(window, chair.form.get_by_label("Coach"))
    await type_keys(window, "Space")
    await tab_to(window, chair.form.get_by_role("combobox"))
    await type_keys(window, "lea")
    await expect(chair.form.get_by_role("option")).to_have_count(1)
    await type_keys(window, "ArrowDown", "Enter", "Tab", "11202026")
    await tab_to(window, chair.form.get_by_label("When did it begin?"))
    await type_keys(window, "111620260900AM")
    await tab_to(window, chair.form.get_by_role("button", name="Continue"))
    await type_keys(window, "Enter")
    await expect(chair.form.get_by_role("heading", name="What is said")).to_be_focused()
    given = stage.mediator.received[-1].input
    assert isinstance(given, Fill)
    assert given.values == {
        "heading": "Late replies",
        "observed": "Three of eight.",
        "known": "reported",
        "asks": ["coach"],
        "employee": "lea",
        "day": "2026-11-20",
        "began": "2026-11-16T01:00:00+00:00",
    }


async def test_a_combobox_follows_the_pattern(stage: Stage, visitor: Visitor) -> None:
    """Arrows move through the options and round the ends, Escape closes, and its state is told."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("complaint")
    box = chair.form.get_by_role("combobox")
    await box.focus()
    await expect(box).to_have_attribute("aria-expanded", "false")
    await box.press("ArrowDown")
    await expect(box).to_have_attribute("aria-expanded", "true")
    await box.press("ArrowUp")
    options = chair.form.get_by_role("option")
    await expect(options.last).to_have_attribute("aria-selected", "true")
    await box.press("ArrowDown")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    first = await options.first.get_attribute("id")
    await expect(box).to_have_attribute("aria-activedescendant", first or "")
    await box.press("Escape")
    await expect(box).to_have_attribute("aria-expanded", "false")
    await expect(box).to_be_focused()
    await expect(box).to_have_value("")


async def test_new_messages_are_announced_and_old_ones_are_not(
    stage: Stage, visitor: Visitor
) -> None:
    """Each chair's log is polite; a form in it is not read out whole, its title is."""
    await begin(stage)
    window = await visitor.open()
    chair = Chair(window, "hr")
    log = window.get_by_role("log", name="Messages of Maya Reyes")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(chair.form).to_have_attribute("aria-live", "off")
    await expect(chair.node.get_by_text("Evenhand asks: What was observed")).to_be_attached()


async def test_the_page_has_landmarks_and_one_heading(visitor: Visitor) -> None:
    """Banner, main and a region for each chair and for the time machine."""
    window = await visitor.open()
    await expect(window.get_by_role("banner")).to_have_count(1)
    await expect(window.get_by_role("main")).to_have_count(1)
    await expect(window.get_by_role("region")).to_have_count(5)
    await expect(window.get_by_role("heading", level=1)).to_have_text("Evenhand")


async def test_with_reduced_motion_nothing_moves(stage: Stage, visitor: Visitor) -> None:
    """Who asks for less motion sees no animation, and messages come without a pause."""
    window = await visitor.open(motion="reduce")
    chair = Chair(window, "hr")
    await chair.send("case")
    await chair.hears("a case is open")
    running = "document.getAnimations().filter(each => each.playState === 'running').length"
    assert await window.evaluate(running) == 0


async def test_what_can_be_pressed_by_finger_is_large_enough(
    stage: Stage, visitor: Visitor
) -> None:
    """On a phone every control is at least 24 px in each direction (WCAG 2.2, 2.5.8)."""
    await set_out(stage)
    window = await visitor.open(PHONE, touch=True)
    small = await window.evaluate(
        """() => [...document.querySelectorAll("button, select, input, textarea, summary")]
          .filter(node => node.getClientRects().length)
          .filter(node => !node.closest(".option"))
          .filter(node => { const box = node.getBoundingClientRect();
                            return box.width < 24 || box.height < 24; })
          .map(node => node.outerHTML.slice(0, 90))"""
    )
    assert small == []
