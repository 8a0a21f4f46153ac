"""A question as Slack can ask it: what it says, a control for its kind, and how to type it.

A choice answers at once. What takes several steps (ticks, a date with a time) is answered by
Done, so that half a choice is never taken for one. Slack tells us nothing when what stands there
already is chosen again: so a question that has an answer gets a button to keep it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from adapters.slack import choosing, codec, elements, limits, reading
from adapters.slack.asks import Ask
from adapters.slack.codec import Kind
from adapters.slack.elements import Json
from bot.dialogue.content import Page, Question
from bot.dialogue.fields import (
    Choice,
    Choices,
    Day,
    LongText,
    Moment,
    Option,
    Pick,
    Text,
)
from bot.dialogue.fitting import Fitting, printable, size
from bot.dialogue.values import is_blank

FEW = 5  # so many short options are buttons
SHORT_LABEL = 30

_TYPE = "Type your answer here."
_TYPE_ANEW = "To change it, write it anew."
_TYPE_NAME = "Type a name, or part of one."
_OR_TYPE_NAME = "Or type a name."
_OR_TYPE = "Or type its name or number."
_OR_TYPE_SEVERAL = "Or type names or numbers, with commas between."
_OR_TYPE_DAY = "Or type it, for example: yesterday, or 20 Nov 2026."
_OR_TYPE_MOMENT = "Or type it, for example: yesterday 3 pm, or 20 Nov 2026 14:00."
_OR_TYPE_DAY_AHEAD = "Or type it, for example: tomorrow, or Friday."
_OR_TYPE_MOMENT_AHEAD = "Or type it, for example: tomorrow 3 pm, or Friday 14:00."
_MORE = "There are more than these: type a name, or part of one, to find the others."


def question(page: Page, asked: Question, *, number: int, fitting: Fitting) -> list[Json]:
    """A question in full."""
    ask = Ask(page, asked, number, fitting)
    return [
        elements.bold(fitting.text(asked.field.label)),
        *reading.note(asked.field.hint, fitting),
        *reading.paragraph(f"⚠ {asked.error}" if asked.error else "", fitting),
        *reading.paragraph(f"💡 {asked.nudge}" if asked.nudge else "", fitting),
        *_so_far(ask),
        *_control(ask),
        *_keep(ask),
        elements.context(_how_to_type(asked)),
    ]


def _control(ask: Ask) -> list[Json]:
    match ask.question.field:
        case Text() | LongText():
            return []
        case Choice() | Pick():
            return _one_of(ask)
        case Choices():
            return _some_of(ask)
        case Day():
            return _day(ask)
        case Moment():
            return _moment(ask)
        case _:
            assert_never(ask.question.field)


def _is_shown(asked: Question) -> bool:
    """Whether the control holds what was answered, so that it is read there."""
    match asked.field:
        case Day():
            return choosing.as_day(asked.value) is not None
        case Moment():
            return choosing.as_seconds(asked.value) is not None
        case _:
            return False


def _so_far(ask: Ask) -> list[Json]:
    """What was written before, or typed and not understood: it is given back."""
    asked = ask.question
    if not isinstance(asked.value, str) or is_blank(asked.value):
        return []
    chosen = [] if isinstance(asked.field, Text | LongText) else choosing.chosen(asked)
    if chosen and (asked.error or _as_buttons(choosing.offered(asked))):
        lead = "You chose" if asked.error else "Your answer so far"
        return reading.note(f"{lead}: {chosen[0].label}", ask.fitting)
    if not isinstance(asked.field, Text | LongText) and (not asked.error or _is_shown(asked)):
        return []
    lead = "You wrote:" if asked.error else "Your answer so far:"
    return [elements.context(lead), elements.quote(ask.fitting.text(asked.value))]


def _keep(ask: Ask) -> list[Json]:
    """A button that gives the present answer again, where the control itself cannot."""
    asked, page = ask.question, ask.page
    if asked.error or asked.nudge or not _is_kept_by_button(asked):
        return []
    given = str(asked.value)
    kind, value = Kind.GO, codec.go(page.session, page.revision, move="keep")
    if len(given) <= limits.BUTTON_VALUE:  # else the session alone holds it
        told = codec.fill(page.session, page.revision, field=asked.field.id, value=given)
        kind, value = (Kind.FILL, told) if codec.fits_button(told) else (kind, value)
    made = elements.button("Keep this answer", action_id=ask.action(kind, 998), value=value)
    return [elements.actions([made])]


def _is_kept_by_button(asked: Question) -> bool:
    if not isinstance(asked.value, str) or is_blank(asked.value):
        return False
    match asked.field:
        case Text() | LongText():
            return True
        case Choice() | Pick():
            return bool(choosing.chosen(asked)) and not _as_buttons(choosing.offered(asked))
        case Day():
            return choosing.as_day(asked.value) is not None
        case Choices() | Moment():
            return False  # Done gives it again
        case _:
            assert_never(asked.field)


def _one_of(ask: Ask) -> list[Json]:
    offered = choosing.offered(ask.question)
    if not offered:
        return _typed_only(ask)
    if _as_buttons(offered):
        return _buttons(ask, offered)
    lists, options = choosing.as_options(offered, ask.fitting)
    chosen = choosing.standing(ask.question, offered, options)
    menu = elements.control(
        "static_select",
        action_id=ask.action(Kind.FILL),
        placeholder=elements.plain("Choose one…"),
        options=options,
        initial_option=chosen[0] if chosen else None,
    )
    return [*lists, elements.actions([menu], block_id=ask.block_id), *_unlisted(ask)]


def _buttons(ask: Ask, offered: Sequence[Option]) -> list[Json]:
    page, field = ask.page, ask.question.field
    made = [
        elements.button(
            printable(one.label),
            action_id=ask.action(Kind.FILL, number),
            value=codec.fill(page.session, page.revision, field=field.id, value=one.value),
        )
        for number, one in enumerate(offered)
    ]
    hints = [f"{one.label} – {one.hint}" for one in offered if not is_blank(one.hint)]
    return [*reading.listed(hints, ask.fitting), elements.actions(made)]


def _some_of(ask: Ask) -> list[Json]:
    offered = choosing.offered(ask.question)
    if not offered:
        return _typed_only(ask)
    lists, options = choosing.as_options(offered, ask.fitting)
    chosen = choosing.standing(ask.question, offered, options)
    if len(options) <= limits.CHECKBOXES:
        ticks = elements.control(
            "checkboxes",
            action_id=ask.action(Kind.MARK),
            options=options,
            initial_options=chosen or None,
        )
        block = elements.actions([ticks], block_id=ask.block_id)
    else:
        menu = elements.control(
            "multi_static_select",
            action_id=ask.action(Kind.MARK),
            placeholder=elements.plain("Choose any…"),
            options=options,
            initial_options=chosen or None,
        )
        block = {**elements.section("Choose any of these:"), "block_id": ask.block_id}
        block["accessory"] = menu
    return [*lists, block, *_unlisted(ask), _done(ask)]


def _day(ask: Ask) -> list[Json]:
    picker = elements.control(
        "datepicker",
        action_id=ask.action(Kind.FILL),
        placeholder=elements.plain("Choose a day"),
        initial_date=choosing.as_day(ask.question.value),
    )
    return [elements.actions([picker], block_id=ask.block_id)]


def _moment(ask: Ask) -> list[Json]:
    picker = elements.control(
        "datetimepicker",
        action_id=ask.action(Kind.MARK),
        initial_date_time=choosing.as_seconds(ask.question.value),
    )
    return [elements.actions([picker], block_id=ask.block_id), _done(ask)]


def _done(ask: Ask) -> Json:
    value = codec.done(ask.page.session, ask.page.revision, field=ask.question.field.id)
    made = elements.button("Done", action_id=ask.action(Kind.DONE), value=value, style="primary")
    return elements.actions([made])


def _unlisted(ask: Ask) -> list[Json]:
    """What the menu could not take, in the open: it can be typed."""
    rest = choosing.unlisted(ask.question)
    if not rest:
        return []
    lead = elements.context("These do not fit into the menu, and can be typed:")
    return [lead, *reading.listed(rest, ask.fitting)]


def _typed_only(ask: Ask) -> list[Json]:
    labels = [one.label for one in ask.question.options]
    return reading.listed(labels, ask.fitting, ordered=True)


def _as_buttons(offered: Sequence[Option]) -> bool:
    return 0 < len(offered) <= FEW and all(
        0 < size(one.label) <= SHORT_LABEL and not is_blank(one.label) for one in offered
    )


def _how_to_type(asked: Question) -> str:
    match asked.field:
        case Text() | LongText():
            return _TYPE if is_blank(asked.value) else _TYPE_ANEW
        case Choice():
            return _OR_TYPE
        case Pick():
            if asked.more_options:
                return _MORE
            return _OR_TYPE_NAME if asked.options else _TYPE_NAME
        case Choices():
            return _OR_TYPE_SEVERAL
        case Day():
            return _OR_TYPE_DAY_AHEAD if asked.field.ahead else _OR_TYPE_DAY
        case Moment():
            return _OR_TYPE_MOMENT_AHEAD if asked.field.ahead else _OR_TYPE_MOMENT
        case _:
            assert_never(asked.field)
