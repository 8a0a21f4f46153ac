"""Nobody is ever stuck: there is always a way on, back, out, and home again."""

from __future__ import annotations

from tests.scenarios import given
from tests.scenarios.people import Person
from tests.scenarios.world import World

CLIENT = """
    The client
    Client complaint · 1 of 6
    Which client raised this?
    [Contoso Retail]
    [Fabrikam Health]
    Or type a name.
    [Cancel]
    """
CONTACT = """
    The people
    Client complaint · 2 of 6
    Who at the client complained?
    [Dana Frost]
    [Kim Sand]
    Or type a name.
    [Back]
    [Cancel]
    """
OBSERVED = """
    Allegation 1
    Client complaint · 3 of 6
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    What was observed?
    What somebody saw or heard, in plain words and without a verdict.
    Type your answer here.
    [Back]
    [Cancel]
    """
REFUSED = """
    I cannot show that case
    There is no open case by that reference for you. Please check the reference, or write “case” \
to see yours.
    """


def latest(person: Person) -> list[str]:
    """The first line of each message that they have not read yet."""
    return [text.partition("\n")[0] for text in person.news()]


async def test_help_and_where_am_i_leave_the_question_open(world: World) -> None:
    """In the middle of a flow both are answered, and the same question stands below."""
    maya = world.on_slack("maya")
    await maya.answer("complaint", "Contoso Retail")
    maya.news()
    await maya.say("help")
    assert latest(maya) == ["✓ The people", "What you can say here", "The people"]
    maya.sees("Who at the client complained?")
    await maya.say("Where am I?")
    maya.reads(
        "✓ The people\nWho at the client complained?\nleft open\nContinued below.",
        "Client complaint\nYou are at step 2 of 6: The people.",
        CONTACT,
    )
    await maya.say("Kim Sand")
    maya.sees("Who is it about?")


async def test_back_goes_question_by_question_and_keeps_what_was_said(world: World) -> None:
    """Back shows the answer that was given, and going on again keeps it."""
    maya = world.on_slack("maya")
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz", given.OBSERVED)
    await maya.answer("back")
    maya.sees(f"Your answer so far:\n{given.OBSERVED}\n[Keep this answer]")
    await maya.answer("back", "back")
    maya.sees("Who at the client complained?\nYour answer so far: Kim Sand")
    await maya.answer("back", "back", "back")
    maya.sees("Which client raised this?\nYour answer so far: Contoso Retail")
    maya.news()
    await maya.answer("Contoso Retail", "Kim Sand", "Ben Cruz")
    await maya.press("Keep this answer")
    maya.sees("When did it happen, or begin?")


async def test_skip_is_for_what_may_stay_open(world: World) -> None:
    """What is needed cannot be skipped, which is said beside the question."""
    maya = world.on_slack("maya")
    await maya.answer("complaint", "skip")
    maya.sees("Which client raised this?\n⚠ This one is needed before we can go on.")
    await maya.answer("Contoso Retail", "Kim Sand", "Ben Cruz", given.OBSERVED)
    await maya.answer("skip", "skip")
    maya.sees("Who observed it?")
    await maya.answer("skip")
    maya.sees("How do they know?")


async def test_edit_from_the_review_comes_back_to_it(world: World) -> None:
    """One answer is changed and the review is there again, with all the others as they were."""
    maya = world.on_slack("maya")
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz", given.OBSERVED)
    await maya.answer("20 Nov 2026 14:00", "skip", "Kim Sand", "Seen", "go", given.EFFECT)
    await maya.answer("coach", given.REMEDY, "soon", "No", "PH")
    before = maya.last().text
    await maya.press("Edit: Effect and wish")
    maya.sees(f"Your answer so far:\n{given.EFFECT}\n[Keep this answer]")
    await maya.press("Keep this answer")
    await maya.mark("Coach them", "Information")
    await maya.press("Keep this answer")
    assert maya.last().text == before.replace("Coach them", "Coach them; Information")
    await maya.answer("edit", "edit the client")
    maya.sees("Which client raised this?")
    await maya.answer("back")
    assert maya.last().text == before.replace("Coach them", "Coach them; Information")


async def test_cancel_ends_a_flow_and_sends_nothing(world: World) -> None:
    """After cancel nothing is under way, and nobody heard anything."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    await maya.answer("complaint", "Contoso Retail", "Kim Sand")
    maya.news()
    await maya.press("Cancel")
    maya.reads(
        "✓ The people\nWho is it about?\nleft open\nCancelled. Nothing was sent.",
        "Client complaint: cancelled\nNothing was sent to anybody.",
    )
    await maya.say("where am I")
    maya.reads("Nothing is under way\nWrite “help” to see what you can say here.")
    await maya.say("resume")
    maya.reads("Nothing to resume\nNothing of yours was left in the middle.")
    kim.reads()


async def test_a_second_flow_parks_the_first_which_is_offered_again(world: World) -> None:
    """What was left in the middle waits over a restart, and goes on with every answer kept."""
    maya = world.on_slack("maya")
    case = await given.told(world)
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz", given.OBSERVED)
    maya.news()
    await maya.say(f"stage {case.reference}")
    assert latest(maya) == ["✓ Allegation 1", "The stage"]
    await maya.choose("Establishing facts")
    maya.news()
    await maya.press("Move on")
    assert latest(maya) == ["✓ Please check", case.reference, "You left something in the middle"]
    maya.sees("Client complaint.\n[Resume]")
    await world.restart()
    await maya.say("resume")
    maya.reads(
        "✓ Allegation 1\nWhen did it happen, or begin?\nleft open\nContinued below.",
        "Client complaint\nHere is where you stopped.",
        maya.last().text,
    )
    maya.sees("When did it happen, or begin?")
    await maya.answer("20 Nov 2026 14:00", "skip", "Kim Sand", "Seen")
    maya.sees(given.OBSERVED)


async def test_the_same_flow_again_goes_on_with_the_one_under_way(world: World) -> None:
    """A word that was said already in the middle of its flow loses nothing."""
    maya = world.on_slack("maya")
    await maya.answer("complaint", "Contoso Retail")
    maya.news()
    await maya.say("complaint")
    note = "You were in the middle of this. To begin anew, cancel it first."
    maya.reads(
        "✓ The people\nWho at the client complained?\nleft open\nContinued below.",
        f"Client complaint\n{note}",
        CONTACT,
    )


async def test_a_word_without_a_case_asks_which_one(world: World) -> None:
    """Only cases that the person may act on are offered."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    mine = await given.opened(world)
    theirs = await given.opened(world, by="noor")
    await maya.say("update")
    maya.sees(f"Which case is it?\n• {mine.reference} – Ben Cruz, Contoso Retail\n")
    assert maya.last().buttons == (mine.reference, "Cancel")
    await noor.say("update")
    assert [each["label"] for each in noor.page()["questions"][0]["options"]] == [theirs.reference]
    await maya.say(theirs.reference)
    maya.sees("⚠ Nobody and nothing here goes by that name. Please try part of the name.")
    await maya.press(mine.reference)
    maya.sees("What happened that you want to tell?")


async def test_an_old_page_overwrites_nothing_and_gives_back_what_was_typed(world: World) -> None:
    """A button or a form that is over says so, and the question that is open stands below."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    await maya.say("complaint")
    old = maya.last().form
    await maya.choose("Contoso Retail")
    maya.news()
    assert await maya.client.press(old, "Fabrikam Health") == 200
    await maya.settle()
    over = "That page is over\nIt was answered or put aside before. Nothing was overwritten."
    left = "✓ The people\nWho at the client complained?\nleft open\nContinued below."
    maya.reads(left, over, CONTACT)
    await noor.say("complaint")
    page = noor.page()
    await noor.fill({"Which client raised this?": "Fabrikam Health"})
    noor.news()
    where = {"session": page["session"], "revision": page["revision"]}
    await noor.act("fill", **where, values={"client": "Something that took long to write."})
    assert noor.news()[1] == f"{over}\nHere is what you wrote:\nSomething that took long to write."
    assert noor.page()["title"] == "The people"


async def test_words_that_mean_nothing_here_get_what_can_be_said(world: World) -> None:
    """HR and the parties each hear what they can say; nothing that they wrote is passed on."""
    maya, kim, noor = world.on_slack("maya"), world.on_slack("kim"), world.in_chair("noor")
    await given.opened(world)
    for person in (maya, kim, noor):
        await person.say("Could you please look into the refunds of last week?")
        text = person.last().text
        await person.say("help")
        assert text.split("\n")[0] == "I did not understand that"
        assert person.last().text.split("\n")[1:] == text.split("\n")[1:]
    kim.sees("Nothing that you write here is passed on by itself.")
    maya.never_saw("look into the refunds")


async def test_a_word_for_hr_is_not_open_to_others(world: World) -> None:
    """A party who writes a word of HR's hears whom to turn to."""
    kim = world.on_slack("kim")
    for word in ("complaint", "roles", "update EH-2026-0001", "close", "tell EH-2026-0404"):
        await kim.say(word)
        kim.reads(
            """
            That is not open to you
            Only the people in HR who look after the case can do this. If you need it done, \
please write to your contact in HR.
            """
        )


async def test_unknown_closed_and_foreign_references_are_refused_alike(world: World) -> None:
    """The refusal does not tell whether there is such a case."""
    maya, noor, kim = world.on_slack("maya"), world.in_chair("noor"), world.on_slack("kim")
    closed = await given.opened(world)
    await given.closed(world, closed)
    foreign = await given.opened(world, by="noor")
    for reference in ("EH-2026-0404", "nonsense", closed.reference, foreign.reference):
        for word in ("case", "journal", "roles", "update", "tell", "brief", "stage", "close"):
            await maya.say(f"{word} {reference}")
            maya.reads(REFUSED)
    await kim.say(f"case {closed.reference}")
    kim.reads(REFUSED)
    await noor.say(f"case {closed.reference}")
    noor.reads(f"> case {closed.reference}", REFUSED)
