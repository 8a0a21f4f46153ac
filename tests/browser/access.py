"""How people get about who use no mouse, and what axe-core has against a page."""

from __future__ import annotations

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, expect
from playwright.async_api import Page as Window

NAMED = ("Tab", "Shift+Tab", "Enter", "Space", "ArrowDown", "ArrowUp")


async def violations(window: Window, *, within: str | None = None) -> str:
    """What axe-core has against the page as it stands, or a part of it; "" for nothing."""
    results = await Axe().run(window, context=within)
    return "" if not results.violations_count else results.generate_report()


async def tab_to(window: Window, goal: Locator) -> None:
    """Press Tab until the focus is there; a control that Tab never reaches fails the test."""
    for _ in range(20):
        if await goal.evaluate("node => node === document.activeElement"):
            return
        await window.keyboard.press("Tab")
    await expect(goal).to_be_focused()


async def type_keys(window: Window, *keys: str) -> None:
    """Press named keys, and type everything else."""
    for key in keys:
        if key in NAMED:
            await window.keyboard.press(key)
        else:
            await window.keyboard.type(key)
