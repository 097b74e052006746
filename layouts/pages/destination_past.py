"""Looking back: the sets visited against the best of the same size, on the data known then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from dash import html
from dash.development.base_component import Component

from indices.analysis.lookback import Past, look_back
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.terms import index_year
from layouts.memo import Memo
from layouts.pages.destination_view import View
from layouts.wording import UNKNOWN

if TYPE_CHECKING:
    from indices.database.reader import Reader

PAST = "past"
# The year of the page changes nothing here.
_PASTS = Memo(32)


def pasts_of(reader: Reader, view: View) -> list[Past]:
    """Return what was visited and what could have been; only of the unit whose tours these are."""
    if view.found.focus != view.catalogue.focus:
        return []
    wishes, index = view.found.wishes, view.index.code

    def make() -> list[Past]:
        covariates, focus = reader.covariates(), view.found.focus
        return look_back(view.cube, covariates, view.catalogue, index, focus, wishes)

    return _PASTS.get((reader.build().build_id, index, wishes), make)


def sentences(view: View, pasts: list[Past]) -> list[Component]:
    """Say for each month what the set covered and which share of the best potential it had."""
    w = view.w
    if not pasts:
        return [html.P(w.t("No tour of {name} is recorded.", name=view.name), className="note")]
    note = w.t(
        "Today's weights and rules on the figures that were published then; hosts whose potential "
        "was not known count neither in the set nor in the best one of the same size."
    )
    return [*(html.P(_said(view, one), className="lead") for one in pasts),
            html.P(note, className="note")]  # fmt: skip


def past_file(view: View, pasts: list[Past]) -> Chart:
    """Return the look back as a file."""
    years = sorted({one.year for one in pasts})
    span = f"{years[0]}–{years[-1]}" if years else view.state.year
    return Chart(
        PAST,
        view.w.t("Looking back"),
        theme.empty_figure(""),
        lambda: past_table(view, pasts),
        view.source_line(years, view.parts, span),
    )


def past_table(view: View, pasts: list[Past]) -> pd.DataFrame:
    """Return one row per month of tours with raw numbers."""
    w = view.w
    return pd.DataFrame(
        {
            w.t("Tours"): [w.date(one.month) for one in pasts],
            w.t("Visited"): [view.names(one.stops) for one in pasts],
            w.t("On the data of"): [index_year(view.index, one.year, w) for one in pasts],
            w.t("Weak indicators covered"): [f"{len(one.covered)}/{_n_weak(one)}" for one in pasts],
            w.t("Possible with as many hosts"): pd.Series(
                [one.possible for one in pasts], dtype="Int64"
            ),
            w.t("Learning potential"): [round(one.potential, 6) for one in pasts],
            w.t("Best of the same size"): [round(one.best, 6) for one in pasts],
            w.t("Share (%)"): pd.Series(
                [None if one.share is None else round(100 * one.share, 1) for one in pasts],
                dtype="float64",
            ),
            w.t("Potential not known"): [view.names(one.unknown) or w.t("none") for one in pasts],
        }
    )


def _n_weak(past: Past) -> int:
    return len(past.found.codes) if past.found else 0


def _said(view: View, past: Past) -> str:
    w = view.w
    values = {
        "month": w.date(past.month),
        "hosts": view.names(past.stops),
        "data": index_year(view.index, past.year, w),
    }
    if past.found is None or not past.found.codes:
        return w.t("{month} ({hosts}): nothing can be said, {data} has no figure of {name}.",
                   name=view.name, **values)  # fmt: skip
    share = UNKNOWN if past.share is None else f"{w.number(100 * past.share, 0)} %"
    said = w.t(
        "{month} ({hosts}), on {data}: strong hosts for {n} of {of} weak indicators ({possible} "
        "were possible); {share} of the learning potential of the best set of the same size.",
        n=len(past.covered), of=_n_weak(past), possible=past.possible, share=share, **values,
    )  # fmt: skip
    if past.unknown:
        said += " " + w.t("Not known: {names}.", names=view.names(past.unknown))
    return said
