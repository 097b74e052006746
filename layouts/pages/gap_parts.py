"""Where a gap comes from: a waterfall of its parts, the largest first, with remainder and total."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from layouts import theme
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures.bars import Bar, bars, height
from layouts.pages.gap_view import NO_REMAINDER, Row, View
from layouts.pages.gap_words import capital, no_gap, notes_on_reference, short_reason
from layouts.urls import href

NAME = "parts"
ARROWS = {True: "▼", False: "▲"}


@dataclass(frozen=True)
class Contribution:
    """One row of the sum: gap = reference − score, None where unknown; `reason` then says why."""

    label: str
    score: float | None
    reference: float | None
    gap: float | None
    reason: str = ""
    code: str = ""


def contributions(view: View) -> tuple[list[Contribution], Contribution]:
    """Return the parts, the largest contribution first, the remainder as a row, and the total.

    The gaps of all rows add up to the total wherever the total is known.
    """
    total = _contribution(view.total, view)
    rows = [_contribution(gap, view) for gap in view.parts]
    rows.sort(key=lambda row: (row.gap is None, -(row.gap or 0.0)))
    remainder = view.total["residual"]
    if remainder is not None and total.gap is not None and abs(remainder) > NO_REMAINDER:
        label = view.w.t("Remainder that no part explains")
        rows.append(Contribution(label, None, None, remainder, _remainder_reason(view)))
    return rows, total


def parts_chart(view: View) -> Chart:
    """Return the waterfall of the indicator's parts."""
    rows, total = contributions(view)
    empty = no_gap(view) or ("" if view.parts else _no_parts(view))
    n_rows = len(rows) + (total.gap is not None)
    return Chart(
        name=NAME,
        title=empty or _title(view, rows, total),
        figure=theme.empty_figure(empty) if empty else _figure(view, rows, total),
        table=partial(_table, view, rows, total),
        source=view.source,
        note=notes_on_reference(view) if empty else _note(view, rows, total),
        empty=empty,
        height=height(n_rows),
        depends=("index", "year", "indicator", "unit", "units", "against"),
    )


def ways(view: View) -> list[Component]:
    """Return links to the parts of the indicator and back to what it is a part of."""
    w, state = view.w, view.state
    parts = [gap["indicator"] for gap in view.parts if gap["gap"] is not None]
    open_parts = [code for code in parts if view.index.children(code, state.year)]
    parent = view.index.indicator(state.indicator).parent
    links: list[Component] = []
    if parent:
        links.append(_way(view, parent, w.t("Back to {name}", name=view.indicator_name(parent))))
    links += [_way(view, code, view.indicator_name(code)) for code in open_parts]
    if not links:
        return []
    head = html.Span(w.t("Open a part:"), className="label")
    return [head, *links] if open_parts else links


def _way(view: View, code: str, text: str) -> Component:
    return dcc.Link(text, href=href(view.state, indicator=code), className="chip")


def _contribution(gap: Row, view: View) -> Contribution:
    return Contribution(
        view.indicator_name(gap["indicator"]),
        gap["score"],
        gap["reference"],
        gap["gap"],
        short_reason(gap["reason"], view.w),
        gap["indicator"],
    )


def _figure(view: View, rows: list[Contribution], total: Contribution) -> dict[str, Any]:
    """Draw each part from where the one before it ended; behind leads to the left."""
    drawn, at = [], 0.0
    for row in rows:
        after = at - (row.gap or 0.0)
        drawn.append(_bar(view, row, at, after))
        at = after
    if total.gap is not None:
        drawn.append(_bar(view, total, 0.0, -total.gap, strong=True))
    unit = view.w.t("{points} against {reference}", points=view.points, reference=view.reference)
    return bars(drawn, unit)


def _bar(view: View, row: Contribution, start: float, end: float, strong: bool = False) -> Bar:
    if row.gap is None:
        return Bar(row.label, math.nan, math.nan, row.reason)
    lines = [row.label, _difference(view, row.gap)]
    if row.score is not None:
        lines.append(f"{view.name}: {view.number(row.score)}")
        lines.append(f"{capital(view.reference)}: {view.number(row.reference)}")
    color = theme.BEHIND if row.gap > 0 else theme.AHEAD
    return Bar(row.label, start, end, lines[1], "<br>".join(lines), color, strong)


def _difference(view: View, gap: float) -> str:
    """Write a gap as the unit sees it: behind is ▼ and minus."""
    text = view.number(-gap, sign=True)
    return f"= {text}" if text[0] not in "+\u2212" else f"{ARROWS[gap > 0]} {text}"


def _title(view: View, rows: list[Contribution], total: Contribution) -> str:
    w = view.w
    known = [row for row in rows if row.gap is not None and row.score is not None]
    if total.gap is None:
        behind = sum((row.gap or 0) > 0 for row in known)
        return w.t(
            "The total cannot be compared; {name} is behind {reference} in {n} of {of} known parts",
            name=view.name, reference=view.reference, n=behind, of=len(known),
        )  # fmt: skip
    first, last = known[0], known[-1]
    values = {
        "name": view.name,
        "reference": view.reference,
        "gap": view.number(abs(total.gap)),
        "points": view.points,
        "first": first.label,
        "most": view.number(abs(first.gap or 0.0)),
        "last": last.label,
        "least": view.number(abs(last.gap or 0.0)),
    }
    if abs(total.gap) < NO_REMAINDER:
        return w.t("{name} is level with {reference}; it loses most in {first} ({most})", **values)
    if (first.gap or 0) <= 0:
        return w.t("{name} is {gap} {points} ahead of {reference}, behind in no part", **values)
    if (last.gap or 0) >= 0:
        return w.t(
            "{name} is {gap} {points} behind {reference} and behind in every part, most in {first} "
            "({most})", **values,
        )  # fmt: skip
    if total.gap > 0:
        return w.t(
            "{name} is {gap} {points} behind {reference}: it loses most in {first} ({most}) and "
            "wins most in {last} ({least})", **values,
        )  # fmt: skip
    return w.t(
        "{name} is {gap} {points} ahead of {reference}: it wins most in {last} ({least}) and loses "
        "most in {first} ({most})", **values,
    )  # fmt: skip


def _note(view: View, rows: list[Contribution], total: Contribution) -> str:
    w = view.w
    notes = [notes_on_reference(view)]
    if total.gap is not None:
        remainder = next((row for row in rows if row.score is None and row.gap is not None), None)
        if remainder:
            notes.append(w.t("The remainder: {reason}.", reason=remainder.reason))
        else:
            notes.append(w.t("The parts add up to the total; printed numbers are rounded."))
    return " ".join(note for note in notes if note)


def _remainder_reason(view: View) -> str:
    """Say why parts do not add up to the gap."""
    w = view.w
    return {
        "rounding": w.t("the source rounds parts and total one by one"),
        "part_unknown": w.t("a part is not known"),
        "part_withheld": w.t("a part is withheld by the publisher"),
        "median_or_best": w.t("medians and best values of parts do not add up"),
        "unexplained": w.t("neither rounding nor an unknown part explains it; check the figures"),
    }[view.total["residual_reason"]]


def _no_parts(view: View) -> str:
    w = view.w
    if not view.leaves:
        return w.t("This indicator has no parts that add up to it")
    return w.t("No parts of this indicator are known of both {name} and {reference}",
               name=view.name, reference=view.reference)  # fmt: skip


def _table(view: View, rows: list[Contribution], total: Contribution) -> Keyed:
    """Return the rows as drawn and each part's share of the total difference, in per cent.

    Where parts cancel out, so that one of them is larger than the total, shares mean nothing.
    """
    w = view.w
    shown = [*rows, total]
    gaps = [math.nan if row.gap is None else row.gap for row in shown]
    largest = max((abs(row.gap or 0.0) for row in rows), default=0.0)
    whole = total.gap if total.gap and abs(total.gap) >= largest else math.nan
    frame = pd.DataFrame(
        {
            w.t("Part"): [row.label for row in shown],
            view.name: [row.score for row in shown],
            capital(view.reference): [row.reference for row in shown],
            w.t("Difference (negative: behind)"): [0.0 - gap for gap in gaps],
            w.t("Share of the difference (%)"): [100 * gap / whole for gap in gaps],
            w.t("Remark"): [row.reason for row in shown],
        }
    ).astype({view.name: "float64", capital(view.reference): "float64"})
    codes = [row.code if row.score is not None else "" for row in shown]
    facts = {
        view.name: [view.key(code) if code else "" for code in codes],
        capital(view.reference): [view.reference_key(code) if code else "" for code in codes],
    }
    return Keyed(frame, facts)
