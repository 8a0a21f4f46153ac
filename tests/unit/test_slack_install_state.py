"""The state of an installation belongs to one browser and to ten minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.install_state import States

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class MovableClock:
    """It is what the test says."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        """The time."""
        return self.at


@pytest.fixture
def clock() -> MovableClock:
    """Nine o'clock."""
    return MovableClock()


@pytest.fixture
def states(clock: MovableClock) -> States:
    """Ours."""
    return States("a key that nobody else has", clock)


def test_a_state_is_good_for_ten_minutes(states: States, clock: MovableClock) -> None:
    """And not a second longer."""
    browser = states.browser(None)
    state = states.make(browser)
    clock.at += timedelta(seconds=600)
    assert states.is_of(browser, state)
    clock.at += timedelta(seconds=1)
    assert not states.is_of(browser, state)


def test_a_state_is_good_in_its_own_browser_only(states: States, clock: MovableClock) -> None:
    """Nor where another key has signed it, nor without a cookie; it does not hold the secret."""
    browser, other = states.browser(None), states.browser(None)
    assert browser != other
    state = states.make(browser)
    assert states.is_of(browser, state)
    assert not states.is_of(other, state)
    assert not states.is_of(None, state)
    assert not states.is_of("", states.make(""))
    assert not States("another key", clock).is_of(browser, state)
    assert browser not in state


def test_a_browser_keeps_its_secret_and_nobody_chooses_it(states: States) -> None:
    """Two tabs share it; what is no secret of ours is replaced."""
    browser = states.browser(None)
    assert states.browser(browser) == browser
    assert states.browser("a") not in ("a", browser)
