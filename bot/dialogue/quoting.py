"""A message on which an answer rests: kept with a flow's answers, and shown to who answers.

It is no answer: nobody can change it. What was observed stays HR's to say; the message is shown
above that question, and kept with it word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import phrasing, values
from bot.dialogue.content import Block, Note, Paragraph, Quote
from bot.dialogue.fields import Answers, Value
from bot.domain.cases import Source
from bot.domain.people import Person

SOURCE = "source"  # its place among the answers
NO_WORDS = "The message has no words, only what is attached to it. That stays where it is."


def stored(source: Source) -> Value:
    """The message, ready to be kept with the answers."""
    return [
        {
            "words": source.words,
            "author": source.author,
            "author_id": source.author_id,
            "written_at": source.written_at.isoformat(),
            "link": source.link,
        }
    ]


def source_in(answers: Answers) -> Source | None:
    """The message that the answers rest on, if they do on one."""
    kept = values.items_of(answers.get(SOURCE))
    if not kept:
        return None
    found = kept[0]
    return Source(
        words=str(found["words"]),
        author=str(found["author"]),
        author_id=str(found["author_id"]),
        written_at=datetime.fromisoformat(str(found["written_at"])),
        link=str(found["link"]),
    )


def is_quoted(answers: Answers) -> bool:
    """True when there is a message to rest on."""
    return source_in(answers) is not None


def blocks(source: Source, reader: Person, *, named: bool, behind: str = "") -> Sequence[Block]:
    """The message as it was written, and when; who wrote it if the reader may know (`named`).

    Its link shows who wrote it, too. `behind` names what rests on it.
    """
    by, link = (source.author, source.link) if named else ("", "")
    empty = (Paragraph(NO_WORDS),) if values.is_blank(source.words) else ()
    hidden = "" if named else "Who wrote it is not shown to your part."
    unknown = "" if source.author or hidden else "I do not know who wrote it."
    when = f"Written on {phrasing.moment_for(reader, source.written_at)}."
    rests = f"Behind: {behind}" if behind else ""
    note = " ".join(part for part in (when, hidden, unknown, rests) if part)
    return Quote(source.words, by=by, link=link), *empty, Note(note)
