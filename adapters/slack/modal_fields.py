"""A question in a modal: an input block, and under it what there is to say about the answer.

Nothing that a person wrote is put where it would be cut: a text that is longer than its input
takes is shown in part, kept whole by the session, and asked again in the direct message.
"""

from __future__ import annotations

from typing import assert_never

from adapters.slack import choosing, elements, limits, reading
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
    Pick,
    Text,
)
from bot.dialogue.fitting import Fitting, excerpt, printable, size
from bot.dialogue.values import is_blank

_IN_MESSAGES = "close this form and write “resume” to me: I ask it in our direct messages."
_UNLISTED = f"These do not fit into the form. To choose one of them, {_IN_MESSAGES}"


def question(
    page: Page, asked: Question, *, number: int, fitting: Fitting, submit: str
) -> list[Json]:
    """A question in full. `submit` is what the modal's own button says."""
    ask = Ask(page, asked, number, fitting)
    return [
        *_asked(ask),
        *reading.paragraph(f"⚠ {asked.error}" if asked.error else "", fitting),
        *reading.note(_nudge(asked, submit), fitting),
    ]


def _nudge(asked: Question, submit: str) -> str:
    if is_blank(asked.nudge):
        return ""
    return f"💡 {asked.nudge} To keep it as it is, press {submit} again."


def _asked(ask: Ask) -> list[Json]:
    match ask.question.field:
        case Text() | LongText():
            return _text(ask)
        case Choice():
            return _one_of(ask)
        case Choices():
            return _some_of(ask)
        case Pick():
            return _pick(ask)
        case Day():
            held = choosing.as_day(ask.question.value)
            element = elements.control(
                "datepicker", action_id=ask.action(Kind.MARK), initial_date=held
            )
            return [*_input(ask, element), *_misread(ask, taken=held is not None)]
        case Moment():
            at = choosing.as_seconds(ask.question.value)
            element = elements.control(
                "datetimepicker", action_id=ask.action(Kind.MARK), initial_date_time=at
            )
            return [*_input(ask, element), *_misread(ask, taken=at is not None)]
        case _:
            assert_never(ask.question.field)


def _input(ask: Ask, element: Json) -> list[Json]:
    field, fitting = ask.question.field, ask.fitting
    label, hint = fitting.text(field.label), printable(field.hint)
    if size(label) > limits.LABEL:
        fitting.cut, label = True, excerpt(label, limits.LABEL)
    block: Json = {
        "type": "input",
        "block_id": ask.block_id,
        "label": elements.plain(label),
        "element": element,
        # Slack holds a form back while a required field is empty, though another answer on the
        # same page makes it needless: whether such a one is needed, the flow says.
        "optional": not field.required or field.shown_if is not None,
    }
    if is_blank(field.hint) or size(hint) > limits.LABEL:
        return [block, *reading.note(field.hint, fitting)]
    return [{**block, "hint": elements.plain(hint)}]


def _unanswerable(ask: Ask) -> list[Json]:
    """A question whose answer cannot be given here: as it is read."""
    field, fitting = ask.question.field, ask.fitting
    return [elements.bold(fitting.text(field.label)), *reading.note(field.hint, fitting)]


def _text(ask: Ask) -> list[Json]:
    field, value = ask.question.field, ask.question.value
    text = "" if not isinstance(value, str) or is_blank(value) else value
    if size(text) > min(limits.TYPED, ask.fitting.level.text) or text != _printable(text):
        return _kept_whole(ask, text)
    most = field.limit if isinstance(field, Text | LongText) else limits.TYPED
    hint = field.placeholder if isinstance(field, Text | LongText) else ""
    element = elements.control(
        "plain_text_input",
        action_id=ask.action(Kind.MARK),
        multiline=True if isinstance(field, LongText) else None,
        max_length=most if size(text) <= most < limits.TYPED else limits.TYPED,
        initial_value=text or None,
        placeholder=_placeholder(hint),
    )
    return _input(ask, element)


def _printable(text: str) -> str:
    return printable(text) if text else ""


def _placeholder(text: str) -> Json | None:
    fits = not is_blank(text) and size(text) <= limits.PLACEHOLDER
    return elements.plain(printable(text)) if fits else None


def _kept_whole(ask: Ask, text: str) -> list[Json]:
    """A text that the form could not give back as it is: shown, and not to be changed here."""
    said = f"{len(text):,} characters, kept whole. To change it, {_IN_MESSAGES}"
    return [
        *_unanswerable(ask),
        elements.quote(ask.fitting.text(text)),
        elements.context(said),
    ]


def _one_of(ask: Ask) -> list[Json]:
    asked, fitting = ask.question, ask.fitting
    offered = choosing.offered(asked)
    if not offered:
        return [*_unanswerable(ask), *_unlisted(ask)]
    lists, options = choosing.as_options(offered, fitting)
    chosen = choosing.standing(asked, offered, options)
    initial = chosen[0] if chosen else None
    if len(options) <= limits.CHECKBOXES:
        element = elements.control(
            "radio_buttons",
            action_id=ask.action(Kind.MARK),
            options=options,
            initial_option=initial,
        )
    else:
        element = elements.control(
            "static_select",
            action_id=ask.action(Kind.MARK),
            placeholder=elements.plain("Choose one…"),
            options=options,
            initial_option=initial,
        )
    misread = _misread(ask, taken=bool(choosing.chosen(asked)))
    return [*_input(ask, element), *lists, *misread, *_unlisted(ask)]


def _some_of(ask: Ask) -> list[Json]:
    asked = ask.question
    offered = choosing.offered(asked)
    if not offered:
        return [*_unanswerable(ask), *_unlisted(ask)]
    lists, options = choosing.as_options(offered, ask.fitting)
    chosen = choosing.standing(asked, offered, options) or None
    if len(options) <= limits.CHECKBOXES:
        element = elements.control(
            "checkboxes", action_id=ask.action(Kind.MARK), options=options, initial_options=chosen
        )
    else:
        element = elements.control(
            "multi_static_select",
            action_id=ask.action(Kind.MARK),
            placeholder=elements.plain("Choose any…"),
            options=options,
            initial_options=chosen,
        )
    return [*_input(ask, element), *lists, *_unlisted(ask)]


def _pick(ask: Ask) -> list[Json]:
    """A list that is looked up: at once with its first options, then by what is typed."""
    chosen = [one for each in choosing.chosen(ask.question) if (one := choosing.as_found(each))]
    element = elements.control(
        "external_select",
        action_id=ask.action(Kind.MARK),
        placeholder=elements.plain("Type a name, or choose one…"),
        min_query_length=0,
        initial_option=chosen[0] if chosen else None,
    )
    return [*_input(ask, element), *_misread(ask, taken=bool(chosen))]


def _misread(ask: Ask, *, taken: bool) -> list[Json]:
    """What was typed elsewhere and is nothing that the control could hold: it is given back."""
    value = ask.question.value
    if taken or not isinstance(value, str) or is_blank(value):
        return []
    return [elements.context("You wrote:"), elements.quote(ask.fitting.text(value))]


def _unlisted(ask: Ask) -> list[Json]:
    rest = choosing.unlisted(ask.question)
    return [elements.context(_UNLISTED), *reading.listed(rest, ask.fitting)] if rest else []
