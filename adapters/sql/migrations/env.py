"""Runs the migrations on the connection, and in the transaction, of `adapters.sql.migrate`."""

from __future__ import annotations

from alembic import context

from adapters.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
