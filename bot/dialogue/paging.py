"""Composes what is shown of a flow: the page that is asked, and what it becomes once answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.dialogue import engine, phrasing, values
from bot.dialogue.capabilities import Capabilities
from bot.dialogue.content import (
    Answered,
    Block,
    Bullets,
    Facts,
    Heading,
    Move,
    Page,
    Question,
    Quote,
)
from bot.dialogue.fields import Answers, Choice, Choices, Field, LongText, Option, Pick, Text
from bot.dialogue.flow import Flow, Form, Repeat, Review, Scene, Step
from bot.dialogue.state import Session, State

CANCEL = Move("cancel", "Cancel")
BACK = Move("back", "Back")
SHORT = 120  # characters of an answer that stand beside its label; longer ones are quoted


@dataclass(frozen=True)
class Turn:
    """What a page is made from."""

    flow: Flow
    session: Session
    scene: Scene
    capabilities: Capabilities

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self.session.state

    @property
    def step(self) -> Step:
        """The step it stands at."""
        return self.flow.step(self.state.place.step)


def page(turn: Turn) -> Page:
    """The page at which a session stands, as this surface shows it."""
    number, count = _progress(turn)
    questions = () if turn.state.choosing else _questions(turn)
    return Page(
        session=turn.session.id,
        revision=turn.session.revision,
        flow=turn.flow.id,
        flow_title=turn.flow.title,
        step=turn.step.id,
        title=_title(turn),
        notice=f"{turn.flow.title}: a question for you",
        number=number,
        count=count,
        intro=_intro(turn),
        blocks=_reading(turn),
        questions=questions,
        error=_error(turn, questions),
        moves=_moves(turn),
        zone=turn.scene.actor.time_zone,
    )


def answered(turn: Turn, note: str = "") -> Answered:
    """What the page becomes when its answers were taken: no dead button stays."""
    shown = engine.fields(turn.flow, turn.state, turn.scene)
    if not turn.capabilities.whole_pages:
        shown = tuple(field for field in shown if field.id == turn.state.asked)
    return Answered(title=_title(turn), rows=_rows(turn, shown), note=note)


def _rows(turn: Turn, shown: Sequence[Field]) -> tuple[tuple[str, str], ...]:
    answers = {**engine.page_answers(turn.flow, turn.state), **turn.state.given}
    rows = ((f, values.say(f, answers.get(f.id), answers=answers, scene=turn.scene)) for f in shown)
    return tuple((f.label, phrasing.excerpt(said, SHORT)) for f, said in rows)


def _progress(turn: Turn) -> tuple[int, int]:
    """This page's number, and how many there are; steps that are left out do not count."""
    steps, state = turn.flow.steps, turn.state
    at = steps.index(turn.step)
    before = sum(step.id in state.completed for step in steps[:at])
    after = sum(not _is_left_out(step, state) for step in steps[at + 1 :])
    return before + 1, before + 1 + after


def _is_left_out(step: Step, state: State) -> bool:
    return isinstance(step, Form) and step.id not in state.completed and step.skip_if(state.answers)


def _error(turn: Turn, questions: Sequence[Question]) -> str:
    """What is wrong with the page as a whole, or with a question that it does not show."""
    shown = {question.field.id for question in questions}
    if not turn.capabilities.whole_pages:  # there, the others come in their turn
        shown |= {field.id for field in engine.fields(turn.flow, turn.state, turn.scene)}
    said = (text for name, text in turn.state.errors.items() if name not in shown)
    return " ".join(dict.fromkeys(said))


def _title(turn: Turn) -> str:
    step, item = turn.step, turn.state.place.item
    if isinstance(step, Repeat) and item is not None:
        return step.item_title.format(number=item + 1)
    return step.title


def _intro(turn: Turn) -> str:
    if turn.state.choosing:
        return "Which part would you like to change?"
    if isinstance(turn.step, Repeat) and turn.state.place.item not in (None, 0):
        return ""
    first = turn.state.asked in ("", _first(turn))
    return turn.step.intro if turn.capabilities.whole_pages or first else ""


def _first(turn: Turn) -> str:
    shown = engine.fields(turn.flow, turn.state, turn.scene)
    return shown[0].id if shown else ""


def _reading(turn: Turn) -> tuple[Block, ...]:
    step, answers = turn.step, turn.state.answers
    if turn.state.choosing:
        return ()
    match step:
        case Repeat() if turn.state.place.item is None:
            return _list(turn, step)
        case Form() | Repeat():
            first = turn.capabilities.whole_pages or turn.state.asked in ("", _first(turn))
            return step.reading(answers, turn.scene) if first else ()
        case Review():
            told = _review(turn) if step.shows_answers else ()
            return (*told, *step.reading(answers, turn.scene))


def _list(turn: Turn, step: Repeat) -> tuple[Block, ...]:
    items = values.items_of(turn.state.answers.get(step.id))
    return (Bullets(tuple(step.summary(item, turn.scene) for item in items), ordered=True),)


def _review(turn: Turn) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for step in engine.steps_behind(turn.flow, turn.state):
        blocks.append(Heading(step.title))
        if isinstance(step, Repeat):
            for number, item in enumerate(values.items_of(turn.state.answers.get(step.id)), 1):
                merged = {**turn.state.answers, **item}
                title = step.item_title.format(number=number)
                blocks += [Heading(title), *_answers(turn, step, merged)]
        else:
            blocks += _answers(turn, step, turn.state.answers)
    return tuple(blocks)


def _answers(turn: Turn, step: Step, answers: Answers) -> list[Block]:
    """A step's answers: short ones as facts, what was written at length in full."""
    blocks: list[Block] = []
    rows: list[tuple[str, str]] = []
    for field in turn.flow.fields_of(step, answers, turn.scene):
        said = values.say(field, answers.get(field.id), answers=answers, scene=turn.scene)
        if isinstance(field, Text | LongText) and len(said) > SHORT:
            if rows:
                blocks.append(Facts(tuple(rows)))
            rows = []
            blocks += [Facts(((field.label, "as written:"),)), Quote(said)]
        else:
            rows.append((field.label, said))
    return [*blocks, Facts(tuple(rows))] if rows else blocks


def _questions(turn: Turn) -> tuple[Question, ...]:
    shown = engine.fields(turn.flow, turn.state, turn.scene)
    if not turn.capabilities.whole_pages:
        shown = tuple(field for field in shown if field.id == turn.state.asked)
    return tuple(_question(turn, field) for field in shown)


def _question(turn: Turn, field: Field) -> Question:
    state = turn.state
    answers = {**engine.page_answers(turn.flow, state), **state.given}
    options, more = _options(turn, field, answers)
    return Question(
        field=field,
        options=options,
        more_options=more,
        value=state.given.get(field.id),
        error=state.errors.get(field.id, ""),
        nudge=state.nudges.get(field.id, ""),
    )


def _options(turn: Turn, field: Field, answers: Answers) -> tuple[tuple[Option, ...], bool]:
    match field:
        case Choice():
            return field.options, False
        case Choices():
            return tuple(values.choices_of(field, answers=answers, scene=turn.scene)), False
        case Pick():
            return _found(turn, field, answers)
        case _:
            return (), False


def _found(turn: Turn, field: Pick, answers: Answers) -> tuple[tuple[Option, ...], bool]:
    """As many options as can be shown, what is chosen among them, and whether there are more."""
    limit, lookup = turn.capabilities.options, turn.scene.lookup
    query, value = turn.state.searches.get(field.id, ""), turn.state.given.get(field.id)
    found = list(lookup.options(field.source, answers=answers, query=query, limit=limit + 1))
    chosen = values.option(field, value, answers=answers, scene=turn.scene)
    if chosen and chosen.value not in {option.value for option in found[:limit]}:
        found = [chosen, *(option for option in found if option.value != chosen.value)]
    return tuple(found[:limit]), len(found) > limit


def _moves(turn: Turn) -> tuple[Move, ...]:
    state, step = turn.state, turn.step
    if state.choosing:
        return (*_edits(turn), BACK, CANCEL)
    back = (BACK,) if _has_back(turn) else ()
    match step:
        case Repeat() if state.place.item is None:
            return (*_list_moves(turn, step), *back, CANCEL)
        case Review():
            submit = Move("go", step.submit_label, style="primary")
            return (submit, *_edits(turn), *back, CANCEL)
        case _:
            asks = engine.fields(turn.flow, state, turn.scene)
            go = () if asks else (Move("go", "Go on", style="primary"),)
            keep = (Move("keep", "Keep as it is"),) if _nudged(turn) else ()
            return (*go, *keep, *_skip(turn), *back, CANCEL)


def _has_back(turn: Turn) -> bool:
    one = not turn.capabilities.whole_pages
    return engine.can_go_back(turn.flow, turn.state, scene=turn.scene, one_at_a_time=one)


def _nudged(turn: Turn) -> bool:
    nudges = turn.state.nudges
    return bool(nudges) if turn.capabilities.whole_pages else turn.state.asked in nudges


def _edits(turn: Turn) -> tuple[Move, ...]:
    step, state = turn.step, turn.state
    is_list = isinstance(step, Repeat) and state.place.item is None
    items = _item_moves(turn, step, "edit") if isinstance(step, Repeat) and is_list else ()
    behind = engine.steps_behind(turn.flow, state)
    return (*items, *(Move("edit", f"Edit: {each.title}", each.id) for each in behind))


def _item_moves(turn: Turn, step: Repeat, name: Literal["edit", "remove"]) -> tuple[Move, ...]:
    count = len(values.items_of(turn.state.answers.get(step.id)))
    titles = (step.item_title.format(number=number) for number in range(1, count + 1))
    return tuple(
        Move(name, f"{name.capitalize()}: {title}", str(at)) for at, title in enumerate(titles)
    )


def _list_moves(turn: Turn, step: Repeat) -> tuple[Move, ...]:
    count = len(values.items_of(turn.state.answers.get(step.id)))
    go = Move("go", step.go_label, style="primary")
    add = (Move("add", step.add_label),) if count < step.at_most else ()
    removes = _item_moves(turn, step, "remove") if count > 1 else ()
    return (go, *add, *_item_moves(turn, step, "edit"), *removes)


def _skip(turn: Turn) -> tuple[Move, ...]:
    if turn.capabilities.whole_pages:
        return ()
    shown = engine.fields(turn.flow, turn.state, turn.scene)
    asked = next((field for field in shown if field.id == turn.state.asked), None)
    return (Move("skip", "Skip"),) if asked and not asked.required else ()
