"""What typed words mean: a command, a move in a flow, or an answer."""

from __future__ import annotations

import re
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
}
ALWAYS = ("complaint", "roles", "update", "case", "cases", "journal")
MOVES = {
    "back": "back",
    "skip": "skip",
    "cancel": "cancel",
    "stop": "cancel",
    "keep": "keep",
    "keep as it is": "keep",
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
COMMAND = re.compile(r"/?(?P<word>[a-z]+(?: on)?)(?: +(?P<about>\S+))?")
NUMBERED = re.compile(r"(?P<move>edit|remove) +(?P<target>\S.*)")


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


def read(text: str, *, in_flow: bool) -> Intent | None:
    """The command in these words, or None when they are an answer or a message.

    In the middle of a flow, words that may well be an answer ("close", "tell") count as a command
    only with a reference behind them.
    """
    words = " ".join(text.split()).casefold().rstrip(".!?")
    if not words or len(words) > LONGEST:
        return None
    if words in ("help", "/help", "/evenhand", "/evenhand help", "?"):
        return Plain("help")
    if words in ("where am i", "where"):
        return Plain("where")
    if words in ("resume", "continue"):
        return Plain("resume")
    if in_flow and words in MOVES:
        return Step(MOVES[words])
    if in_flow and (found := NUMBERED.fullmatch(words)):
        return Step(found["move"], found["target"])
    return _command(words, in_flow=in_flow)


def _command(words: str, *, in_flow: bool) -> Intent | None:
    found = COMMAND.fullmatch(words)
    if found is None:
        return None
    word, about = found["word"], (found["about"] or "").upper()
    if in_flow and not about and word not in ALWAYS:
        return None
    if word in ("case", "cases"):
        return Show("case", about)
    if word == "journal":
        return Show("journal", about)
    return Start(STARTS[word], about) if word in STARTS else None
