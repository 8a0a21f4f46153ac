"""HR works in forms: the intake in modals, and whatever can happen to a modal on the way."""

from __future__ import annotations

from collections.abc import Mapping

from tests.scenarios import given
from tests.scenarios.forms import Form, Given
from tests.scenarios.main_case.standing import NEWER, settled
from tests.scenarios.people import SlackUser
from tests.scenarios.world import World
from tests.standins import slack_payloads as payloads
from tests.standins import slack_places as places

CLIENT = "Which client raised this?"
CONTACT = "Who at the client complained?"
EMPLOYEE = "Who is it about?"
OBSERVED = "What was observed?"
BEGAN = "When did it happen, or begin?"
KNOWN = "How do they know?"
EFFECT = "What was the effect on the service?"
ASKS = "What does the client ask for?"
REMEDY = "In the client's own words"

PEOPLE: Mapping[str, Given] = {CONTACT: "Kim Sand", EMPLOYEE: "Ben Cruz"}
SEEN: Mapping[str, Given] = {OBSERVED: given.OBSERVED, BEGAN: "2026-11-20T14:00", KNOWN: "Seen"}
WISHES: Mapping[str, Given] = {
    EFFECT: given.EFFECT,
    ASKS: ("Coach them", "Information"),
    REMEDY: given.REMEDY,
}
LIST = """
    Client complaint
    Step 3 of 6
    What is said to have happened
    One thing at a time. Facts first: what was seen or heard, when, and by whom.
    1. Fri 20 Nov 2026, 14:00 (Manila time): Three of eight tickets of Friday were not answered.
    [Edit]
    2. Date not known yet: A call ended early.
    [Edit]
    [Add another allegation]
    [Remove: Allegation 1]
    [Remove: Allegation 2]
    [Back]
    [Cancel]
    [Go on]
    [Finish later]
    """
NOT_OPENED = """
    Client complaint
    The form could not be opened. Nothing of it is lost.
    [Resume]
    [Drop it]
    """
CLOSED = """
    Client complaint
    You closed the form. Every page that you completed is kept.
    [Resume]
    [Drop it]
    """


async def intake(user: SlackUser, *pages: Mapping[str, Given]) -> Form:
    """The intake as a form, with its first pages answered."""
    form = Form(user)
    await form.command("/complaint")
    for page in pages:
        await form.answer(page)
    return form


async def test_hr_takes_a_complaint_in_forms(world: World) -> None:
    """Page by page, with what is wrong beside its field, to a review and to what comes of it."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    form = await intake(maya, {CLIENT: "Contoso Retail"})
    form.sees("Client complaint\nStep 2 of 6\nThe people\n")
    await form.answer({CONTACT: "Kim Sand", EMPLOYEE: "Noor Lim"})
    form.sees(f"{EMPLOYEE}\n✓ Noor Lim\n! Noor Lim is in your own line, so you cannot take")
    await form.answer({EMPLOYEE: "Ben Cruz"})
    form.sees("Step 3 of 6\nAllegation 1\n")
    await form.answer({**SEEN, OBSERVED: f"He is lazy. {given.OBSERVED}"})
    form.sees(
        "“lazy”: What was seen or heard that shows it? To keep it as it is, press Next again."
    )
    await form.answer({OBSERVED: given.OBSERVED})
    form.sees(f"1. Fri 20 Nov 2026, 14:00 (Manila time): {given.OBSERVED}\n[Edit]")
    await form.submit()
    await form.answer(WISHES)
    await form.submit()
    form.sees("Step 6 of 6\nPlease check\nNothing has been sent to anybody yet.")
    form.sees(given.REMEDY)
    assert maya.news() == []
    kim.reads()
    await form.submit()
    form.sees("Evenhand\nEH-2026-0001\n")
    assert form.view.submit == ""
    assert not list(places.places(form.view))
    assert [text.partition("\n")[0] for text in maya.news()] == ["EH-2026-0001"]
    kim.sees("Thank you, we have your complaint")


async def test_allegations_are_added_changed_and_removed_in_a_form(world: World) -> None:
    """A list with Edit beside each, Add and Remove; what was written elsewhere stays."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE, SEEN)
    await form.press("Add another allegation")
    form.sees("Allegation 2\n")
    await form.answer({OBSERVED: "A call ended early.", KNOWN: "Reported"})
    form.reads(LIST)
    await form.edit(2)
    form.sees(
        f"{OBSERVED}\nWhat somebody saw or heard, in plain words and without a verdict.\nA call"
    )
    await form.answer({OBSERVED: "A call ended after two minutes."})
    form.sees("2. Date not known yet: A call ended after two minutes.")
    await form.press("Remove: Allegation 1")
    form.sees("1. Date not known yet: A call ended after two minutes.\n[Edit]\n[Add")
    form.lacks(given.OBSERVED)


async def test_each_answer_can_be_changed_from_the_review(world: World) -> None:
    """Edit leads to its page, filled in, and back to the review with all the rest as it was."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE, SEEN, {}, WISHES, {})
    before = form.text
    await form.press("Edit: Effect and wish")
    form.sees("✓ Coach them")
    await form.answer({ASKS: ("Coach them",), EFFECT: None})
    assert form.text == before.replace("Coach them; Information", "Coach them").replace(
        given.EFFECT, "left open"
    )


async def test_back_keeps_what_was_typed_and_not_sent(world: World) -> None:
    """Half a page is there again when the person comes back to it."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE)
    await form.fill({OBSERVED: given.OBSERVED})
    await form.press("Back")
    form.sees("The people\n")
    await form.submit()
    form.sees(given.OBSERVED)


async def test_a_closed_form_is_offered_again_with_every_page(world: World) -> None:
    """By its button or by a word, over a restart too, and in the place where it stood."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE)
    await form.fill({OBSERVED: "Not sent."})
    await form.close()
    assert not form.is_open
    maya.reads(CLOSED)
    await world.restart()
    await maya.press("Resume")
    form.sees("Step 3 of 6\nAllegation 1\nHere is where you stopped.")
    form.lacks("Not sent.")
    await form.answer(SEEN)
    await form.close()
    maya.reads(settled(CLOSED, NEWER), CLOSED)
    await form.command("/evenhand", "resume")
    form.sees("What is said to have happened\nHere is where you stopped.")
    form.sees(given.OBSERVED)
    maya.reads()


async def test_a_closed_form_goes_on_in_the_conversation_and_back(world: World) -> None:
    """What was begun in a form is asked one thing at a time, and the other way round."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE)
    await form.close()
    await maya.say("resume")
    maya.sees(f"{OBSERVED}\n")
    await maya.answer(given.OBSERVED, "20 Nov 2026 14:00")
    await form.command("/complaint")
    form.sees(given.OBSERVED)
    await form.answer({KNOWN: "Seen"})
    form.sees("What is said to have happened")


async def test_cancel_in_a_form_gives_it_up(world: World) -> None:
    """It says so, there is nothing left to press, and nothing is offered again."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"})
    await form.press("Cancel")
    form.reads("Evenhand\nClient complaint: cancelled\nNothing was sent to anybody.\n[Close]")
    maya.reads("Client complaint: cancelled\nNothing was sent to anybody.")
    await form.command("/evenhand", "resume")
    maya.reads("Nothing to resume\nNothing of yours was left in the middle.")


async def test_a_restart_in_the_middle_of_a_page_loses_nothing(world: World) -> None:
    """The form stays open in the person's client, and its answer is taken by the new process."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE)
    await form.fill(SEEN)
    await world.restart()
    await form.submit()
    form.sees(given.OBSERVED)


async def test_a_form_that_cannot_be_opened_is_offered_in_the_conversation(world: World) -> None:
    """A trigger lives three seconds, and Slack may be out of order: nothing is lost by it."""
    maya = world.on_slack("maya")
    form = Form(maya)
    for trouble in ("expired_trigger_id", "internal_error"):
        world.slack.refuse("views.open", trouble)
        await form.command("/complaint")
        assert not form.is_open
        assert [each.text for each in world.slack.whispers("U0MAYA")] == [
            "I answered you in our direct messages."
        ]
        earlier = [settled(NOT_OPENED, NEWER)] if trouble == "internal_error" else []
        maya.reads(*earlier, NOT_OPENED)
        world.slack.workspace.dm("U0MAYA").whispered.clear()
    await maya.press("Resume")
    form.sees("Step 1 of 6\nThe client\n")


async def test_a_form_that_is_sent_twice_is_taken_once(world: World) -> None:
    """The second time nothing changes, and what stands there by now is shown again."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE, SEEN, {}, WISHES)
    assert await maya.client.again() == 200
    assert "Urgency, safety and law" in maya.client.body
    await form.submit()
    await form.submit()
    for retry in (1, 2):
        assert await maya.client.again(retry=retry) == 200
    await world.settle()
    assert len(world.rows("cases")["cases"]) == 1
    assert len(kim.messages()) == 1


async def test_an_old_form_overwrites_nothing_and_gives_back_what_was_typed(world: World) -> None:
    """An answer to a page that was answered elsewhere is a message; the form goes on."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE)
    old = form.view
    await form.answer(SEEN)
    maya.news()
    await maya.client.type(old, OBSERVED, "Something else was seen.")
    late = payloads.view_submission(maya.client.actor, old, trigger_id="1.2.x")
    assert await maya.client.interact(late) == 200
    assert "That page is over" in maya.client.body
    await world.settle()
    maya.reads(
        """
        That page is over
        It was answered or put aside before. Nothing was overwritten.
        Here is what you wrote:
        Something else was seen.
        """
    )
    await form.submit()
    form.sees("Effect and wish")


async def test_of_two_forms_of_one_flow_the_first_answer_counts(world: World) -> None:
    """At a desk and on a phone: the second is told so, and shows what is asked by now."""
    maya = world.on_slack("maya")
    desk = await intake(maya, {CLIENT: "Contoso Retail"})
    at_the_desk = desk.view
    phone = Form(maya)
    await phone.command("/complaint")
    phone.sees("The people\nYou were in the middle of this.")
    await phone.answer(PEOPLE)
    late = payloads.view_submission(maya.client.actor, at_the_desk, trigger_id="1.2.x")
    assert await maya.client.interact(late) == 200
    assert "That page is over" in maya.client.body
    assert "Allegation 1" in maya.client.body
    await phone.answer(SEEN)
    phone.sees(given.OBSERVED)


async def test_twenty_allegations_fit_into_a_form(world: World) -> None:
    """Each stands there with its Edit, and one more is not offered."""
    maya = world.on_slack("maya")
    form = await intake(maya, {CLIENT: "Contoso Retail"}, PEOPLE, SEEN)
    for number in range(2, 21):
        await form.press("Add another allegation")
        await form.answer({OBSERVED: f"Number {number} was seen.", KNOWN: "Seen"})
    for number in range(2, 21):
        form.sees(f"{number}. Date not known yet: Number {number} was seen.\n[Edit]")
    form.lacks("Add another")
    await form.press("Remove: Allegation 20")
    form.lacks("Number 20 was seen")
    form.sees("[Add another allegation]")
    await form.edit(19)
    form.sees("Number 19 was seen.")


async def test_a_text_too_long_for_a_form_is_kept_whole(world: World) -> None:
    """Typed as a message, it is shown in part, can be read whole, and reaches the case as it is."""
    maya = world.on_slack("maya")
    long = "One call after another was dropped. " * 2_800
    await maya.answer("complaint", "Contoso Retail", "Kim Sand", "Ben Cruz", long)
    form = Form(maya)
    await form.command("/complaint")
    form.sees("… (100,800 characters)")
    form.sees("100,800 characters, kept whole. To change it, close this form and write “resume”")
    maya.news()
    await form.press("Read all")
    assert long in "".join(text.partition("\n")[2] for text in maya.news())
    form.sees("kept whole")
    await form.answer({BEGAN: "2026-11-20T14:00", KNOWN: "Seen"})
    await form.submit()
    await form.answer(WISHES)
    await form.submit()
    await form.submit()
    case = await given.read(world, lambda work: work.cases.by_reference("EH-2026-0001"))
    assert case
    assert case.allegations[0].observed == long


async def test_a_command_in_a_channel_is_answered_in_the_direct_message(world: World) -> None:
    """Only its sender reads a line there, which says where to look and nothing else."""
    maya = world.on_slack("maya")
    world.slack.add_channel("C0GENERAL")
    case = await given.opened(world)
    maya.news()
    for command, text in (("/case", ""), ("/case", case.reference), ("/evenhand", "help")):
        assert await maya.client.command(command, text, channel="C0GENERAL") == 200
        await world.settle()
        (said,) = world.slack.whispers("U0MAYA")
        assert said.text == "I answered you in our direct messages."
        assert world.slack.messages_in("C0GENERAL") == []
        assert len(maya.news()) == 1
        world.slack.workspace.conversations["C0GENERAL"].whispered.clear()


async def test_commands_open_what_they_are_about(world: World) -> None:
    """Roles and update begin with the case; a shortcut begins the intake."""
    maya = world.on_slack("maya")
    case = await given.told(world)
    form = Form(maya)
    await form.command("/roles", case.reference)
    form.sees("Settle a role\n")
    form.sees("Which role is it about?")
    await form.command("/update", case.reference)
    form.sees("Status update\n")
    form.sees("What happened that you want to tell?")
    assert await maya.client.shortcut("complaint") == 200
    await world.settle()
    form.sees("Client complaint\nStep 1 of 6\n")


async def test_who_is_not_in_a_case_gets_nothing_by_a_command(world: World) -> None:
    """The same refusal for a case of others as for one that is not there, and no form."""
    ben, nobody = world.on_slack("ben"), world.on_slack("nobody")
    case = await given.opened(world)
    for person in (ben, nobody):
        form = Form(person)
        for command in ("/case", "/roles", "/update"):
            for about in (case.reference, "EH-2026-0099"):
                await form.command(command, about)
                assert not form.is_open
        person.never_saw("Contoso", "tickets", "Monday")
