"""What is not truly from Bot Service, for us and of this hour, changes nothing (issue 4, bar 3)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.scenarios.teams_users import TeamsUser, on_teams, world_with_teams
from tests.scenarios.world import World
from tests.standins.teams_client import seconds
from tests.standins.teams_cloud import TeamsStandIn

Place = tuple[World, TeamsStandIn]
TABLES = ("addresses", "posts", "sessions", "seen", "conversation_references", "cases")
MINUTE = 60


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    """The program, with a Teams around it."""
    async with world_with_teams(tmp_path) as made:
        yield made


@pytest.fixture
async def noor(place: Place) -> TeamsUser:
    """Somebody of HR, in the middle of a complaint."""
    user = on_teams(*place, "noor")
    await user.install()
    await user.say("complaint")
    return user


async def test_what_bot_service_did_not_sign_for_us_just_now_is_refused(
    place: Place, noor: TeamsUser
) -> None:
    """Each false token gets 401 for a message, a press and an installation; nothing is written."""
    world, teams = place
    sign, url = teams.signing.token, teams.service_url
    true = sign(service_url=url)
    head, body, signature = true.split(".")
    before = world.rows(*TABLES)
    forged = {
        "no header": "",
        "another scheme": f"Basic {true}",
        "no token": "Bearer",
        "an empty token": "Bearer ",
        "garbage": "Bearer garbage",
        "garbage in three parts": "Bearer ab.cd.ef",
        "no signature": f"Bearer {head}.{body}.",
        "another's signature": f"Bearer {head}.{body}.{sign(service_url=url, key=7).split('.')[2]}",
        "a broken head": f"Bearer e30.{body}.{signature}",
        "no ASCII": "Bearer ünïcode",
        "very long": f"Bearer {true}{'a' * 7000}",
        "expired": f"Bearer {sign(service_url=url, exp=seconds() - 6 * MINUTE)}",
        "not yet good": f"Bearer {sign(service_url=url, nbf=seconds() + 6 * MINUTE)}",
        "without an end": f"Bearer {sign(service_url=url, exp=None)}",
        "a wrong end": f"Bearer {sign(service_url=url, exp='soon')}",
        "another audience": f"Bearer {sign(service_url=url, aud='another-app')}",
        "no audience": f"Bearer {sign(service_url=url, aud=None)}",
        "another issuer": f"Bearer {sign(service_url=url, iss='https://sts.windows.net/x/')}",
        "no issuer": f"Bearer {sign(service_url=url, iss=None)}",
        "another serviceurl": f"Bearer {sign(service_url='https://evil.example/')}",
        "no serviceurl": f"Bearer {sign(service_url=url, serviceurl=None)}",
        "a serviceurl that is no text": f"Bearer {sign(service_url=url, serviceurl=[url])}",
        "an unknown kid": f"Bearer {sign(service_url=url, kid='key-9', key=7)}",
        "another's key": f"Bearer {sign(service_url=url, key=7)}",
    }
    activities = (
        noor.client.activity("message", text="help"),
        noor.client.activity("invoke", name="adaptiveCard/action", value={"action": {}}),
        noor.client.activity("installationUpdate", action="remove"),
    )
    for name, header in forged.items():
        for activity in activities:
            got = await noor.client.send(activity, header=header)
            assert (name, activity["type"], got) == (name, activity["type"], 401)
            assert noor.client.answer is None
    assert world.rows(*TABLES) == before
    assert not world.troubles
    assert await noor.client.send(activities[0]) == 200


async def test_within_five_minutes_clocks_may_differ(noor: TeamsUser, place: Place) -> None:
    """A token that ended four minutes ago is taken."""
    token = place[1].signing.token(
        service_url=place[1].service_url, exp=seconds() - 4 * MINUTE, nbf=seconds() + 4 * MINUTE
    )
    said = noor.client.activity("message", text="help")
    assert await noor.client.send(said, header=f"Bearer {token}") == 200


@pytest.mark.parametrize("endorsements", [None, [], ["webchat"]])
async def test_a_key_that_may_not_sign_for_teams_is_refused(
    tmp_path: Path, endorsements: list[str] | None
) -> None:
    """Its tokens get 401."""
    async with world_with_teams(tmp_path) as place:
        place[1].signing.endorsements = endorsements
        assert await on_teams(*place, "noor").client.say("help") == 401


async def test_another_key_is_followed_at_the_first_token(place: Place, noor: TeamsUser) -> None:
    """A new kid makes the program look again, once; what the old key signed is nothing now."""
    _, teams = place
    said = noor.client.activity("message", text="help")
    before, old = teams.signing.read, teams.signing.token(service_url=teams.service_url)
    teams.signing.roll()
    for _ in range(3):
        assert await noor.client.send(said) == 200
    assert teams.signing.read == before + 1
    assert await noor.client.send(said, header=f"Bearer {old}") == 401
    assert teams.signing.read == before + 2
    unknown = teams.signing.token(service_url=teams.service_url, kid="key-of-nobody")
    for _ in range(3):
        assert await noor.client.send(said, header=f"Bearer {unknown}") == 401
    assert teams.signing.read == before + 2


async def test_keys_that_cannot_be_read_refuse_nobody_for_good(tmp_path: Path) -> None:
    """Until they were read once a true message gets 503, and Bot Service sends it again."""
    async with world_with_teams(tmp_path) as place:
        place[1].closed = True
        assert await on_teams(*place, "noor").client.say("help") == 503


async def test_what_is_no_activity_is_refused(place: Place, noor: TeamsUser) -> None:
    """With a true token: 400 for what cannot be read, 413 for what is too large, never 500."""
    world, teams = place
    token = teams.signing.token(service_url=teams.service_url)
    headers = {"Authorization": f"Bearer {token}"}
    true = noor.client.activity("message", text="help")
    before = world.rows(*TABLES)
    url = f"{world.url}/api/messages"
    for raw, status in {
        b"": 400,
        b"{": 400,
        b"[]": 400,
        b"null": 400,
        b"\xff\xfe": 400,
        b"[" * 100_000: 400,
        b'{"type": "message"}': 400,
        b" " * (4 * 1024 * 1024 + 1): 413,
    }.items():
        async with world.http.post(url, data=BytesIO(raw), headers=headers) as answer:
            assert (raw[:20], answer.status) == (raw[:20], status)
    for name, wrong in {
        "type": 7,
        "channelId": "webchat",
        "from": None,
        "conversation": "a:29:noor",
        "serviceUrl": None,
        "text": {"a": 1},
        "entities": {"type": "mention"},
        "id": ["1"],
    }.items():
        got = await noor.client.send({**true, name: wrong}, header=headers["Authorization"])
        assert (name, got) == (name, 400)
    assert world.rows(*TABLES) == before
    assert not world.troubles


async def test_what_we_do_not_know_is_said_so(noor: TeamsUser) -> None:
    """An unknown invoke gets 501; anything else that Teams tells of is taken as news."""
    unknown = noor.client.activity("invoke", name="config/fetch")
    assert await noor.client.send(unknown) == 501
    for kind in ("typing", "messageReaction", "messageDelete", "event", "endOfConversation"):
        assert await noor.client.send(noor.client.activity(kind)) == 200
