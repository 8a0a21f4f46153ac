"""Four people at one page, and what HR does in a case, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Locator, expect
from playwright.async_api import Page as Window

from tests.browser.visits import DESK, Chair

CASE = "EH-2026-0001"
OBSERVED = "Three of eight messages were answered after the four-hour target."
WISH = "A different contact by Friday, please."
PLAN = "From Wednesday a second person reads what waits longer than two hours."
PROMISED = "2026-11-23T16:00"  # HR's own time


@dataclass(frozen=True)
class Table:
    """The window, and who sits where."""

    window: Window
    hr: Chair
    client: Chair
    employee: Chair
    manager: Chair

    @property
    def at_a_desk(self) -> bool:
        """True where all four chairs are in view together."""
        return self.window.viewport_size == {"width": DESK[0], "height": DESK[1]}


def table(window: Window) -> Table:
    """The four chairs of a window."""
    return Table(
        window,
        Chair(window, "hr"),
        Chair(window, "client"),
        Chair(window, "employee"),
        Chair(window, "manager"),
    )


async def name_the_people(hr: Chair) -> None:
    """Which client, who complained, and about whom."""
    await hr.asks("The client")
    await hr.choose("Which client raised this?", "cont", "Contoso Retail")
    await hr.submit()
    await hr.asks("The people")
    await hr.choose("Who at the client complained?", "kim", "Kim Sand")
    await hr.choose("Who is it about?", "ben", "Ben Cruz")
    await hr.submit()
    await hr.asks("Allegation 1")


async def say_what_happened(hr: Chair, observed: str) -> None:
    """One allegation with its particulars, sent."""
    await hr.form.get_by_label("What was observed?").fill(observed)
    await hr.form.get_by_label("When did it happen, or begin?").fill("2026-11-19T14:00")
    await hr.form.get_by_label("Who observed it?").fill("Kim Sand")
    await hr.form.get_by_label("Seen").check()
    await hr.submit()


async def say_what_is_wished(hr: Chair) -> None:
    """From the effect on to the review."""
    await hr.asks("Effect and wish")
    await hr.form.get_by_label("What was the effect on the service?").fill("Two orders were lost.")
    await hr.form.get_by_label("Coach them").check()
    await hr.form.get_by_label("In the client's own words").fill(WISH)
    await hr.submit()
    await hr.asks("Urgency, safety and law")
    await expect(hr.form.get_by_role("combobox")).to_have_value("Philippines")
    await hr.submit()
    await hr.asks("Please check")


async def choose_role(hr: Chair, role: str, *, typed: str, holder: str) -> None:
    """Ask for a role, from the words to its first page's answers."""
    await hr.send(f"roles {CASE}")
    await hr.asks("The role and its holder")
    await hr.form.get_by_label(role, exact=True).check()
    await hr.choose("Who in HR is to hold it?", typed, holder)
    await hr.submit()


async def choose_what_to_tell(hr: Chair) -> None:
    """An update, up to the version of each party."""
    await hr.send(f"update {CASE}")
    await hr.asks("What happened")
    await hr.submit()
    await hr.asks("Your words and the next promise")
    await hr.form.get_by_label("What do you want to add").fill(PLAN)
    await hr.form.get_by_label("What comes next?").fill("We speak with both sides this week.")
    await hr.form.get_by_label("By when do they hear from you again?").fill(PROMISED)
    await hr.submit()
    await hr.form.get_by_label("A change in the service, naming no person").check()
    await hr.submit()
    await hr.asks("Who is told")
    await hr.submit()
    await hr.asks("What each party reads")


async def columns(texts: Locator) -> int:
    """How many stand side by side."""
    boxes = [await each.bounding_box() for each in await texts.all()]
    return len({box["x"] for box in boxes if box})
