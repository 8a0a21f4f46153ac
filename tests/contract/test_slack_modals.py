"""Whatever a page asks, Slack takes its modal, shows it harmless, and it can be answered."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adapters.slack import codec, modal
from bot.dialogue.content import Card, Page
from tests.contract.contents import CARDS, PAGES, QUESTIONS
from tests.contract.slack_hands import mrkdwn_in
from tests.standins.slack_limits import elements_of, violations

relaxed = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    max_examples=60,
    phases=(Phase.explicit, Phase.generate),
)
SEVERAL = st.lists(QUESTIONS, max_size=40, unique_by=lambda one: one.field.id).map(tuple)
FULL_PAGES = st.tuples(PAGES, SEVERAL).map(lambda both: replace(both[0], questions=both[1]))


def sent(view: dict[str, Any]) -> dict[str, Any]:
    """The view as it goes over the wire."""
    made: dict[str, Any] = json.loads(json.dumps(view))
    return made


@relaxed
@given(page=FULL_PAGES)
def test_every_page_is_within_a_modals_limits_and_holds_nothing_that_acts(page: Page) -> None:
    """However long and however odd: no limit is passed, and no text is markup."""
    view = sent(modal.page_view(page))
    assert violations(view, kind="modal") == []
    assert not [text for text in mrkdwn_in(view) if "<" in text or ">" in text]
    mark = codec.read_mark(view["private_metadata"])
    assert mark is not None
    assert (mark.session, mark.revision) == (page.session, page.revision)


@relaxed
@given(page=FULL_PAGES)
def test_what_is_wrong_is_said_beside_fields_that_are_there(page: Page) -> None:
    """Errors name input blocks of the very view; else the page is shown anew with all of them."""
    view = sent(modal.page_view(page))
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    errors = modal.errors(page)
    assert set(errors) <= inputs
    assert all(errors.values())
    if any(asked.nudge for asked in page.questions) or page.error:
        assert errors == {}


@relaxed
@given(card=CARDS)
def test_every_ending_is_within_a_modals_limits_and_has_nothing_to_press(card: Card) -> None:
    """What a flow ended with stands there to be read."""
    view = sent(modal.ending_view(card))
    assert violations(view, kind="modal") == []
    assert "submit" not in view
    assert not [element for block in view["blocks"] for element in elements_of(block)]
