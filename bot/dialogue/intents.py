"""What typed words mean: a command, a move in a flow, or an answer."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

LONGEST = 60  # characters; anything longer is an answer or a message, never a command

STARTS = {
    "complaint": "complaint",
    "roles": "roles",
    "update": "update",
    "brief": "brief",
    "tell": "tell",
    "stage": "stage",
    "move on": "stage",
    "close": "close",
    "particulars": "particulars",
    "add": "add",
}
ALWAYS = ("complaint", "roles", "update", "case", "cases", "journal")
MOVES = {
    "back": "back",
    "skip": "skip",
    "cancel": "cancel",
    "stop": "cancel",
    "keep": "keep",
    "keep it": "keep",
    "keep as it is": "keep",
    "keep this answer": "keep",
    "edit": "edit",
    "add": "add",
    "add another": "add",
    "remove": "remove",
    "go": "go",
    "go on": "go",
    "next": "go",
    "submit": "go",
    "send": "go",
    "confirm": "go",
}
ANYWHERE = ("back", "cancel", "edit", "keep", "skip")
HELP = ("help", "/help", "/evenhand", "/evenhand help", "?")

COMMAND = re.compile(r"/?(?P<word>[a-z]+(?: on)?)(?: +(?P<about>\S+))?")
REFERENCE = re.compile(r"[A-Z]{2}-[0-9]{4}-[0-9]+")
NUMBERED = re.compile(r"(?P<move>edit|remove) +(?P<target>[0-9]{1,3})")
NAMED = re.compile(r"edit +(?P<target>\S+(?: +\S+){0,3})")  # more words are rather an answer


@dataclass(frozen=True)
class Start:
    """Begin a flow; `about` is a case's reference or ""."""

    flow: str
    about: str = ""


@dataclass(frozen=True)
class Show:
    """Show a case, the journal of one, or with "" all cases."""

    what: str  # "case" or "journal"
    about: str = ""


@dataclass(frozen=True)
class Step:
    """A move in the flow under way."""

    move: str
    target: str = ""


@dataclass(frozen=True)
class Plain:
    """One of: help, where, resume."""

    what: str


Intent = Start | Show | Step | Plain


def read(text: str, *, in_flow: bool, offered: Collection[str] | None = None) -> Intent | None:
    """The command in these words, or None when they are an answer or a message.

    In the middle of a flow, words that may well be an answer ("close", "tell") count as a command
    only with a reference behind them. `offered` are the moves of the open page; with it, words
    for other moves are answers too ("remove", where the question is what the client asks for).
    """
    words = " ".join(text.split()).casefold()
    if not words or len(words) > LONGEST:
        return None
    if words in HELP or words.rstrip(".!?") in HELP:
        return Plain("help")
    words = words.rstrip(".!?")
    if words in ("where am i", "where"):
        return Plain("where")
    if words in ("resume", "continue"):
        return Plain("resume")
    if in_flow and (step := _step(words, offered)):
        return step
    return _command(words, in_flow=in_flow)


def _step(words: str, offered: Collection[str] | None) -> Step | None:
    """A move in the flow; those of `ANYWHERE` need no button to be open."""
    if words in MOVES:
        step = Step(MOVES[words])
    elif found := NUMBERED.fullmatch(words):
        step = Step(found["move"], found["target"])
    elif found := NAMED.fullmatch(words):
        step = Step("edit", found["target"])
    else:
        return None
    open_here = offered is None or step.move in (*offered, *ANYWHERE)
    return step if open_here else None


def _command(words: str, *, in_flow: bool) -> Intent | None:
    found = COMMAND.fullmatch(words)
    if found is None:
        return None
    word, about = found["word"], (found["about"] or "").upper()
    if in_flow and not REFERENCE.fullmatch(about) and (about or word not in ALWAYS):
        return None
    if word in ("case", "cases"):
        return Show("case", about)
    if word == "journal":
        return Show("journal", about)
    return Start(STARTS[word], about) if word in STARTS else None
