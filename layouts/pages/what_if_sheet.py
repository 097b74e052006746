"""The rows that a visitor changes: every indicator with its scale, its score and one to take."""

from __future__ import annotations

import math
from typing import Any

from indices.analysis.gaps import gap_rows
from indices.analysis.whatif import additive_tree
from indices.frames import Row
from layouts.components.groups import group_name
from layouts.pages.what_if_view import View

# Scores are printed with six decimals at most.
_DECIMALS = 6


def sheet(view: View) -> dict[str, Any]:
    """Return what the browser draws the rows from: codes, names, scales, scores, words."""
    gaps = {row["indicator"]: row for row in _gaps(view)}
    known = {code for code, row in gaps.items() if row["score"] is not None}
    shown = [
        one
        for one in additive_tree(view.index, view.state.year)
        if one.code == "total" or one.code in known or (one.parent == "total" and _partly(gaps))
    ]
    return {
        "rows": [_row(view, one.code, one.parent, gaps[one.code]) for one in shown],
        "aim": aim_name(view),
        "decimals": view.index.decimals,
        "comma": view.w.lang == "vi",
        "words": _words(view),
        "here": {
            "index": view.index.code,
            "year": view.state.year,
            "unit": view.state.unit,
            "title": f"{view.title} · {view.name}",
        },
        "link": {"lang": view.state.lang} if _foreign(view) else {},
    }


def values(view: View) -> dict[str, Any]:
    """Return the new scores as computed here, and a sentence for each change that is refused."""
    parts = view.current.outcome.scenario.parts
    errors = {one.indicator: view.said(one) for one in view.current.refusals}
    return {
        "set": view.current.text,
        "others": view.state.option("others"),
        "scores": {part.indicator: _plain(part.new_score) for part in parts},
        "errors": errors,
    }


def aim_name(view: View) -> str:
    """Name what the buttons take their scores from."""
    w, against = view.w, view.state.against
    names = {
        "best": w.t("the best of all provinces"),
        "mean": w.t("the mean of all provinces"),
        "median": w.t("the median of all provinces"),
    }
    if view.state.members:
        return w.t("the mean of {names}", names=group_name(against, w))
    return names.get(against) or view.unit_name(against)


def _gaps(view: View) -> list[Row]:
    state = view.state
    others = tuple(code for code in state.members if code != state.unit)
    against = others or state.against
    return gap_rows(view.cube, view.index, state.year, state.unit, against)


def _row(view: View, code: str, parent: str | None, gap: Row) -> dict[str, Any]:
    low, high = view.index.scale(code, view.state.year)
    begin, end = low, high
    if code == "total":
        known = view.known.values()
        begin = math.floor(min(known)) if known else low
        end = math.ceil(max(known)) if known else high
    return {
        "code": code,
        "name": view.indicator_name(code),
        "parent": parent,
        "low": begin,
        "high": end,
        "now": _plain(gap["score"]),
        "aim": _plain(gap["reference"]),
    }


def _partly(gaps: dict[str, Row]) -> bool:
    """Whether some but not all dimensions are known: the unknown ones may then be set."""
    dimensions = [row for row in gaps.values() if row["parent"] == "total" and row["breakdown"]]
    return any(row["score"] is not None for row in dimensions)


def _plain(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, _DECIMALS)


def _foreign(view: View) -> bool:
    return view.state.lang != view.state.defaults.get("lang", "vi")


def _words(view: View) -> dict[str, str]:
    w = view.w
    return {
        "now": w.t("now {value}", value="{value}"),
        "unknown": w.t("unknown"),
        "slider": w.t("{name}: slider", name="{name}"),
        "typed": w.t("{name}: score", name="{name}"),
        "take": w.t("Take the score of {aim}", aim="{aim}"),
        "reset": w.t("Back to the score of today"),
        "parts": w.t("Parts of {name}", name="{name}"),
        "compare": w.t("Compare"),
        "compared": w.t("Compared ✓"),
        "delete": w.t("Delete"),
        "none": w.t("None kept yet. A scenario that you keep stays in this browser alone; a link "
                    "to this page holds it too."),
        "nameless": w.t("Without a name"),
    }  # fmt: skip
