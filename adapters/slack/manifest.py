"""The app's manifest: what an administrator gives to Slack, so that nothing is set by hand.

docs.slack.dev/reference/app-manifest. It is made from the names that the inbound code reads, so
both always agree.
"""

from __future__ import annotations

import json

import yaml

from adapters.slack import surface_names as names
from adapters.slack.elements import Json
from adapters.slack.inbound import PATH
from adapters.slack.install_pages import REDIRECT

NO_ADDRESS = "https://PUBLIC-URL-IS-NOT-SET.example"


def manifest(*, public_url: str, sockets: bool, rotation: bool) -> Json:
    """What Slack takes.

    Args:
        public_url: Where Slack and browsers reach us; "" puts a mark that nobody overlooks.
        sockets: Everything comes over a socket: then no address is called.
        rotation: Tokens live for twelve hours each. Slack cannot switch that off again.
    """
    address = public_url or NO_ADDRESS
    requests = "" if sockets else f"{address}{PATH}"
    redirects = [f"{address}{REDIRECT}"] if public_url or not sockets else []
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": names.APP_NAME,
            "description": names.DESCRIPTION,
            "long_description": names.ABOUT,
            "background_color": names.COLOUR,
        },
        "features": _features(requests),
        "oauth_config": {
            **({"redirect_urls": redirects} if redirects else {}),
            "scopes": {"bot": list(names.SCOPES)},
        },
        "settings": {
            "event_subscriptions": {
                **_called("request_url", requests),
                "bot_events": [event.value for event in names.Event],
            },
            "interactivity": {
                "is_enabled": True,
                **_called("request_url", requests),
                **_called("message_menu_options_url", requests),
            },
            "org_deploy_enabled": True,
            "socket_mode_enabled": sockets,
            "token_rotation_enabled": rotation,
        },
    }


def _features(requests: str) -> Json:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": names.APP_NAME, "always_online": True},
        "shortcuts": [
            {
                "name": said.name,
                "type": "message" if said.on_message else "global",
                "callback_id": shortcut.value,
                "description": said.description,
            }
            for shortcut, said in names.SHORTCUTS.items()
        ],
        "slash_commands": [
            {
                "command": command.value,
                **_called("url", requests),
                "description": said.description,
                **({"usage_hint": said.usage} if said.usage else {}),
                "should_escape": False,
            }
            for command, said in names.COMMANDS.items()
        ],
    }


def _called(name: str, requests: str) -> Json:
    return {name: requests} if requests else {}


def written(made: Json, *, as_json: bool) -> str:
    """As the page "From a manifest" takes it."""
    if as_json:
        return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100)
