"""Modals and App Homes as Slack keeps them: opened by a trigger, stacked, replaced, closed.

Known (docs.slack.dev/surfaces/modals, …/reference/methods/views.*, read 2026-11): a trigger is good
once and for three seconds; a modal is a stack of at most three views; only its owner's newest
interaction can add one; an update with another `hash` than the view's is a `hash_conflict`;
controls with the same block_id and action_id keep what was put into them.

Assumed: a modal that is opened from elsewhere takes the place of one that is open; a control that
stays keeps also what it held beforehand, so that a new `initial_value` is not seen; one of another
type is a new one. Refused here though Slack may let it
pass: `views.open` by something done in a modal, its submission too: Slack does not promise to show
what is opened so (bolt-python #481, bolt-js #1072).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.standins import slack_places as places
from tests.standins.slack_limits import MOST_VIEW, Kind, violations
from tests.standins.slack_places import Block, Key

TRIGGER_SECONDS = 3.0
MOST_STACKED = 3


class Refused(Exception):
    """Slack's answer `ok: false`, with its code and, where it gives them, the reasons."""

    def __init__(self, code: str, *reasons: str) -> None:
        super().__init__(code)
        self.code = code
        self.reasons = reasons


@dataclass(frozen=True)
class ShownView:
    """A modal's view or an App Home, as it stood before its owner when they looked."""

    id: str
    user_id: str
    type: str  # modal or home
    title: str
    blocks: tuple[Block, ...]
    payload: dict[str, Any]  # as the Web API gives it
    kept: dict[Key, Any]  # what was put into its controls so far; lives on with the view
    errors: dict[str, str]  # beside fields, by block_id

    @property
    def submit(self) -> str:
        """What the button that submits says; empty where there is none."""
        return _said(self.payload.get("submit"))

    @property
    def close(self) -> str:
        """What the button that closes says; Slack's own word by default."""
        if self.type == "home":
            return ""
        return _said(self.payload.get("close")) or "Cancel"

    @property
    def callback_id(self) -> str:
        """What the app calls it."""
        return str(self.payload["callback_id"])

    @property
    def private_metadata(self) -> str:
        """What the app keeps in it."""
        return str(self.payload["private_metadata"])


@dataclass
class _Trigger:
    user_id: str
    at: float
    view_id: str  # the view that was used, if it was one
    in_modal: bool
    spent: bool = False


@dataclass
class Views:
    """All views of one workspace, and the triggers that open them."""

    team_id: str
    app_id: str
    bot_id: str
    clock: Callable[[], float]  # Unix seconds
    count: itertools.count[int]
    named: Callable[[Block], Block]  # gives a block and its controls the ids that they lack
    open: dict[str, dict[str, Any]] = field(default_factory=dict)  # by view id, as the API gives it
    owners: dict[str, str] = field(default_factory=dict)  # by view id: the user who sees it
    _kept: dict[str, dict[Key, Any]] = field(default_factory=dict)
    _errors: dict[str, dict[str, str]] = field(default_factory=dict)
    _stacks: dict[str, list[str]] = field(default_factory=dict)  # by user, the lowest first
    triggers: dict[str, _Trigger] = field(default_factory=dict)

    def new_trigger(self, user_id: str, *, view_id: str = "") -> str:
        """A trigger_id for what this person does now, in a view or elsewhere."""
        number = next(self.count)
        trigger = f"{number}.{10_000 + number}.{number:032x}"
        in_modal = self.open.get(view_id, {}).get("type") == "modal"
        self.triggers[trigger] = _Trigger(user_id, self.clock(), view_id, in_modal)
        return trigger

    # --- what the app asks for -----------------------------------------------------------------

    def open_modal(self, args: dict[str, Any]) -> dict[str, Any]:
        """Show a modal to whoever just did something."""
        trigger = self._trigger(args.get("trigger_id"))
        if trigger.in_modal:
            raise Refused("invalid_arguments", "views.open from inside a modal: push or update it")
        checked = self._checked(args.get("view"), kind="modal")
        self.clear(trigger.user_id)
        trigger.spent = True
        return {"view": self._stack(checked, trigger.user_id)}

    def push(self, args: dict[str, Any]) -> dict[str, Any]:
        """Put a view upon the modal in which somebody just did something."""
        trigger = self._trigger(args.get("trigger_id"))
        stack = self._stacks.get(trigger.user_id, [])
        if trigger.view_id not in stack:
            raise Refused("not_found", "the trigger is not of a modal that is open")
        checked = self._checked(args.get("view"), kind="modal")
        view = self.push_on(trigger.user_id, checked)
        trigger.spent = True
        return {"view": view}

    def push_on(self, user_id: str, view: Any) -> dict[str, Any]:
        """Put a view upon this person's modal; it may be the third, not a fourth."""
        checked = self._checked(view, kind="modal")
        if len(self._stacks.get(user_id, [])) >= MOST_STACKED:
            raise Refused("push_limit_reached", f"at most {MOST_STACKED} views in a modal")
        return self._stack(checked, user_id)

    def update(self, args: dict[str, Any]) -> dict[str, Any]:
        """Replace a view that is open."""
        if ("view_id" in args) == ("external_id" in args):
            raise Refused("invalid_arguments", "either view_id or external_id")
        name = "id" if "view_id" in args else "external_id"
        wanted = args.get("view_id") or args.get("external_id")
        old = next((one for one in self.open.values() if wanted and one[name] == wanted), None)
        if old is None:
            raise Refused("not_found")
        if args.get("hash", old["hash"]) != old["hash"]:
            raise Refused("hash_conflict")
        return {"view": self.replace(old["id"], args.get("view"))}

    def publish(self, user_id: str, args: dict[str, Any]) -> dict[str, Any]:
        """Put a view into a person's App Home."""
        old = self.home(user_id)
        if old is not None and args.get("hash", old.payload["hash"]) != old.payload["hash"]:
            raise Refused("hash_conflict")
        if old is not None:
            return {"view": self.replace(old.id, args.get("view"))}
        checked = self._checked(args.get("view"), kind="home")
        return {"view": self._store(checked, user_id, id_=f"V{next(self.count):08d}")}

    def replace(self, view_id: str, view: Any) -> dict[str, Any]:
        """Let another view stand in this one's place; what stays in it keeps what was typed."""
        old = self.open[view_id]
        kind: Kind = "home" if old["type"] == "home" else "modal"
        checked = self._checked(view, kind=kind, instead_of=view_id)
        before = _held(old, self._kept[view_id])
        stored = self._store(checked, self.owners[view_id], id_=view_id, old=old)
        now = _held(stored, {})
        same = {one: what for one, what in before.items() if one in now}
        self._kept[view_id].clear()
        self._kept[view_id] |= {one: value for (one, _), value in same.items()}
        self._errors[view_id].clear()
        return stored

    # --- what its owner sees and does ------------------------------------------------------------

    def modal(self, user_id: str) -> ShownView | None:
        """The view on top of the person's modal, if one is open."""
        stack = self._stacks.get(user_id, [])
        return self.shown(stack[-1]) if stack else None

    def stack(self, user_id: str) -> list[ShownView]:
        """All views of the person's modal, the lowest first."""
        return [self.shown(one) for one in self._stacks.get(user_id, [])]

    def home(self, user_id: str) -> ShownView | None:
        """What stands in the person's App Home, if anything was published."""
        homes = (id_ for id_, one in self.open.items() if one["type"] == "home")
        found = next((id_ for id_ in homes if self.owners[id_] == user_id), None)
        return None if found is None else self.shown(found)

    def shown(self, view_id: str) -> ShownView:
        """A view as it stands now."""
        payload = self.open[view_id]
        return ShownView(
            id=view_id,
            user_id=self.owners[view_id],
            type=payload["type"],
            title=_said(payload.get("title")),
            blocks=tuple(payload["blocks"]),
            payload=payload,
            kept=self._kept[view_id],
            errors=dict(self._errors[view_id]),
        )

    def put_errors(self, view_id: str, errors: dict[str, str]) -> None:
        """Say what is wrong beside fields, until the view is submitted or replaced."""
        self._errors[view_id] = dict(errors)

    def pop(self, user_id: str) -> None:
        """Close the view on top; what lies beneath is seen again."""
        self._forget(self._stacks[user_id].pop())

    def clear(self, user_id: str) -> None:
        """Close the person's modal whole."""
        while self._stacks.get(user_id):
            self.pop(user_id)

    # --- inside --------------------------------------------------------------------------------

    def _trigger(self, trigger_id: Any) -> _Trigger:
        if trigger_id not in self.triggers:
            raise Refused("invalid_trigger_id")
        trigger = self.triggers[trigger_id]
        if trigger.spent:
            raise Refused("exchanged_trigger_id")
        if self.clock() - trigger.at > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        return trigger

    def _checked(self, view: Any, *, kind: Kind, instead_of: str = "") -> dict[str, Any]:
        if not isinstance(view, dict):
            raise Refused("invalid_arguments", "view: must be an object")
        wrong = violations(view, kind=kind)
        if any(str(MOST_VIEW) in one for one in wrong):
            raise Refused("view_too_large", *wrong)
        if wrong:
            raise Refused("invalid_arguments", *wrong)
        external = view.get("external_id")
        others = (one for one in self.open.values() if one["id"] != instead_of)
        if external and any(one["external_id"] == external for one in others):
            raise Refused("duplicate_external_id")
        return view

    def _stack(self, view: dict[str, Any], user_id: str) -> dict[str, Any]:
        stack = self._stacks.setdefault(user_id, [])
        id_ = f"V{next(self.count):08d}"
        under = {"root_view_id": stack[0], "previous_view_id": stack[-1]} if stack else None
        stack.append(id_)
        return self._store(view, user_id, id_=id_, old=under)

    def _store(
        self, view: dict[str, Any], user_id: str, *, id_: str, old: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        before = old or {"root_view_id": id_, "previous_view_id": None}
        stored = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "submit": None,
            "close": None,
            **view,
            "id": id_,
            "hash": f"{int(self.clock())}.{next(self.count):08x}",
            "team_id": self.team_id,
            "app_id": self.app_id,
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot_id,
            "root_view_id": before["root_view_id"],
            "previous_view_id": before["previous_view_id"],
            "blocks": [self.named(block) for block in view["blocks"]],
            "state": {"values": {}},
        }
        self.open[id_] = stored
        self.owners[id_] = user_id
        self._kept.setdefault(id_, {})
        self._errors.setdefault(id_, {})
        return stored

    def _forget(self, view_id: str) -> None:
        for kept in (self.open, self.owners, self._kept, self._errors):
            kept.pop(view_id)


def _said(text: dict[str, Any] | None) -> str:
    return text["text"] if text else ""


def _held(view: dict[str, Any], kept: dict[Key, Any]) -> dict[tuple[Key, str], Any]:
    """What each control holds, by its ids and its type."""
    shown = _Blocks(tuple(view["blocks"]))
    return {
        (places.key(*place), place[1]["type"]): places.held(place, kept)
        for place in places.places(shown, *places.STATE)
    }


@dataclass(frozen=True)
class _Blocks:
    blocks: tuple[Block, ...]
