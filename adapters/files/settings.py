"""The settings, from the environment: the names are fixed, and a wrong one says what to write.

A message never repeats what was set: it may be a secret.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)

from adapters.files import setting_values as values
from adapters.files import settings_slack as for_slack
from adapters.files import settings_teams as for_teams
from bot.domain.errors import ConfigurationError

SecretKey = Annotated[SecretStr, AfterValidator(values.secret_key)]


class Settings(BaseModel):
    """What the composition root is told. Secrets do not show when it is printed."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    database_url: Annotated[str, AfterValidator(values.sqlite)] = Field(
        "sqlite:///evenhand.db", alias="DATABASE_URL"
    )
    host: Annotated[str, AfterValidator(values.host)] = Field("127.0.0.1", alias="HOST")
    port: Annotated[int, BeforeValidator(values.port)] = Field(3978, alias="PORT")
    public_url: Annotated[str, AfterValidator(values.web_address)] = Field("", alias="PUBLIC_URL")
    secret_key: SecretKey | None = Field(None, alias="SECRET_KEY")  # None: the demo makes one
    organisation: Path | None = Field(None, alias="EVENHAND_ORGANISATION")  # None: the demo's own
    slack_bot_token: for_slack.BotToken | None = Field(None, alias="SLACK_BOT_TOKEN")
    slack_signing_secret: for_slack.SigningSecret | None = Field(None, alias="SLACK_SIGNING_SECRET")
    slack_app_token: for_slack.AppToken | None = Field(None, alias="SLACK_APP_TOKEN")
    slack_client_id: for_slack.ClientId = Field("", alias="SLACK_CLIENT_ID")
    slack_client_secret: for_slack.ClientSecret | None = Field(None, alias="SLACK_CLIENT_SECRET")
    slack_api_url: Annotated[str, AfterValidator(values.slack_api)] = Field(
        values.SLACK_API, alias="SLACK_API_URL"
    )
    microsoft_app_id: for_teams.AppId = Field("", alias="MICROSOFT_APP_ID")
    microsoft_app_password: for_teams.Password | None = Field(None, alias="MICROSOFT_APP_PASSWORD")
    microsoft_app_tenant_id: for_teams.TenantId = Field("", alias="MICROSOFT_APP_TENANT_ID")
    teams_allow_anonymous: for_teams.Anonymous = Field("0", alias="TEAMS_ALLOW_ANONYMOUS")
    teams_api_url: for_teams.ApiUrl = Field("", alias="TEAMS_API_URL")
    log_level: Annotated[str, AfterValidator(values.log_level)] = Field("INFO", alias="LOG_LEVEL")

    @property
    def slack(self) -> for_slack.SlackSettings | None:
        """What the Slack surface needs; None when it is off."""
        if not self.slack_bot_token and not self.slack_client_id:
            return None
        return for_slack.SlackSettings(
            bot_token=_open(self.slack_bot_token),
            signing_secret=_open(self.slack_signing_secret),
            app_token=_open(self.slack_app_token),
            client_id=self.slack_client_id,
            client_secret=_open(self.slack_client_secret),
            api_url=self.slack_api_url,
            public_url=self.address,
            state_key=_open(self.secret_key),
        )

    @property
    def teams(self) -> for_teams.TeamsSettings | None:
        """What the Teams surface needs; None when it is off."""
        if not self.microsoft_app_id and self.teams_allow_anonymous != "1":
            return None
        return for_teams.TeamsSettings(
            app_id=self.microsoft_app_id,
            password=_open(self.microsoft_app_password),
            tenant_id=self.microsoft_app_tenant_id,
            api_url=self.teams_api_url,
        )

    @property
    def address(self) -> str:
        """Where people open it: the public address, else the one it listens on."""
        if self.public_url:
            return self.public_url
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{'localhost' if _is_everywhere(self.host) else host}:{self.port}"


def read_settings(environ: Mapping[str, str], *, demo: bool) -> Settings:
    """The settings for `serve`, or for the demo, which runs on loopback and beside nothing real.

    A variable that is empty counts as not set.

    Raises:
        ConfigurationError: a line for each problem: the variable, and what to write.
    """
    given = {name: text for name, value in environ.items() if (text := value.strip())}
    rules = _demo_rules if demo else _serve_rules
    return _checked(given, [*for_slack.half_set(given), *for_teams.half_set(given), *rules(given)])


def some_settings(environ: Mapping[str, str], *names: str) -> Settings:
    """The settings with these names, all others as if they were not set.

    Raises ConfigurationError, as `read_settings` does.
    """
    return _checked({name: text for name in names if (text := environ.get(name, "").strip())}, [])


def _checked(given: Mapping[str, str], problems: Sequence[str]) -> Settings:
    try:
        settings = Settings.model_validate(given)
    except ValidationError as exc:
        wrong = [f"{error['loc'][0]}: {error['ctx']['error']}" for error in exc.errors()]
        raise ConfigurationError("\n".join([*wrong, *problems])) from None  # its input is secret
    if problems:
        raise ConfigurationError("\n".join(problems))
    return settings


def _serve_rules(given: Mapping[str, str]) -> Iterator[str]:
    if "SECRET_KEY" not in given:
        yield f"SECRET_KEY: is missing; make one with: {values.NEW_KEY}"
    if "EVENHAND_ORGANISATION" not in given:
        yield "EVENHAND_ORGANISATION: is missing; write the path of your organisation.yaml"


def _demo_rules(given: Mapping[str, str]) -> Iterator[str]:
    if not values.is_loopback(given.get("HOST", "127.0.0.1")):
        yield "HOST: the demo has no passwords; write 127.0.0.1, or leave it unset"
    yield from for_teams.beside_the_demo(given)
    if values.leads_here(given.get("SLACK_API_URL", values.SLACK_API)):
        return
    for name in for_slack.NAMES:
        if name in given:
            yield (
                f"{name}: the demo does not start beside real credentials; unset it, "
                "or write a stand-in's address on this machine in SLACK_API_URL"
            )


def _open(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
