"""One page of a flow: its questions, what is known of their answers, and taking new ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue import values
from bot.dialogue.fields import Answers, Field, LongText, Value
from bot.dialogue.flow import Flow, Repeat, Scene
from bot.dialogue.state import Place, State

CHANGED = (
    "What this was made from has changed since you wrote it. "
    "Please check that it still fits, then keep it or change it."
)


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


def opened(flow: Flow, state: State, place: Place, *, scene: Scene, at_last: bool = False) -> State:
    """The state at another page: nothing wrong, and filled in what was answered there before.

    It asks the page's first question, or its last. A repeated step without items begins one.
    """
    step = flow.step(place.step)
    if isinstance(step, Repeat) and not values.items_of(state.answers.get(step.id)):
        place = Place(step.id, 0)
    state = State(
        place=place,
        answers=state.answers,
        passed=state.passed,
        completed=state.completed,
        origin=state.origin,
        drafts=state.drafts,
        bases=state.bases,
    )
    state = filled_in(flow, state, scene=scene)
    names = [field.id for field in fields(flow, state, scene)]
    return replace(state, asked=names[-1 if at_last else 0] if names else "")


def typed(flow: Flow, state: State, raw: Mapping[str, Value], *, scene: Scene) -> State:
    """The state with what stands on the page as it is left, right or wrong; unread."""
    names = {field.id for field in fields(flow, state, scene)}
    known = {name: value for name, value in raw.items() if name in names}
    return replace(state, given={**state.given, **known}) if known else state


def left(state: State) -> State:
    """The state with what was typed on this page kept, though the page was not accepted."""
    if not state.given:
        return state
    return replace(state, drafts={**state.drafts, state.place.key: state.given})


def filled_in(flow: Flow, state: State, *, scene: Scene) -> State:
    """What was answered or typed here before, else the default, for each question that is shown."""
    saved = _saved(flow, state)
    seen = set(state.given)
    while unseen := [f for f in fields(flow, state, scene) if f.id not in seen]:
        for field in unseen:
            seen.add(field.id)
            state = _known(state, field, saved)
    return state


def _saved(flow: Flow, state: State) -> Answers:
    step, item = flow.step(state.place.step), state.place.item
    saved = state.answers
    if isinstance(step, Repeat):
        items = values.items_of(state.answers.get(step.id))
        saved = items[item] if item is not None and item < len(items) else {}
    return {**saved, **state.drafts.get(state.place.key, {})}


def _known(state: State, field: Field, saved: Answers) -> State:
    value = saved.get(field.id, field.default)
    if field.follows:
        mark = state.mark(field.id)
        base = state.bases.get(mark)
        if value is None or value == base:
            value = field.default
        elif base is not None and base != field.default:
            state = replace(state, nudges={**state.nudges, field.id: CHANGED})
        state = replace(state, bases={**state.bases, mark: field.default})
    return state if value is None else replace(state, given={**state.given, field.id: value})


def taken(flow: Flow, state: State, field: Field, raw: Value, *, scene: Scene) -> State:
    """One answer put into `given`: as read, or as typed with what is wrong with it."""
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
    return _nudged(state, field, str(found or ""), scene)


def _nudged(state: State, field: Field, text: str, scene: Scene) -> State:
    """Ask once, gently, for the fact behind a verdict; never about words that we made."""
    mark = state.mark(field.id)
    if not isinstance(field, LongText) or not field.neutral or mark in state.passed:
        return state
    remarks = scene.tone.remarks(text) if text != field.default else ()
    if not remarks:
        return state
    nudge = f"“{remarks[0].found}”: {remarks[0].ask}"
    return replace(state, nudges={**state.nudges, field.id: nudge}, passed=state.passed | {mark})
