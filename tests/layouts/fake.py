"""A reader without a database: the figures of data/ through the same analysis."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace

import pandas as pd

from indices.analysis.scores import score_tables
from indices.database.errors import DatabaseUnavailable
from indices.reference import load_catalogue

_TEXTS = ("unit", "score", "precision", "status", "remark", "source", "grade", "indicator")


@lru_cache(maxsize=3)
def observations(index: str) -> pd.DataFrame:
    """Rows of data/observations of one index, PAPI with its sums."""
    path = load_catalogue().root / "observations" / f"{index.lower()}.csv"
    rows = pd.read_csv(path, dtype=dict.fromkeys(_TEXTS, "str"))
    rows["decimals"] = rows["score"].str.partition(".")[2].str.len().astype("Int64")
    rows["score"] = rows["score"].astype("float64")
    rows = rows.fillna({"precision": "exact", "status": "accepted"})
    return pd.concat([rows, _sums(rows)]) if index == "PAPI" else rows


def _sums(rows: pd.DataFrame) -> pd.DataFrame:
    index = load_catalogue().indices["PAPI"]
    sums = []
    for year, of_year in rows[rows["indicator"] != "weighted_total"].groupby("year"):
        wide = of_year.pivot_table("score", "unit", "indicator", aggfunc="first")
        for parent in [f"D{n}" for n in range(1, 9)] + ["total"]:
            parts = [part.code for part in index.children(parent, year, "dimension")]
            if parent == "total":
                parts = [part for part in parts if part.startswith("D")]
            parts = [part for part in parts if part in wide]
            if parts and parent not in wide:
                wide[parent] = wide[parts].sum(axis=1, min_count=len(parts))
                sums.append(
                    wide[parent]
                    .dropna()
                    .rename("score")
                    .reset_index()
                    .assign(year=year, indicator=parent, decimals=6)
                )
    made = pd.concat(sums).assign(precision="derived", status="accepted", source="d01")
    return made.astype({"decimals": "Int64"})


@lru_cache(maxsize=3)
def scores(index: str) -> pd.DataFrame:
    """SCORE_COLUMNS of all years of one index."""
    catalogue = load_catalogue()
    folder = catalogue.root / "observations"
    missing = pd.read_csv(folder / "missing.csv", dtype={"unit": "str"})
    counts = pd.read_csv(folder / "par_grade_counts.csv") if index == "PAR" else None
    return score_tables(
        observations(index), missing[missing["index"] == index], counts, catalogue, index
    )


class FakeReader:
    """Answers scores and build; `broken` makes every question fail like a missing database."""

    def __init__(self, broken: str = "") -> None:
        self.broken = broken
        self.n_questions = 0

    def build(self) -> SimpleNamespace:
        if self.broken:
            raise DatabaseUnavailable(self.broken)
        return SimpleNamespace(build_id="test", built_at="2025-07-01T08:00:00")

    def scores(self, index, year=None, indicator=None, unit=None) -> pd.DataFrame:
        self.build()
        self.n_questions += 1
        table = scores(index)
        for column, wanted in (("year", year), ("indicator", indicator), ("unit", unit)):
            if wanted is not None:
                values = [wanted] if isinstance(wanted, str | int) else list(wanted)
                table = table[table[column].isin(values)]
        return table.reset_index(drop=True)
