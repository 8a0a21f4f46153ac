"""A person at their Slack client, played against our server: what they type, press and submit.

Every request has the form that Slack gives it and its signature (see slack_payloads); what our
server answers is done as Slack does it, and is refused where Slack refuses it (slack_answers).

Known: `view_closed` is sent for views with `notify_on_close`, with `is_cleared` when the whole
modal went. Assumed: it is sent for each such view, the topmost first; none is sent for what the
app closed itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tests.standins import slack_answers as answers
from tests.standins import slack_payloads as payloads
from tests.standins.slack_checks import NotSubmitted, obstacles
from tests.standins.slack_hands import WAITS, Hands, Screen
from tests.standins.slack_payloads import Written
from tests.standins.slack_places import Place
from tests.standins.slack_reading import SentMessage
from tests.standins.slack_views import ShownView
from tests.standins.slack_wire import FORM, JSON, Request

__all__ = [
    "FORM",
    "JSON",
    "WAITS",
    "NotSubmitted",
    "Place",
    "Request",
    "Screen",
    "SlackPerson",
    "Written",
]


class SlackPerson(Hands):
    """One person's Slack client; made with the arguments of `Hands`."""

    # --- words -----------------------------------------------------------------------------------

    async def say(
        self,
        text: str,
        *,
        event_id: str | None = None,
        retry: int | None = None,
        channel: str | None = None,
    ) -> int:
        """Type a message to the bot, or into a channel; give the HTTP status.

        An `event_id` that was used before delivers that very event once more, as Slack does.
        """
        self.last_event_id = event_id or self._id()
        sent = self._events.get(self.last_event_id)
        if sent is not None:
            return await self.again(request=sent, retry=retry)
        event = payloads.message_event(
            self.actor, text, event_id=self.last_event_id, channel=channel
        )
        status = await self.event(event, retry=retry)
        self._events[self.last_event_id] = self.requests[-1]
        return status

    def writes(self, text: str, *, channel: str, thread: str = "") -> Written:
        """Write into a channel of which the app is told nothing; give what was written."""
        return payloads.written(self.actor, text, channel=channel, thread=thread)

    async def command(self, command: str, text: str = "", *, channel: str | None = None) -> int:
        """Type a slash command, by default in the direct message with the bot.

        What the answer says is shown as Slack shows it: to this person alone (`whispers`).
        """
        place = self.actor.place(channel)
        form = payloads.slash_command(
            self.actor,
            command,
            text,
            place=place,
            trigger_id=self.actor.workspace.new_trigger(self.actor.user_id),
            response_url=self._standin.response_url(self.actor, place.id),
        )
        status = await self._deliver(urlencode(form).encode(), content_type=FORM)
        if status == 200:
            answers.told(self.actor, place, self.body)
        return status

    # --- shortcuts -------------------------------------------------------------------------------

    async def use_on(self, message: SentMessage | Written, callback_id: str) -> int:
        """Pick a shortcut in a message's menu."""
        payload = payloads.message_action(
            self.actor,
            message,
            callback_id=callback_id,
            trigger_id=self.actor.workspace.new_trigger(self.actor.user_id),
            response_url=self._standin.response_url(self.actor, message.channel),
        )
        return await self.interact(payload)

    async def shortcut(self, callback_id: str) -> int:
        """Pick a shortcut outside of any message."""
        trigger = self.actor.workspace.new_trigger(self.actor.user_id)
        payload = payloads.global_shortcut(self.actor, callback_id=callback_id, trigger_id=trigger)
        return await self.interact(payload)

    # --- modals ----------------------------------------------------------------------------------

    def modal(self) -> ShownView:
        """The view that stands before the person. Raises `LookupError` where no modal is open."""
        shown = self.actor.workspace.modals.modal(self.actor.user_id)
        if shown is None:
            raise LookupError("No modal is open")
        return shown

    def stack(self) -> list[ShownView]:
        """All views of the modal that is open, the lowest first; none is empty."""
        return self.actor.workspace.modals.stack(self.actor.user_id)

    async def submit(self, view: ShownView | None = None) -> int:
        """Submit the view; then do with it what our server answered.

        The view may be older than what stands there now: who submits may not have seen the rest.

        Raises:
            NotSubmitted: The client holds it back, for a field that is empty, too long…
            AssertionError: The answer is none that Slack would take.
        """
        shown = self._top(view)
        wrong = obstacles(shown)
        if not shown.submit:
            wrong.append("there is no button that submits")
        if wrong:
            raise NotSubmitted("; ".join(wrong))
        trigger = self._trigger(shown)
        self.actor.workspace.modals.put_errors(shown.id, {})
        status = await self.interact(
            payloads.view_submission(self.actor, shown, trigger_id=trigger)
        )
        still_there = self.stack()
        if status == 200 and still_there and still_there[-1].id == shown.id:
            answers.submitted(self.actor, shown, self.body)
        return status

    async def close(self, view: ShownView | None = None, *, everything: bool = False) -> int:
        """Close the view by its button, or with `everything` the whole modal by its X.

        Gives the last status, or `WAITS` where our server asked not to hear of it.
        """
        shown = self._top(view)
        whole = everything or bool(shown.payload["clear_on_close"])
        gone = list(reversed(self.stack())) if whole else [shown]
        for _ in gone:
            self.actor.workspace.modals.pop(self.actor.user_id)
        status = WAITS
        for one in gone:
            if one.payload["notify_on_close"]:
                status = await self.interact(payloads.view_closed(self.actor, one, cleared=whole))
        return status

    # --- the app's own page ----------------------------------------------------------------------

    async def open_home(self, *, tab: str = "home") -> int:
        """Look at the app's page, at its tab `home` or `messages`."""
        return await self.event(payloads.home_opened(self.actor, tab=tab, event_id=self._id()))

    def home(self) -> ShownView:
        """What the tab Home shows. Raises `LookupError` where nothing was ever published."""
        shown = self.actor.workspace.modals.home(self.actor.user_id)
        if shown is None:
            raise LookupError("Nothing was published to this person's Home")
        return shown

    # --- the app and the profile -----------------------------------------------------------------

    async def remove_app(self, *, only_tokens: bool = False) -> list[int]:
        """Remove the app from the workspace, or only revoke its tokens; give the statuses.

        Slack tells of it with two events in any order, here `tokens_revoked` first.
        """
        place = self.actor.workspace
        refusal = "token_revoked" if only_tokens else "account_inactive"
        self._standin.installs.take_away(place, refusal)
        kinds = ["tokens_revoked"] if only_tokens else ["tokens_revoked", "app_uninstalled"]
        return [
            await self.event(payloads.removed(place, kind, event_id=self._id())) for kind in kinds
        ]

    async def change_profile(self, **fields: Any) -> int:
        """Let the profile have these fields of `User` from now on, and the app hear of it."""
        users = self.actor.workspace.users
        users[self.actor.user_id] = replace(self.actor.user, **fields)
        return await self.event(payloads.user_change(self.actor, event_id=self._id()))

    # --- inside ----------------------------------------------------------------------------------

    def _id(self) -> str:
        """The id of the next event."""
        self.last_event_id = f"Ev{uuid4().hex[:10].upper()}"
        return self.last_event_id

    def _top(self, view: ShownView | None) -> ShownView:
        """The view, which must be the one on top."""
        now = self.modal()
        if view is not None and view.id != now.id:
            raise LookupError(f"'{view.title}' is not on top, '{now.title}' is")
        return view or now
