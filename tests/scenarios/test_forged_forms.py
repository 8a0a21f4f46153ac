"""Forms, commands, lists and shortcuts that are not what they seem change nothing for anybody."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.scenarios import given
from tests.scenarios.forms import Form
from tests.scenarios.people import SlackUser
from tests.scenarios.test_forged_requests import ALL, NASTY, paths, replaced
from tests.scenarios.world import SECRET, World
from tests.standins import slack_payloads as payloads
from tests.standins import slack_places as places
from tests.standins.slack_client import FORM
from tests.standins.slack_payloads import Actor
from tests.standins.slack_views import ShownView

KINDS = (
    *("view_submission", "view_closed", "block_actions", "block_suggestion"),
    *("shortcut", "message_action", "command"),
)
CLIENT = "Which client raised this?"
SOME = (*NASTY[::2], NASTY[5])
READ = ("id", "type", "hash", "callback_id", "private_metadata", "state")  # of a view


async def opened(world: World) -> tuple[SlackUser, Form]:
    """Maya at the first page of the intake."""
    maya = world.on_slack("maya")
    form = Form(maya)
    await form.command("/complaint")
    return maya, form


def payload_of(kind: str, actor: Actor, view: ShownView) -> dict[str, Any]:
    """What Slack sends for this, with as much of a view as we read."""
    trigger = {"trigger_id": "1.2.x"}
    ((block, element),) = places.places(view, "external_select")
    button = {"type": "button", "action_id": "go.0", "block_id": "b", "value": "x:0:cancel:"}
    match kind:
        case "view_submission":
            made = payloads.view_submission(actor, view, **trigger)
        case "view_closed":
            made = payloads.view_closed(actor, view, cleared=False)
        case "block_actions":
            made = payloads.interaction(actor, view, kind=kind)
            made |= {**trigger, "actions": [button]}
        case "block_suggestion":
            made = payloads.interaction(actor, view, kind=kind)
            made |= {"action_id": element["action_id"], "block_id": block["block_id"], "value": ""}
        case "shortcut":
            made = payloads.global_shortcut(actor, callback_id="complaint", **trigger)
        case "message_action":
            written = payloads.written(actor, "Three tickets :wave: <@U123>")
            told = {"callback_id": "open_case", "response_url": "https://hooks.example/1"}
            made = payloads.message_action(actor, written, **told, **trigger)
        case _:
            place = actor.place(None)
            return {
                **payloads.slash_command(
                    actor, "/case", "x", place=place, response_url="https://h.example", **trigger
                )
            }
    if "view" in made:
        made["view"] = {name: made["view"][name] for name in READ}
    return made


async def send(maya: SlackUser, payload: Any, *, kind: str, secret: str = SECRET) -> int:
    """Send it signed, under a trigger of its own; gives the status."""
    if isinstance(payload, dict) and payload.get("trigger_id") == "1.2.x":
        payload = {**payload, "trigger_id": f"1.2.{uuid4().hex}"}
    fields = {"payload": json.dumps(payload)}
    if kind == "command":
        parts = payload if isinstance(payload, dict) else {"command": payload}
        fields = {name: value for name, value in parts.items() if isinstance(value, str)}
    body = urlencode(fields).encode()
    headers = maya.client.signed_headers(body, content_type=FORM, secret=secret)
    return await maya.client.post(body, headers=headers)


@pytest.mark.parametrize("kind", KINDS)
async def test_no_payload_of_a_form_brings_the_server_down(world: World, kind: str) -> None:
    """With any part replaced by anything, the answer is 200 or 400, never 5xx."""
    maya, form = await opened(world)
    whole = payload_of(kind, maya.client.actor, form.view)
    made = [replaced(whole, path, value) for path in paths(whole) for value in SOME]
    got = await asyncio.gather(*(send(maya, each, kind=kind) for each in made))
    assert set(got) == {200, 400}
    await world.settle()


@pytest.mark.parametrize("kind", KINDS)
async def test_what_slack_did_not_sign_is_refused(world: World, kind: str) -> None:
    """Of every kind: 401, and nothing at all is written."""
    maya, form = await opened(world)
    before = world.rows(*ALL)
    forged = payload_of(kind, maya.client.actor, form.view)
    assert await send(maya, forged, kind=kind, secret="another-secret") == 401
    assert world.rows(*ALL) == before


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "block_suggestion"])
async def test_what_comes_twice_is_done_once(world: World, kind: str) -> None:
    """Under the same trigger, or the same state of the same view."""
    maya, form = await opened(world)
    payload = payload_of(kind, maya.client.actor, form.view) | {"trigger_id": f"1.2.{uuid4().hex}"}
    assert await send(maya, payload, kind=kind) == 200
    await world.settle()
    before, count = world.rows("sessions", "seen"), len(maya.messages())
    assert await send(maya, payload, kind=kind) == 200
    await world.settle()
    after = world.rows("sessions", "seen")
    assert after["sessions"] == before["sessions"]
    assert len(maya.messages()) == count


async def test_another_persons_form_gives_nothing_away_and_takes_nothing(world: World) -> None:
    """A client, an employee, somebody unknown, and who has the same id in another workspace."""
    maya, form = await opened(world)
    kim, ben, nobody = (world.on_slack(each) for each in ("kim", "ben", "nobody"))
    before, view = {row["id"]: row for row in world.rows("sessions")["sessions"]}, form.view
    for person in (kim, ben, nobody):
        actor = person.client.actor
        await tried(person, actor, view)
    await tried(maya, Actor(maya.client.actor.workspace, "U0MAYA", "T0THEIRS"), view)
    now = {row["id"]: row for row in world.rows("sessions")["sessions"]}
    assert now == before


async def tried(person: SlackUser, actor: Actor, view: ShownView) -> None:
    """Somebody sends what belongs to the form."""
    listed = payload_of("block_suggestion", actor, view)
    assert await send(person, listed, kind="block_suggestion") == 200
    assert json.loads(person.client.body) == {"options": []}
    for kind in ("view_submission", "view_closed", "block_actions"):
        payload = payload_of(kind, actor, view)
        assert await send(person, payload, kind=kind) == 200
        assert "Contoso" not in person.client.body


async def test_a_list_shows_only_what_the_person_may_act_on(world: World) -> None:
    """Cases of a colleague are not found by any words."""
    maya, noor = world.on_slack("maya"), world.in_chair("noor")
    mine = await given.opened(world)
    theirs = await given.opened(world, by="noor")
    form = Form(maya)
    await form.command("/evenhand", "update")
    for words, found in (("", [mine.reference]), (theirs.reference, []), ("Ben", [mine.reference])):
        options = await maya.client.suggest(form.view, words)
        assert [one["text"]["text"] for one in options] == found
    noor.never_saw(mine.reference)


async def test_a_value_that_a_list_never_offered_is_refused(world: World) -> None:
    """The field says that it is none of these, and nothing is begun with it."""
    maya = world.on_slack("maya")
    await given.opened(world)
    theirs = await given.opened(world, by="noor")
    form = Form(maya)
    await form.command("/evenhand", "update")
    ((block, element),) = places.places(form.view, "external_select")
    made_up = {"text": {"type": "plain_text", "text": theirs.reference}, "value": theirs.id}
    form.view.kept[places.key(block, element)] = made_up
    await form.submit()
    form.sees("! Nobody and nothing here goes by that name.")
    maya.never_saw("What happened that you want to tell?")
