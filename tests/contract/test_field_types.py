"""Every kind of question is shown within each surface's limits, and its answer reads back equal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.dialogue.content import Move, Page, Question
from bot.dialogue.fields import (
    Choice,
    Choices,
    Day,
    Field,
    LongText,
    Moment,
    Option,
    Pick,
    Text,
    Value,
)
from bot.dialogue.inputs import Fill, Go, Incoming, Words
from tests.contract.crowd import crowd
from tests.contract.every_surface import SURFACES
from tests.contract.hostile import HOSTILE
from tests.contract.prepared import furnished
from tests.contract.surfaces import Given, SurfaceUnderTest

pytestmark = pytest.mark.asyncio(loop_scope="module")

LONDON = ZoneInfo("Europe/London")
SESSION = "0199c0de-7000-7000-8000-00000000cafe"
MOVES = (Move("skip", "Skip"), Move("back", "Back"), Move("cancel", "Cancel"))

PLAIN = tuple(Option(f"o{n}", f"Option {n}") for n in range(100))
HINTED = tuple(Option(f"h{n}", f"Person {n}", f"Team {n} " + "and so on " * n) for n in range(12))
LONG = tuple(Option(f"l{n}", f"{n} " + "a long label " * 9) for n in range(12))
SAME = tuple(Option(f"s{n}", "Alex Reyes", f"Team {n}") for n in range(7))
ODD = tuple(Option(f"x-{name}", text[:200], text) for name, text in HOSTILE.items())
OFFERED = [PLAIN[:2], PLAIN[:5], PLAIN[:6], PLAIN[:10], PLAIN[:11], PLAIN, HINTED, LONG, SAME, ODD]
SPRING = datetime(2026, 3, 29, 1, tzinfo=UTC)  # 01:00 to 02:00 in London is left out
AUTUMN = datetime(2026, 10, 25, 1, tzinfo=UTC)  # 01:00 to 02:00 in London comes twice
AROUND = [turn + timedelta(minutes=30 * n) for turn in (SPRING, AUTUMN) for n in range(-3, 4)]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=sorted(SURFACES))
async def chidi(request: pytest.FixtureRequest) -> AsyncIterator[SurfaceUnderTest]:
    """Somebody in London, where the clocks change, on each surface."""
    async with furnished() as house, SURFACES[request.param](house, crowd().person("chidi")) as one:
        yield one


@pytest.mark.parametrize("kind", [Text, LongText])
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_text_reads_back_as_it_was_typed(
    chidi: SurfaceUnderTest, kind: type[Text], name: str
) -> None:
    """Whatever is typed comes in sign for sign, the first time and when it is kept."""
    field, typed = kind(id="what", label="What was seen?"), HOSTILE[name]
    assert await answered(chidi, Question(field), typed) == typed
    assert await answered(chidi, Question(field, value=typed), typed) == typed


@pytest.mark.parametrize("offered", OFFERED, ids=lambda some: f"{some[0].value}-{len(some)}")
@pytest.mark.parametrize("kind", [Choice, Pick])
async def test_one_of_some_options_reads_back_equal(
    chidi: SurfaceUnderTest, kind: type[Field], offered: tuple[Option, ...]
) -> None:
    """Each option comes back as its own value, whatever is chosen already and however it reads."""
    if kind is Pick:
        field: Field = Pick(id="who", label="Who?", source="staff")
        offered = offered[: chidi.capabilities.options]
    else:
        field = Choice(id="which", label="Which?", options=offered)
    for wanted in (offered[0], offered[len(offered) // 2], offered[-1]):
        assert await answered(chidi, Question(field, offered), wanted.value) == wanted.value
        chosen = Question(field, offered, value=offered[1].value)
        if wanted.value != chosen.value:
            assert await answered(chidi, chosen, wanted.value) == wanted.value


@pytest.mark.parametrize("offered", OFFERED, ids=lambda some: f"{some[0].value}-{len(some)}")
async def test_several_options_read_back_equal(
    chidi: SurfaceUnderTest, offered: tuple[Option, ...]
) -> None:
    """What is ticked comes back together, whether it was ticked before or not."""
    if len({one.label for one in offered}) < len(offered):
        pytest.skip("several of one name cannot be ticked apart by their labels")
    field = Choices(id="asks", label="What do they ask for?", options=offered)
    everything = [one.value for one in offered]
    for wanted in ([everything[0], everything[-1]], everything[1:8]):
        for held in (None, everything[-1:]):
            heard = await answered(chidi, Question(field, offered, value=held), wanted)
            assert isinstance(heard, list)
            assert sorted(heard) == sorted(wanted)  # in the order in which they were ticked


@pytest.mark.parametrize("day", ["1999-12-31", "2024-02-29", "2026-11-23", "2100-01-01"])
async def test_a_day_reads_back_equal(chidi: SurfaceUnderTest, day: str) -> None:
    """A day comes back as the same day, when it stands there already too."""
    field = Day(id="on", label="On which day?")
    assert await answered(chidi, Question(field), day) == day
    assert await answered(chidi, Question(field, value="2026-11-20"), day) == day


@pytest.mark.parametrize("at", AROUND, ids=lambda at: f"{at.astimezone(LONDON):%d-%b-%H%M%z}")
async def test_a_moment_reads_back_equal_when_the_clocks_change(
    chidi: SurfaceUnderTest, at: datetime
) -> None:
    """A moment is the same when it is kept; when it is given anew, the first of an hour twice."""
    field, value = Moment(id="by", label="By when?"), at.isoformat()
    assert await answered(chidi, Question(field, value=value), value) == value
    assert await answered(chidi, Question(field), value) in (value, first_of_two(at))


async def test_a_question_that_may_stay_open_can_be_left(chidi: SurfaceUnderTest) -> None:
    """Each kind of question comes back empty, or as a move on, when it is skipped."""
    for field in fields(required=False):
        assert await answered(chidi, Question(field, PLAIN[:3]), None) in (None, [])


@pytest.mark.parametrize("said", ["", "Please choose one.", "x" * 500], ids=len)
async def test_what_is_wrong_stands_with_the_question(chidi: SurfaceUnderTest, said: str) -> None:
    """A question, its hint, what is wrong with the answer, and what was typed are all shown."""
    for field in fields(label="L" * 150, hint="How to read it. " * 30):
        for value in (None, *given_wrong(field)):
            asked = Question(field, PLAIN[:7], more_options=True, value=value, error=said)
            for question in (asked, Question(field, PLAIN[:7], value=value, nudge=said)):
                shown = chidi.show(page(question))
                assert chidi.violations(shown) == []
                read = chidi.reads(shown)
                assert field.label in read
                assert field.hint in read
                assert said in read


# --- what is asked -------------------------------------------------------------------------------


def fields(
    *, required: bool = True, label: str = "Which is it?", hint: str = "Choose."
) -> Sequence[Field]:
    """One of each kind."""
    return (
        Text(id="f", label=label, hint=hint, required=required, placeholder="For example"),
        LongText(id="f", label=label, hint=hint, required=required, neutral=True),
        Choice(id="f", label=label, hint=hint, required=required, options=PLAIN[:3]),
        Choices(id="f", label=label, hint=hint, required=required, options=PLAIN[:3]),
        Pick(id="f", label=label, hint=hint, required=required, source="staff"),
        Day(id="f", label=label, hint=hint, required=required),
        Moment(id="f", label=label, hint=hint, required=required),
    )


def given_wrong(field: Field) -> Sequence[Value]:
    """What may stand there as it was given, though it could not be taken."""
    if isinstance(field, Choices):
        return [["o1", "not there"], []]
    return ["next Febtember", "y" * 400]


def page(question: Question) -> Page:
    """A page that asks this."""
    return Page(
        session=SESSION,
        revision=7,
        flow="complaint",
        flow_title="Client complaint",
        step="what",
        title="What happened",
        notice="Client complaint: a question for you",
        questions=(question,),
        moves=MOVES,
        zone="Europe/London",
    )


async def answered(surface: SurfaceUnderTest, question: Question, value: Value) -> Value:
    """What comes back when a person gives this answer."""
    shown = surface.show(page(question))
    assert surface.violations(shown) == []
    labels = {option.value: option.label for option in question.options}
    words = labels.get(value, value) if isinstance(value, str) else ""
    heard = await surface.answer(shown, {question.field.id: Given(value, words)})
    return read_back(heard, question, labels)


def read_back(heard: Incoming, question: Question, labels: dict[str, str]) -> Value:
    """The answer in what was heard: given, typed, kept or skipped."""
    match heard.input:
        case Fill(session, revision, values):
            assert (session, revision) == (SESSION, 7)
            return values.get(question.field.id, question.value)  # not offered: it is kept
        case Words(text):
            return next((value for value, label in labels.items() if label == text), text)
        case Go(session, revision, move):
            assert (session, revision) == (SESSION, 7)
            return {"keep": question.value, "skip": None}[move]
        case other:
            raise AssertionError(other)


def first_of_two(at: datetime) -> str:
    """The moment an hour earlier, where the clocks show the same time again."""
    earlier = at - timedelta(hours=1)
    clocks = [each.astimezone(LONDON).replace(tzinfo=None) for each in (earlier, at)]
    return earlier.isoformat() if clocks[0] == clocks[1] else at.isoformat()
