"""HTML → pictures: each at a desk and on a phone, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page

from tests.browser import chromium
from tests.pictures import frames
from tests.pictures.camera import Shot


@dataclass(frozen=True)
class Looks:
    """On what, and by what light."""

    is_phone: bool = False
    is_dark: bool = False

    @property
    def name(self) -> str:
        """For the file's name."""
        return f"{'phone' if self.is_phone else 'desk'}-{'dark' if self.is_dark else 'light'}"


_PHONE, _DESK = 400, 820  # pixels
ALL = tuple(Looks(phone, dark) for phone in (False, True) for dark in (False, True))


async def develop(shots: Sequence[Shot], folder: Path, looks: Sequence[Looks]) -> Sequence[Path]:
    """Write the pictures and a page that shows them all; give the pictures' paths."""
    made: list[Path] = []
    async with chromium.started() as browser:
        for look in looks:
            width = _PHONE if look.is_phone else _DESK
            window = await browser.new_page(viewport={"width": width, "height": 600})
            for shot in shots:
                made.append(await _picture(window, shot, folder, look))
    (folder / "index.html").write_text("\n".join(_index(shots, looks)))
    return made


async def _picture(window: Page, shot: Shot, folder: Path, look: Looks) -> Path:
    path = folder / f"{shot.name}.{look.name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page = frames.document(shot.html, is_dark=look.is_dark, is_phone=look.is_phone)
    await window.set_content(page)
    await window.evaluate("document.fonts.ready")
    await window.locator("main").screenshot(path=path)
    return path


def _index(shots: Sequence[Shot], looks: Sequence[Looks]) -> Iterator[str]:
    yield "<!doctype html><meta charset='utf-8'><title>What people see on Slack</title>"
    for shot in shots:
        yield f"<h4>{shot.name}</h4>"
        yield from (f"<img src='{shot.name}.{look.name}.png' width='400'>" for look in looks)
