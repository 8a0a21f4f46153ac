"""Names as they are searched and sorted: without case, accents or surplus space."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, case, false, true

_MOST_WORDS = 16  # more than any name, address and title have: such a query finds nobody
_LONGEST = 400
_DROPPED = frozenset({"Mn", "Cf", "Cc", "Cs"})  # accents, and what cannot be seen


def plain(text: str) -> str:
    """`text` in lower case, without accents and what cannot be seen, words parted by one space."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = (c for c in folded if c.isspace() or unicodedata.category(c) not in _DROPPED)
    return " ".join("".join(kept).split())


def searchable(*texts: str) -> str:
    """The stored form of what can be found; each word has a space before it."""
    return f" {plain(' '.join(texts))}"


def matches(column: Column[str], query: str) -> ColumnElement[bool]:
    """True for rows that hold every word of the query; what is typed is never a pattern."""
    if len(query) > _LONGEST:
        return false()
    words = plain(query).split()
    if len(words) > _MOST_WORDS or (query.strip() and not words):
        return false()
    return and_(true(), *(column.contains(word, autoescape=True) for word in words))


def best_first(name: Column[str], column: Column[str], query: str) -> Sequence[ColumnElement[Any]]:
    """Names that begin with the query, then those with a word that begins as it does, the rest."""
    wanted = plain(query[:_LONGEST])
    if not wanted:
        return (name,)
    rank = case(
        (name.startswith(wanted, autoescape=True), 0),
        (column.contains(f" {wanted.split()[0]}", autoescape=True), 1),
        else_=2,
    )
    return rank, name
