"""Alembic migrations; `indices.database.migrate` configures and runs them."""
