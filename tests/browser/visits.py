"""A person at the playground: opens it, and does in a chair what people do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

PHONE, TABLET, DESK, WIDE = (360, 740), (768, 1024), (1440, 900), (1920, 1080)
ELSEWHERE = "America/New_York"  # nobody's zone here: what is shown must not come from the browser
Part = Literal["hr", "client", "employee", "manager"]


@dataclass
class Visitor:
    """Opens windows on one playground and keeps what they complained of."""

    browser: Browser
    base: str
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    async def open(
        self,
        size: tuple[int, int] = DESK,
        *,
        scheme: Literal["light", "dark"] = "light",
        motion: Literal["reduce", "no-preference"] = "reduce",
        touch: bool = False,
    ) -> Page:
        """A window with the four chairs set out."""
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion=motion,
            has_touch=touch,
            is_mobile=touch,
            timezone_id=ELSEWHERE,
            locale="en-GB",
        )
        context.set_default_timeout(5000)
        self._contexts.append(context)
        page = await context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._miss)
        page.on("response", self._weigh)
        await page.goto(f"{self.base}/demo")
        await expect(page.locator(".chair")).to_have_count(4)
        await expect(page.locator(".machine")).to_contain_text("Manila")
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _miss(self, request: Request) -> None:
        if request.failure and "ERR_ABORTED" not in request.failure:  # a page that closes says that
            self.complaints.append(f"{request.failure} {request.url}")

    def _weigh(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def forgive(self, words: str) -> None:
        """Take back the complaints that the test itself has brought about."""
        self.complaints[:] = [each for each in self.complaints if words not in each]

    async def leave(self) -> None:
        """Close every window."""
        for context in self._contexts:
            await context.close()


@dataclass(frozen=True)
class Chair:
    """One chair on a page."""

    page: Page
    part: Part

    @property
    def node(self) -> Locator:
        """The chair as a whole."""
        return self.page.locator(f"#chair-{self.part}")

    async def turn(self) -> None:
        """Look at this chair; where one is in view at a time, by its tab."""
        if not await self.node.is_visible():
            tabs = self.page.get_by_role("navigation", name="Chairs")
            await tabs.locator(f"[data-chair={self.part}]").click()

    @property
    def form(self) -> Locator:
        """The page that is asked, the last one if there are several."""
        return self.node.locator("form.page").last

    @property
    def composer(self) -> Locator:
        """Where one writes."""
        return self.node.locator(".composer textarea")

    @property
    def messages(self) -> Locator:
        """Everything that stands in the chair, the newest last."""
        return self.node.locator(".message")

    async def send(self, words: str) -> None:
        """Type and press Enter."""
        await self.composer.fill(words)
        await self.composer.press("Enter")

    async def click(self, name: str) -> None:
        """Press a button by its name."""
        await self.node.get_by_role("button", name=name, exact=True).last.click()

    async def choose(self, label: str, typed: str, option: str) -> None:
        """Search in a combobox and take an option."""
        await self.form.get_by_role("combobox", name=label).fill(typed)
        await self.form.get_by_role("option", name=option).click()

    async def submit(self) -> None:
        """Send the form."""
        await self.form.locator("button[type=submit]").click()

    async def asks(self, title: str) -> None:
        """Wait until this page is asked."""
        await self.form.get_by_role("heading", level=3, name=title, exact=True).wait_for()

    async def decide(self, name: str) -> None:
        """Press a way on of the page that is asked."""
        await self.form.get_by_role("button", name=name, exact=True).click()

    async def hears(self, words: str) -> None:
        """Wait until the words stand in the chair."""
        await self.messages.filter(has_text=words).first.wait_for(state="attached")

    async def never_saw(self, *secrets: str) -> None:
        """Assert that none of this stands in the chair."""
        shown = await self.node.locator(".messages").text_content() or ""
        assert [each for each in secrets if re.search(rf"(?i)\b{re.escape(each)}", shown)] == []
