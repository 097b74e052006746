"""The robustness table: every unit with its rank and each kind of uncertainty beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from indices.analysis.uncertainty import TOP
from layouts.components.chart import Chart
from layouts.components.grid import RIGHT, unit_column
from layouts.components.keyed import Keyed
from layouts.components.rank_ranges import span
from layouts.pages.certainty_methods import left_out, methods_note
from layouts.pages.certainty_view import PERCENT, Sure, errors_note, finding
from layouts.pages.gap_view import Row
from layouts.urls import PageState
from layouts.wording import Wording, sort_key

NAME = "robustness"
# Ten columns fill a wide screen beside the pinned ones.
WIDTH = 113
ASSUMED_SIGN = "†"
SIGNS = {1: "▲", 0: "≈", -1: "▼"}


def columns(state: PageState, w: Wording) -> list[dict[str, Any]]:
    """Return the column definitions; orders are those of `assets/grid.js`."""

    def column(field: str, name: str, order: str, tip: str) -> dict[str, Any]:
        return {
            "field": field, "headerName": name, "comparator": {"function": order}, "width": WIDTH,
            "headerTooltip": tip, **RIGHT,
        }  # fmt: skip

    return [
        {
            "field": "rank_text",
            "headerName": w.t("Rank"),
            "headerTooltip": w.t("Rank as published or computed."),
            "comparator": {"function": "byRank"},
            "width": 60,
            "pinned": "left",
            **_opens("rank"),
            **RIGHT,
        },
        unit_column(state, w),
        column("score_text", w.t("Score"), "byScore", w.t("Score with its interval."))
        | _opens("score"),
        column("half_text", w.t("± at {level} %", level=PERCENT), "byHalf",
               w.t("Half the width of the interval: 1.96 standard errors.")),
        column("sets", w.t("Rank by error"), "byWorst",
               w.t("Ranks that this province may have by its error of measurement.")),
        column("joint", w.t("All together"), "byJoint",
               w.t("Ranks by error of measurement that hold for all provinces at once.")),
        column("apart", w.t("Settled"), "byApart",
               w.t("▲ surely above the chosen province, ▼ surely below, ≈ cannot be told apart.")),
        column("methods", w.t("Rank by method"), "byMethods",
               w.t("Ranks under other methods in 95 % of them.")),
        column("median_text", w.t("Median"), "byMedian",
               w.t("Median rank under other methods.")),
        column("within_1", w.t("± 1 place"), "byWithin1",
               w.t("Share of the other methods within one place of the rank.")),
        column("within_3", w.t("± 3 places"), "byWithin3",
               w.t("Share of the other methods within three places of the rank.")),
        column("shift_text", w.t("Mean shift"), "byShift",
               w.t("Mean distance from the rank under other methods, in places.")),
    ]  # fmt: skip


def grid_rows(sure: Sure) -> list[dict[str, Any]]:
    """Return the rows, in the order of the ranking."""
    names = {row["unit"]: sure.view.unit_name(row["unit"]) for row in sure.rows}
    orders = {
        unit: at for at, unit in enumerate(sorted(names, key=lambda one: sort_key(names[one])))
    }
    cells = _method_cells(sure)
    unknown = _no_method_cells(sure)
    return [
        _row(sure, row)
        | cells.get(row["unit"], unknown)
        | {"unit": names[row["unit"]], "order": orders[row["unit"]], "place": str(at)}
        for at, row in enumerate(sure.rows)
    ]


def grid_notes(sure: Sure) -> list[str]:
    """Return what must be known to read the table, kind by kind."""
    view, w = sure.view, sure.view.w
    notes = []
    if sure.own["best_rank"] is not None:
        notes.append(
            w.t(
                "Rank by error: a set that holds the rank of one province at {level} %; all "
                "together: sets that hold all ranks at once (Mogstad, Romano, Shaikh and Wilhelm, "
                "2024). ▲ and ▼: settled to stand above or below {name}; ≈: cannot be told apart.",
                level=PERCENT, name=view.name,
            )
        )  # fmt: skip
    errors = errors_note(sure)
    notes.append(f"{ASSUMED_SIGN} {errors}" if sure.lender else errors)
    if sure.variation is None:
        notes.append(w.t("No other method can be tried: {reason}.", reason=sure.no_methods))
    else:
        notes += [f"{w.t('Rank by method.')} {methods_note(sure, sure.variation)}", left_out(sure)]
    return [note for note in notes if note]


def robustness_file(sure: Sure) -> Chart:
    """Return the rows of the table, for download."""
    return Chart(
        name=NAME,
        title=finding(sure),
        figure={},
        table=partial(_table, sure),
        source=sure.view.source,
        note=" ".join(grid_notes(sure)),
    )


def _opens(figure: str) -> dict[str, Any]:
    """Return what lets the cells of a column open where their figure comes from."""
    return {"cellRenderer": "FactCell", "cellRendererParams": {"figure": figure}}


def _places(sure: Sure) -> dict[str, int]:
    """Return the row of each unit among those whose parts are known."""
    if sure.variation is None:
        return {}
    return {unit: at for at, unit in enumerate(sure.variation.composition.units)}


def _row(sure: Sure, row: Row) -> dict[str, Any]:
    view, w, catalogue = sure.view, sure.view.w, sure.view.catalogue
    unit, error = row["unit"], row["standard_error"]
    half = None if error is None else row["upper"] - row["score"]
    sign = sure.apart.get(unit)
    focus = unit == view.state.unit
    return {
        "code": unit,
        "fact": view.key(unit=unit),
        "tone": "focus" if focus else "benchmark" if unit in catalogue.benchmark else "",
        "rank": row["rank"],
        "rank_text": w.rank(row["rank"], None),
        "score": row["score"],
        "score_text": view.number(row["score"]),
        "half": half,
        "half_text": view.number(half) + (f" {ASSUMED_SIGN}" if sure.lender and half else ""),
        "sets": span(row["best_rank"], row["worst_rank"]) or w.number(None),
        "worst": row["worst_rank"],
        "joint": span(row["joint_best_rank"], row["joint_worst_rank"]) or w.number(None),
        "joint_worst": row["joint_worst_rank"],
        "apart": "" if focus else w.number(None) if sign is None else SIGNS[sign],
        "sign": sign,
    }


def _method_cells(sure: Sure) -> dict[str, dict[str, Any]]:
    """Return the cells about other methods of every unit whose parts are known."""
    w, variation = sure.view.w, sure.variation
    if variation is None:
        return {}
    values = (
        variation.composition.units,
        *variation.bounds.T.tolist(),
        variation.median.tolist(),
        variation.within(1).tolist(),
        variation.within(3).tolist(),
        variation.shift.tolist(),
    )
    return {
        unit: {
            "methods": span(low, high),
            "method_worst": high,
            "median": median,
            "median_text": str(median),
            "near_1": near_1,
            "within_1": f"{w.number(100 * near_1, 0)} %",
            "near_3": near_3,
            "within_3": f"{w.number(100 * near_3, 0)} %",
            "shift": shift,
            "shift_text": w.number(shift, 1),
        }
        for unit, low, high, median, near_1, near_3, shift in zip(*values, strict=True)
    }


def _no_method_cells(sure: Sure) -> dict[str, Any]:
    texts = ("methods", "median_text", "within_1", "within_3", "shift_text")
    raw = ("method_worst", "median", "near_1", "near_3", "shift")
    return dict.fromkeys(texts, sure.view.w.number(None)) | dict.fromkeys(raw)


def _table(sure: Sure) -> Keyed:
    """Return every unit with every kind of uncertainty, with raw numbers."""
    w, rows, variation = sure.view.w, sure.table, sure.variation
    places = _places(sure)
    at = [places.get(unit) for unit in rows["unit"]]

    def drawn(values: Any) -> pd.Series[Any]:
        found = [None if one is None else values[one].item() for one in at]
        return pd.Series(found, dtype=values.dtype.name.replace("int64", "Int64"))

    table = {
        w.t("Rank"): rows["rank"].tolist(),
        w.t("Province"): [sure.view.unit_name(unit) for unit in rows["unit"]],
        w.t("Score"): rows["score"].tolist(),
        w.t("Standard error"): rows["standard_error"].tolist(),
        w.t("Standard error from"): rows["error_year"].astype("Int64").array,
        w.t("Lower bound ({level} %)", level=PERCENT): rows["lower"].tolist(),
        w.t("Upper bound ({level} %)", level=PERCENT): rows["upper"].tolist(),
        w.t("Best rank it may have"): rows["best_rank"].array,
        w.t("Worst rank it may have"): rows["worst_rank"].array,
        w.t("Best rank, all together"): rows["joint_best_rank"].array,
        w.t("Worst rank, all together"): rows["joint_worst_rank"].array,
        w.t("may be among the {k} best", k=TOP): [
            "" if row["may_be_top"] is None else w.t("yes") if row["may_be_top"] else w.t("no")
            for row in sure.rows
        ],
        w.t("Settled against {name}", name=sure.view.name): [
            SIGNS.get(sure.apart.get(unit, 2), "") for unit in rows["unit"]
        ],
    }
    if variation is not None:
        best, worst = variation.bounds.T
        table |= {
            w.t("Best rank under other methods ({level} %)", level=PERCENT): drawn(best),
            w.t("Median rank under other methods"): drawn(variation.median),
            w.t("Worst rank under other methods ({level} %)", level=PERCENT): drawn(worst),
            w.t("Within 1 place (% of the methods)"): drawn(100 * variation.within(1)),
            w.t("Within 3 places (% of the methods)"): drawn(100 * variation.within(3)),
            w.t("Mean shift in places"): drawn(variation.shift),
        }
    units = rows["unit"].tolist()
    facts = {
        w.t("Score"): [sure.view.key(unit=unit) for unit in units],
        w.t("Rank"): [sure.view.key(unit=unit, figure="rank") for unit in units],
    }
    return Keyed(pd.DataFrame(table), facts)
