"""What the app has on Slack, by name: the one table that the manifest and the inbound code read.

Limits: docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

APP_NAME = "Evenhand"
DESCRIPTION = "A fair mediator between client, employee and HR."
ABOUT = (
    "Evenhand takes HR through a client's complaint about somebody who serves them, keeps the "
    "process fair, tells every party what it may know in words of its own, and reminds whoever "
    "owes the next step. It talks to people in direct messages only, and reads no channel."
)
COLOUR = "#2f4a45"


class Command(StrEnum):
    """The slash commands."""

    COMPLAINT = "/complaint"
    CASE = "/case"
    ROLES = "/roles"
    UPDATE = "/update"
    EVENHAND = "/evenhand"


class Shortcut(StrEnum):
    """The callback ids of the shortcuts."""

    COMPLAINT = "complaint"
    OPEN_CASE = "open_case"
    ADD_TO_CASE = "add_to_case"


class Event(StrEnum):
    """The events that the app is told of."""

    MESSAGE = "message.im"
    HOME_OPENED = "app_home_opened"
    UNINSTALLED = "app_uninstalled"
    TOKENS_REVOKED = "tokens_revoked"
    USER_CHANGE = "user_change"


@dataclass(frozen=True)
class CommandHelp:
    """How Slack explains a command where people type it."""

    description: str
    usage: str = ""  # what may stand behind it


@dataclass(frozen=True)
class ShortcutHelp:
    """How Slack offers a shortcut; `on_message`: in a message's own menu."""

    name: str
    description: str
    on_message: bool


COMMANDS = {
    Command.COMPLAINT: CommandHelp("Take down a client's complaint"),
    Command.CASE: CommandHelp("Show your cases, or one of them", "[EH-2026-0001]"),
    Command.ROLES: CommandHelp("Settle which part HR plays in a case", "EH-2026-0001"),
    Command.UPDATE: CommandHelp("Send the parties of a case an update", "EH-2026-0001"),
    Command.EVENHAND: CommandHelp("Help, and all the rest", "[help | where | resume | …]"),
}
SHORTCUTS = {
    Shortcut.COMPLAINT: ShortcutHelp(
        "Client complaint", "Take down a client's complaint", on_message=False
    ),
    Shortcut.OPEN_CASE: ShortcutHelp(
        "Open a case from this", "Open a case with this message as its source", on_message=True
    ),
    Shortcut.ADD_TO_CASE: ShortcutHelp(
        "Add to a case", "Put this message on record in an open case", on_message=True
    ),
}
SCOPES = {
    "chat:write": "writing messages",
    "im:write": "opening a direct message with a person",
    "im:history": "hearing what people write in it",
    "commands": "the slash commands and the shortcuts",
    "users:read": "a person's time zone and language, and whether they are still there",
    "users:read.email": "proposing to HR who an unknown person of your workspace is",
}
"""What the app asks for when it is installed, and what each is for."""
