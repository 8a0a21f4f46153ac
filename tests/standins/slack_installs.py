"""Where our app is installed and with which tokens: consent, OAuth, rotation, scopes, removal.

Known (docs.slack.dev/authentication/installing-with-oauth, …/using-token-rotation,
…/reference/methods/oauth.v2.access, read 2026-11): a code is good once and for ten
minutes; a rotated token lives twelve hours and its refresh token is good once; a call without
its scope is `missing_scope` with `needed` and `provided`. Assumed: a new access token leaves the
one before it alive until it expires; `auth.test` of a token of a whole enterprise gives the
enterprise's id as the team's; such a token finds its workspace by `team_id`, or else by what
the call names.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.standins.slack_views import Refused
from tests.standins.slack_workspace import Workspace

SCOPES = (
    "chat:write",
    "commands",
    "im:history",
    "im:write",
    "users:read",
    "users:read.email",
)
NEEDED = {
    "apps.connections.open": "connections:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "team.info": "team:read",
    "users.info": "users:read",
}
CODE_SECONDS = 600
TOKEN_SECONDS = 43_200


@dataclass
class Grant:
    """What one access token opens."""

    workspaces: list[Workspace]  # one; several for a whole enterprise; none for the app's own
    scopes: frozenset[str]
    kind: Literal["bot", "app"] = "bot"
    until: float | None = None  # Unix seconds
    refusal: str = ""  # what Slack says since it was taken away

    def workspace(self, args: dict[str, Any]) -> Workspace:
        """The workspace that the call is about."""
        return next((one for one in self.workspaces if _names(one, args)), self.workspaces[0])


@dataclass(frozen=True)
class _Consent:
    workspaces: list[Workspace]
    user_id: str
    scopes: frozenset[str]
    redirect_uri: str
    at: float


@dataclass
class Installs:
    """All tokens of our app."""

    clock: Callable[[], float]  # Unix seconds
    client_id: str = "1111.2222"
    client_secret: str = "made-up-client-secret"
    rotation: bool = False  # whether the app has token rotation turned on
    grants: dict[str, Grant] = field(default_factory=dict)  # by access token
    _codes: dict[str, _Consent] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _refresh: dict[str, _Consent] = field(default_factory=dict)

    def grant(
        self,
        token: str,
        *workspaces: Workspace,
        scopes: Iterable[str] = SCOPES,
        kind: Literal["bot", "app"] = "bot",
    ) -> Grant:
        """Let this token open these workspaces."""
        grant = self.grants[token] = Grant(list(workspaces), frozenset(scopes), kind)
        return grant

    def judge(self, method: str, token: str) -> Grant:
        """What the token opens. Raises `Refused` where it does not open this method."""
        grant = self.grants.get(token)
        if grant is None:
            raise Refused("invalid_auth")
        if grant.refusal:
            raise Refused(grant.refusal)
        if grant.until is not None and self.clock() >= grant.until:
            raise Refused("token_expired")
        wanted = "app" if method == "apps.connections.open" else "bot"
        if grant.kind != wanted:
            raise Refused("not_allowed_token_type")
        needed = NEEDED.get(method, "")
        if needed and needed not in grant.scopes:
            raise MissingScope(needed, grant.scopes)
        return grant

    # --- a person installs -----------------------------------------------------------------------

    def approve(
        self,
        url: str,
        *workspaces: Workspace,
        user_id: str,
        scopes: Iterable[str] | None = None,
    ) -> str:
        """Press Allow on the page at our authorize URL; give where the browser is sent then.

        Several workspaces are those of an enterprise in which it is installed as a whole.
        `scopes` are those that are given in fact; by default all that are asked for.
        """
        asked = self._asked(url)
        given = asked["scope"].split(",") if scopes is None else scopes
        code = f"{workspaces[0].team_id}.{secrets.token_hex(8)}"
        redirect = asked["redirect_uri"]
        self._codes[code] = _Consent(
            list(workspaces), user_id, frozenset(given), redirect, self.clock()
        )
        return f"{redirect}?{urlencode({'code': code, 'state': asked['state']})}"

    def decline(self, url: str) -> str:
        """Press Cancel there; give where the browser is sent then."""
        asked = self._asked(url)
        declined = {"error": "access_denied", "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(declined)}"

    def access(self, args: dict[str, Any]) -> dict[str, Any]:
        """oauth.v2.access: a code, or a refresh token, against an access token."""
        if args.get("client_id") != self.client_id:
            raise Refused("invalid_client_id")
        if args.get("client_secret") != self.client_secret:
            raise Refused("bad_client_secret")
        match args.get("grant_type", "authorization_code"):
            case "authorization_code":
                return self._tokens(self._consent(args))
            case "refresh_token":
                consent = self._refresh.pop(str(args.get("refresh_token")), None)
                if consent is None:
                    raise Refused("invalid_refresh_token")
                return self._tokens(consent)
            case _:
                raise Refused("invalid_grant_type")

    # --- a person removes ------------------------------------------------------------------------

    def take_away(self, workspace: Workspace, refusal: str) -> None:
        """Let no bot token open this workspace from now on."""
        for grant in self.grants.values():
            if grant.kind == "bot" and workspace in grant.workspaces:
                grant.workspaces.remove(workspace)
                if not grant.workspaces:
                    grant.workspaces.append(workspace)
                    grant.refusal = refusal
        for name, consent in list(self._refresh.items()):
            if workspace in consent.workspaces:
                del self._refresh[name]

    # --- inside ----------------------------------------------------------------------------------

    def _asked(self, url: str) -> dict[str, str]:
        parts = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert parts.path == "/oauth/v2/authorize", f"not the page to authorize at: {parts.path}"
        for name in ("client_id", "scope", "state", "redirect_uri"):
            assert asked.get(name), f"authorize: '{name}' is missing"
        assert asked["client_id"] == self.client_id, "authorize: of another app"
        return asked

    def _consent(self, args: dict[str, Any]) -> _Consent:
        code = str(args.get("code"))
        if code in self._used:
            raise Refused("code_already_used")
        consent = self._codes.get(code)
        if consent is None or self.clock() - consent.at > CODE_SECONDS:
            raise Refused("invalid_code")
        if args.get("redirect_uri") != consent.redirect_uri:
            raise Refused("bad_redirect_uri")
        self._used.add(code)
        return consent

    def _tokens(self, consent: _Consent) -> dict[str, Any]:
        home = consent.workspaces[0]
        whole = len(consent.workspaces) > 1 or home.org_wide
        for one in consent.workspaces:
            one.org_wide = whole
        name = secrets.token_hex(8)
        token = f"xoxe.xoxb-1-{name}" if self.rotation else f"xoxb-{name}"
        grant = self.grant(token, *consent.workspaces, scopes=consent.scopes)
        answer = {
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(sorted(consent.scopes)),
            "bot_user_id": home.bot_user_id,
            "app_id": home.app_id,
            "team": None if whole else {"id": home.team_id, "name": home.name},
            "enterprise": _enterprise(home),
            "authed_user": {"id": consent.user_id},
            "is_enterprise_install": whole,
        }
        if not self.rotation:
            return answer
        grant.until = self.clock() + TOKEN_SECONDS
        refresh = f"xoxe-1-{secrets.token_hex(8)}"
        self._refresh[refresh] = consent
        return {**answer, "expires_in": TOKEN_SECONDS, "refresh_token": refresh}


class MissingScope(Refused):
    """The token was not given what the method needs."""

    def __init__(self, needed: str, provided: Iterable[str]) -> None:
        super().__init__("missing_scope")
        self.needed = needed
        self.provided = ",".join(sorted(provided))


def _enterprise(workspace: Workspace) -> dict[str, str] | None:
    if not workspace.enterprise_id:
        return None
    return {"id": workspace.enterprise_id, "name": "Northwind Group"}


def _names(workspace: Workspace, args: dict[str, Any]) -> bool:
    """Whether the call names this workspace, or something that is of it."""
    if "team_id" in args:
        return bool(args["team_id"] == workspace.team_id)
    of_it = (
        (workspace.conversations, ("channel",)),
        (workspace.users, ("user", "users", "user_id")),
        (workspace.modals.open, ("view_id",)),
        (workspace.modals.triggers, ("trigger_id",)),
    )
    return any(args.get(name) in known for known, names in of_it for name in names)
