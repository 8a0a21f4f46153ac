"""The ways on from a page in a modal, apart from its own button.

A list has its Edit beside each item. What drops something asks once more before it does.
"""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack import codec, elements, limits
from adapters.slack.codec import Kind
from adapters.slack.elements import Json
from adapters.slack.pressing import AS_BUTTONS, MENUS, labelled, rows
from bot.dialogue.content import Bullets, Move, Page
from bot.dialogue.fitting import Fitting, size

_DROPS = {
    "cancel": ("Give this up?", "Nothing is sent, and what you wrote here is dropped.", "Give up"),
    "remove": ("Remove this one?", "What you wrote there is dropped.", "Remove"),
}
_STAY = "Go back"
_MENU = 900  # action ids: numbers that no button has


def items(page: Page, fitting: Fitting) -> list[Json]:
    """A list's items, each with its Edit; [] when the page is no list."""
    pairs = item_edits(page)
    made = (_item(page, move, f"{n}. {said}", fitting) for n, (said, move) in enumerate(pairs, 1))
    return list(made)


def item_edits(page: Page) -> list[tuple[str, Move]]:
    """What a list says of each of its items, with the move that edits it; [] if it is no list."""
    edits = [move for move in page.moves if move.name == "edit" and move.target.isdecimal()]
    in_order = [move.target for move in edits] == [str(n) for n in range(len(edits))]
    match page.blocks:
        case (Bullets(items=told, ordered=True),) if in_order and len(told) == len(edits):
            return list(zip(told, edits, strict=True))
        case _:
            return []


def others(page: Page, fitting: Fitting, *, submit: Move | None) -> list[Json]:
    """Every other way on: buttons, and menus where there are many of one kind."""
    beside = {id(move) for _, move in item_edits(page)}
    moves = [move for move in page.moves if move is not submit and id(move) not in beside]
    menus = [[m for m in moves if m.name == name] for name in MENUS]
    menus = [menu for menu in menus if len(menu) > AS_BUTTONS]
    in_menus = {id(move) for menu in menus for move in menu}
    single = [move for move in moves if id(move) not in in_menus]
    return [*_menus(page, menus, fitting), *_buttons(page, single, fitting)]


def _item(page: Page, move: Move, said: str, fitting: Fitting) -> Json:
    block = elements.section(fitting.text(said))
    return {**block, "accessory": {**_button(page, move, "Edit"), **_named(move)}}


def _named(move: Move) -> Json:
    """What a screen reader says of a button whose label is shorter than its meaning."""
    fits = move.label.strip() and size(move.label) <= limits.BUTTON_LABEL
    return {"accessibility_label": move.label} if fits else {}


def _button(page: Page, move: Move, label: str) -> Json:
    made = elements.button(
        label,
        action_id=codec.action_id(Kind.GO, page.moves.index(move)),
        value=codec.go(page.session, page.revision, move=move.name, target=move.target),
        style=move.style,
    )
    return {**made, **_confirm(move.name)}


def _confirm(name: str) -> Json:
    if name not in _DROPS:
        return {}
    title, text, yes = _DROPS[name]
    return {
        "confirm": {
            "title": elements.plain(title),
            "text": elements.plain(text),
            "confirm": elements.plain(yes),
            "deny": elements.plain(_STAY),
            "style": "danger",
        }
    }


def _buttons(page: Page, moves: Sequence[Move], fitting: Fitting) -> list[Json]:
    lists, labels = labelled([m.label for m in moves], fitting, most=limits.BUTTON_LABEL)
    made = [_button(page, move, label) for move, label in zip(moves, labels, strict=True)]
    return [*lists, *rows(made)]


def _menus(page: Page, menus: Sequence[Sequence[Move]], fitting: Fitting) -> list[Json]:
    blocks: list[Json] = []
    made: list[Json] = []
    for number, moves in enumerate(menus):
        shown = moves[: limits.OPTIONS]
        lists, labels = labelled([m.label for m in shown], fitting, most=limits.OPTION_LABEL)
        blocks += lists
        menu = elements.control(
            "static_select",
            action_id=codec.action_id(Kind.GO, _MENU + number),
            placeholder=elements.plain(MENUS[moves[0].name]),
            options=[
                elements.option(label, value=codec.go_option(move.name, move.target))
                for move, label in zip(shown, labels, strict=True)
            ],
        )
        made.append({**menu, **_confirm(moves[0].name)})
    if not made:
        return blocks
    return [*blocks, elements.actions(made, block_id=codec.go_block(page.session, page.revision))]
