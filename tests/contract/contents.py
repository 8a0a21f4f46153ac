"""Anything that the mediator could ever be made to say, as hypothesis strategies."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from bot.dialogue.content import (
    Answered,
    Bullets,
    Button,
    Card,
    Facts,
    Heading,
    Move,
    Note,
    Page,
    Paragraph,
    Question,
    Quote,
    Said,
)
from bot.dialogue.fields import Choice, Choices, Day, LongText, Moment, Option, Pick, Text

NASTY = (
    "",
    " ",
    "\u200b\u200d\ufeff",
    "<!channel> <!here> <!subteam^S1> <!date^1^{date}^http://x|y>",
    "<@U123> <#C123|x> <http://evil.example|safe.example>",
    "*bold* _it_ ~no~ `code` ```pre``` > quote",
    "# md\n- [x](http://y)\n| a | b |",
    "<script>alert('x')</script> &lt;b&gt; &amp;amp;",
    "שלום \u202eabc\u202c עולם \u2067x",
    "👩‍👩‍👧‍👦🏽" * 40,
    "e\u0301" * 2000,
    "\x00\x07\x1b[31m\r\n\t",
    "x" * 100_000,
    "🙂" * 100_000,
    "\n" * 5000 + "y",
)
NAMES = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=36)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=200), st.text(max_size=6000))
SHORT = st.one_of(st.sampled_from(NASTY[:-3]), st.text(max_size=90))

BLOCKS = st.lists(
    st.one_of(
        st.builds(Paragraph, TEXTS),
        st.builds(Heading, TEXTS),
        st.builds(Quote, TEXTS, SHORT),
        st.builds(Facts, st.lists(st.tuples(TEXTS, TEXTS), max_size=12).map(tuple)),
        st.builds(Bullets, st.lists(TEXTS, max_size=12).map(tuple), st.booleans()),
        st.builds(Note, TEXTS),
    ),
    max_size=12,
).map(tuple)
STYLES = st.sampled_from(["plain", "primary", "danger"])
BUTTONS = st.lists(st.builds(Button, SHORT, NAMES, NAMES, STYLES), max_size=30).map(tuple)
CARDS = st.builds(Card, SHORT, TEXTS, BLOCKS, BUTTONS)
OPTIONS = st.lists(st.builds(Option, NAMES, SHORT, SHORT), max_size=40).map(tuple)
ASKED: Mapping[str, Any] = {"id": NAMES, "label": SHORT, "hint": SHORT, "required": st.booleans()}
FIELDS = st.one_of(
    st.builds(Text, **ASKED),
    st.builds(LongText, **ASKED),
    st.builds(Choice, **ASKED, options=st.just(())),
    st.builds(Choices, **ASKED, options=st.just(())),
    st.builds(Pick, **ASKED, source=st.just("people")),
    st.builds(Day, **ASKED),
    st.builds(Moment, **ASKED),
)
VALUES = st.one_of(
    st.none(), TEXTS, NAMES, st.lists(NAMES, max_size=5), st.just("2026-11-23"), st.booleans()
)
QUESTIONS = st.builds(Question, FIELDS, OPTIONS, st.booleans(), VALUES, error=SHORT, nudge=SHORT)
MOVES = st.lists(
    st.builds(
        Move,
        st.sampled_from(["back", "skip", "keep", "cancel", "edit", "add", "remove", "go"]),
        SHORT,
        NAMES,
        STYLES,
    ),
    max_size=30,
    unique_by=lambda move: (move.name, move.target),
).map(tuple)
PAGES = st.builds(
    Page,
    session=st.uuids().map(str),
    revision=st.integers(0, 10_000),
    flow=NAMES,
    flow_title=SHORT,
    step=NAMES,
    title=TEXTS,
    notice=SHORT,
    number=st.integers(1, 9),
    count=st.integers(1, 9),
    intro=TEXTS,
    blocks=BLOCKS,
    questions=st.lists(QUESTIONS, max_size=1).map(tuple),
    error=TEXTS,
    moves=MOVES,
)
ANSWERED = st.builds(
    Answered, SHORT, st.lists(st.tuples(SHORT, SHORT), max_size=9).map(tuple), TEXTS
)
CONTENT = st.one_of(CARDS, PAGES, ANSWERED, st.builds(Said, TEXTS))
