"""What is shown at once in answer to what somebody did, beside the messages that are posted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.content import Card, Page


@dataclass
class Shown:
    """What the form shows once all is done: the page that is asked, else what was said first."""

    page: Page | None = None
    card: Card | None = None
    remark: str = ""  # stands above the page

    def remarked(self, page: Page) -> Page:
        """The page, with the remark above what it says itself."""
        said = (text for text in (self.remark, page.intro) if text)
        return replace(page, intro="\n\n".join(said))
