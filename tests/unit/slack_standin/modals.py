"""Modals to try things with, and the calls that are refused."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_api import ShownView
from tests.standins.slack_client import SlackPerson
from tests.unit.slack_standin.reception import Reception


def text(said: str) -> dict[str, Any]:
    """A plain text."""
    return {"type": "plain_text", "text": said}


def option(value: str, label: str) -> dict[str, Any]:
    """An option of a menu."""
    return {"text": text(label), "value": value}


def asking(label: str, block_id: str, element: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An input block; its element's action_id is `answer`."""
    named = {"action_id": "answer", **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": text(label),
        "element": named,
        **fields,
    }


def modal(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A modal of these blocks; of one text field by default."""
    given = list(blocks) or [asking("What", "what", {"type": "plain_text_input"})]
    return {"type": "modal", "title": text("Complaint"), "submit": text("Next"), "blocks": given,
            **fields}  # fmt: skip


async def opened(
    bot: AsyncWebClient, maya: SlackPerson, reception: Reception, **view: Any
) -> ShownView:
    """The modal that opens on Maya's command."""
    await maya.command("/complaint")
    shown = view.get("view", modal())
    await bot.views_open(trigger_id=reception.form["trigger_id"], view=shown)
    return maya.modal()


async def refusal(bot: AsyncWebClient, method: str, /, **args: Any) -> tuple[str, list[str]]:
    """The code with which a call is refused, and the reasons."""
    with pytest.raises(SlackApiError) as caught:
        await bot.api_call(method, json=args)
    answer = caught.value.response
    return str(answer.get("error")), answer.get("response_metadata", {}).get("messages", [])
