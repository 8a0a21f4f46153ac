"""Walks a flow: (flow, state, what the person did) → the next state, or done. No I/O of its own.

A state is never edited; each function returns a new one. What a person typed stays in `given`
until the page it belongs to is accepted, so that nothing is lost to a mistake elsewhere on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogue import values
from bot.dialogue.fields import Answers, Field, LongText, Value
from bot.dialogue.flow import Branch, Flow, Form, Repeat, Review, Scene, Step
from bot.dialogue.state import Place, State


@dataclass(frozen=True)
class Done:
    """The flow is complete with these answers."""

    answers: Answers


def begin(flow: Flow, *, preset: Answers, scene: Scene) -> State:
    """The first page that is to be asked, with what is known already filled in."""
    return _enter(flow, State(Place(""), preset), flow.steps[0].id, scene=scene)


def fields(flow: Flow, state: State, scene: Scene) -> tuple[Field, ...]:
    """The fields of the page at which the state stands, given what is answered so far on it."""
    step = flow.step(state.place.step)
    if isinstance(step, Repeat) and state.place.item is None:
        return ()
    return flow.fields_of(step, {**page_answers(flow, state), **state.given}, scene)


def page_answers(flow: Flow, state: State) -> Answers:
    """All answers, those of the item under way laid over the flow's."""
    step, item = flow.step(state.place.step), state.place.item
    if not isinstance(step, Repeat) or item is None:
        return state.answers
    items = values.items_of(state.answers.get(step.id))
    return {**state.answers, **(items[item] if item < len(items) else {})}


def fill(
    flow: Flow, state: State, raw: Mapping[str, Value], *, scene: Scene, one_at_a_time: bool
) -> State | Done:
    """Take answers to fields of this page. Unknown fields are ignored."""
    state = replace(state, choosing=False)
    asked = {field.id: field for field in fields(flow, state, scene)}
    if one_at_a_time and state.asked in asked:
        return _fill_one(flow, state, asked[state.asked], raw.get(state.asked), scene=scene)
    given = {**state.given, **{name: value for name, value in raw.items() if name in asked}}
    state = replace(state, given=given, errors={}, nudges={}, searches={})
    for field in fields(flow, state, scene):
        state = _read_one(flow, state, field, state.given.get(field.id), scene=scene)
    if state.errors or state.nudges:
        return state
    return _complete_page(flow, state, scene=scene)


def _fill_one(flow: Flow, state: State, field: Field, raw: Value, *, scene: Scene) -> State | Done:
    state = replace(state, errors={}, nudges={}, searches={})
    state = _read_one(flow, state, field, raw, scene=scene)
    if state.errors or state.nudges:
        return state
    return _ask_next(flow, state, after=field.id, scene=scene)


def _ask_next(flow: Flow, state: State, *, after: str, scene: Scene) -> State | Done:
    names = [field.id for field in fields(flow, state, scene)]
    following = names[names.index(after) + 1 :] if after in names else names[:1]
    if following:
        return replace(state, asked=following[0])
    return _complete_page(flow, state, scene=scene)


def _read_one(flow: Flow, state: State, field: Field, raw: Value, *, scene: Scene) -> State:
    """Put one answer into `given`, as read or as typed with what is wrong with it."""
    answers = {**page_answers(flow, state), **state.given}
    found = values.read(field, raw, answers=answers, scene=scene)
    if isinstance(found, values.Wrong):
        searches = {**state.searches, **({field.id: found.search} if found.search else {})}
        return replace(
            state,
            given={**state.given, field.id: raw},
            errors={**state.errors, field.id: found.message},
            searches=searches,
        )
    state = replace(state, given={**state.given, field.id: found})
    mark = _mark(state, field.id)
    if isinstance(field, LongText) and field.neutral and mark not in state.passed:
        remarks = scene.tone.remarks(str(found or ""))
        if remarks:
            nudge = " ".join(f"“{r.found}”: {r.ask}" for r in remarks[:1])
            return replace(
                state,
                nudges={**state.nudges, field.id: nudge},
                passed=state.passed | {mark},
            )
    return state


def _mark(state: State, name: str) -> str:
    return f"{state.place.step}/{state.place.item}/{name}"


def keep(flow: Flow, state: State, *, scene: Scene, one_at_a_time: bool) -> State | Done:
    """Pass over a gentle remark: what was written stands."""
    return fill(
        flow,
        state,
        {state.asked: state.given.get(state.asked)} if one_at_a_time else {},
        scene=scene,
        one_at_a_time=one_at_a_time,
    )


def skip(flow: Flow, state: State, *, scene: Scene, one_at_a_time: bool) -> State | Done:
    """Leave the question open, if it may be left open."""
    asked = {field.id: field for field in fields(flow, state, scene)}
    field = asked.get(state.asked) if one_at_a_time else None
    if field is None or field.required:
        errors = {state.asked if field else "": "This one is needed before we can go on."}
        return replace(state, errors=errors)
    state = replace(state, given={**state.given, field.id: None}, errors={}, nudges={})
    return _ask_next(flow, state, after=field.id, scene=scene)


def back(flow: Flow, state: State, *, scene: Scene, one_at_a_time: bool) -> State:
    """The question or page before; at the first one, the same again."""
    if state.choosing:
        return replace(state, choosing=False)
    names = [field.id for field in fields(flow, state, scene)]
    if one_at_a_time and state.asked in names[1:]:
        before = names[names.index(state.asked) - 1]
        return replace(state, asked=before, errors={}, nudges={}, searches={})
    if not state.trail:
        return replace(state, errors={}, nudges={}, searches={})
    place, trail = state.trail[-1], state.trail[:-1]
    returning = state.returning and not isinstance(flow.step(place.step), Review)
    state = _fresh(state, place=place, trail=trail, returning=returning)
    return _point(flow, state, scene=scene)


def add(flow: Flow, state: State, *, scene: Scene) -> State:
    """A new item of a repeated step, from its list."""
    step = flow.step(state.place.step)
    if not isinstance(step, Repeat) or state.place.item is not None:
        return state
    count = len(values.items_of(state.answers.get(step.id)))
    if count >= step.at_most:
        return replace(state, errors={"": f"At most {step.at_most} fit into one case."})
    return _turn(flow, state, Place(step.id, count), scene=scene)


def remove(flow: Flow, state: State, target: str, *, scene: Scene) -> State:
    """Drop an item of a repeated step, from its list; the last one leaves an empty page to fill."""
    step = flow.step(state.place.step)
    if not isinstance(step, Repeat) or state.place.item is not None or not target.isdigit():
        return state
    items = values.items_of(state.answers.get(step.id))
    left = [item for number, item in enumerate(items) if number != int(target)]
    state = replace(state, answers={**state.answers, step.id: left})
    return state if left else _point(flow, replace(state, place=Place(step.id, 0)), scene=scene)


def edit(flow: Flow, state: State, target: str, *, scene: Scene) -> State:
    """Go to an item of this list or to a step that is behind; without a target, ask which."""
    step = flow.step(state.place.step)
    if isinstance(step, Repeat) and state.place.item is None and target.isdigit():
        items = values.items_of(state.answers.get(step.id))
        if int(target) < len(items):
            return _turn(flow, state, Place(step.id, int(target)), scene=scene)
    behind = {each.id: each for each in steps_behind(flow, state)}
    if target in behind:
        chosen = behind[target]
        place = Place(chosen.id)
        state = replace(state, returning=isinstance(step, Review) or state.returning)
        return _turn(flow, state, place, scene=scene)
    return replace(state, choosing=bool(behind))


def steps_behind(flow: Flow, state: State) -> Sequence[Step]:
    """The steps that were answered on the way here, in the flow's order."""
    passed = {place.step for place in state.trail} - {state.place.step}
    if isinstance(flow.step(state.place.step), Repeat) and state.place.item is not None:
        passed -= {state.place.step}
    return [s for s in flow.steps if s.id in passed and not isinstance(s, Review)]


def go(flow: Flow, state: State, *, scene: Scene) -> State | Done:
    """On from a list or from the review."""
    step = flow.step(state.place.step)
    if isinstance(step, Repeat) and state.place.item is None:
        return _onward(flow, state, step, scene=scene)
    if isinstance(step, Review):
        problems = step.check(state.answers, scene)
        return replace(state, errors=problems) if problems else Done(state.answers)
    return state


def _complete_page(flow: Flow, state: State, *, scene: Scene) -> State | Done:
    """Accept the page when its check has nothing against it, and turn to the next."""
    step = flow.step(state.place.step)
    if isinstance(step, Review):
        return state
    asked = fields(flow, state, scene)
    accepted = {field.id: state.given.get(field.id) for field in asked}
    problems = step.check({**page_answers(flow, state), **accepted}, scene)
    if problems:
        first = next((field.id for field in asked if field.id in problems), state.asked)
        return replace(state, errors=problems, asked=first)
    if isinstance(step, Repeat):
        return _accept_item(state, step, accepted)
    state = replace(state, answers={**state.answers, **accepted})
    return _onward(flow, state, step, scene=scene)


def _accept_item(state: State, step: Repeat, accepted: dict[str, Any]) -> State:
    items = values.items_of(state.answers.get(step.id))
    number = state.place.item or 0
    items[number : number + 1] = [accepted]
    trail = tuple(place for place in state.trail if place.step != step.id)
    answers = {**state.answers, step.id: items}
    return _fresh(replace(state, answers=answers), place=Place(step.id), trail=trail)


def _onward(flow: Flow, state: State, step: Form | Repeat, *, scene: Scene) -> State | Done:
    review = next((s.id for s in flow.steps if isinstance(s, Review)), None)
    target = step.then.target(state.answers) if isinstance(step.then, Branch) else step.then
    if state.returning and review and target != review and _is_known(state, target):
        target = review
    trail = (*(p for p in state.trail if p.step != step.id), Place(step.id))
    return _enter(flow, replace(state, trail=trail), target, scene=scene)


def _is_known(state: State, target: str) -> bool:
    """True when the step was answered before, so that an edit need not ask it again."""
    return any(place.step == target for place in state.trail)


def _enter(flow: Flow, state: State, target: str, *, scene: Scene) -> State:
    """Turn to a step, past those that have nothing to ask."""
    step = flow.step(target)
    while isinstance(step, Form) and (
        step.skip_if(state.answers) or not flow.fields_of(step, state.answers, scene)
    ):
        then = step.then
        step = flow.step(then.target(state.answers) if isinstance(then, Branch) else then)
    order = [each.id for each in flow.steps]
    behind = sorted(
        (p for p in state.trail if p.step != step.id), key=lambda p: order.index(p.step)
    )
    returning = state.returning and not isinstance(step, Review)
    state = _fresh(state, place=Place(step.id), trail=tuple(behind), returning=returning)
    return _point(flow, state, scene=scene)


def _turn(flow: Flow, state: State, place: Place, *, scene: Scene) -> State:
    """Turn to a page and remember the one it was asked from."""
    trail = (*(p for p in state.trail if p != state.place), state.place)
    return _point(flow, _fresh(state, place=place, trail=trail), scene=scene)


def _fresh(
    state: State, *, place: Place, trail: tuple[Place, ...], returning: bool | None = None
) -> State:
    """The state at another page: nothing typed on it yet, nothing wrong."""
    return State(
        place=place,
        answers=state.answers,
        passed=state.passed,
        trail=trail,
        returning=state.returning if returning is None else returning,
    )


def _point(flow: Flow, state: State, *, scene: Scene) -> State:
    """At the page's first question, with the answers it had before, or a field's default."""
    step = flow.step(state.place.step)
    items = values.items_of(state.answers.get(step.id))
    if isinstance(step, Repeat) and state.place.item is None and not items:
        state = replace(state, place=Place(step.id, 0))
    answers = page_answers(flow, state)
    if isinstance(step, Repeat):
        item = state.place.item
        answers = items[item] if item is not None and item < len(items) else {}
    asked = fields(flow, state, scene)
    given = {f.id: answers.get(f.id, f.default) for f in asked}
    given = {name: value for name, value in given.items() if value is not None}
    return replace(state, given=given, asked=asked[0].id if asked else "")
