"""Figures: observations, statistics, reasons for missing ones, and the chosen scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "missing",
        sa.Column("index_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vintage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.CheckConstraint(
            "reason = 'not_surveyed' OR "
            "reason = 'withheld' OR "
            "reason = 'unit_did_not_exist' OR "
            "reason = 'indicator_did_not_exist' OR "
            "reason = 'not_found'",
            name=op.f("ck_missing_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["index_code", "indicator_code"],
            ["indicator.index_code", "indicator.indicator_code"],
            name=op.f("fk_missing_index_code"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.source_id"], name=op.f("fk_missing_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["vintage", "unit_code"],
            ["unit.vintage", "unit.unit_code"],
            name=op.f("fk_missing_vintage"),
        ),
        sa.PrimaryKeyConstraint(
            "index_code", "year", "vintage", "unit_code", "indicator_code", name=op.f("pk_missing")
        ),
    )
    op.create_table(
        "observation",
        sa.Column("observation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("index_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("vintage", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("decimals", sa.Integer(), nullable=True),
        sa.Column("max_points", sa.Float(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rank_of", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("standard_error", sa.Float(), nullable=True),
        sa.Column("lower", sa.Float(), nullable=True),
        sa.Column("upper", sa.Float(), nullable=True),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=True),
        sa.CheckConstraint(
            "precision = 'exact' OR precision = 'rounded' OR precision = 'derived'",
            name=op.f("ck_observation_precision"),
        ),
        sa.CheckConstraint(
            "status = 'accepted' OR status = 'disputed' OR status = 'rejected'",
            name=op.f("ck_observation_status"),
        ),
        sa.CheckConstraint("decimals >= 0", name=op.f("ck_observation_decimals")),
        sa.CheckConstraint("lower <= upper", name=op.f("ck_observation_bounds")),
        sa.CheckConstraint("max_points BETWEEN 0 AND 100", name=op.f("ck_observation_max_points")),
        sa.CheckConstraint("rank <= rank_of", name=op.f("ck_observation_rank_of")),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_observation_rank")),
        sa.CheckConstraint("respondents >= 0", name=op.f("ck_observation_respondents")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_observation_score")),
        sa.CheckConstraint(
            "score IS NOT NULL OR rank IS NOT NULL OR grade IS NOT NULL",
            name=op.f("ck_observation_says_something"),
        ),
        sa.CheckConstraint("standard_error >= 0", name=op.f("ck_observation_standard_error")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.import_id"], name=op.f("fk_observation_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["index_code", "indicator_code"],
            ["indicator.index_code", "indicator.indicator_code"],
            name=op.f("fk_observation_index_code"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.source_id"], name=op.f("fk_observation_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["vintage", "unit_code"],
            ["unit.vintage", "unit.unit_code"],
            name=op.f("fk_observation_vintage"),
        ),
        sa.PrimaryKeyConstraint("observation_id", name=op.f("pk_observation")),
    )
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_observation_index_code_year_unit_code_indicator_code"),
            ["index_code", "year", "unit_code", "indicator_code"],
            unique=False,
        )

    op.create_table(
        "score",
        sa.Column("index_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("vintage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("decimals", sa.Integer(), nullable=True),
        sa.Column("standard_error", sa.Float(), nullable=True),
        sa.Column("lower", sa.Float(), nullable=True),
        sa.Column("upper", sa.Float(), nullable=True),
        sa.Column("max_points", sa.Float(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rank_of", sa.Integer(), nullable=True),
        sa.Column("rank_basis", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("grade_basis", sa.String(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("missing_reason", sa.String(), nullable=True),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("n_observations", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "grade_basis = 'published' OR grade_basis = 'computed' OR grade_basis = 'counts'",
            name=op.f("ck_score_grade_basis"),
        ),
        sa.CheckConstraint(
            "missing_reason = 'not_surveyed' OR "
            "missing_reason = 'withheld' OR "
            "missing_reason = 'unit_did_not_exist' OR "
            "missing_reason = 'indicator_did_not_exist' OR "
            "missing_reason = 'not_found'",
            name=op.f("ck_score_missing_reason"),
        ),
        sa.CheckConstraint(
            "precision = 'exact' OR precision = 'rounded' OR precision = 'derived'",
            name=op.f("ck_score_precision"),
        ),
        sa.CheckConstraint(
            "rank_basis = 'published' OR rank_basis = 'derived' OR rank_basis = 'computed'",
            name=op.f("ck_score_rank_basis"),
        ),
        sa.CheckConstraint(
            "status = 'accepted' OR status = 'disputed' OR status = 'rejected'",
            name=op.f("ck_score_status"),
        ),
        sa.CheckConstraint(
            "(grade IS NULL) = (grade_basis IS NULL)", name=op.f("ck_score_grade_has_basis")
        ),
        sa.CheckConstraint(
            "(rank IS NULL) = (rank_basis IS NULL)", name=op.f("ck_score_rank_has_basis")
        ),
        sa.CheckConstraint("rank <= rank_of", name=op.f("ck_score_rank_of")),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_score_rank")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_score_score")),
        sa.ForeignKeyConstraint(
            ["index_code", "indicator_code"],
            ["indicator.index_code", "indicator.indicator_code"],
            name=op.f("fk_score_index_code"),
        ),
        sa.ForeignKeyConstraint(
            ["vintage", "unit_code"],
            ["unit.vintage", "unit.unit_code"],
            name=op.f("fk_score_vintage"),
        ),
        sa.PrimaryKeyConstraint(
            "index_code", "year", "indicator_code", "vintage", "unit_code", name=op.f("pk_score")
        ),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_score_index_code_indicator_code"),
            ["index_code", "indicator_code"],
            unique=False,
        )

    op.create_table(
        "statistic",
        sa.Column("statistic_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("index_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("statistic", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(statistic = 'grade_count') = (grade IS NOT NULL)", name=op.f("ck_statistic_grade")
        ),
        sa.CheckConstraint(
            "precision = 'exact' OR precision = 'rounded' OR precision = 'derived'",
            name=op.f("ck_statistic_precision"),
        ),
        sa.CheckConstraint(
            "statistic = 'mean' OR "
            "statistic = 'min' OR "
            "statistic = 'max' OR "
            "statistic = 'grade_count'",
            name=op.f("ck_statistic_statistic"),
        ),
        sa.CheckConstraint(
            "status = 'accepted' OR status = 'disputed' OR status = 'rejected'",
            name=op.f("ck_statistic_status"),
        ),
        sa.CheckConstraint("value BETWEEN 0 AND 100", name=op.f("ck_statistic_value")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.import_id"], name=op.f("fk_statistic_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["index_code", "indicator_code"],
            ["indicator.index_code", "indicator.indicator_code"],
            name=op.f("fk_statistic_index_code"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.source_id"], name=op.f("fk_statistic_source_id")
        ),
        sa.PrimaryKeyConstraint("statistic_id", name=op.f("pk_statistic")),
    )
    with op.batch_alter_table("statistic", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statistic_index_code_year"), ["index_code", "year"], unique=False
        )


def downgrade() -> None:
    """Bring the tables back."""
    with op.batch_alter_table("statistic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statistic_index_code_year"))

    op.drop_table("statistic")
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_index_code_indicator_code"))

    op.drop_table("score")
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observation_index_code_year_unit_code_indicator_code"))

    op.drop_table("observation")
    op.drop_table("missing")
