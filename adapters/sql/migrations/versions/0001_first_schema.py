"""The first schema: keys, directory, cases, journal, conversations, time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table; those that others refer to come first."""
    _addresses()
    _clients()
    _data_keys()
    _master_keys()
    _organisations()
    _people()
    _reference_counters()
    _seen()
    _cases()
    _duties()
    _sessions()
    _events()
    _journals()
    _parties()
    _posts()
    _reminders()


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    name = "_".join((f"uq_{table}_tenant_id", *columns))
    return sa.UniqueConstraint("tenant_id", *columns, name=name)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_tenant_id_{column}"
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{to}.tenant_id", f"{to}.id"], name=name
    )


def _index(
    name: str, table: str, *columns: str, where: str | None = None, unique: bool = False
) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(name, table, ["tenant_id", *columns], unique=unique, sqlite_where=condition)


def _addresses() -> None:
    op.create_table(
        "addresses",
        _text("tenant_id"),
        _text("id"),
        _text("person_id"),
        _text("surface"),
        _text("workspace"),
        _text("user"),
        _number("position"),
        _moment("verified_at", nullable=True),
        _flag("current"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_addresses"),
    )
    _index(
        "ix_addresses_owner",
        "addresses",
        "surface",
        "workspace",
        "user",
        where="current IS 1",
        unique=True,
    )
    _index("ix_addresses_person", "addresses", "person_id", where="current IS 1")


def _clients() -> None:
    op.create_table(
        "clients",
        _text("tenant_id"),
        _text("id"),
        _text("name"),
        _text("account_lead", nullable=True),
        _flag("active"),
        _text("sort_name"),
        _text("search"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_clients"),
    )
    _index("ix_clients_active", "clients", "sort_name", where="active IS 1")


def _data_keys() -> None:
    op.create_table(
        "data_keys",
        _text("tenant_id"),
        _text("id"),
        _text("scope"),
        _bytes("wrapped"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_data_keys"),
        _unique("data_keys", "scope"),
    )


def _master_keys() -> None:
    op.create_table(
        "master_keys",
        _text("tenant_id"),
        _bytes("salt"),
        _bytes("proof"),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_master_keys"),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        _text("tenant_id"),
        _text("name"),
        _text("time_zone"),
        _text("jurisdiction"),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_organisations"),
    )


def _people() -> None:
    op.create_table(
        "people",
        _text("tenant_id"),
        _text("id"),
        _text("name"),
        _text("email"),
        _text("time_zone"),
        _text("jurisdiction"),
        _json("working_days"),
        _text("manager", nullable=True),
        _text("account", nullable=True),
        _text("client", nullable=True),
        _text("deputy", nullable=True),
        _text("language"),
        _text("job_title"),
        _flag("active"),
        _text("sort_name"),
        _text("search"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_people"),
    )
    _index(
        "ix_people_contacts",
        "people",
        "client",
        "sort_name",
        where="active IS 1 AND client IS NOT NULL",
    )
    _index("ix_people_staff", "people", "sort_name", where="active IS 1 AND client IS NULL")


def _reference_counters() -> None:
    op.create_table(
        "reference_counters",
        _text("tenant_id"),
        _number("year"),
        _number("last"),
        sa.PrimaryKeyConstraint("tenant_id", "year", name="pk_reference_counters"),
    )


def _seen() -> None:
    op.create_table(
        "seen",
        _text("tenant_id"),
        _text("surface"),
        _text("workspace"),
        _text("key"),
        _moment("at"),
        sa.PrimaryKeyConstraint("tenant_id", "surface", "workspace", "key", name="pk_seen"),
    )
    _index("ix_seen_tenant_id_at", "seen", "at")


def _cases() -> None:
    op.create_table(
        "cases",
        _text("tenant_id"),
        _text("id"),
        _text("reference"),
        _text("client_id"),
        _text("contact_id"),
        _text("employee_id"),
        _text("opened_by"),
        _moment("opened_at"),
        _text("jurisdiction"),
        _text("stage"),
        _json("asks"),
        _text("urgency"),
        _bytes("complaint"),
        _moment("particulars_at", nullable=True),
        _moment("manager_told_at", nullable=True),
        _moment("employee_told_at", nullable=True),
        _text("employee_told_by", nullable=True),
        _moment("update_due_at", nullable=True),
        _moment("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_cases"),
        _unique("cases", "reference"),
        _refers("cases", "client_id", "clients"),
        _refers("cases", "contact_id", "people"),
        _refers("cases", "employee_id", "people"),
        _refers("cases", "opened_by", "people"),
    )
    _index("ix_cases_open", "cases", "opened_at", where="stage != 'S7'")
    _index("ix_cases_tenant_id_employee_id", "cases", "employee_id")


def _duties() -> None:
    op.create_table(
        "duties",
        _text("tenant_id"),
        _text("person_id"),
        _text("duty"),
        sa.PrimaryKeyConstraint("tenant_id", "person_id", "duty", name="pk_duties"),
        _refers("duties", "person_id", "people"),
    )
    _index("ix_duties_tenant_id_duty_person_id", "duties", "duty", "person_id")


def _sessions() -> None:
    op.create_table(
        "sessions",
        _text("tenant_id"),
        _text("id"),
        _text("address_id"),
        _text("person_id"),
        _text("flow"),
        _number("version"),
        _bytes("state"),
        _text("status"),
        _number("revision"),
        _text("page_post", nullable=True),
        _moment("started_at"),
        _moment("updated_at"),
        _text("about"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_sessions"),
        _refers("sessions", "address_id", "addresses"),
    )
    _index("ix_sessions_active", "sessions", "address_id", where="status = 'active'", unique=True)
    _index(
        "ix_sessions_tenant_id_address_id_status_updated_at",
        "sessions",
        "address_id",
        "status",
        "updated_at",
    )


def _events() -> None:
    op.create_table(
        "events",
        _text("tenant_id"),
        _text("case_id"),
        _number("number"),
        _moment("at"),
        _text("actor"),
        _text("surface"),
        _text("kind"),
        _bytes("data"),
        _bytes("link"),
        sa.PrimaryKeyConstraint("tenant_id", "case_id", "number", name="pk_events"),
        _refers("events", "case_id", "cases"),
    )


def _journals() -> None:
    op.create_table(
        "journals",
        _text("tenant_id"),
        _text("case_id"),
        _number("length"),
        _bytes("head"),
        sa.PrimaryKeyConstraint("tenant_id", "case_id", name="pk_journals"),
        _refers("journals", "case_id", "cases"),
    )


def _parties() -> None:
    op.create_table(
        "parties",
        _text("tenant_id"),
        _text("id"),
        _text("case_id"),
        _text("person_id"),
        _text("capacity"),
        _moment("since"),
        _moment("until", nullable=True),
        _moment("acknowledged_at", nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_parties"),
        _refers("parties", "case_id", "cases"),
        _refers("parties", "person_id", "people"),
    )
    _index("ix_parties_tenant_id_case_id_since", "parties", "case_id", "since")
    _index(
        "ix_parties_tenant_id_person_id_until_case_id", "parties", "person_id", "until", "case_id"
    )


def _posts() -> None:
    op.create_table(
        "posts",
        _text("tenant_id"),
        _text("id"),
        _text("address_id"),
        _number("sequence"),
        _text("key"),
        _text("case_id", nullable=True),
        _text("party_id", nullable=True),
        _text("replaces", nullable=True),
        _bytes("content"),
        _moment("created_at"),
        _moment("due_at"),
        _moment("retry_at", nullable=True),
        _text("state"),
        _number("attempts"),
        _text("message_id"),
        _moment("sent_at", nullable=True),
        _text("failure"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_posts"),
        _unique("posts", "address_id", "sequence"),
        _unique("posts", "key"),
        _refers("posts", "address_id", "addresses"),
        _refers("posts", "case_id", "cases"),
        _refers("posts", "party_id", "parties"),
        _refers("posts", "replaces", "posts"),
    )
    _index("ix_posts_due", "posts", "due_at", where="state = 'due'")
    _index("ix_posts_retried", "posts", "retry_at", where="state = 'due' AND retry_at IS NOT NULL")
    _index(
        "ix_posts_transcript", "posts", "address_id", "sent_at", "sequence", where="state = 'sent'"
    )
    _index("ix_posts_unsent", "posts", "address_id", "due_at", "sequence", where="state = 'due'")


def _reminders() -> None:
    op.create_table(
        "reminders",
        _text("tenant_id"),
        _text("id"),
        _text("case_id"),
        _text("kind"),
        _text("owner_id"),
        _text("party_id", nullable=True),
        _moment("started_at"),
        _moment("due_at"),
        _moment("next_at", nullable=True),
        _number("rung"),
        _moment("snoozed_until", nullable=True),
        _text("state"),
        _text("done_by", nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_reminders"),
        _refers("reminders", "case_id", "cases"),
        _refers("reminders", "owner_id", "people"),
        _refers("reminders", "party_id", "parties"),
    )
    _index(
        "ix_reminders_pending",
        "reminders",
        "next_at",
        where="state = 'open' AND next_at IS NOT NULL",
    )
    _index("ix_reminders_tenant_id_case_id_state", "reminders", "case_id", "state")
