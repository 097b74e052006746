"""Where a unit stands behind others, and how the gap of a total divides among its parts.

Everywhere gap = reference − score, in the index's own points: positive means behind. An unknown
score or reference gives an unknown gap with its reason, never a number that looks right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats
from indices.analysis.field import Field, make_field
from indices.analysis.references import Reference, make_reference
from indices.analysis.residuals import half_units, residual_reasons, residuals
from indices.catalogue import Catalogue, Index, Indicator
from indices.frames import Columns, make_frame

SUMMARIES = ("mean", "median", "best")

GAP_COLUMNS: Columns = {
    "indicator": "str",
    "level": "str",
    "parent": "str",
    "breakdown": "str",
    "score": "float64",
    "reference": "float64",
    "gap": "float64",
    "residual": "float64",
    "residual_reason": "str",
    "max_points": "float64",
    "n_reference": "int64",
    "missing_reference": "str",
    "best": "float64",
    "best_unit": "str",
    "reason": "str",
    "status": "str",
}


def gap_table(
    scores: pd.DataFrame,
    catalogue: Catalogue,
    index: str,
    year: int,
    unit: str,
    against: str | Sequence[str],
    parent: str = "total",
) -> pd.DataFrame:
    """Return the gap of one unit for an indicator and all its parts, in catalogue order.

    Several reference units stand for their mean. Units that lack the total, or a part that `unit`
    has, are then left out of every row and named in `missing_reference`: only a mean over the same
    units lets the gaps of the parts add up to the gap of the total.

    Args:
        scores: SCORE_COLUMNS of the index and year, all units and indicators.
        catalogue: the index with its tree of indicators.
        index: code of the index.
        year: the year measured.
        unit: code of the unit that is compared.
        against: one code, several codes, or "mean", "median" or "best" of all ranked units. The
            three are given only where every ranked unit has a score ("best" also where the unit
            ranked first has one); medians and bests of parts need not add up, `residual` says so.
        parent: the indicator whose tree is shown.

    Returns:
        GAP_COLUMNS. `residual` = gap − Σ gaps of the known parts of one additive breakdown, NaN
        without such parts; `residual_reason` says why it is not 0. `best_unit` and
        `missing_reference` hold codes joined by ";". `reason` is NaN where the gap is known, else
        "focus_" or "reference_" with the missing reason, or "reference_incomplete". `status` is
        "disputed" when a figure behind the gap is.
    """
    chosen = catalogue.indices[index]
    tree = _tree(chosen, parent, year)
    field = make_field(scores, index, year, tree)
    row = field.row(unit)
    own = field.scores[row] if row >= 0 else np.full(len(tree), np.nan)
    reference = make_reference(field, own, against)
    gap, reasons = reference.score - own, _reasons(field, row, reference)
    columns = {
        "indicator": [item.code for item in tree],
        "level": [item.level for item in tree],
        "parent": [item.parent for item in tree],
        "breakdown": [item.breakdown or None for item in tree],
        "score": own,
        "reference": reference.score,
        "gap": gap,
        "residual": residuals(tree, gap),
        "residual_reason": residual_reasons(
            tree,
            gap,
            reasons,
            lambda: half_units(scores, tree, _compared(field, unit, against)),
            adds_up=against not in ("median", "best"),
        ),
        "max_points": [chosen.max_points(item.code, year) for item in tree],
        "n_reference": reference.counts,
        "missing_reference": reference.missing,
        "reason": reasons,
        "status": _status(field, row, reference, gap),
    }
    return make_frame(columns | _best(field), GAP_COLUMNS)


def gaps_against(
    scores: pd.DataFrame,
    catalogue: Catalogue,
    index: str,
    year: int,
    unit: str,
    references: Mapping[str, str | Sequence[str]],
    parent: str = "total",
) -> dict[str, pd.DataFrame]:
    """Return the gap of one unit for an indicator and its direct parts, against several references.

    The figures are those of `gap_table`, laid out once for all references.

    Args:
        scores: SCORE_COLUMNS of the index and year, all units and indicators.
        catalogue: the index with its tree of indicators.
        index: code of the index.
        year: the year measured.
        unit: code of the unit that is compared.
        references: by name, each as `against` of `gap_table`.
        parent: the indicator that is shown first.

    Returns:
        By name of the reference: indicator, parent, breakdown, score, reference, gap and
        missing_reference of GAP_COLUMNS.
    """
    chosen = catalogue.indices[index]
    tree = [chosen.indicator(parent), *chosen.children(parent, year)]
    field = make_field(scores, index, year, tree)
    row = field.row(unit)
    own = field.scores[row] if row >= 0 else np.full(len(tree), np.nan)
    found = {}
    for name, against in references.items():
        reference = make_reference(field, own, against)
        columns = {
            "indicator": [item.code for item in tree],
            "parent": [item.parent for item in tree],
            "breakdown": [item.breakdown or None for item in tree],
            "score": own,
            "reference": reference.score,
            "gap": reference.score - own,
            "missing_reference": reference.missing,
        }
        found[name] = make_frame(columns, {key: GAP_COLUMNS[key] for key in columns})
    return found


def furthest_behind(gaps: pd.DataFrame, n: int = 5) -> pd.DataFrame:
    """Return the n smallest parts in which the unit is furthest behind, the largest gap first.

    Sorted by points of the total, because those add up: a point won there is a point of the total,
    whichever part it comes from. Shares of the maximum would favour parts with few points. An
    index without known parts gives no row; parts in which the unit is not behind are left out.

    Args:
        gaps: GAP_COLUMNS.
        n: how many rows at most.
    """
    known = gaps[gaps["gap"].notna() & gaps["breakdown"].notna()]
    leaves = known[~known["indicator"].isin(known["parent"])]
    behind = leaves[leaves["gap"] > 0]
    return behind.sort_values("gap", ascending=False, kind="stable").head(n).reset_index(drop=True)


def _tree(index: Index, code: str, year: int) -> list[Indicator]:
    """Return an indicator and everything below it, each part after its parent."""
    found = [index.indicator(code)]
    for part in index.children(code, year):
        found += _tree(index, part.code, year)
    return found


def _best(field: Field) -> dict[str, Floats | list[str | None]]:
    leaders, units = field.leaders(), field.units
    places: list[list[int]] = [[] for _ in field.indicators]
    for column, row in np.argwhere(leaders.T).tolist():
        places[column].append(row)
    highest = np.where(leaders, field.scores, -np.inf).max(axis=0, initial=-np.inf)
    return {
        "best": np.where(leaders.any(axis=0), highest, np.nan),
        "best_unit": [";".join(units[row] for row in rows) or None for rows in places],
    }


def _compared(field: Field, unit: str, against: str | Sequence[str]) -> list[str]:
    """Return the units whose figures stand behind a gap."""
    if isinstance(against, str):
        return field.units if against in SUMMARIES else [unit, against]
    return [unit, *against]


def _reasons(field: Field, row: int, reference: Reference) -> list[str | None]:
    if row < 0:
        return ["focus_unit_did_not_exist"] * len(field.indicators)
    return [
        f"focus_{own_reason}" if np.isnan(score) else theirs or None
        for score, own_reason, theirs in zip(
            field.scores[row], field.reasons[row], reference.reasons, strict=True
        )
    ]


def _status(field: Field, row: int, reference: Reference, gap: Floats) -> list[str | None]:
    disputed = reference.disputed | field.disputed[row] if row >= 0 else reference.disputed
    return [
        None if np.isnan(behind) else "disputed" if doubted else "accepted"
        for behind, doubted in zip(gap, disputed, strict=True)
    ]
