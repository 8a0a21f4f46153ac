"""Slack's user object, as `users.info` and the event `user_change` give it.

Fields: docs.slack.dev/reference/objects/user-object; people of other workspaces:
docs.slack.dev/apis/slack-connect. `tz` is an IANA name, `locale` a tag such as en-US.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Word = Annotated[str, StringConstraints(max_length=500)]
UserId = Annotated[str, StringConstraints(max_length=500, pattern=r"^[\x21-\x7e]+$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class UserProfile(_Part):
    """What people say of themselves; `email` needs the scope users:read.email."""

    real_name: Word | None = None
    email: Word | None = None


class EnterpriseUser(_Part):
    """On Enterprise Grid, to which one somebody belongs."""

    enterprise_id: Word | None = None


class SlackUser(_Part):
    """A user object, as far as we read it. Most of it may be absent."""

    id: UserId
    team_id: Word | None = None  # absent for some people of a Grid
    enterprise_user: EnterpriseUser | None = None
    real_name: Word | None = None
    profile: UserProfile = UserProfile()
    tz: Word | None = None
    locale: Word | None = None  # only where it was asked for
    deleted: bool = False
    is_bot: bool = False
    is_app_user: bool = False  # somebody who uses an app, no app
    is_stranger: bool = False  # of another workspace, met through Slack Connect
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_email_confirmed: bool | None = None
    updated: Annotated[int, Field(ge=0, lt=2**32)] | None = None  # unix seconds

    @property
    def teams(self) -> tuple[str | None, ...]:
        """What names their own workspace, the surest first."""
        return (
            self.team_id,
            self.enterprise_user.enterprise_id if self.enterprise_user else None,
        )
