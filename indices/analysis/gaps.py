"""Where a unit stands behind others, and how the gap of a total divides among its parts.

Everywhere gap = reference − score, in the index's own points: positive means behind. An unknown
score or reference gives an unknown gap with its reason, never a number that looks right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from indices.analysis.arrays import Floats
from indices.analysis.cube import Cube
from indices.analysis.field import Field
from indices.analysis.references import Reference, make_reference
from indices.analysis.residuals import half_units, residual_reasons, residuals
from indices.catalogue import Index, Indicator
from indices.frames import Row, without_nan

SUMMARIES = ("mean", "median", "best")


def gap_rows(
    cube: Cube,
    index: Index,
    year: int,
    unit: str,
    against: str | Sequence[str],
    parent: str = "total",
) -> list[Row]:
    """Return the gap of one unit for an indicator and all its parts, in catalogue order.

    Several reference units stand for their mean. Units that lack the total, or a part that `unit`
    has, are then left out of every row and named in `missing_reference`: only a mean over the same
    units lets the gaps of the parts add up to the gap of the total.

    Args:
        cube: of the index.
        index: with its tree of indicators.
        year: the year measured.
        unit: code of the unit that is compared.
        against: one code, several codes, or "mean", "median" or "best" of all ranked units. The
            three are given only where every ranked unit has a score ("best" also where the unit
            ranked first has one); medians and bests of parts need not add up, `residual` says so.
        parent: the indicator whose tree is shown.

    Returns:
        Rows with the keys indicator, level, parent, breakdown, score, reference, gap, residual,
        residual_reason, max_points, n_reference, missing_reference, best, best_unit, reason and
        status, None for what is missing. `residual` = gap − Σ gaps of the known parts of one
        additive breakdown, None without such parts; `residual_reason` says why it is not 0.
        `best_unit` and `missing_reference` hold codes joined by ";". `reason` is None where the
        gap is known, else "focus_" or "reference_" with the missing reason, or
        "reference_incomplete". `status` is "disputed" when a figure behind the gap is.
    """
    field = cube.field(year, index.tree(parent, year))
    tree, row = field.indicators, field.row(unit)
    own = _own(field, row)
    reference = make_reference(field, own, against)
    gap, reasons = reference.score - own, _reasons(field, row, reference)
    rest = residuals(tree, gap)
    columns = {
        "score": own,
        "reference": reference.score,
        "gap": gap,
        "residual": rest,
        "residual_reason": residual_reasons(
            tree,
            gap,
            rest,
            reasons,
            lambda: half_units(cube, year, tree, _compared(field, unit, against)),
            adds_up=against not in ("median", "best"),
        ),
        "max_points": [index.max_points(item.code, year) for item in tree],
        "n_reference": reference.counts,
        "missing_reference": reference.missing,
        **_best(field),
        "reason": reasons,
        "status": _status(field, row, reference, gap),
    }
    return _rows(_named(tree) | columns)


def gaps_against(
    cube: Cube,
    index: Index,
    year: int,
    unit: str,
    references: Mapping[str, str | Sequence[str]],
    parent: str = "total",
) -> dict[str, dict[str, Row]]:
    """Return the gap of one unit for an indicator and its direct parts, against several references.

    The figures are those of `gap_rows`, laid out once for all references.

    Args:
        cube: of the index.
        index: with its tree of indicators.
        year: the year measured.
        unit: code of the unit that is compared.
        references: by name, each as `against` of `gap_rows`.
        parent: the indicator that is shown first.

    Returns:
        By name of the reference and by indicator: indicator, level, parent, breakdown, score,
        reference, gap and missing_reference as in `gap_rows`.
    """
    field = cube.field(year, [index.indicator(parent), *index.children(parent, year)])
    own = _own(field, field.row(unit))
    found = {}
    for name, against in references.items():
        reference = make_reference(field, own, against)
        columns = _named(field.indicators) | {
            "score": own,
            "reference": reference.score,
            "gap": reference.score - own,
            "missing_reference": reference.missing,
        }
        found[name] = {row["indicator"]: row for row in _rows(columns)}
    return found


def furthest_behind(gaps: Sequence[Row], n: int = 5) -> list[Row]:
    """Return the n smallest parts in which the unit is furthest behind, the largest gap first.

    Sorted by points of the total, because those add up: a point won there is a point of the total,
    whichever part it comes from. Shares of the maximum would favour parts with few points. An
    index without known parts gives no row; parts in which the unit is not behind are left out.

    Args:
        gaps: as `gap_rows` returns them.
        n: how many rows at most.
    """
    known = [row for row in gaps if row["gap"] is not None and row["breakdown"] is not None]
    parents = {row["parent"] for row in known}
    behind = [row for row in known if row["indicator"] not in parents and row["gap"] > 0]
    return sorted(behind, key=lambda row: -row["gap"])[:n]


def _named(tree: Sequence[Indicator]) -> dict[str, Any]:
    return {
        "indicator": [item.code for item in tree],
        "level": [item.level for item in tree],
        "parent": [item.parent for item in tree],
        "breakdown": [item.breakdown or None for item in tree],
    }


def _own(field: Field, row: int) -> Floats:
    return field.scores[row] if row >= 0 else np.full(len(field.indicators), np.nan)


def _rows(columns: Mapping[str, Any]) -> list[Row]:
    """Return columns as rows, with None for what is missing."""
    plain = [
        without_nan(values.tolist()) if isinstance(values, np.ndarray) else values
        for values in columns.values()
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*plain, strict=True)]


def _best(field: Field) -> dict[str, Any]:
    best, leaders = field.best()
    return {"best": best, "best_unit": [";".join(units) or None for units in leaders]}


def _compared(field: Field, unit: str, against: str | Sequence[str]) -> list[str]:
    """Return the units whose figures stand behind a gap."""
    if isinstance(against, str):
        return field.units if against in SUMMARIES else [unit, against]
    return [unit, *against]


def _reasons(field: Field, row: int, reference: Reference) -> list[str | None]:
    if row < 0:
        return ["focus_unit_did_not_exist"] * len(field.indicators)
    return [
        f"focus_{own_reason}" if score != score else theirs or None
        for score, own_reason, theirs in zip(
            field.scores[row].tolist(), field.reasons[row].tolist(), reference.reasons, strict=True
        )
    ]


def _status(field: Field, row: int, reference: Reference, gap: Floats) -> list[str | None]:
    disputed = reference.disputed | field.disputed[row] if row >= 0 else reference.disputed
    return [
        None if behind != behind else "disputed" if doubted else "accepted"
        for behind, doubted in zip(gap.tolist(), disputed.tolist(), strict=True)
    ]
