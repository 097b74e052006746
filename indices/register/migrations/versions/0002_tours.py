"""Study tours: plans, reports, lessons, measures, expectations, claims; versions; attachments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RECORDS = {
    "tour": "theme delegation indices start end stops head bodies secretary aims questions "
    "timetable follow_up approved_by approved_at",
    "report": "seen learnt proposed author filed_at",
    "lesson": "what seen_where evidence conditions",
    "measure": "what lesson owner deadline legal_form status cost",
    "expectation": "measure indicator by_how_much by_when",
    "claim": "statement said_by place heard_on",
}


def upgrade() -> None:
    """Bring the tables forward."""
    for name, columns in _RECORDS.items():
        op.create_table(
            name,
            sa.Column("record_id", sa.Integer(), nullable=False),
            sa.Column("tour_code", sa.String(), nullable=False),
            sa.Column("revision", sa.Integer(), nullable=False),
            sa.Column("changed_at", sa.String(), nullable=False),
            sa.Column("changed_by", sa.String(), nullable=False),
            sa.Column("removed", sa.Boolean(), server_default="0", nullable=False),
            *(
                sa.Column(column, sa.String(), server_default="", nullable=False)
                for column in columns.split()
            ),
            sa.PrimaryKeyConstraint("record_id", name=op.f(f"pk_{name}")),
            sqlite_autoincrement=True,
        )
        index = op.f(f"ix_{name}_tour_code")
        op.create_index(index, name, ["tour_code"], unique=name == "tour")
    op.create_table(
        "version",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "revision", name=op.f("pk_version")),
    )
    op.create_table(
        "attachment",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("tour_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("n_bytes", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_tour_code"), "attachment", ["tour_code"])


def downgrade() -> None:
    """Bring the tables back."""
    for name in ("attachment", "version", *reversed(_RECORDS)):
        op.drop_table(name)
