"""PAR INDEX files: totals in per cent, domains and components in points of a maximum."""

from __future__ import annotations

from indices.loaders.columns import (
    GRADE,
    INDICATOR,
    MAX_POINTS,
    PRECISION,
    RANK,
    RANK_OF,
    REMARK,
    SCORE,
    SOURCE,
    STATUS,
    UNIT,
    YEAR,
    Template,
)

TEMPLATE = Template(
    "PAR",
    (
        YEAR,
        UNIT,
        INDICATOR,
        SCORE,
        MAX_POINTS,
        RANK,
        RANK_OF,
        GRADE,
        PRECISION,
        STATUS,
        SOURCE,
        REMARK,
    ),
)
