"""Rows of the tables observation, statistic and finding, in the columns of the schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from indices.findings import Finding
from indices.loaders.names import NATIONAL
from indices.said import packed

DATABASE_NAMES = {
    "index": "index_code",
    "unit": "unit_code",
    "indicator": "indicator_code",
    "source": "source_id",
}


def observation_rows(
    rows: pd.DataFrame, sheets: pd.Series[Any] | None, index: str, import_id: int
) -> pd.DataFrame:
    """Return figures of units as rows of the table observation; derived sums have no sheet."""
    return rows.assign(index=index, import_id=import_id, sheet=sheets).rename(
        columns=DATABASE_NAMES
    )


def statistic_rows(
    rows: pd.DataFrame, sheets: pd.Series[Any], index: str, import_id: int
) -> pd.DataFrame:
    """Return figures of the whole country as rows of the table statistic."""
    return rows.assign(
        index=index,
        import_id=import_id,
        sheet=sheets,
        statistic=rows["unit"].map(NATIONAL),
        value=rows["score"],
        grade=None,
    ).rename(columns=DATABASE_NAMES)


def finding_rows(findings: Iterable[Finding], import_id: int | Mapping[str, int]) -> pd.DataFrame:
    """Return findings as rows of the table finding.

    Args:
        findings: what the checks found.
        import_id: number of the import, or that of each file.
    """
    rows = [
        {
            "import_id": import_id
            if isinstance(import_id, int)
            else import_id.get(finding.place.file),
            "code": finding.code,
            "severity": finding.severity,
            **asdict(finding.place),
            "expected": finding.expected,
            "found": finding.found,
            "wording": json.dumps(packed((finding.expected, finding.found)), ensure_ascii=False),
        }
        for finding in findings
    ]
    return pd.DataFrame(rows, dtype=object)
