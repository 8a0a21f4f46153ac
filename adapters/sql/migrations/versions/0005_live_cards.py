"""Cards know whether something in them can still be pressed; reminders when they ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LIVE = sa.text("live IS 1")


def upgrade() -> None:
    """Cards that stand already keep their buttons; each says that it is over when it is pressed."""
    for name in ("quiet", "live"):
        op.add_column(
            "posts", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    case, address = ["tenant_id", "case_id"], ["tenant_id", "address_id", "case_id"]
    op.create_index("ix_posts_live_case", "posts", case, sqlite_where=LIVE)
    op.create_index("ix_posts_live_address", "posts", address, sqlite_where=LIVE)
    op.add_column("reminders", sa.Column("ended_at", sa.DateTime(), nullable=True))
