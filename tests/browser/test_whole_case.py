"""Bar 4: the program itself in a browser, from a client's complaint to the closing note."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser import table
from tests.browser.access import tab_to, type_keys, violations
from tests.browser.house import running
from tests.browser.table import CASE, OBSERVED, PLAN, WISH, Table
from tests.browser.visits import DESK, PHONE, Chair, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def guest(chromium: Browser, tmp_path: Path) -> AsyncIterator[Visitor]:
    """Somebody in front of the running program; no window may have complained of anything."""
    async with running(tmp_path) as address:
        guest = Visitor(chromium, address)
        yield guest
        await guest.leave()
    assert guest.complaints == []


async def test_a_case_from_the_complaint_to_the_closing_note(guest: Visitor) -> None:
    """Each chair hears live what it may and never what it may not, and all of it is accessible."""
    four = table.table(await guest.open(DESK))
    await a_complaint_is_taken(four)
    await the_manager_is_briefed_and_the_employee_told(four)
    await a_role_is_settled_and_one_refused(four)
    await versions_stand_side_by_side(four)
    await what_gives_too_much_away_is_pointed_out(four)
    await all_get_an_update_together(four)
    await a_reminder_comes_and_is_put_off(four)
    await the_case_is_closed(four)
    assert await violations(four.window) == ""
    await nobody_saw_what_is_not_theirs(four)


async def test_a_case_from_the_complaint_to_the_update_on_a_phone(guest: Visitor) -> None:
    """With one chair in view at a time, and by night, the same is said to the same people."""
    four = table.table(await guest.open(PHONE, scheme="dark", touch=True))
    await a_complaint_is_taken(four)
    await the_manager_is_briefed_and_the_employee_told(four)
    await versions_stand_side_by_side(four)
    await all_get_an_update_together(four)
    await four.employee.turn()
    assert await violations(four.window) == ""
    await nobody_saw_what_is_not_theirs(four)


async def nobody_saw_what_is_not_theirs(four: Table) -> None:
    """The client nothing about people, the employee nothing of what is wished, and so on."""
    for chair in (four.client, four.employee, four.manager):
        await chair.never_saw("journal", "Zofia", "undefined", "[object")
    await four.client.never_saw("Ben", "Lea", "enforcer", "Chidi")
    await four.employee.never_saw(WISH, PLAN, "coach", "two orders")
    await four.manager.never_saw("Kim", WISH, "coach", "two orders")


async def a_complaint_is_taken(four: Table) -> None:
    """A verdict is asked about; on submit the client and the manager hear of it."""
    hr = four.hr
    await hr.send("complaint")
    await table.name_the_people(hr)
    await table.say_what_happened(hr, "He is lazy.")
    await expect(hr.form.locator(".nudge")).to_contain_text("What was seen or heard that shows it?")
    await expect(hr.form.locator(".nudge")).to_be_in_viewport()
    await accessible(four.hr)
    await hr.form.get_by_label("What was observed?").fill(OBSERVED)
    await hr.submit()
    await hr.decide("Go on")
    await table.say_what_is_wished(hr)
    await accessible(four.hr)
    await four.client.never_saw(CASE)
    await hr.decide("Submit")
    await hr.hears("Brief the manager")
    await expect(hr.node.get_by_role("button", name="Brief the manager")).to_be_in_viewport()
    await four.client.hears(f"It has the reference {CASE}.")
    await four.manager.hears("A client raised a complaint that concerns Ben Cruz.")
    await accessible(four.hr)


async def the_manager_is_briefed_and_the_employee_told(four: Table) -> None:
    """One step before the other; until then the employee's chair is empty."""
    hr = four.hr
    await hr.click("Brief the manager")
    await hr.asks("The summary")
    await hr.submit()
    await hr.asks("This is what the manager reads")
    await hr.decide("Send")
    await four.manager.hears("A summary for you, before the employee is told")
    await expect(four.employee.messages).to_have_count(0)
    await hr.click("Tell the employee")
    await hr.asks("The message")
    await hr.submit()
    await hr.asks("This is what the employee reads")
    await expect(hr.form).to_contain_text("Hello Ben. We want you to hear this from us")
    await accessible(four.hr)
    await hr.decide("Tell the employee")
    await four.employee.hears(OBSERVED)
    await four.employee.turn()
    await expect(four.employee.node.get_by_role("heading", level=3)).to_be_in_viewport()
    await accessible(four.employee)
    await four.employee.click("I have read this")
    await expect(four.employee.messages).to_have_count(2)
    await hr.turn()


async def a_role_is_settled_and_one_refused(four: Table) -> None:
    """Who holds a role is announced; what the conflict table bars is refused, with the reason."""
    hr = four.hr
    await table.choose_role(hr, "Enforcer", typed="chidi", holder="Chidi Okafor")
    await hr.asks("What the role may do")
    await accessible(four.hr)
    await hr.submit()
    await hr.asks("Please check")
    await hr.decide("Confirm")
    await four.employee.hears("Chidi Okafor now acts as HR enforcer")
    await four.manager.hears("Chidi Okafor now acts as HR enforcer")
    await table.choose_role(hr, "Advisor to the employee", typed="chidi", holder="Chidi Okafor")
    refusal = hr.form.locator(".error:visible")
    await expect(refusal).to_contain_text("enforcer")
    await expect(refusal).to_be_in_viewport()
    await hr.decide("Cancel")
    await hr.hears("Settle a role: cancelled")


async def versions_stand_side_by_side(four: Table) -> None:
    """HR sees what each party would read, beside each other where there is room."""
    hr = four.hr
    await table.choose_what_to_tell(hr)
    if four.at_a_desk:
        await hr.decide("Show side by side")
    texts = hr.form.get_by_role("textbox")
    assert await table.columns(texts) == (4 if four.at_a_desk else 1)
    await expect(texts.first).to_be_in_viewport()
    await accessible(hr)


async def what_gives_too_much_away_is_pointed_out(four: Table) -> None:
    """A name that the client may not learn is not sent to the client; the text stays as typed."""
    hr = four.hr
    client = hr.form.get_by_label("Kim Sand (client)")
    fitting = await client.input_value()
    await client.fill(f"{fitting}\n\nChidi Okafor gathers evidence.")
    await hr.submit()
    await expect(hr.form.locator(".error:visible")).to_be_in_viewport()
    await expect(client).to_have_value(f"{fitting}\n\nChidi Okafor gathers evidence.")
    await client.fill(fitting)


async def all_get_an_update_together(four: Table) -> None:
    """Each party gets its own version with its own times, without a reload."""
    hr = four.hr
    await hr.submit()
    await hr.asks("When")
    await hr.form.get_by_label("Send now").check()
    await hr.submit()
    await hr.asks("This goes out")
    await hr.decide("Send")
    for chair in (four.client, four.employee, four.manager):
        await chair.hears("We speak with both sides this week.")
    await four.client.hears("19:00 (Sydney time)")
    await four.employee.hears("16:00 (Manila time)")
    await four.client.hears(PLAN)
    await expect(four.window.locator(".chair:visible")).to_have_count(4 if four.at_a_desk else 1)


async def a_reminder_comes_and_is_put_off(four: Table) -> None:
    """The clock moved to what is next due brings it; it says why it came, and can wait an hour."""
    hr = four.hr
    await four.window.get_by_role("button", name="Next thing due").click()
    await hr.hears("You promised everyone in")
    await expect(hr.node.get_by_role("button", name="Snooze 1 hour")).to_be_in_viewport()
    await accessible(four.hr)
    await hr.click("Snooze 1 hour")
    await hr.hears("I remind you again on Mon 23 Nov 2026, 13:")
    await hr.click("Why am I getting this?")
    await hr.hears("Why you get this")


async def the_case_is_closed(four: Table) -> None:
    """A note to each, and nothing is owed any more."""
    hr = four.hr
    await hr.send(f"close {CASE}")
    await hr.asks("Who is told")
    await hr.submit()
    await hr.asks("The closing note for each party")
    await accessible(four.hr)
    await hr.submit()
    await hr.asks("This goes out, and the case is closed")
    await hr.decide("Close the case")
    await hr.hears("Nothing more is due in this case.")
    for chair in (four.client, four.employee, four.manager):
        await chair.hears(f"{CASE} is closed")


async def accessible(chair: Chair) -> None:
    """Axe-core has nothing against what stands last in a chair, and nothing runs over an edge."""
    last = f"#chair-{chair.part} .message:has(+ .typing)"
    assert await violations(chair.page, within=last) == ""
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await chair.page.evaluate(over) <= 0


async def test_a_complaint_by_keyboard_alone(guest: Visitor) -> None:
    """From the page's top to the client's acknowledgement, without a mouse."""
    four = table.table(await guest.open())
    window, hr = four.window, four.hr
    await tab_to(window, window.get_by_role("button", name="Begin"))
    await type_keys(window, "Enter")
    await expect(hr.form.get_by_role("combobox")).to_be_focused()
    await pick(four, "Which client raised this?", "cont")
    await onward(four, "The people")
    await pick(four, "Who at the client complained?", "kim")
    await pick(four, "Who is it about?", "ben")
    await onward(four, "Allegation 1")
    await type_keys(window, OBSERVED)
    await tab_to(window, hr.form.get_by_label("Seen"))
    await type_keys(window, "Space")
    await onward(four, "What is said to have happened")
    await go(four, "Go on", "Effect and wish")
    await tab_to(window, hr.form.get_by_label("Information"))
    await type_keys(window, "Space")
    await tab_to(window, hr.form.get_by_label("In the client's own words"))
    await type_keys(window, WISH)
    await onward(four, "Urgency, safety and law")
    await onward(four, "Please check")
    await tab_to(window, hr.form.get_by_role("button", name="Submit"))
    await type_keys(window, "Enter")
    await four.client.hears(f"It has the reference {CASE}.")
    await expect(hr.composer).to_be_focused()


async def pick(four: Table, label: str, typed: str) -> None:
    """Find the one option by typing, and take it."""
    box = four.hr.form.get_by_role("combobox", name=label)
    await tab_to(four.window, box)
    await type_keys(four.window, typed)
    await expect(four.hr.form.get_by_role("option")).to_have_count(1)
    await type_keys(four.window, "ArrowDown", "Enter")


async def onward(four: Table, title: str) -> None:
    """Continue by keyboard to the page with this title."""
    await go(four, "Continue", title)


async def go(four: Table, name: str, title: str) -> None:
    """Press a way on by keyboard."""
    await tab_to(four.window, four.hr.form.get_by_role("button", name=name, exact=True))
    await type_keys(four.window, "Enter")
    await four.hr.asks(title)
