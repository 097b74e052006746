"""All checks on the facts of one index, in the order in which a reader would mend them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.catalogue import VINTAGES, Catalogue
from indices.findings import Finding
from indices.sums import sums_of_parts
from indices.table import Facts
from indices.validation import codes, duplicates, figures, orders, sums
from indices.vocabulary import PRECISIONS, STATUSES


def check_facts(facts: Facts, part_sums: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """Run every check on the facts of one index; `figures.check_numbers` looks at their cells.

    A score outside its scale and a rank beyond the last have a finding of their own; neither order
    nor sums are judged by them, so that one fault is told of once.

    Args:
        facts: what all files of the index state, corrected.
        part_sums: what `sums_of_parts` makes of the facts.
        catalogue: units, sources and the index.
    """
    index = catalogue.indices[facts.index]
    n_units = {vintage: len(catalogue.units_of(vintage)) for vintage in VINTAGES}
    outside = figures.outside_scale(facts, index)
    likely = _without(facts, outside, figures.beyond_last(facts, n_units))
    return [
        *codes.check_year(facts, index),
        *codes.check_unit(facts, catalogue),
        *codes.check_indicator(facts, index),
        *codes.check_source(facts, catalogue.sources),
        *codes.check_vocabulary(facts, "precision", PRECISIONS),
        *codes.check_vocabulary(facts, "status", STATUSES),
        *codes.check_vocabulary(facts, "grade", [code for code, _ in index.grading.groups]),
        *figures.check_whole(facts),
        *figures.check_scale(facts, index),
        *figures.check_maximum(facts, index),
        *figures.check_rank(facts, n_units),
        *figures.check_interval(facts),
        *figures.check_grade(facts, index),
        *duplicates.check_duplicates(facts),
        *orders.check_order(likely, catalogue.units),
        *sums.check_sums(likely, sums_of_parts(likely, index) if outside.any() else part_sums),
    ]


def _without(facts: Facts, scores: NDArray[np.bool_], ranks: NDArray[np.bool_]) -> Facts:
    """Return the facts without some of their scores and ranks."""
    if not (scores | ranks).any():
        return facts
    rows = facts.rows
    kept = rows.assign(score=rows["score"].mask(scores), rank=rows["rank"].mask(ranks))
    return replace(facts, rows=kept)
