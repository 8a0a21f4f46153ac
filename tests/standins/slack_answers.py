"""What Slack does with an app's answers to its requests, and what it would not take.

A wrong answer never reaches the app as an error: the person sees "We had some trouble connecting"
instead (docs.slack.dev/surfaces/modals). Here it is an `AssertionError` that says what is wrong.
"""

from __future__ import annotations

import json
from typing import Any

from tests.standins.shapes import Check, many, record
from tests.standins.slack_elements import OPTION, OPTION_GROUP
from tests.standins.slack_payloads import Actor
from tests.standins.slack_reading import SentMessage
from tests.standins.slack_views import Refused, ShownView
from tests.standins.slack_workspace import Conversation

_MESSAGE = frozenset(
    {
        "response_type",
        "text",
        "blocks",
        "mrkdwn",
        "thread_ts",
        "replace_original",
        "delete_original",
        "unfurl_links",
        "unfurl_media",
    }
)
_SAID = frozenset({"text", "blocks"})
_ANSWERS: dict[str, frozenset[str]] = {
    "errors": frozenset({"response_action", "errors"}),
    "update": frozenset({"response_action", "view"}),
    "push": frozenset({"response_action", "view"}),
    "clear": frozenset({"response_action"}),
}
_OPTIONS: Check = record(
    {
        "options": many(OPTION, least=0, most=100),
        "option_groups": many(OPTION_GROUP, least=0, most=100),
    }
)


def submitted(actor: Actor, view: ShownView, body: str) -> None:
    """Do with the view what the app answered to its submission: by default it closes.

    Raises `AssertionError` for an answer that Slack would not take.
    """
    modals = actor.workspace.modals
    answer = _json(body)
    action = answer.get("response_action")
    if action is None:
        assert not answer, f"an answer without response_action: {answer}"
        modals.pop(actor.user_id)
        return
    assert set(answer) == _ANSWERS.get(action, set(answer)), f"{action}: has {sorted(answer)}"
    try:
        match action:
            case "errors":
                modals.put_errors(view.id, _errors(view, answer["errors"]))
            case "update":
                modals.replace(view.id, answer["view"])
            case "push":
                modals.push_on(actor.user_id, answer["view"])
            case "clear":
                modals.clear(actor.user_id)
            case _:
                raise AssertionError(f"unknown response_action '{action}'")
    except Refused as refused:
        raise AssertionError(f"{action}: {refused.code}: {'; '.join(refused.reasons)}") from refused


def suggested(body: str) -> dict[str, Any]:
    """The options that an app offers; raises `AssertionError` for what Slack would not show."""
    answer = _json(body)
    wrong = list(_OPTIONS(answer, ""))
    if ("options" in answer) == ("option_groups" in answer):
        wrong.append("either 'options' or 'option_groups'")
    assert not wrong, f"options that Slack does not show: {'; '.join(wrong)}"
    return answer


def told(actor: Actor, place: Conversation, body: str) -> None:
    """Show what the app answered to a command: to its sender alone, if it does not say otherwise.

    Raises `AssertionError` for an answer that Slack would not take.
    """
    if not body.strip():
        return
    answer = _json(body) if body.lstrip().startswith("{") else {"text": body}
    if not answer:
        return
    try:
        say(actor, place, answer)
    except Refused as refused:
        raise AssertionError(f"{refused.code}: {'; '.join(refused.reasons)}") from refused


def say(
    actor: Actor, place: Conversation, answer: dict[str, Any], *, to: SentMessage | None = None
) -> None:
    """Put an answer to a command, an action or a shortcut where it belongs.

    `to` is the message that was acted on: it can be replaced or deleted. Raises `Refused`.
    """
    unknown = sorted(set(answer) - _MESSAGE)
    if unknown:
        raise Refused("invalid_payload", *(f"unknown field '{one}'" for one in unknown))
    if answer.get("delete_original") is True and to is not None:
        _original(place, to, None)
        return
    said: dict[str, Any] = {name: answer[name] for name in _SAID & set(answer)}
    if answer.get("replace_original") is True and to is not None:
        _original(place, to, actor.workspace.compose(said, place.id))
    elif answer.get("response_type", "ephemeral") == "in_channel":
        sent = actor.workspace.compose(said, place.id)
        place.sent[sent.ts] = sent
    else:
        actor.workspace.whisper(place, actor.user_id, said)


def _original(place: Conversation, old: SentMessage, new: SentMessage | None) -> None:
    """Let another message, or none, stand where this one stood."""
    if old.ts in place.sent:
        if new is None:
            del place.sent[old.ts]
        else:
            place.sent[old.ts] = _standing_for(old, new)
        return
    here = [one for one in place.whispered if one.ts == old.ts]
    for one in here:
        at = place.whispered.index(one)
        place.whispered[at : at + 1] = [] if new is None else [_standing_for(one, new)]


def _standing_for(old: SentMessage, new: SentMessage) -> SentMessage:
    return SentMessage(
        old.ts, old.channel, new.text, new.blocks, old.metadata, edited=True, to=old.to
    )


def _errors(view: ShownView, errors: Any) -> dict[str, str]:
    """Errors, if each is a text beside an input block of the view."""
    assert isinstance(errors, dict), "errors: must be an object"
    assert errors, "errors: empty"
    inputs = {one["block_id"] for one in view.blocks if one["type"] == "input"}
    for block_id, text in errors.items():
        assert block_id in inputs, f"errors: '{block_id}' is no input block of the view"
        assert str(text).strip(), f"errors: nothing is said at '{block_id}'"
    return errors


def _json(body: str) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        answer = json.loads(body)
    except ValueError as wrong:
        raise AssertionError(f"the answer is no JSON: {body[:200]}") from wrong
    assert isinstance(answer, dict), "the answer is no object"
    return answer
