"""A flow that could not be walked to its end is never offered: the start says what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.fields import Choice, Field, Text
from bot.dialogue.flow import Flow, Form, Repeat, Review, check_flow
from bot.domain.errors import ConfigurationError
from tests.small_flow import SMALL, YES_NO


def small(**steps: Form | Repeat | Review) -> Flow:
    """A flow of these steps."""
    return replace(SMALL, steps=tuple(steps.values()))


def form(name: str, *, then: str, ask: str = "x") -> Form:
    """A form of one question."""
    return Form(id=name, title=name, fields=(Text(id=ask, label="?"),), then=then)


END = Review(id="end")


@pytest.mark.parametrize(
    ("flow", "complaint"),
    [
        (small(), "must be there and unique"),
        (small(a=form("a", then="b")), "leads to unknown 'b'"),
        (small(a=form("a", then="a"), b=END), "leads back to a"),
        (small(a=form("a", then="end"), b=form("b", then="end", ask="y"), c=END), "no way leads"),
        (small(a=form("a", then="b"), b=form("b", then="end"), c=END), "under one name"),
        (small(a=replace(form("a", then="end"), fields=()), b=END), "needs fields"),
        (small(a=form("a", then="end"), b=form("a", then="end"), c=END), "unique"),
    ],
)
def test_a_flow_that_cannot_be_walked_stops_the_start(flow: Flow, complaint: str) -> None:
    """The error names the flow and what is wrong."""
    with pytest.raises(ConfigurationError, match=complaint):
        check_flow(flow)


@pytest.mark.parametrize(
    ("field", "complaint"),
    [
        (Text(id="x", label="?" * 151), "at most 150"),
        (Choice(id="x", label="?", options=YES_NO[:1]), "2 to 100"),
    ],
)
def test_a_field_that_cannot_be_asked_stops_the_start(field: Field, complaint: str) -> None:
    """So do a label that is too long and a choice of one."""
    with pytest.raises(ConfigurationError, match=complaint):
        check_flow(small(a=replace(form("a", then="end"), fields=(field,)), b=END))
