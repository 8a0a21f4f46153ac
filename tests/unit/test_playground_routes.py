"""The playground's routes: what they take, what they refuse, and what they pass on."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.dialogue.content import Said
from bot.dialogue.fields import LONG_TEXT_LIMIT
from bot.dialogue.inputs import Fill, Go, Press, Words
from tests.browser.fakes import START
from tests.browser.serving import Stage, build

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"
Browser = TestClient[web.Request, web.Application]
SAY = {"key": KEY, "text": "complaint"}


@pytest.fixture
async def stage() -> Stage:
    """The playground's parts, nothing said yet."""
    return build()


@pytest.fixture
async def client(stage: Stage) -> AsyncIterator[Browser]:
    """A browser on the playground's own page."""
    async with TestClient(TestServer(stage.application)) as client:
        yield client


async def send(client: Browser, path: str, body: object) -> ClientResponse:
    """Post as the page does."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
    data = io.BytesIO(json.dumps(body).encode())
    return await client.post(f"/demo{path}", data=data, headers=headers)


async def sentence(response: ClientResponse) -> str:
    """The one sentence of a refusal."""
    body = await response.json()
    assert list(body) == ["message"]
    return str(body["message"])


async def test_words_are_passed_on_with_who_and_key(stage: Stage, client: Browser) -> None:
    """What is typed reaches the conversations once, in the person's name."""
    response = await send(client, "/people/maya/say", SAY)
    assert response.status == 202
    (incoming,) = stage.mediator.received
    assert (incoming.surface, incoming.tenant, incoming.user) == ("playground", "", "maya")
    assert (incoming.key, incoming.input) == (KEY, Words("complaint"))


async def test_a_button_and_a_move_are_passed_on(stage: Stage, client: Browser) -> None:
    """Name and target go through as claims; the playground judges neither."""
    press = {"key": KEY, "action": "tell", "target": "case-42"}
    turn = {"key": KEY[::-1], "session": "s1", "revision": 3, "move": "edit", "target": "who"}
    await send(client, "/people/maya/say", {"key": KEY + "0", "text": "review"})
    await send(client, "/people/maya/press", press)
    await send(client, "/people/maya/go", turn)
    inputs = [each.input for each in stage.mediator.received[1:]]
    assert inputs == [Press("tell", "case-42"), Go("s1", 3, "edit", "who")]


async def test_a_filled_page_has_its_wall_times_in_utc(stage: Stage, client: Browser) -> None:
    """Nine in London is nine in UTC, nine in Manila is one: the person's zone decides."""
    values = {
        "a": "text", "b": ["x", "y"], "c": None, "d": {"wall": "2026-11-23T09:00"},
        "e": {"wall": "soon"},
    }  # fmt: skip
    body = {"key": KEY, "session": "s1", "revision": 1, "values": values}
    for person in ("maya", "kim"):
        await send(client, f"/people/{person}/say", {"key": f"{person}-says", "text": "complaint"})
        await send(client, f"/people/{person}/fill", {**body, "key": f"{person}-fills"})
    fills = [each.input for each in stage.mediator.received if isinstance(each.input, Fill)]
    assert [fill.values["d"] for fill in fills] == [
        "2026-11-23T01:00:00+00:00",
        "2026-11-23T09:00:00+00:00",
    ]
    assert fills[0].values == {
        "a": "text", "b": ["x", "y"], "c": None, "d": fills[0].values["d"], "e": "soon",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["say", "press", "fill", "go", "messages", "options"])
async def test_an_unknown_person_is_not_found(client: Browser, kind: str) -> None:
    """Nobody can speak as somebody who is not there."""
    path = f"/people/nobody/{kind}"
    if kind in ("messages", "options"):
        response = await client.get(f"/demo{path}")
    else:
        response = await send(client, path, SAY)
    assert response.status == 404
    assert await sentence(response) == "Nobody here goes by that name."


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("say", "not an object"),
        ("say", {}),
        ("say", {"key": KEY, "text": ""}),
        ("say", {"key": KEY, "text": 5}),
        ("say", {"key": "short", "text": "x"}),
        ("say", {"key": KEY, "text": "x", "as": "ben"}),
        ("press", {"key": KEY, "action": "x" * 201}),
        ("fill", {"key": KEY, "session": "s", "revision": "1", "values": {}}),
        ("fill", {"key": KEY, "session": "s", "revision": 1, "values": {"a": {"b": 1}}}),
        ("go", {"key": KEY, "session": "s", "revision": 1}),
    ],
)
async def test_a_malformed_body_is_refused_in_a_sentence(
    stage: Stage,
    client: Browser,
    path: str,
    body: object,
) -> None:
    """What is not as it should be gets 400 and reaches nobody."""
    response = await send(client, f"/people/maya/{path}", body)
    assert response.status == 400
    assert (await sentence(response)).endswith(".")
    assert stage.mediator.received == []


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"key": 1e999999}'])
async def test_what_is_not_json_is_refused(client: Browser, raw: bytes) -> None:
    """Broken JSON is the sender's mistake, never a fault of ours."""
    response = await client.post(
        "/demo/people/maya/say",
        data=raw,
        headers={"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"},
    )
    assert response.status == 400


async def test_half_a_character_is_refused_in_words(client: Browser) -> None:
    """A lone surrogate could not be stored: the person is told before it is lost."""
    response = await send(client, "/people/maya/say", {"key": KEY, "text": "\ud83d"})
    assert response.status == 400
    assert "half a character" in await sentence(response)


async def test_the_longest_texts_are_taken_whole(stage: Stage, client: Browser) -> None:
    """A text of the greatest length arrives as it was typed, signs outside the BMP included."""
    text = "⚖" * (LONG_TEXT_LIMIT - 2) + "🇵🇭"
    response = await send(client, "/people/maya/say", {"key": KEY, "text": text})
    assert response.status == 202
    assert stage.mediator.received[0].input == Words(text)


async def test_more_than_fits_is_refused_in_words(client: Browser) -> None:
    """A body beyond all reason gets 413 and a way out."""
    response = await send(client, "/people/maya/say", {"key": KEY, "text": "x" * 9_000_000})
    assert response.status == 413
    assert "in parts" in await sentence(response)


async def test_a_fault_says_that_nothing_was_lost_and_nothing_else(
    stage: Stage,
    client: Browser,
) -> None:
    """A fault is 503 without its cause; the same key sent again is done once."""
    stage.mediator.failures = 1
    response = await send(client, "/people/maya/say", SAY)
    assert response.status == 503
    told = await sentence(response)
    assert "try again" in told
    assert "secrets" not in told
    assert (await send(client, "/people/maya/say", SAY)).status == 202
    assert (await send(client, "/people/maya/say", SAY)).status == 202
    assert len(stage.mediator.received) == 1


async def test_a_broken_database_is_a_fault_too(stage: Stage, client: Browser) -> None:
    """Reads answer 503 as well, and never a traceback."""
    stage.database.broken = True
    response = await client.get("/demo/state")
    assert response.status == 503
    assert "secrets" not in await sentence(response)


async def test_the_transcript_is_read_in_place(stage: Stage, client: Browser) -> None:
    """A chair's messages come in order, what was replaced in its place, and nobody else's."""
    first = await stage.mouth.say("maya", Said("one"))
    await stage.mouth.say("kim", Said("for Kim alone"))
    await stage.mouth.say("maya", Said("two"))
    await stage.mouth.say("maya", Said("instead of one"), instead_of=first)
    body = await (await client.get("/demo/people/maya/messages")).json()
    texts = [each["content"]["text"] for each in body["messages"]]
    assert texts == ["instead of one", "two"]


async def test_options_are_looked_up_as_typed(client: Browser) -> None:
    """A search goes to the conversations with the person, the session and the field."""
    query = {"session": "s1", "field": "employee", "q": "ben"}
    body = await (await client.get("/demo/people/maya/options", params=query)).json()
    assert [each["value"] for each in body["options"]] == ["ben"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"to": "hour"}, datetime(2026, 11, 23, 2, tzinfo=UTC)),
        ({"to": "four_hours"}, datetime(2026, 11, 23, 5, tzinfo=UTC)),
        ({"to": "next_morning"}, datetime(2026, 11, 24, 1, tzinfo=UTC)),
        ({"to": "next_due"}, datetime(2026, 11, 23, 3, 20, tzinfo=UTC)),
        ({"to": "at", "at": "2026-11-28T00:00"}, datetime(2026, 11, 27, 16, tzinfo=UTC)),
    ],
)
async def test_the_clock_moves_forward(
    stage: Stage,
    client: Browser,
    body: object,
    expected: datetime,
) -> None:
    """Each button of the time machine leads where it says, in the organisation's zone."""
    stage.machine.due = datetime(2026, 11, 23, 3, 20, tzinfo=UTC)
    response = await send(client, "/clock", body)
    assert response.status == 200
    assert stage.machine.at == expected


async def test_the_next_working_morning_skips_the_weekend(
    stage: Stage,
    client: Browser,
) -> None:
    """After Friday's morning comes Monday's."""
    stage.machine.at = datetime(2026, 11, 27, 1, tzinfo=UTC)
    await send(client, "/clock", {"to": "next_morning"})
    assert stage.machine.at == datetime(2026, 11, 30, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        {"to": "at", "at": "2026-11-22T09:00"},
        {"to": "at", "at": "2028-01-01T09:00"},
        {"to": "at", "at": "tomorrow"},
        {"to": "at"},
        {"to": "next_due"},
        {"to": "yesterday"},
    ],
)
async def test_the_clock_goes_nowhere_else(
    stage: Stage,
    client: Browser,
    body: object,
) -> None:
    """Back, too far, nowhere or to nothing: refused in a sentence, and the clock stands."""
    response = await send(client, "/clock", body)
    assert response.status == 400
    assert (await sentence(response)).endswith(".")
    assert stage.machine.at == START


async def test_a_listener_hears_messages_and_moves_of_the_clock(
    stage: Stage,
    client: Browser,
) -> None:
    """Whoever listens is greeted, and then hears everything as it happens."""
    async with client.get("/demo/stream") as stream:
        assert (await event(stream))[0] == "hello"
        await stage.mouth.say("ben", Said("line one\nline two"))
        name, told = await event(stream)
        assert name == "post"
        assert told["person"] == "ben"
        assert told["message"]["content"]["text"] == "line one\nline two"
        await send(client, "/clock", {"to": "hour"})
        name, told = await event(stream)
        assert name == "clock"
        assert told["wall"] == "2026-11-23T10:00"


async def test_a_stopping_server_ends_its_streams(stage: Stage, client: Browser) -> None:
    """Nobody's open page keeps the server from stopping."""
    async with client.get("/demo/stream") as stream:
        await event(stream)
        stage.listeners.close()
        assert await asyncio.wait_for(stream.content.read(), 5) == b""


async def event(stream: ClientResponse) -> tuple[str, Any]:
    """The next event of a stream: its name and its data."""
    name = (await stream.content.readline()).decode().removeprefix("event: ").strip()
    data = json.loads((await stream.content.readline()).decode().removeprefix("data: "))
    assert await stream.content.readline() == b"\n"
    return name, data
