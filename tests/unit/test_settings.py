"""Settings: what the environment says, and what is said about mistakes in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from adapters.files.settings import Settings, read_settings
from bot.domain.errors import ConfigurationError

KEY = "k" * 32
SERVE = {"SECRET_KEY": KEY, "EVENHAND_ORGANISATION": "organisation.yaml"}
SLACK = {
    "SLACK_BOT_TOKEN": "xoxb-1-token",
    "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
}
BY_LINK = {
    "SLACK_CLIENT_ID": "1234.5678",
    "SLACK_CLIENT_SECRET": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "SLACK_APP_TOKEN": "xapp-1-A1-made-up",
    "PUBLIC_URL": "https://evenhand.example",
}
STAND_IN = {**SLACK, "SLACK_API_URL": "http://127.0.0.1:9999/api/"}


def _complaint(environ: dict[str, str], *, demo: bool = False) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read_settings(environ, demo=demo)
    return str(caught.value)


def test_serve_needs_a_key_and_an_organisation_and_defaults_the_rest() -> None:
    """What is not set has the documented default, and Slack is off."""
    settings = read_settings({**SERVE, "PATH": "/bin"}, demo=False)
    assert settings.database_url == "sqlite:///evenhand.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 3978)
    assert settings.address == "http://127.0.0.1:3978"
    assert settings.organisation == Path("organisation.yaml")
    assert settings.secret_key
    assert settings.secret_key.get_secret_value() == KEY
    assert settings.log_level == "INFO"
    assert settings.slack is None


def test_the_demo_needs_nothing() -> None:
    """The demo makes its own key and brings its own organisation."""
    settings = read_settings({}, demo=True)
    assert settings.secret_key is None
    assert settings.organisation is None
    assert settings.slack is None


def test_empty_variables_count_as_not_set() -> None:
    """An empty line in an environment file switches nothing half on."""
    settings = read_settings(
        {**SERVE, "PORT": "", "SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": " "}, demo=False
    )
    assert settings.port == 3978
    assert settings.slack is None


def test_slack_is_on_when_both_its_secrets_are_set() -> None:
    """Slack's own address is the default."""
    slack = read_settings({**SERVE, **SLACK}, demo=False).slack
    assert slack
    assert slack.bot_token == SLACK["SLACK_BOT_TOKEN"]
    assert slack.signing_secret == SLACK["SLACK_SIGNING_SECRET"]
    assert slack.api_url == "https://slack.com/api/"


@pytest.mark.parametrize(("set_one", "missing"), [(0, 1), (1, 0)])
@pytest.mark.parametrize("demo", [False, True])
def test_half_set_slack_names_what_is_missing(set_one: int, missing: int, demo: bool) -> None:
    """One secret without the other stops the start."""
    names = list(SLACK)
    environ = {**SERVE, **STAND_IN}
    del environ[names[missing]]
    said = _complaint(environ, demo=demo)
    assert said.startswith(
        f"{names[missing]}: is missing while {names[set_one]} is set; write the "
    )


def test_slack_is_on_without_a_bot_token_and_without_a_signing_secret() -> None:
    """By what the app is installed with, over a socket."""
    slack = read_settings({**SERVE, **BY_LINK}, demo=False).slack
    assert slack
    assert (slack.bot_token, slack.signing_secret) == ("", "")
    assert (slack.client_id, slack.client_secret, slack.app_token) == tuple(BY_LINK.values())[:3]
    assert not any(secret in f"{slack!r}" for secret in (slack.client_secret, slack.app_token))


@pytest.mark.parametrize(
    ("left_out", "also", "missing"),
    [
        ("SLACK_CLIENT_ID", "", "SLACK_CLIENT_ID"),
        ("SLACK_CLIENT_SECRET", "", "SLACK_CLIENT_SECRET"),
        ("SLACK_APP_TOKEN", "", "SLACK_SIGNING_SECRET"),
        ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN"),
        ("PUBLIC_URL", "", "PUBLIC_URL"),
    ],
)
def test_what_installs_by_a_link_is_named_when_it_is_missing(
    left_out: str, also: str, missing: str
) -> None:
    """Each half names its other, and what may stand in its place."""
    environ = {**SERVE, **BY_LINK}
    for name in filter(None, (left_out, also)):
        del environ[name]
    said = _complaint(environ)
    assert said.startswith(f"{missing}: is missing while SLACK_")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_APP_TOKEN", "xoxb-1-token", "is no app token; write an App-Level Token with conn"),
        ("SLACK_CLIENT_ID", "evenhand", "is no client ID; write the Client ID (Slack app, Basic "),
        ("SLACK_CLIENT_SECRET", "xoxb-1-token", "is no client secret; write the Client Secret ("),
        (
            "DATABASE_URL",
            "postgresql+psycopg://eve:hunter2@db/evenhand",
            "only SQLite is supported in this version; write sqlite:///evenhand.db",
        ),
        ("DATABASE_URL", "sqlite://", "names no file; write sqlite:///evenhand.db"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file; write sqlite:///evenhand.db"),
        ("DATABASE_URL", "sqlite:evenhand.db", "names no file; write sqlite:///evenhand.db"),
        ("DATABASE_URL", "cases.db", "only SQLite is supported in this version; write "),
        ("HOST", "http://x", "is no host; write an address to listen on, such as 127.0.0.1"),
        ("PORT", "0", "is no port; write a number from 1 to 65535"),
        ("PORT", "65536", "is no port; write a number from 1 to 65535"),
        ("PORT", "http", "is no port; write a number from 1 to 65535"),
        ("PORT", "٣٩٧٨", "is no port; write a number from 1 to 65535"),
        ("PORT", "9" * 5000, "is no port; write a number from 1 to 65535"),
        ("PUBLIC_URL", "evenhand.example", "is no web address; write one such as https://even"),
        ("PUBLIC_URL", "ftp://evenhand.example", "is no web address; write one such as https://"),
        ("PUBLIC_URL", "https://a:b@evenhand.example", "is no web address; write one such as "),
        ("PUBLIC_URL", "https://evenhand.example/?a=1", "is no web address; write one such as "),
        ("PUBLIC_URL", "https://evenhand.example:99999", "is no web address; write one such as "),
        ("PUBLIC_URL", "http://[", "is no web address; write one such as https://evenhand.example"),
        ("LOG_LEVEL", "LOUD", "is no level; write one of: DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ("SECRET_KEY", "k" * 31, "is shorter than 32 characters; make one with: python -c "),
        ("SLACK_BOT_TOKEN", "xoxp-1-token", "is no bot token; write the Bot User OAuth Token "),
        ("SLACK_BOT_TOKEN", '"xoxb-1-token"', "is no bot token; write the Bot User OAuth Token "),
        ("SLACK_SIGNING_SECRET", "xoxb-1-token", "is no signing secret; write the Signing Secret"),
        ("SLACK_API_URL", "http://slack.example/api", "would send the token in the clear; write "),
        ("SLACK_API_URL", "slack.com", "is no web address; write one such as https://evenhand"),
    ],
)
def test_a_wrong_setting_says_what_to_write_and_not_what_was_set(
    name: str, value: str, said: str
) -> None:
    """The variable is named; its value may be a secret and is never repeated."""
    complaint = _complaint({**SERVE, **SLACK, **BY_LINK, name: value})
    assert complaint.startswith(f"{name}: {said}")
    assert len(complaint.splitlines()) == 1
    assert value not in complaint.removeprefix(f"{name}: {said}")
    assert "hunter2" not in complaint


def test_all_problems_are_said_at_once() -> None:
    """Whoever mends the environment does it in one go."""
    said = _complaint({"PORT": "x", "LOG_LEVEL": "x", "SLACK_BOT_TOKEN": "xoxb-1"})
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "PORT",
        "LOG_LEVEL",
        "SLACK_SIGNING_SECRET",
        "SECRET_KEY",
        "EVENHAND_ORGANISATION",
    ]


def test_serve_says_how_to_make_a_key() -> None:
    """The command can be pasted."""
    assert _complaint({"EVENHAND_ORGANISATION": "x.yaml"}) == (
        "SECRET_KEY: is missing; make one with: "
        'python -c "import secrets; print(secrets.token_urlsafe(48))"'
    )


def test_no_secret_shows_when_settings_or_errors_are_printed() -> None:
    """Neither the settings, nor what Slack gets, nor an error or its causes holds a secret."""
    settings = read_settings({**SERVE, **SLACK}, demo=False)
    printed = f"{settings!r} {settings} {settings.slack!r} {settings.model_dump_json()}"
    assert not any(secret in printed for secret in (KEY, *SLACK.values()))
    with pytest.raises(ConfigurationError) as caught:
        read_settings({**SERVE, **SLACK, "SECRET_KEY": "short-secret"}, demo=False)
    assert caught.value.__suppress_context__
    assert "short-secret" not in f"{caught.value} {caught.value.__context__}"


def test_settings_do_not_change() -> None:
    """What was read at the start holds to the end."""
    settings: Settings = read_settings(SERVE, demo=False)
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]  # that it cannot be set is what is shown


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "::1"])
def test_the_demo_listens_on_this_machine(host: str) -> None:
    """Loopback addresses are fine."""
    assert read_settings({"HOST": host}, demo=True).host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "localhost.evil.example"])
def test_the_demo_listens_nowhere_else(host: str) -> None:
    """Chairs have no passwords: nobody else may reach them."""
    assert _complaint({"HOST": host}, demo=True) == (
        "HOST: the demo has no passwords; write 127.0.0.1, or leave it unset"
    )


@pytest.mark.parametrize(
    "api", ["http://127.0.0.1:9999/api/", "http://localhost/api", "https://[::1]:9/"]
)
def test_the_demo_takes_slack_on_this_machine(api: str) -> None:
    """A stand-in for Slack is fine, and its address ends with a slash."""
    slack = read_settings({**SLACK, "SLACK_API_URL": api}, demo=True).slack
    assert slack
    assert slack.api_url == f"{api.rstrip('/')}/"


@pytest.mark.parametrize(
    "api",
    [
        "",
        "https://slack.com/api/",
        "https://127.0.0.1.evil.example/",
        "https://localhost@evil.example",
    ],
)
def test_the_demo_refuses_real_slack_credentials(api: str) -> None:
    """A playground without passwords does not run beside a real workspace."""
    said = _complaint({**SLACK, **BY_LINK, "SLACK_API_URL": api}, demo=True)
    for name in (*SLACK, *BY_LINK.keys() - {"PUBLIC_URL"}):
        assert f"{name}: the demo does not start beside real credentials; unset it" in said


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({"PUBLIC_URL": "https://evenhand.example/hr/"}, "https://evenhand.example/hr"),
        ({"HOST": "0.0.0.0", "PORT": "80"}, "http://localhost:80"),
        ({"HOST": "::"}, "http://localhost:3978"),
        ({"HOST": "::1"}, "http://[::1]:3978"),
        ({"HOST": "evenhand.example"}, "http://evenhand.example:3978"),
    ],
)
def test_the_address_is_one_that_people_can_open(environ: dict[str, str], address: str) -> None:
    """The public address wins; one that means "everywhere" is shown as this machine."""
    assert read_settings({**SERVE, **environ}, demo=False).address == address


def test_log_levels_are_taken_in_any_case() -> None:
    """`info` is INFO."""
    assert read_settings({**SERVE, "LOG_LEVEL": "debug"}, demo=False).log_level == "DEBUG"


TEAMS = {
    "MICROSOFT_APP_ID": "11111111-2222-4333-8444-55555555555A",
    "MICROSOFT_APP_PASSWORD": "made-up~secret",
    "MICROSOFT_APP_TENANT_ID": "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
}


def test_teams_is_on_when_all_three_are_set() -> None:
    """In one spelling, and without the secret where it is printed."""
    settings = read_settings({**SERVE, **TEAMS}, demo=False)
    assert settings.teams
    assert settings.teams.app_id == TEAMS["MICROSOFT_APP_ID"].lower()
    assert settings.teams.password == TEAMS["MICROSOFT_APP_PASSWORD"]
    assert settings.teams.api_url == ""
    assert TEAMS["MICROSOFT_APP_PASSWORD"] not in f"{settings!r} {settings.teams!r}"
    assert read_settings(SERVE, demo=False).teams is None


@pytest.mark.parametrize("missing", list(TEAMS))
def test_half_set_teams_names_what_is_missing(missing: str) -> None:
    """Two of the three are not enough."""
    said = _complaint({**SERVE, **{name: each for name, each in TEAMS.items() if name != missing}})
    assert said.startswith(f"{missing}: is missing while MICROSOFT_APP_")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"MICROSOFT_APP_ID": "evenhand"}, "MICROSOFT_APP_ID: is no ID"),
        ({"MICROSOFT_APP_TENANT_ID": "contoso.com"}, "MICROSOFT_APP_TENANT_ID: is no ID"),
        ({"TEAMS_API_URL": "https://evil.example"}, "TEAMS_API_URL: is for a stand-in"),
        ({"TEAMS_ALLOW_ANONYMOUS": "1"}, "TEAMS_ALLOW_ANONYMOUS: is for trying"),
        ({"TEAMS_ALLOW_ANONYMOUS": "yes"}, "TEAMS_ALLOW_ANONYMOUS: is no switch"),
    ],
)
def test_wrong_teams_settings_say_what_to_write(more: dict[str, str], said: str) -> None:
    """A line for the one that is wrong."""
    assert _complaint({**SERVE, **TEAMS, **more}).startswith(said)


def test_anybody_may_speak_on_this_machine_only() -> None:
    """And only where it is asked for."""
    given = {**SERVE, "TEAMS_ALLOW_ANONYMOUS": "1"}
    settings = read_settings(given, demo=False)
    assert settings.teams
    assert settings.teams.app_id == ""
    assert read_settings({**SERVE, "TEAMS_ALLOW_ANONYMOUS": "0"}, demo=False).teams is None
    said = _complaint({**given, "HOST": "0.0.0.0"})
    assert said.startswith("TEAMS_ALLOW_ANONYMOUS: anybody could speak as anybody")


def test_the_demo_does_not_start_beside_real_teams() -> None:
    """Only beside a stand-in on this machine."""
    assert "real credentials" in _complaint(TEAMS, demo=True)
    assert read_settings({**TEAMS, "TEAMS_API_URL": "http://127.0.0.1:9"}, demo=True).teams
