"""Forms that open over the conversation: whole pages at once, and nothing of them as messages."""

from __future__ import annotations

from typing import Any

from bot.dialogue.content import Answered, Card, Content, Page
from bot.dialogue.fields import Value
from bot.dialogue.inputs import Fill, Go, Leave, Press, Words
from tests.unit.office import Office, page_of, said

PEOPLE: dict[str, Value] = {"contact": "kim", "employee": "ben"}


def page(shown: object) -> Page:
    """What a form shows, as a page."""
    assert isinstance(shown, Page)
    return shown


async def opened(office: Office) -> Page:
    """Maya opens the intake as a form."""
    return page(await office.in_form("maya", Words("complaint")))


async def filled(office: Office, at: Page, **values: Any) -> Page:
    """Maya sends a page of the form."""
    return page(await office.in_form("maya", Fill(at.session, at.revision, values)))


async def moved(office: Office, at: Page, move: str, **typed: Any) -> Page:
    """Maya leaves a page of the form by a button."""
    go = Go(at.session, at.revision, move, values=typed)
    return page(await office.in_form("maya", go))


async def shown_as_messages(office: Office) -> list[Content]:
    """What of pages stands among Maya's messages."""
    posts = await office.queued("maya")
    return [post.content for post in posts if isinstance(post.content, Page | Answered)]


async def test_a_form_shows_each_page_at_once_and_none_of_them_is_a_message(
    office: Office,
) -> None:
    """From the first page to the second; the conversation stays as it was."""
    first = await opened(office)
    assert [question.field.id for question in first.questions] == ["client"]
    second = await filled(office, first, client="contoso")
    assert [question.field.id for question in second.questions] == ["contact", "employee"]
    assert await shown_as_messages(office) == []


async def test_an_answer_that_is_refused_leaves_the_form_open_as_it_is(office: Office) -> None:
    """The same revision, with the error beside its question: it can be sent again."""
    first = await opened(office)
    second = await filled(office, first, client="contoso")
    refused = await filled(office, second, contact="kim", employee="maya")
    assert refused.revision == second.revision
    assert "about yourself" in refused.questions[1].error
    third = await filled(office, refused, **PEOPLE)
    assert third.step == "allegations"
    assert third.revision == second.revision + 1


async def test_back_keeps_what_was_typed_on_the_page_that_is_left(office: Office) -> None:
    """Half a page comes back as it was left, with nothing refused on the way."""
    second = await filled(office, await opened(office), client="contoso")
    first = await moved(office, second, "back", employee="ben")
    again = await filled(office, first, client="contoso")
    assert [question.value for question in again.questions] == [None, "ben"]


async def test_what_was_sent_before_gets_the_page_that_is_asked_by_now(office: Office) -> None:
    """The platform sends once more: nothing is taken twice, and the form is not left empty."""
    first = await opened(office)
    fill = Fill(first.session, first.revision, {"client": "contoso"})
    second = page(await office.in_form("maya", fill, key="the-same"))
    assert await office.in_form("maya", fill, key="the-same") == second


async def test_a_form_that_was_closed_is_offered_again_with_every_complete_page(
    office: Office,
) -> None:
    """A card with a button in the conversation; the button opens the page that was left."""
    second = await filled(office, await opened(office), client="contoso")
    (card,) = await office.act("maya", Leave(second.session, "closed"))
    assert isinstance(card, Card)
    assert "Every page that you completed is kept." in said([card])
    assert [button.label for button in card.buttons] == ["Resume", "Drop it"]
    resumed = page(await office.in_form("maya", Press("resume", second.session)))
    assert resumed.step == "people"
    assert "Here is where you stopped." in resumed.intro


async def test_a_form_that_could_not_be_opened_says_so(office: Office) -> None:
    """The trigger was too old, or Slack did not answer."""
    first = await opened(office)
    (card,) = await office.act("maya", Leave(first.session, "not_opened"))
    assert "could not be opened" in said([card])


async def test_who_drops_a_draft_hears_that_nothing_was_sent(office: Office) -> None:
    """And there is nothing to resume any more."""
    first = await opened(office)
    assert "Nothing was sent to anybody." in said(await office.press("maya", "drop", first.session))
    assert "Nothing to resume" in said(await office.say("maya", "resume"))


async def test_nobody_drops_what_somebody_else_began(office: Office) -> None:
    """The id of a draft is no authority."""
    first = await opened(office)
    heard = await office.press("chidi", "drop", first.session)
    assert "Nothing of yours was left in the middle." in said(heard)
    assert (await filled(office, first, client="contoso")).step == "people"


async def test_words_in_the_conversation_are_no_answer_to_a_form(office: Office) -> None:
    """They are given back, and the page goes on in the conversation; the form is over then."""
    second = await filled(office, await opened(office), client="contoso")
    heard = await office.say("maya", "He came late again on Friday")
    assert "I did not take what you just wrote as an answer." in said(heard)
    assert "He came late again on Friday" in said(heard)
    third = page_of(await office.fill("maya", page_of(heard), **PEOPLE))
    stale = page(await office.in_form("maya", Fill(second.session, second.revision, PEOPLE)))
    assert "That page is over." in stale.intro
    assert stale.step == third.step


async def test_a_page_of_the_conversation_goes_on_in_a_form(office: Office) -> None:
    """Begun by typing, gone on with by a button: no page is left that could be pressed."""
    chat = page_of(await office.say("maya", "complaint"))
    form = page(await office.in_form("maya", Press("resume", chat.session)))
    assert (form.session, form.step) == (chat.session, chat.step)
    *_, last = await shown_as_messages(office)
    assert isinstance(last, Answered)
    assert last.note == "Continued in a form."


async def test_a_form_that_is_done_shows_what_became_of_it(office: Office) -> None:
    """The same card stands among the messages."""
    case = await office.opened()
    form = page(await office.in_form("maya", Press("start", f"roles:{case.id}")))
    form = await filled(office, form, role="enforcer", holder="noor")
    while form.questions:
        form = await filled(office, form)
    done = await office.in_form("maya", Go(form.session, form.revision, "go"))
    assert isinstance(done, Card)
    assert done in [post.content for post in await office.queued("maya")]


async def test_a_command_that_needs_no_page_is_answered_by_messages(office: Office) -> None:
    """The form has nothing to show but what was said."""
    shown = await office.in_form("maya", Words("help"))
    assert isinstance(shown, Card)
    assert shown in [post.content for post in await office.queued("maya")]


async def test_what_a_form_shows_in_part_is_said_whole_in_the_conversation(office: Office) -> None:
    """All of the page comes as messages, and the form goes on to show it as it was."""
    first = await opened(office)
    second = await filled(office, first, client="contoso")
    again = await office.in_form("maya", Press("read_page", second.session))
    assert again == second
    posts = await office.queued("maya")
    assert "Who at the client complained?" in said([post.content for post in posts])
    assert await shown_as_messages(office) == []
