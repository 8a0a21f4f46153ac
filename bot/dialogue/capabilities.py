"""What a surface can show: data, so that no flow and no service asks which surface it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Capabilities:
    """A surface's limits. What does not fit degrades in the open and is never cut silently."""

    whole_pages: bool  # a step at once; else one question at a time
    options: int  # how many options can be shown; more become a search by typing
    text: int  # longest text shown whole, characters; longer is a marked excerpt with "Read all"
    keeps_own_words: bool  # the platform itself shows people what they wrote
    label: int = 150  # longest label of a question
    option_label: int = 75
    button_label: int = 75
