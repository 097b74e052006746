"""Ranks under other methods: how often which rank, and the range of every unit."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.robustness import NEAR, Variation
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures import columns as columns_figure
from layouts.figures.columns import Column, columns
from layouts.figures.intervals import Interval, height, intervals
from layouts.pages.certainty_intervals import unit_kind, unit_kinds
from layouts.pages.certainty_view import PERCENT, Sure

FREQUENCY, METHODS = "frequency", "methods"
DEPENDS = ("index", "year", "indicator", "unit", "weights")


def frequency_chart(sure: Sure) -> Chart:
    """Return how often the unit has which rank under other methods."""
    variation, place = sure.variation, sure.place
    if variation is None or place is None:
        return no_methods_chart(sure, FREQUENCY, DEPENDS)
    return Chart(
        name=FREQUENCY,
        title=_frequency_title(sure, variation, place),
        figure=_frequency_figure(sure, variation, place),
        table=partial(_frequency_table, sure, variation),
        source=sure.view.source,
        note=methods_note(sure, variation),
        height=columns_figure.HEIGHT,
        depends=DEPENDS,
    )


def methods_chart(sure: Sure) -> Chart:
    """Return every unit's rank with its range under other methods."""
    variation, depends = sure.variation, (*DEPENDS, "units", "against")
    if variation is None or sure.place is None:
        return no_methods_chart(sure, METHODS, depends)
    rows, w = _ranges(sure, variation), sure.view.w
    return Chart(
        name=METHODS,
        title=_methods_title(sure, variation),
        figure=intervals(rows, unit_kinds(sure.view), None, w.t("rank")),
        table=partial(methods_table, sure, variation),
        source=sure.view.source,
        note=left_out(sure),
        height=height(len(rows)),
        depends=depends,
    )


def no_methods_chart(sure: Sure, name: str, depends: tuple[str, ...]) -> Chart:
    """Return a chart that says why there are no ranks under other methods."""
    view, w = sure.view, sure.view.w
    empty = w.t("No other method can be tried: {reason}", reason=sure.no_methods)
    return Chart(
        name=name,
        title=empty,
        figure=theme.empty_figure(empty),
        table=lambda: pd.DataFrame([{w.t("Province"): view.name, w.t("Remark"): empty}]),
        source=view.source,
        empty=empty,
        height=160,
        depends=depends,
    )


def methods_note(sure: Sure, variation: Variation) -> str:
    """Say what the other methods are."""
    w = sure.view.w
    spread = (
        w.t("weights around the published ones, by about 30 % of each")
        if sure.view.state.option("weights") == NEAR
        else w.t("any weights, all as likely")
    )
    return w.t(
        "Each of the {n} methods draws {weights} (Dirichlet), the scale of the parts (points, "
        "lowest to highest, z-scores, ranks), an arithmetic or geometric mean, and leaves out one "
        "part or none (Saisana, Saltelli and Tarantola, 2005). This is no error of measurement.",
        n=w.number(variation.ranks.shape[1], 0), weights=spread,
    )  # fmt: skip


def left_out(sure: Sure) -> str:
    """Name the units that lack a part, with the parts; empty where none does."""
    view, w = sure.view, sure.view.w
    if sure.variation is None or not sure.variation.composition.left_out:
        return ""
    named = [
        f"{view.unit_name(unit)} ({w.listing([view.indicator_name(part) for part in parts])})"
        for unit, parts in sure.variation.composition.left_out.items()
    ]
    return w.t("Left out because a part is not known: {units}.", units="; ".join(named))


def methods_table(sure: Sure, variation: Variation) -> pd.DataFrame:
    """Return every unit's ranks under other methods, by the rank of the published one."""
    w = sure.view.w
    order = np.argsort(variation.published, kind="stable")
    units = [variation.composition.units[place] for place in order.tolist()]
    best, worst = variation.bounds[order].T
    return pd.DataFrame(
        {
            w.t("Province"): [sure.view.unit_name(unit) for unit in units],
            w.t("Rank by the published method"): variation.published[order],
            w.t("Best rank under other methods ({level} %)", level=PERCENT): best,
            w.t("Median rank under other methods"): variation.median[order],
            w.t("Worst rank under other methods ({level} %)", level=PERCENT): worst,
            w.t("Within 1 place (% of the methods)"): 100 * variation.within(1)[order],
            w.t("Within 3 places (% of the methods)"): 100 * variation.within(3)[order],
            w.t("Mean shift in places"): variation.shift[order],
        }
    )


def _frequency_title(sure: Sure, variation: Variation, place: int) -> str:
    view, w = sure.view, sure.view.w
    return w.t(
        "{name} keeps rank {rank} in {share} % of the other methods and stays within 3 places of "
        "it in {near} %",
        name=view.name,
        rank=int(variation.published[place]),
        share=w.number(100 * variation.within(0)[place], 0),
        near=w.number(100 * variation.within(3)[place], 0),
    )


def _frequency_figure(sure: Sure, variation: Variation, place: int) -> dict[str, Any]:
    view, w = sure.view, sure.view.w
    own = int(variation.published[place])
    shares = variation.frequencies(view.state.unit)
    rows = [
        Column(rank, round(share, 2), _frequency(sure, rank, share), rank == own)
        for rank in range(min(*shares, own), max(*shares, own) + 1)
        for share in [100 * shares.get(rank, 0.0)]
    ]
    axes = (w.t("rank under other methods"), w.t("% of the methods"))
    return columns(rows, axes, view.color, w.t("published method"))


def _frequency(sure: Sure, rank: int, share: float) -> str:
    w = sure.view.w
    return w.t("rank {rank}: {share} % of the methods", rank=rank, share=w.number(share, 1))


def _frequency_table(sure: Sure, variation: Variation) -> pd.DataFrame:
    w = sure.view.w
    shares = variation.frequencies(sure.view.state.unit)
    return pd.DataFrame(
        {
            w.t("Rank"): list(shares),
            w.t("Share of the methods (%)"): [100 * share for share in shares.values()],
        }
    )


def _ranges(sure: Sure, variation: Variation) -> list[Interval]:
    view, w = sure.view, sure.view.w
    found, ends, ranks = [], variation.bounds.tolist(), variation.published.tolist()
    for place in np.argsort(variation.published, kind="stable").tolist():
        unit, (low, high), rank = variation.composition.units[place], ends[place], ranks[place]
        name = view.unit_name(unit)
        said = w.t(
            "rank {rank}, under other methods {low} to {high}", rank=rank, low=low, high=high
        )
        hover = f"<b>{name}</b><br>{said}"
        # A rank outside its own range is drawn as the end of it.
        bounds = min(low, rank), max(high, rank)
        found.append(Interval(name, rank, *bounds, hover, unit_kind(view, unit)))
    return found


def _methods_title(sure: Sure, variation: Variation) -> str:
    widths = np.ptp(variation.bounds, axis=1)
    return sure.view.w.t(
        "{name}: {range} in {percent} % of the other methods; half of all provinces have a range "
        "of {width} places or more", name=sure.view.name, range=sure.method_range,
        percent=PERCENT, width=int(np.median(widths)),
    )  # fmt: skip
