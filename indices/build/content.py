"""The rows of every table: observations, derived sums, statistics, chosen scores, findings."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pandas as pd

from indices.analysis.scores import score_tables
from indices.build.intake import Gathered, Origin, now
from indices.build.tables import DATABASE_NAMES, finding_rows
from indices.database.reference import reference_tables
from indices.loaders.names import NATIONAL
from indices.loaders.papi import derive_sums
from indices.table import Facts
from indices.validation.duplicates import compare_with_earlier


def make_content(gathered: Gathered, fingerprint: str) -> dict[str, pd.DataFrame]:
    """Return a frame for each table of the schema, its columns named as there.

    Args:
        gathered: everything read, without blocking findings.
        fingerprint: digest of the inputs.
    """
    figures, imports = _figures(gathered)
    is_national = figures["unit"].isin(list(NATIONAL))
    observations = figures[~is_national].reset_index(drop=True)
    return {
        **reference_tables(gathered.catalogue),
        "build": _build(fingerprint),
        "import": imports,
        "observation": _numbered(observations, "observation_id"),
        "statistic": _statistics(figures[is_national], gathered, imports),
        "missing": gathered.missing.rename(columns=DATABASE_NAMES),
        "covariate": gathered.covariates.rename(columns=DATABASE_NAMES),
        "score": _scores(observations, gathered),
        "finding": _findings(gathered, imports),
    }


def _figures(gathered: Gathered) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of all indices, each with its import, and the imports."""
    origins: list[Origin] = []
    figures = []
    for index, facts in gathered.facts.items():
        first = len(origins) + 1
        origins += gathered.origins[index]
        rows = _complete(facts, gathered.sums[index]).rows
        sheets = pd.Series([table.sheet for table in facts.tables], dtype=object)
        figures.append(
            rows.assign(
                index=index,
                import_id=rows["part"] + first,
                sheet=rows["part"].map(sheets).where(rows["cell"].notna(), None),
            )
        )
    if gathered.grade_counts_origin:
        origins.append(gathered.grade_counts_origin)
    together = pd.concat(figures, ignore_index=True)
    return together, _imports(origins, together, len(gathered.grade_counts))


def _complete(facts: Facts, sums: pd.DataFrame) -> Facts:
    """Drop rows that say nothing new, and add sums that nobody printed."""
    _, repeating = compare_with_earlier(facts)
    return derive_sums(replace(facts, rows=facts.rows[~repeating]), sums)


def _imports(origins: list[Origin], figures: pd.DataFrame, n_counts: int) -> pd.DataFrame:
    rows = figures[figures["cell"].notna()]["import_id"].value_counts()
    imports = pd.DataFrame(
        [
            {"import_id": number, "loader": _loader(origin), **asdict(origin)}
            for number, origin in enumerate(origins, start=1)
        ]
    ).rename(columns=DATABASE_NAMES)
    counted = imports["import_id"].map(rows)
    return imports.assign(n_rows=counted.fillna(n_counts).astype("int64"))


def _loader(origin: Origin) -> str:
    ending = origin.file.rpartition(".")[2].casefold()
    return f"{(origin.index or '').casefold()}.{'xlsx' if ending.startswith('xls') else 'csv'}"


def _build(fingerprint: str) -> pd.DataFrame:
    """Return the one row of the build; `database.changes.renew_build` names and dates it."""
    row = {"id": 1, "build_id": "", "built_at": now(), "fingerprint": fingerprint}
    return pd.DataFrame([row])


def _numbered(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows.rename(columns=DATABASE_NAMES).assign(**{column: np.arange(1, len(rows) + 1)})


def _statistics(national: pd.DataFrame, gathered: Gathered, imports: pd.DataFrame) -> pd.DataFrame:
    """Return figures of the whole country, and how many units had each grade."""
    means = national.assign(
        statistic=national["unit"].map(NATIONAL), value=national["score"], grade=None
    )
    counts = gathered.grade_counts.assign(
        index="PAR",
        indicator="total",
        statistic="grade_count",
        value=gathered.grade_counts["n_units"],
        decimals=0,
        precision="exact",
        status="accepted",
        sheet="",
        cell=[f"C{row}" for row in gathered.grade_counts.index],
        import_id=imports["import_id"].max(),
    )
    columns = ["index", "year", "indicator", "statistic", "grade", "value", "decimals"]
    columns += ["precision", "status", "source", "import_id", "sheet", "cell", "remark"]
    together = [part.reindex(columns=columns).astype("object") for part in (means, counts)]
    return _numbered(pd.concat(together, ignore_index=True), "statistic_id")


def _scores(observations: pd.DataFrame, gathered: Gathered) -> pd.DataFrame:
    """Return the score table: what the written rule picks, with ranks, grades and reasons."""
    tables = [
        score_tables(
            observations[observations["index"] == index],
            gathered.missing,
            gathered.grade_counts.astype({"year": "int64"}) if index == "PAR" else None,
            gathered.catalogue,
            index,
        )
        for index in gathered.catalogue.indices
    ]
    return pd.concat(tables, ignore_index=True).rename(columns=DATABASE_NAMES)


def _findings(gathered: Gathered, imports: pd.DataFrame) -> pd.DataFrame:
    known = dict(zip(imports["file"], imports["import_id"], strict=True))
    return _numbered(finding_rows(gathered.report, known), "finding_id")
