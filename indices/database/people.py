"""Tables of what people do: imports, findings about them, and choices against the rule."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table

from indices import vocabulary
from indices.database.constraints import between, metadata, one_of

# "import" is a word of SQL in some dialects; SQLAlchemy quotes it.
import_ = Table(
    "import",
    metadata,
    Column("import_id", Integer, primary_key=True, autoincrement=False),
    Column("origin", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("loader", String, nullable=False),
    Column("index_code", String),
    Column("imported_at", String, nullable=False),
    Column("imported_by", String, nullable=False),
    Column("n_rows", Integer, nullable=False),
    # The source that the importer named, and the years of the figures: "2015;2016".
    Column("source_id", String),
    Column("years", String),
    one_of("origin", vocabulary.ORIGINS),
    between("n_rows", 0),
)

# An editor's choice against the rule. The observation is named by what stays the same when
# everything is loaded anew; `observation_id` is looked up after each change, NULL where none fits.
overrule = Table(
    "overrule",
    metadata,
    Column("overrule_id", Integer, primary_key=True, autoincrement=False),
    Column("index_code", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("vintage", Integer, nullable=False),
    Column("unit_code", String, nullable=False),
    Column("indicator_code", String, nullable=False),
    Column("source_id", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("sheet", String),
    Column("cell", String),
    Column("score", Float),
    Column("rank", Integer),
    Column("grade", String),
    Column("reason", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("observation_id", Integer),
)

# A row of an imported file that says what its source had said in another file already: it is not
# stored twice, and takes the other's place when that import is undone.
restated = Table(
    "restated",
    metadata,
    Column("import_id", Integer, ForeignKey("import.import_id"), primary_key=True),
    Column("observation_id", Integer, primary_key=True, autoincrement=False),
    Column("sheet", String),
    Column("cell", String),
)

finding = Table(
    "finding",
    metadata,
    Column("finding_id", Integer, primary_key=True, autoincrement=False),
    Column("import_id", Integer, ForeignKey("import.import_id")),
    Column("code", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sheet", String, nullable=False),
    Column("cell", String, nullable=False),
    Column("expected", String, nullable=False),
    Column("found", String, nullable=False),
    # Both as JSON that keeps template and values (`said.packed`); NULL for findings made before.
    Column("wording", String),
    one_of("severity", vocabulary.SEVERITIES),
)
