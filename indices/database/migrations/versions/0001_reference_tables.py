"""What figures refer to: units, sources, indicators, imports; and what stands beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "build",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("build_id", sa.String(), nullable=False),
        sa.Column("built_at", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_build_single_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_build")),
    )
    op.create_table(
        "import",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("loader", sa.String(), nullable=False),
        sa.Column("index_code", sa.String(), nullable=True),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("n_rows", sa.Integer(), nullable=False),
        sa.CheckConstraint("origin = 'data' OR origin = 'import'", name=op.f("ck_import_origin")),
        sa.CheckConstraint("n_rows >= 0", name=op.f("ck_import_n_rows")),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_import")),
    )
    op.create_table(
        "indicator",
        sa.Column("index_code", sa.String(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("parent_code", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("breakdown", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("index_code", "indicator_code", name=op.f("pk_indicator")),
    )
    op.create_table(
        "source",
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind = 'official' OR kind = 'dataset' OR kind = 'press' OR kind = 'academic'",
            name=op.f("ck_source_kind"),
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source")),
    )
    op.create_table(
        "unit",
        sa.Column("vintage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=True),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.Column("successor_code", sa.String(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.CheckConstraint("vintage = 63 OR vintage = 34", name=op.f("ck_unit_vintage")),
        sa.PrimaryKeyConstraint("vintage", "unit_code", name=op.f("pk_unit")),
    )
    op.create_table(
        "covariate",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vintage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("variable", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_covariate_value")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.source_id"], name=op.f("fk_covariate_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["vintage", "unit_code"],
            ["unit.vintage", "unit.unit_code"],
            name=op.f("fk_covariate_vintage"),
        ),
        sa.PrimaryKeyConstraint(
            "year", "vintage", "unit_code", "variable", name=op.f("pk_covariate")
        ),
    )
    op.create_table(
        "finding",
        sa.Column("finding_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("expected", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.CheckConstraint(
            "severity = 'blocking' OR severity = 'warning' OR severity = 'info'",
            name=op.f("ck_finding_severity"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.import_id"], name=op.f("fk_finding_import_id")
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_finding")),
    )
    op.create_table(
        "target",
        sa.Column("index_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["index_code", "indicator_code"],
            ["indicator.index_code", "indicator.indicator_code"],
            name=op.f("fk_target_index_code"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.source_id"], name=op.f("fk_target_source_id")
        ),
        sa.PrimaryKeyConstraint(
            "index_code", "year", "indicator_code", "kind", "source_id", name=op.f("pk_target")
        ),
    )
    op.create_table(
        "tour_stop",
        sa.Column("tour", sa.String(), nullable=False),
        sa.Column("stop_order", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("end", sa.String(), nullable=False),
        sa.Column("theme_vi", sa.String(), nullable=False),
        sa.Column("theme_en", sa.String(), nullable=False),
        sa.Column("indices", sa.String(), nullable=False),
        sa.Column("vintage", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.source_id"], name=op.f("fk_tour_stop_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["vintage", "unit_code"],
            ["unit.vintage", "unit.unit_code"],
            name=op.f("fk_tour_stop_vintage"),
        ),
        sa.PrimaryKeyConstraint("tour", "stop_order", name=op.f("pk_tour_stop")),
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("tour_stop")
    op.drop_table("target")
    op.drop_table("finding")
    op.drop_table("covariate")
    op.drop_table("unit")
    op.drop_table("source")
    op.drop_table("indicator")
    op.drop_table("import")
    op.drop_table("build")
