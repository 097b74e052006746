"""Alembic migrations of the register; `indices.register.store` runs them."""
