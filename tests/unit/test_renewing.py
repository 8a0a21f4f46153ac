"""Which cards are replaced, with what, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.files.organisation import load_organisation
from adapters.web import transcript
from bot.dialogue.content import Button, Card
from bot.domain.cases import Capacity
from bot.domain.people import Duty, Identity
from bot.domain.roles import Role
from tests.unit.office import ORGANISATION, Office, said


async def standing(office: Office, who: str) -> list[Card]:
    """The cards that stand in somebody's chair, each as it was replaced last."""
    shown = transcript.in_place(await office.queued(who))
    return [each.post.content for each in shown if isinstance(each.post.content, Card)]


def labels(cards: list[Card]) -> list[str]:
    """What can be pressed on them."""
    return [button.label for card in cards for button in card.buttons]


async def test_a_card_that_is_still_right_is_not_sent_again(office: Office) -> None:
    """A replacement is queued for what has changed, and once."""
    case = await office.opened()
    await office.press("maya", "case", case.id)
    before = len(await office.queued("maya"))
    await office.press("maya", "why", "nothing")
    await office.press("maya", "case", "another case")
    told = len(await office.queued("maya"))
    assert told == before + 2
    await office.briefed()
    assert len(await office.queued("maya")) == told + 1


async def test_a_card_of_who_has_left_hr_keeps_its_words_and_loses_its_buttons(
    office: Office,
) -> None:
    """The directory changed: the next step in the case takes the buttons away."""
    case = await office.opened()
    await office.role(Role.LIAISON, "noor")
    await office.press("maya", "case", case.id)
    await office.load({"maya": {"duties": frozenset()}})
    await office.role(Role.ADVISOR_MANAGER, "chidi", by="noor")
    (card,) = [each for each in await standing(office, "maya") if each.topic == "case"]
    assert card.buttons == ()
    assert "Three of eight tickets" in said([card])
    assert "Chidi" not in said([card])


async def test_a_press_takes_a_button_away_that_the_directory_has_ended(office: Office) -> None:
    """Nothing has happened in the case; the press is answered, and the card mended."""
    case = await office.opened()
    await office.press("maya", "case", case.id)
    await office.load({"maya": {"duties": frozenset()}})
    heard = await office.press("maya", "start", f"update:{case.id}")
    assert "That is not open to you" in said(heard)
    assert labels(await standing(office, "maya")) == []
    await office.load({"maya": {"duties": frozenset({Duty.HR})}})


async def test_a_card_at_an_address_that_is_theirs_no_more_is_told_nothing(office: Office) -> None:
    """It loses its buttons; nothing of what has happened since comes to the old place."""
    case = await office.opened()
    await office.deliver()
    await office.press("maya", "case", case.id)
    await office.deliver()
    (old,) = [post for post in await office.queued("maya") if post.key.startswith("reply:")]
    assert isinstance(old.content, Card)
    await has_another_account(office, "maya")
    await office.briefed()
    new = await office.read(lambda work: work.posts.by_key(f"renewed:{old.id}"))
    assert new
    assert new.content == replace(old.content, buttons=())


async def has_another_account(office: Office, who: str) -> None:
    """The organisation's file says so."""
    file = load_organisation(ORGANISATION)
    identities = [
        Identity(each.id, "playground", "", f"new-{who}" if each.id == who else each.id)
        for each in file.people
    ]
    await office.database.write(
        lambda work: work.directory.load(file.organisation, file.people, file.clients, identities)
    )


async def test_somebody_in_line_with_the_employee_is_offered_to_hand_over_and_no_more(
    office: Office,
) -> None:
    """What would be refused is not on the card in the first place."""
    case = await office.opened()
    await office.load({"ben": {"manager": "maya"}})
    (card,) = await office.press("maya", "case", case.id)
    assert isinstance(card, Card)
    assert labels([card]) == ["Settle a role", "Journal"]


async def test_a_reminder_that_waits_for_the_morning_is_withdrawn_when_it_is_done(
    office: Office,
) -> None:
    """It is never sent, and neither is what would have replaced it."""
    await office.opened()
    office.now += timedelta(days=1, hours=10)  # 19:00: it waits for the next morning
    await office.remind()
    case = await office.case()
    due = await office.read(lambda work: work.reminders.open_of_case(case.id))
    await office.press("maya", "remind_done", due[0].id)
    await office.deliver()
    office.now += timedelta(days=1)
    await office.deliver()
    sent = [post for post in office.surfaces["playground"].posts if post.address.user == "maya"]
    reminded = [post.key.split(":")[1] for post in sent if post.key.startswith("reminder:")]
    assert sorted(reminded) == sorted(each.id for each in due[1:])
    assert due[0].id not in repr([post.content for post in sent if post.quiet])


async def test_the_employee_can_say_that_they_read_what_waits_for_their_morning(
    office: Office,
) -> None:
    """A card is judged as of when it is read: it is not over because it is not due yet."""
    office.now += timedelta(hours=11)  # 20:00
    await office.opened()
    await office.briefed()
    await office.told()
    (told,) = [post for post in await office.queued("ben") if post.key.startswith("told:")]
    assert isinstance(told.content, Card)
    assert labels([told.content]) == ["I have read this"]
    party = await office.party(Capacity.EMPLOYEE)
    assert told.content.buttons[0].target == party.id


def test_what_is_always_open_does_not_keep_a_card_alive() -> None:
    """Help and lists of nothing are never looked through; what acts on something is."""
    assert not Button("My cases", "cases").can_end
    assert not Button("Take a complaint", "start", "complaint").can_end
    assert Button("Close", "start", "close:1").can_end
    assert Button("Journal", "journal", "1").can_end
