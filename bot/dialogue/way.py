"""The way through a flow: which page comes next, and what of the answers stands no more.

A person may change an answer that others rest on: the client, and with it who complained. What
was answered after it is then looked through again, and only what no longer stands is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.dialogue import pages, values
from bot.dialogue.fields import Answers, Field
from bot.dialogue.flow import Branch, Flow, Form, Problems, Repeat, Review, Scene, Step
from bot.dialogue.state import Place, State

MADE_ANEW = "The case has changed since, and with it what you read here. Please read it once more."
NOT_ANY_MORE = "This does not fit any more, since something before it changed. Please answer again."


@dataclass(frozen=True)
class _Looked:
    """A completed step, looked through again."""

    state: State  # with answers that follow others brought up to date
    stands: bool
    problems: Problems


def following(step: Form | Repeat, answers: Answers) -> str:
    """The id of the step after this one."""
    return step.then.target(answers) if isinstance(step.then, Branch) else step.then


def entered(flow: Flow, state: State, target: str, *, scene: Scene) -> State:
    """At a step, or at the first after it that has something to ask.

    On the way back from an edit, steps that still stand are passed, up to where it was asked.
    """
    while True:
        step = flow.step(target)
        if isinstance(step, Review):
            return pages.opened(flow, replace(state, origin=None), Place(target), scene=scene)
        if state.origin and state.origin.step == target:
            back = replace(state, origin=None)
            return pages.opened(flow, back, state.origin, scene=scene)
        if _asks(flow, state, step, scene):
            if state.origin is None or target not in state.completed:
                return pages.opened(flow, state, Place(target), scene=scene)
            looked = _look(flow, state, step, scene)
            state = looked.state
            if not looked.stands:
                return _reopened(flow, state, step, looked.problems, scene=scene)
        target = following(step, state.answers)
        state = _passed(flow, state, step.id, target, asks=_asks(flow, state, step, scene))


def onward(flow: Flow, state: State, *, scene: Scene) -> State:
    """From a step that is completed to the next page."""
    step = flow.step(state.place.step)
    if isinstance(step, Review):
        return state
    target = following(step, state.answers)
    state = replace(state, completed=state.completed | {step.id})
    state = _passed(flow, state, step.id, target, asks=True)
    return entered(flow, state, target, scene=scene)


def unsettled(flow: Flow, state: State, review: Review, *, scene: Scene) -> State | None:
    """The page to which a review leads first, since something does not stand; None when all does.

    What follows earlier answers is brought up to date: then it is the review, to be read again.
    """
    before = state.answers
    for step in _steps_to(flow, state, review, scene):
        looked = _look(flow, state, step, scene)
        state = looked.state
        if step.id not in state.completed or not looked.stands:
            state = replace(state, origin=Place(review.id))
            return _reopened(flow, state, step, looked.problems, scene=scene)
    if state.answers != before:
        return replace(state, errors={"": MADE_ANEW})
    return None


def _steps_to(flow: Flow, state: State, review: Review, scene: Scene) -> Iterator[Form | Repeat]:
    """The steps on the way to a review that ask something."""
    step: Step = flow.steps[0]
    while not isinstance(step, Review) and step.id != review.id:
        if _asks(flow, state, step, scene):
            yield step
        step = flow.step(following(step, state.answers))


def _asks(flow: Flow, state: State, step: Form | Repeat, scene: Scene) -> bool:
    """False for a step that is left out; one that was answered is not left out by its answer."""
    if isinstance(step, Repeat):
        return True
    if step.skip_if(state.answers) and step.id not in state.completed:
        return False
    return bool(flow.fields_of(step, state.answers, scene))


def _passed(flow: Flow, state: State, step: str, target: str, *, asks: bool) -> State:
    """Steps that the way does not touch any more do not count as completed."""
    order = [each.id for each in flow.steps]
    off = set(order[order.index(step) + 1 : order.index(target)]) | (set() if asks else {step})
    return replace(state, completed=state.completed - off)


def _look(flow: Flow, state: State, step: Form | Repeat, scene: Scene) -> _Looked:
    if isinstance(step, Repeat):
        return _Looked(state, bool(values.items_of(state.answers.get(step.id))), {})
    stands, problems = True, {}
    for field in flow.fields_of(step, state.answers, scene):
        state, ours = _followed(state, step, field)
        found = values.read(field, state.answers.get(field.id), answers=state.answers, scene=scene)
        if isinstance(found, values.Wrong):
            stands = False
            if field.id in state.answers:  # else it was never asked: nothing is wrong with it
                problems[field.id] = NOT_ANY_MORE
        stands = stands and ours
    if stands:
        problems = dict(step.check(state.answers, scene))
    return _Looked(state, stands and not problems, problems)


def _followed(state: State, step: Form, field: Field) -> tuple[State, bool]:
    """An answer that follows others and was left as we made it is made anew.

    The second is False for one that somebody changed, when what it was made from changed as well:
    only they can say what it should be now.
    """
    mark = replace(state, place=Place(step.id)).mark(field.id)
    base = state.bases.get(mark)
    if not field.follows or base is None or base == field.default:
        return state, True
    if state.answers.get(field.id) != base:
        return state, False
    answers = {**state.answers, field.id: field.default}
    return replace(state, answers=answers, bases={**state.bases, mark: field.default}), True


def _reopened(
    flow: Flow, state: State, step: Form | Repeat, problems: Problems, *, scene: Scene
) -> State:
    """A page that does not stand, at the first question that is wrong or was never asked."""
    opened = pages.opened(flow, state, Place(step.id), scene=scene)
    gone = {name for name, said in problems.items() if said == NOT_ANY_MORE}
    given = {name: value for name, value in opened.given.items() if name not in gone}
    opened = replace(opened, given=given)
    asked = [field.id for field in pages.fields(flow, opened, scene)]
    wanting = [n for n in asked if n in problems or n in opened.nudges or n not in opened.given]
    return replace(
        opened,
        asked=wanting[0] if wanting else opened.asked,
        errors=problems,
        mending=bool(wanting),
    )
