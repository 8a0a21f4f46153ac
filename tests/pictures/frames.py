"""What stands around blocks on Slack: a conversation, a modal, the App Home."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from tests.pictures.blocks import blocks
from tests.pictures.elements import Look
from tests.pictures.text import Json, mrkdwn, tag, written

_APP = "Evenhand"
_STYLE = Path(__file__).with_name("slack.css")
_FONTS = Path(__file__).parents[2] / "adapters/web/static/fonts"


def conversation(messages: Sequence[str]) -> str:
    """Some messages of a direct message with the app, the oldest first."""
    return tag("main", *messages, kind="conversation")


def message(shown: Sequence[Json], look: Look, *, text: str, at: str, is_edited: bool) -> str:
    """A message of the app's; one without blocks shows its text."""
    body = blocks(shown, look) if shown else tag("div", mrkdwn(text), kind="block section")
    head = tag("b", _APP) + tag("span", "APP", kind="badge") + tag("time", escape(at))
    edited = tag("div", "(edited)", kind="edited") if is_edited else ""
    return tag("article", tag("div", "E", kind="avatar"), tag("div", head, body, edited))


def modal(view: Json, look: Look) -> str:
    """A modal with its title, what it holds, and its buttons."""
    submit = view.get("submit")
    title = tag("h1", tag("span", "E", kind="icon"), written(view["title"]), tag("i", "✕"))
    close = tag("span", tag("span", written(view.get("close")) or "Cancel"), kind="button")
    send = tag("span", tag("span", written(submit)), kind="button primary") if submit else ""
    body = tag("div", blocks(view["blocks"], look), kind="body")
    return tag("main", title, body, tag("footer", close, send), kind="modal")


def confirmation(asked: Json) -> str:
    """What opens over a button that is not meant lightly."""
    title = tag("h1", written(asked["title"]), tag("i", "✕"))
    body = tag("div", tag("div", written(asked["text"]), kind="block section"), kind="body")
    style = "danger" if asked.get("style") == "danger" else "primary"
    deny = tag("span", tag("span", written(asked["deny"])), kind="button")
    confirm = tag("span", tag("span", written(asked["confirm"])), kind=f"button {style}")
    return tag("main", title, body, tag("footer", deny, confirm), kind="modal")


def home(view: Json, look: Look) -> str:
    """The app's own page."""
    head = tag("h1", tag("span", "E", kind="icon"), _APP)
    tabs = tag("nav", tag("b", "Home"), tag("span", "Messages"), tag("span", "About"))
    return tag("main", head, tabs, tag("div", blocks(view["blocks"], look)), kind="home")


def document(inside: str, *, is_dark: bool, is_phone: bool) -> str:
    """A page of its own, that needs nothing from elsewhere."""
    kind = f"{'dark' if is_dark else 'light'} {'phone' if is_phone else 'desktop'}"
    style = tag("style", _fonts(), _STYLE.read_text())
    head = tag("head", '<meta charset="utf-8">', style)
    return "<!doctype html>" + tag("html", head, tag("body", inside), kind=kind)


@cache
def _fonts() -> str:
    """The letters: the console's own, since Slack's are not free."""
    return "".join(
        "@font-face{font-family:Figtree;font-weight:400 900;unicode-range:"
        f"{which};src:url(data:font/woff2;base64,{_base64(name)})}}"
        for name, which in (
            ("figtree-latin-ext.woff2", "U+0100-02FF,U+1E00-1EFF"),
            ("figtree-latin.woff2", "U+0000-00FF,U+2000-206F,U+20AC,U+2122"),
        )
    )


def _base64(name: str) -> str:
    return b64encode((_FONTS / name).read_bytes()).decode()
