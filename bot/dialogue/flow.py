"""A flow: a frozen, typed, declarative value. Functions in it are pure and named.

`check` walks a flow's graph when the program starts, so that a flow that cannot be finished is
never offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.dialogue.content import Block
from bot.dialogue.fields import Answers, Choice, Choices, Field, Option, Pick
from bot.dialogue.notices import Speaker
from bot.domain.calendars import WorkingCalendar
from bot.domain.commands import Command
from bot.domain.errors import ConfigurationError
from bot.domain.people import Person
from bot.domain.roles import Charter, Conflict, Role
from bot.domain.tone import Tone

LONGEST_LABEL = 150  # characters of a question
MOST_OPTIONS = 100  # of a choice


class NoSuchCase(LookupError):
    """The case is not the actor's to act on, or not any more; the conversation says so politely."""


class Lookup(Protocol):
    """What a flow may ask about the world while it runs; answers only what the actor may know."""

    def options(
        self, source: str, *, answers: Answers, query: str, limit: int
    ) -> Sequence[Option]: ...

    def option(self, source: str, value: str, *, answers: Answers) -> Option | None:
        """The option with this value, or None when the actor may not choose it."""

    def person(self, person_id: str) -> Person | None: ...

    def speaker(self, case_id: str) -> Speaker | None:
        """A case that the actor may act on, and what it takes to speak of it; else None."""

    def conflict(self, case_id: str, *, role: Role, person_id: str) -> Conflict | None:
        """What stands against this person in this role in this case."""

    def charter(self, role: Role) -> Charter: ...

    def calendar(self, person: Person) -> WorkingCalendar: ...

    def reminder_due(self, reminder_id: str) -> datetime | None:
        """When what the actor owes is due; None when they owe no such thing any more."""


@dataclass(frozen=True)
class Scene:
    """Who is answering, when, and what they may look up."""

    actor: Person
    now: datetime
    lookup: Lookup
    tone: Tone

    @property
    def zone(self) -> ZoneInfo:
        """The actor's zone: what they type and read is in it."""
        return self.actor.zone


Problems = Mapping[str, str]  # by field id; "" concerns the page


@dataclass(frozen=True, kw_only=True)
class Branch:
    """Where to go after a step: the first condition that holds, else `otherwise`."""

    cases: tuple[tuple[Callable[[Answers], bool], str], ...]
    otherwise: str

    def target(self, answers: Answers) -> str:
        """The id of the next step."""
        return next((step for holds, step in self.cases if holds(answers)), self.otherwise)


Fields = tuple[Field, ...] | Callable[[Answers, Scene], tuple[Field, ...]]


def no_problems(_answers: Answers, _scene: Scene) -> Problems:
    """The check of a step that has none."""
    return {}


def nothing_to_read(_answers: Answers, _scene: Scene) -> tuple[Block, ...]:
    """The reading of a page that only asks."""
    return ()


def nothing_against_it(_answers: Answers, _scene: Scene) -> str:
    """A flow that can always be begun."""
    return ""


def never(_answers: Answers) -> bool:
    """A step that is always asked."""
    return False


@dataclass(frozen=True, kw_only=True)
class Form:
    """One page of fields. `skip_if` leaves it out, for example when its answer is given already."""

    id: str
    title: str
    fields: Fields
    then: str | Branch
    intro: str = ""
    reading: Callable[[Answers, Scene], tuple[Block, ...]] = nothing_to_read
    check: Callable[[Answers, Scene], Problems] = no_problems
    skip_if: Callable[[Answers], bool] = never


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """One or more items, each a page of fields, and a list of them to add to, edit or go on."""

    id: str
    title: str  # of the list: "What is said to have happened"
    item_title: str  # of an item's page: "Allegation {number}"
    fields: tuple[Field, ...]
    then: str | Branch
    summary: Callable[[Answers, Scene], str]  # one line for an item
    intro: str = ""
    reading: Callable[[Answers, Scene], tuple[Block, ...]] = nothing_to_read  # of one item
    check: Callable[[Answers, Scene], Problems] = no_problems  # of one item
    at_most: int = 20
    add_label: str = "Add another"
    go_label: str = "Go on"


@dataclass(frozen=True, kw_only=True)
class Review:
    """Everything on one page before it counts; each step can be edited from here."""

    id: str
    title: str = "Please check"
    intro: str = ""
    submit_label: str = "Submit"
    reading: Callable[[Answers, Scene], tuple[Block, ...]] = nothing_to_read
    check: Callable[[Answers, Scene], Problems] = no_problems
    shows_answers: bool = True


Step = Form | Repeat | Review


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A conversation that ends in a command.

    `version` grows whenever a session of the older form could not go on as it stands.
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    complete: Callable[[Answers, Scene], Command]
    version: int = 1
    about: Callable[[Answers, Scene], str] = lambda _answers, _scene: ""
    refusal: Callable[[Answers, Scene], str] = nothing_against_it  # why it cannot begin now
    hr_only: bool = True

    def step(self, name: str) -> Step:
        """The step of this id; KeyError when there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)

    def fields_of(self, step: Step, answers: Answers, scene: Scene) -> tuple[Field, ...]:
        """A step's fields that are asked, given the answers so far."""
        if isinstance(step, Review):
            return ()
        fields = step.fields(answers, scene) if callable(step.fields) else step.fields
        return tuple(f for f in fields if f.shown_if is None or f.shown_if(answers))


def targets(step: Step) -> Iterator[str]:
    """The steps that may follow."""
    if isinstance(step, Review):
        return
    if isinstance(step.then, Branch):
        yield from (name for _, name in step.then.cases)
        yield step.then.otherwise
    else:
        yield step.then


def check_flow(flow: Flow) -> None:
    """Raise ConfigurationError when the flow's graph or fields are wrong."""
    ids = [step.id for step in flow.steps]
    if not ids or len(set(ids)) != len(ids):
        raise ConfigurationError(f"flow {flow.id}: step ids must be there and unique, not {ids}")
    for number, step in enumerate(flow.steps):
        for name in targets(step):
            if name not in ids:
                raise ConfigurationError(f"flow {flow.id}: {step.id} leads to unknown {name!r}")
            if name in ids[: number + 1]:
                raise ConfigurationError(f"flow {flow.id}: {step.id} leads back to {name}")
        _check_fields(flow, step)
    _check_names(flow)
    reached, ahead = set(), [ids[0]]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(targets(flow.step(name)))
    if lost := set(ids) - reached:
        raise ConfigurationError(f"flow {flow.id}: no way leads to {sorted(lost)}")


def _check_names(flow: Flow) -> None:
    """Answers are kept by the field's id across a flow; those to a repeated step by the step's."""
    names: list[str] = []
    for step in flow.steps:
        if isinstance(step, Repeat):
            names.append(step.id)
        elif isinstance(step, Form) and not callable(step.fields):
            names += [field.id for field in step.fields]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ConfigurationError(f"flow {flow.id}: {twice} would be kept under one name")


def _check_fields(flow: Flow, step: Step) -> None:
    if isinstance(step, Review) or callable(step.fields):
        return
    ids = [field.id for field in step.fields]
    if not ids or len(set(ids)) != len(ids):
        raise ConfigurationError(f"flow {flow.id}: {step.id} needs fields with unique ids")
    for field in step.fields:
        if wrong := _wrong_with(field):
            raise ConfigurationError(f"flow {flow.id}: {step.id}.{field.id}: {wrong}")


def _wrong_with(field: Field) -> str:
    if len(field.label) > LONGEST_LABEL:
        return f"a label has at most {LONGEST_LABEL} characters"
    if isinstance(field, Choice) and not 1 < len(field.options) <= MOST_OPTIONS:
        return f"a choice has 2 to {MOST_OPTIONS} options"
    if isinstance(field, Choices) and bool(field.options) == bool(field.source):
        return "give either options or a source"
    if isinstance(field, Pick) and not field.source:
        return "name a source"
    return ""
