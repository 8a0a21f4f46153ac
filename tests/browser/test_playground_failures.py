"""When something does not work: nothing that was typed is lost, and nothing is done twice."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.serving import Stage
from tests.browser.visits import Chair, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_words_that_could_not_be_sent_stay_and_can_be_sent_again(
    stage: Stage, visitor: Visitor
) -> None:
    """After a fault the words stand in their field; trying again sends them under one key."""
    chair = Chair(await visitor.open(), "hr")
    stage.mediator.failures = 1
    await chair.send("case")
    await expect(chair.node.locator(".composer .fault")).to_contain_text("Nothing was lost")
    await expect(chair.composer).to_have_value("case")
    await chair.click("Try again")
    await chair.hears("a case is open")
    await expect(chair.composer).to_have_value("")
    assert len(set(stage.mediator.tries)) == 1
    assert len(stage.mediator.tries) == 2
    visitor.forgive("503")


async def test_what_was_done_without_an_answer_is_done_once(stage: Stage, visitor: Visitor) -> None:
    """When only the answer was lost, sending again changes nothing."""
    chair = Chair(await visitor.open(), "hr")
    stage.mediator.lost_answers = 1
    await chair.send("case")
    await chair.hears("a case is open")
    await expect(chair.composer).to_have_value("case")
    await chair.composer.press("Enter")
    await expect(chair.composer).to_have_value("")
    assert len(stage.mediator.received) == 1
    await expect(chair.node.locator(".said")).to_have_count(1)
    await chair.send("case")
    await expect(chair.node.locator(".said")).to_have_count(2)
    visitor.forgive("503")


async def test_a_form_that_could_not_be_sent_stays_as_it_was_filled(
    stage: Stage, visitor: Visitor
) -> None:
    """A server that is gone costs no answer; the same page is sent again under one key."""
    window = await visitor.open()
    chair = Chair(window, "hr")
    await chair.send("update")
    await chair.form.get_by_label("Kim Sand, client contact").fill("My own words.")
    await window.context.set_offline(True)
    await chair.submit()
    await expect(chair.form.locator(".fault")).to_contain_text("cannot be reached")
    await expect(chair.form.get_by_label("Kim Sand, client contact")).to_have_value("My own words.")
    await window.context.set_offline(False)
    stage.mediator.failures = 1
    await chair.form.get_by_role("button", name="Try again").click()
    await expect(chair.form.locator(".fault")).to_contain_text("try again")
    await chair.form.get_by_role("button", name="Try again").click()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert len(set(stage.mediator.tries[1:])) == 1
    visitor.forgive("503")
    visitor.forgive("ERR_")


async def test_a_button_that_could_not_be_pressed_can_be_pressed_again(
    stage: Stage, visitor: Visitor
) -> None:
    """A card says that it did not work; the next press is the same act."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("case")
    stage.mediator.failures = 1
    await chair.click("Settle roles")
    await expect(chair.node.locator(".card .fault")).to_contain_text("Press the button again")
    await chair.click("Settle roles")
    await chair.hears("Done: roles.")
    assert stage.mediator.tries[1] == stage.mediator.tries[2]
    visitor.forgive("503")


async def test_a_reload_in_the_middle_loses_nothing(stage: Stage, visitor: Visitor) -> None:
    """What was typed in a form and in the composer is there again after a reload."""
    window = await visitor.open()
    chair = Chair(window, "hr")
    await chair.send("complaint")
    await chair.form.get_by_label("In a few words").fill("Late replies")
    await chair.form.get_by_label("Inferred").check()
    await chair.form.get_by_label("Coach").check()
    await chair.choose("Who is it about?", "person 07", "Person 07")
    await chair.form.get_by_label("When did it begin?").fill("2026-11-16T09:00")
    await chair.composer.fill("half a sen")
    await window.reload()
    await expect(chair.form.get_by_label("In a few words")).to_have_value("Late replies")
    await expect(chair.form.get_by_label("Inferred")).to_be_checked()
    await expect(chair.form.get_by_label("Coach")).to_be_checked()
    await expect(chair.form.get_by_label("Who is it about?")).to_have_value("Person 07")
    await expect(chair.form.get_by_label("When did it begin?")).to_have_value("2026-11-16T09:00")
    await expect(chair.composer).to_have_value("half a sen")
    await chair.form.get_by_label("What was observed?").fill("Three late replies.")
    await chair.form.get_by_label("On which day?").fill("2026-11-20")
    await chair.submit()
    await expect(chair.node.locator(".answered")).to_be_visible()
    assert stage.mediator.received[-1].input.values == {  # type: ignore[union-attr] # a Fill
        "heading": "Late replies",
        "observed": "Three late replies.",
        "known": "inferred",
        "asks": ["coach"],
        "employee": "p7",
        "day": "2026-11-20",
        "began": "2026-11-16T01:00:00+00:00",
    }


async def test_a_look_into_another_chair_loses_nothing(stage: Stage, visitor: Visitor) -> None:
    """Somebody else may sit down and get up again; the draft was kept for its writer."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("complaint")
    await chair.form.get_by_label("In a few words").fill("Late replies")
    await chair.composer.fill("half a sen")
    who = chair.node.get_by_role("combobox", name="Who sits in")
    await who.select_option("noor")
    await expect(chair.composer).to_have_value("")
    await expect(chair.node.locator("form.page")).to_have_count(0)
    await who.select_option("maya")
    await expect(chair.form.get_by_label("In a few words")).to_have_value("Late replies")
    await expect(chair.composer).to_have_value("half a sen")


async def test_a_search_that_fails_says_so(stage: Stage, visitor: Visitor) -> None:
    """The words stay in the field, and the next letter tries again."""
    window = await visitor.open()
    chair = Chair(window, "hr")
    await chair.send("complaint")
    box = chair.form.get_by_role("combobox", name="Who is it about?")
    await window.context.set_offline(True)
    await box.fill("sio")
    await expect(chair.form.get_by_role("listbox")).to_contain_text("cannot be reached")
    await window.context.set_offline(False)
    await box.press_sequentially("b")
    await expect(chair.form.get_by_role("option")).to_have_count(1)
    visitor.forgive("ERR_")


async def test_a_page_without_its_server_says_so_and_offers_to_try_again(
    stage: Stage, visitor: Visitor
) -> None:
    """A page that cannot be set up is no blank page."""
    window = await visitor.open()
    stage.database.broken = True
    await window.reload()
    await expect(window.locator("#notice")).to_contain_text("try again")
    stage.database.broken = False
    await window.get_by_role("button", name="Reload").click()
    await expect(window.locator(".chair")).to_have_count(4)
    visitor.forgive("503")
