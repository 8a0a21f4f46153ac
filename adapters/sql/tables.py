"""Every table. Each carries the tenant in its keys; ids are UUIDv7; moments are UTC.

Directory tables hold what the organisation's file says; references among its people are checked
when the file is read, and are no foreign keys, since the file may name people in any order.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
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

from adapters.sql.columns import identity, moment, partial, refers, sealed, tenant, text
from adapters.sql.types import Plain

TENANT = "home"  # one organisation per database, for now

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- keys ---------------------------------------------------------------------------------------

master_keys = Table(
    "master_keys",
    metadata,
    tenant(),
    Column("salt", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),  # opens with the right SECRET_KEY only
)

data_keys = Table(
    "data_keys",
    metadata,
    tenant(),
    identity(),
    text("scope"),
    Column("wrapped", LargeBinary, nullable=False),
    UniqueConstraint("tenant_id", "scope"),
)

# --- directory ----------------------------------------------------------------------------------

organisations = Table(
    "organisations", metadata, tenant(), text("name"), text("time_zone"), text("jurisdiction")
)

clients = Table(
    "clients",
    metadata,
    tenant(),
    identity(),
    text("name"),
    text("account_lead", nullable=True),
    Column("active", Boolean, nullable=False),
    text("sort_name"),
    text("search"),
)

ACTIVE_CLIENT = clients.c.active.is_(true())
partial("ix_clients_active", clients.c.sort_name, where=ACTIVE_CLIENT)

people = Table(
    "people",
    metadata,
    tenant(),
    identity(),
    text("name"),
    text("email"),
    text("time_zone"),
    text("jurisdiction"),
    Column("working_days", JSON, nullable=False),
    text("manager", nullable=True),
    text("account", nullable=True),
    text("client", nullable=True),
    text("deputy", nullable=True),
    text("language"),
    text("job_title"),
    Column("own_zone", Boolean, nullable=False),  # the file states it, so nothing else counts
    Column("own_language", Boolean, nullable=False),
    text("met_zone", nullable=True),  # what the platform says on which they were met
    text("met_language", nullable=True),
    Column("active", Boolean, nullable=False),
    text("sort_name"),
    text("search"),
)

ACTIVE = people.c.active.is_(true())
STAFF = and_(ACTIVE, people.c.client.is_(None))
CONTACT = and_(ACTIVE, people.c.client.is_not(None))
partial("ix_people_staff", people.c.sort_name, where=STAFF)
partial("ix_people_contacts", people.c.client, people.c.sort_name, where=CONTACT)

duties = Table(
    "duties",
    metadata,
    tenant(),
    Column("person_id", Plain, primary_key=True),
    Column("duty", Plain, primary_key=True),
    refers("person_id", "people"),
    Index(None, "tenant_id", "duty", "person_id"),
)

addresses = Table(
    "addresses",
    metadata,
    tenant(),
    identity(),
    text("person_id"),  # "" for somebody whom the organisation does not know: no foreign key
    text("surface"),
    text("workspace"),
    text("user"),
    Column("position", Integer, nullable=False),  # as configured, the first to be used first
    moment("verified_at", nullable=True),
    Column("current", Boolean, nullable=False),  # False: replaced; kept for what it was sent
    moment("ask_at", nullable=True),  # when to ask the platform who this is; None: no need
    moment("asked_at", nullable=True),
    moment("profile_at", nullable=True),  # of when what the platform said last is
    moment("gone_at", nullable=True),
)

CURRENT = addresses.c.current.is_(true())
partial(
    "ix_addresses_owner",
    addresses.c.surface,
    addresses.c.workspace,
    addresses.c.user,
    where=CURRENT,
    unique=True,
)
partial("ix_addresses_person", addresses.c.person_id, where=CURRENT)
ASKED_FOR = and_(CURRENT, addresses.c.ask_at.is_not(None))
partial("ix_addresses_asked_for", addresses.c.ask_at, where=ASKED_FOR)

links = Table(
    "links",
    metadata,
    tenant(),
    identity(),
    text("address_id"),  # of somebody whom nobody knew: a user is proposed once and never again
    text("person_id"),
    text("asked_id"),  # who in HR is to say whether it is that person
    text("state"),
    moment("proposed_at"),
    text("decided_by", nullable=True),
    moment("decided_at", nullable=True),
    UniqueConstraint("tenant_id", "address_id"),
    refers("address_id", "addresses"),
    refers("person_id", "people"),
    refers("asked_id", "people"),
)

# --- cases --------------------------------------------------------------------------------------

reference_counters = Table(
    "reference_counters",
    metadata,
    tenant(),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    tenant(),
    identity(),
    text("reference"),
    text("client_id"),
    text("contact_id"),
    text("employee_id"),
    text("opened_by"),
    moment("opened_at"),
    text("jurisdiction"),
    text("stage"),
    Column("asks", JSON, nullable=False),
    text("urgency"),
    sealed("complaint"),  # allegations, effect, remedy and safety: all that somebody wrote
    moment("particulars_at", nullable=True),
    moment("manager_told_at", nullable=True),
    moment("employee_told_at", nullable=True),
    text("employee_told_by", nullable=True),
    moment("update_due_at", nullable=True),
    moment("closed_at", nullable=True),
    UniqueConstraint("tenant_id", "reference"),
    refers("client_id", "clients"),
    refers("contact_id", "people"),
    refers("employee_id", "people"),
    refers("opened_by", "people"),
    Index(None, "tenant_id", "employee_id"),
)

OPEN_CASE = cases.c.stage != literal_column("'S7'")
partial("ix_cases_open", cases.c.opened_at, where=OPEN_CASE)

parties = Table(
    "parties",
    metadata,
    tenant(),
    identity(),
    text("case_id"),
    text("person_id"),
    text("capacity"),
    moment("since"),
    moment("until", nullable=True),
    moment("acknowledged_at", nullable=True),
    refers("case_id", "cases"),
    refers("person_id", "people"),
    Index(None, "tenant_id", "case_id", "since"),
    Index(None, "tenant_id", "person_id", "until", "case_id"),
)

OPEN_PART = parties.c.until.is_(None)

# --- journal ------------------------------------------------------------------------------------

journals = Table(
    "journals",
    metadata,
    tenant(),
    Column("case_id", Plain, primary_key=True),
    Column("length", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),  # the chain's last link: nothing can be cut off
    refers("case_id", "cases"),
)

events = Table(
    "events",
    metadata,
    tenant(),
    Column("case_id", Plain, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    moment("at"),
    text("actor"),  # "" for the mediator itself
    text("surface"),
    text("kind"),
    sealed("data"),
    Column("link", LargeBinary, nullable=False),
    refers("case_id", "cases"),
)

# --- conversations ------------------------------------------------------------------------------

posts = Table(
    "posts",
    metadata,
    tenant(),
    identity(),
    text("address_id"),
    Column("sequence", Integer, nullable=False),
    text("key"),
    text("case_id", nullable=True),
    text("party_id", nullable=True),
    text("replaces", nullable=True),
    Column("quiet", Boolean, nullable=False, server_default=false()),
    Column("live", Boolean, nullable=False, server_default=false()),
    sealed("content"),
    moment("created_at"),
    moment("due_at"),
    moment("retry_at", nullable=True),  # set by a failure: holds the address until then
    text("state"),
    Column("attempts", Integer, nullable=False),
    text("message_id"),
    moment("sent_at", nullable=True),
    text("failure"),
    UniqueConstraint("tenant_id", "key"),
    UniqueConstraint("tenant_id", "address_id", "sequence"),
    refers("address_id", "addresses"),
    refers("case_id", "cases"),
    refers("party_id", "parties"),
    refers("replaces", "posts"),
)

UNSENT = posts.c.state == literal_column("'due'")
SENT = posts.c.state == literal_column("'sent'")
RETRIED = and_(UNSENT, posts.c.retry_at.is_not(None))
partial("ix_posts_due", posts.c.due_at, where=UNSENT)
partial("ix_posts_unsent", posts.c.address_id, posts.c.due_at, posts.c.sequence, where=UNSENT)
partial("ix_posts_retried", posts.c.retry_at, where=RETRIED)
partial("ix_posts_transcript", posts.c.address_id, posts.c.sent_at, posts.c.sequence, where=SENT)
LIVE = posts.c.live.is_(true())  # a card with something to press that can come to an end
partial("ix_posts_live_case", posts.c.case_id, where=LIVE)
partial("ix_posts_live_address", posts.c.address_id, posts.c.case_id, where=LIVE)

sessions = Table(
    "sessions",
    metadata,
    tenant(),
    identity(),
    text("address_id"),
    text("person_id"),
    text("flow"),
    Column("version", Integer, nullable=False),
    sealed("state"),
    text("status"),
    Column("revision", Integer, nullable=False),
    text("page_post", nullable=True),
    moment("started_at"),
    moment("updated_at"),
    text("about"),
    refers("address_id", "addresses"),
    Index(None, "tenant_id", "address_id", "status", "updated_at"),
)

ACTIVE_SESSION = sessions.c.status == literal_column("'active'")
partial("ix_sessions_active", sessions.c.address_id, where=ACTIVE_SESSION, unique=True)

homes = Table(
    "homes",
    metadata,
    tenant(),
    Column("address_id", Plain, primary_key=True),
    Column("changes", Integer, nullable=False),  # what may have changed it, counted
    Column("shown", Integer, nullable=False),  # how many of those it shows
    text("digest"),
    Column("attempts", Integer, nullable=False),
    moment("retry_at", nullable=True),
    refers("address_id", "addresses"),
)

OUTDATED = homes.c.changes != homes.c.shown
partial("ix_homes_outdated", homes.c.retry_at, where=OUTDATED)

# --- time ---------------------------------------------------------------------------------------

reminders = Table(
    "reminders",
    metadata,
    tenant(),
    identity(),
    text("case_id"),
    text("kind"),
    text("owner_id"),
    text("party_id", nullable=True),
    moment("started_at"),
    moment("due_at"),
    moment("next_at", nullable=True),
    Column("rung", Integer, nullable=False),
    moment("snoozed_until", nullable=True),
    text("state"),
    text("done_by", nullable=True),
    moment("ended_at", nullable=True),
    refers("case_id", "cases"),
    refers("owner_id", "people"),
    refers("party_id", "parties"),
    Index(None, "tenant_id", "case_id", "state"),
)

OWED = reminders.c.state == literal_column("'open'")
partial("ix_reminders_owed", reminders.c.owner_id, reminders.c.due_at, where=OWED)

PENDING = and_(OWED, reminders.c.next_at.is_not(None))
partial("ix_reminders_pending", reminders.c.next_at, where=PENDING)
partial("ix_reminders_owner", reminders.c.owner_id, where=PENDING)

seen = Table(
    "seen",
    metadata,
    tenant(),
    Column("surface", Plain, primary_key=True),
    Column("workspace", Plain, primary_key=True),
    Column("key", Plain, primary_key=True),
    moment("at"),
    Index(None, "tenant_id", "at"),
)

# --- platforms ----------------------------------------------------------------------------------

installations = Table(
    "installations",
    metadata,
    tenant(),
    Column("surface", Plain, primary_key=True),
    Column("workspace", Plain, primary_key=True),
    text("enterprise"),
    text("name"),
    text("bot_user"),
    text("bot"),
    Column("scopes", JSON, nullable=False),
    sealed("tokens"),
    moment("expires_at", nullable=True),
    moment("installed_at"),
    moment("gone_at", nullable=True),
    text("gone_because"),
)

references = Table(
    "conversation_references",
    metadata,
    tenant(),
    Column("surface", Plain, primary_key=True),
    Column("workspace", Plain, primary_key=True),
    Column("user", Plain, primary_key=True),
    text("object_id"),
    text("conversation"),
    text("service_url"),
    text("bot"),
    Index(None, "tenant_id", "surface", "workspace", "object_id"),
)
