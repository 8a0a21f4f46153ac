"""What is added to a case that is open: what changes, what does not, and who is to hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.dialogue.content import Card, Page
from bot.dialogue.inputs import Aim
from bot.dialogue.notices import secrets, telling, updating
from bot.domain.cases import Allegation, Capacity, Case, Known, Record, Source, Stage
from bot.domain.commands import AddAllegation, AddRecord, Command, MoveStage
from bot.domain.reminders import Reminder, ReminderKind
from bot.services.desk import Desk
from tests.unit.office import OBSERVED, Office, page_of, said
from tests.unit.test_citing import ALLEGED, AT, LINK, MESSAGE, WROTE, values_of

FURTHER = "A refund went to the wrong customer."
FACT = "Two more chats of Saturday had no answer."
HOUR = timedelta(hours=1)


def source(author: str = "kim", name: str = "Kim Sand") -> Source:
    """A message of Kim's, or of somebody else."""
    return Source(WROTE, name, author, AT, LINK)


async def further(office: Office, **different: Any) -> Command:
    """A further allegation, as somebody decides on it now."""
    case = await office.case()
    seen = Allegation(FURTHER, office.now - timedelta(days=1), None, "the till", Known.SEEN)
    known = await office.read(lambda work: len(work.journal.of_case(case.id)))
    return AddAllegation(case_id=case.id, allegation=replace(seen, **different), basis=known)


async def fact(office: Office, *, number: int = 0, **different: Any) -> Command:
    """A fact that belongs to an allegation, as somebody decides on it now."""
    case = await office.case()
    known = await office.read(lambda work: len(work.journal.of_case(case.id)))
    record = replace(Record(FACT), **different)
    return AddRecord(case_id=case.id, allegation=number, record=record, basis=known)


async def add(office: Office, command: Command) -> Card:
    """It is added."""
    return await office.done("maya", lambda _: command)


async def refused(office: Office, command: Command, *, by: str = "maya") -> str:
    """It is not done; why."""
    return await office.refused(by, lambda _: command)


async def moved(office: Office, stage: Stage) -> Card:
    """The case comes to this stage."""
    case = await office.case()
    return await office.done("maya", lambda _: MoveStage(case_id=case.id, stage=stage))


async def owed(office: Office) -> Sequence[Reminder]:
    """What is owed to the employee in the way of news."""
    case = await office.case()
    kind = ReminderKind.PUT_TO_EMPLOYEE
    return await office.read(lambda work: work.reminders.open_of_case(case.id, kind))


async def told(office: Office) -> Case:
    """A case whose employee was told, an hour ago."""
    case = await office.opened()
    await office.briefed()
    await office.told()
    office.now += HOUR
    return case


async def lines(office: Office, who: Capacity) -> list[str]:
    """What an update could tell this party."""
    case = await office.case()

    def read(desk: Desk) -> list[str]:
        says = desk.speaker(case)
        party = says.file.holder(who)
        assert party
        found = (updating.item(says, entry, party) for entry in updating.tellable(says))
        return [line for line in found if line]

    return await office.read(lambda work: read(office.desk(work, "maya")))


async def leaks(office: Office, who: Capacity, text: str) -> list[str]:
    """What a text gives away to this party."""
    case = await office.case()

    def read(desk: Desk) -> list[str]:
        says = desk.speaker(case)
        party = says.file.holder(who)
        assert party
        return [leak.found for leak in secrets.leaked(says, party, text)]

    return await office.read(lambda work: read(office.desk(work, "maya")))


# --- before the employee is told -----------------------------------------------------------------


async def test_what_is_added_before_the_telling_is_told_with_the_rest(office: Office) -> None:
    """Nothing is owed for it, and nothing is sent by it."""
    await office.opened()
    before = [await office.mail(who) for who in ("kim", "ben", "lea", "leo")]
    card = await add(office, await further(office))
    assert [await office.mail(who) for who in ("kim", "ben", "lea", "leo")] == before
    assert "the message to Ben will hold it" in said([card])
    assert await owed(office) == []
    case = await office.case()
    assert [each.observed for each in case.allegations] == [OBSERVED, FURTHER]
    text = await office.read(lambda work: telling.telling(office.desk(work, "maya").speaker(case)))
    assert FURTHER in text


async def test_what_was_added_before_the_telling_is_not_owed_after_it(office: Office) -> None:
    """The message to the employee held it: it is nothing new, and the case can be decided."""
    case = await office.opened()
    await add(office, await further(office))
    await office.briefed()
    await office.told()
    office.now += HOUR
    assert "New since" not in said(await office.press("maya", "case", case.id))
    await moved(office, Stage.OUTCOME)


async def test_who_tells_the_employee_meanwhile_reads_the_message_once_more(
    office: Office,
) -> None:
    """It is made anew with what was added: nobody is told less than there is, unawares."""
    case = await office.opened()
    await office.briefed()
    page = page_of(await office.press("maya", "start", f"tell:{case.id}"))
    page = page_of(await office.fill("maya", page, text=values_of(page)["text"]))
    await add(office, await further(office))
    again = await office.go("maya", page)
    assert "read it once more" in said(again)
    assert FURTHER in said(again)
    assert (await office.case()).employee_told_at is None


async def test_an_allegation_that_is_not_complete_opens_the_particulars_again(
    office: Office,
) -> None:
    """What is known stays; the date that the client gives later is recorded."""
    case = await office.opened()
    card = await add(office, await further(office, began=None))
    assert "is still open" in said([card])
    page = page_of(await office.press("maya", "start", f"particulars:{case.id}"))
    assert [one.field.id for one in page.questions] == ["began1"]
    page = page_of(await office.fill("maya", page, began1="2026-11-20T01:00:00+00:00"))
    await office.go("maya", page)
    case = await office.case()
    assert case.has_particulars
    assert case.allegations[1].added_at is not None


# --- after the employee was told -----------------------------------------------------------------


@pytest.mark.parametrize("what", [further, fact])
async def test_what_comes_after_the_telling_is_owed_to_the_employee(
    office: Office, what: Any
) -> None:
    """HR hears so, is reminded of it once, and reads on the case what is new."""
    case = await told(office)
    card = await add(office, await what(office))
    assert "told of this case without it" in said([card])
    await add(office, await what(office, observed="Something else again."))
    (reminder,) = await owed(office)
    assert reminder.owner_id == "maya"
    read = said(await office.press("maya", "case", case.id))
    assert "New since Ben was told, and not put to Ben yet: " in read
    assert "Put what is new to the employee: Maya" in read


async def test_what_was_told_does_not_change_by_what_is_added(office: Office) -> None:
    """Neither the allegation that a fact belongs to, nor what the parties see of the case."""
    case = await told(office)
    shown = {who: await office.press(who, "case", case.id) for who in ("ben", "lea", "leo")}
    mail = {who: await office.mail(who) for who in shown}
    await add(office, await further(office, source=source()))
    await add(office, await fact(office, source=source("amihan", "Amihan Bautista")))
    after = await office.case()
    assert replace(after.allegations[0], records=()) == case.allegations[0]
    for who, card in shown.items():
        assert await office.press(who, "case", case.id) == card
        assert await office.mail(who) == mail[who]


@pytest.mark.parametrize("stage", [Stage.OUTCOME, Stage.APPEAL])
async def test_nothing_is_decided_on_what_the_employee_was_never_asked(
    office: Office, stage: Stage
) -> None:
    """The case goes on to the hearing, and no further."""
    case = await told(office)
    await add(office, await further(office))
    await moved(office, Stage.HEARING)
    reason = await refused(office, MoveStage(case_id=case.id, stage=stage))
    assert "Put what was added to Ben first" in reason
    page = page_of(await office.press("maya", "start", f"stage:{case.id}"))
    again = page_of(await office.fill("maya", page, stage=stage.value))
    assert "was not put to Ben yet" in again.questions[0].error


async def test_an_update_puts_it_to_the_employee(office: Office) -> None:
    """In HR's words; with it nothing is owed any more, and the case can be decided."""
    case = await told(office)
    await add(office, await further(office))
    (line,) = [line for line in await lines(office, Capacity.EMPLOYEE) if FURTHER in line]
    assert line.startswith("A further point was raised. Nothing has been decided on it")
    entries = await office.read(lambda work: work.journal.of_case(case.id))
    await office.updated({"ben": line, "kim": "News."}, items=(entries[-1].number,))
    assert await owed(office) == []
    await moved(office, Stage.OUTCOME)


async def test_an_update_to_others_leaves_it_owed_and_offers_it_again(office: Office) -> None:
    """Until the employee is told of it, every update has it to choose."""
    case = await told(office)
    await add(office, await further(office))
    entries = await office.read(lambda work: work.journal.of_case(case.id))
    await office.updated({"kim": "News.", "lea": "News."}, items=(entries[-1].number,))
    await office.updated({"ben": "Other news."}, items=())
    assert len(await owed(office)) == 1
    assert [line for line in await lines(office, Capacity.EMPLOYEE) if FURTHER in line]


async def test_who_put_it_to_the_employee_in_person_says_so(office: Office) -> None:
    """Done on the reminder stands for it; what is added after that is owed anew."""
    case = await told(office)
    await add(office, await further(office))
    (reminder,) = await owed(office)
    await office.press("maya", "remind_done", reminder.id)
    assert "New since" not in said(await office.press("maya", "case", case.id))
    await moved(office, Stage.HEARING)
    await add(office, await fact(office))
    assert len(await owed(office)) == 1
    await refused(office, MoveStage(case_id=case.id, stage=Stage.OUTCOME))


async def test_after_the_outcome_nothing_more_is_alleged_and_facts_still_are(
    office: Office,
) -> None:
    """A further allegation is a complaint of its own then; a fact may matter to an appeal."""
    case = await told(office)
    await moved(office, Stage.OUTCOME)
    assert "case of its own" in await refused(office, await further(office))
    page = page_of(await office.press("maya", "start", f"add:{case.id}"))
    again = page_of(await office.fill("maya", page, kind="allegation"))
    assert "complaint of its own" in again.questions[0].error
    await add(office, await fact(office))


# --- who may, and when it is overtaken -----------------------------------------------------------


@pytest.mark.parametrize("who", ["rosa", "kim", "ben", "lea", "leo", "ana"])
async def test_who_does_not_act_on_the_case_adds_nothing(office: Office, who: str) -> None:
    """Whatever they send, it is answered as a case that there is not."""
    case = await office.opened()
    for made in (further, fact):
        assert "no open case" in await refused(office, await made(office), by=who)
    assert await office.case() == case


async def test_a_case_of_somebody_else_cannot_be_chosen(office: Office) -> None:
    """It is not offered, and its id is not taken."""
    theirs = await office.opened()
    mine = await office.opened(by="chidi", employee_id="amihan")
    cited = replace(MESSAGE, what=Aim.ADD_TO_CASE)
    page = page_of(await office.act("chidi", cited))
    assert [option.value for option in page.questions[0].options] == [mine.id]
    page = page_of(await office.fill("chidi", page, case=theirs.id))
    assert page.step == "which"
    assert page.questions[0].error
    assert theirs.reference not in said([page])


async def test_the_only_case_is_chosen_already_and_still_shown(office: Office) -> None:
    """Nobody adds to a case that they have not seen the name of."""
    case = await office.opened()
    page = page_of(await office.act("maya", replace(MESSAGE, what=Aim.ADD_TO_CASE)))
    assert (page.step, values_of(page)) == ("which", {"case": case.id})


@pytest.mark.parametrize("cited", [True, False])
async def test_without_a_case_there_is_nothing_to_add_to(office: Office, cited: bool) -> None:
    """It is said before anything is asked."""
    message = replace(MESSAGE, what=Aim.ADD_TO_CASE)
    came = await (office.act("maya", message) if cited else office.say("maya", "add"))
    assert "You look after no open case" in said(came)
    assert not any(isinstance(each, Page) for each in came)


async def test_what_others_did_meanwhile_is_looked_at_first(office: Office) -> None:
    """Somebody told the employee: nothing is added until that is read, and then it may be."""
    case = await office.opened()
    page = page_of(await office.say("maya", f"add {case.reference}"))
    page = page_of(await office.fill("maya", page, kind="allegation"))
    page = page_of(await office.fill("maya", page, **ALLEGED))
    assert "has not been told of this case yet" in said([page])
    await office.briefed()
    await office.told()
    page = page_of(await office.go("maya", page))
    assert "told the employee in the meantime" in page.error
    assert "Ben was told of this case without it" in said([page])
    assert len((await office.case()).allegations) == 1
    came = await office.go("maya", page)
    assert "It is in EH-2026-0001 now" in said(came)
    assert len((await office.case()).allegations) == 2


async def test_two_of_hr_may_mean_the_same_message(office: Office) -> None:
    """What was added from the same knowledge of the case is looked at first."""
    await office.opened()
    first, second = await further(office), await further(office)
    await add(office, first)
    reason = await refused(office, second)
    assert "Maya Reyes added a further allegation in the meantime" in reason


async def test_a_fact_belongs_to_an_allegation_that_there_is(office: Office) -> None:
    """A number that nobody was offered is refused."""
    await office.opened()
    assert "no such allegation" in await refused(office, await fact(office, number=7))


async def test_a_fact_goes_to_the_allegation_that_was_chosen(office: Office) -> None:
    """From a message, through the flow; what is there already is said."""
    await office.opened()
    longer = replace(source(), words="Look: " + WROTE)
    await add(office, await further(office, source=longer))
    cited = replace(MESSAGE, what=Aim.ADD_TO_CASE, words=longer.words)
    page = page_of(await office.act("maya", cited))
    case = await office.case()
    page = page_of(await office.fill("maya", page, case=case.id))
    page = page_of(await office.fill("maya", page, kind="fact"))
    page = page_of(await office.fill("maya", page, kind="fact", belongs_to="1"))
    page = page_of(await office.fill("maya", page, fact=FACT))
    assert "This message is in the case already" in said([page])
    await office.go("maya", page)
    case = await office.case()
    assert case.allegations[1].records == (Record(FACT, longer, office.now),)
    assert case.allegations[0].records == ()
    assert case.sources == [longer]


# --- what it may not give away -------------------------------------------------------------------


@pytest.mark.parametrize("who", [Capacity.MANAGER, Capacity.ACCOUNT_LEAD, Capacity.EMPLOYEE])
async def test_the_words_the_writer_and_the_link_are_found_in_what_parties_read(
    office: Office, who: Capacity
) -> None:
    """Of a message of a colleague; five words of it in a row are enough."""
    await told(office)
    texts = ("…of Friday had no answer, and I…", "Amihan wrote it", f"See {LINK}")
    for text in texts:
        assert not await leaks(office, who, text), text
    await add(office, await further(office, source=source("amihan", "Amihan Bautista")))
    for text in texts:
        assert await leaks(office, who, text), text


async def test_the_client_may_read_its_own_message_and_nobody_elses(office: Office) -> None:
    """What they wrote is theirs; what a colleague wrote about the employee is not."""
    await told(office)
    await add(office, await further(office, source=source()))
    assert await leaks(office, Capacity.CLIENT, WROTE) == []
    theirs = replace(source("amihan", "Amihan Bautista"), words="He left at noon on each Friday.")
    await add(office, await fact(office, source=theirs))
    assert await leaks(office, Capacity.CLIENT, "They say he left at noon on each Friday.")
    assert await leaks(office, Capacity.CLIENT, FACT)


async def test_a_colleagues_allegation_is_not_told_to_the_client_as_its_own(
    office: Office,
) -> None:
    """Not by an update, nor on the case; what they raised themselves is."""
    case = await told(office)
    await add(office, await further(office, source=source("amihan", "Amihan Bautista")))
    assert not [line for line in await lines(office, Capacity.CLIENT) if "point" in line]
    assert FURTHER not in said(await office.press("kim", "case", case.id))
    await add(office, await further(office, observed="Late again.", source=source()))
    assert [line for line in await lines(office, Capacity.CLIENT) if "further point" in line]
    assert "Late again." in said(await office.press("kim", "case", case.id))


async def test_what_a_party_may_not_know_is_left_out_of_what_it_is_told(office: Office) -> None:
    """HR's own words may name a witness: the line for the employee does not."""
    await told(office)
    await add(office, await further(office, observed="Dana Frost saw a refund go astray."))
    (line,) = [one for one in await lines(office, Capacity.EMPLOYEE) if "astray" in one]
    assert "Dana" not in line
    assert secrets.NAME_LEFT_OUT in line


async def test_the_journal_says_what_was_added_and_keeps_places(office: Office) -> None:
    """HR reads what it was; the entry itself holds places in the case and no words."""
    case = await told(office)
    await add(office, await further(office, source=source()))
    await add(office, await fact(office, number=1))
    read = await office.journal()
    assert "A further point was raised. " in read
    assert f"More was said on what was raised: {FACT}" in read
    entries = await office.read(lambda work: work.journal.of_case(case.id))
    assert [entry.event.data for entry in entries[-2:]] == [
        {"allegation": "1"},
        {"allegation": "1", "record": "0"},
    ]
