"""SIPAS files: satisfaction in per cent, with ranks and without grades."""

from __future__ import annotations

from indices.loaders.columns import (
    INDICATOR,
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
    "SIPAS",
    (YEAR, UNIT, INDICATOR, SCORE, RANK, RANK_OF, PRECISION, STATUS, SOURCE, REMARK),
)
