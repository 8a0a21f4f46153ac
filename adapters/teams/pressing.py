"""What can be pressed apart from answers: a card's buttons, and the moves of a page."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.teams import codec, elements, limits
from adapters.teams.elements import Json
from bot.dialogue.content import Button, Move, Page
from bot.dialogue.fitting import beginning, printable, size

NEXT = "Next"
_MENUS = {"edit": "What would you like to edit?", "remove": "What would you like to remove?"}


def card_buttons(buttons: Sequence[Button], *, post_id: str) -> list[Json]:
    """A card's buttons, in rows."""
    return _rows(
        [
            elements.button(label(each.label), codec.press(each, post_id=post_id), style=each.style)
            for each in buttons
        ]
    )


def read_all(post_id: str) -> Json:
    """The button under a message that does not show everything."""
    button = Button("Read all", "read_all", post_id)
    return elements.row([elements.button(button.label, codec.press(button, post_id=post_id))])


def page_buttons(page: Page, held: dict[str, str], *, post_id: str) -> list[Json]:
    """Next, where something is asked, and the other ways on; many of one kind as a menu."""
    menus = {
        name: [move for move in page.moves if move.name == name]
        for name in _MENUS
        if sum(move.name == name for move in page.moves) > limits.MOVES_AS_BUTTONS
    }
    made = [
        elements.button(label(move.label), codec.go(page, move, post_id=post_id), style=move.style)
        for move in page.moves
        if move.name not in menus
    ]
    if page.questions:
        sent = codec.fill(page, held, post_id=post_id)
        made.insert(0, elements.button(NEXT, sent, style="primary", inputs=True))
    chosen = [each for moves in menus.values() for each in _menu(page, moves, post_id=post_id)]
    return [*chosen, *_rows(made)]


def _menu(page: Page, moves: Sequence[Move], *, post_id: str) -> list[Json]:
    """Moves of one kind: what to do it to, and the button that does it."""
    name = moves[0].name
    choices = [{"title": printable(m.label), "value": codec.option(m.target)} for m in moves]
    which = elements.entry(
        "ChoiceSet",
        id=codec.input_id(codec.Kind.MENU, name),
        label=_MENUS[name],
        choices=choices,
        style="compact",
        value=choices[0]["value"],
    )
    data = codec.go(page, Move(name, name), post_id=post_id)
    return [which, elements.row([elements.button(name.capitalize(), data, inputs=True)])]


def label(text: str) -> str:
    """A button's words, shortened in the open where they are too long."""
    shown = printable(text)
    if size(shown) <= limits.BUTTON_LABEL:
        return shown
    return beginning(shown, limits.BUTTON_LABEL - 1) + "…"


def _rows(buttons: Sequence[Json]) -> list[Json]:
    step = limits.BUTTONS_A_ROW
    return [elements.row(buttons[at : at + step]) for at in range(0, len(buttons), step)]
