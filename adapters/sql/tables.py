"""Every table. Each carries the tenant in its keys; ids are UUIDv7; moments are UTC.

Directory tables hold what the organisation's file says; references among its people are checked
when the file is read, and are no foreign keys, since the file may name people in any order.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    and_,
    false,
    literal_column,
    true,
)

from adapters.sql.types import Moment, Plain, Sealed

TENANT = "home"  # one organisation per database, for now

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _tenant() -> Column[str]:
    return Column("tenant_id", Plain, primary_key=True)


def _id() -> Column[str]:
    return Column("id", Plain, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Plain, nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Moment, nullable=nullable)


def _sealed(name: str) -> Column[Any]:
    return Column(name, Sealed, nullable=False)


def _refers(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])


def _partial(
    name: str, *columns: Column[Any], where: ColumnElement[bool], unique: bool = False
) -> None:
    """An index over the few rows that matter now.

    A query must repeat `where` as it is for the index to serve it, hence the named conditions and
    their literals: a bound parameter would not match.
    """
    Index(name, columns[0].table.c.tenant_id, *columns, unique=unique, sqlite_where=where)


# --- keys ---------------------------------------------------------------------------------------

master_keys = Table(
    "master_keys",
    metadata,
    _tenant(),
    Column("salt", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),  # opens with the right SECRET_KEY only
)

data_keys = Table(
    "data_keys",
    metadata,
    _tenant(),
    _id(),
    _text("scope"),
    Column("wrapped", LargeBinary, nullable=False),
    UniqueConstraint("tenant_id", "scope"),
)

# --- directory ----------------------------------------------------------------------------------

organisations = Table(
    "organisations", metadata, _tenant(), _text("name"), _text("time_zone"), _text("jurisdiction")
)

clients = Table(
    "clients",
    metadata,
    _tenant(),
    _id(),
    _text("name"),
    _text("account_lead", nullable=True),
    Column("active", Boolean, nullable=False),
    _text("sort_name"),
    _text("search"),
)

ACTIVE_CLIENT = clients.c.active.is_(true())
_partial("ix_clients_active", clients.c.sort_name, where=ACTIVE_CLIENT)

people = Table(
    "people",
    metadata,
    _tenant(),
    _id(),
    _text("name"),
    _text("email"),
    _text("time_zone"),
    _text("jurisdiction"),
    Column("working_days", JSON, nullable=False),
    _text("manager", nullable=True),
    _text("account", nullable=True),
    _text("client", nullable=True),
    _text("deputy", nullable=True),
    _text("language"),
    _text("job_title"),
    Column("own_zone", Boolean, nullable=False),  # the file states it, so nothing else counts
    Column("own_language", Boolean, nullable=False),
    _text("met_zone", nullable=True),  # what the platform says on which they were met
    _text("met_language", nullable=True),
    Column("active", Boolean, nullable=False),
    _text("sort_name"),
    _text("search"),
)

ACTIVE = people.c.active.is_(true())
STAFF = and_(ACTIVE, people.c.client.is_(None))
CONTACT = and_(ACTIVE, people.c.client.is_not(None))
_partial("ix_people_staff", people.c.sort_name, where=STAFF)
_partial("ix_people_contacts", people.c.client, people.c.sort_name, where=CONTACT)

duties = Table(
    "duties",
    metadata,
    _tenant(),
    Column("person_id", Plain, primary_key=True),
    Column("duty", Plain, primary_key=True),
    _refers("person_id", "people"),
    Index(None, "tenant_id", "duty", "person_id"),
)

addresses = Table(
    "addresses",
    metadata,
    _tenant(),
    _id(),
    _text("person_id"),  # "" for somebody whom the organisation does not know: no foreign key
    _text("surface"),
    _text("workspace"),
    _text("user"),
    Column("position", Integer, nullable=False),  # as configured, the first to be used first
    _moment("verified_at", nullable=True),
    Column("current", Boolean, nullable=False),  # False: replaced; kept for what it was sent
    _moment("ask_at", nullable=True),  # when to ask the platform who this is; None: no need
    _moment("asked_at", nullable=True),
    _moment("profile_at", nullable=True),  # of when what the platform said last is
    _moment("gone_at", nullable=True),
)

CURRENT = addresses.c.current.is_(true())
_partial(
    "ix_addresses_owner",
    addresses.c.surface,
    addresses.c.workspace,
    addresses.c.user,
    where=CURRENT,
    unique=True,
)
_partial("ix_addresses_person", addresses.c.person_id, where=CURRENT)
ASKED_FOR = and_(CURRENT, addresses.c.ask_at.is_not(None))
_partial("ix_addresses_asked_for", addresses.c.ask_at, where=ASKED_FOR)

links = Table(
    "links",
    metadata,
    _tenant(),
    _id(),
    _text("address_id"),  # of somebody whom nobody knew: a user is proposed once and never again
    _text("person_id"),
    _text("asked_id"),  # who in HR is to say whether it is that person
    _text("state"),
    _moment("proposed_at"),
    _text("decided_by", nullable=True),
    _moment("decided_at", nullable=True),
    UniqueConstraint("tenant_id", "address_id"),
    _refers("address_id", "addresses"),
    _refers("person_id", "people"),
    _refers("asked_id", "people"),
)

# --- cases --------------------------------------------------------------------------------------

reference_counters = Table(
    "reference_counters",
    metadata,
    _tenant(),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    _tenant(),
    _id(),
    _text("reference"),
    _text("client_id"),
    _text("contact_id"),
    _text("employee_id"),
    _text("opened_by"),
    _moment("opened_at"),
    _text("jurisdiction"),
    _text("stage"),
    Column("asks", JSON, nullable=False),
    _text("urgency"),
    _sealed("complaint"),  # allegations, effect, remedy and safety: all that somebody wrote
    _moment("particulars_at", nullable=True),
    _moment("manager_told_at", nullable=True),
    _moment("employee_told_at", nullable=True),
    _text("employee_told_by", nullable=True),
    _moment("update_due_at", nullable=True),
    _moment("closed_at", nullable=True),
    UniqueConstraint("tenant_id", "reference"),
    _refers("client_id", "clients"),
    _refers("contact_id", "people"),
    _refers("employee_id", "people"),
    _refers("opened_by", "people"),
    Index(None, "tenant_id", "employee_id"),
)

OPEN_CASE = cases.c.stage != literal_column("'S7'")
_partial("ix_cases_open", cases.c.opened_at, where=OPEN_CASE)

parties = Table(
    "parties",
    metadata,
    _tenant(),
    _id(),
    _text("case_id"),
    _text("person_id"),
    _text("capacity"),
    _moment("since"),
    _moment("until", nullable=True),
    _moment("acknowledged_at", nullable=True),
    _refers("case_id", "cases"),
    _refers("person_id", "people"),
    Index(None, "tenant_id", "case_id", "since"),
    Index(None, "tenant_id", "person_id", "until", "case_id"),
)

OPEN_PART = parties.c.until.is_(None)

# --- journal ------------------------------------------------------------------------------------

journals = Table(
    "journals",
    metadata,
    _tenant(),
    Column("case_id", Plain, primary_key=True),
    Column("length", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),  # the chain's last link: nothing can be cut off
    _refers("case_id", "cases"),
)

events = Table(
    "events",
    metadata,
    _tenant(),
    Column("case_id", Plain, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _moment("at"),
    _text("actor"),  # "" for the mediator itself
    _text("surface"),
    _text("kind"),
    _sealed("data"),
    Column("link", LargeBinary, nullable=False),
    _refers("case_id", "cases"),
)

# --- conversations ------------------------------------------------------------------------------

posts = Table(
    "posts",
    metadata,
    _tenant(),
    _id(),
    _text("address_id"),
    Column("sequence", Integer, nullable=False),
    _text("key"),
    _text("case_id", nullable=True),
    _text("party_id", nullable=True),
    _text("replaces", nullable=True),
    Column("quiet", Boolean, nullable=False, server_default=false()),
    Column("live", Boolean, nullable=False, server_default=false()),
    _sealed("content"),
    _moment("created_at"),
    _moment("due_at"),
    _moment("retry_at", nullable=True),  # set by a failure: holds the address until then
    _text("state"),
    Column("attempts", Integer, nullable=False),
    _text("message_id"),
    _moment("sent_at", nullable=True),
    _text("failure"),
    UniqueConstraint("tenant_id", "key"),
    UniqueConstraint("tenant_id", "address_id", "sequence"),
    _refers("address_id", "addresses"),
    _refers("case_id", "cases"),
    _refers("party_id", "parties"),
    _refers("replaces", "posts"),
)

UNSENT = posts.c.state == literal_column("'due'")
SENT = posts.c.state == literal_column("'sent'")
RETRIED = and_(UNSENT, posts.c.retry_at.is_not(None))
_partial("ix_posts_due", posts.c.due_at, where=UNSENT)
_partial("ix_posts_unsent", posts.c.address_id, posts.c.due_at, posts.c.sequence, where=UNSENT)
_partial("ix_posts_retried", posts.c.retry_at, where=RETRIED)
_partial("ix_posts_transcript", posts.c.address_id, posts.c.sent_at, posts.c.sequence, where=SENT)
LIVE = posts.c.live.is_(true())  # a card with something to press that can come to an end
_partial("ix_posts_live_case", posts.c.case_id, where=LIVE)
_partial("ix_posts_live_address", posts.c.address_id, posts.c.case_id, where=LIVE)

sessions = Table(
    "sessions",
    metadata,
    _tenant(),
    _id(),
    _text("address_id"),
    _text("person_id"),
    _text("flow"),
    Column("version", Integer, nullable=False),
    _sealed("state"),
    _text("status"),
    Column("revision", Integer, nullable=False),
    _text("page_post", nullable=True),
    _moment("started_at"),
    _moment("updated_at"),
    _text("about"),
    _refers("address_id", "addresses"),
    Index(None, "tenant_id", "address_id", "status", "updated_at"),
)

ACTIVE_SESSION = sessions.c.status == literal_column("'active'")
_partial("ix_sessions_active", sessions.c.address_id, where=ACTIVE_SESSION, unique=True)

homes = Table(
    "homes",
    metadata,
    _tenant(),
    Column("address_id", Plain, primary_key=True),
    Column("changes", Integer, nullable=False),  # what may have changed it, counted
    Column("shown", Integer, nullable=False),  # how many of those it shows
    _text("digest"),
    Column("attempts", Integer, nullable=False),
    _moment("retry_at", nullable=True),
    _refers("address_id", "addresses"),
)

OUTDATED = homes.c.changes != homes.c.shown
_partial("ix_homes_outdated", homes.c.retry_at, where=OUTDATED)

# --- time ---------------------------------------------------------------------------------------

reminders = Table(
    "reminders",
    metadata,
    _tenant(),
    _id(),
    _text("case_id"),
    _text("kind"),
    _text("owner_id"),
    _text("party_id", nullable=True),
    _moment("started_at"),
    _moment("due_at"),
    _moment("next_at", nullable=True),
    Column("rung", Integer, nullable=False),
    _moment("snoozed_until", nullable=True),
    _text("state"),
    _text("done_by", nullable=True),
    _moment("ended_at", nullable=True),
    _refers("case_id", "cases"),
    _refers("owner_id", "people"),
    _refers("party_id", "parties"),
    Index(None, "tenant_id", "case_id", "state"),
)

OWED = reminders.c.state == literal_column("'open'")
_partial("ix_reminders_owed", reminders.c.owner_id, reminders.c.due_at, where=OWED)

PENDING = and_(OWED, reminders.c.next_at.is_not(None))
_partial("ix_reminders_pending", reminders.c.next_at, where=PENDING)
_partial("ix_reminders_owner", reminders.c.owner_id, where=PENDING)

seen = Table(
    "seen",
    metadata,
    _tenant(),
    Column("surface", Plain, primary_key=True),
    Column("workspace", Plain, primary_key=True),
    Column("key", Plain, primary_key=True),
    _moment("at"),
    Index(None, "tenant_id", "at"),
)
