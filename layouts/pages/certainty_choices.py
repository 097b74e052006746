"""What moves ranks: each choice of method alone, or its share in all variation."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from indices.analysis.robustness import Variation
from indices.analysis.sensitivity import Alone, Influence, influences, shifts, sobol_ranks
from layouts import theme
from layouts.components.chart import Chart
from layouts.figures.bars import Bar, bars, height
from layouts.pages.certainty_methods import DEPENDS as METHODS_DEPENDS
from layouts.pages.certainty_methods import no_methods_chart
from layouts.pages.certainty_view import Sure
from layouts.pages.gap_words import capital

NAME = "choices"
MOST = 6
ALONE, SHARES = "alone", "shares"
_DEPENDS = (*METHODS_DEPENDS, "view")


def choices_chart(sure: Sure) -> Chart:
    """Return what each choice does to ranks, as the state's view asks."""
    if sure.variation is None or sure.place is None:
        return no_methods_chart(sure, NAME, _DEPENDS)
    if sure.view.state.view == SHARES:
        return _shares_chart(sure, sure.variation, sure.place)
    w, shown = sure.view.w, sure.choices[:MOST]
    return Chart(
        name=NAME,
        title=_title(sure, sure.place),
        figure=bars(
            [_bar(sure, one, sure.place) for one in shown],
            w.t("places that a province moves on average"),
        ),
        table=partial(_table, sure, sure.place),
        source=sure.view.source,
        note=_note(sure, len(sure.choices) - len(shown)),
        height=height(len(shown)),
        depends=_DEPENDS,
    )


def choice_name(sure: Sure, choice: str, value: str = "") -> str:
    """Name a choice of method, or one of its alternatives to the published method."""
    w = sure.view.w
    if choice == "left_out" and value:
        return w.t("without {part}", part=sure.view.indicator_name(value))
    return {
        ("weights", ""): w.t("other weights"),
        ("normalisation", ""): w.t("another scale of the parts"),
        ("normalisation", "min_max"): w.t("parts from the lowest to the highest province"),
        ("normalisation", "z_score"): w.t("parts in standard deviations (z-scores)"),
        ("normalisation", "rank"): w.t("parts as ranks"),
        ("mean", ""): w.t("another mean"),
        ("mean", "geometric"): w.t("geometric mean"),
        ("left_out", ""): w.t("leaving a part out"),
    }[choice, value]


def matters_most(sure: Sure) -> str:
    """Say which choice, changed alone, moves ranks most, and by how much."""
    first = sure.choices[0]
    return sure.view.w.t(
        "what moves ranks most: {choice}, {places}",
        choice=choice_name(sure, first.choice, first.value),
        places=_places(sure, first.shift),
    )


def _title(sure: Sure, place: int) -> str:
    said, first = capital(matters_most(sure)), sure.choices[0]
    if not first.value:
        return said
    rank, name = int(first.ranks[place, 0]), sure.view.name
    return said + sure.view.w.t("; {name} would rank {rank}", name=name, rank=rank)


def _bar(sure: Sure, one: Alone, place: int) -> Bar:
    w = sure.view.w
    lines = [capital(choice_name(sure, one.choice, one.value)), _places(sure, one.shift)]
    if one.value:
        rank = int(one.ranks[place, 0])
        lines.append(w.t("{name} would rank {rank}", name=sure.view.name, rank=rank))
    color = theme.FIFTHS[1] if one is sure.choices[0] else theme.FIFTHS[2]
    return Bar(lines[0], 0.0, one.shift, w.number(one.shift, 1), "<br>".join(lines), color)


def _places(sure: Sure, shift: float) -> str:
    return sure.view.w.t("{n} places on average", n=sure.view.w.number(shift, 1))


def _note(sure: Sure, more: int) -> str:
    w = sure.view.w
    notes = [w.t("Each choice changed alone, everything else as published; all provinces count.")]
    if more > 0:
        notes.append(
            w.n("{n} more choice in the table view.", "{n} more choices in the table view.", more)
        )
    return " ".join(notes)


def _table(sure: Sure, place: int) -> pd.DataFrame:
    w, choices = sure.view.w, sure.choices
    names = [capital(choice_name(sure, one.choice, one.value)) for one in choices]
    ranks = [int(one.ranks[place, 0]) if one.value else None for one in choices]
    return pd.DataFrame(
        {
            w.t("Choice"): names,
            w.t("Mean shift in places"): [one.shift for one in choices],
            w.t("Rank of {name}", name=sure.view.name): pd.Series(ranks, dtype="Int64"),
        }
    )


def _shares_chart(sure: Sure, variation: Variation, place: int) -> Chart:
    """Return Sobol indices of the unit's rank, beside those of all units' mean shift."""
    w, name = sure.view.w, sure.view.name
    ranks = sobol_ranks(variation.composition, sure.view.state.option("weights"))
    own = influences(variation.composition, ranks[place])
    everyone = influences(variation.composition, shifts(ranks, variation.published))
    moves = not any(np.isnan(one.total) for one in own)
    ordered = sorted(own, key=lambda one: -one.total) if moves else []
    empty = "" if moves else w.t("No method moves {name}", name=name)
    axis = w.t("% of the variation of its rank (total effect)")
    rows = [_share_bar(sure, one, one is ordered[0]) for one in ordered]
    return Chart(
        name=NAME,
        title=empty or _shares_title(sure, ordered[0]),
        figure=theme.empty_figure(empty) if empty else bars(rows, axis),
        table=partial(_shares_table, sure, own, everyone),
        source=sure.view.source,
        note=w.t(
            "Sobol indices: what would be left of the variation if only this choice were still "
            "open. Shares overlap where choices interact, so that they may add up to more than "
            "100 %."
        ),
        empty=empty,
        height=height(len(rows)),
        depends=_DEPENDS,
    )


def _shares_title(sure: Sure, first: Influence) -> str:
    return sure.view.w.t(
        "{choice} matters most to the rank of {name}: {share} % of its variation, interactions "
        "included",
        choice=capital(choice_name(sure, first.choice)),
        name=sure.view.name,
        share=sure.view.w.number(100 * first.total, 0),
    )


def _share_bar(sure: Sure, one: Influence, first: bool) -> Bar:
    w = sure.view.w
    name, total = capital(choice_name(sure, one.choice)), w.number(100 * one.total, 0)
    margin, alone = w.number(100 * one.margin, 0), w.number(100 * max(one.first, 0.0), 0)
    lines = [
        name,
        w.t("total effect {share} % ± {margin}", share=total, margin=margin),
        w.t("alone {share} %", share=alone),
    ]
    color = theme.FIFTHS[1] if first else theme.FIFTHS[2]
    return Bar(name, 0.0, 100 * max(one.total, 0.0), f"{total} %", "<br>".join(lines), color)


def _shares_table(sure: Sure, own: list[Influence], everyone: list[Influence]) -> pd.DataFrame:
    w, name = sure.view.w, sure.view.name
    return pd.DataFrame(
        {
            w.t("Choice"): [capital(choice_name(sure, one.choice)) for one in own],
            w.t("Rank of {name}: alone (%)", name=name): [100 * one.first for one in own],
            w.t("Rank of {name}: total effect (%)", name=name): [100 * one.total for one in own],
            w.t("Margin of the total effect (±)"): [100 * one.margin for one in own],
            w.t("Mean shift of all: alone (%)"): [100 * one.first for one in everyone],
            w.t("Mean shift of all: total effect (%)"): [100 * one.total for one in everyone],
        }
    )
