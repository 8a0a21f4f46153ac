"""Where bots may write to people first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "conversation_references",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("service_url", sa.String(), nullable=False),
        sa.Column("bot", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "surface", "workspace", "user", name="pk_conversation_references"
        ),
    )
    op.create_index(
        "ix_conversation_references_tenant_id_surface_workspace_object_id",
        "conversation_references",
        ["tenant_id", "surface", "workspace", "object_id"],
    )
