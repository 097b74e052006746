"""Tables of the database: observations as published, and the score that a written rule picks.

The migrations in `indices/database/migrations` create these tables; a test holds the two together.
`score` is materialised at load, so that a page only selects. Everything else is either a published
figure with its place in a file, or reference data written for people who query with SQL.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from indices import vocabulary
from indices.catalogue import MISSING_REASONS
from indices.database.constraints import (
    between,
    import_id,
    indicator_key,
    metadata,
    one_of,
    source_id,
    unit_key,
)
from indices.database.people import finding, import_, overrule, restated

__all__ = [
    "REVISION",
    "build",
    "covariate",
    "finding",
    "import_",
    "indicator",
    "metadata",
    "missing",
    "observation",
    "overrule",
    "restated",
    "score",
    "source",
    "statistic",
    "target",
    "tour_stop",
    "unit",
]

# The newest migration; raise it together with a new file in migrations/versions.
REVISION = "0004"

build = Table(
    "build",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("build_id", String, nullable=False),
    Column("built_at", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    CheckConstraint("id = 1", name="single_row"),
)

unit = Table(
    "unit",
    metadata,
    Column("vintage", Integer, primary_key=True, autoincrement=False),
    Column("unit_code", String, primary_key=True),
    Column("name_vi", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("region_code", String, nullable=False),
    Column("valid_from", String),
    Column("valid_to", String),
    Column("successor_code", String),
    Column("latitude", Float),
    Column("longitude", Float),
    CheckConstraint("vintage = 63 OR vintage = 34", name="vintage"),
)

source = Table(
    "source",
    metadata,
    Column("source_id", String, primary_key=True),
    Column("publisher", String, nullable=False),
    Column("title", String, nullable=False),
    Column("url", String),
    Column("published", String),
    Column("kind", String, nullable=False),
    # "import" where an importer named the source rather than data/reference/sources.csv.
    Column("origin", String, nullable=False, server_default="data"),
    one_of("kind", vocabulary.SOURCE_KINDS),
)

indicator = Table(
    "indicator",
    metadata,
    Column("index_code", String, primary_key=True),
    Column("indicator_code", String, primary_key=True),
    Column("parent_code", String),
    Column("level", String, nullable=False),
    Column("breakdown", String, nullable=False),
    Column("name_vi", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("first_year", Integer, nullable=False),
    Column("last_year", Integer),
    Column("position", Integer, nullable=False),
)

observation = Table(
    "observation",
    metadata,
    Column("observation_id", Integer, primary_key=True, autoincrement=False),
    Column("index_code", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("vintage", Integer, nullable=False),
    Column("unit_code", String, nullable=False),
    Column("indicator_code", String, nullable=False),
    source_id(),
    import_id(),
    Column("sheet", String),
    Column("cell", String),
    Column("score", Float),
    Column("decimals", Integer),
    Column("max_points", Float),
    Column("rank", Integer),
    Column("rank_of", Integer),
    Column("grade", String),
    Column("standard_error", Float),
    Column("lower", Float),
    Column("upper", Float),
    Column("respondents", Integer),
    Column("precision", String, nullable=False),
    Column("status", String, nullable=False),
    Column("remark", String),
    unit_key(),
    indicator_key(),
    between("score", 0, 100),
    between("decimals", 0),
    between("max_points", 0, 100),
    between("rank", 1),
    CheckConstraint("rank <= rank_of", name="rank_of"),
    between("standard_error", 0),
    CheckConstraint("lower <= upper", name="bounds"),
    between("respondents", 0),
    one_of("precision", vocabulary.PRECISIONS),
    one_of("status", vocabulary.STATUSES),
    CheckConstraint(
        "score IS NOT NULL OR rank IS NOT NULL OR grade IS NOT NULL", name="says_something"
    ),
    Index(None, "index_code", "year", "unit_code", "indicator_code"),
)

statistic = Table(
    "statistic",
    metadata,
    Column("statistic_id", Integer, primary_key=True, autoincrement=False),
    Column("index_code", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("indicator_code", String, nullable=False),
    Column("statistic", String, nullable=False),
    Column("grade", String),
    Column("value", Float, nullable=False),
    Column("decimals", Integer),
    Column("precision", String, nullable=False),
    Column("status", String, nullable=False),
    source_id(),
    import_id(),
    Column("sheet", String),
    Column("cell", String),
    Column("remark", String),
    indicator_key(),
    one_of("statistic", vocabulary.STATISTICS),
    CheckConstraint("(statistic = 'grade_count') = (grade IS NOT NULL)", name="grade"),
    between("value", 0, 100),
    one_of("precision", vocabulary.PRECISIONS),
    one_of("status", vocabulary.STATUSES),
    Index(None, "index_code", "year"),
)

missing = Table(
    "missing",
    metadata,
    Column("index_code", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("vintage", Integer, primary_key=True, autoincrement=False),
    Column("unit_code", String, primary_key=True),
    Column("indicator_code", String, primary_key=True),
    Column("reason", String, nullable=False),
    source_id(nullable=True),
    Column("remark", String),
    unit_key(),
    indicator_key(),
    one_of("reason", MISSING_REASONS),
)

score = Table(
    "score",
    metadata,
    Column("index_code", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("indicator_code", String, primary_key=True),
    Column("vintage", Integer, primary_key=True, autoincrement=False),
    Column("unit_code", String, primary_key=True),
    Column("score", Float),
    Column("decimals", Integer),
    Column("standard_error", Float),
    Column("lower", Float),
    Column("upper", Float),
    Column("max_points", Float),
    Column("rank", Integer),
    Column("rank_of", Integer),
    Column("rank_basis", String),
    Column("grade", String),
    Column("grade_basis", String),
    Column("precision", String),
    Column("status", String),
    Column("missing_reason", String),
    Column("sources", String, nullable=False),
    Column("n_observations", Integer, nullable=False),
    # Who chose the figure: the written rule, or an editor who overruled it.
    Column("basis", String),
    unit_key(),
    indicator_key(),
    between("score", 0, 100),
    between("rank", 1),
    CheckConstraint("rank <= rank_of", name="rank_of"),
    CheckConstraint("(rank IS NULL) = (rank_basis IS NULL)", name="rank_has_basis"),
    CheckConstraint("(grade IS NULL) = (grade_basis IS NULL)", name="grade_has_basis"),
    one_of("rank_basis", vocabulary.RANK_BASES),
    one_of("grade_basis", vocabulary.GRADE_BASES),
    one_of("precision", vocabulary.PRECISIONS),
    one_of("status", vocabulary.STATUSES),
    one_of("missing_reason", MISSING_REASONS),
    # The primary key begins with (index_code, year); this one serves a line over the years.
    Index(None, "index_code", "indicator_code"),
)

covariate = Table(
    "covariate",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("vintage", Integer, primary_key=True, autoincrement=False),
    Column("unit_code", String, primary_key=True),
    Column("variable", String, primary_key=True),
    Column("value", Float, nullable=False),
    source_id(),
    unit_key(),
    between("value", 0),
)

target = Table(
    "target",
    metadata,
    Column("index_code", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("indicator_code", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("source_id", String, ForeignKey("source.source_id"), primary_key=True),
    Column("value", String, nullable=False),
    indicator_key(),
)

tour_stop = Table(
    "tour_stop",
    metadata,
    Column("tour", String, primary_key=True),
    Column("stop_order", Integer, primary_key=True, autoincrement=False),
    Column("start", String, nullable=False),
    Column("end", String, nullable=False),
    Column("theme_vi", String, nullable=False),
    Column("theme_en", String, nullable=False),
    Column("indices", String, nullable=False),
    Column("vintage", Integer, nullable=False),
    Column("unit_code", String, nullable=False),
    source_id(),
    unit_key(),
)
