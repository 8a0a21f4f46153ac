"""Walks a flow: (flow, state, what the person did) → the next state, or done. No I/O of its own.

A state is never edited; each function returns a new one. What a person typed stays in `given`
until the page it belongs to is accepted, and in `drafts` when they leave the page before that, so
that nothing is lost to a mistake elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue import matching, pages, values, way
from bot.dialogue.fields import Answers, Field, Value
from bot.dialogue.flow import Flow, Form, Repeat, Review, Scene, Step
from bot.dialogue.pages import fields, page_answers
from bot.dialogue.state import Place, State

__all__ = [
    "Done",
    "add",
    "back",
    "begin",
    "can_go_back",
    "edit",
    "fields",
    "fill",
    "go",
    "keep",
    "move",
    "page_answers",
    "remove",
    "skip",
    "steps_behind",
]

NEEDED = "This one is needed before we can go on."
SOME_NEEDED = "Some of this is needed before we can go on. What may stay open can be left empty."
NOT_HERE = "There is nothing to skip here."
WHICH_PART = "Please choose one of these parts, or write “back”."
WHICH_ITEM = "Which one? For example: remove 2."


@dataclass(frozen=True)
class Done:
    """The flow is complete with these answers."""

    answers: Answers


def begin(flow: Flow, *, preset: Answers, scene: Scene) -> State:
    """The first page that is to be asked, with what is known already filled in."""
    return way.entered(flow, State(Place(""), preset), flow.steps[0].id, scene=scene)


def fill(
    flow: Flow, state: State, raw: Mapping[str, Value], *, scene: Scene, one_at_a_time: bool
) -> State | Done:
    """Take answers to fields of this page. Unknown fields are ignored."""
    if state.choosing:
        return _chosen(flow, state, raw, scene=scene)
    shown = fields(flow, state, scene)
    if not shown:
        return _nothing_asked(flow, state, scene=scene)
    if not one_at_a_time:
        return _fill_page(flow, state, raw, scene=scene)
    asked = next((field for field in shown if field.id == state.asked), None)
    if asked is None:  # the question is gone: the case has moved on
        return _ask_next(flow, state, after="", scene=scene)
    return _fill_one(flow, state, asked, raw, scene=scene)


def _fill_page(flow: Flow, state: State, raw: Mapping[str, Value], *, scene: Scene) -> State | Done:
    """A page at once. Questions that appear with an answer are asked before it is accepted."""
    shown = {field.id for field in fields(flow, state, scene)}
    state = replace(state, errors={}, nudges={}, searches={})
    read: set[str] = set()
    appeared = False
    while unread := [f for f in fields(flow, state, scene) if f.id not in read]:
        field = unread[0]
        read.add(field.id)
        if field.id in raw:
            state = pages.taken(flow, state, field, raw[field.id], scene=scene)
        elif field.id in shown:
            state = pages.taken(flow, state, field, state.given.get(field.id), scene=scene)
        else:
            appeared = True
    if state.errors or state.nudges or appeared:
        return pages.filled_in(flow, state, scene=scene)
    return _complete_page(flow, state, scene=scene)


def _fill_one(
    flow: Flow, state: State, field: Field, raw: Mapping[str, Value], *, scene: Scene
) -> State | Done:
    if field.id not in raw:
        return state
    waiting = {name: said for name, said in state.errors.items() if name and name != field.id}
    noted = {name: said for name, said in state.nudges.items() if name != field.id}
    state = replace(
        state,
        errors=waiting if state.mending else {},
        nudges=noted,
        searches={},
    )
    state = pages.taken(flow, state, field, raw[field.id], scene=scene)
    if field.id in state.errors or field.id in state.nudges:
        return state
    return _ask_next(flow, state, after=field.id, scene=scene)


def _ask_next(flow: Flow, state: State, *, after: str, scene: Scene) -> State | Done:
    """The question after this one; where a page is mended, the next that is wrong or new."""
    state = pages.filled_in(flow, state, scene=scene)
    names = [field.id for field in fields(flow, state, scene)]
    following = names[names.index(after) + 1 :] if after in names else names
    if state.mending:
        wrong = (*state.errors, *state.nudges)
        following = [name for name in names if name in wrong or name not in state.given]
    if following:
        return replace(state, asked=following[0])
    return _complete_page(flow, state, scene=scene)


def _chosen(flow: Flow, state: State, raw: Mapping[str, Value], *, scene: Scene) -> State:
    """Words that answer "which part would you like to change": its number or its title."""
    said = next((value for value in raw.values() if isinstance(value, str)), "")
    behind = steps_behind(flow, state)
    number = matching.number_in(said)
    if number is not None and number <= len(behind):
        return edit(flow, state, behind[number - 1].id, scene=scene)
    fits = [step for step in behind if matching.is_alike(said, step.title)]
    if len(fits) == 1:
        return edit(flow, state, fits[0].id, scene=scene)
    return replace(state, errors={"": WHICH_PART})


def _nothing_asked(flow: Flow, state: State, *, scene: Scene) -> State | Done:
    """A list and a review take no answers; a form whose questions are gone is passed."""
    if isinstance(flow.step(state.place.step), Form):
        return _complete_page(flow, state, scene=scene)
    return state


def move(
    flow: Flow, state: State, name: str, *, target: str, scene: Scene, one_at_a_time: bool
) -> State | Done:
    """Take a step that is no answer, by its name; an unknown one changes nothing."""
    match name:
        case "back":
            return back(flow, state, scene=scene, one_at_a_time=one_at_a_time)
        case "skip":
            return skip(flow, state, scene=scene, one_at_a_time=one_at_a_time)
        case "keep":
            return keep(flow, state, scene=scene, one_at_a_time=one_at_a_time)
        case "edit":
            return edit(flow, state, target, scene=scene)
        case "add":
            return add(flow, state, scene=scene)
        case "remove":
            return remove(flow, state, target, scene=scene)
        case "go":
            return go(flow, state, scene=scene)
        case _:
            return state


def keep(flow: Flow, state: State, *, scene: Scene, one_at_a_time: bool) -> State | Done:
    """Pass over a gentle remark: what was written stands."""
    raw = {state.asked: state.given.get(state.asked)} if one_at_a_time else {}
    state = replace(state, choosing=False)
    return fill(flow, state, raw, scene=scene, one_at_a_time=one_at_a_time)


def skip(flow: Flow, state: State, *, scene: Scene, one_at_a_time: bool) -> State | Done:
    """Leave a question open, if it may be left open; what is answered already stays so."""
    state = replace(state, choosing=False)
    shown = fields(flow, state, scene)
    if not shown:
        return replace(state, errors={"": NOT_HERE})
    if not one_at_a_time:
        return _skip_page(flow, state, shown, scene=scene)
    field = next((each for each in shown if each.id == state.asked), None)
    if field is None:
        return _ask_next(flow, state, after="", scene=scene)
    if field.required and values.is_blank(state.given.get(field.id)):
        return replace(state, errors={field.id: NEEDED})
    raw = {field.id: state.given.get(field.id) if field.required else None}
    return _fill_one(flow, state, field, raw, scene=scene)


def _skip_page(flow: Flow, state: State, shown: Sequence[Field], *, scene: Scene) -> State | Done:
    if any(field.required and values.is_blank(state.given.get(field.id)) for field in shown):
        return replace(state, errors={"": SOME_NEEDED})
    return _fill_page(flow, state, {}, scene=scene)


def back(flow: Flow, state: State, *, scene: Scene, one_at_a_time: bool) -> State:
    """The question or page before; from an edit, where it was asked; at the first, the same."""
    if state.choosing:
        return replace(state, choosing=False, errors={})
    names = [field.id for field in fields(flow, state, scene)]
    if one_at_a_time and state.asked in names[1:]:
        before = names[names.index(state.asked) - 1]
        return replace(state, asked=before, errors={}, nudges={}, searches={}, mending=False)
    place = _page_before(flow, state)
    if place is None:
        return replace(state, errors={}, nudges={}, searches={})
    if place == state.origin:
        state = replace(state, origin=None)
    return pages.opened(flow, pages.left(state), place, scene=scene, at_last=one_at_a_time)


def can_go_back(flow: Flow, state: State, *, scene: Scene, one_at_a_time: bool) -> bool:
    """False at the very first question."""
    names = [field.id for field in fields(flow, state, scene)]
    behind = one_at_a_time and state.asked in names[1:]
    return state.choosing or behind or _page_before(flow, state) is not None


def _page_before(flow: Flow, state: State) -> Place | None:
    step = flow.step(state.place.step)
    is_item = isinstance(step, Repeat) and state.place.item is not None
    if is_item and values.items_of(state.answers.get(step.id)):
        return Place(step.id)
    if state.origin:
        return state.origin
    order = [each.id for each in flow.steps]
    before = [name for name in order[: order.index(step.id)] if name in state.completed]
    return Place(before[-1]) if before else None


def add(flow: Flow, state: State, *, scene: Scene) -> State:
    """A new item of a repeated step, from its list."""
    step = flow.step(state.place.step)
    if not isinstance(step, Repeat) or state.place.item is not None:
        return state
    count = len(values.items_of(state.answers.get(step.id)))
    if count >= step.at_most:
        return replace(state, errors={"": f"At most {step.at_most} fit into one case."})
    return pages.opened(flow, state, Place(step.id, count), scene=scene)


def remove(flow: Flow, state: State, target: str, *, scene: Scene) -> State:
    """Drop an item of a repeated step, from its list; the last one leaves an empty page to fill."""
    step = flow.step(state.place.step)
    if not isinstance(step, Repeat) or state.place.item is not None:
        return state
    items = values.items_of(state.answers.get(step.id))
    number = matching.index_in(target)
    if number is None or number >= len(items):
        return replace(state, errors={"": WHICH_ITEM})
    left = [item for place, item in enumerate(items) if place != number]
    state = _renumbered(state, step.id, without=number)
    state = replace(state, answers={**state.answers, step.id: left}, errors={}, choosing=False)
    if left:
        return state
    state = replace(state, completed=state.completed - {step.id})
    return pages.opened(flow, state, Place(step.id, 0), scene=scene)


def _renumbered(state: State, step: str, *, without: int) -> State:
    """What is kept by an item's number, once an item is gone."""

    def key(name: str) -> str | None:
        head, _, rest = name.partition("/")
        number, slash, field = rest.partition("/")
        if head != step or not number.isdecimal() or int(number) < without:
            return name
        return None if int(number) == without else f"{head}/{int(number) - 1}{slash}{field}"

    drafts = {at: draft for name, draft in state.drafts.items() if (at := key(name))}
    passed = frozenset(at for name in state.passed if (at := key(name)))
    return replace(state, drafts=drafts, passed=passed)


def edit(flow: Flow, state: State, target: str, *, scene: Scene) -> State:
    """Go to an item of this list or to a step that is behind; without a target, ask which."""
    step, number = flow.step(state.place.step), matching.index_in(target)
    if isinstance(step, Repeat) and state.place.item is None and number is not None:
        if number < len(values.items_of(state.answers.get(step.id))):
            return pages.opened(flow, state, Place(step.id, number), scene=scene)
        return replace(state, choosing=True, errors={})
    behind = steps_behind(flow, state)
    ids = [each.id for each in behind]
    if number is not None and number < len(ids):
        target = ids[number]
    if target not in ids:
        return replace(state, choosing=bool(ids), errors={})
    origin = state.origin or state.place
    state = replace(pages.left(state), origin=origin)
    return pages.opened(flow, state, Place(target), scene=scene)


def steps_behind(flow: Flow, state: State) -> Sequence[Step]:
    """The steps that were answered on the way here, in the flow's order."""
    return [
        step for step in flow.steps if step.id in state.completed and step.id != state.place.step
    ]


def go(flow: Flow, state: State, *, scene: Scene) -> State | Done:
    """On from a list or from the review, or past a page that asks nothing any more."""
    state = replace(state, choosing=False)
    step = flow.step(state.place.step)
    if isinstance(step, Review):
        return _submitted(flow, replace(state, errors={}), step, scene=scene)
    if isinstance(step, Repeat) and state.place.item is None:
        return way.onward(flow, state, scene=scene)
    return state if fields(flow, state, scene) else _nothing_asked(flow, state, scene=scene)


def _submitted(flow: Flow, state: State, step: Review, *, scene: Scene) -> State | Done:
    """Done, unless something does not stand any more: then its page, or the reason."""
    first = way.unsettled(flow, state, step, scene=scene)
    if first is not None:
        return first
    problems = step.check(state.answers, scene)
    if problems:
        return replace(state, errors={"": " ".join(dict.fromkeys(problems.values()))})
    return Done(state.answers)


def _complete_page(flow: Flow, state: State, *, scene: Scene) -> State | Done:
    """Accept the page when its check has nothing against it, and turn to the next."""
    step = flow.step(state.place.step)
    if isinstance(step, Review):
        return state
    asked = fields(flow, state, scene)
    accepted = {field.id: state.given.get(field.id) for field in asked}
    state = _set_aside(state, {n: v for n, v in state.given.items() if n not in accepted})
    answers = {**state.answers, **accepted}
    problems = step.check(answers, scene)
    if problems:
        first = next((field.id for field in asked if field.id in problems), state.asked)
        return replace(state, errors=problems, asked=first, mending=True)
    if isinstance(step, Repeat):
        return _accept_item(flow, state, step, accepted, scene=scene)
    return way.onward(flow, replace(state, answers=answers), scene=scene)


def _set_aside(state: State, hidden: Answers) -> State:
    """Answers to questions that another answer hid: they come back when the question does."""
    drafts = {key: draft for key, draft in state.drafts.items() if key != state.place.key}
    if hidden:
        drafts[state.place.key] = hidden
    answers = {name: value for name, value in state.answers.items() if name not in hidden}
    return replace(state, drafts=drafts, answers=answers)


def _accept_item(
    flow: Flow, state: State, step: Repeat, accepted: Answers, *, scene: Scene
) -> State:
    items = values.items_of(state.answers.get(step.id))
    number = state.place.item or 0
    items[number : number + 1] = [accepted]
    answers = {**state.answers, step.id: items}
    return pages.opened(flow, replace(state, answers=answers), Place(step.id), scene=scene)
