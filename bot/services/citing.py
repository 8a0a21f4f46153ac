"""What becomes of a message that somebody pointed at: a case, or more of one.

Who wrote it is looked up by the platform's account alone. A client's contact is filled in as who
complained, and the words as what they ask for: both are answers that HR sees and may change. Of
anybody else the words are kept as they are, and are nobody's complaint.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import quoting, values
from bot.dialogue.fields import Answers
from bot.dialogue.inputs import Aim, Cite
from bot.domain.cases import Source
from bot.domain.people import Person
from bot.services.talking import Talk

LONGEST_WISH = 2_000  # characters; of what is longer, HR says which part is what they ask for
FLOWS: Mapping[Aim, str] = {Aim.OPEN_CASE: "complaint", Aim.ADD_TO_CASE: "add"}


def cite(talk: Talk, given: Cite) -> None:
    """Begin the flow that was asked for, with what is known filled in; only HR may."""
    flow = talk.flows[FLOWS[given.what]]
    if flow.hr_only and not talk.desk.reader.is_hr:
        talk.say(talk.desk.wording.card("not_for_you", talk.desk.reader))
        return
    author = _author(talk, given)
    source = Source(
        words=given.words,
        author=author.name if author else given.author,
        author_id=author.id if author else "",
        written_at=given.written_at,
        link=given.link,
    )
    known = _complainant(author, source) if given.what is Aim.OPEN_CASE else {}
    talk.begin(flow, {**known, quoting.SOURCE: quoting.stored(source)})


def _author(talk: Talk, given: Cite) -> Person | None:
    """Who wrote it, when the organisation knows them by this account."""
    work = talk.desk.work
    address = work.addresses.owner(talk.address.surface, given.tenant, given.user)
    return work.directory.person(address.person_id) if address else None


def _complainant(author: Person | None, source: Source) -> Answers:
    if author is None or author.client is None:
        return {}
    is_wish = not values.is_blank(source.words) and len(source.words) <= LONGEST_WISH
    wish = {"remedy": source.words} if is_wish else {}
    return {"client": author.client, "contact": author.id, **wish}
