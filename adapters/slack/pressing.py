"""What can be pressed apart from answers: a card's buttons, and the moves of a page."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack import codec, elements, limits, reading
from adapters.slack.codec import Kind
from adapters.slack.elements import Json
from bot.dialogue.content import Button, Move, Page
from bot.dialogue.fitting import Fitting, beginning, excerpt, printable, size

AS_BUTTONS = 5  # moves of one kind; more become a menu
MENUS = {"edit": "Edit…", "remove": "Remove…"}


def labelled(labels: Sequence[str], fitting: Fitting, *, most: int) -> tuple[list[Json], list[str]]:
    """Labels that fit; when one is too long, all of them numbered, and in full in a list."""
    shown = [printable(label) for label in labels]
    if all(size(label) <= most for label in shown):
        return [], shown
    room = min(most - len("100. …"), fitting.level.label)
    return reading.listed(shown, fitting, ordered=True), [
        _numbered(number, label, room) for number, label in enumerate(shown, 1)
    ]


def card_buttons(buttons: Sequence[Button], fitting: Fitting, *, about: str = "") -> list[Json]:
    """A card's buttons. `about` is what a screen reader says after their labels."""
    lists, labels = labelled([b.label for b in buttons], fitting, most=limits.BUTTON_LABEL)
    made = [
        _card_button(button, label, number=number, about=about)
        for number, (button, label) in enumerate(zip(buttons, labels, strict=True))
    ]
    return [*lists, *rows(made)]


def _card_button(button: Button, label: str, *, number: int, about: str) -> Json:
    made = elements.button(
        label,
        action_id=codec.action_id(Kind.PRESS, number),
        value=codec.press(button.action, button.target),
        style=button.style,
    )
    if about and size(heard := f"{label}, {about}") <= limits.ACCESSIBILITY_LABEL:
        made["accessibility_label"] = printable(heard)
    if button.confirm:
        question = excerpt(printable(button.confirm), limits.CONFIRM_TEXT)
        yes = label if size(label) <= limits.CONFIRM_LABEL else "Yes"
        made = elements.asking_first(made, question, yes=yes)
    return made


def read_all(post_id: str) -> Json:
    """The button under a message that does not show everything."""
    value = codec.press("read_all", post_id)
    # Its number is one that no card's own button has.
    made = elements.button("Read all", action_id=codec.action_id(Kind.PRESS, 999), value=value)
    return elements.actions([made])


def page_moves(page: Page, fitting: Fitting) -> list[Json]:
    """The ways on from a page: buttons, and menus where there are many of one kind."""
    menus = [
        [move for move in page.moves if move.name == name]
        for name in MENUS
        if sum(move.name == name for move in page.moves) > AS_BUTTONS
    ]
    in_menus = {id(move) for moves in menus for move in moves}
    single = [move for move in page.moves if id(move) not in in_menus]
    return [*_move_buttons(page, single, fitting), *_menus(page, menus, fitting)]


def _move_buttons(page: Page, moves: Sequence[Move], fitting: Fitting) -> list[Json]:
    lists, labels = labelled([m.label for m in moves], fitting, most=limits.BUTTON_LABEL)
    made = [
        elements.button(
            label,
            action_id=codec.action_id(Kind.GO, number),
            value=codec.go(page.session, page.revision, move=move.name, target=move.target),
            style=move.style,
        )
        for number, (move, label) in enumerate(zip(moves, labels, strict=True))
    ]
    return [*lists, *rows(made)]


def _menus(page: Page, menus: Sequence[Sequence[Move]], fitting: Fitting) -> list[Json]:
    blocks: list[Json] = []
    made: list[Json] = []
    for number, moves in enumerate(menus):
        shown = moves[: limits.OPTIONS]
        lists, labels = labelled([m.label for m in shown], fitting, most=limits.OPTION_LABEL)
        blocks += lists
        options = [
            elements.option(label, value=codec.go_option(move.name, move.target))
            for move, label in zip(shown, labels, strict=True)
        ]
        made.append(
            elements.control(
                "static_select",
                action_id=codec.action_id(Kind.GO, 900 + number),
                placeholder=elements.plain(MENUS[moves[0].name]),
                options=options,
            )
        )
    if not made:
        return blocks
    return [*blocks, elements.actions(made, block_id=codec.go_block(page.session, page.revision))]


def rows(buttons: Sequence[Json]) -> list[Json]:
    """Buttons in rows of as many as one block takes."""
    return [
        elements.actions(buttons[at : at + limits.ACTIONS])
        for at in range(0, len(buttons), limits.ACTIONS)
    ]


def _numbered(number: int, label: str, room: int) -> str:
    if room <= 0:
        return str(number)
    return f"{number}. " + (label if size(label) <= room else beginning(label, room) + "…")
