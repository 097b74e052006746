"""The words that a column may hold, shared by templates, checks and the schema."""

from __future__ import annotations

PRECISIONS = ("exact", "rounded", "derived")
STATUSES = ("accepted", "disputed", "rejected")
SOURCE_KINDS = ("official", "dataset", "press", "academic")
STATISTICS = ("mean", "min", "max", "grade_count")
RANK_BASES = ("published", "derived", "computed")
GRADE_BASES = ("published", "computed", "counts")
SEVERITIES = ("blocking", "warning", "info")
# Where an import came from: a file of data/, or one that somebody imported.
ORIGINS = ("data", "import")
# Who chose a shown figure: the written rule, or an editor who overruled it.
BASES = ("rule", "overruled")
