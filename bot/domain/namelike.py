"""Tells a name from the ordinary word that is spelled like it: Mark was late, mark the date."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(  # and titles
    "al bin binti da de del dela della den der di dos du el ibn la las le los san santa st ter "
    "van von y dr ii iii jr madam miss mr mrs ms mx prof sir sr"
)

# Names that are also words of a working day; every other name counts in small letters too.
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


def reads_as_name(word: str, *, written: str, before: str, gap: str, after: str) -> bool:
    """True unless `word` is an ordinary word and stands like one.

    `word`, `before` and `after` are folded; `written` and `gap` (what parts it from the word
    before) are as in the text. A word that is no ordinary one is a name however it is written.
    """
    if word not in _ORDINARY and word not in _MONTHS and word not in _SMALL:
        return True
    if not written[0].isupper():
        return False
    opens_sentence = any(char in _SENTENCE_END for char in gap)
    if opens_sentence and (word in _SMALL or after in _AFTER_A_VERB):
        return False
    return not (word in _MONTHS and _dates(before, after))


def _dates(before: str, after: str) -> bool:
    return before in _BEFORE_A_MONTH or before[:1].isdigit() or after[:1].isdigit()
