"""What Slack is told about each kind of request, once what it asks for is committed.

A form is shown at once: in the answer to a submission, else by a call of Slack's that is made
after the commit and before the answer. What a form cannot show stands in the direct message; and
where no form could be opened, the mediator says so there, with a way to go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import structlog

from adapters.slack import asked_by, choosing, codec, modal, tenancy
from adapters.slack.connect import SURFACE, SlackHome
from adapters.slack.elements import Json
from adapters.slack.events import Events
from adapters.slack.incoming import heard
from adapters.slack.payloads import (
    BlockActions,
    BlockSuggestion,
    Command,
    EventCallback,
    MessageAction,
    Payload,
    Shortcut,
    View,
    ViewSubmission,
)
from bot.dialogue.content import Card, Page
from bot.dialogue.fields import Option, Value
from bot.dialogue.inputs import Incoming, Leave, Press

ANSWERED = "I answered you in our direct messages."
NOT_HERE = "Your words behind the command were not taken over. Please write them into the form."
AGAIN = "This could not be kept just now, and nothing was changed. Please try once more."
MOST_FOUND = 100  # options in one answer

log = structlog.get_logger()


class Conversations(Protocol):
    """Takes what people do, and looks up what they may choose."""

    async def receive(self, incoming: Incoming) -> Page | Card | None:
        """Do it and commit, once per key; what is said in answer comes as posts.

        Returns what a form shows now.
        """

    async def options(
        self,
        *,
        surface: str,
        tenant: str,
        user: str,
        session: str,
        field: str,
        query: str,
        values: Mapping[str, Value],
    ) -> tuple[Option, ...]:
        """The options of a page's field that fit some words, for who has that page open."""


class Forms(Protocol):
    """Shows modals: `adapters.slack.opening`."""

    async def open(self, trigger_id: str, view: Json, *, tenant: str) -> bool:
        """Show one to whoever gave the trigger; False when they may not see it."""

    async def update(self, old: View, view: Json, *, tenant: str) -> bool:
        """Put another page into one, unless something newer stands there."""


class Answering:
    """Does what a request asks for; returns what its answer holds, {} for an empty one."""

    def __init__(
        self,
        home: SlackHome,
        *,
        conversations: Conversations,
        forms: Forms,
        events: Events,
    ) -> None:
        self._home = home
        self._conversations = conversations
        self._forms = forms
        self._events = events

    async def answer(self, payload: Payload) -> Json:
        """What Slack gets. Raises what the commit raises: then nothing was taken."""
        match payload:
            case ViewSubmission():
                return await self._submitted(payload)
            case BlockActions():
                return await self._used(payload)
            case Command():
                return await self._command(payload)
            case Shortcut() | MessageAction():
                for incoming in heard(payload, self._home):
                    await self._shown(incoming, payload.trigger_id)
                return {}
            case BlockSuggestion():
                return {"options": await self._found(payload)}
            case EventCallback() if await self._events.hear(payload):
                return {}
            case _:
                for incoming in heard(payload, self._home):
                    await self._conversations.receive(incoming)
                return {}

    async def _submitted(self, payload: ViewSubmission) -> Json:
        """The next page, or what is wrong with this one."""
        shown: Page | Card | None = None
        for incoming in heard(payload, self._home):
            shown = await self._conversations.receive(incoming)
        if isinstance(shown, Page) and (errors := _errors(shown, payload.view)):
            return {"response_action": "errors", "errors": errors}
        if shown is None:
            return {"response_action": "clear"}
        return {"response_action": "update", "view": _view(shown)}

    async def _used(self, payload: BlockActions) -> Json:
        """A page that is shown takes the modal's place, or opens one."""
        view = payload.view if payload.view and payload.view.is_modal else None
        for incoming in heard(payload, self._home):
            if view:
                shown = await self._conversations.receive(incoming)
                await self._forms.update(view, _view(shown), tenant=incoming.tenant)
            elif isinstance(incoming.input, Press):
                await self._shown(incoming, payload.trigger_id)
            else:
                await self._conversations.receive(incoming)
        return {}

    async def _command(self, payload: Command) -> Json:
        """Nothing beside a form, else where to look: a command may be typed before anybody."""
        opened = False
        for incoming in heard(payload, self._home):
            opened = await self._shown(incoming, payload.trigger_id)
        if not opened:
            return _whispered(ANSWERED)
        return _whispered(NOT_HERE) if asked_by.leaves_words(payload) else {}

    async def _shown(self, incoming: Incoming, trigger_id: str) -> bool:
        """True when a form was opened; one that was to be and could not is said to be gone."""
        shown = await self._conversations.receive(incoming)
        if not isinstance(shown, Page):
            return False
        view = modal.page_view(shown)
        if await self._forms.open(trigger_id, view, tenant=incoming.tenant):
            return True
        gone = Leave(shown.session, "not_opened")
        key = f"{incoming.key}:not_opened"
        await self._conversations.receive(
            Incoming(incoming.surface, incoming.tenant, incoming.user, key=key, input=gone)
        )
        return False

    async def _found(self, payload: BlockSuggestion) -> list[Json]:
        """What fits the words that stand in a list."""
        asked = codec.asked_for(payload.block_id)
        tenant = tenancy.of_interaction(payload, self._home)
        if asked is None or tenant is None:
            return []
        found = await self._conversations.options(
            surface=SURFACE,
            tenant=tenant,
            user=payload.user.id,
            session=asked[0],
            field=asked[1],
            query=payload.value,
            values=_beside(payload.view),
        )
        made = (choosing.as_found(one) for one in found[:MOST_FOUND])
        return [one for one in made if one]


def after_fault(payload: object) -> Json | None:
    """What a person reads after a fault of ours; None where Slack sends it again, or says so.

    What was typed stands in the modal, so the modal stays.
    """
    match payload:
        case Command():
            return _whispered(AGAIN)
        case ViewSubmission():
            return _try_again(payload.view)
        case _:
            return None


def _beside(view: View | None) -> Mapping[str, Value]:
    """What stands in the other fields, where Slack sends it along: that is not promised."""
    mark = codec.read_mark(view.private_metadata) if view else None
    return (codec.typed(view.values, mark) or {}) if view and mark else {}


def _view(shown: Page | Card | None) -> Json:
    match shown:
        case Page():
            return modal.page_view(shown)
        case Card():
            return modal.ending_view(shown)
        case None:
            return modal.over_view()


def _errors(page: Page, view: View) -> Mapping[str, str]:
    """What is wrong with the answers, when all of it can stand beside fields that are shown."""
    errors = modal.errors(page)
    return errors if set(errors) <= set(view.values) else {}


def _try_again(view: View) -> Json:
    """The same modal with what was typed; only one without fields gives way to another."""
    fields = [*view.values]
    if fields:
        return {"response_action": "errors", "errors": {fields[0]: modal.TRY_AGAIN}}
    again = modal.again_view(view.private_metadata)
    return {"response_action": "update", "view": again}


def _whispered(text: str) -> Json:
    """Shown to whoever typed the command, and to nobody else."""
    return {"response_type": "ephemeral", "text": text}
