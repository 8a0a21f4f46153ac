"""Every button that can be seen, and whether it would do something: asked of the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from bot.dialogue.content import Card
from bot.domain.lanes import Address
from bot.ports import Work
from bot.services import actions
from bot.services.desk import Desk
from bot.services.talking import Talk
from tests.scenarios.people import Chair, Message, Person, SlackUser
from tests.scenarios.world import World
from tests.standins.slack_api import buttons

OVER = ("That is over", "That button is over", "I cannot show that case", "Nothing to resume")


@dataclass(frozen=True)
class Seen:
    """A button on a card that stands before somebody."""

    person: Person
    label: str
    action: str
    target: str


def seen(person: Person) -> Iterator[Seen]:
    """The buttons of the cards that stand before somebody; a page's moves are none."""
    for message in person.messages():
        for label, action, target in _buttons(person, message):
            yield Seen(person, label, action, target)


def _buttons(person: Person, message: Message) -> Iterator[tuple[str, str, str]]:
    if isinstance(person, Chair):
        for each in message.form.get("buttons", ()):
            yield each["label"], each["action"], each["target"]
        return
    for each in buttons(message.form):
        if each["action_id"].startswith("press."):
            action, target = (unquote(part) for part in each["value"].split(":"))
            yield each["label"], action, target


async def assert_all_work(world: World) -> list[Seen]:
    """Press everything that anybody sees, and undo it: each does something, and none is over."""
    found = [each for person in world.people.values() for each in seen(person)]
    for each in found:
        ruled, answer = await _pressed(world, each)
        where = f"{each.person.id}: [{each.label}] {each.action}"
        assert ruled, f"{where} would do nothing, and stands there"
        assert answer not in OVER, f"{where} is answered by “{answer}”"
    return found


async def _pressed(world: World, button: Seen) -> tuple[bool, str]:
    """Whether the rule lets it be pressed, and the title that it is answered with."""

    def press(work: Work) -> None:
        address = _address(work, button.person)
        reader = work.directory.person(address.person_id)
        desk = Desk(work, world.program.conversations.practice, world.now, reader, address.surface)
        can = world.program.conversations.surfaces[address.surface].capabilities
        talk = Talk(desk, address, can, key="pressed")
        ruled = actions.still_works(desk, address, button.action, button.target)
        assert actions.press(talk, button.action, button.target) == ruled
        said = talk.shown.card
        raise _Undone(ruled, said.title if isinstance(said, Card) else "")

    try:
        await world.program.database.write(press)
    except _Undone as undone:
        return undone.ruled, undone.answer
    raise AssertionError


def _address(work: Work, person: Person) -> Address:
    on_slack = isinstance(person, SlackUser)
    user = person.client.actor.user_id if isinstance(person, SlackUser) else person.id
    found = work.addresses.owner("slack" if on_slack else "playground", "", user)
    assert found
    return found


class _Undone(Exception):
    def __init__(self, ruled: bool, answer: str) -> None:
        super().__init__()
        self.ruled, self.answer = ruled, answer
