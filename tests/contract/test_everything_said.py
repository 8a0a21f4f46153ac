"""All that the services say in a case at its worst can be said on every surface."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.slack.home import render
from bot.dialogue.content import Card, Content, Page, Quote
from bot.dialogue.inputs import Fill
from bot.dialogue.posts import Post
from bot.dialogue.wholes import whole_text
from bot.services.posting import REPLY
from tests.contract import worst_case
from tests.contract.crowd import DEMO_PEOPLE, crowd, user_on
from tests.contract.every_surface import SURFACES
from tests.contract.hostile import HOSTILE, MARK
from tests.contract.house import House, practice
from tests.contract.prepared import furnished
from tests.contract.surfaces import SurfaceUnderTest
from tests.contract.worst_case import Told
from tests.standins import slack_limits

READ_ALL = "Read all"
NOT_NOW = {
    "became.being_told": "whoever is told here is told within their hours",
    "became.passed_on": "whose reminder goes to somebody else here has no other part",
    "gone.lead": "nobody takes the app out of a workspace here",
    "gone.owner": "nobody takes the app out of a workspace here",
    "item.role_assigned.summary": "nobody hears of a role in summary",
    "item.role_handed_over.summary": "nobody hears of a role in summary",
    "journal.client_acknowledged": "an update may tell it, so its words there are used",
}
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # shown as a mark, or not at all
NAMES = {word for each in DEMO_PEOPLE for word in crowd().person(each).name.split()}
WHOLE_NAMES = {*(each.name for each in crowd().people), *(each.name for each in crowd().clients)}
ON_EVERY_SURFACE = pytest.mark.parametrize("surface", sorted(SURFACES))


async def test_what_is_said_in_the_worst_case_is_taken_everywhere() -> None:
    """Each message to each party and each page is within the limits, and notifies of nothing.

    One test, since the case takes long to play.
    """
    told = await worst_case.play()
    assert set(practice().wording.keys()) - told.said == set(NOT_NOW)
    for home in told.homes:
        assert slack_limits.violations(render(home), kind="home") == [], home
    for name in SURFACES:
        async with at(name) as (_, surface):
            for content in everything(told, name):
                shown = surface.show(content)
                assert surface.violations(shown) == [], content
                assert_tells_nothing(surface.notification(shown))
            for post in told.posts:
                if post.case_id and isinstance(post.content, Card) and not is_answer(post):
                    text = surface.notification(surface.show(post.content))
                    assert re.match(r"EH-2026-000[12]: \w", text), text


def is_answer(post: Post) -> bool:
    """True for what somebody asked for just then: it need not say which case it is about."""
    return post.key.startswith(REPLY)


@asynccontextmanager
async def at(name: str) -> AsyncIterator[tuple[House, SurfaceUnderTest]]:
    """Maya at a surface, in a house with cases under way."""
    async with furnished() as house, SURFACES[name](house, crowd().person("maya")) as surface:
        yield house, surface


def everything(told: Told, surface: str) -> list[Content]:
    """Each thing that was or could be said there, once."""
    said = [post.content for post in told.posts if not isinstance(post.content, Page)]
    found = (*said, *(card for card, _ in told.cards), *told.pages[surface])
    return list({repr(content): content for content in found}.values())


def assert_tells_nothing(text: str) -> None:
    """No name, no client and nothing typed stands in what a locked screen shows."""
    assert not NAMES & set(re.findall(r"\w+", text)), text
    assert not [name for name in WHOLE_NAMES if name in text], text
    assert MARK not in text


@ON_EVERY_SURFACE
async def test_what_is_shown_in_part_can_be_read_whole(surface: str) -> None:
    """Of a text that does not fit there is a marked part, and a button to read all of it."""
    async with at(surface) as (house, shown_on):
        for typed in HOSTILE.values():
            answers = {str(number): typed for number in range(4)}
            (post,) = await house.act(*who(surface), Fill("over", 1, answers))
            await assert_all_is_read(house, shown_on, post)


async def assert_all_is_read(house: House, surface: SurfaceUnderTest, post: Post) -> None:
    """Either it is all there, or a button brings it in parts that are all there."""
    shown = surface.show(post.content, post_id=post.id)
    assert surface.violations(shown) == []
    pressed = await surface.press_all(shown, label=READ_ALL)
    whole = whole_text(post.content)
    if not pressed:
        read = surface.reads(shown)
        for text in whole.split("\n\n"):
            marked = UNPRINTABLE.sub("\ufffd", text)
            by_lines = "\n".join(marked.splitlines())  # where each line is drawn by itself
            assert any(each in read for each in (text, marked, by_lines))
        return
    assert pressed[0].heard is not None
    parts = [part.content for part in await house.take(pressed[0].heard)]
    assert "".join(quoted(part) for part in parts) == whole
    for part in parts:
        again = surface.show(part)
        assert surface.violations(again) == []
        assert not await surface.press_all(again, label=READ_ALL)


def quoted(content: Content) -> str:
    """What a card quotes."""
    assert isinstance(content, Card)
    return "".join(block.text for block in content.blocks if isinstance(block, Quote))


def who(surface: str) -> tuple[str, str]:
    """Maya, as the surface knows her."""
    name = surface.removesuffix("_form")
    return name, user_on(name, "maya")
