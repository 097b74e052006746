"""Ranks under other methods as plain dictionaries: what the API answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from indices.reports.items import Item, unit_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from indices.analysis.composition import NoComposition
    from indices.analysis.robustness import Variation
    from indices.analysis.sensitivity import Alone, Influence
    from indices.catalogue import Catalogue

# Shares and mean shifts of 2,000 draws carry no more digits than these.
_DECIMALS = 4


def robustness_items(
    rows: pd.DataFrame,
    variation: Variation | None,
    why: NoComposition | None,
    spread: str,
    catalogue: Catalogue,
    index: str,
    year: int,
    indicator: str,
    lang: str,
) -> list[Item]:
    """Return one item a unit: its rank, and where it lies under other methods.

    Args:
        rows: SCORE_COLUMNS of the indicator, the units asked for.
        variation: ranks under other methods; None where there are none.
        why: the reason, where there are none.
        spread: "near" or "any": how far weights were from the published ones.
        catalogue: names of the units.
        index: code of the index.
        year: the year measured.
        indicator: code of the indicator.
        lang: language of `unit_name`, "vi" or "en".

    Returns:
        Items in the order of `rows`. `rank` is the shown one, `sum_rank` that of the summed points
        among the `n_units` units with all parts. `reason` says why there is no variation; a unit
        that lacks parts names them in `missing_parts`.
    """
    vintage = catalogue.vintage(year)
    plain = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [
        {
            "index": index,
            "year": year,
            "unit": row["unit"],
            "unit_name": unit_name(catalogue, vintage, str(row["unit"]), lang),
            "indicator": indicator,
            "rank": row["rank"],
            "rank_of": row["rank_of"],
            "rank_basis": row["rank_basis"],
            "weights": spread,
            **_of_unit(variation, why, str(row["unit"])),
        }
        for row in plain
    ]


def details(
    variation: Variation,
    unit: str,
    choices: Sequence[Alone],
    own: Sequence[Influence],
    of_all: Sequence[Influence],
) -> Item:
    """Return what is told of one unit: how often it has which rank, and what each choice does.

    Args:
        variation: ranks under other methods.
        unit: code of a unit that has all parts.
        choices: each choice changed alone.
        own: shares in the variance of the unit's rank.
        of_all: shares in the variance of the mean absolute shift of all units.
    """
    place = variation.composition.units.index(unit)
    return {
        "frequencies": {
            str(rank): _number(share) for rank, share in variation.frequencies(unit).items()
        },
        "choices": [
            {
                "choice": one.choice,
                "value": one.value or None,
                "mean_shift": _number(one.shift),
                "rank": int(one.ranks[place, 0]) if one.value else None,
            }
            for one in choices
        ],
        "influence": [
            {
                "choice": one.choice,
                "rank_first": _number(one.first),
                "rank_total": _number(one.total),
                "shift_first": _number(everyone.first),
                "shift_total": _number(everyone.total),
            }
            for one, everyone in zip(own, of_all, strict=True)
        ],
    }


def _of_unit(variation: Variation | None, why: NoComposition | None, unit: str) -> Item:
    if variation is None:
        counts = {"n_units": why.n_known, "n_ranked": why.n_ranked} if why else {}
        return _NOTHING | {"reason": why.reason if why else None, "missing_parts": []} | counts
    composition = variation.composition
    counts = {"n_units": len(composition.units), "n_ranked": composition.n_ranked}
    if unit not in composition.units:
        missing = [*composition.left_out.get(unit, ())]
        gone = {"reason": "parts_missing" if missing else "not_ranked", "missing_parts": missing}
        return _NOTHING | gone | counts
    place = composition.units.index(unit)
    low, high = variation.bounds[place].tolist()
    return {
        "sum_rank": int(variation.published[place]),
        "best_rank": low,
        "median_rank": int(variation.median[place]),
        "worst_rank": high,
        "level": variation.level,
        "draws": variation.ranks.shape[1],
        "within_1": _number(variation.within(1)[place]),
        "within_3": _number(variation.within(3)[place]),
        "mean_shift": _number(variation.shift[place]),
        "reason": None,
        "missing_parts": [],
        **counts,
    }


_NOTHING: dict[str, Any] = dict.fromkeys(
    ("sum_rank", "best_rank", "median_rank", "worst_rank", "level", "draws", "within_1",
     "within_3", "mean_shift")
)  # fmt: skip


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), _DECIMALS)
