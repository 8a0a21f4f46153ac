"""What a command and a shortcut ask for: the words, or the message, that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from adapters.slack import surface_names as names
from adapters.slack import tenancy
from adapters.slack.connect import SlackHome
from adapters.slack.payloads import CitedMessage, Command, MessageAction, Shortcut
from adapters.slack.typed import as_typed
from bot.dialogue.inputs import Aim, Cite, Input, Words

_COMPLAINT = "complaint"
_WORDS: Mapping[str, str] = {
    names.Command.COMPLAINT: _COMPLAINT,
    names.Command.CASE: "case",
    names.Command.ROLES: "roles",
    names.Command.UPDATE: "update",
    names.Command.EVENHAND: "",
}
_AIMS: Mapping[str, Aim] = {
    names.Shortcut.OPEN_CASE: Aim.OPEN_CASE,
    names.Shortcut.ADD_TO_CASE: Aim.ADD_TO_CASE,
}
_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]*")
_PLACE = re.compile(r"[A-Z0-9]+")
_TIME = re.compile(r"[0-9]+\.[0-9]+")


def command(payload: Command) -> Words | None:
    """The words that are typed for the same in a direct message; None for no command of ours."""
    word = _WORDS.get(payload.command)
    if word is None:
        return None
    behind = "" if word == _COMPLAINT else as_typed(payload.text).strip()
    return Words(f"{word} {behind}".strip() or "help")


def leaves_words(payload: Command) -> bool:
    """True when something was typed behind a command that takes nothing."""
    return payload.command == names.Command.COMPLAINT and bool(payload.text.strip())


def shortcut(payload: Shortcut | MessageAction, home: SlackHome) -> Input | None:
    """What a shortcut stands for; None for none of ours."""
    if isinstance(payload, Shortcut):
        ours = payload.callback_id == names.Shortcut.COMPLAINT
        return Words(_COMPLAINT) if ours else None
    aim = _AIMS.get(payload.callback_id)
    return _cited(payload, aim, home) if aim else None


def _cited(payload: MessageAction, aim: Aim, home: SlackHome) -> Cite:
    message = payload.message
    tenant = tenancy.of_author(message, home)
    by_person = message.user and not message.bot_id and tenant is not None
    return Cite(
        what=aim,
        words=as_typed(message.text or "", message.blocks or ()),
        tenant=tenant or "",
        user=message.user or "" if by_person else "",
        author=message.username or "",
        written_at=_moment(message.ts),
        link=_link(payload, message),
    )


def _moment(ts: str) -> datetime:
    """A message's time: its `ts` is seconds, and a number that keeps messages apart."""
    return datetime.fromtimestamp(int(ts.partition(".")[0]), UTC)


def _link(payload: MessageAction, message: CitedMessage) -> str:
    """Where the message stands (chat.getPermalink gives the same); "" when that cannot be told."""
    domain, channel = payload.team and payload.team.domain, payload.channel.id
    if not domain or not _DOMAIN.fullmatch(domain) or not _PLACE.fullmatch(channel):
        return ""
    link = f"https://{domain}.slack.com/archives/{channel}/p{message.ts.replace('.', '')}"
    thread = message.thread_ts
    if thread and thread != message.ts and _TIME.fullmatch(thread):
        link += f"?thread_ts={thread}&cid={channel}"
    return link
