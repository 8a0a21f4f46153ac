"""organisation.yaml: who is read from it, and what is said about mistakes in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.files.organisation import load_organisation
from bot.domain.errors import ConfigurationError
from bot.domain.people import Client, Duty, Identity, Organisation

SOUND = """\
name: Northwind Services
jurisdiction: PH
time_zone: Asia/Manila
people:
  - {id: maya, name: Maya Reyes, email: maya@northwind.example, duties: [hr], slack: U0MAYA}
  - {id: noor, name: Noor Lim, email: noor@northwind.example, duties: [hr, hr_lead], teams: "29:n"}
  - {id: ben, name: Ben Cruz, email: ben@northwind.example, manager: lea, account: contoso}
  - {id: lea, name: Lea Santos, email: lea@northwind.example, deputy: noor}
clients:
  - id: contoso
    name: Contoso Retail
    account_lead: lea
    contacts:
      - {id: kim, name: Kim Sand, email: kim@contoso.example, slack: U0KIM, slack_team: T0CONTOSO}
"""
BEN = "{id: ben, name: Ben Cruz, email: ben@northwind.example, manager: lea, account: contoso}"
KIM = "{id: kim, name: Kim Sand, email: kim@contoso.example, slack: U0KIM, slack_team: T0CONTOSO}"
LEA = "{id: lea, name: Lea Santos, email: lea@northwind.example, deputy: noor}"

Writer = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """Writes organisation.yaml into the current directory."""
    monkeypatch.chdir(tmp_path)

    def _write(text: str) -> Path:
        path = Path("organisation.yaml")
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def _complaint(path: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_organisation(path)
    return str(caught.value)


def _with(entry: str, written: str) -> str:
    assert entry in SOUND
    return SOUND.replace(entry, written)


def test_the_house_and_its_clients_are_read(write: Writer) -> None:
    """The organisation and its clients are as written."""
    file = load_organisation(write(SOUND))
    assert file.organisation == Organisation("Northwind Services", "Asia/Manila", "PH")
    assert file.clients == (Client("contoso", "Contoso Retail", account_lead="lea"),)


def test_staff_have_what_is_written_and_else_what_the_house_has(write: Writer) -> None:
    """Zone and jurisdiction default to the organisation's, the working week to Monday to Friday."""
    text = _with(
        LEA,
        LEA[:-1] + ", time_zone: Europe/London, jurisdiction: GB-ENG, working_days: [sun, mon], "
        "language: pt-BR, job_title: Team Lead}",
    )
    people = {person.id: person for person in load_organisation(write(text)).people}
    assert people["ben"].manager == "lea"
    assert people["ben"].account == "contoso"
    assert people["ben"].time_zone == "Asia/Manila"
    assert people["ben"].jurisdiction == "PH"
    assert people["ben"].working_days == {"mon", "tue", "wed", "thu", "fri"}
    assert people["noor"].duties == {Duty.HR, Duty.HR_LEAD}
    assert people["lea"].deputy == "noor"
    assert people["lea"].time_zone == "Europe/London"
    assert people["lea"].jurisdiction == "GB-ENG"
    assert people["lea"].working_days == {"sun", "mon"}
    assert people["lea"].language == "pt-BR"
    assert people["lea"].job_title == "Team Lead"


def test_it_is_known_what_the_file_states_of_somebody(write: Writer) -> None:
    """A zone or a language that nobody wrote down is not theirs, though it is the same."""
    stated = _with(LEA, LEA[:-1] + ", time_zone: Asia/Manila, language: en}")
    people = {person.id: person for person in load_organisation(write(stated)).people}
    assert (people["lea"].own_zone, people["lea"].own_language) == (True, True)
    assert (people["ben"].own_zone, people["ben"].own_language) == (False, False)
    assert people["ben"].language == "en"


def test_a_contact_speaks_for_the_client(write: Writer) -> None:
    """A contact is the client's, without duties, with a zone of their own if one is written."""
    text = _with(KIM, KIM[:-1] + ", time_zone: Australia/Sydney, job_title: Head of Care}")
    kim = load_organisation(write(text)).people[-1]
    assert (kim.id, kim.client, kim.duties) == ("kim", "contoso", frozenset())
    assert (kim.time_zone, kim.jurisdiction) == ("Australia/Sydney", "PH")
    assert kim.job_title == "Head of Care"


def test_identities_name_platform_tenant_and_user(write: Writer) -> None:
    """Whoever has an id on a platform is recognised there; the home tenant is the empty one."""
    assert load_organisation(write(SOUND)).identities == (
        Identity("maya", "slack", tenant="", user="U0MAYA"),
        Identity("noor", "teams", tenant="", user="29:n"),
        Identity("kim", "slack", tenant="T0CONTOSO", user="U0KIM"),
    )


def test_an_entra_id_is_kept_in_lower_case(write: Writer) -> None:
    """Teams writes object ids in lower case, portals in either."""
    text = SOUND.replace('"29:n"', "0A1B2C3D-1111-2222-3333-0123456789AB")
    identities = load_organisation(write(text)).identities
    assert identities[1].user == "0a1b2c3d-1111-2222-3333-0123456789ab"


def test_the_same_slack_id_in_another_workspace_is_another_person(write: Writer) -> None:
    """Slack's ids are unique within a workspace only."""
    assert load_organisation(write(SOUND.replace("slack: U0KIM", "slack: U0MAYA"))).identities


@pytest.mark.parametrize(
    "code", ["PH", "SG", "IE", "ZA", "FR", "NZ", "NZ-AUK", "GB-SCT", "DE-BY", "US-NY", "IN-KA"]
)
def test_countries_that_can_be_counted_are_taken(write: Writer, code: str) -> None:
    """Any ISO country is fine, and so is a part of it that the calendar knows."""
    text = SOUND.replace("jurisdiction: PH", f"jurisdiction: {code}")
    assert load_organisation(write(text)).organisation.jurisdiction == code


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "GB",
            "GB needs the part of the country; write one of: GB-ENG, GB-NIR, GB-SCT, GB-WLS",
        ),
        ("US", "US needs the part of the country; write one of: US-AK, "),
        (
            "UK",
            "the United Kingdom's code is GB; write one of: GB-ENG, GB-NIR, GB-SCT, GB-WLS",
        ),
        ("gb-eng", "'gb-eng' is no country's code; did you mean GB-ENG? write one such as PH, "),
        ("Philippines", "'Philippines' is no country's code; "),
        ("PH-MNL", "PH takes no part of the country; write PH"),
        ("AU-SYD", "'SYD' is no part of AU that the calendar knows; write one of: AU-ACT, AU-NSW"),
        ("AU-", "'' is no part of AU that the calendar knows; write one of: AU-ACT, AU-NSW"),
    ],
)
def test_a_wrong_jurisdiction_says_what_to_write(write: Writer, written: str, said: str) -> None:
    """Where the part of the country counts it is asked for, and close codes are offered."""
    text = SOUND.replace("jurisdiction: PH", f"jurisdiction: {written}")
    assert _complaint(write(text)).startswith(f"organisation.yaml:2: jurisdiction: {said}")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Manila", "'Manila' is no IANA time zone; did you mean Asia/Manila? write one such as"),
        ("new york", "'new york' is no IANA time zone; did you mean America/New_York? "),
        ("asia/manila", "'asia/manila' is no IANA time zone; did you mean Asia/Manila? "),
        ("GMT+8 or so", "'GMT+8 or so' is no IANA time zone; write one such as Asia/Manila or "),
        ("../etc/passwd", "'../etc/passwd' is no IANA time zone; "),
        ("8", 'must be text, not 8; write it in quotes: "…"'),
    ],
)
def test_a_wrong_zone_says_what_to_write(write: Writer, written: str, said: str) -> None:
    """A city or a slip of the pen finds its IANA name."""
    text = SOUND.replace("time_zone: Asia/Manila", f"time_zone: {written}")
    assert _complaint(write(text)).startswith(f"organisation.yaml:3: time_zone: {said}")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("emial: x", "people[2].emial: unknown key; did you mean email? write one of: id, name, "),
        ("duties: []", "people[2].duties: is empty; name at least one, or leave the line out"),
        ("duties: null", "people[2].duties: is empty; write a value, or leave the line out"),
        ("duties: [hr, hr]", "people[2].duties: names hr twice; keep one"),
        (
            "duties: [HR]",
            "people[2].duties[0]: 'HR' is unknown; did you mean hr? write one of: hr, hr_lead, ",
        ),
        ("working_days: [Monday]", "people[2].working_days[0]: 'Monday' is no day; did you mean "),
        ("working_days: []", "people[2].working_days: is empty; name at least one, or leave"),
        ("working_days: [mon, mon]", "people[2].working_days: names mon twice; keep one"),
        ("working_days: mon-fri", "people[2].working_days: must be a list, not 'mon-fri'; write"),
        ("language: english", "people[2].language: 'english' is no language's code; write one"),
        ("slack: ben", "people[2].slack: 'ben' is no Slack member ID; write one such as U0MAYA "),
        ("slack: U0BEN, slack_team: x", "people[2].slack_team: 'x' is no Slack workspace ID; "),
        ("slack_team: T0X", "people[2].slack_team: has no `slack` beside it; write the member ID"),
        ("teams: ben", "people[2].teams: 'ben' is no Teams user; write the Entra object ID "),
        ("slack: U0MAYA", "people[2].slack: 'U0MAYA' stands in line 5 already; write each person"),
        ('teams: "29:n"', "people[2].teams: '29:n' stands in line 6 already; write each person"),
        ("deputy: ben", "people[2].deputy: 'ben' is not the id of somebody else in `people`; "),
        ("deputy: kim", "people[2].deputy: 'kim' is not the id of somebody else in `people`; "),
        (
            "deputy: moor",
            "people[2].deputy: 'moor' is not the id of somebody else in `people`; did",
        ),
        ("job_title: " + "x" * 121, "people[2].job_title: has 121 characters; write at most 120"),
        ('job_title: "a\\nb"', "people[2].job_title: 'a\\nb' breaks the line; write it on one"),
    ],
)
def test_a_wrong_value_of_a_person_says_what_to_write(write: Writer, extra: str, said: str) -> None:
    """Each mistake is named with its line, its place and the remedy."""
    complaint = _complaint(write(_with(BEN, f"{BEN[:-1]}, {extra}}}")))
    assert complaint.startswith(f"organisation.yaml:7: {said}")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("id: ben,", "id: maya,", "7: people[2].id: 'maya' stands in line 5 already; give each "),
        ("id: kim,", "id: Maya,", "14: clients[0].contacts[0].id: 'Maya' stands in line 5 already"),
        ("id: ben,", "id: 'b n',", "7: people[2].id: 'b n' is no id; write up to 64 letters, "),
        ("id: ben,", "id: 12,", "7: people[2].id: must be text, not 12; write it in quotes: "),
        ("id: ben, ", "", "7: people[2].id: is missing; write `id: …`"),
        ("name: Ben Cruz", "name: ' '", "7: people[2].name: is empty; write the name that others"),
        ("name: Ben Cruz", 'name: "\\u200b"', "7: people[2].name: is empty; write the name that"),
        (
            "ben@northwind.example",
            "MAYA@northwind.example",
            "7: people[2].email: 'MAYA@northwind.example' stands in line 5 already; write each",
        ),
        ("ben@northwind.example", "ben at work", "7: people[2].email: 'ben at work' is no e-mail"),
        ("ben@northwind.example", "ben@localhost", "7: people[2].email: 'ben@localhost' is no e-"),
        (
            "manager: lea",
            "manager: lee",
            "7: people[2].manager: 'lee' is not the id of somebody else in `people`; did you mean ",
        ),
        (
            "manager: lea",
            "manager: ben",
            "7: people[2].manager: 'ben' is not the id of somebody else ",
        ),
        (
            "account: contoso",
            "account: kontoso",
            "7: people[2].account: 'kontoso' is not the id of a client in `clients`; did you",
        ),
        (
            "account_lead: lea",
            "account_lead: kim",
            "12: clients[0].account_lead: 'kim' is not the id of somebody in `people`; ",
        ),
        (
            "clients:\n",
            "clients:\n  - {id: contoso, name: Other}\n",
            "11: clients[1].id: 'contoso' stands in line 10 already; give each client an id",
        ),
        ("slack: U0KIM,", "duties: [hr],", "14: clients[0].contacts[0].duties: unknown key; "),
    ],
)
def test_entries_that_do_not_fit_together_are_named(
    write: Writer, was: str, becomes: str, said: str
) -> None:
    """Ids lead somewhere, and nothing is twice."""
    assert _complaint(write(_with(was, becomes))).startswith(f"organisation.yaml:{said}")


def test_somebody_must_take_complaints(write: Writer) -> None:
    """Without anybody in HR nobody could open a case."""
    text = SOUND.replace("duties: [hr], ", "").replace("duties: [hr, hr_lead], ", "")
    assert _complaint(write(text)) == (
        "organisation.yaml:4: people: nobody has the duty hr; "
        "write `duties: [hr]` for whoever takes complaints"
    )


def test_managers_do_not_go_in_a_circle(write: Writer) -> None:
    """A circle is named once, where its first member stands; who only leads to it is not."""
    text = SOUND.replace("duties: [hr],", "duties: [hr], manager: ben,").replace(
        "deputy: noor", "manager: noor"
    )
    text = text.replace("duties: [hr, hr_lead],", "duties: [hr, hr_lead], manager: ben,")
    assert _complaint(write(text)) == (
        "organisation.yaml:6: people[1].manager: the managers go in a circle "
        "(noor → ben → lea → noor); write another for one of them, or none"
    )


def test_all_mistakes_are_named_at_once(write: Writer) -> None:
    """Whoever mends the file does it in one go."""
    text = SOUND.replace("manager: lea", "manager: x").replace(
        "account_lead: lea", "account_lead: y"
    )
    assert [line.split(": ")[1] for line in _complaint(write(text)).splitlines()] == [
        "people[2].manager",
        "clients[0].account_lead",
    ]


@pytest.mark.parametrize("name", ["عمر الفارسي", "李小龍", "Łukasz Żółć", "O'Neill-Ó 3rd"])
def test_names_of_every_script_are_names(write: Writer, name: str) -> None:
    """Names are kept as written."""
    people = load_organisation(write(SOUND.replace("Ben Cruz", name))).people
    assert people[2].name == name


def test_the_demo_has_what_its_tour_needs(root: Path) -> None:
    """Three clients with contacts, HR with a lead, three cities, nobody on a platform."""
    file = load_organisation(root / "flows" / "organisation.demo.yaml")
    staff = [person for person in file.people if person.client is None]
    contacts = [person for person in file.people if person.client]
    assert {contact.client for contact in contacts} == {client.id for client in file.clients}
    assert len(staff) == 12
    assert len(file.clients) == 3
    assert sum(Duty.HR in person.duties for person in staff) >= 2
    assert sum(Duty.HR_LEAD in person.duties for person in staff) == 1
    assert {Duty.LEGAL, Duty.LEADERSHIP} <= {duty for person in staff for duty in person.duties}
    assert {person.jurisdiction for person in staff} == {"PH", "AU-NSW", "GB-ENG"}
    assert {person.account for person in staff} >= {client.id for client in file.clients}
    assert all(client.account_lead for client in file.clients)
    assert all(person.manager for person in staff if person.account)
    assert all(person.job_title and person.email.endswith(".example") for person in file.people)
    assert file.identities == ()
