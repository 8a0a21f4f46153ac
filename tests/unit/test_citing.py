"""A message that somebody points at: what it begins, what is filled in, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.dialogue.content import Card, Content, Note, Page, Paragraph, Quote
from bot.dialogue.fields import Value
from bot.dialogue.inputs import Aim, Cite
from bot.dialogue.quoting import NO_WORDS
from bot.domain.cases import Case, Source
from bot.domain.roles import Role
from bot.services.citing import LONGEST_WISH
from tests.unit.office import Office, page_of, said

WROTE = "Ben is useless. Three of eight tickets of Friday had no answer, and I want him gone."
LINK = "https://chat.example/archives/C0SHARED/p1795157940000100"
AT = datetime(2026, 11, 20, 8, 59, tzinfo=UTC)
MESSAGE = Cite(Aim.OPEN_CASE, WROTE, "", "kim", "kimmy", AT, LINK)
ALLEGED: Mapping[str, Value] = {
    "observed": "Three of eight tickets had no answer.",
    "began": "2026-11-20T01:00:00+00:00",
    "observed_by": "the claims desk",
    "known": "reported",
}
LAST: Mapping[str, Value] = {"urgency": "normal", "safety": "no", "jurisdiction": "PH"}


async def submitted(office: Office, cited: Cite = MESSAGE, **different: Value) -> Case:
    """A case that Maya opened from a message, with one allegation and what was filled in."""
    page = page_of(await office.act("maya", cited))
    people = {"client": "contoso", "contact": "kim", "employee": "ben", **different}
    for values in (
        {"client": people["client"]},
        {"contact": people["contact"], "employee": people["employee"]},
        {**ALLEGED, "quoted": different.get("quoted", "yes")},
        None,
        {"effect": "Late.", "asks": ["coach"], "remedy": different.get("remedy", "Mend it.")},
        LAST,
        None,
    ):
        page = await answered(office, page, values) or page
    return await office.case()


async def answered(office: Office, page: Page, values: Mapping[str, Value] | None) -> Page | None:
    """The page after this one, which is answered or passed; None where a card ends the flow."""
    came = await (office.fill("maya", page, **values) if values else office.go("maya", page))
    pages = [each for each in came if isinstance(each, Page)]
    if not pages:
        return None
    assert not any(one.error for one in pages[-1].questions), pages[-1]
    assert not pages[-1].error
    return pages[-1] if "keep" not in moves(pages[-1]) else await kept(office, pages[-1])


async def kept(office: Office, page: Page) -> Page:
    """The page after one whose gentle remark is passed over."""
    return page_of(await office.go("maya", page, "keep"))


def moves(page: Page) -> list[str]:
    """The names of a page's moves."""
    return [move.name for move in page.moves]


def values_of(page: Page) -> dict[str, Any]:
    """What stands in the page's questions."""
    return {one.field.id: one.value for one in page.questions}


def quotes(content: Content) -> list[Quote]:
    """What a message quotes."""
    assert isinstance(content, Card | Page)
    return [block for block in content.blocks if isinstance(block, Quote)]


# --- what it begins ------------------------------------------------------------------------------


async def test_what_is_known_of_a_clients_message_is_filled_in_and_still_asked(
    office: Office,
) -> None:
    """The client, who complained and their own words; not what was observed, nor when."""
    page = page_of(await office.act("maya", MESSAGE))
    assert (page.step, values_of(page)) == ("client", {"client": "contoso"})
    page = page_of(await office.fill("maya", page, client="contoso"))
    assert values_of(page) == {"contact": "kim", "employee": None}
    page = page_of(await office.fill("maya", page, contact="kim", employee="ben"))
    assert quotes(page) == [Quote(WROTE, by="Kim Sand", link=LINK)]
    assert values_of(page) == {
        "observed": None,
        "began": None,
        "ended": None,
        "observed_by": None,
        "known": None,
        "quoted": "yes",
    }
    page = page_of(await office.fill("maya", page, **ALLEGED, quoted="yes"))
    page = page_of(await office.go("maya", page))
    assert values_of(page)["remedy"] == WROTE


async def test_what_was_filled_in_can_be_changed(office: Office) -> None:
    """HR may know better who complained, and what they ask for."""
    case = await submitted(office, contact="dana", remedy="Only a plan.")
    assert (case.contact_id, case.remedy) == ("dana", "Only a plan.")
    assert case.sources[0].author_id == "kim"


async def test_the_message_is_kept_word_for_word_with_its_writer_its_time_and_its_link(
    office: Office,
) -> None:
    """And the allegation beside it is in HR's words, with its own time."""
    case = await submitted(office)
    (allegation,) = case.allegations
    assert allegation.source == Source(WROTE, "Kim Sand", "kim", AT, LINK)
    assert allegation.observed == ALLEGED["observed"]
    assert allegation.began != AT


async def test_an_allegation_that_was_said_elsewhere_does_not_rest_on_the_message(
    office: Office,
) -> None:
    """HR says of each whether the message says it."""
    case = await submitted(office, quoted="no")
    assert case.sources == []


@pytest.mark.parametrize("who", ["kim", "ben", "lea", "leo", "ana"])
@pytest.mark.parametrize("what", list(Aim))
async def test_only_hr_makes_a_case_of_a_message(office: Office, who: str, what: Aim) -> None:
    """Anybody else is refused with the words that the command gets."""
    _, asked = await office.say(who, "complaint")
    assert await office.act(who, replace(MESSAGE, what=what)) == [asked]
    assert "not open to you" in said([asked])


@pytest.mark.parametrize("user", ["nobody-knows", ""])
async def test_an_unknown_writer_is_kept_by_the_name_that_was_shown(
    office: Office, user: str
) -> None:
    """Nothing is filled in for them, and no words are taken for the client's."""
    cited = replace(MESSAGE, user=user, author="Claims desk bot")
    page = page_of(await office.act("maya", cited))
    assert values_of(page) == {"client": None}
    case = await submitted(office, cited)
    assert case.sources == [Source(WROTE, "Claims desk bot", "", AT, LINK)]


async def test_somebody_of_another_workspace_is_not_taken_for_who_has_their_id_here(
    office: Office,
) -> None:
    """A user id means somebody only together with the workspace."""
    page = page_of(await office.act("maya", replace(MESSAGE, tenant="T0OTHER")))
    assert values_of(page) == {"client": None}


async def test_a_colleagues_message_fills_in_no_complainant(office: Office) -> None:
    """Nor are their words what the client asks for."""
    page = page_of(await office.act("maya", replace(MESSAGE, user="amihan")))
    assert values_of(page) == {"client": None}
    page = page_of(await office.fill("maya", page, client="contoso"))
    page = page_of(await office.fill("maya", page, contact="kim", employee="ben"))
    assert quotes(page)[0].by == "Amihan Bautista"
    page = page_of(await office.fill("maya", page, **ALLEGED, quoted="yes"))
    page = page_of(await office.go("maya", page))
    assert values_of(page)["remedy"] is None


async def test_a_long_message_is_not_taken_for_a_wish(office: Office) -> None:
    """HR says which part of it is what the client asks for; it is kept whole all the same."""
    for words in ("late again, " * 3_300, "x" * LONGEST_WISH):
        page = page_of(await office.act("maya", replace(MESSAGE, words=words)))
        page = page_of(await office.fill("maya", page, client="contoso"))
        page = page_of(await office.fill("maya", page, contact="kim", employee="ben"))
        assert quotes(page)[0].text == words
        page = page_of(await office.fill("maya", page, **ALLEGED, quoted="yes"))
        page = page_of(await office.go("maya", page))
        assert values_of(page)["remedy"] == (words if len(words) <= LONGEST_WISH else None)


@pytest.mark.parametrize("words", ["", " \n", "\u200b\u2060"])
async def test_a_message_without_words_says_so(office: Office, words: str) -> None:
    """There is only a file: its link is kept, and nothing is taken for what the client asks."""
    case = await submitted(office, replace(MESSAGE, words=words))
    assert case.sources[0].link == LINK
    (card,) = await office.press("maya", "case", case.id)
    assert isinstance(card, Card)
    assert Paragraph(NO_WORDS) in card.blocks
    assert Quote(words, by="Kim Sand", link=LINK) in card.blocks


async def test_another_message_begins_anew_and_the_same_one_goes_on(office: Office) -> None:
    """Nothing of a message is lost to one that is under way already."""
    first = page_of(await office.act("maya", MESSAGE))
    other = page_of(await office.act("maya", replace(MESSAGE, words="And on Monday again.")))
    assert other.session != first.session
    again = await office.act("maya", MESSAGE)
    assert page_of(again).session == first.session
    assert "in the middle of this" in said(again)
    plain = page_of(await office.say("maya", "complaint"))
    assert plain.session not in (first.session, other.session)


# --- what is shown of it -------------------------------------------------------------------------


async def test_hr_reads_the_message_with_its_link_on_the_case(office: Office) -> None:
    """Who wrote it, when, and to what it belongs."""
    case = await submitted(office)
    (card,) = await office.press("maya", "case", case.id)
    assert Quote(WROTE, by="Kim Sand", link=LINK) in quotes(card)
    assert isinstance(card, Card)
    written = "Written on Fri 20 Nov 2026, 16:59 (Manila time)."
    assert Note(f"{written} Behind: “Three of eight tickets had no answer.”") in card.blocks


async def test_words_that_are_the_clients_wish_too_are_shown_once(office: Office) -> None:
    """With their writer, time and link."""
    case = await submitted(office, remedy=WROTE)
    (card,) = await office.press("maya", "case", case.id)
    assert quotes(card) == [Quote(WROTE, by="Kim Sand", link=LINK)]
    (card,) = await office.press("kim", "case", case.id)
    assert quotes(card) == [Quote(WROTE, by="Kim Sand")]


async def test_who_may_not_know_a_witness_reads_the_message_without_the_name(
    office: Office,
) -> None:
    """Whoever wrote it and is not the complainant is a witness: the opener sees as the liaison."""
    case = await submitted(office, replace(MESSAGE, user="amihan"))
    (card,) = await office.press("maya", "case", case.id)
    assert Quote(WROTE) in quotes(card)
    assert "Amihan" not in repr(card)
    assert "Who wrote it is not shown to your part." in said([card])
    await office.role(Role.ENFORCER, "noor")
    (card,) = await office.press("noor", "case", case.id)
    assert Quote(WROTE, by="Amihan Bautista", link=LINK) in quotes(card)


async def test_whoever_wrote_it_themself_reads_so(office: Office) -> None:
    """Maya had passed on what she was told on the phone."""
    case = await submitted(office, replace(MESSAGE, user="maya"))
    (card,) = await office.press("maya", "case", case.id)
    assert Quote(WROTE, by="Maya Reyes", link=LINK) in quotes(card)


async def test_nobody_outside_hr_reads_the_message_or_its_link(office: Office) -> None:
    """Not on the case, at any stage that it comes to."""
    case = await submitted(office)
    await office.briefed()
    await office.told()
    for who in ("kim", "ben", "lea", "leo"):
        read = repr(await office.press(who, "case", case.id)) + repr(await office.mail(who))
        assert case.reference in read
        for secret in ("useless", "chat.example", "I want him gone"):
            assert secret not in read, who
