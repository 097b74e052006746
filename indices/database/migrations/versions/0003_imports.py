"""Imports of their own: their sources, what they restate, and editors' choices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("source", sa.Column("origin", sa.String(), server_default="data", nullable=False))
    op.add_column("import", sa.Column("source_id", sa.String(), nullable=True))
    op.add_column("import", sa.Column("years", sa.String(), nullable=True))
    op.add_column("score", sa.Column("basis", sa.String(), nullable=True))
    op.create_table(
        "overrule",
        sa.Column("overrule_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("index_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("vintage", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("overrule_id", name=op.f("pk_overrule")),
    )
    op.create_table(
        "restated",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.import_id"], name=op.f("fk_restated_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "observation_id", name=op.f("pk_restated")),
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("restated")
    op.drop_table("overrule")
    op.drop_column("score", "basis")
    op.drop_column("import", "years")
    op.drop_column("import", "source_id")
    op.drop_column("source", "origin")
