"""Whom a complaint names as the source of what was observed: people by name, and posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.dialogue.matching import folded
from bot.domain.leaks import SecretKind
from bot.domain.namelike import NOBODY

_BETWEEN = re.compile(r"[,;/&()\n]|\b(?:and|or)\b", re.IGNORECASE)
_LINKS = frozenset({"at", "by", "for", "from", "in", "of", "on", "to", "who", "with"})


def sources(observed_by: str) -> Iterator[tuple[SecretKind, str]]:
    """Each source by itself; a post is looked for as a whole, a name in its parts too.

    "Dana Fox, claims desk" is the name "Dana Fox" and the post "claims desk".
    """
    for piece in _BETWEEN.split(observed_by):
        if words := piece.split():
            kind = SecretKind.PASSAGE if _is_post(words) else SecretKind.NAME
            yield kind, " ".join(words)


def _is_post(words: list[str]) -> bool:
    """A word or none, and what somebody is there: "Claims desk", "the shift supervisor"."""
    plain = [folded(word) for word in words]
    if plain[-1] not in NOBODY or words[-1][:1].isupper():
        return False
    telling = [place for place, word in enumerate(plain) if word not in NOBODY]
    if not telling:
        return True
    return len(telling) == 1 and not _LINKS & set(plain[telling[0] :])
