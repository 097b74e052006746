"""Findings keep their template and what fills it, so that a page words them in its language."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("finding", sa.Column("wording", sa.String(), nullable=True))


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("finding", "wording")
