"""What a text may not give away, and what must never be taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.dialogue.notices import Speaker, Version, closing, points, secrets, telling, updating
from bot.dialogue.notices.sources import sources
from bot.domain.cases import Capacity, Case, Party, Stage
from bot.domain.events import Event, EventKind
from bot.domain.leaks import SecretKind
from bot.domain.people import Person
from tests.fakes import (
    CASE,
    CHIDI,
    EARLY_PARTS,
    EVERYBODY,
    HAPPENED,
    KIM,
    LEA,
    NOW,
    PARTS,
    SEEN,
    at_stage,
    speaker,
)
from tests.notices import COMPOSED

EVERY_PART = {capacity: PARTS.get(capacity, "ana") for capacity in Capacity}


def party(says: Speaker, capacity: Capacity) -> Party:
    """Who holds a part."""
    held = says.file.holder(capacity)
    assert held
    return held


def found(
    capacity: Capacity, text: str, *, stage: Stage = Stage.FACTS, case: Case = CASE
) -> list[str]:
    """What a text gives away to this party."""
    says = speaker(at_stage(stage, case))
    return [leak.found for leak in secrets.leaked(says, party(says, capacity), text)]


# --- what is found -------------------------------------------------------------------------------


@pytest.mark.parametrize("capacity", [Capacity.CLIENT, Capacity.EMPLOYEE, Capacity.MANAGER])
@pytest.mark.parametrize(
    "text", ["Dana Fox saw it.", "Fox, Dana", "Ask dana.", "D\u200bana saw it"]
)
def test_a_witness_is_found_by_name(capacity: Capacity, text: str) -> None:
    """Whole, in parts, and however it is hidden."""
    assert found(capacity, text)


@pytest.mark.parametrize("stage", [Stage.EMPLOYEE_TOLD, Stage.HEARING, Stage.OUTCOME])
def test_a_witness_stays_unnamed_when_the_notes_are_shown_redacted(stage: Stage) -> None:
    """Redacted is without what belongs to others, and a name does."""
    assert found(Capacity.EMPLOYEE, "Dana Fox", stage=stage)


@pytest.mark.parametrize("capacity", [Capacity.EMPLOYEE, Capacity.MANAGER, Capacity.ACCOUNT_LEAD])
def test_the_clients_own_wish_is_found(capacity: Capacity) -> None:
    """Five words of it in a row are enough."""
    assert found(capacity, "They wrote: “somebody else by Monday, or…”") == [
        "somebody else by Monday, or"
    ]


def test_other_holders_in_hr_are_found_in_what_the_client_reads() -> None:
    """The client knows its liaison, and nobody else in HR."""
    assert found(Capacity.CLIENT, "Maya and Chidi Okafor look into it.") == ["Chidi Okafor"]
    assert found(Capacity.EMPLOYEE, "Maya and Chidi Okafor look into it.") == []


def test_the_complainant_is_found_in_what_the_manager_reads() -> None:
    """The employee may know who complained; the manager only by approval."""
    assert found(Capacity.MANAGER, "Kim Sand says so.") == ["Kim Sand"]
    assert found(Capacity.EMPLOYEE, "Kim Sand says so.") == []
    assert found(Capacity.CLIENT, "Kim Sand says so.") == []


def test_a_complainant_who_saw_it_is_no_witness() -> None:
    """Who is named as the source of their own complaint may be named where they may be known."""
    case = replace(CASE, allegations=(replace(SEEN, observed_by="kim sand"),))
    assert found(Capacity.EMPLOYEE, "Kim Sand saw it.", case=case) == []
    assert found(Capacity.MANAGER, "Kim Sand saw it.", case=case) == ["Kim Sand"]


def test_a_safety_concern_is_found_in_what_parties_read() -> None:
    """It goes to those alone who act on it."""
    case = replace(CASE, safety="She is afraid to meet him in the car park alone.")
    text = "Somebody is afraid to meet him in the car park."
    assert found(Capacity.EMPLOYEE, text, case=case)
    assert found(Capacity.MANAGER, text, case=case)
    assert not found(Capacity.CLIENT, text, case=case)


def test_the_complaint_is_found_before_its_stage() -> None:
    """What the employee may read from S2 on, nobody may give away in S1."""
    assert found(Capacity.MANAGER, SEEN.observed, stage=Stage.SCREEN)
    assert not found(Capacity.MANAGER, SEEN.observed, stage=Stage.EMPLOYEE_TOLD)


def test_the_reason_comes_with_the_find() -> None:
    """HR reads what to take out, and why."""
    says = speaker(at_stage(Stage.FACTS))
    (leak,) = secrets.leaked(says, party(says, Capacity.CLIENT), "Ask Dana.")
    assert leak.message.startswith("Take out “Dana”. ")
    assert "witness" in leak.message


@pytest.mark.parametrize("text", ["", "\u200b", "<!channel> **x** 👍", "a " * 50_000])
def test_any_text_can_be_looked_through(text: str) -> None:
    """Odd and long texts give nothing away by themselves."""
    assert found(Capacity.CLIENT, text) == []


# --- who is named as a source --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("observed_by", "names"),
    [
        ("Dana Fox", ["Dana Fox"]),
        ("Dana Fox and Ravi Kumar", ["Dana Fox", "Ravi Kumar"]),
        ("Dana Fox, Ravi Kumar; Ann / Bo & Cy", ["Dana Fox", "Ravi Kumar", "Ann", "Bo", "Cy"]),
        ("Dana Fox, store manager", ["Dana Fox"]),
        ("Dana Fox (claims desk)", ["Dana Fox"]),
        ("Dana from accounts", ["Dana from accounts"]),
        ("Claims desk", []),
        ("the night shift supervisor", []),
        ("two customers", []),
        ("Juan dela Cruz", ["Juan dela Cruz"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_names_are_told_from_posts(observed_by: str, names: list[str]) -> None:
    """A post may be named where the complaint itself names it; a person never."""
    assert [text for kind, text in sources(observed_by) if kind is SecretKind.NAME] == names


def test_a_post_that_the_complaint_names_may_be_told() -> None:
    """The employee cannot answer what happened at the claims desk without hearing of it."""
    seen = replace(SEEN, observed="Two calls from the claims desk.", observed_by="Claims desk")
    case = replace(CASE, allegations=(seen,))
    assert found(Capacity.EMPLOYEE, "the claims desk called", case=case) == []
    other = replace(CASE, allegations=(replace(SEEN, observed_by="Claims desk"),))
    assert found(Capacity.EMPLOYEE, "the claims desk called", case=other) == ["claims desk"]


# --- what is made for HR can be sent as it is ----------------------------------------------------

NAMES = (
    "Jun Reyes",
    "Mar de los Santos",
    "Jan dela Cruz",
    "Ma. Cristina de la Cruz",
    "Sydney Park",
    "Manila Sand",
    "London Wed",
    "You Li",
    "He Wei",
    "My An Nguyen",
    "Sun Ho",
    "Will Hope",
    "May April",
    "Thank Stands",
    "Case Side",
    "Lea Santos",  # as the line manager
    "Ben Uy",  # as the employee
    "Kim Okafor",  # as who complained
    "Maya Tan",  # as who looks after it
    "José María Núñez",
    "Pat O'Brien-Smith",
    "李 小龙",
    "محمد علي",
)
WITNESSES = (
    *NAMES,
    "Dana Fox and Ravi Kumar",
    "Claims desk",
    "two customers",
    "Ms Fox (store manager)",
    "Ben Cruz",
    "Chidi Okafor",
    "Maya Reyes, Lea Santos",
    "everybody who was on the call that morning, and most of the night shift as well",
)
OBSERVED = (
    "Three of eight tickets of Friday were not answered.",
    "{witness} waited at the claims desk; Kim Sand and Chidi Okafor heard of it.",
    "I want somebody else by Monday, or a plan that I can believe.\n\n- as they wrote\n- twice",
)


def made(says: Speaker) -> Iterator[tuple[Party, str, bool]]:
    """Every text that HR is offered for a party; the last says: judged as of the telling."""
    if manager := says.file.holder(Capacity.MANAGER):
        yield manager, telling.briefing(says, says.file.person(manager)), True
    yield party(says, Capacity.EMPLOYEE), telling.telling(says, now=NOW), True
    versions: list[Version] = [
        *updating.versions(says, COMPOSED, sender=""),
        *closing.versions(says, sender=""),
    ]
    yield from ((each.party, each.text, False) for each in versions)


def check(says: Speaker) -> None:
    """What was made for a party gives nothing away to it."""
    for one, text, telling_it in made(says):
        lint = secrets.leaked_when_told if telling_it else secrets.leaked
        assert [leak.found for leak in lint(says, one, text)] == [], (one.capacity, text)


def renamed(person: Person, name: str) -> tuple[Person, ...]:
    """Everybody, one of them under another name."""
    return tuple(replace(each, name=name) if each.id == person.id else each for each in EVERYBODY)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("person", [CHIDI, KIM], ids=lambda person: person.id)
def test_what_is_made_can_be_sent_whatever_people_are_called(person: Person, name: str) -> None:
    """Names that are months, places, words of ours or somebody else's stop nobody."""
    check(speaker(at_stage(Stage.FACTS), people=renamed(person, name)))


@pytest.mark.parametrize("witness", WITNESSES)
def test_what_is_made_can_be_sent_whoever_saw_it(witness: str) -> None:
    """A complaint that names its witnesses is told without them."""
    seen = (replace(SEEN, observed=each.format(witness=witness)) for each in OBSERVED)
    case = replace(CASE, allegations=tuple(replace(each, observed_by=witness) for each in seen))
    check(speaker(at_stage(Stage.SCREEN, case)))


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("parts", [PARTS, EARLY_PARTS, EVERY_PART], ids=["roles", "early", "all"])
def test_what_is_made_can_be_sent_at_every_stage(stage: Stage, parts: dict[Capacity, str]) -> None:
    """To every party that there can be."""
    check(speaker(at_stage(stage), parts=parts))


@pytest.mark.parametrize(
    "short", ["Thank you", "You hear from us", "Nothing has been decided", "?"]
)
def test_what_is_made_can_be_sent_whatever_the_client_wrote(short: str) -> None:
    """Words of the client that we say too are no secret."""
    case = replace(CASE, remedy=short, effect=short, safety=short)
    for stage in (Stage.SCREEN, Stage.FACTS):
        check(speaker(at_stage(stage, case)))


def test_what_was_held_back_can_be_told_with_the_telling() -> None:
    """Updates that went to others before the employee was told."""
    sent = Event(
        EventKind.UPDATE_SENT,
        {"items": "2 5", "words": "Dana Fox checks twice.", "words_tag": "exists"},
    )
    says = speaker(at_stage(Stage.SCREEN), happened=(*HAPPENED, sent))
    check(says)
    assert "[name left out] checks twice." in telling.telling(says)


def test_a_point_is_one_line() -> None:
    """What was written in paragraphs stays one point of the list."""
    case = replace(CASE, allegations=(replace(SEEN, observed="One.\n\n- two\nthree"),))
    assert points.redacted(speaker(case), LEA, None)[0].endswith(": One. - two three")
