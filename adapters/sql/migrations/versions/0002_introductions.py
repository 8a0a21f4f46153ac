"""Who platforms say that people are: their zone and language, whether they are there, links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until the file is loaded again, what it said of a person counts as stated there."""
    for name in ("own_zone", "own_language"):
        stated: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.true()
        )
        op.add_column("people", stated)
    for name in ("met_zone", "met_language"):
        op.add_column("people", sa.Column(name, sa.String(), nullable=True))
    for name in ("ask_at", "asked_at", "profile_at", "gone_at"):
        op.add_column("addresses", sa.Column(name, sa.DateTime(), nullable=True))
    _index("ix_addresses_asked_for", "addresses", "ask_at", "current IS 1 AND ask_at IS NOT NULL")
    pending = "state = 'open' AND next_at IS NOT NULL"
    _index("ix_reminders_owner", "reminders", "owner_id", pending)
    _links()


def _index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, ["tenant_id", column], sqlite_where=sa.text(where))


def _links() -> None:
    names = ("tenant_id", "id", "address_id", "person_id", "asked_id", "state")
    op.create_table(
        "links",
        *(sa.Column(name, sa.String(), nullable=False) for name in names),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_links"),
        sa.UniqueConstraint("tenant_id", "address_id", name="uq_links_tenant_id_address_id"),
        _refers("address_id", "addresses"),
        _refers("person_id", "people"),
        _refers("asked_id", "people"),
    )


def _refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_links_tenant_id_{column}"
    return sa.ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], name=name
    )
