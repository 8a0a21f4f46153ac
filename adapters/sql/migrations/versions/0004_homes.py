"""Each person's Home, and what somebody owes in all cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and the index by which a person's open reminders are found."""
    op.create_table(
        "homes",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("address_id", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "address_id", name="pk_homes"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "address_id"],
            ["addresses.tenant_id", "addresses.id"],
            name="fk_homes_tenant_id_address_id",
        ),
    )
    op.create_index(
        "ix_homes_outdated",
        "homes",
        ["tenant_id", "retry_at"],
        sqlite_where=sa.text("changes != shown"),
    )
    op.create_index(
        "ix_reminders_owed",
        "reminders",
        ["tenant_id", "owner_id", "due_at"],
        sqlite_where=sa.text("state = 'open'"),
    )
