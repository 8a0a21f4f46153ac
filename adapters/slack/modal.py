"""A page of a flow → one Slack modal, within every limit that a view has.

A page that asks is answered by Next, a list or a review by its own button; every other way on is
a button among the blocks. What was typed is known from `Question.value`; block ids carry the
page's revision, so that Slack never keeps the text of one page for another (it keeps what stands
under the same block id and action id; and what it sends along may be of an earlier page:
slackapi/bolt-js issues 290 and 625).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from adapters.slack import codec, elements, laying, limits, modal_fields, modal_moves, reading
from adapters.slack.codec import Kind
from adapters.slack.elements import Json
from adapters.slack.laying import Parts
from bot.dialogue.content import Card, Move, Page
from bot.dialogue.fitting import LEVELS, Fitting, beginning, printable, size

PAGE = "page"  # callback ids
ENDING = "ending"
NEXT = "Next"
CLOSE = "Close"
LATER = "Finish later"  # closes a page that asks; its Cancel gives it up
APP = "Evenhand"
TRY_AGAIN = "This could not be kept just now. Nothing of it is lost: please press the button again."

_NEXT = Move("go", NEXT)  # of a page that asks
_GO_ON = "Go on"
_FURTHER = "The next steps are in our direct messages."
_IN_FULL = "The whole text is in our direct messages."
_TOO_MUCH = (
    "This page asks more than a form in Slack can show. Nothing is lost: close it and write "
    "“resume” to me, and I ask one thing at a time in our direct messages."
)
_OVER = "There is nothing more to do here. Please look into our direct messages."


def page_view(page: Page) -> Json:
    """The modal that asks this page."""
    submit = _submit(page)
    blocks = _blocks(page, submit)
    if not blocks:
        submit, blocks = None, _too_much(page)
    move = "fill" if submit is None or submit is _NEXT else submit.name
    view = {
        **_view(page.flow_title, blocks, callback_id=PAGE),
        "private_metadata": codec.view_mark(page.session, page.revision, move=move),
        "close": elements.plain(LATER),
        "notify_on_close": True,
    }
    return view if submit is None else {**view, "submit": elements.plain(_submit_label(submit))}


def ending_view(card: Card) -> Json:
    """What the modal shows when its flow has ended: nothing to press, nothing to fill in."""

    def parts(fitting: Fitting) -> Parts:
        return Parts(
            top=reading.title(card.title, fitting),
            middle=reading.read(card.blocks, fitting),
            bottom=reading.note(_FURTHER if card.buttons else "", fitting),
        )

    blocks = laying.within(parts, more=elements.context(_IN_FULL), fits=_fits)
    return _view(APP, blocks or [elements.section(_OVER)], callback_id=ENDING)


def over_view() -> Json:
    """What the modal shows when there is nothing left of its flow."""
    return _view(APP, [elements.section(_OVER)], callback_id=ENDING)


def again_view(mark: str) -> Json:
    """What a modal without questions shows when its answer could not be taken.

    Args:
        mark: Its `private_metadata`.
    """
    view = _view(APP, [elements.section(f"⚠ {TRY_AGAIN}")], callback_id=PAGE)
    again = {"submit": elements.plain("Try again"), "close": elements.plain(LATER)}
    return {**view, **again, "notify_on_close": True, "private_metadata": mark}


def errors(page: Page) -> dict[str, str]:
    """What is wrong, by block, if all of it belongs to questions that can be filled in.

    {} when nothing is, or when it has to be shown another way: Slack puts such errors under input
    blocks and nowhere else, and leaves the rest of the modal as it is.
    """
    wrong = {asked.field.id: asked.error for asked in page.questions if asked.error}
    if page.error or any(asked.nudge for asked in page.questions):
        return {}
    shown = {block["block_id"] for block in page_view(page)["blocks"] if block["type"] == "input"}
    found = {
        codec.fill_block(page.session, page.revision, field=name): printable(said)
        for name, said in wrong.items()
    }
    fine = set(found) <= shown and all(size(said) <= limits.LABEL for said in found.values())
    return found if fine else {}


def _submit(page: Page) -> Move | None:
    """The way on that the modal's own button is; None where there is only a choice of ways."""
    if page.questions:
        return _NEXT
    return next((move for move in page.moves if move.name == "go"), None)


def _submit_label(move: Move) -> str:
    label = printable(move.label)
    return label if size(label) <= limits.MODAL_TITLE else _GO_ON


def _blocks(page: Page, submit: Move | None) -> list[Json]:
    """All that the modal holds; [] when not even its questions fit.

    What is to be read is shortened before what is to be answered.
    """
    more = elements.actions([_read_all(page)])
    for level in LEVELS:
        asking = Fitting(level)
        bottom = _asked(page, asking, submit)
        cut = asking.cut

        def parts(fitting: Fitting, bottom: list[Json] = bottom, cut: bool = cut) -> Parts:
            fitting.cut = fitting.cut or cut
            return _parts(page, fitting, bottom)

        blocks = laying.within(parts, more=more, fits=_fits) if _fits(bottom) else bottom
        if _fits(blocks):
            return blocks
    return []


def _parts(page: Page, fitting: Fitting, bottom: list[Json]) -> Parts:
    read = [] if modal_moves.item_edits(page) else page.blocks
    return Parts(
        top=[
            *_progress(page, fitting),
            *reading.title(page.title, fitting),
            *reading.paragraph(f"⚠ {page.error}" if page.error else "", fitting),
        ],
        middle=[*reading.paragraph(page.intro, fitting), *reading.read(read, fitting)],
        bottom=bottom,
    )


def _too_much(page: Page) -> list[Json]:
    return [*_progress(page, Fitting(LEVELS[-1])), elements.section(_TOO_MUCH)]


def _asked(page: Page, fitting: Fitting, submit: Move | None) -> list[Json]:
    """What is to be answered, and every way on."""
    said = "" if submit is None else _submit_label(submit)
    questions = [
        block
        for number, asked in enumerate(page.questions)
        for block in modal_fields.question(page, asked, number=number, fitting=fitting, submit=said)
    ]
    return [
        *modal_moves.items(page, fitting),
        *questions,
        *_meaning(submit, fitting),
        *modal_moves.others(page, fitting, submit=submit),
    ]


def _progress(page: Page, fitting: Fitting) -> list[Json]:
    """Where this is: the flow's whole name stands here when the title has no room for it."""
    place = f"Step {page.number} of {page.count}"
    whole = printable(page.flow_title)
    shown = place if _title(whole) == whole else f"{fitting.text(whole)} · {place}"
    return reading.note(shown, fitting)


def _meaning(submit: Move | None, fitting: Fitting) -> list[Json]:
    """What the modal's own button does, where its name is too long to stand on it."""
    if submit is None or _submit_label(submit) == printable(submit.label):
        return []
    return reading.note(f"“{_GO_ON}” means: {submit.label}", fitting)


def _read_all(page: Page) -> Json:
    """The button under a page that is not shown whole: it is said in the direct message."""
    value = codec.press("read_page", page.session)
    return elements.button("Read all", action_id=codec.action_id(Kind.PRESS, 999), value=value)


def _view(title: str, blocks: Sequence[Json], *, callback_id: str) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": elements.plain(_title(printable(title))),
        "close": elements.plain(CLOSE),
        "blocks": list(blocks),
    }


def _title(text: str) -> str:
    if size(text) <= limits.MODAL_TITLE:
        return text
    return beginning(text, limits.MODAL_TITLE - 1) + "…"


def _fits(blocks: Sequence[Json]) -> bool:
    if len(blocks) > limits.MODAL_BLOCKS:
        return False
    return len(json.dumps(list(blocks))) <= limits.MODAL_WEIGHT
