"""Tells a name from the ordinary word that is spelled like it: Mark was late, mark the date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that name nobody by themselves: particles, titles, and what somebody is to the matter.
NOBODY = _set(
    "al bin binti da de del dela della den der di dos du el ibn la las le los san santa st ter "
    "van von y dr ii iii jr madam miss mr mrs ms mx prof sir sr "
    "a an and another at both by few five for four from her his in me my of on one other our "
    "several some that the their them they this three to two us we who with your "
    "account accounts admin agent agents analyst assistant associate buyer call caller callers "
    "centre center chief client clients colleague colleagues contact coordinator coworker customer "
    "customers desk director dispatcher driver email employee employees engineer executive floor "
    "guard guest guests head hr it lead leader leaders log logs manager managers member members "
    "monitor office officer operations operator patient people person planner project qa quality "
    "receptionist record recording report sales service services shift site someone specialist "
    "staff store supervisor supervisors support system team teams technician trainer user users "
    "vendor visitor vp warehouse witness witnesses worker workers"
)

# Names that are also words of a working day.
_ORDINARY = _set(
    "able art banks best bill black blue book brown case cash chance chase close cook cross day "
    "faith field fields frank good grace grant gray green grey guy hand hope house joy judge "
    "justice key king lane law link long love major many mark new page park post power price "
    "quick read rich ring rose sharp short skip small star stone storm strong wall ward way west "
    "white will wise wood young"
)
_MONTHS = _set("january april may june july august summer")
_SMALL = _set("an as at be by do go in is it no on or so to up us we")

_AFTER_A_VERB = _set(
    "a all an any anybody anyone each every everybody everyone he her his i it its my our she "
    "some somebody someone that the their them there these they this those us we what who you your"
)
_BEFORE_A_MONTH = _set("during early in last late mid next since this until")
_SENTENCE_END = frozenset(".!?:;\n•")


class Kind(Enum):
    """How surely a word is a name, from how the name was written down."""

    NAME = auto()  # counts in small letters too
    WORD = auto()  # counts with a capital, unless it opens a sentence as a verb does
    SMALL = auto()  # counts with a capital inside a sentence


def kind(word: str, *, written: str, opens_description: bool) -> Kind:
    """The kind of one part of a name; `Store` in `Store by the park` may well be no name."""
    if word in _SMALL or written[:1].islower():
        return Kind.SMALL
    if word in _ORDINARY or word in _MONTHS or opens_description:
        return Kind.WORD
    return Kind.NAME


@dataclass(frozen=True)
class Place:
    """A word in a text: as it is written, and what stands beside it."""

    word: str  # folded
    written: str
    before: str  # the word before, folded; "" for none
    gap: str  # what parts it from that word
    after: str  # the next word, folded

    def names_somebody(self, kind: Kind) -> bool:
        """True unless the word stands here like an ordinary one."""
        if kind is Kind.NAME:
            return True
        if not self.written[:1].isupper():
            return False
        opens_sentence = any(char in _SENTENCE_END for char in self.gap)
        if opens_sentence and (kind is Kind.SMALL or self.after in _AFTER_A_VERB):
            return False
        return not (self.word in _MONTHS and _dates(self.before, self.after))


def _dates(before: str, after: str) -> bool:
    return before in _BEFORE_A_MONTH or before[:1].isdigit() or after[:1].isdigit()
