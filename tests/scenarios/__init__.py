"""Whole conversations that read as a person: send, click, submit."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.scenarios.people", "tests.scenarios.world")
