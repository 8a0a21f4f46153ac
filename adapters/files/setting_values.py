"""Single settings: each is checked, and an error says what to write and never what was set.

Every function returns what is kept, or raises ValueError.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from pydantic import SecretStr

SLACK_API = "https://slack.com/api/"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
NEW_KEY = 'python -c "import secrets; print(secrets.token_urlsafe(48))"'
BOT_TOKEN = "the Bot User OAuth Token (Slack app, OAuth & Permissions)"  # noqa: S105 - its name
SIGNING_SECRET = "the Signing Secret (Slack app, Basic Information)"  # noqa: S105 - its name
APP_TOKEN = "an App-Level Token with connections:write (Slack app, Basic Information)"  # noqa: S105 - so
CLIENT_ID = "the Client ID (Slack app, Basic Information)"
CLIENT_SECRET = "the Client Secret (Slack app, Basic Information)"  # noqa: S105 - its name

TEAMS_APP = "the Microsoft App ID (Azure bot, Configuration)"
TEAMS_PASSWORD = "the value of a client secret (Azure bot, Manage Password)"  # noqa: S105 - so
TEAMS_TENANT = "the App Tenant ID (Azure bot, Configuration)"

_KEY_LENGTH = 32
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLIENT_ID = re.compile(r"[0-9]+\.[0-9]+")


def sqlite(url: str) -> str:
    """The database's URL; other databases come with a later version."""
    if not url.startswith("sqlite:"):
        raise ValueError("only SQLite is supported in this version; write sqlite:///evenhand.db")
    file = url.removeprefix("sqlite:///")
    if file in (url, "", ":memory:"):
        raise ValueError("names no file; write sqlite:///evenhand.db")
    return url


def host(text: str) -> str:
    """What to listen on: a name or an IP address."""
    if not text.isascii() or any(character in " /@" for character in text):
        raise ValueError("is no host; write an address to listen on, such as 127.0.0.1")
    return text


def port(text: str) -> int:
    """What to listen on: a TCP port."""
    if text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= 65535:
        return int(text)
    raise ValueError("is no port; write a number from 1 to 65535")


def web_address(text: str) -> str:
    """An http address without name, password, query or fragment; no slash at its end."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or any(character in "@?# \\" for character in text):
        raise ValueError("is no web address; write one such as https://evenhand.example")
    return text.rstrip("/")


def slack_api(text: str) -> str:
    """Slack's Web API or a stand-in on this machine; ends with a slash."""
    url = web_address(text)
    if not url.startswith("https:") and not leads_here(url):
        raise ValueError(f"would send the token in the clear; write {SLACK_API}")
    return f"{url}/"


def log_level(text: str) -> str:
    """How much is logged, in any case."""
    if text.upper() not in LOG_LEVELS:
        raise ValueError(f"is no level; write one of: {', '.join(LOG_LEVELS)}")
    return text.upper()


def secret_key(secret: SecretStr) -> SecretStr:
    """What the keys of the stored texts are wrapped with."""
    if len(secret.get_secret_value()) < _KEY_LENGTH:
        raise ValueError(f"is shorter than {_KEY_LENGTH} characters; make one with: {NEW_KEY}")
    return secret


def bot_token(secret: SecretStr) -> SecretStr:
    """The token with which the mediator writes."""
    token = secret.get_secret_value()
    if not token.startswith("xoxb-") or len(token.split()) > 1:
        raise ValueError(f"is no bot token; write {BOT_TOKEN}, which begins with xoxb-")
    return secret


def app_token(secret: SecretStr) -> SecretStr:
    """The token with which a socket is opened."""
    token = secret.get_secret_value()
    if not token.startswith("xapp-") or len(token.split()) > 1:
        raise ValueError(f"is no app token; write {APP_TOKEN}, which begins with xapp-")
    return secret


def client_id(text: str) -> str:
    """The app's own id in OAuth: two numbers with a dot between."""
    if not _CLIENT_ID.fullmatch(text):
        raise ValueError(f"is no client ID; write {CLIENT_ID}: two numbers with a dot between")
    return text


def client_secret(secret: SecretStr) -> SecretStr:
    """What the app proves itself with in OAuth."""
    text = secret.get_secret_value()
    if text.startswith(("xox", "xapp-")) or len(text.split()) > 1:
        raise ValueError(f"is no client secret; write {CLIENT_SECRET}")
    return secret


def signing_secret(secret: SecretStr) -> SecretStr:
    """What Slack signs its requests with."""
    text = secret.get_secret_value()
    if text.startswith(("xox", "xapp-")) or len(text.split()) > 1:
        raise ValueError(f"is no signing secret; write {SIGNING_SECRET}")
    return secret


def teams_app(text: str) -> str:
    """The bot's own id at Microsoft."""
    return _guid(text, TEAMS_APP)


def teams_tenant(text: str) -> str:
    """The organisation whose people are served."""
    return _guid(text, TEAMS_TENANT)


def _guid(text: str, what: str) -> str:
    if not _GUID.fullmatch(text.lower()):
        raise ValueError(f"is no ID; write {what}: 32 hexadecimal digits in five groups")
    return text.lower()


def teams_api(text: str) -> str:
    """A stand-in for Microsoft's services on this machine."""
    url = web_address(text)
    if not leads_here(url):
        raise ValueError("is for a stand-in on this machine; unset it to use Microsoft's services")
    return url


def switch(text: str) -> str:
    """On or off."""
    if text not in ("0", "1"):
        raise ValueError("is no switch; write 1, or unset it")
    return text


def is_loopback(name: str | None) -> bool:
    """True for a host that only this machine reaches."""
    try:
        return name == "localhost" or ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False


def leads_here(url: str) -> bool:
    """True for an address on this machine; what cannot be read leads elsewhere."""
    try:
        return is_loopback(urlsplit(url).hostname)
    except ValueError:
        return False
