"""What the mediator says → one Adaptive Card, small enough for Teams."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from adapters.teams import asking, elements, limits, pressing, reading
from adapters.teams.elements import Json
from bot.dialogue.content import Answered, Card, Content, Page, Said
from bot.dialogue.fields import Option
from bot.dialogue.fitting import LEVELS, Fitting, beginning, printable, size

_NEUTRAL = "There is something for you here."


@dataclass(frozen=True)
class Rendered:
    """`summary` is what notifications show: neutral, and nothing that somebody wrote."""

    card: Json
    summary: str


@dataclass(frozen=True)
class _Parts:
    """A card from top to bottom. Only the middle may be left out, and then it says so."""

    top: list[Json] = field(default_factory=list)
    middle: list[Json] = field(default_factory=list)
    bottom: list[Json] = field(default_factory=list)


def render(content: Content, *, post_id: str) -> Rendered:
    """The card. `post_id` is what its "Read all" button points at, if it needs one."""
    summary = notice(content)
    for level in LEVELS:
        fitting = Fitting(level)
        parts = _parts(content, fitting, post_id=post_id)
        made = _card(parts, summary, more=[pressing.read_all(post_id)] if fitting.cut else [])
        if weight(made) <= limits.CARD_BYTES:
            return Rendered(made, summary)
    last = _parts(content, Fitting(LEVELS[-1]), post_id=post_id)
    return Rendered(_shortened(last, summary, post_id=post_id), summary)


def notice(content: Content) -> str:
    """The text of a notification."""
    said = content.notice if isinstance(content, Card | Page) else ""
    said = printable(said or _NEUTRAL)
    return said if size(said) <= limits.NOTICE else beginning(said, limits.NOTICE) + "…"


def weight(card: Json) -> int:
    """How large a card is on the wire, in bytes."""
    return len(json.dumps(card, ensure_ascii=False).encode())


def choices(options: Sequence[Option]) -> Json:
    """What a search found, as the drop-down takes it."""
    fitting = Fitting(LEVELS[-1])
    return {"results": [asking.choice(one, fitting) for one in options[: limits.OPTIONS]]}


def _parts(content: Content, fitting: Fitting, *, post_id: str) -> _Parts:
    match content:
        case Card():
            return _Parts(
                top=reading.title(content.title, fitting),
                middle=reading.read(content.blocks, fitting),
                bottom=pressing.card_buttons(content.buttons, post_id=post_id),
            )
        case Page():
            return _page(content, fitting, post_id=post_id)
        case Answered():
            return _Parts(
                top=reading.note(f"✓ {content.title}" if content.title else "", fitting),
                middle=reading.facts(content.rows, fitting),
                bottom=reading.note(content.note, fitting),
            )
        case Said():  # Teams keeps what people wrote: none of these is sent here
            return _Parts(middle=[elements.quote(fitting.text(content.text))])
        case _:
            assert_never(content)


def _page(page: Page, fitting: Fitting, *, post_id: str) -> _Parts:
    place = f"{page.flow_title} · {page.number} of {page.count}"
    asked = [made for each in page.questions for made in asking.question(page, each, fitting)]
    return _Parts(
        top=[*reading.title(page.title, fitting), *reading.note(place, fitting)],
        middle=[*reading.paragraph(page.intro, fitting), *reading.read(page.blocks, fitting)],
        bottom=[
            *reading.warning(page.error, fitting),
            *asked,
            *pressing.page_buttons(page, asking.held(page), post_id=post_id),
        ],
    )


def _card(parts: _Parts, summary: str, *, more: Sequence[Json] = ()) -> Json:
    body = [*parts.top, *parts.middle, *more, *parts.bottom]
    return elements.card(
        body or elements.paragraph(summary),
        actions=(),
        summary=summary,
        version=limits.CARD_VERSION,
    )


def _shortened(parts: _Parts, summary: str, *, post_id: str) -> Json:
    """As much of the middle as fits, and how many parts of it are left out."""
    button = pressing.read_all(post_id)
    kept = len(parts.middle)
    while True:
        left = len(parts.middle) - kept
        mark = elements.note(f"… {left:,} more parts are not shown here.") if left else []
        shown = replace(parts, middle=parts.middle[:kept])
        made = _card(shown, summary, more=[*mark, button])
        if kept == 0 or weight(made) <= limits.CARD_BYTES:
            return made
        kept = kept // 2 if kept > 20 else kept - 1
