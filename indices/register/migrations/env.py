"""Run by Alembic: migrate on the connection, and within the transaction, of the caller."""

from __future__ import annotations

from alembic import context

from indices.register.schema import REGISTER

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=REGISTER.metadata,
    version_table=REGISTER.version_table,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
