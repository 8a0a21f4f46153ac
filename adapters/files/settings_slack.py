"""Slack's settings: which of them belong together, and what is missing when they do not.

The app speaks by a bot token or by what it is installed with (client ID and secret), and is spoken
to over https (signing secret) or over a socket (app token): one of each pair turns Slack on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, SecretStr

from adapters.files import setting_values as values

NAMES: Mapping[str, str] = {  # what to write
    "SLACK_BOT_TOKEN": values.BOT_TOKEN,
    "SLACK_SIGNING_SECRET": values.SIGNING_SECRET,
    "SLACK_APP_TOKEN": values.APP_TOKEN,
    "SLACK_CLIENT_ID": values.CLIENT_ID,
    "SLACK_CLIENT_SECRET": values.CLIENT_SECRET,
}
BotToken = Annotated[SecretStr, AfterValidator(values.bot_token)]
SigningSecret = Annotated[SecretStr, AfterValidator(values.signing_secret)]
AppToken = Annotated[SecretStr, AfterValidator(values.app_token)]
ClientId = Annotated[str, AfterValidator(values.client_id)]
ClientSecret = Annotated[SecretStr, AfterValidator(values.client_secret)]


@dataclass(frozen=True)
class SlackSettings:
    """What the Slack surface needs. Secrets do not show when it is printed."""

    bot_token: str = field(repr=False)  # "": the home workspace installs the app as others do
    signing_secret: str = field(repr=False)  # "": everything comes over the socket
    app_token: str = field(repr=False)  # "": everything comes over https
    client_id: str  # "": nobody can install the app by a link
    client_secret: str = field(repr=False)
    api_url: str  # ends with a slash
    public_url: str  # where browsers find us
    state_key: str = field(repr=False)  # signs what goes through them


def half_set(given: Mapping[str, str]) -> Iterator[str]:
    """What is missing beside what is set: a line for each."""
    named = [name for name in NAMES if name in given]
    if not named:
        return
    id_, secret = "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"
    if id_ in given and secret not in given:
        yield _missing(secret, id_)
    elif secret in given and id_ not in given:
        yield _missing(id_, secret)
    elif "SLACK_BOT_TOKEN" not in given and id_ not in given:
        yield _missing("SLACK_BOT_TOKEN", named[0], f"{id_} and {secret}")
    if id_ in given and "PUBLIC_URL" not in given:
        yield (
            f"PUBLIC_URL: is missing while {id_} is set; write the https address under which "
            "Slack and browsers reach this server"
        )
    if "SLACK_SIGNING_SECRET" not in given and "SLACK_APP_TOKEN" not in given:
        yield _missing("SLACK_SIGNING_SECRET", named[0], "SLACK_APP_TOKEN")


def _missing(name: str, beside: str, otherwise: str = "") -> str:
    other = f", or set {otherwise} instead" if otherwise else ""
    return (
        f"{name}: is missing while {beside} is set; write {NAMES[name]}{other}, "
        f"or unset {beside} to leave Slack off"
    )
