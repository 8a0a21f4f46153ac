"""Who may sit in the playground's chairs."""

from __future__ import annotations

from dataclasses import replace

from adapters.web import people
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


async def test_the_first_chairs_hold_four_who_belong_together() -> None:
    """The employee serves the client who sits beside, and the manager is the employee's own."""
    chairs = people.first_chairs(await sitters())
    assert chairs == {"hr": "maya", "client": "kim", "employee": "ben", "manager": "lea"}


async def test_the_hr_partner_who_sits_first_lives_where_the_employee_lives() -> None:
    """With HR in several places, the first chair is for the one in the employee's zone."""
    everybody = await sitters()
    maya = next(each for each in everybody if each.person.id == "maya")
    away = replace(maya, person=replace(maya.person, id="chidi", time_zone="Europe/London"))
    assert people.first_chairs((away, *everybody))["hr"] == "maya"


async def test_a_house_of_one_fills_every_chair() -> None:
    """With one person only, nobody is missing: they sit everywhere."""
    one = (await sitters())[:1]
    assert set(people.first_chairs(one).values()) == {"maya"}


def test_an_empty_house_has_no_chairs() -> None:
    """Before an organisation is loaded there is nobody to seat."""
    assert people.first_chairs(()) == {}


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
