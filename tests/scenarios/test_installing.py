"""The app is installed by a link, in our workspace and in the clients', and by nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import app
from adapters.slack.install_state import COOKIE
from bot.domain.errors import ConfigurationError
from tests.scenarios import given, installing
from tests.scenarios import world as worlds
from tests.scenarios.installing import BY_LINK, CLIENT_SECRET, Browser
from tests.scenarios.world import World
from tests.standins.slack_reading import plain


@pytest.fixture
async def world(tmp_path: Path, start: str) -> AsyncIterator[World]:
    """No bot token: every workspace installs the app."""
    file = installing.organisation(tmp_path)
    async with worlds.world(tmp_path, at=start, organisation=file, environ=BY_LINK) as made:
        installing.workspaces(made.slack)
        yield made


@pytest.fixture
def browser(world: World) -> Browser:
    """An administrator's browser."""
    return Browser(world)


def stored(world: World) -> list[str]:
    """The workspaces that are kept as installed."""
    return [row["workspace"] for row in world.rows("installations")["installations"]]


async def test_two_workspaces_are_written_to_with_a_token_of_their_own(
    world: World, browser: Browser
) -> None:
    """HR at home and the client in theirs each hear, by their own workspace's token."""
    page = await browser.install("T0HOME")
    assert (browser.status, "is installed in Northwind" in page) == (200, True)
    page = await browser.install("T0CONTOSO")
    assert (browser.status, "is installed in Contoso" in page) == (200, True)
    assert stored(world) == ["T0CONTOSO", "T0HOME"]
    maya = world.on_slack("maya")
    kim = world.on_slack("kim", workspace="T0CONTOSO")
    case = await given.opened(world)
    await world.settle()
    kim.sees("Thank you, we have your complaint")
    assert world.slack.messages("U0KIM", team="T0HOME") == []
    await kim.say(f"case {case.reference}")
    kim.sees(case.reference)
    await maya.say("help")
    maya.sees("complaint")


async def test_a_namesake_in_another_workspace_is_somebody_else(
    world: World, browser: Browser
) -> None:
    """The same user id in two workspaces is two people, and only one of them is Kim."""
    await browser.install("T0HOME")
    await browser.install("T0CONTOSO")
    case = await given.opened(world)
    namesake = world.on_slack("kim", workspace="T0HOME")
    await namesake.say(f"case {case.reference}")
    namesake.never_saw(case.reference, "Contoso")
    namesake.sees("I do not know you yet")


async def test_each_workspace_shows_the_homes_of_its_own_people(
    world: World, browser: Browser
) -> None:
    """The same user id in two workspaces has two Homes; only Kim's shows the case."""
    for team in ("T0HOME", "T0CONTOSO"):
        await browser.install(team)
    case = await given.opened(world)
    kim = world.on_slack("kim", workspace="T0CONTOSO")
    namesake = world.on_slack("namesake", user="U0KIM", workspace="T0HOME")
    for user in (kim, namesake):
        assert await user.client.open_home() == 200
        await world.settle()
    assert case.reference in plain(kim.client.home())
    assert "I do not know you yet" in plain(namesake.client.home())
    await given.closed(world, case)
    assert "No open case concerns you." in plain(kim.client.home())
    assert "I do not know you yet" in plain(namesake.client.home())


async def test_a_home_stays_where_the_app_is(world: World, browser: Browser) -> None:
    """Without the app in their workspace, nothing is shown to whoever has that id in ours."""
    await browser.install("T0HOME")
    case = await given.opened(world)
    kim = world.on_slack("kim", workspace="T0CONTOSO")
    assert await kim.client.open_home() == 200
    await world.settle()
    assert "views.publish" not in [method for method, _ in world.slack.calls]
    await browser.install("T0CONTOSO")
    assert await kim.client.open_home() == 200
    await world.settle()
    assert case.reference in plain(kim.client.home())


async def test_before_home_has_installed_it_what_is_said_waits(
    world: World, browser: Browser
) -> None:
    """Nothing is lost: it goes out once there is a token."""
    maya = world.on_slack("maya")
    await maya.say("help")
    assert maya.messages() == []
    await browser.install("T0HOME")
    await world.advance("2026-11-23T09:10")
    maya.sees("complaint")


async def test_a_workspace_that_nobody_named_is_turned_away(world: World, browser: Browser) -> None:
    """Its token is given back and kept nowhere; the page says whom to tell what."""
    page = await browser.install("T0OTHER")
    assert browser.status == 403
    assert "This workspace cannot be added" in page
    assert "T0OTHER" in page
    assert stored(world) == []
    assert world.slack.calls[-1][0] == "auth.revoke"
    taken = [
        one.refusal for name, one in world.slack.installs.grants.items() if "stand" not in name
    ]
    assert taken == ["token_revoked"]


@pytest.mark.parametrize(
    ("cookie", "state"),
    [
        ("", None),  # a link that somebody else began and sent on
        ("x" * 43, None),
        (None, ""),
        (None, "nonsense"),
        (None, "ImFiYyI.abc.def"),
        (None, "é" * 300),
    ],
)
async def test_a_state_that_is_not_of_this_browser_installs_nothing(
    world: World, browser: Browser, cookie: str | None, state: str | None
) -> None:
    """Forged, of another browser or none at all: a page that says to start again."""
    back = world.slack.installs.approve(
        await browser.asked(), world.slack.workspaces["T0CONTOSO"], user_id="U0ADMIN"
    )
    if cookie is not None:
        browser.cookies[COOKIE] = cookie
    if state is not None:
        back = f"{back.partition('&state=')[0]}&state={state}"
    page = await browser.open(back)
    assert browser.status == 400
    assert "Please start again" in page
    assert stored(world) == []
    assert not any(method == "oauth.v2.access" for method, _ in world.slack.calls)


async def test_who_declines_or_brings_a_code_of_nobody_is_told_so(
    world: World, browser: Browser
) -> None:
    """Nothing is installed, and the page says what happened."""
    page = await browser.open(world.slack.installs.decline(await browser.asked()))
    assert (browser.status, "Nothing was installed" in page) == (400, True)
    state = (await browser.asked()).partition("state=")[2].partition("&")[0]
    page = await browser.open(f"/slack/oauth_redirect?code=made-up&state={state}")
    assert (browser.status, "Slack did not agree" in page) == (400, True)
    page = await browser.open(f"/slack/oauth_redirect?state={state}")
    assert (browser.status, "Slack did not agree" in page) == (400, True)
    assert stored(world) == []


async def test_a_code_is_good_once(world: World, browser: Browser) -> None:
    """Who opens the last address again installs nothing anew."""
    back = world.slack.installs.approve(
        await browser.asked(), world.slack.workspaces["T0CONTOSO"], user_id="U0ADMIN"
    )
    before = dict(browser.cookies)
    await browser.open(back)
    assert browser.status == 200
    assert browser.cookies[COOKIE] == ""
    browser.cookies = before
    page = await browser.open(back)
    assert (browser.status, "Slack did not agree" in page) == (400, True)


async def test_slack_out_of_reach_is_said(world: World, browser: Browser) -> None:
    """With the advice to try again."""
    back = world.slack.installs.approve(
        await browser.asked(), world.slack.workspaces["T0CONTOSO"], user_id="U0ADMIN"
    )
    world.slack.fail("oauth.v2.access")
    page = await browser.open(back)
    assert (browser.status, "Slack does not answer" in page) == (502, True)
    assert stored(world) == []


async def test_a_token_that_cannot_be_looked_into_is_given_back(
    world: World, browser: Browser
) -> None:
    """Nothing is kept that did not work once."""
    back = world.slack.installs.approve(
        await browser.asked(), world.slack.workspaces["T0CONTOSO"], user_id="U0ADMIN"
    )
    world.slack.fail("auth.test")
    page = await browser.open(back)
    assert (browser.status, "Slack does not answer" in page) == (502, True)
    assert world.slack.calls[-1][0] == "auth.revoke"
    assert stored(world) == []


async def test_the_pages_are_closed_and_the_cookie_is_kept_to_itself(
    world: World, browser: Browser
) -> None:
    """No script, no frame, nothing kept by a cache; no address leads on; the cookie is https's."""
    await browser.open("/slack/install")
    assert "default-src 'none'" in browser.headers["Content-Security-Policy"]
    assert browser.headers["Referrer-Policy"] == "no-referrer"
    assert browser.headers["Cache-Control"] == "no-store"
    for part in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/slack", "Max-Age=600"):
        assert part in browser.set_cookie
    assert "<script" not in browser.page


async def test_no_secret_stands_in_the_file_in_a_log_or_in_a_page(
    world: World, browser: Browser, tmp_path: Path
) -> None:
    """Neither the app's nor any workspace's."""
    world.slack.installs.rotation = True
    pages = [await browser.install("T0HOME"), await browser.install("T0CONTOSO")]
    await given.opened(world)
    await world.settle()
    tokens = [name for name in world.slack.installs.grants if name != world.slack.token]
    assert len(tokens) == 2
    written = "".join(pages) + str(world.logs) + read_all(tmp_path)
    for secret in (*tokens, "xoxe-1-", CLIENT_SECRET):
        assert secret not in written


def read_all(folder: Path) -> str:
    """Everything that lies in a folder's files."""
    return "".join(file.read_bytes().decode("latin-1") for file in folder.iterdir())


async def test_a_whole_organisation_installs_once_for_all_its_workspaces(tmp_path: Path) -> None:
    """The client's people in each of them are heard and written to, after a restart too."""
    file = installing.organisation(tmp_path, kim="E0CONTOSO", henrik="E0CONTOSO")
    async with worlds.world(tmp_path, organisation=file, environ=BY_LINK) as world:
        installing.workspaces(world.slack)
        for team in ("T0CONTOSO", "T0FABRIKAM"):
            world.slack.workspaces[team].enterprise_id = "E0CONTOSO"
        page = await Browser(world).install("T0HOME")
        page = await Browser(world).install("T0CONTOSO", "T0FABRIKAM")
        assert "add the app to the workspaces where it is to be used" in page
        assert stored(world) == ["E0CONTOSO", "T0HOME"]
        case = await given.opened(world)
        await world.settle()
        kim = world.on_slack("kim", workspace="T0CONTOSO")
        kim.sees("Thank you, we have your complaint")
        await world.restart()
        await kim.say("cases")
        kim.sees(case.reference)
        await kim.press(case.reference)
        kim.sees("Looked after by")
        henrik = world.on_slack("henrik", workspace="T0FABRIKAM")
        await henrik.say(f"case {case.reference}")
        henrik.never_saw(case.reference, "Contoso")


async def test_check_says_where_it_is_installed_and_where_not_yet(
    world: World, browser: Browser
) -> None:
    """Beside the running program, from the same settings."""
    await browser.install("T0HOME")
    said = {what: (fine, todo) for what, fine, todo in await app._checks(world.given())}
    assert said["Slack, Northwind"] == (True, "installed, workspace T0HOME")
    fine, todo = said["Slack, T0CONTOSO"]
    assert not fine
    assert "https://evenhand.example/slack/install" in todo


async def test_a_bot_token_of_another_workspace_than_the_file_names_stops_the_start(
    world: World,
) -> None:
    """Cases would be told to strangers otherwise."""
    await world.stop()
    text = world.organisation.read_text("utf-8").replace("slack_team: T0HOME", "slack_team: T0NEW")
    world.organisation.write_text(text, "utf-8")
    before, world.environ = world.environ, {}
    with pytest.raises(ConfigurationError, match="belongs to the workspace T0HOME, while"):
        await world.start()
    world.environ = before
    await world.start()
