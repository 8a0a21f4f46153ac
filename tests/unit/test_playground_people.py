"""Who may sit in the playground's chairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adapters.web import people
from bot.domain.cases import Capacity
from tests.browser.fakes import CONTACTS, STAFF, FakeDatabase


async def sitters() -> tuple[people.Sitter, ...]:
    """Everybody in the sample organisation."""
    return await FakeDatabase().read(people.everyone)


async def test_staff_belong_to_the_house_and_contacts_to_their_client() -> None:
    """Everybody can sit down, and each is named with the company that is theirs."""
    companies = {each.person.id: each.company for each in await sitters()}
    assert len(companies) == len(STAFF) + len(CONTACTS)
    assert companies["maya"] == "Northwind Services"
    assert companies["raj"] == "Fabrikam Health"


Seating = Mapping[people.Part, str]
MAYA_KIM_BEN_LEA: Seating = {"hr": "maya", "client": "kim", "employee": "ben", "manager": "lea"}
OTHERS: Seating = {"hr": "noor", "client": "raj", "employee": "ana", "manager": "leo"}


async def first_chairs(database: FakeDatabase) -> Seating:
    """Who sits where when the page is opened for the first time."""
    _, chairs = await database.read(people.seated)
    return chairs


async def test_the_first_chairs_hold_four_who_belong_together() -> None:
    """The employee serves the client who sits beside, and the manager is the employee's own."""
    assert await first_chairs(FakeDatabase()) == MAYA_KIM_BEN_LEA


async def test_the_people_of_the_latest_case_sit_first() -> None:
    """Of the open cases whose employee knows of them, the latest fills the chairs."""
    database = FakeDatabase()
    database.cases.add(MAYA_KIM_BEN_LEA, told=True)
    database.cases.add(OTHERS, told=True)
    database.cases.add({**OTHERS, "employee": "ben"}, told=False)
    assert await first_chairs(database) == OTHERS


async def test_who_looks_after_a_case_sits_in_hrs_chair() -> None:
    """The liaison comes before the enforcer, whose part is another."""
    database = FakeDatabase()
    case = database.cases.add(OTHERS, told=True)
    database.cases.join(case, "maya", Capacity.HR_ENFORCER)
    database.cases.join(case, "noor", Capacity.HR_LIAISON)
    assert (await first_chairs(database))["hr"] == "noor"


async def test_a_case_that_leaves_a_chair_empty_seats_nobody() -> None:
    """Without a line manager, or with one whom nobody knows any more, the likely four sit down."""
    database = FakeDatabase()
    database.cases.add({**OTHERS, "manager": "somebody who left"}, told=True)
    alone: Seating = {"hr": "noor", "client": "raj", "employee": "ana"}
    database.cases.add(alone, told=True)
    assert await first_chairs(database) == MAYA_KIM_BEN_LEA


async def test_the_hr_partner_who_sits_first_lives_where_the_employee_lives() -> None:
    """With HR in several places, the first chair is for the one in the employee's zone."""
    everybody = await sitters()
    maya = next(each for each in everybody if each.person.id == "maya")
    away = replace(maya, person=replace(maya.person, id="chidi", time_zone="Europe/London"))
    assert people.likely_chairs((away, *everybody))["hr"] == "maya"


async def test_a_house_of_one_fills_every_chair() -> None:
    """With one person only, nobody is missing: they sit everywhere."""
    one = (await sitters())[:1]
    assert set(people.likely_chairs(one).values()) == {"maya"}


def test_an_empty_house_has_no_chairs() -> None:
    """Before an organisation is loaded there is nobody to seat."""
    assert people.likely_chairs(()) == {}


async def test_a_person_without_a_title_is_named_by_duty_or_part() -> None:
    """A chair always says what somebody is there for."""
    lead = next(each for each in await sitters() if each.person.id == "noor")
    plain = next(each for each in await sitters() if each.person.id == "ben")
    untitled = replace(lead, person=replace(lead.person, job_title=""))
    assert people.view(untitled)["title"] == "HR lead"
    untitled = replace(plain, person=replace(plain.person, job_title=""))
    assert people.view(untitled)["title"] == "Employee"


async def test_only_hr_is_offered_to_begin_a_case() -> None:
    """The quick words fit what the person may do."""
    views = {each.person.id: people.view(each) for each in await sitters()}
    assert "complaint" in str(views["maya"]["words"])
    assert "complaint" not in str(views["ben"]["words"])


async def test_initials_come_from_any_script() -> None:
    """A name without Latin letters, or without letters at all, still has something to show."""
    one = (await sitters())[0]
    names = {
        "Maya Reyes": "MR",
        "Ólafur": "Ó",
        "王 小明": "王小",
        "42": "?",
        "Ana de la Cruz": "AC",
    }
    for name, initials in names.items():
        shown = people.view(replace(one, person=replace(one.person, name=name)))
        assert shown["initials"] == initials
