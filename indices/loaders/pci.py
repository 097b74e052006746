"""PCI files: points of the total and of ten sub-indices, which do not add up to it."""

from __future__ import annotations

from indices.loaders.columns import (
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
    "PCI",
    (YEAR, UNIT, INDICATOR, SCORE, MAX_POINTS, RANK, RANK_OF, PRECISION, STATUS, SOURCE, REMARK),
)
