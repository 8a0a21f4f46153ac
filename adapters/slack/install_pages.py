"""What a browser is shown while the app is installed: one plain page for each outcome."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.slack.surface_names import APP_NAME, SCOPES
from bot.domain.installations import Installation

INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = (_TEMPLATES / "page.css").read_text(encoding="utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}
_JINJA = Environment(
    loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
)


@dataclass(frozen=True)
class Shown:
    """One page."""

    title: str
    paragraphs: tuple[str, ...]
    status: int = 200
    steps: tuple[str, ...] = ()
    link: str = ""
    label: str = ""
    about_facts: str = ""
    facts: Sequence[tuple[str, str]] = ()

    def response(self) -> web.Response:
        """The page as HTML."""
        html = _JINJA.get_template("page.html").render(page=self, style=_STYLE)
        return web.Response(
            text=html, status=self.status, content_type="text/html", headers=HEADERS
        )


def _failed(title: str, *paragraphs: str, status: int = 400) -> Shown:
    """Something did not work; the way back to the beginning is always there."""
    return Shown(title, paragraphs, status, link=INSTALL, label="Start again")


def invitation(authorize: str) -> Shown:
    """What it is, what it may do, and the way to Slack's own page."""
    return Shown(
        f"Add {APP_NAME} to Slack",
        (
            (
                f"{APP_NAME} is a mediator between client, employee and HR. It talks to people in "
                "direct messages only, and reads no channel."
            ),
            (
                "You need the right to install apps in your workspace. Slack asks you to agree "
                "before anything happens."
            ),
        ),
        link=authorize,
        label="Add to Slack",
        about_facts=f"What {APP_NAME} asks for, and what for",
        facts=tuple(SCOPES.items()),
    )


def installed(installation: Installation, *, at_home: bool) -> Shown:
    """It worked: what to do next."""
    steps = [
        "In Slack, open Apps, then Evenhand, then Messages.",
        "Write “help”. The answer says what you can say.",
    ]
    if at_home:
        steps.append("HR begins with /complaint.")
    else:
        steps.append("Whoever is part of a case hears from Evenhand there. Nobody else does.")
    if installation.is_whole:
        steps.insert(
            0,
            "In your organisation's settings at Slack, add the app to the workspaces where it is "
            "to be used. Until then nobody there can be reached.",
        )
    text = f"{APP_NAME} is installed in {installation.name}. You can close this page."
    return Shown("That worked", (text,), steps=tuple(steps))


def not_invited(tenant: str) -> Shown:
    """The workspace is not one of those that may install."""
    return Shown(
        "This workspace cannot be added",
        (
            (
                f"{APP_NAME} serves certain workspaces only, and this one is not among them. "
                "Nothing was kept, and the access that you granted was given back."
            ),
            (
                "If you were asked to install it, please tell whoever asked you this workspace ID: "
                f"{tenant}. They add it to their list; then start again."
            ),
        ),
        status=403,
        link=INSTALL,
        label="Start again",
    )


EXPIRED = _failed(
    "Please start again",
    "This step belongs to another browser, or it was left for more than ten minutes. Nothing was "
    "installed.",
)
DECLINED = _failed(
    "Nothing was installed",
    "You did not agree on Slack's page, or you may not install apps there. In the second case, ask "
    "whoever runs your workspace.",
)
REFUSED = _failed(
    "Slack did not agree",
    "Slack did not take the code that it sent along. Each is good once and for ten minutes. "
    "Nothing was installed.",
)
UNREACHED = _failed(
    "Slack does not answer",
    "Nothing was installed. Please try again in a few minutes.",
    status=502,
)
