"""The four chairs: live, at every width, with anybody in them, at any time of the demo's clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.async_api import Locator, expect

from bot.dialogue.content import Card, Paragraph, Said
from bot.dialogue.inputs import Words
from tests.browser import contents
from tests.browser.serving import Stage, begin
from tests.browser.visits import DESK, PHONE, TABLET, WIDE, Chair, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NEWS = Card("EH-2026-0042: news", "News", (Paragraph("Something happened."),))


@pytest.mark.parametrize(
    ("size", "columns"), [(PHONE, 1), (TABLET, 2), (DESK, 4), (WIDE, 4), ((320, 600), 1)]
)
async def test_chairs_fit_every_width(
    stage: Stage, visitor: Visitor, size: tuple[int, int], columns: int
) -> None:
    """One, two or four chairs side by side; nothing runs over the edge, at 320 px neither."""
    await begin(stage)
    await stage.mouth.say("ben", contents.HOSTILE_CARD)
    window = await visitor.open(size)
    shown = window.locator(".chair:visible")
    boxes = [await chair.bounding_box() for chair in await shown.all()]
    assert len({box["x"] for box in boxes if box}) == columns
    assert len(boxes) == (1 if columns == 1 else 4)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await window.evaluate(over) <= 0
    for log in await window.locator(".log:visible").all():
        assert await log.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


async def test_each_chair_says_who_sits_there_and_when_they_live(
    stage: Stage, visitor: Visitor
) -> None:
    """Name, title, company and the person's own time; outside their hours it says so."""
    window = await visitor.open()
    head = Chair(window, "client").node.locator(".chair-head")
    await expect(head).to_contain_text("Kim Sand")
    await expect(head).to_contain_text("Operations director · Contoso Retail")
    await expect(head).to_contain_text("Mon 01:00 in London")
    await expect(head).to_contain_text("outside hours")
    head = Chair(window, "hr").node.locator(".chair-head")
    await expect(head).to_contain_text("Mon 09:00 in Manila")
    await expect(head).not_to_contain_text("outside hours")


async def test_words_are_said_and_answered_without_a_reload(stage: Stage, visitor: Visitor) -> None:
    """What is typed appears as the person's own, and the answer follows by itself."""
    chair = Chair(await visitor.open(), "hr")
    await chair.composer.fill("first line")
    await chair.composer.press("Shift+Enter")
    await chair.composer.press_sequentially("second line")
    await chair.composer.press("Enter")
    await expect(chair.node.locator(".said")).to_have_text("first line\nsecond line")
    await chair.hears("I did not understand that.")
    await expect(chair.composer).to_have_value("")
    assert stage.mediator.received[0].input == Words("first line\nsecond line")


async def test_blank_words_are_not_sent(stage: Stage, visitor: Visitor) -> None:
    """Enter in an empty field does nothing."""
    chair = Chair(await visitor.open(), "hr")
    await chair.send("  \n ")
    await chair.click("Send message")
    assert stage.mediator.tries == []


async def test_a_quick_word_is_said_and_leaves_what_is_being_typed(
    stage: Stage, visitor: Visitor
) -> None:
    """Pressing “help” asks for help; a half-written message stays."""
    chair = Chair(await visitor.open(), "employee")
    await chair.composer.fill("I would like")
    await chair.click("help")
    await expect(chair.node.locator(".said")).to_have_text("help")
    await expect(chair.composer).to_have_value("I would like")


async def test_a_message_reaches_the_other_chairs_live(stage: Stage, visitor: Visitor) -> None:
    """What the mediator says to one person appears in that chair alone."""
    window = await visitor.open()
    await stage.mouth.say("ben", NEWS)
    await Chair(window, "employee").hears("Something happened.")
    for part in ("hr", "client", "manager"):
        await expect(window.locator(f"#chair-{part} .message")).to_have_count(0)


async def test_dots_come_before_a_message_to_another_chair(stage: Stage, visitor: Visitor) -> None:
    """The mediator is seen writing before a message appears that nobody asked for."""
    window = await visitor.open(motion="no-preference")
    chair = Chair(window, "employee")
    await chair.node.locator(".typing").evaluate(
        """dots => new MutationObserver(() => { window.dotted ||= !dots.hidden; })
          .observe(dots, {attributes: true})"""
    )
    await stage.mouth.say("ben", NEWS)
    await chair.hears("Something happened.")
    assert await window.evaluate("window.dotted") is True
    await expect(chair.node.locator(".typing")).to_be_hidden()


async def test_dots_show_while_an_answer_is_under_way(stage: Stage, visitor: Visitor) -> None:
    """Whoever asks sees that the mediator is at it, until the answer is there."""
    stage.mediator.slow = 0.5
    chair = Chair(await visitor.open(), "hr")
    await chair.send("case")
    await expect(chair.node.locator(".typing")).to_be_visible()
    await chair.hears("a case is open")
    await expect(chair.node.locator(".typing")).to_be_hidden()


async def test_a_closed_stream_is_opened_again_and_caught_up(
    stage: Stage, visitor: Visitor
) -> None:
    """What was said while the connection was gone is there when it is back, once."""
    window = await visitor.open()
    chair = Chair(window, "employee")
    first = await stage.mouth.say("ben", NEWS)
    await chair.hears("Something happened.")
    await window.context.set_offline(True)
    stage.listeners.close()
    await expect(window.locator("#notice")).to_contain_text("The connection is lost")
    await stage.mouth.say("ben", Said("meanwhile"))
    second = await stage.mouth.say("ben", Said("changed once"), instead_of=first)
    await stage.mouth.say("ben", Said("changed twice"), instead_of=second)
    await window.context.set_offline(False)
    await chair.hears("meanwhile")
    await expect(window.locator("#notice")).to_be_hidden()
    texts = await chair.node.locator(".message .prose").all_text_contents()
    assert texts == ["changed twice", "meanwhile"]
    visitor.forgive("ERR_")


async def test_on_a_phone_other_chairs_are_a_tab_away_and_say_what_is_new(
    stage: Stage, visitor: Visitor
) -> None:
    """One chair fills the phone; the others count what came, until they are looked at."""
    window = await visitor.open(PHONE, touch=True)
    tab = window.get_by_role("navigation", name="Chairs").get_by_role("button", name="Employee")
    await stage.mouth.say("ben", NEWS)
    await stage.mouth.say("ben", NEWS)
    await expect(tab).to_have_accessible_name("Employee Ben 2 new")
    await tab.tap()
    await expect(Chair(window, "employee").node).to_be_visible()
    await expect(Chair(window, "hr").node).to_be_hidden()
    await expect(tab).to_have_accessible_name("Employee Ben")
    await expect(tab).to_have_attribute("aria-current", "true")


async def test_new_messages_do_not_pull_a_reader_away(stage: Stage, visitor: Visitor) -> None:
    """Whoever reads further up stays there, and a button leads to what is new."""
    for _ in range(6):
        await stage.mouth.say("ben", contents.CASE_CARD)
    window = await visitor.open()
    chair = Chair(window, "employee")
    await expect(chair.messages).to_have_count(6)
    log = chair.node.locator(".log")
    await log.evaluate("node => node.scrollTo(0, 0)")
    await stage.mouth.say("ben", NEWS)
    await chair.hears("Something happened.")
    assert await log.evaluate("node => node.scrollTop") == 0
    await chair.click("1 new message")
    await expect(chair.messages.last).to_be_in_viewport()
    await expect(chair.node.locator(".pill")).to_be_hidden()


async def test_a_card_that_is_replaced_calls_nobody_to_it(stage: Stage, visitor: Visitor) -> None:
    """It changes where it stands: nothing is scrolled, counted as new or announced."""
    first = await stage.mouth.say("ben", contents.CASE_CARD)
    for _ in range(5):
        await stage.mouth.say("ben", contents.CASE_CARD)
    window = await visitor.open()
    chair = Chair(window, "employee")
    await expect(chair.messages).to_have_count(6)
    await expect(chair.messages.last).to_be_in_viewport()
    await stage.mouth.say("ben", NEWS, instead_of=first, quiet=True)
    await expect(chair.messages.first).to_contain_text("Something happened.")
    await expect(chair.messages.first).to_have_attribute("aria-live", "off")
    await expect(chair.messages).to_have_count(6)
    await expect(chair.node.locator(".pill")).to_be_hidden()
    await expect(chair.messages.last).to_be_in_viewport()
    await expect(chair.messages.first).not_to_be_in_viewport()


async def test_anybody_may_sit_in_any_chair(stage: Stage, visitor: Visitor) -> None:
    """Putting a person into a chair shows their messages, and is remembered."""
    await stage.mouth.say("noor", NEWS)
    window = await visitor.open()
    chair = Chair(window, "hr")
    await select(chair).select_option("noor")
    await chair.hears("Something happened.")
    await expect(chair.node).to_have_accessible_name("HR: Noor Lim")
    await chair.send("help")
    await expect(chair.node.locator(".said")).to_have_text("help")
    assert stage.mediator.received[0].user == "noor"
    await window.reload()
    await chair.hears("Something happened.")


async def test_who_sits_in_another_chair_changes_places(visitor: Visitor) -> None:
    """Nobody sits in two chairs: the two people change places."""
    window = await visitor.open()
    await select(Chair(window, "hr")).select_option("lea")
    await expect(Chair(window, "hr").node).to_have_accessible_name("HR: Lea Santos")
    await expect(Chair(window, "manager").node).to_have_accessible_name("Manager: Maya Reyes")


async def test_people_in_no_chair_are_marked_when_they_hear_something(
    stage: Stage, visitor: Visitor
) -> None:
    """A message to somebody who sits nowhere shows beside their name in the lists."""
    window = await visitor.open()
    first = await stage.mouth.say("ana", NEWS)
    await stage.mouth.say("ana", NEWS, instead_of=first, quiet=True)  # is no news
    option = Chair(window, "hr").node.locator("option[value=ana]")
    await expect(option).to_have_text("Ana Uy (1 new)")
    await select(Chair(window, "hr")).select_option("ana")
    await expect(option).to_have_text("Ana Uy")


async def test_who_is_written_to_and_sits_nowhere_can_be_put_into_a_chair(
    stage: Stage, visitor: Visitor
) -> None:
    """A line names them; pressing the name puts them where they fit and shows what came."""
    window = await visitor.open()
    line = window.get_by_role("complementary", name="Also written to")
    await expect(line).to_be_hidden()
    await stage.mouth.say("raj", NEWS)
    await line.get_by_role("button", name="Raj Patel 1 new: put into Client’s chair").click()
    await expect(Chair(window, "client").node).to_have_accessible_name("Client: Raj Patel")
    await Chair(window, "client").hears("Something happened.")
    await expect(line).to_be_hidden()


async def test_a_newcomer_is_shown_the_first_step_once(stage: Stage, visitor: Visitor) -> None:
    """One press begins a complaint in HR's chair, and the hint does not come again."""
    window = await visitor.open()
    hint = window.get_by_role("complementary", name="First steps")
    await hint.get_by_role("button", name="Begin").click()
    await expect(Chair(window, "hr").form).to_be_visible()
    await expect(hint).to_be_hidden()
    await window.reload()
    await expect(window.locator(".chair")).to_have_count(4)
    await expect(hint).to_be_hidden()
    other = await visitor.open()
    hint = other.get_by_role("complementary", name="First steps")
    await hint.get_by_role("button", name="Hide the first steps").click()
    await expect(hint).to_be_hidden()


async def test_a_chair_can_have_the_whole_width(visitor: Visitor) -> None:
    """Widened, one chair is shown with tabs to the others; Escape brings all four back."""
    window = await visitor.open()
    await Chair(window, "employee").click("Give Employee’s chair the whole width")
    await expect(window.locator(".chair:visible")).to_have_count(1)
    await window.get_by_role("navigation").get_by_role("button", name="Manager").click()
    await expect(Chair(window, "manager").node).to_be_visible()
    await window.keyboard.press("Escape")
    await expect(window.locator(".chair:visible")).to_have_count(4)


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ("+1 hour", "Mon 23 Nov, 10:00"),
        ("+4 hours", "Mon 23 Nov, 13:00"),
        ("Next working morning", "Tue 24 Nov, 09:00"),
        ("Next thing due", "Mon 23 Nov, 11:20"),
    ],
)
async def test_the_time_machine_moves_the_clock(
    stage: Stage, visitor: Visitor, button: str, shown: str
) -> None:
    """Each button moves the clock that everybody sees, in every open window."""
    stage.machine.due = datetime(2026, 11, 23, 3, 20, tzinfo=UTC)
    window, other = await visitor.open(), await visitor.open(WIDE)
    await expect(window.locator(".clock-stand")).to_contain_text("Next due: Mon 23 Nov 2026, 11:20")
    await window.get_by_role("button", name=button).click()
    for each in (window, other):
        await expect(each.locator(".clock-stand")).to_contain_text(shown)
    await expect(window.get_by_role("region", name="Time machine")).to_contain_text(
        f"It is now {shown}"
    )


async def test_the_clock_can_be_set(stage: Stage, visitor: Visitor) -> None:
    """A time may be chosen; one that is past is refused in words."""
    window = await visitor.open()
    await window.get_by_text("Set time").click()
    await window.get_by_label("Move the clock to").fill("2026-11-20T09:00")
    await window.get_by_role("button", name="Move", exact=True).click()
    await expect(window.get_by_role("alert").filter(has_text="forward only")).to_be_visible()
    await window.get_by_label("Move the clock to").fill("2026-11-25T14:30")
    await window.get_by_role("button", name="Move", exact=True).click()
    await expect(window.locator(".clock-stand")).to_contain_text("Wed 25 Nov, 14:30")
    assert stage.machine.at == datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
    await expect(Chair(window, "client").node).to_contain_text("Wed 06:30 in London")
    visitor.forgive("400")


async def test_nothing_due_cannot_be_moved_to(stage: Stage, visitor: Visitor) -> None:
    """With nothing waiting, the button says so and does nothing."""
    window = await visitor.open()
    button = window.get_by_role("button", name="Next thing due")
    await expect(button).to_have_attribute("aria-disabled", "true")
    await button.click(force=True)
    await expect(window.locator(".clock-stand")).to_contain_text("Nothing is waiting.")
    await expect(window.locator(".clock-stand")).to_contain_text("09:00")


async def test_the_theme_can_be_chosen(visitor: Visitor) -> None:
    """The button goes from the system's colours to light, to dark and back; a reload keeps it."""
    window = await visitor.open(scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = await window.evaluate(paper)
    for expected in ("light", "dark"):
        await window.locator("#theme").click()
        await expect(window.locator("#theme")).to_have_accessible_name(f"Colours: {expected}")
    dark = await window.evaluate(paper)
    assert dark != light
    await window.reload()
    assert await window.evaluate(paper) == dark
    await window.locator("#theme").click()
    assert await window.evaluate(paper) == light


def select(chair: Chair) -> Locator:
    """The list of people who may sit there."""
    return chair.node.get_by_role("combobox", name="Who sits in")
