"""How a person answers each flow: every kind of answer once, and what is wrong first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.dialogue.content import Question
from bot.dialogue.fields import Value
from bot.dialogue.inputs import Aim, Cite
from tests.contract.hostile import HOSTILE
from tests.contract.prepared import HEARD, OPEN
from tests.contract.walking import Script


def case(reference: str) -> Callable[[Question], Value]:
    """The option of this case."""

    def found(question: Question) -> Value:
        return next(one.value for one in question.options if one.label == reference)

    return found


def all_but(capacity: str) -> Callable[[Question], Value]:
    """Everybody who is offered, but for one part."""

    def chosen(question: Question) -> Value:
        return [one.value for one in question.options if f"({capacity})" not in one.label]

    return chosen


COMPLAINT = Script(
    flow="complaint",
    actor="maya",
    begins="complaint",
    answers={
        "client": "contoso",
        "contact": "contact11",  # one of two who are called Alex Reyes
        "employee": "staff25",
        "effect": None,
        "asks": ["coach", "information", "other"],
        "remedy": HOSTILE["long"],
        "urgency": "today",
        "safety": "yes",
        "safety_words": HOSTILE["mentions"],
        "jurisdiction": "GB-ENG",
    },
    items=(
        {
            "observed": HOSTILE["markdown"],
            "began": "2026-11-20T06:00:00+00:00",
            "ended": "2026-11-20T08:30:00+00:00",
            "observed_by": "Kim Sand & <Partners>",
            "known": "seen",
        },
        {"observed": "He is lazy and never cares.", "began": None, "known": "inferred"},
        {"observed": HOSTILE["lines"], "began": "2026-11-01T00:00:00+00:00", "known": "seen"},
    ),
    at_the_list=(("add", ""), ("add", ""), ("edit", "0"), ("edit", "0"), ("remove", "2")),
    wrong={
        "employee": "noor",  # above the person who takes the complaint
        "began": "2031-01-01T00:00:00+00:00",
        "ended": "2026-11-20T05:00:00+00:00",
        "observed_by": "x" * 300,
        "safety_words": "\u200b\u2060",
    },
    nudged=("observed",),
)
PARTICULARS = Script(
    flow="particulars",
    actor="maya",
    begins="particulars",
    answers={
        "case": case(OPEN),
        "began0": "2026-11-19T02:00:00+00:00",
        "by0": "שרה <!here>",
        "effect": HOSTILE["right_to_left"],
    },
    wrong={"began0": "2031-01-01T00:00:00+00:00"},
)
MESSAGE = Cite(
    what=Aim.OPEN_CASE,
    words=HOSTILE["mentions"] + HOSTILE["right_to_left"] + "late " * 1_000,
    tenant="",
    user="kim",
    author="kimmy <!here>",
    written_at=datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
    link="https://chat.example/archives/C0SHARED/p1700000000000100?a=1&b=<2>",
)
CITED = replace(
    COMPLAINT,
    begins="",
    cites=MESSAGE,
    answers={
        "client": "contoso",
        "contact": "contact11",
        "employee": "staff25",
        "asks": ["coach"],
        "remedy": "A plan that I can believe.",
    },
    items=(
        {"observed": "Three chats had no answer.", "known": "seen", "quoted": "yes"},
        {"observed": "They said so on the phone.", "known": "reported", "quoted": "no"},
    ),
    at_the_list=(("add", ""),),
    wrong={},
    nudged=(),
)
ADD = Script(
    flow="add",
    actor="maya",
    begins="add",
    answers={
        "case": case(HEARD),
        "kind": "allegation",
        "observed": HOSTILE["markdown"],
        "began": "2026-11-20T06:00:00+00:00",
        "ended": None,
        "observed_by": HOSTILE["zero_width"],
        "known": "inferred",
    },
    wrong={"began": "2031-01-01T00:00:00+00:00"},
)
ADD_FACT = Script(
    flow="add",
    actor="maya",
    cites=replace(MESSAGE, what=Aim.ADD_TO_CASE, user="nobody", words=""),
    answers={
        "case": case(OPEN),
        "kind": "fact",
        "fact": "He never cares: two more chats had no answer.",
    },
    wrong={"fact": "\u200b"},
    nudged=("fact",),
)
ROLES = Script(
    flow="roles",
    actor="maya",
    begins="roles",
    answers={
        "case": case(HEARD),
        "role": "enforcer",
        "holder": "hr25",
        "reason": HOSTILE["html"],
        "kept": "in the log <b>only</b>",
    },
    wrong={"holder": "chidi", "kept": "y" * 300},
)
BRIEF = Script(flow="brief", actor="maya", begins="brief", answers={"case": case(OPEN)})
TELL = Script(
    flow="tell",
    actor="maya",
    begins="tell",
    answers={"case": case(OPEN), "reason": HOSTILE["emoji"]},
    wrong={"reason": "\u200b"},
)
UPDATE = Script(
    flow="update",
    actor="maya",
    begins="update",
    answers={
        "case": case(HEARD),
        "words": "A second pair of eyes checks every claim. " + HOSTILE["templates"],
        "tag": "service_plan",
        "coming": "We speak with both sides this week.",
        "next_at": "2026-12-03T01:30:00+00:00",
        "audience": all_but("HR enforcer"),
        "reason": HOSTILE["zero_width"],
        "when": "common",
    },
    wrong={"next_at": "2026-11-01T00:00:00+00:00"},
)
APART = replace(
    UPDATE,
    answers={**UPDATE.answers, "audience": all_but("line manager"), "when": "apart"},
    wrong={},
)
STAGE = Script(
    flow="stage",
    actor="maya",
    begins="stage",
    answers={"case": case(HEARD), "stage": "S5"},
)
CLOSE = Script(
    flow="close",
    actor="maya",
    begins="close",
    answers={
        "case": case(HEARD),
        "audience": all_but("client"),
        "reason": "They asked not to be written to again.",
    },
)
SNOOZE = Script(
    flow="snooze",
    actor="maya",
    button="Another day",
    answers={"day": "2026-12-02"},
    wrong={"day": "2026-11-01"},
)
SCRIPTS: Mapping[str, Script] = {
    "complaint": COMPLAINT,
    "complaint from a message": CITED,
    "particulars": PARTICULARS,
    "add": ADD,
    "add a fact from a message": ADD_FACT,
    "roles": ROLES,
    "brief": BRIEF,
    "tell": TELL,
    "update": UPDATE,
    "update each in their own hours": APART,
    "stage": STAGE,
    "close": CLOSE,
    "snooze": SNOOZE,
}
