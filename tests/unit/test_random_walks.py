"""Whatever people do in a flow, in any order, nothing breaks and no completed answer is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.sql import codec
from bot.dialogue.fields import Value
from bot.dialogue.flow import Review
from bot.dialogue.state import State
from flows.complaint import COMPLAINT
from tests.walks import CLIENT, ITEM, LAST, PEOPLE, WISHES, Walk

KNOWN: Mapping[str, Value] = {**CLIENT, **PEOPLE, **ITEM, **WISHES, **LAST}
NAMES = [*KNOWN, "safety_words", "case", ""]
texts = some.sampled_from(
    ["", "1", "2", "fabrikam", "henrik", "yes", "no", "He is lazy.", "tomorrow", "yesterday 3 pm"]
) | some.text(max_size=20)
odd = some.none() | some.booleans() | some.lists(texts, max_size=3)
answers = some.dictionaries(some.sampled_from(NAMES), texts | odd, max_size=5)
targets = some.sampled_from(["", "0", "1", "7", "client", "people", "allegations", "last", "?"])

Act = Callable[[Walk], Walk]


def filling(given: Mapping[str, Value]) -> Act:
    """Answers to what is asked now."""
    return lambda walk: walk._take(walk._fill(given))


ACTS: list[some.SearchStrategy[Act]] = [
    # The right answers come up more often, so that walks get somewhere.
    *[some.just(filling(KNOWN))] * 4,
    some.just(filling({**KNOWN, "client": "fabrikam", "contact": "henrik"})),
    answers.map(filling),
    texts.map(lambda text: lambda walk: walk.say(text)),
    some.just(Walk.go),
    some.just(Walk.go),
    some.just(Walk.skip),
    some.just(Walk.keep),
    some.just(Walk.back),
    some.just(Walk.add),
    targets.map(lambda target: lambda walk: walk.edit(target)),
]


def flat(state: State) -> Mapping[str, object]:
    """The completed answers, those of each item by its number."""
    found = dict(state.answers)
    items = found.pop("allegations", None)
    listed = items if isinstance(items, list) else []
    return {**found, **{f"allegations/{number}": item for number, item in enumerate(listed)}}


def asked_at(walk: Walk, name: str) -> set[str]:
    """The fields of a step."""
    step = walk.flow.step(name)
    if isinstance(step, Review):
        return set()
    asked = step.fields
    made = asked(walk.state.answers, walk.at) if callable(asked) else asked
    return {field.id for field in made}


@pytest.mark.parametrize("chat", [False, True], ids=["forms", "chat"])
@given(acts=some.lists(some.one_of(ACTS), max_size=25))
def test_no_sequence_of_acts_breaks_a_flow_or_loses_an_answer(chat: bool, acts: list[Act]) -> None:
    """An answer that was accepted changes only with its own page, and a page can be shown."""
    walk = Walk(COMPLAINT, chat=chat)
    for act in acts:
        before, page = walk.state, walk.state.place
        act(walk)
        walk.state = codec.loads(State, codec.dumps(walk.state))  # as after a restart
        after = flat(walk.state)
        own = {*asked_at(walk, page.step), page.key}
        for name, value in flat(before).items():
            assert name in own or after.get(name) == value, name
        assert walk.page.title
        if walk.done is not None:
            assert {"client", "contact", "employee", "allegations", "remedy"} <= set(walk.done)
            break
